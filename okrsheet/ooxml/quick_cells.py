"""Single cells of a worksheet, made from their bytes: the ones seen before without a look inside.

Most cells of a table repeat: the same date, owner or colour, the same formula with another value.
A cell nobody has seen before is matched against one pattern; what that does not fit, expat reads.
"""

import re
from typing import Final, NamedTuple, TypeVar

from okrsheet.ooxml.markup import MAIN, Attributes, qualified, unescape
from okrsheet.ooxml.pieces import TEXT, Odd, Pieces, plain_text
from okrsheet.ooxml.records import EVERYTHING, Area, Cell, Place
from okrsheet.ooxml.sheet_xml import SheetReader, SheetSource
from okrsheet.ooxml.texts import trimmed
from okrsheet.ooxml.values import PLAIN, Values

BLANK: Final = Cell(None)
"""What stands for a cell that holds neither value nor formula."""

_MOST_REMEMBERED: Final = 20_000
_MOST_FORMULAS: Final = 4
_DEPTH: Final = 2

_CELL_TAGS = frozenset(qualified(MAIN, "row", "c", "f", "v", "is", "t", "rPh"))
_CELL = re.compile(
    rb"([^<>/]*)(?:/>|>(?:<f>(" + TEXT + rb")</f>)?"
    rb"(?:<v>(" + TEXT + rb')</v>|<is><t( xml:space="preserve")?>(' + TEXT + rb")</t></is>)?</c>)"
)
_VALUE = re.compile(rb"(" + TEXT + rb")</v></c>")


class _Frame(SheetReader):
    """Reads what stands around the rows, and single cells the quick reader asks about."""

    def __init__(self, source: SheetSource) -> None:
        super().__init__(source._replace(leave_out=EVERYTHING))
        self.asked = False
        self.opened = 0
        self._on("sheetData", self._start_data)

    def start(self, tag: str, attributes: Attributes) -> None:
        if not self.asked and tag in _CELL_TAGS:
            raise Odd
        super().start(tag, attributes)

    def _start_data(self, _: Attributes) -> None:
        self.opened += 1
        if self.opened > 1 or self._preserved_everywhere:
            raise Odd

    @property
    def head(self) -> tuple[str, int]:
        """Type and format of the cell that was read last."""
        return self._kind, self._style_number()

    def answer(self) -> dict[Place, Cell]:
        """The cells read since the last answer."""
        if self._computed_until:
            raise Odd
        cells, self.cells = self.cells, {}
        return cells


T = TypeVar("T")


def remember(seen: dict[bytes, T], key: bytes, value: T) -> T:
    """Keep what was made of some bytes, unless so much differs that keeping it is no use."""
    if len(seen) >= _MOST_REMEMBERED:
        seen.clear()
    seen[key] = value
    return value


class _Formula(NamedTuple):
    """A formula that was seen in a column, and the cells made of it by the bytes behind `<v>`."""

    opening: bytes
    kind: str
    formula: str
    style: int
    made: dict[bytes, Cell]


class CellMaker:
    """Makes cells from the bytes behind their reference.

    Attributes:
        made: Cells without a formula, or without a value, by their bytes.
        formulas: By column, the formulas seen there last.
    """

    def __init__(self, source: SheetSource) -> None:
        self.made: dict[bytes, Cell] = {}
        self.formulas: dict[int, list[_Formula]] = {}
        self._heads: dict[bytes, tuple[str, int]] = {}
        self._values = Values(source.texts, epoch_1904=source.epoch_1904)
        self._frame = _Frame(source)
        self._pieces = Pieces(self._frame)

    def begin(self, head: bytes) -> None:
        """Parse all that stands before the rows.

        Raises:
            Odd: No rows can stand there, or blanks count for more than they usually do.
        """
        self._pieces.feed(head)
        if self._frame.opened != 1 or self._pieces.depth != _DEPTH:
            raise Odd

    def end(self, tail: bytes) -> tuple[Area, ...]:
        """Parse all that stands behind the rows; the merged areas."""
        self._pieces.feed(tail, last=True)
        return tuple(self._frame.merged)

    def is_hidden(self, row: int, attributes: bytes) -> bool:
        """Whether a row with these attributes is not shown."""
        self._ask(b'<row r="%d"%b/>' % (row, attributes))
        return row in self._frame.hidden_rows

    def computed(self, column: int, tail: bytes) -> Cell | None:
        """A cell in a column where formulas were seen; None if it is a new one."""
        for seen in self.formulas[column]:
            if tail.startswith(seen.opening):
                shown = tail[len(seen.opening) :]
                return seen.made.get(shown) or self._shown(seen, shown)
        return self.made.get(tail)

    def _shown(self, seen: _Formula, shown: bytes) -> Cell | None:
        found = _VALUE.fullmatch(shown)
        if found is None:
            return None
        raw = trimmed(plain_text(found[1]))
        cell = Cell(self._values.value(seen.kind, raw), seen.formula, seen.style)
        return remember(seen.made, shown, cell)

    def new(self, reference: bytes, place: Place, tail: bytes) -> Cell:
        """A cell that is neither in `made` nor `computed`.

        Args:
            reference: Such as b"B7".
            place: The same as row and column.
            tail: All bytes behind the reference and its quote.
        """
        found = _CELL.fullmatch(tail)
        if found is None:
            cell = self._asked_cell(reference, place, tail)
            kind = self._frame.head[0]
        else:
            kind, style = self._head(reference, place[0], found[1])
            cell = self._plain_cell(found, kind, style)
        if cell.formula is not None and _has_one_value(tail):
            self._learn(place[1], tail, kind, cell.formula, cell.style)
            return cell
        return remember(self.made, tail, cell)

    def _plain_cell(self, found: re.Match[bytes], kind: str, style: int) -> Cell:
        _, formula, stored, preserved, inline = found.groups()
        value = None
        if stored is not None:
            value = self._values.value(kind, trimmed(plain_text(stored)))
        elif inline is not None:
            text = plain_text(inline)
            value = self._values.value(PLAIN, unescape(text if preserved else trimmed(text)))
        if value is None and formula is None:
            return BLANK
        return Cell(value, None if formula is None else plain_text(formula), style)

    def _head(self, reference: bytes, row: int, attributes: bytes) -> tuple[str, int]:
        head = self._heads.get(attributes)
        if head is None:
            self._ask(b'<row r="%d"><c r="%b"%b/></row>' % (row, reference, attributes))
            head = remember(self._heads, attributes, self._frame.head)
        return head

    def _asked_cell(self, reference: bytes, place: Place, tail: bytes) -> Cell:
        cells = self._ask(b'<row r="%d"><c r="%b"%b</row>' % (place[0], reference, tail))
        cell = cells.pop(place, BLANK)
        if cells:
            raise Odd
        return cell

    def _ask(self, row: bytes) -> dict[Place, Cell]:
        """Let expat read a row as if it stood here."""
        self._frame.asked = True
        self._pieces.feed_whole(row)
        self._frame.asked = False
        return self._frame.answer()

    def _learn(self, column: int, tail: bytes, kind: str, formula: str, style: int) -> None:
        opening = tail[: tail.rindex(b"<v>") + len(b"<v>")]
        seen = self.formulas.setdefault(column, [])
        seen.insert(0, _Formula(opening, kind, formula, style, {}))
        del seen[_MOST_FORMULAS:]


def _has_one_value(tail: bytes) -> bool:
    """Whether a cell that expat took ends with its value, and nothing stands behind the cell."""
    return tail.endswith(b"</v></c>") and b"<v>" in tail and tail.count(b"</c>") == 1
