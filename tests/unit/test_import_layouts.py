"""Tables of every shape teams use, and the plan that is found in them."""

from datetime import date
from pathlib import Path

import pytest

from okrsheet.cli import main
from okrsheet.core.model import Objective
from okrsheet.core.words import Commitment, Frequency, Level, Rag, Type
from okrsheet.ooxml.read import read_workbook
from okrsheet.sources.importing import Wish
from okrsheet.workbook.import_refusals import ImportRefused
from okrsheet.workbook.load import read_plan
from tests.unit.plain_book import Error, Formula, Rows, Tab
from tests.unit.sources_of import (
    DAY,
    EMPTY,
    book_file,
    fields_of,
    merged,
    proposal,
    reasons,
    shape,
    states,
    text_file,
)

HARBOUR = {
    "Ships leave on time": ["Punctual departures", "Waiting time"],
    "Crews come back": ["Returning crews"],
}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "Objective,Key Result,Start,Target\n"
            "Ships leave on time,Punctual departures,60,90\n"
            "Ships leave on time,Waiting time,50,20\n"
            "Crews come back,Returning crews,10,20\n",
            id="objective in every row",
        ),
        pytest.param(
            "Target;Start;Key Result;Objective\n"
            "90;60;Punctual departures;Ships leave on time\n"
            "20;50;Waiting time;\n"
            "20;10;Returning crews;Crews come back\n",
            id="objective in its first row, columns in another order, semicolons",
        ),
        pytest.param(
            "Objective\tKey Result\tStart\tTarget\n"
            "Ships leave on time\t\t\t\n"
            "\tPunctual departures\t60\t90\n"
            "\tWaiting time\t50\t20\n\n"
            "Crews come back\t\t\t\n"
            "\tReturning crews\t10\t20\n",
            id="objective above its key results, tabs",
        ),
        pytest.param(
            "OKRs of the harbour\n\nupdated by Ida\n"
            "Objective|Key Result|Start|Target\n"
            "Ships leave on time|Punctual departures|60|90\n"
            "|Waiting time|50|20\n"
            "Objective|Key Result|Start|Target\n"
            "Crews come back|Returning crews|10|20\n",
            id="titles above, headers again, pipes",
        ),
        pytest.param(
            "Objective / Key Result,Start,Target\n"
            "O1: Ships leave on time,,\n"
            "KR1: Punctual departures,60,90\n"
            "KR2: Waiting time,50,20\n"
            "O2: Crews come back,,\n"
            "KR1: Returning crews,10,20\n",
            id="labels in one column",
        ),
        pytest.param(
            "Objectives and Key Results,Start,Target\n"
            "Objective 1: Ships leave on time,,\n"
            "  - KR: Punctual departures,60,90\n"
            "  - KR: Waiting time,50,20\n"
            "Objective 2: Crews come back,,\n"
            "  - KR: Returning crews,10,20\n",
            id="labels behind an indent",
        ),
        pytest.param(
            "Title,Type,Start value,Target value\n"
            "Ships leave on time,Objective,,\n"
            "Punctual departures,Key result,60,90\n"
            "Waiting time,Key result,50,20\n"
            "Crews come back,Objective,,\n"
            "Returning crews,Key result,10,20\n",
            id="a column says what a row is",
        ),
        pytest.param(
            "ID,Parent ID,Title,Type,Start value,Target value\n"
            "11,2,Returning crews,Key result,10,20\n"
            "12,1,Punctual departures,Key result,60,90\n"
            "13,1,Waiting time,Key result,50,20\n"
            "1,,Ships leave on time,Objective,,\n"
            "2,,Crews come back,Objective,,\n",
            id="parents below their key results",
        ),
        pytest.param(
            "Title;Type;Aligned to;Start;Target\n"
            "Ships leave on time;Objective;;;\n"
            "Crews come back;Objective;;;\n"
            "Punctual departures;KR;Ships leave on time;60;90\n"
            "Returning crews;KR;Crews come back;10;20\n"
            "Waiting time;KR;Ships leave on time;50;20\n",
            id="parents by their titles",
        ),
        pytest.param(
            "Objective 1,Ships leave on time\n"
            "Key result 1,Punctual departures\n"
            "Key result 2,Waiting time\n"
            "Objective 2,Crews come back\n"
            "Key result 1,Returning crews\n",
            id="no headers, labels in their own column",
        ),
        pytest.param(
            "Ziel,Schlüsselergebnis,Ausgangswert,Zielwert\n"
            "Ships leave on time,Punctual departures,60,90\n"
            ",Waiting time,50,20\n"
            "Crews come back,Returning crews,10,20\n",
            id="German",
        ),
        pytest.param(
            "Objetivo,Resultado-chave,Valor inicial,Meta\n"
            "Ships leave on time,Punctual departures,60,90\n"
            ",Waiting time,50,20\n"
            "Crews come back,Returning crews,10,20\n",
            id="Portuguese, Meta is the target",
        ),
        pytest.param(
            "Objetivo,Resultado clave,Línea base,Valor objetivo\n"
            "Ships leave on time,Punctual departures,60,90\n"
            ",Waiting time,50,20\n"
            "Crews come back,Returning crews,10,20\n",
            id="Spanish",
        ),
        pytest.param(
            'Goal,Key Results,Owner\nShips leave on time,"- Punctual departures\n- Waiting\n time",'
            "Ida Berg\nCrews come back,Returning crews,Jon Aas\n",
            id="several in a cell, one of them over two lines",
        ),
    ],
)
def test_a_table_gives_the_plan_a_careful_reader_sees(text: str, tmp_path: Path) -> None:
    assert {k: sorted(v) for k, v in shape(proposal(text_file(tmp_path, text))).items()} == {
        k: sorted(v) for k, v in HARBOUR.items()
    }


def test_numbers_stand_with_their_key_results(tmp_path: Path) -> None:
    text = "ID,Parent ID,Title,Type,Start,Target\nb,a,Win,Key result,10,20\na,,Grow,Objective,,\n"
    found = proposal(text_file(tmp_path, text)).found
    [kr] = found.key_results
    assert (kr.id, kr.objective_id, kr.baseline, kr.target) == ("b", "a", 10.0, 20.0)


def test_merged_objectives_hold_for_all_rows_they_cover(tmp_path: Path) -> None:
    rows: Rows = [
        ("Objective", "Key result", "Target"),
        ("Ships leave on time", "Punctual departures", 90),
        (None, "Waiting time", 20),
        ("Crews come back", "Returning crews", 20),
    ]
    tab = Tab(rows, behind=merged("A2:A3"))
    assert shape(proposal(book_file(tmp_path, {"Plan": tab}))) == HARBOUR


def test_a_merged_number_is_that_of_no_key_result(tmp_path: Path) -> None:
    rows: Rows = [
        ("Objective", "Key result", "Target", "Current", "Owner", "Baseline"),
        ("Grow", "Orders", 40, 35, "Ida Berg", 10),
        ("Grow", "Visits", None, None, None, 20),
        ("Grow", "Renewals", 50, None, None, 30),
    ]
    tab = Tab(rows, behind=merged("C2:C3", "D2:D4", "E2:E4"))
    found = proposal(book_file(tmp_path, {"Plan": tab}), wish=Wish(day=DAY))
    made = found.found.key_results
    assert [(kr.baseline, kr.target) for kr in made] == [(10.0, None), (20.0, None), (30.0, 50.0)]
    assert [kr.owner for kr in made] == ["Ida Berg"] * 3
    assert found.found.check_ins == ()
    assert set(states(found).values()) == {"taken with a question"}
    for row, column, name, number in (
        (2, "C", "target", 2),
        (3, "C", "target", 2),
        (4, "D", "current", 3),
    ):
        told = (
            f"{row}: {column}2 ({name}) holds one value for {number} key results; it is not taken"
        )
        assert told in reasons(found)


def test_a_key_result_merged_like_its_numbers_keeps_them(tmp_path: Path) -> None:
    rows: Rows = [
        ("Objective", "Key result", "Baseline", "Target", "Tasks"),
        ("Grow", "Orders", 10, 40, "Call"),
        (None, None, None, None, "Write"),
    ]
    tab = Tab(rows, behind=merged("A2:A3", "B2:B3", "C2:C3", "D2:D3"))
    [kr] = proposal(book_file(tmp_path, {"Plan": tab})).found.key_results
    assert (kr.baseline, kr.target) == (10.0, 40.0)


def test_objectives_across_with_key_results_below(tmp_path: Path) -> None:
    rows = [
        ("OBJECTIVES & KEY RESULTS", None, None),
        (None, None, None),
        (None, "Ships leave on time", "Crews come back"),
        (None, "Late ships cost us berths.", "New crews cost us months."),
        ("KEY RESULT 1", "Punctual departures", "Returning crews"),
        ("KEY RESULT 2", "Waiting time", None),
    ]
    found = proposal(book_file(tmp_path, {"Plan": rows}))
    assert shape(found) == HARBOUR
    assert [each.why for each in found.found.objectives] == [rows[3][1], rows[3][2]]


def test_rows_across_are_known_by_their_labels(tmp_path: Path) -> None:
    rows = [
        (None, "Objective 1", "Objective 2"),
        ("Objective", "Ships leave on time", "Crews come back"),
        ("Risk", "Fog", "Rivals"),
        ("KR 1", "Punctual departures", "Returning crews"),
        ("KR 2", "Waiting time", None),
    ]
    found = proposal(book_file(tmp_path, {"Plan": rows}))
    assert shape(found) == HARBOUR
    assert [each.why for each in found.found.objectives] == ["", ""]
    left = [each for each in found.found.outcomes if each.state == "refused"]
    told = ("its row is not labelled as a key result, such as KR 1",)
    assert [(each.cell, each.reasons) for each in left] == [("B3", told), ("C3", told)]


TITLES = ("Objective", "Ships leave on time", "Crews come back")
WHY = ("Why", "Late ships cost us berths.", "New crews cost us months.")
OWNERS = ("Owner", "Ida Berg", "Bo Ek")
RESULTS = (
    ("KR 1", "Punctual departures", "Returning crews"),
    ("KR 2", "Waiting time", None),
)


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param((TITLES, OWNERS, WHY, *RESULTS), id="below the objectives"),
        pytest.param((TITLES, WHY, OWNERS, *RESULTS), id="below the reasons"),
        pytest.param((OWNERS, TITLES, WHY, *RESULTS), id="above the objectives"),
        pytest.param((TITLES, WHY, *RESULTS, OWNERS), id="below the key results"),
        pytest.param((TITLES, ("Verantwortlich", *OWNERS[1:]), WHY, *RESULTS), id="German"),
        pytest.param((TITLES, OWNERS, (None, *WHY[1:]), *RESULTS), id="above reasons without word"),
    ],
)
def test_a_row_of_owners_across_says_who_owns_the_objectives(rows: Rows, tmp_path: Path) -> None:
    found = proposal(book_file(tmp_path, {"Plan": rows}))
    assert shape(found) == HARBOUR
    assert [each.owner for each in found.found.objectives] == [*OWNERS[1:]]
    assert [each.why for each in found.found.objectives] == [*WHY[1:]]
    assert [each.owner for each in found.found.key_results] == ["", "", ""]
    assert [each.name for each in found.people] == [*OWNERS[1:]]
    assert "refused" not in states(found).values()


def test_the_report_names_the_row_of_owners(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, book = book_file(tmp_path, {"Plan": (TITLES, OWNERS, *RESULTS)}), tmp_path / "okrs.xlsx"
    assert main(["import", str(path), "--to", str(book), "--quarter", "2027-Q1", "--yes"]) == 0
    assert "  Row 2: objective owner\n" in capsys.readouterr().out
    plan = read_plan(read_workbook(book)).plan
    assert plan is not None
    assert [each.owner for each in plan.objectives if each.text] == [*OWNERS[1:]]


def test_a_column_of_notes_beside_labels_is_no_objective(tmp_path: Path) -> None:
    text = "Objective,Notes\nGrow,ours\nKR 1: Win,theirs\nKR 2: Draw,nobody's\n"
    assert "Notes" not in shape(proposal(text_file(tmp_path, text)))


def test_an_objective_across_may_have_no_owner(tmp_path: Path) -> None:
    rows = (
        ("Objective", "Ships leave on time", "Crews come back", "Berths are full"),
        ("Owner", None, "Bo Ek", None),
        ("KR 1", "Punctual departures", "Returning crews", "Nights"),
    )
    found = proposal(book_file(tmp_path, {"Plan": rows}))
    assert [each.owner for each in found.found.objectives] == ["", "Bo Ek", ""]


def test_owners_below_each_key_result_are_not_taken_for_the_objective(tmp_path: Path) -> None:
    rows = (TITLES, RESULTS[0], OWNERS, RESULTS[1], OWNERS)
    found = proposal(book_file(tmp_path, {"Plan": rows}))
    assert [each.owner for each in found.found.objectives] == ["", ""]
    assert states(found)[3] == "refused"


@pytest.mark.parametrize(
    "titles",
    [
        pytest.param(
            (("Objective 1: Ships leave on time",), ("Objective 2: Crews come back",)),
            id="label and text in a cell",
        ),
        pytest.param(
            (("Objective 1", "Ships leave on time"), ("Objective 2:", "Crews come back")),
            id="label and text beside it",
        ),
    ],
)
@pytest.mark.parametrize("goal", ["Ziel", "Target", "Goal"])
@pytest.mark.parametrize("again", [True, False], ids=["headers again", "headers once"])
def test_an_objective_above_the_headers_of_its_key_results(
    goal: str, titles: tuple[tuple[str, ...], ...], again: bool, tmp_path: Path
) -> None:
    head = (None, "Key Result", "Start", goal, "Ist")
    rows = [
        ("OKRs of 2027",),
        titles[0],
        head,
        (None, "Punctual departures", 31, 45, 38),
        (None, "Waiting time", 93, 30, 80),
        titles[1],
        *([head] if again else []),
        (None, "Returning crews", 1, 2, 1.5),
    ]
    found = proposal(book_file(tmp_path, {"Plan": rows}), wish=Wish(day=DAY))
    assert shape(found) == HARBOUR
    assert [(kr.baseline, kr.target) for kr in found.found.key_results] == [
        (31.0, 45.0),
        (93.0, 30.0),
        (1.0, 2.0),
    ]


@pytest.mark.parametrize("word", ["Objetivo", "Ziel"])
def test_numbers_below_a_word_for_objectives_are_targets(word: str, tmp_path: Path) -> None:
    text = (
        f"Objective title;Key result;Start;{word};Actual\n"
        "Ships leave on time;Punctual departures;1,5;9,5;5\n;Waiting time;7;2;5\n"
        "Crews come back;Returning crews;1;3;2\n"
    )
    found = proposal(text_file(tmp_path, text), wish=Wish(day=DAY))
    assert shape(found) == HARBOUR
    assert [kr.target for kr in found.found.key_results] == [9.5, 2.0, 3.0]


def test_kinds_tell_objectives_from_key_results_under_any_title(tmp_path: Path) -> None:
    text = (
        "Objective Title,Type,Parent Objective,Metric Start,Metric Target\n"
        "Ships leave on time,Objective,,,\n"
        "Punctual departures,Key Result,Ships leave on time,1,9\n"
        "Waiting time,Key Result,Ships leave on time,9,3\n"
        "Crews come back,Objective,,,\n"
        "Returning crews,Key Result,Crews come back,1,2\n"
        "A new app,Initiative,Crews come back,,\n"
    )
    found = proposal(text_file(tmp_path, text))
    assert shape(found) == HARBOUR
    assert [kr.target for kr in found.found.key_results] == [9.0, 3.0, 2.0]


def test_tables_of_several_sheets_are_one_plan(tmp_path: Path) -> None:
    head = ("Objective", "Key result")
    path = book_file(
        tmp_path,
        {
            "Notes": [("Nothing of interest", "here")],
            "Sea": [head, ("Ships leave on time", "Punctual departures"), (None, "Waiting time")],
            "Land": [head, ("Crews come back", "Returning crews")],
        },
    )
    assert shape(proposal(path)) == HARBOUR


def test_two_tables_of_one_sheet_are_one_plan(tmp_path: Path) -> None:
    text = (
        "Sea\nObjective,Key result\nShips leave on time,Punctual departures\n,Waiting time\n\n"
        "Land\nKey result,Objective,Owner\nReturning crews,Crews come back,Ida Berg\n"
    )
    found = proposal(text_file(tmp_path, text))
    assert shape(found)["Crews come back"] == ["Returning crews"]
    assert len(found.reading.blocks) == 2


def test_sheets_of_several_quarters_ask_which(tmp_path: Path) -> None:
    head = ("Objective", "Key result")
    sheets = {
        "2027 Q1": [head, ("Ships leave on time", "Punctual departures")],
        "2027 Q2": [head, ("Crews come back", "Returning crews")],
    }
    path = book_file(tmp_path, sheets)
    assert list(shape(proposal(path))) == ["Ships leave on time"]
    sheets["2026 Q4"] = sheets.pop("2027 Q1")
    with pytest.raises(ImportRefused, match="different periods"):
        proposal(book_file(tmp_path, sheets))
    found = proposal(path, sheet="2027 Q2")
    assert list(shape(found)) == ["Crews come back"]
    assert found.notes == ("It says it is about 2027-Q2; it is taken for 2027-Q1.",)


def test_rows_of_several_quarters_are_not_mixed_into_another(tmp_path: Path) -> None:
    path = text_file(
        tmp_path, "Objective,Key result,Period\nGrow,Win 5,Q2 2027\nGrow,Win 6,Q4 2026\n"
    )
    with pytest.raises(ImportRefused) as refused:
        proposal(path)
    assert refused.value.code == "OKR824"
    assert "2027-Q1 is asked for, '2026-Q4', '2027-Q2' are there" in str(refused.value)


def test_rows_of_other_quarters_are_refused(tmp_path: Path) -> None:
    text = "Objective,Key result,Quarter\nGrow,Win,2027-Q1\nGrow,Lose,2026-Q4\nGrow,Draw,2027\n"
    found = proposal(text_file(tmp_path, text))
    assert states(found) == {2: "taken with a question", 3: "refused", 4: "taken with a question"}
    assert "3: it is about 2026-Q4" in reasons(found)
    assert "its period is '2027'; is it 2027-Q1?" in reasons(found)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "Quarter,Objective,Key result,Target\n2027-Q1,Rest,Sleep,8\n"
            "2026-Q4,Grow,Win,9\n2027-Q1,,Keep,7\n",
            id="of another quarter",
        ),
        pytest.param(
            "Objective,Key result,Target\nRest,Sleep,8\nGrow,Win,9,5\n,Keep,7\n",
            id="with too many cells",
        ),
        pytest.param(
            "Quarter,Type,Title,Target\n2027-Q1,Objective,Rest,\n2027-Q1,Key result,Sleep,8\n"
            "2026-Q4,Objective,Grow,\n2027-Q1,Key result,Keep,7\n",
            id="in a list, of another quarter",
        ),
        pytest.param(
            "Type,Title,Target\nObjective,Rest,\nKey result,Sleep,8\n"
            "Objective,Grow,,5\nKey result,Keep,7\n",
            id="in a list, with too many cells",
        ),
        pytest.param(
            "Objective / Key result,Target\nO1: Rest,\nKR1: Sleep,8\nO2: Grow,,5\nKR1: Keep,7\n",
            id="in a list with labels",
        ),
    ],
)
def test_below_a_refused_objective_nothing_belongs_to_the_one_before(
    text: str, tmp_path: Path
) -> None:
    found = proposal(text_file(tmp_path, text))
    assert shape(found) == {"Rest": ["Sleep"], "": ["Keep"]}
    assert "no objective is named for it" in reasons(found)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "Objective,Key result,Target\nRest,Sleep,8\nTotal,,8\n,Keep,7\n", id="a total"
        ),
        pytest.param(
            "Type,Title,Target\nObjective,Rest,\nKey result,Sleep,8\n"
            "Initiative,Buy beds,\nKey result,Keep,7\n",
            id="an initiative in a list",
        ),
        pytest.param(
            "Objective / Key result,Target\nO1: Rest,\nKR1: Sleep,8\nKR2: Win,9,5\nKR3: Keep,7\n",
            id="a key result in a list",
        ),
    ],
)
def test_other_refused_rows_change_no_objective(text: str, tmp_path: Path) -> None:
    assert shape(proposal(text_file(tmp_path, text))) == {"Rest": ["Sleep", "Keep"]}


def test_a_key_result_belongs_to_the_objective_whose_id_it_extends(tmp_path: Path) -> None:
    text = (
        '"OKR-ID","Team.lookupId","Team.lookupValue","Category","Title","OKR Type",'
        '"Owner.title","parentId"\n'
        '"A-1","2","Harbour","Obj","Ships leave on time","Aspirational","Berg, Ida",""\n'
        '"B-1","3","Crew","Obj","Crews come back","","Aas, Jon",""\n'
        '"A-1.2","2","Harbour","KR","Waiting time","Committed","","77"\n'
        '"B-1.1","3","Crew","KR","Returning crews","Aspirational","","A-1.2"\n'
        '"A-1.1","2","Harbour","KR","Punctual departures","Committed","",""\n'
        '"A-1.1","2","Harbour","KR","Something else","Committed","",""\n'
    )
    found = proposal(text_file(tmp_path, text))
    assert {k: sorted(v) for k, v in shape(found).items()} == HARBOUR
    assert fields_of(found) == {
        "OKR-ID": "id",
        "Team.lookupValue": "team",
        "Category": "kind",
        "Title": "text",
        "OKR Type": "commitment",
        "Owner.title": "owner",
        "parentId": "parent",
    }
    first = found.found.objectives[0]
    assert (first.id, first.team, first.owner) == ("A-1", "Harbour", "Berg, Ida")
    assert first.level is Level.TEAM
    assert {kr.commitment for kr in found.found.key_results if kr.id[0] == "A"} == {
        Commitment.COMMITTED
    }
    assert states(found)[7] == "refused"
    assert "its ID A-1.1 stands in row 6 already" in reasons(found)


@pytest.mark.parametrize(
    ("ids", "first"),
    [("H1 H2 H3", "H1"), ("1 2 3", "1"), ("- - -", "O1")],
    ids=["IDs", "numbers", "none"],
)
def test_an_objective_is_supported_by_its_id_or_its_text(
    ids: str, first: str, tmp_path: Path
) -> None:
    one, two, three = ids.split()
    rows = (
        f"{one},Ships leave on time,Company,,Punctual departures,60,90",
        f"{two},Crews come back,Team,ships leave  on time,Returning crews,10,20",
        f"{three},Crews rest,Team,{first},Hours off,5,9",
        ",Cooks rest,Team,The moon,Cooks on leave,5,9",
    )
    head = "Objective ID,Objective,Level,Supports,Key result,Start,Target\n"
    found = proposal(text_file(tmp_path, head + "\n".join(rows).replace("-,", ",") + "\n"))
    assert [each.supports[:1] for each in found.found.objectives] == [
        (),
        (first,),
        (first,),
        ("The moon",),
    ]


def test_an_export_of_a_tool_with_values_weights_and_statuses(tmp_path: Path) -> None:
    text = (
        "ID,Title,Type,Owner,Team,Time period,Aligned To,Metric unit,Start value,Target value,"
        "Current value,Status,Last check-in,Weight,Due date\n"
        "901,Ships leave on time,Objective,Ida Berg,Harbour,Q1 2027,,,,,,On track,,,\n"
        "902,Punctual departures,Key result,Ida Berg,Harbour,Q1 2027,Ships leave on time (901),"
        "%,60,90,75,At risk,2027-02-08T09:00:00Z,2,2027-03-15\n"
        "903,Buy a tug,Initiative,Jon Aas,Harbour,Q1 2027,Ships leave on time (901),,,,,,,,\n"
    )
    found = proposal(text_file(tmp_path, text))
    [kr] = found.found.key_results
    [check_in] = found.found.check_ins
    assert (kr.objective_id, kr.unit, kr.weight, kr.due) == ("O1", "%", 2.0, date(2027, 3, 15))
    assert check_in.day == date(2027, 2, 8)
    assert (check_in.value, check_in.owner_rag) == (75.0, Rag.YELLOW)
    assert "4: C4 says 'Initiative': neither an objective nor a key result" in reasons(found)


def test_all_that_people_type_on_key_results_is_understood(tmp_path: Path) -> None:
    text = (
        "Objective;Ebene;Key Result;Typ;Einheit;Gewichtung;Häufigkeit;Datenquelle;Verantwortlich;"
        "Ist;Datum;Fällig;Zuversicht;Ampel\n"
        "Grow;Unternehmen;Win;Steigern;EUR;2;Wöchentlich;CRM;Ida Berg;1,5;01.02.2027;"
        "15.03.2027;80%;Gelb\n"
    )
    found = proposal(text_file(tmp_path, text))
    [objective], [kr], [check_in] = found.found[:3]
    assert objective.level is Level.COMPANY
    assert (kr.type, kr.unit, kr.weight) == (Type.INCREASE, "EUR", 2.0)
    assert (kr.frequency, kr.data_source, kr.owner) == (Frequency.WEEKLY, "CRM", "Ida Berg")
    assert kr.due == date(2027, 3, 15)
    assert (check_in.value, check_in.day, check_in.owner_rag) == (1.5, date(2027, 2, 1), Rag.YELLOW)


@pytest.mark.parametrize(
    ("given", "scaled", "said"),
    [
        (("7", "4"), [7.0, 4.0], ""),
        (("0.7", "0.25"), [7.0, 2.5], "from 0 to 1"),
        (("70 %", "40 %"), [7.0, 4.0], "in percent"),
        (("70 %", "5"), [7.0, 5.0], "in percent"),
        (("100 %", "5"), [10.0, 5.0], "in percent"),
        (("80 %", "70"), [8.0, 7.0], "in percent"),
        (("170 %", "5"), [None, 5.0], "above 100 %"),
        (("0.7", "5"), [None, None], "on which scale nobody can say"),
        (("70", "40"), [7.0, 4.0], "up to 100"),
        (("1", "0"), [None, None], "All confidences are 0 or 1"),
        (("700", "40"), [None, None], "above 100"),
    ],
)
def test_confidences_on_every_scale(
    given: tuple[str, str], scaled: list[float | None], said: str, tmp_path: Path
) -> None:
    text = "Objective,KR,Actual,Confidence\n" + "".join(
        f"Grow,Win {n},{n},{value}\n" for n, value in enumerate(given, 1)
    )
    found = proposal(text_file(tmp_path, text), wish=Wish(day=DAY))
    assert [each.confidence for each in found.found.check_ins] == scaled
    assert said in " ".join(found.notes)


def test_a_value_without_a_day_is_asked_about(tmp_path: Path) -> None:
    path = text_file(tmp_path, "Objective,Key result,Start,Target,Current\nGrow,Win,1,9,5\n")
    found = proposal(path)
    assert found.found.check_ins == ()
    assert "E2: nothing says of which day it is; say it with --as-of" in reasons(found)
    [check_in] = proposal(path, wish=Wish(day=DAY)).found.check_ins
    assert (check_in.day, check_in.value, check_in.key_result_id) == (DAY, 5.0, "O1.1")


def test_cells_that_show_errors_are_told_and_not_taken(tmp_path: Path) -> None:
    rows: Rows = [
        ("Objective", "Key result", "Start", "Target"),
        ("Grow", "Win", Error("#N/A"), Formula("1+1", 2)),
        ("Grow", "Draw", True, "TBD"),
        ("Grow", 5, 1, 2),
    ]
    found = proposal(book_file(tmp_path, {"Plan": rows}))
    win, draw = found.found.key_results
    assert (win.baseline, win.target) == (None, 2.0)
    assert (draw.baseline, draw.target) == (None, None)
    said = reasons(found)
    assert "2: C2 shows #N/A" in said
    assert "3: C3: TRUE is no number" in said
    assert "3: D3: 'TBD': not known yet" in said
    assert "4: B4 holds no text: 5" in said


def test_what_stands_there_twice_is_taken_once(tmp_path: Path) -> None:
    text = "Objective,Key result,Target\nGrow,Win,5\ngrow,WIN,5\nGrow,Win,6\nTotal,,16\n"
    found = proposal(text_file(tmp_path, text))
    assert shape(found) == {"Grow": ["Win", "Win"]}
    assert "3: it is the same as row 2" in reasons(found)
    assert "5: it is a total" in reasons(found)


def test_teams_may_word_their_objectives_alike(tmp_path: Path) -> None:
    text = (
        "Team,Objective,Key result,Target\nSales,Grow,Orders,9\nOps,Grow,Repairs,5\n"
        ",Grow,Hours,7\nsales,grow,Visits,8\n"
    )
    made = proposal(text_file(tmp_path, text)).found
    assert [(each.text, each.team) for each in made.objectives] == [
        ("Grow", "Sales"),
        ("Grow", "Ops"),
    ]
    sales, ops = (each.id for each in made.objectives)
    assert {kr.text: kr.objective_id for kr in made.key_results} == {
        "Orders": sales,
        "Repairs": ops,
        "Hours": ops,
        "Visits": sales,
    }


@pytest.mark.parametrize("teams", [",Ops", "Ops,", "Ops,Ops"])
def test_a_team_that_only_one_row_names_is_that_of_both(teams: str, tmp_path: Path) -> None:
    one, two = teams.split(",")
    text = f"Team,Objective,Key result,Target\n{one},Grow,Orders,9\n{two},Grow,Visits,8\n"
    [objective] = proposal(text_file(tmp_path, text)).found.objectives
    assert objective.team == "Ops"


@pytest.mark.parametrize(
    ("there", "team", "name"),
    [
        pytest.param("Sales", "Ops", "O1", id="another team"),
        pytest.param("Sales", "sales", "X1", id="the same team"),
        pytest.param("", "Ops", "X1", id="the workbook names none"),
        pytest.param("Sales", "", "X1", id="the table names none"),
    ],
)
def test_an_objective_of_the_workbook_is_that_of_its_team(
    there: str, team: str, name: str, tmp_path: Path
) -> None:
    plan = EMPTY._replace(objectives=(Objective("X1", "Grow", team=there),))
    text = f"Team,Objective,Key result,Target\n{team},Grow,Orders,9\n"
    [kr] = proposal(text_file(tmp_path, text), plan).found.key_results
    assert kr.objective_id == name


def test_a_weight_of_nothing_is_a_weight(tmp_path: Path) -> None:
    text = (
        "Objective,Objective weight,Key result,Target\nGrow,0,Orders,9\nGrow,40,Visits,8\n"
        "Rest,,Sleep,8\nRest,60,Walks,5\n"
    )
    made = proposal(text_file(tmp_path, text)).found.objectives
    assert [each.weight for each in made] == [0.0, 60.0]


@pytest.mark.parametrize(("current", "told"), [("", True), ("5", False)])
def test_a_status_without_a_value_is_asked_about(current: str, told: bool, tmp_path: Path) -> None:
    text = f"Objective,Key result,Target,Current,Status\nGrow,Orders,9,{current},At risk\n"
    found = proposal(text_file(tmp_path, text), wish=Wish(day=DAY))
    asked = "2: its status is not taken, no value stands beside it"
    assert (reasons(found) == asked) is told
    assert len(found.found.check_ins) == (0 if told else 1)


def test_objectives_alone_are_a_plan_with_questions(tmp_path: Path) -> None:
    found = proposal(text_file(tmp_path, "Objective,Label\nGrow,0\nWin,1\ngrow,0\n"))
    assert list(shape(found)) == ["Grow", "Win"]
    assert "2: no key result belongs to it" in reasons(found)
    assert "4: the same objective stands in row 2; it is taken once" in reasons(found)


def test_key_results_alone_are_asked_for_their_objective(tmp_path: Path) -> None:
    found = proposal(text_file(tmp_path, "KR_code,Key Results\nkr1,Win\nkr2,Draw\n"))
    assert [(kr.id, kr.objective_id) for kr in found.found.key_results] == [
        ("kr1", ""),
        ("kr2", ""),
    ]
    assert "2: no objective is named for it" in reasons(found)


def test_one_value_for_several_key_results_is_not_taken(tmp_path: Path) -> None:
    text = (
        "Objective,Key results,Target,Owner,Weight\n"
        '"Grow","Win\nDraw",9,Ida Berg,20\n"Rest","Sleep\nSwim","8 h\n2 km",Jon Aas,80\n'
    )
    found = proposal(text_file(tmp_path, text))
    win, draw, sleep, swim = found.found.key_results
    assert (win.target, draw.target, win.owner) == (None, None, "Ida Berg")
    assert "2: C2 (target) holds one value for 2 key results; it is not taken" in reasons(found)
    assert (sleep.target, sleep.unit, swim.target, swim.unit) == (8.0, "h", 2.0, "km")
    assert [each.weight for each in found.found.objectives] == [20.0, 80.0]


def test_an_objective_has_the_ids_and_facts_its_rows_give(tmp_path: Path) -> None:
    text = (
        "objective_id,objective,objective owner,success_measure,target_unit,target_date\n"
        "OBJ-1,Grow,Ida Berg,Everybody knows us by name,,2027-03-31\n"
        "OBJ-1,,,Nobody leaves us for others,,2027-02-28\n"
        "OBJ-2,Rest,,We sleep well,,2027-03-31\n"
    )
    found = proposal(text_file(tmp_path, text))
    assert [(o.id, o.text, o.owner) for o in found.found.objectives] == [
        ("OBJ-1", "Grow", "Ida Berg"),
        ("OBJ-2", "Rest", ""),
    ]
    assert [kr.id for kr in found.found.key_results] == ["OBJ-1.1", "OBJ-1.2", "OBJ-2.1"]
    assert found.found.key_results[1].due == date(2027, 2, 28)


@pytest.mark.parametrize(
    ("objective_header", "link_header"),
    [("Objective ID", "Objective ID"), ("ID", "Objective ID"), ("ID", "Objective")],
)
def test_objectives_and_key_results_on_sheets_of_their_own(
    objective_header: str, link_header: str, tmp_path: Path
) -> None:
    path = book_file(
        tmp_path,
        {
            "Objectives": [
                (objective_header, "Objective", "Owner", "Team"),
                ("1", "Ships leave on time", "Ida Berg", "Harbour"),
                ("2", "Crews come back", "Jon Aas", "Harbour"),
            ],
            "KRs": [
                ("KR ID", link_header, "Key Result", "Owner", "Start", "Target"),
                ("1a", "1", "Punctual departures", "Ida Berg", 60, 90),
                ("1b", "1", "Waiting time", "Jon Aas", 50, 20),
                ("2a", "2", "Returning crews", "Jon Aas", 10, 20),
            ],
        },
    )
    found = proposal(path)
    assert shape(found) == HARBOUR
    assert [each.owner for each in found.found.objectives] == ["Ida Berg", "Jon Aas"]
    assert set(states(found).values()) == {"taken"}


def test_key_results_before_the_objectives_they_name(tmp_path: Path) -> None:
    rows = {
        "A": [("Key Result", "Objective ID"), ("Win", "X1"), ("Draw", "X2")],
        "B": [("Objective ID", "Objective"), ("X1", "Grow"), ("X2", "Rest")],
    }
    found = proposal(book_file(tmp_path, rows))
    assert shape(found) == {"Grow": ["Win"], "Rest": ["Draw"]}


@pytest.mark.parametrize(
    ("text", "baseline", "target", "unit", "question"),
    [
        ("Raise NPS from 31 to 45", 31.0, 45.0, "", "baseline 31 and target 45; right?"),
        ("Reach 85 % renewals", None, 0.85, "%", "target 85 %; right?"),
        ("Keep churn below 3 %", None, 0.03, "%", "target 3 %; right?"),
        ("Cut cost by 15 %", None, None, "", "a change, not a value to reach"),
        ("Better coverage vs. 2026 baseline", None, None, "", "names no value to reach"),
        ("Improve satisfaction", None, None, "", "names no value to reach"),
        ("سطح بلوغ به 5", None, None, "", "names no value to reach"),
    ],
)
def test_numbers_in_the_wording_are_proposed_or_asked_for(
    text: str,
    baseline: float | None,
    target: float | None,
    unit: str,
    question: str,
    tmp_path: Path,
) -> None:
    found = proposal(text_file(tmp_path, f"Objective;Key result;Owner\nGrow;{text};Ann\n"))
    [kr] = found.found.key_results
    assert (kr.baseline, kr.target, kr.unit) == (baseline, target, unit)
    assert question in reasons(found)
    silent = proposal(
        text_file(tmp_path, f"Objective;Key result;Owner\nGrow;{text};Ann\n"),
        wish=Wish(numbers_from_text=False),
    )
    assert (silent.found.key_results[0].target, reasons(silent)) == (None, "")


def test_a_stated_target_is_never_replaced_by_the_wording(tmp_path: Path) -> None:
    text = "Objective;Key result;Start;Target\nGrow;From 31 to 45;;50\nGrow;From 3 to 9;;soon\n"
    first, second = proposal(text_file(tmp_path, text)).found.key_results
    assert (first.baseline, first.target) == (None, 50.0)
    assert (second.baseline, second.target) == (None, None)


def test_words_for_how_it_stands_in_other_languages(tmp_path: Path) -> None:
    text = (
        "Ziel;Schlüsselergebnis;Startwert;Zielwert;Aktueller Wert;Status;Stand\n"
        "Kunden begeistern;NPS von 31 auf 45;31;45;38;auf Kurs;15.02.2027\n"
        ";Antwortzeit;93;30;80;gefährdet;15.02.2027\n"
        ";Quote;45;60;50;kritisch;16.02.2027\n"
    )
    found = proposal(text_file(tmp_path, text)).found
    days = [date(2027, 2, 15), date(2027, 2, 15), date(2027, 2, 16)]
    assert [each.owner_rag for each in found.check_ins] == [Rag.GREEN, Rag.YELLOW, Rag.RED]
    assert [each.day for each in found.check_ins] == days
    assert {each.state for each in found.outcomes} == {"taken"}


@pytest.mark.parametrize("kind", ["Yes/No", "Milestones"])
def test_no_number_is_missed_where_none_is_needed(kind: str, tmp_path: Path) -> None:
    text = f"Objective,Key result,Type,Target\nGrow,Hold the licence,{kind},\n"
    [outcome] = proposal(text_file(tmp_path, text)).found.outcomes
    assert (outcome.state, outcome.reasons) == ("taken", ())
