"""The rows of a source's tables as lines: each an objective, a key result, or nothing we know."""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Final, NamedTuple

from okrsheet.ooxml.markup import address
from okrsheet.ooxml.records import Cell, Workbook
from okrsheet.sources.cell_values import Given
from okrsheet.sources.content import kind_of
from okrsheet.sources.fields import CHECK_IN, KEY_RESULT, OBJECTIVE, fields
from okrsheet.sources.mapping import ACROSS, EXPORT, LIST, ROWS, Block
from okrsheet.sources.sheet_rows import SheetRows, label_of
from okrsheet.sources.titles import titles_of
from okrsheet.workbook.headers import word_of
from okrsheet.workbook.plain_languages import TOTALS

REFUSED: Final = "refused"
OTHER: Final = "other"
A_TOTAL: Final = "it is a total"
_BULLET: Final = re.compile(r"\s*(?:[-*\u2022\u2023\u25cf\u25aa\u2013\u2014]|\(?\d{1,2}[.)])\s+")
_UNFINISHED: Final = (",", "-", "\u2013", "&", " and", " und", " e", " y", "(")
_GOES_ON: Final = re.compile(r"\s|[a-z\u00df-\u00ff&,;)]")
_MARKED: Final = re.compile(r"\s{2,}|\t|\s*[-*\u2022\u2023\u25cf\u25aa\u2013\u21b3\u2514>]\s+")


class Line(NamedTuple):
    """What one row, or one text of a cell with several, says.

    Attributes:
        sheet: the sheet's name.
        row: the row it stands in, from 1.
        kind: objective, key result, other, or refused.
        given: the cells by field; those of the objective too, in a row that names both.
        questions: what to ask a person.
        why: why it is refused.
        label: the number behind "KR" or "Objective" in its label, such as 1.2.
        piece: which text of a cell it is, from 1; 0 for a whole one.
        has_kind: its table tells objectives and key results apart in one column.
    """

    sheet: str
    row: int
    kind: str
    given: Mapping[str, Given]
    questions: tuple[str, ...] = ()
    why: str = ""
    label: str = ""
    piece: int = 0
    has_kind: bool = False


def lines_of(book: Workbook, block: Block, *, is_text: bool) -> Iterator[Line]:
    """What the rows of a table say, in their order; blank ones say nothing.

    Args:
        book: the source.
        block: the table.
        is_text: it is a text table, whose rows end where its headers do.
    """
    rows = SheetRows(book, book.sheets[block.sheet])
    if block.layout == ACROSS:
        yield from _across(rows, block)
        return
    titles = titles_of(rows, block) if block.layout == ROWS else {}
    yield from (
        _title_line(block, number, title)
        for number, title in titles.items()
        if number < block.first
    )
    width = max(rows.values(block.first), default=0) if is_text else 0
    indents = block.layout == LIST and _has_indents(rows, block)
    for number, given in _filled(rows, block, titles):
        wider = bool(width) and max(rows.values(number)) > width
        why = "" if block.layout == EXPORT else _why_not(given, is_wider=wider)
        if why:
            yield Line(block.sheet, number, REFUSED, given, why=why)
        elif number in titles:
            yield _title_line(block, number, titles[number])
        elif block.layout == LIST:
            yield _listed(block, number, given, indents=indents)._replace(has_kind=True)
        elif block.layout == EXPORT:
            yield _exported(block, number, given)
        else:
            yield from _row(block, number, given)


def _title_line(block: Block, number: int, title: Given) -> Line:
    return Line(block.sheet, number, OBJECTIVE, {"objective": title})


def _filled(
    rows: SheetRows, block: Block, titles: Collection[int]
) -> Iterator[tuple[int, dict[str, Given]]]:
    """The rows of a table that say something; headers that stand there again do not."""
    headers = rows.texts(block.first)
    for number in rows.numbers_below(block.first):
        if block.last and number > block.last:
            return
        again = bool(headers) and rows.texts(number) == headers
        given = _given(rows, block, number)
        blank = all(each.is_blank for each in given.values())
        if not again and (number in titles or not blank):
            yield number, given | _fixed(block, given)


def _exported(block: Block, number: int, given: dict[str, Given]) -> Line:
    kind = OBJECTIVE if given["key result"].is_blank else KEY_RESULT
    return Line(block.sheet, number, kind, given)


def _why_not(given: Mapping[str, Given], *, is_wider: bool) -> str:
    if is_wider:
        told = "it has more cells than the table has columns"
        return f"{told}: put a cell that holds the separator in quotes"
    return A_TOTAL if _is_total(given) else ""


def _given(rows: SheetRows, block: Block, number: int) -> dict[str, Given]:
    given = {}
    for column, name in block.columns.items():
        given[name] = _cell(rows, number, column)
    return given


def _fixed(block: Block, given: Mapping[str, Given]) -> dict[str, Given]:
    """What the mapping says for all rows, where a row says nothing."""
    return {
        name: Given(Cell(text), "the mapping")
        for name, text in block.fixed.items()
        if name not in given or given[name].is_blank
    }


def _is_total(given: Mapping[str, Given]) -> bool:
    texts = [each.text for each in given.values() if not each.is_blank]
    return bool(texts) and word_of(texts[0]).rstrip(":") in TOTALS


def _row(block: Block, number: int, given: dict[str, Given]) -> Iterator[Line]:
    """A row with the objective, the key result, or both, each in its column."""
    text = given.get("key result")
    if text is None or text.is_blank:
        yield _objective_row(block, number, given)
        return
    if not isinstance(text.cell.value, str):
        why = f"{text.where} holds no text: {text.text}"
        yield Line(block.sheet, number, REFUSED, given, why=why)
        return
    pieces = pieces_of(text.text)
    if len(pieces) == 1:
        _, label, rest = label_of(pieces[0])
        held = {**given, "key result": text._replace(cell=Cell(rest or pieces[0]))}
        yield Line(block.sheet, number, KEY_RESULT, held, label=label)
        return
    question = f"{text.where} holds {len(pieces)} key results; each was taken as one"
    for place, piece in enumerate(pieces, 1):
        _, label, rest = label_of(piece)
        shared, questions = _shared(given, len(pieces), place)
        held = {**shared, "key result": text._replace(cell=Cell(rest or piece))}
        asked = (question, *questions)
        yield Line(block.sheet, number, KEY_RESULT, held, asked, label=label, piece=place)


def _objective_row(block: Block, number: int, given: dict[str, Given]) -> Line:
    named = [given[name] for name in ("objective", "objective id") if name in given]
    if all(each.is_blank for each in named):
        why = "it names neither an objective nor a key result"
        return Line(block.sheet, number, REFUSED, given, why=why)
    values = ("baseline", "target", "current")
    if any(name in given and not given[name].is_blank for name in values):
        question = "it has numbers but no key result; they are not taken"
        return Line(block.sheet, number, OBJECTIVE, given, (question,))
    return Line(block.sheet, number, OBJECTIVE, given)


def pieces_of(text: str) -> list[str]:
    """The key results a cell holds, a line each; a line that only goes on belongs to the one above.

    Example:
        >>> pieces_of("Win ten clients" + chr(10) + "Keep nine" + chr(10) + " of ten")
        ['Win ten clients', 'Keep nine of ten']
    """
    pieces: list[str] = []
    for line in text.splitlines():
        if not line.strip():
            continue
        bullet = _BULLET.match(line)
        open_end = bool(pieces) and pieces[-1].endswith(_UNFINISHED)
        if pieces and not bullet and (open_end or _GOES_ON.match(line)):
            pieces[-1] = f"{pieces[-1]} {line.strip()}"
        else:
            pieces.append(line[bullet.end() :].strip() if bullet else line.strip())
    return pieces or [text.strip()]


def _shared(
    given: Mapping[str, Given], pieces: int, place: int
) -> tuple[dict[str, Given], list[str]]:
    """The cells of a row with several key results: their own line of each, or what all share."""
    held, questions = dict(given), []
    for name, each in given.items():
        if each.is_blank or fields()[name].part not in (KEY_RESULT, CHECK_IN):
            continue
        lines = each.text.splitlines()
        if len(lines) == pieces:
            held[name] = each._replace(cell=Cell(lines[place - 1].strip()))
        elif name not in ("owner", "due", "data source", "key result"):
            held.pop(name)
            if name != "weight":
                told = f"{each.where} ({name}) holds one value for {pieces} key results"
                questions.append(f"{told}; it is not taken")
    return held, questions


def _has_indents(rows: SheetRows, block: Block) -> bool:
    """Whether some texts are indented and others not, which tells key results from objectives."""
    column = block.column_of("text") or block.column_of("objective")
    if column is None or block.column_of("kind"):
        return False
    texts = [
        text
        for number in rows.numbers_below(block.first)
        for text in [rows.texts(number).get(column, "")]
        if text
    ]
    marked = sum(bool(_MARKED.match(text)) for text in texts)
    return 0 < marked < len(texts)


def _listed(block: Block, number: int, given: dict[str, Given], *, indents: bool) -> Line:
    """A row that is either, by its kind, its label or its indent."""
    name = "text" if "text" in given else "objective"
    text = given.pop(name)
    if text.is_blank:
        return Line(block.sheet, number, REFUSED, given, why=f"{text.where} holds no text")
    labelled, label, rest = label_of(text.text)
    kind = labelled
    if "kind" in given:
        said = given["kind"].text
        kind = kind_of(said)
        label = label or label_of(said)[1]
        if kind not in (OBJECTIVE, KEY_RESULT):
            told = f"{given['kind'].where} says {said!r}" if said else f"{text.where} has no kind"
            why = f"{told}: neither an objective nor a key result"
            return Line(block.sheet, number, REFUSED, {**given, "text": text}, why=why)
    elif not kind and indents:
        marked = isinstance(text.cell.value, str) and _MARKED.match(text.cell.value)
        kind, rest = (KEY_RESULT if marked else OBJECTIVE), _BULLET.sub("", text.text, 1)
    questions: tuple[str, ...] = ()
    if not kind:
        kind, questions = _by_numbers(given, text)
    held = {**given, kind: text._replace(cell=Cell(rest or text.text))}
    return Line(block.sheet, number, kind, held, questions, label=label)


def _by_numbers(given: Mapping[str, Given], text: Given) -> tuple[str, tuple[str, ...]]:
    measured = [given[n] for n in ("baseline", "target", "current") if n in given]
    if any(not each.is_blank for each in measured):
        return KEY_RESULT, (f"{text.where}: taken as a key result, for it has numbers",)
    return OBJECTIVE, (f"{text.where}: taken as an objective, for nothing says what it is",)


def _across(rows: SheetRows, block: Block) -> Iterator[Line]:
    """Objectives beside each other; each text below one is a key result of it."""
    said = {"why this matters": block.why_row, "objective owner": block.owner_row}
    for column in block.columns:
        given = {"objective": _cell(rows, block.first, column)}
        given |= {name: _cell(rows, row, column) for name, row in said.items() if row}
        if not given["objective"].is_blank:
            yield Line(block.sheet, block.first, OBJECTIVE, given)
        for number in rows.numbers_below(block.first):
            if block.last and number > block.last:
                break
            if number in said.values():
                continue
            text = _cell(rows, number, column)
            labelled = label_of(_cell(rows, number, block.labels).text)
            if labelled[0] == KEY_RESULT and not text.is_blank:
                held = {"objective": given["objective"], "key result": text}
                yield Line(block.sheet, number, KEY_RESULT, held)
            elif not text.is_blank:
                why = "its row is not labelled as a key result, such as KR 1"
                yield Line(block.sheet, number, REFUSED, {"key result": text}, why=why)


def _cell(rows: SheetRows, number: int, column: int) -> Given:
    cell, row = rows.cell(number, column)
    shown = rows.shows_day(cell), rows.shows_percentage(cell)
    return Given(cell, address(row, column), *shown)
