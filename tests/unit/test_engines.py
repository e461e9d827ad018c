"""The judges judged: each engine sees a planted fault and lets a good workbook pass."""

import datetime
import os
import signal
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.table import Table

from tests.engines import pictures, validator
from tests.engines.compare import Value, differences, is_error
from tests.engines.fixtures import need
from tests.engines.iron import IronCalcError, formula_cells, recalculate_iron
from tests.engines.libreoffice import (
    LibreOffice,
    LibreOfficeCrashError,
    LibreOfficeError,
    LibreOfficeTimeoutError,
)

ROWS = [
    ("KR1", datetime.date(2027, 1, 4), 0.3, "Ann's"),
    ("KR2", datetime.date(2027, 1, 5), 0.7, "Bob"),
    ("KR1", datetime.date(2027, 1, 6), 0.5, None),
]
MARCH_1 = 46447.0
NOON = datetime.datetime(2027, 3, 1, 12)  # noqa: DTZ001  cells know no time zone
FORMULAS: list[tuple[str, str, float | str | bool]] = [
    ("number", "=1/3", 1 / 3),
    ("text", '="a"&"b"', "ab"),
    ("this row: row 3, of another sheet", "=tblLog[[#This Row],[ID]]", "KR2"),
    ("empty text", '=IF(TRUE,"","x")', ""),
    ("boolean", "=1<2", True),
    ("date", "=DATE(2027,3,1)", MARCH_1),
    ("date as text", '=TEXT(DATE(2027,3,1),"d mmm yyyy")', "1 Mar 2027"),
    ("structured reference", "=SUM(tblLog[Score '[0-1']])", 1.5),
    ("column name with an apostrophe", "=INDEX(tblLog[Owner''s name],1)", "Ann's"),
    ("cross-sheet", "='Log book'!C3*10", 7.0),
    ("MAXIFS", '=_xlfn.MAXIFS(tblLog[Check date],tblLog[ID],"KR1")', 46393.0),
    ("COUNTIFS", '=COUNTIFS(tblLog[ID],"KR1",tblLog[Check date],"<"&DATE(2027,1,6))', 1.0),
    ("INDEX and MATCH", "=INDEX(tblLog[Score '[0-1']],MATCH(\"kr2\",tblLog[ID],0))", 0.7),
    ("caught error", '=IFERROR(1/0,"none")', "none"),
]
EXPECTED: dict[str, dict[str, Value]] = {
    "Figures": {f"A{row}": value for row, (_, _, value) in enumerate(FORMULAS, 1)},
    "Lists": {"A1": 1.4},
}
ERRORS = {
    "=NA()": "#N/A",
    "=UNKNOWN(1)": "#NAME?",
    '="x"+1': "#VALUE!",
    "=1/0": "#DIV/0!",
    "=#REF!+1": "#REF!",
}
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
TYPES = "application/vnd.openxmlformats-officedocument"
# LibreOffice believes the cached values of "Microsoft Excel" only.
GOOD_PARTS = {
    "[Content_Types].xml": f"""<Types xmlns="{PACKAGE}/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/docProps/app.xml" ContentType="{TYPES}.extended-properties+xml"/>
<Override PartName="/xl/workbook.xml" ContentType="{TYPES}.spreadsheetml.sheet.main+xml"/>
<Override PartName="/xl/styles.xml" ContentType="{TYPES}.spreadsheetml.styles+xml"/>
<Override PartName="/xl/worksheets/sheet1.xml"
  ContentType="{TYPES}.spreadsheetml.worksheet+xml"/></Types>""",
    "_rels/.rels": f"""<Relationships xmlns="{PACKAGE}/relationships">
<Relationship Id="r1" Target="xl/workbook.xml" Type="{OFFICE}/relationships/officeDocument"/>
<Relationship Id="r2" Target="docProps/app.xml"
  Type="{OFFICE}/relationships/extended-properties"/></Relationships>""",
    "docProps/app.xml": f"""<Properties xmlns="{OFFICE}/extended-properties">
<Application>Microsoft Excel</Application></Properties>""",
    "xl/workbook.xml": f"""<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}/relationships">
<sheets><sheet name="One" sheetId="1" r:id="r1"/></sheets></workbook>""",
    "xl/_rels/workbook.xml.rels": f"""<Relationships xmlns="{PACKAGE}/relationships">
<Relationship Id="r1" Target="worksheets/sheet1.xml" Type="{OFFICE}/relationships/worksheet"/>
<Relationship Id="r2" Target="styles.xml" Type="{OFFICE}/relationships/styles"/>
</Relationships>""",
    "xl/styles.xml": f"""<styleSheet xmlns="{MAIN}">
<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>
<fills count="2"><fill><patternFill patternType="none"/></fill>
<fill><patternFill patternType="gray125"/></fill></fills>
<borders count="1"><border/></borders>
<cellStyleXfs count="1"><xf/></cellStyleXfs>
<cellXfs count="1"><xf xfId="0"/></cellXfs>
<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>
</styleSheet>""",
    "xl/worksheets/sheet1.xml": f"""<worksheet xmlns="{MAIN}">
<sheetData><row r="1"><c r="A1"><f>6*7</f><v>42</v></c></row></sheetData></worksheet>""",
}


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A log with a table, a sheet of figures, a hidden sheet; no cached values."""
    book = Workbook()
    log = book.active
    assert log is not None
    log.title = "Log book"
    log.append(["ID", "Check date", "Score [0-1]", "Owner's name"])
    for row in ROWS:
        log.append(row)
    log.add_table(Table(displayName="tblLog", ref="A1:D4"))
    figures = book.create_sheet("Figures")
    for _, formula, _ in FORMULAS:
        figures.append([formula])
    hidden = book.create_sheet("Lists")
    hidden.sheet_state = "hidden"
    hidden["A1"] = "=2*'Log book'!C3"
    path = tmp_path / "plan #1 50%.xlsx"  # a name that needs quoting in an address
    book.save(path)
    return path


def write_parts(path: Path, old: str = "", new: str = "") -> Path:
    """The good workbook; in its sheet `old` is exchanged for `new`."""
    with zipfile.ZipFile(path, "w") as parts:
        for name, text in GOOD_PARTS.items():
            parts.writestr(name, text.replace(old, new) if "sheet1" in name and old else text)
    return path


def error_book(path: Path) -> Path:
    """One error of each kind in column A."""
    book = Workbook()
    assert book.active is not None
    for formula in ERRORS:
        book.active.append([formula])
    book.save(path)
    return path


# LibreOffice


@pytest.mark.libreoffice
def test_libreoffice_computes_what_we_expect(libreoffice: LibreOffice, plan: Path) -> None:
    assert differences(EXPECTED, libreoffice.recalculate(plan)) == []


@pytest.mark.libreoffice
def test_libreoffice_replaces_a_planted_wrong_cached_value(
    libreoffice: LibreOffice, tmp_path: Path
) -> None:
    path = write_parts(tmp_path / "wrong.xlsx", "<v>42</v>", "<v>999</v>")
    assert libreoffice.as_loaded(path) == {"One": {"A1": 999.0}}
    assert libreoffice.recalculate(path) == {"One": {"A1": 42.0}}


@pytest.mark.libreoffice
def test_libreoffice_names_errors_as_excel_does(libreoffice: LibreOffice, tmp_path: Path) -> None:
    cells = libreoffice.recalculate(error_book(tmp_path / "errors.xlsx"))["Sheet"]
    assert list(cells.values()) == list(ERRORS.values())


@pytest.mark.libreoffice
def test_libreoffice_leaves_no_lock_and_minds_none(libreoffice: LibreOffice, plan: Path) -> None:
    lock = plan.with_name(f".~lock.{plan.name}#")
    lock.write_text("left over", encoding="utf-8")
    assert libreoffice.recalculate(plan)["Lists"] == {"A1": 1.4}
    assert sorted(plan.parent.iterdir()) == sorted([lock, plan])


@pytest.mark.libreoffice
def test_libreoffice_says_what_it_cannot_open(libreoffice: LibreOffice, tmp_path: Path) -> None:
    path = tmp_path / "text.xlsx"
    path.write_text("1,2,3", encoding="utf-8")
    with pytest.raises(LibreOfficeError, match=r"^text\.xlsx: .*cannot open"):
        libreoffice.recalculate(path)


@pytest.mark.libreoffice
def test_libreoffice_starts_anew_after_a_hang(libreoffice: LibreOffice, plan: Path) -> None:
    with pytest.raises(LibreOfficeTimeoutError):
        libreoffice.recalculate(plan, timeout=0)
    assert libreoffice.recalculate(plan)["Lists"] == {"A1": 1.4}


@pytest.mark.libreoffice
@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_libreoffice_starts_anew_after_a_crash(libreoffice: LibreOffice, plan: Path) -> None:
    libreoffice.recalculate(plan)
    assert libreoffice._worker is not None
    os.kill(libreoffice._worker.process.pid, signal.SIGKILL)
    with pytest.raises(LibreOfficeCrashError):
        libreoffice.recalculate(plan)
    assert libreoffice.recalculate(plan)["Lists"] == {"A1": 1.4}


@pytest.mark.libreoffice
def test_libreoffice_prints_visible_sheets_only(
    libreoffice: LibreOffice, plan: Path, tmp_path: Path
) -> None:
    assert libreoffice.to_pdf(plan, tmp_path).read_bytes().startswith(b"%PDF")
    assert list(libreoffice.to_pdf_by_sheet(plan, tmp_path)) == ["Log book", "Figures"]


@pytest.mark.libreoffice
@pytest.mark.usefixtures("poppler")
def test_pictures_of_each_page_and_each_sheet(
    libreoffice: LibreOffice, plan: Path, tmp_path: Path
) -> None:
    pages = pictures.render(libreoffice, plan, tmp_path / "all", dpi=20)
    sheets = pictures.render_sheets(libreoffice, plan, tmp_path / "each", dpi=20)
    assert [page.suffix for page in pages] == [".png", ".png"]
    assert {sheet: len(files) for sheet, files in sheets.items()} == {"Log book": 1, "Figures": 1}
    assert all(page.read_bytes().startswith(b"\x89PNG") for page in pages)


# IronCalc


def test_ironcalc_computes_what_we_expect(plan: Path) -> None:
    assert differences(EXPECTED, recalculate_iron(plan)) == []


def test_ironcalc_replaces_a_planted_wrong_cached_value(tmp_path: Path) -> None:
    path = write_parts(tmp_path / "wrong.xlsx", "<v>42</v>", "<v>999</v>")
    assert recalculate_iron(path) == {"One": {"A1": 42.0}}


def test_ironcalc_names_errors_as_excel_does(tmp_path: Path) -> None:
    cells = recalculate_iron(error_book(tmp_path / "errors.xlsx"))["Sheet"]
    assert list(cells.values()) == list(ERRORS.values())


def test_ironcalc_says_what_it_cannot_open(tmp_path: Path) -> None:
    path = tmp_path / "text.xlsx"
    path.write_text("1,2,3", encoding="utf-8")
    with pytest.raises(IronCalcError, match=r"^text\.xlsx: "):
        recalculate_iron(path)


def test_formula_cells_are_found_in_every_sheet(plan: Path) -> None:
    found = formula_cells(plan)
    assert list(found) == ["Log book", "Figures", "Lists"]
    assert [len(cells) for cells in found.values()] == [0, len(FORMULAS), 1]


# The Open XML SDK


def test_validator_lets_a_good_workbook_pass(
    sdk_errors: Callable[[Path], list[str]], tmp_path: Path
) -> None:
    assert sdk_errors(write_parts(tmp_path / "good.xlsx")) == []


def test_validator_finds_a_planted_element(
    sdk_errors: Callable[[Path], list[str]], tmp_path: Path
) -> None:
    path = write_parts(tmp_path / "bad.xlsx", "<sheetData>", "<extra/><sheetData>")
    (error,) = sdk_errors(path)
    assert error.startswith("/xl/worksheets/sheet1.xml /x:worksheet[1]")
    assert "'http://schemas.openxmlformats.org/spreadsheetml/2006/main:extra'" in error


@pytest.mark.usefixtures("sdk_errors")
def test_validator_takes_many_files_at_once(tmp_path: Path) -> None:
    good = write_parts(tmp_path / "good.xlsx")
    bad = write_parts(tmp_path / "bad.xlsx", '<row r="1">', '<row r="x">')
    found = validator.sdk_errors_of([good, bad, tmp_path / "none.xlsx"])
    assert [bool(errors) for errors in found.values()] == [False, True, True]


# Comparison


@pytest.mark.parametrize(
    ("expected", "got"),
    [
        pytest.param(1.0, 1.0 + 5e-10, id="absolute"),
        pytest.param(1e12, 1e12 + 1, id="relative"),
        pytest.param("", None, id="empty text and nothing"),
        pytest.param(True, 1.0, id="true and one"),
        pytest.param(datetime.date(2027, 3, 1), MARCH_1, id="date and serial number"),
        pytest.param(NOON, MARCH_1 + 0.5, id="time of day"),
        pytest.param("on track", "on track", id="text"),
    ],
)
def test_same_values(expected: float | str | datetime.date, got: float | str | None) -> None:
    assert differences({"S": {"A1": expected}}, {"S": {"A1": got}}) == []


@pytest.mark.parametrize(
    ("expected", "got"),
    [
        pytest.param(1.0, 1.0 + 1e-8, id="beyond the tolerance"),
        pytest.param("on track", "On track", id="case"),
        pytest.param("1", 1.0, id="text and number"),
        pytest.param("", 0.0, id="empty text and zero"),
        pytest.param("#N/A", "#N/A", id="an error, expected or not"),
        pytest.param(float("nan"), float("nan"), id="not a number"),
    ],
)
def test_different_values(expected: float | str, got: float | str) -> None:
    assert differences({"S": {"A1": expected}}, {"S": {"A1": got}}) == [
        f"S!A1: expected {expected!r}, got {got!r}"
    ]


def test_missing_cells_and_errors_elsewhere_are_listed() -> None:
    expected: dict[str, dict[str, Value]] = {"S": {"A1": 1.0, "A2": None}, "T": {"B1": ""}}
    got: dict[str, dict[str, Value]] = {
        "S": {"A1": 1.0, "A9": "#REF!"},
        "U": {"C1": "#ERR502", "C2": "#1 goal"},
    }
    assert differences(expected, got) == [
        "S!A2: expected None, no formula there",
        "T!B1: expected '', no formula there",
        "S!A9: shows #REF!",
        "U!C1: shows #ERR502",
    ]


def test_a_number_sign_is_no_error() -> None:
    assert not is_error("#1 goal")


# Fixtures


def test_a_missing_engine_skips_here_and_fails_on_the_build_machine() -> None:
    need(True, "it", {"CI": "true"})
    with pytest.raises(pytest.skip.Exception, match="it is not installed"):
        need(False, "it", {})
    with pytest.raises(pytest.fail.Exception, match="it is missing"):
        need(False, "it", {"CI": "true"})
