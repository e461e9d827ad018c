"""What people type is read alike by Python and by the formulas, however odd it is.

The plan read from the changed workbook gives the figures; the engines recalculate the same file.
"""

import string
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from okrsheet.core.figures import figures
from okrsheet.workbook.contract import FIRST_ROW
from okrsheet.workbook.expect import computed_cells
from okrsheet.workbook.forecasted import HEADERS as FORECASTED
from okrsheet.workbook.forecasted import Basis, Kept
from okrsheet.workbook.judged import HEADERS, TABLE_NAME, Judged
from okrsheet.workbook.layout import TABLES
from okrsheet.workbook.load import Loaded, load
from okrsheet.workbook.view import View
from tests import books
from tests.engines.compare import Cells, differences, is_error, only
from tests.engines.day import on_one_day
from tests.engines.iron import recalculate_iron
from tests.engines.libreoffice import LibreOffice
from tests.small_plan import small_book, small_plan

LINES = len(small_plan().check_ins)
LETTERS = string.ascii_uppercase
TRUE, FALSE = books.boolean(value=True), books.boolean(value=False)
NA = books.error("#N/A")


class Typed(NamedTuple):
    """Something typed below a header of a sheet, or as the value of a setting."""

    sheet: str
    header: str
    row: int
    content: str


def kr(header: str, content: str, row: int = 0) -> Typed:
    return Typed("Key Results", header, row, content)


def line(header: str, content: str, row: int = LINES - 1) -> Typed:
    return Typed("Check-ins", header, row, content)


def objective(header: str, content: str, row: int = 0) -> Typed:
    return Typed("Objectives", header, row, content)


def setting(label: str, content: str) -> Typed:
    return Typed("Settings", label, 0, content)


def stage(header: str, content: str) -> Typed:
    return Typed("Milestones", header, 0, content)


CASES = {
    "target as text": kr("Target", books.text("360")),
    "target an error": kr("Target", NA),
    "target TRUE": kr("Target", TRUE),
    "target only blanks": kr("Target", books.text("   ")),
    "target a formula that shows nothing": kr("Target", books.formula('""', "")),
    "target very large": kr("Target", books.number("1e300")),
    "baseline very small": kr("Baseline", books.number("1e-300")),
    "weight as text": kr("Weight", books.text("two")),
    "weight negative": kr("Weight", books.number(-1)),
    "weight an error": kr("Weight", NA),
    "due as text": kr("Due", books.text("15 Feb 2027")),
    "due with a time of day": kr("Due", books.number(46444.75)),
    "due not a day": kr("Due", books.number(60)),
    "due after the last day there is": kr("Due", books.number(3_000_000), row=5),
    "type in small letters": kr("Type", books.text(" decrease ")),
    "type not on the list": kr("Type", books.text("Growth")),
    "type an error": kr("Type", NA),
    "commitment in capitals": kr("Commitment", books.text("COMMITTED"), row=1),
    "frequency not on the list": kr("Update frequency", books.text("Hourly")),
    "ambitious TRUE": kr("Ambitious but achievable", TRUE),
    "ambitious FALSE": kr("Ambitious but achievable", FALSE),
    "owner an error": kr("Owner", NA),
    "owner a number": kr("Owner", books.number(7)),
    "owner of two lines": kr("Owner", books.text("Ann\nBo")),
    "owner open with a dot": kr("Owner", books.text(" tbd. ")),
    "owner a team with a full stop": kr("Owner", books.text("Sales team.")),
    "owner with a department in brackets": kr("Owner", books.text("Ann Lee (Sales dept.)")),
    "source an error": kr("Data source", NA),
    "source a number": kr("Data source", books.number(0.5)),
    "source open in brackets": kr("Data source", books.text("( TBD )")),
    "source a sign of many": kr("Data source", books.text("*")),
    "access an error": kr("Who has access", NA),
    "retriever a dot": kr("Who retrieves it", books.text(".")),
    "wording fine in small letters": kr("Wording is fine", books.text(" no ")),
    "wording fine TRUE": kr("Wording is fine", TRUE),
    "wording fine an error": kr("Wording is fine", NA),
    "wording of a text without type overruled": kr("Wording is fine", books.text("Yes"), row=4),
    "type gone": kr("Type", books.blank()),
    "text in capitals": kr("Key result", books.text("RAISE CLIENTS FROM 280 TO 360")),
    "published as text": setting("Published on", books.text("soon")),
    "published with a time of day": setting("Published on", books.number(46388.5)),
    "published an error": setting("Published on", NA),
    "owner with two blanks inside": kr("Owner", books.text("Ann  Lee")),
    "text with two blanks inside": kr("Key result", books.text("Raise  clients")),
    "text a number": kr("Key result", books.number(360)),
    "text an error": kr("Key result", NA),
    "ID a number": kr("ID", books.number(7)),
    "ID with a blank at its end": kr("ID", books.text("C1.1 ")),
    "ID a wildcard": kr("ID", books.text("*")),
    "ID only blanks": kr("ID", books.text("  ")),
    "ID of another line": kr("ID", books.text("c1.2")),
    "ID in letters that are alike to some": kr("ID", books.text("stra\u00dfe")),
    "key result by other letters": line("KR", books.text("\u0130")),
    "objective a number": kr("Objective", books.number(7)),
    "objective of a key result unknown": kr("Objective", books.text("C?")),
    "team of an objective an error": objective("Team", NA),
    "level in capitals": objective("Level", books.text("COMPANY")),
    "supports itself": objective("Supports", books.text("C1")),
    "supports only in the second place": objective("Also supports", books.text("s1")),
    "value as text": line("Value", books.text("88")),
    "value TRUE": line("Value", TRUE),
    "value an error": line("Value", NA),
    "yes in small letters": line("Value", books.text(" yes "), row=LINES - 3),
    "yes as TRUE": line("Value", TRUE, row=LINES - 3),
    "no as FALSE": line("Value", FALSE, row=LINES - 3),
    "yes as 1": line("Value", books.number(1), row=LINES - 3),
    "yes as 2": line("Value", books.number(2), row=LINES - 3),
    "confidence above 10": line("Confidence", books.number(11)),
    "confidence as text": line("Confidence", books.text("high")),
    "colour in small letters": line("Owner RAG", books.text(" red")),
    "colour nobody may choose": line("Owner RAG", books.text("No data")),
    "date as text": line("Date", books.text("23 Feb 2027")),
    "date an error": line("Date", NA),
    "date with a time of day": line("Date", books.number(46441.99)),
    "key result in capitals": line("KR", books.text("X1.1")),
    "key result unknown": line("KR", books.text("X1.?")),
    "key result an error": line("KR", NA),
    "stage weight as text": stage("Weight", books.text("two")),
    "stage done as text": stage("Done", books.text("yes")),
    "stage done after the last day there is": stage("Done", books.number(3_000_000)),
    "closed by Yes": setting("Quarter closed", books.text(" yes")),
    "closed by TRUE": setting("Quarter closed", TRUE),
    "worst wins by TRUE": setting("Worst key result wins", TRUE),
    "bi-weekly in small letters": setting("Check-in cadence", books.text("bi-weekly")),
    "cadence not on the list": setting("Check-in cadence", books.text("daily")),
    "threshold as text": setting("Committed: Green from pace", books.text("95%")),
    "threshold blank": setting("Committed: Green from pace", books.blank()),
    "threshold an error": setting("Committed: Green from pace", NA),
    "limit with a fraction": setting(
        "Most key results of an objective that pass", books.number(2.5)
    ),
    "first day with a time of day": setting("First day", books.number(46388.5)),
    "last day with a time of day": setting("Last day", books.number(46477.5)),
    "as of with a time of day": setting("As of", books.number(46444.5)),
    "as of as text": setting("As of", books.text("today")),
    "as of below zero": setting("As of", books.number(-3)),
    "as of after the last day there is": setting("As of", books.number(3_000_000)),
    "organisation an error": setting("Organisation", NA),
    "organisation only blanks": setting("Organisation", books.text("  ")),
    "organisation with two blanks inside": setting("Organisation", books.text("A  B")),
}


def changed(typed: Typed) -> bytes:
    book = books.Book(small_book())
    if typed.sheet == "Settings":
        book.setting(typed.header, typed.content)
    else:
        book.type_in(typed.sheet, typed.header, typed.row, typed.content)
    return books.without_print_titles(book.data)


def stored_verdicts(read: Loaded) -> dict[int, Judged | None]:
    """What the lint said when the workbook was made: the formulas know nothing newer."""
    found: dict[int, Judged | None] = {}
    grid = read.tables[TABLE_NAME]
    for place, row in enumerate(grid.body):
        text, target, fine, why, rewrite = (str(grid.cell(row, h).value or "") for h in HEADERS)
        made = Judged(text, target == "Yes", fine == "Yes", why, rewrite)
        found[place] = made if text else None
    return found


def stored_forecasts(loaded: Loaded) -> dict[int, Kept | None]:
    """What the Forecast sheet keeps, line by line."""
    grid, found = loaded.tables["tblForecast"], dict[int, Kept | None]()
    for place, row in enumerate(grid.body):
        held = [grid.cell(row, header).value for header in FORECASTED]
        n = [value for value in held if isinstance(value, float)]
        count = len(Basis._fields)
        basis = Basis(str(held[0] or ""), *n[: count - 1]) if n else None
        kept = (basis, *n[count - 1 :], str(held[-1] or ""))
        found[place] = Kept._make(kept) if basis else None
    return found


def said_by_core(path: Path, today: date) -> Cells:
    read = load(path)
    assert read.plan is not None
    view = View(figures(read.plan, read.policy, read.as_of or today))
    view.judged.update(stored_verdicts(read))
    view.forecasted.update(stored_forecasts(read))
    count = len(read.plan.check_ins)
    cells = computed_cells(
        view, {"tblCheckIns": 2 + LINES - count, "tblAudit": 2, "tblForecast": 2}
    )
    if count < LINES:  # a line without a day: what is typed there shows in its working columns
        gone = str(FIRST_ROW + LINES - 1)
        found = cells["Check-ins"]
        cells["Check-ins"] = {a: v for a, v in found.items() if a.lstrip(LETTERS) != gone}
    return cells  # type: ignore[return-value]


@pytest.mark.slow
@pytest.mark.libreoffice
@pytest.mark.parametrize("typed", CASES.values(), ids=CASES)
def test_formulas_read_what_is_typed_as_python_does(
    typed: Typed, libreoffice: LibreOffice, tmp_path: Path
) -> None:
    path = tmp_path / "typed.xlsx"
    path.write_bytes(changed(typed))

    def by_all(today: date) -> tuple[Cells, list[Cells]]:
        with ThreadPoolExecutor(1) as office:
            # LibreOffice takes a typed TRUE for 1.
            asked = typed.content not in (TRUE, FALSE)
            waiting = office.submit(libreoffice.recalculate, path) if asked else None
            cells = said_by_core(path, today)
            got: list[Cells] = [recalculate_iron(path)]
            if waiting is not None:
                got.append(only(cells, waiting.result()))
            return cells, got

    cells, got = on_one_day(by_all)
    for each in got:
        assert differences(cells, each) == []


def errors_in(cells: Cells) -> Iterator[str]:
    for sheet, found in cells.items():
        yield from (f"{sheet}!{address}" for address, value in found.items() if is_error(value))


def everything_an_error() -> Iterator[tuple[str, str]]:
    for table in TABLES:
        if table.name not in ("tblSettings", "tblPeople", "tblLog"):
            yield from ((table.sheet, c.header) for c in table.columns if not c.computed)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("sheet", "header"), [pytest.param(*each, id=" ".join(each)) for each in everything_an_error()]
)
def test_an_error_value_never_spreads(sheet: str, header: str, tmp_path: Path) -> None:
    book = books.Book(small_book())
    book.type_in(sheet, header, 0, books.error("#DIV/0!"))
    path = tmp_path / "error.xlsx"
    path.write_bytes(book.data)
    assert list(errors_in(recalculate_iron(path))) == []
