"""Single cells of a worksheet, made from their bytes: the ones seen before without a look inside.

Most cells of a table repeat: the same date, owner or colour, the same formula with another value.
A cell nobody has seen before is matched against one pattern; what that does not fit, expat reads.
"""

import re
from functools import partial
from math import isfinite
from typing import Final, NamedTuple, TypeVar

from okrsheet.ooxml.markup import MAIN, Attributes, qualified, unescape
from okrsheet.ooxml.pieces import Odd, Pieces, plain_text
from okrsheet.ooxml.records import EVERYTHING, Area, Cell, CellValue, Place
from okrsheet.ooxml.sheet_xml import SheetReader, SheetSource
from okrsheet.ooxml.texts import trimmed
from okrsheet.ooxml.values import PLAIN, Values

Blank = tuple[()]
BLANK: Final[Blank] = ()
"""What stands for a cell that holds neither value nor formula; false, as no other cell is."""

_MOST_REMEMBERED: Final = 20_000
_MOST_FORMULAS: Final = 4
_FORMULA_END: Final = b"</f>"
VALUE_END: Final = b"</v></c>"
_FIGURES: Final = b"0123456789.-+eE"
_MANY_DIGITS: Final = 10
_DEPTH: Final = 2

_CELL_TAGS = frozenset(qualified(MAIN, "row", "c", "f", "v", "is", "t", "rPh"))
# Half the time of calling Cell.
_cell = partial(tuple.__new__, Cell)
_PLACED_TAGS = frozenset(qualified(MAIN, "row", "c"))
_VALUELESS = re.compile(
    rb"([^<>/]*)(?:/>|></c>|><f>([^<>]*)</f></c>"
    rb'|><is><t( xml:space="preserve")?>([^<>]*)</t></is></c>)'
)
_HEAD = re.compile(rb'(?: s="([0-9]{1,9})")?(?: t="([A-Za-z]{1,9})")?>')
_OTHER_HEAD = rb"([^<>/]*)>"


Opening = tuple[str, str | None, int]
"""What stands before the value of a cell, read: its type, formula and format."""


_NEVER: Final[tuple[bytes, Opening]] = (b"", ("", None, 0))


class _Frame(SheetReader):
    """Reads what stands around the rows, and single cells the quick reader asks about."""

    def __init__(self, source: SheetSource) -> None:
        super().__init__(source._replace(leave_out=EVERYTHING))
        self.asked = False
        self.opened = 0
        self.begun = 0
        self._on("sheetData", self._start_data)

    def start(self, tag: str, attributes: Attributes) -> None:
        if not self.asked and tag in _CELL_TAGS:
            raise Odd
        self.begun += tag in _PLACED_TAGS
        super().start(tag, attributes)

    def _start_data(self, _: Attributes) -> None:
        self.opened += 1
        if self.opened > 1 or self._preserved_everywhere:
            raise Odd

    @property
    def opening(self) -> Opening:
        """Type and format of the cell that was read last."""
        return self._kind, None, self._style_number()

    def answer(self) -> dict[Place, Cell]:
        """The cells read since the last answer."""
        self.begun = 0
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


class SeenFormula(NamedTuple):
    """A formula that was seen in a column.

    Attributes:
        begins: All that stands before the value, from behind the reference on.
        opening: The same, read.
        made: Cells with it, by the bytes behind `<v>`.
    """

    begins: bytes
    opening: Opening
    made: dict[bytes, Cell | Blank]


class CellMaker:
    """Makes cells from the bytes behind their reference.

    Attributes:
        made: Cells without a formula, or without a value, by their bytes.
        formulas: By column, the formulas seen there last.
    """

    def __init__(self, source: SheetSource) -> None:
        self.made: dict[bytes, Cell | Blank] = {}
        self.formulas: dict[int, list[SeenFormula]] = {}
        self._recent: dict[Place, tuple[bytes, Opening]] = {}
        self._openings: dict[bytes, Opening] = {}
        self._texts = source.texts
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
        self._ask(b'<row r="%d"%b/>' % (row, attributes), 1)
        return row in self._frame.hidden_rows

    def computed(self, column: int, tail: bytes) -> Cell | Blank | None:
        """A cell in a column where formulas were seen; None if it is a new one."""
        for seen in self.formulas[column]:
            if tail.startswith(seen.begins):
                stored = tail[len(seen.begins) :]
                cell = seen.made.get(stored)
                if cell is None:
                    cell = self._with(seen.opening, stored)
                    if cell is not None:
                        remember(seen.made, stored, cell)
                return cell
        return self.made.get(tail)

    def passes(self, opening: Opening, stored: bytes) -> bool:
        """Whether an opening and all behind `<v>` make a cell."""
        return self._with(opening, stored) is not None

    def plain(self, tail: bytes) -> Cell | Blank | None:
        """A cell that begins as one seen before and holds a plain value; None for any other."""
        begins, mark, stored = tail.partition(b"<v>")
        opening = self._openings.get(begins) if mark else None
        cell = None if opening is None else self._with(opening, stored)
        return None if cell is None else remember(self.made, tail, cell)

    def new(self, reference: bytes, place: Place, tail: bytes) -> Cell | Blank:
        """A cell that is neither in `made` nor `computed`.

        Args:
            reference: Such as b"B7".
            place: The same as row and column.
            tail: All bytes behind the reference and its quote.
        """
        begins, mark, stored = tail.partition(b"<v>")
        opening = self._openings.get(begins)
        if opening is None and mark:
            opening = self._opening_of(reference, place, begins)
        cell = None if opening is None else self._with(opening, stored)
        if cell is None:
            if b"shared" in begins:
                # The same bytes may stand for another formula in each cell.
                return self._asked_cell(reference, place, tail)
            cell = self._unknown(reference, place, tail)
        return cell if cell and cell.formula else remember(self.made, tail, cell)

    def _opening_of(self, reference: bytes, place: Place, begins: bytes) -> Opening | None:
        """What a plain formula or nothing stands before; None if it is anything else."""
        head, mark, rest = begins.partition(b"<f>")
        seen, learned = self._recent.get((place[1], len(begins)), _NEVER)
        if seen == begins:
            self._learn(place[1], begins, learned)
            return learned
        opening = self._openings.get(head) or self._head(reference, place, head)
        if opening is None or not mark:
            return opening
        formula = plain_text(rest[: -len(_FORMULA_END)])
        if formula is None or not rest.endswith(_FORMULA_END):
            return None
        opening = (opening[0], formula, opening[2])
        self._learn(place[1], begins, opening)
        return opening

    def _head(self, reference: bytes, place: Place, head: bytes) -> Opening | None:
        """Type and format, from the rest of the start tag."""
        plain = _HEAD.fullmatch(head)
        if plain is not None:
            kind = (plain[2] or b"n").decode("ascii")
            return remember(self._openings, head, (kind, None, int(plain[1] or b"0")))
        if not re.fullmatch(_OTHER_HEAD, head):
            return None
        self._ask(b'<row r="%d"><c r="%b"%b</c></row>' % (place[0], reference, head), 2)
        return remember(self._openings, head, self._frame.opening)

    def _with(self, opening: Opening, stored: bytes) -> Cell | Blank | None:
        """The cell of an opening and all behind `<v>`; None if that is more than a plain value."""
        raw = stored[: -len(VALUE_END)]
        if not stored.endswith(VALUE_END):
            return None
        kind, formula, style = opening
        value: CellValue
        if kind == "n" and raw and not raw.translate(None, _FIGURES):
            value = float(raw)
            if not isfinite(value):
                value = self._values.value(kind, raw.decode("ascii"))
        elif kind == "s" and raw.isdigit() and len(raw) < _MANY_DIGITS:
            value = self._texts[int(raw)]
        else:
            text = plain_text(raw)
            if text is None:
                return None
            value = self._values.value(kind, trimmed(text))
        return BLANK if value is None and formula is None else _cell((value, formula, style))

    def _unknown(self, reference: bytes, place: Place, tail: bytes) -> Cell | Blank:
        found = _VALUELESS.fullmatch(tail)
        if found is not None:
            head = found[1] + b">"
            opening = self._openings.get(head) or self._head(reference, place, head)
            cell = self._valueless(found, opening)
            if cell is not None:
                return cell
        cell = self._asked_cell(reference, place, tail)
        if cell and cell.formula is not None and _has_one_value(tail):
            kind, _, style = self._frame.opening
            self._learn(place[1], tail[: tail.rindex(b"<v>")], (kind, cell.formula, style))
        return cell

    def _valueless(self, found: re.Match[bytes], opening: Opening | None) -> Cell | Blank | None:
        """A blank cell, one with a formula only, or one whose text stands in it."""
        _, formula, preserved, inline = found.groups()
        text = plain_text(formula or inline or b"")
        if text is None or opening is None:
            return None
        if inline is not None:
            text = unescape(text if preserved else trimmed(text))
            return Cell(self._values.value(PLAIN, text), None, opening[2])
        return BLANK if formula is None else Cell(None, text, opening[2])

    def _asked_cell(self, reference: bytes, place: Place, tail: bytes) -> Cell | Blank:
        cells = self._ask(b'<row r="%d"><c r="%b"%b</row>' % (place[0], reference, tail), 2)
        return cells.get(place, BLANK)

    def _ask(self, row: bytes, begun: int) -> dict[Place, Cell]:
        """Let expat read a row as if it stood here; how many rows and cells it must see."""
        self._frame.asked = True
        self._pieces.feed_whole(row)
        self._frame.asked = False
        # Another cell in these bytes would hold for this row only; one that is not seen here
        # belongs to another vocabulary.
        if self._frame.begun != begun:
            raise Odd
        return self._frame.answer()

    def _learn(self, column: int, begins: bytes, opening: Opening) -> None:
        """Keep a formula that is seen again: some columns hold another one in every row."""
        # Texts and numbers begin differently, so both may be seen in turn.
        place = (column, len(begins))
        if self._recent.get(place, _NEVER)[0] != begins:
            self._recent[place] = begins, opening
            return
        seen = self.formulas.setdefault(column, [])
        seen.insert(0, SeenFormula(begins + b"<v>", opening, {}))
        del seen[_MOST_FORMULAS:]


def _has_one_value(tail: bytes) -> bool:
    """Whether a cell that expat took ends with its value."""
    return tail.endswith(VALUE_END) and b"<v>" in tail
