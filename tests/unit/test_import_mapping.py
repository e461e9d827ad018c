"""The mapping: saved, edited, replayed; what is wrong with it is said."""

from pathlib import Path

import pytest

from okrsheet.sources.importing import Wish, propose, proposed_reading
from okrsheet.sources.mapping import Reading
from okrsheet.sources.mapping_file import mapping_text, read_mapping, refuse_changed
from okrsheet.sources.opening import open_source
from okrsheet.workbook.import_refusals import ImportRefused
from tests.unit.sources_of import EMPTY, book_file, text_file

HABITS = "creation;id;max;deadline;name;description\n2027-01-02;GYM;12;2027-03-01;Train;Stay well\n"
ACROSS = [
    (None, 'Grow "fast"', "Rest"),
    ("Owner", "Ann", "Bo"),
    ("KR 1", "Win", "Sleep"),
]
CASES = {
    "rows": "Objective;Key result;Target\nGrow;Win;1,5\n",
    "list": "Title;Type\nGrow;Objective\nWin;Key result\n",
}


def reading_of(path: Path) -> Reading:
    source = open_source(str(path))
    return proposed_reading(source, Wish(), "2027-Q1")[0]


@pytest.mark.parametrize("case", [*CASES, "across"])
def test_a_saved_mapping_gives_the_same_plan(case: str, tmp_path: Path) -> None:
    path = (
        book_file(tmp_path, {"A \\ B": ACROSS})
        if case == "across"
        else text_file(tmp_path, CASES[case])
    )
    source = open_source(str(path))
    reading = reading_of(path)
    again = read_mapping(mapping_text(reading).encode(), "m.toml")
    refuse_changed(again, source.book)
    first, second = (propose(source, each, EMPTY, None) for each in (reading, again))
    assert first.found == second.found
    assert first.people == second.people
    assert mapping_text(again) == mapping_text(reading)


def test_a_mapping_takes_what_nobody_would_guess(tmp_path: Path) -> None:
    path = text_file(tmp_path, HABITS)
    with pytest.raises(ImportRefused, match="'creation', 'id', 'max', 'deadline', 'name'"):
        reading_of(path)
    written = """
        [[table]]
        sheet = "Table"
        header_row = 1
        [table.columns]
        b = "Objective ID"
        E = "objective"
        F = "key result"
        D = "due"
        [table.fixed]
        owner = "Ida Berg"
        team = "Health"
    """
    reading = read_mapping(written.encode(), "m.toml")
    found = propose(open_source(str(path)), reading, EMPTY, None).found
    [objective], [kr] = found.objectives, found.key_results
    assert (objective.id, objective.text, objective.team) == ("GYM", "Train", "Health")
    assert (kr.id, kr.text, kr.owner, str(kr.due)) == (
        "GYM.1",
        "Stay well",
        "Ida Berg",
        "2027-03-01",
    )


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("[[table", "OKR825|can't be used"),
        ("\xff", "can't be used"),
        ("locale = ''", r"it has no \[\[table\]\]"),
        ("tables = 1", "'tables' means nothing; is it 'table'?"),
        ("table = 1", r"it has no \[\[table\]\]"),
        ("table = [1]", r"\[\[table\]\] is a table"),
        ("locale = 1\n[[table]]", "locale is a text in quotes"),
        ("decimal = ';'\n[[table]]", "decimal is ';'"),
        ("numbers_from_text = 1\n[[table]]", "numbers_from_text is true or false"),
        ("[[table]]\nlayout = 'heap'", "layout is 'heap', not one of rows, list, across"),
        ("[[table]]\nheader_row = -1", "header_row is the number of a row"),
        ("[[table]]\nheader_row = true", "header_row is the number of a row"),
        ("[[table]]\ncolumns = 1", r"\[table.columns\] holds texts in quotes"),
        ("[[table]]\n[table.columns]\nA = 1", r"\[table.columns\] holds texts in quotes"),
        ("[[table]]\n[table.columns]\n4 = 'owner'", "'4' is no column"),
        ("[[table]]\n[table.columns]\nA = 'ovner'", "there is no field 'ovner'; is it 'owner'?"),
        ("[[table]]\n[table.columns]\nA = 'zzz'", "there is no field 'zzz'; fields are objective"),
        ("[[table]]\n[table.columns]\nA = 'due'\nB = 'due'", "two columns are the same field"),
    ],
)
def test_a_mapping_that_makes_no_sense_is_refused(written: str, said: str) -> None:
    with pytest.raises(ImportRefused, match=said):
        read_mapping(written.encode("latin-1"), "m.toml")


def test_a_mapping_of_a_table_that_has_changed_is_refused(tmp_path: Path) -> None:
    reading = reading_of(text_file(tmp_path, CASES["rows"]))
    other = open_source(str(text_file(tmp_path, "Key result;Objective;Target\nWin;Grow;1\n")))
    with pytest.raises(ImportRefused, match="Table!A1 said 'Objective' and says 'Key result'"):
        refuse_changed(reading, other.book)
    book = open_source(str(book_file(tmp_path, {"Plan": [("Objective",)]})))
    with pytest.raises(ImportRefused, match="it has no sheet 'Table'"):
        refuse_changed(reading, book.book)
