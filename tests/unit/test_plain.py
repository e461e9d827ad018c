"""A plain OKR workbook: found by its headers, read like ours, honest about what it lacks."""

from datetime import date

import pytest

from okrsheet.core.checks import check
from okrsheet.core.figures import Figures, figures
from okrsheet.core.model import UNREADABLE, CheckIn, Quarter
from okrsheet.core.words import Level
from okrsheet.ooxml.read import parse_workbook
from okrsheet.workbook.headers import term_of
from okrsheet.workbook.load import Loaded, read_plan
from okrsheet.workbook.plain_terms import TOPICS
from okrsheet.workbook.rewrite import examined
from tests.books import Book
from tests.small_plan import small_book
from tests.unit.plain_book import (
    AS_OF,
    CHECK_INS,
    CONFIG,
    KEY_RESULTS,
    OBJECTIVES,
    QUARTER_DAYS,
    Error,
    Formula,
    Rows,
    Tab,
    book,
    load,
    renamed,
    tabs,
    told,
    with_cells,
    with_column,
    without_column,
)

HOW_READ = "Workbook hint OKR062"
USUAL = [
    "CheckIns!D1 hint OKR062",  # confidences from 0 to 1
    "KeyResults hint OKR062",  # one Current without a date
    HOW_READ,
]


def shown(loaded: Loaded, day: date = AS_OF) -> Figures:
    assert loaded.plan is not None
    return figures(loaded.plan, loaded.policy, day)


def all_told(loaded: Loaded, day: date = AS_OF) -> set[str]:
    found = loaded.all_findings(check(shown(loaded, day)))
    return {f"{each.where} {each.code}" for each in found}


def codes(loaded: Loaded) -> set[str]:
    return {each.code for each in loaded.findings}


def key_results(rows: Rows) -> dict[str, Tab]:
    return tabs(KeyResults=Tab(rows))


def test_everything_there_is_read() -> None:
    loaded = load(tabs())
    assert told(loaded) == USUAL
    plan = loaded.plan
    assert plan is not None
    assert plan.quarter == Quarter("2027-Q2", *QUARTER_DAYS)
    assert plan.organisation == "Harbour"
    assert [(o.id, o.text, o.level) for o in plan.objectives] == [
        ("A", "Ships leave on time", Level.TEAM),
        ("B", "Crews like to come back", Level.TEAM),
    ]
    assert [(k.id, k.objective_id, k.baseline, k.target, k.weight) for k in plan.key_results] == [
        ("A1", "A", 60, 90, 1),
        ("A2", "A", 50, 20, 2),
        ("B1", "B", 10, 20, None),
    ]
    assert plan.check_ins[0] == CheckIn(
        date(2027, 4, 9), "A1", 66, 6.0, in_the_way="Two new pilots"
    )
    assert [team.name for team in plan.teams] == ["Harbour"]


def test_figures_are_those_of_the_rules() -> None:
    found = shown(load(tabs()))
    assert [k.score for k in found.key_results] == pytest.approx([12 / 30, 6 / 30, 2 / 10])
    assert found.teams[0].score == pytest.approx(((12 / 30 + 2 * 6 / 30) / 3 + 0.2) / 2)


def test_excel_tables_make_no_difference() -> None:
    named = tabs(
        Objectives=Tab(OBJECTIVES, table="tblObjectives"),
        KeyResults=Tab(KEY_RESULTS, table="tblKeyResults"),
        CheckIns=Tab(CHECK_INS, table="Table7"),
    )
    assert load(named).plan == load(tabs()).plan
    assert told(load(named)) == USUAL


@pytest.mark.parametrize(
    "header",
    ["Current\u00a0", " current", "\ufeffCURRENT", "Cur\u200brent", "\uff23urrent", "Current\n"],
)
def test_a_header_that_looks_the_same_is_the_same(header: str) -> None:
    loaded = load(key_results(renamed(KEY_RESULTS, "Current", header)))
    assert loaded.plan == load(tabs()).plan
    assert told(loaded) == USUAL


@pytest.mark.parametrize("name", ["keyresults ", "Q2", "KR", "Key\u00a0Results", "<b>"])
def test_the_name_of_the_sheet_is_no_matter(name: str) -> None:
    sheets = {name: Tab(KEY_RESULTS), **tabs(KeyResults=None)}
    loaded = load(sheets)
    assert loaded.plan == load(tabs()).plan
    (how,) = [each for each in loaded.findings if each.where == "Workbook"]
    assert repr(name) in how.message


def test_headers_stand_where_they_stand() -> None:
    title: Rows = (("OKRs of the harbour",), ())
    loaded = load(key_results((*title, *KEY_RESULTS)))
    assert loaded.plan == load(tabs()).plan
    assert told(loaded) == USUAL


def test_a_table_that_begins_above_its_headers_is_read_and_said() -> None:
    moved = Tab(KEY_RESULTS, table="tblKR", first_row=3, area="A1:H4")
    loaded = load(tabs(KeyResults=moved))
    assert loaded.plan == load(tabs()).plan
    assert "KeyResults!A3 warning OKR062" in told(loaded)


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (3, 2, 1, 0)])
def test_the_order_of_sheets_is_no_matter(order: tuple[int, ...]) -> None:
    items = list(tabs().items())
    assert load(dict(items[place] for place in order)).plan == load(tabs()).plan


SYNONYMS = {
    "KR ID": ["ID", "Key Result ID", "KR_code", "No."],
    "Key Result": ["Key Results (KRs)", "KR", "Metric"],
    "Objective ID": ["Objective", "Goal"],
    "Start": ["Baseline", "From"],
    "Target": ["Target value", "To"],
    "Current": ["Actual", "Now (mid-Q)"],
    "Weight": ["Weight (out of 100)"],
}


@pytest.mark.parametrize(
    ("header", "name"), [(header, name) for header, names in SYNONYMS.items() for name in names]
)
def test_usual_words_are_understood(header: str, name: str) -> None:
    loaded = load(key_results(renamed(KEY_RESULTS, header, name)))
    assert loaded.plan == load(tabs()).plan
    assert not {each.severity for each in loaded.findings} & {"error", "warning"}


def test_a_header_taken_for_another_word_is_said() -> None:
    loaded = load(key_results(renamed(KEY_RESULTS, "Current", "Now (mid-Q)")))
    (said,) = [each.message for each in loaded.findings if "by meaning" in each.message]
    assert "'Now (mid-Q)' as 'Current'" in said


def test_two_columns_for_one_field_are_named_and_neither_is_read() -> None:
    loaded = load(key_results(renamed(KEY_RESULTS, "Weight", "current ")))
    (found,) = [each for each in loaded.findings if each.code == "OKR004"]
    assert (found.where, str(found.severity)) == ("KeyResults!G1", "error")
    assert "G1 and H1" in found.message
    assert loaded.plan is not None
    assert not [each for each in loaded.plan.check_ins if each.key_result_id == "B1"]


def test_a_sure_header_goes_before_a_likely_one() -> None:
    rows = with_column(KEY_RESULTS, "Baseline", 1, 2, 3)
    loaded = load(key_results(rows))
    assert loaded.plan is not None
    assert [each.baseline for each in loaded.plan.key_results] == [1, 2, 3]
    assert "OKR004" not in codes(loaded)


@pytest.mark.parametrize("header", ["KR ID", "Start", "Target"])
def test_a_column_that_figures_need_is_missed(header: str) -> None:
    loaded = load(key_results(without_column(KEY_RESULTS, header)))
    (found,) = [each for each in loaded.findings if each.code == "OKR003"]
    assert (found.where, str(found.severity)) == ("KeyResults!A1", "error")
    assert repr(header) in found.message
    assert "The headers are" in found.message
    assert "'Owner'" in found.message
    # One finding for the column is enough: not one more for each line.
    assert {"OKR025", "OKR016"}.isdisjoint(each.split()[1] for each in all_told(loaded))


def test_a_lost_column_points_at_the_header_that_may_be_it() -> None:
    loaded = load(key_results(renamed(KEY_RESULTS, "Target", "Tagret")))
    (found,) = [each for each in loaded.findings if "'Target'" in each.message]
    assert found.where == "KeyResults!F1"
    assert "Is it 'Tagret'?" in found.message


def test_without_a_baseline_a_type_may_do() -> None:
    rows = with_column(without_column(KEY_RESULTS, "Start"), "Type", "Count", "Count", "Count")
    loaded = load(key_results(rows))
    assert "OKR003" not in codes(loaded)
    assert all(k.score is not None for k in shown(loaded).key_results)


def test_a_usual_column_is_missed_only_where_a_header_is_not_understood() -> None:
    without = without_column(KEY_RESULTS, "Owner")
    assert "OKR003" not in codes(load(key_results(without)))
    loaded = load(key_results(with_column(without, "Pilot", "x", "y", "z")))
    assert "KeyResults!A1 warning OKR003" in told(loaded)


@pytest.mark.parametrize("area", ["F1:G1", "A1:H1", "G1:H2"])
def test_merged_headers_are_named(area: str) -> None:
    merged = f'<mergeCells count="1"><mergeCell ref="{area}"/></mergeCells>'
    rows = with_cells(KEY_RESULTS, {(0, 6): None}) if area == "F1:G1" else KEY_RESULTS
    loaded = load(tabs(KeyResults=Tab(rows, behind=merged)))
    assert f"KeyResults!{area} error OKR061" in told(loaded)


@pytest.mark.parametrize("area", ["A1:H1", "A5:B5", "K3:L3", "A3:A4"])
def test_other_merged_cells_are_no_matter(area: str) -> None:
    merged = f'<mergeCells count="1"><mergeCell ref="{area}"/></mergeCells>'
    rows: Rows = (("A title",), (), *KEY_RESULTS)
    loaded = load(tabs(KeyResults=Tab(rows, behind=merged)))
    assert told(loaded) == USUAL


def test_without_key_results_the_closest_sheet_is_named() -> None:
    lost = tabs(KeyResults=None)
    sheets = {"Key Result": Tab((("Wer", "Was"), ("x", "y"))), **lost}
    (found,) = [each for each in load(sheets).findings if each.code == "OKR002"]
    assert found.severity == "error"
    assert "'Key Result'" in found.message
    assert "Is it" not in str([e for e in load(lost).findings if e.code == "OKR002"])


def test_a_workbook_without_okrs_says_what_it_holds() -> None:
    loaded = load({"Sales": Tab((("Month", "Revenue", "Target"), ("Jan", 1, 2)))})
    assert loaded.plan is None
    (found,) = loaded.findings
    assert found.code == "OKR001"
    assert "'Sales'" in found.message
    assert "KR ID, Key Result, Start, Target" in found.message


def test_a_second_table_of_key_results_is_not_read_and_said() -> None:
    loaded = load(tabs(Old=Tab(KEY_RESULTS[:3])))
    assert "Old!A1 warning OKR062" in told(loaded)
    assert loaded.plan == load(tabs()).plan


def test_without_check_ins_current_is_the_one_report() -> None:
    loaded = load(tabs(CheckIns=None))
    assert told(loaded) == ["KeyResults hint OKR062", HOW_READ]
    found = shown(loaded, date(2027, 4, 5))
    assert [k.score for k in found.key_results] == pytest.approx([15 / 30, 15 / 30, 2 / 10])
    assert {str(k.rag) for k in found.key_results} == {"Green"}
    assert {k.last_check_in for k in found.key_results} == {QUARTER_DAYS[0]}


def test_nobody_is_blamed_for_silence_where_no_date_is_known() -> None:
    loaded = load(tabs(CheckIns=None))
    late = shown(loaded, date(2027, 6, 1))
    assert {str(k.rag) for k in late.key_results} == {"No data"}
    assert [k.score for k in late.key_results] == pytest.approx([0.5, 0.5, 0.2])
    assert not {each.split()[1] for each in all_told(loaded, date(2027, 6, 1))} & {"OKR049"}
    reported = load(tabs(KeyResults=Tab(without_column(KEY_RESULTS, "Current"))))
    assert "KeyResults!D2 OKR049" in all_told(reported, date(2027, 6, 1))


def test_before_the_quarter_an_undated_current_is_no_finding() -> None:
    loaded = load(tabs(CheckIns=None))
    assert "OKR027" not in {each.split()[1] for each in all_told(loaded, date(2027, 3, 1))}


def test_a_dated_current_counts_on_its_day() -> None:
    day = date(2027, 4, 19)
    loaded = load(tabs(KeyResults=Tab(with_column(KEY_RESULTS, "Updated", day, day, day))))
    assert told(loaded) == ["CheckIns!D1 hint OKR062", HOW_READ]
    assert shown(loaded).key_results[2].last_check_in == day


def test_a_current_that_cannot_be_read_is_named_in_its_cell() -> None:
    rows = with_cells(KEY_RESULTS, {(3, 6): "about 12"})
    loaded = load(key_results(rows))
    assert "KeyResults!G4 error OKR010" in told(loaded)
    assert "KeyResults!G4 OKR026" in all_told(loaded)
    assert loaded.plan is not None
    assert loaded.plan.check_ins[-1].value is UNREADABLE


def test_a_current_nobody_needs_is_a_warning() -> None:
    loaded = load(key_results(with_cells(KEY_RESULTS, {(1, 6): Error("#NUM!")})))
    assert "KeyResults!G2 warning OKR012" in told(loaded)


def test_confidences_from_0_to_1_are_read_as_0_to_10() -> None:
    plan = load(tabs()).plan
    assert plan is not None
    assert [each.confidence for each in plan.check_ins] == [6.0, 7.0, 5.0, None]


def test_confidences_from_0_to_10_stay() -> None:
    loaded = load(tabs(CheckIns=Tab(with_cells(CHECK_INS, {(1, 3): 6, (2, 3): 1, (3, 3): 0.5}))))
    assert loaded.plan is not None
    assert [each.confidence for each in loaded.plan.check_ins] == [6, 1, 0.5, None]
    assert "CheckIns!D1 hint OKR062" not in told(loaded)


def test_confidences_of_0_and_1_alone_are_not_guessed() -> None:
    rows = with_cells(CHECK_INS, {(1, 3): 1, (2, 3): 1, (3, 3): 0})
    loaded = load(tabs(CheckIns=Tab(rows)))
    assert "CheckIns!D1 warning OKR062" in told(loaded)
    assert loaded.plan is not None
    assert {each.confidence for each in loaded.plan.check_ins} == {None}


def test_key_results_may_name_objectives_by_their_words() -> None:
    words = with_cells(
        renamed(KEY_RESULTS, "Objective ID", "Objective"),
        {(1, 1): "Ships leave on time", (2, 1): " ships  leave on time", (3, 1): "B"},
    )
    assert load(key_results(words)).plan == load(tabs()).plan


def test_without_a_table_of_objectives_those_named_are_made() -> None:
    rows = with_cells(KEY_RESULTS, {(1, 1): "Ships leave on time", (2, 1): "Ships leave on time"})
    loaded = load(tabs(Objectives=None, KeyResults=Tab(rows)))
    assert loaded.plan is not None
    assert [(o.id, o.text) for o in loaded.plan.objectives] == [
        ("O1", "Ships leave on time"),
        ("B", "B"),
    ]
    assert [o.key_results for o in shown(loaded).objectives] == [2, 1]


def test_an_unknown_objective_is_found() -> None:
    loaded = load(key_results(with_cells(KEY_RESULTS, {(1, 1): "Z"})))
    assert "KeyResults!B2 OKR019" in all_told(loaded)


def test_what_was_never_asked_is_not_missed() -> None:
    asked = {"OKR040", "OKR041", "OKR042", "OKR044", "OKR045"}
    assert asked.isdisjoint(each.split()[1] for each in all_told(load(tabs())))


def test_what_is_asked_is_checked() -> None:
    levels = with_column(OBJECTIVES, "Level", "Company", "Individual")
    loaded = load(tabs(Objectives=Tab(with_column(levels, "Number one", "Yes", "Yes"))))
    assert {"Objectives!F2 OKR040", "Objectives!E3 OKR044"} <= all_told(loaded)


@pytest.mark.parametrize(
    ("cell", "value", "code"),
    [
        pytest.param((1, 0), None, "KeyResults!A2 OKR016", id="no ID"),
        pytest.param((2, 0), "a1", "KeyResults!A3 OKR017", id="an ID twice"),
        pytest.param((2, 0), "A2\u00a0", "KeyResults!A3 OKR028", id="an ID with a blank"),
        pytest.param((1, 5), 60, "KeyResults!F2 OKR025", id="target = baseline"),
        pytest.param((1, 7), -3, "KeyResults!H2 OKR022", id="a negative weight"),
        pytest.param((1, 7), "high", "KeyResults!H2 OKR010", id="a weight in words"),
        pytest.param((1, 5), "9" * 400, "KeyResults!F2 OKR010", id="a number as text"),
        pytest.param((1, 5), 1e200, "KeyResults!F2 OKR010", id="too large"),
    ],
)
def test_mistakes_are_named_in_their_cell(cell: tuple[int, int], value: object, code: str) -> None:
    rows = with_cells(KEY_RESULTS, {cell: value})  # type: ignore[dict-item]
    assert code in all_told(load(key_results(rows)))


NAMES = {
    "2027-Q2": "2027-Q2",
    "Q2 2027": "2027-Q2",
    "2027 q2": "2027-Q2",
    "FY2027 Q2": "2027-Q2",
    "2027/Q2": "2027-Q2",
}


@pytest.mark.parametrize(("text", "name"), NAMES.items())
def test_a_quarter_by_name(text: str, name: str) -> None:
    plan = load(tabs(Config=Tab((("Quarter", text),)))).plan
    assert plan is not None
    assert plan.quarter == Quarter(name, *QUARTER_DAYS)


@pytest.mark.parametrize("month", [4, "4", "April", "apr"])
def test_a_fiscal_year(month: float | str) -> None:
    plan = load(tabs(Config=Tab((*CONFIG, ("Fiscal year start month", month))))).plan
    assert plan is not None
    assert plan.quarter == Quarter("2027-Q2", date(2026, 7, 1), date(2026, 9, 30))


def test_a_quarter_by_its_days() -> None:
    days = (("First day", QUARTER_DAYS[0]), ("Last day", QUARTER_DAYS[1]), ("As of", AS_OF))
    loaded = load(tabs(Config=Tab(days)))
    assert loaded.plan is not None
    assert loaded.plan.quarter == Quarter("2027-04-01 to 2027-06-30", *QUARTER_DAYS)
    assert loaded.as_of == AS_OF


def test_a_quarter_above_the_key_results() -> None:
    rows: Rows = (("Quarter:", "Q2 2027"), (), *KEY_RESULTS)
    plan = load(tabs(Config=None, KeyResults=Tab(rows))).plan
    assert plan is not None
    assert plan.quarter.name == "2027-Q2"


@pytest.mark.parametrize(
    ("config", "place"),
    [
        ((("Team", "Harbour"),), "Workbook"),
        ((("Quarter", "soon"),), "Config!B1"),
        ((("Quarter", 2),), "Config!B1"),
        ((("First day", QUARTER_DAYS[1]), ("Last day", QUARTER_DAYS[0])), "Config!B1"),
    ],
    ids=["none", "words", "number", "days the wrong way round"],
)
def test_without_a_quarter_there_are_no_figures(config: Rows, place: str) -> None:
    loaded = load(tabs(Config=Tab(config)))
    assert loaded.plan is None
    (found,) = [each for each in loaded.findings if each.code == "OKR006"]
    assert found.where == place
    assert "2027-Q1" in found.way_out


@pytest.mark.parametrize(
    ("label", "value"), [("Quarter", "later"), ("Fiscal start", 13), ("As of", "today")]
)
def test_a_setting_that_cannot_be_read_is_named(label: str, value: float | str) -> None:
    loaded = load(tabs(Config=Tab(((label, value), *CONFIG[1:]))))
    assert "Config!B1 warning OKR029" in told(loaded)


def test_words_elsewhere_are_no_settings() -> None:
    other = Tab((("Month", "Quarter", "Revenue"), ("Jan", "Q1 2024", 7)))
    assert load(tabs(Other=other)).plan == load(tabs()).plan


def test_what_formulas_show_is_read_in_tables_that_bear_our_names() -> None:
    rows = with_cells(KEY_RESULTS, {(3, 6): Formula("5+7", 12)})
    named = Tab(rows, table="tblKeyResults")
    assert load(tabs(KeyResults=named)).plan == load(tabs()).plan


def test_ours_without_its_version_is_still_ours() -> None:
    ours = Book(small_book())
    ours.change("xl/workbook.xml", "okr_layout_version", "okr_other")
    loaded = read_plan(parse_workbook(ours.data, "book.xlsx"))
    assert loaded.plain is None
    assert "OKR005" in codes(loaded)
    assert loaded.plan is not None


def test_every_header_of_ours_is_a_word_of_its_term() -> None:
    for topic in TOPICS:
        for term in topic.terms:
            for word in (*term.sure, *term.likely):
                assert word == term_of(word), word
            assert term_of(term.header) in {*term.sure, *term.likely}, term.header
        assert {*topic.needed, *topic.usual, *topic.beside} <= {t.field for t in topic.terms}


@pytest.mark.parametrize(
    "sheets",
    [
        tabs(KeyResults=Tab(with_cells(KEY_RESULTS, {(1, 5): "90,5"}))),
        {"Sales": Tab((("Month", "Revenue"), ("Jan", 1)))},
    ],
    ids=["plain", "other"],
)
def test_the_doctor_has_no_repair_for_a_workbook_that_is_not_ours(sheets: dict[str, Tab]) -> None:
    found = examined(book(sheets), "book.xlsx", AS_OF, "de")
    assert {each.finding.code for each in found} & {"OKR001", "OKR010"}
    assert not [each for each in found if each.repair]
    assert not [each for each in found if each.finding.code == "OKR007"]
