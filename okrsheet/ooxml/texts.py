"""Texts as workbooks store them: runs in several formats, with hints how to pronounce them.

Excel drops blanks at the ends of a text unless xml:space says to preserve them (seen: dhatim/
fastexcel#624 by LEN(), ExcelDataReader#425 for formula results); so do we, else a name would not
match the one the user sees. A text of nothing but blanks stays (seen: xlrd#225), and so do blanks
between runs, where a word would be glued to the next.
"""

from collections.abc import Callable
from typing import Final

from okrsheet.ooxml.errors import LONG_TEXT, TEXTS, UnsafeWorkbook
from okrsheet.ooxml.limits import MAX_TEXT, MAX_TEXTS
from okrsheet.ooxml.markup import MAIN, Attributes, parse, qualified, unescape

_SPACE = "http://www.w3.org/XML/1998/namespace space"
_BLANKS: Final = " \t\r\n"


def trimmed(text: str) -> str:
    """A text whose blanks at the ends are not to be preserved."""
    return text.strip(_BLANKS) or text


def read_texts(data: bytes, where: str) -> list[str]:
    """Read the text table (shared strings), formatting and phonetic hints left out.

    Raises:
        DamagedWorkbook: The XML is broken.
        UnsafeWorkbook: There is a DOCTYPE, or a text no cell can hold, or too many texts.
    """
    reader = TextTableReader(where)
    parse(data, where, reader.start, reader.end, reader.runs.append)
    return reader.texts


class TextReader:
    """Gathers <t> runs; what stands in <rPh> only says how to pronounce them."""

    def __init__(self, where: str) -> None:
        self.runs: list[str] = []
        self._where = where
        self._pieces: list[str] = []
        self._phonetic = 0
        self._preserved = self._preserved_everywhere = False
        self._preserved_first = self._preserved_last = False
        self._starts: dict[str, Callable[[Attributes], object]] = {}
        self._ends: dict[str, Callable[[], object]] = {}
        self._on("sst", self._start_root)
        self._on("worksheet", self._start_root)
        self._on("t", self._listen, self._end_run)
        self._on("rPh", self._start_phonetic, self._end_phonetic)

    def _on(
        self,
        name: str,
        start: Callable[[Attributes], object],
        end: Callable[[], object] | None = None,
    ) -> None:
        for tag in qualified(MAIN, name):
            self._starts[tag] = start
            if end is not None:
                self._ends[tag] = end

    def start(self, tag: str, attributes: Attributes) -> None:
        action = self._starts.get(tag)
        if action is not None:
            action(attributes)

    def end(self, tag: str) -> None:
        action = self._ends.get(tag)
        if action is not None:
            action()

    def _start_root(self, attributes: Attributes) -> None:
        self._preserved_everywhere = attributes.get(_SPACE) == "preserve"

    def _listen(self, attributes: Attributes) -> None:
        self.runs.clear()
        self._preserved = attributes.get(_SPACE) == "preserve" or self._preserved_everywhere

    def _heard(self) -> str:
        return self._bearable("".join(self.runs))

    def _bearable(self, text: str) -> str:
        if len(text) > MAX_TEXT:
            raise UnsafeWorkbook(self._here(), LONG_TEXT)
        return text

    def _here(self) -> str:
        return self._where

    def _heard_trimmed(self) -> str:
        text = self._heard()
        return text if self._preserved else trimmed(text)

    def _start_text(self, _: Attributes) -> None:
        self._pieces.clear()
        self._phonetic = 0

    def _end_run(self) -> None:
        if self._phonetic:
            return
        if not self._pieces:
            self._preserved_first = self._preserved
        self._preserved_last = self._preserved
        self._pieces.append(self._heard())

    def _start_phonetic(self, _: Attributes) -> None:
        self._phonetic += 1

    def _end_phonetic(self) -> None:
        self._phonetic -= 1

    def _text(self) -> str:
        text = self._bearable("".join(self._pieces))
        if not text.strip(_BLANKS):
            return text
        if not self._preserved_first:
            self._pieces[0] = self._pieces[0].lstrip(_BLANKS)
        if not self._preserved_last:
            self._pieces[-1] = self._pieces[-1].rstrip(_BLANKS)
        return "".join(map(unescape, self._pieces))


class TextTableReader(TextReader):
    """Gathers the items of the text table."""

    def __init__(self, where: str) -> None:
        super().__init__(where)
        self.texts: list[str] = []
        self._on("si", self._start_text, self._end_item)

    def _here(self) -> str:
        return f"{self._where}: text {len(self.texts)}"

    def _end_item(self) -> None:
        if len(self.texts) == MAX_TEXTS:
            raise UnsafeWorkbook(self._where, TEXTS)
        self.texts.append(self._text())
