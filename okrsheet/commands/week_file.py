"""A week's check-ins in a CSV file with the headers of the Check-ins sheet, in any order."""

from pathlib import Path

from okrsheet.commands.refused import WrongWord

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from okrsheet.workbook.given import Given

_MOST = 8 * 1024 * 1024
_MARKS = ",;\t"
_BOMS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


def given_in(path: str, by: str) -> "list[Given]":
    """The check-ins in a file; lines that report nothing are left out.

    Args:
        path: the file.
        by: who reports, where a line names nobody.

    Raises:
        WrongWord: it can't be read, is no such table, or reports nothing.
    """
    rows = _rows(_text(path), path)
    header, *lines = rows or [(0, [])]
    fields = _fields(header[1], path)
    for number, row in lines:
        if any(cell.strip() for cell in row[len(header[1]) :]):
            # 1.234,5 between commas would be two cells, and everything behind it one too far.
            raise WrongWord(
                f"{path}: line {number} has more cells than the first line has columns. "
                "Put cells that hold the separator in quotes."
            )
    found = [each for each in _lines(lines, fields, by) if each.says_something]
    if not found:
        raise WrongWord(f"{path} reports nothing: every line needs a KR, and a value or a note.")
    return found


def _text(path: str) -> str:
    try:
        with Path(path).open("rb") as opened:
            data = opened.read(_MOST + 1)
    except (OSError, ValueError) as error:
        told = getattr(error, "strerror", None) or type(error).__name__
        raise WrongWord(f"{path} can't be read ({told}). Look at its name and rights.") from error
    if len(data) > _MOST:
        raise WrongWord(f"{path} holds more than 8 MiB. Report it in parts.")
    if data[:2] == b"PK":
        raise WrongWord(f"{path} is a workbook. Save it as CSV, or merge a pack with `merge`.")
    try:
        return data.decode(_BOMS.get(data[:2], "utf-8-sig"))
    except UnicodeDecodeError:
        raise WrongWord(f"{path} is not UTF-8 text. Save it as CSV UTF-8.") from None


def _rows(text: str, path: str) -> "list[tuple[int, list[str]]]":
    """The rows with the number of the line each begins on; blank ones left out."""
    import csv
    from io import StringIO

    csv.field_size_limit(_MOST)
    first = next((line for line in text.splitlines() if line.strip()), "")
    mark = max(_MARKS, key=first.count)
    reader = csv.reader(StringIO(text, newline=""), delimiter=mark)
    rows, begins = [], 1
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                rows.append((begins, row))
            begins = reader.line_num + 1
    except csv.Error as error:
        raise WrongWord(f"{path} is no table ({error}). Save it as CSV.") from error
    return rows


def _fields(header: "Sequence[str]", path: str) -> "Mapping[int, str]":
    """The fields of the columns, by place; columns Excel computes are of no account."""
    from okrsheet.workbook.headers import closest, word_of
    from okrsheet.workbook.sheets.check_ins import TABLE

    ours = {word_of(column.header): column for column in TABLE.columns}
    fields: dict[int, str] = {}
    for place, text in enumerate(header):
        column = ours.get(word_of(text))
        if column is None and text.strip():
            near = closest(text, (c.header for c in TABLE.columns if c.field))
            hint = f" Is it {near}?" if near else ""
            raise WrongWord(f"{path}: Check-ins has no column {text!r}.{hint}")
        if column is not None and column.field in fields.values():
            raise WrongWord(f"{path}: the column {text!r} stands twice.")
        if column is not None and column.field:
            fields[place] = column.field
    if "key_result_id" not in fields.values():
        raise WrongWord(f"{path} has no column KR. Its first line names the columns, as Check-ins.")
    return fields


def _lines(
    rows: "Sequence[tuple[int, Sequence[str]]]", fields: "Mapping[int, str]", by: str
) -> "Iterator[Given]":
    from okrsheet.workbook.given import Given

    for number, row in rows:
        said = {fields[place]: cell for place, cell in enumerate(row) if place in fields}
        said["by"] = said.get("by", "").strip() or by
        yield Given(**said, where=f"line {number}")
