"""A workbook file that nobody has open: the same commands without Excel."""

from datetime import datetime
from pathlib import Path

from okrsheet.addin.port import Spot
from okrsheet.ooxml.read import parse_workbook
from okrsheet.ooxml.save import save
from okrsheet.ooxml.snapshot import snapshot


class FileBook:
    """A workbook file; see `okrsheet.addin.port.Port`. What is said is kept in `told`."""

    def __init__(self, path: Path, now: datetime, *, agrees: bool = True) -> None:
        """`now` is the time of the save and the day of the figures; `agrees` answers questions."""
        self.name = path.name
        self.folder: Path | None = path.parent
        self.now = now
        self.told: list[str] = []
        self._path = path
        self._agrees = agrees
        self._before = snapshot(path)[1]

    def read(self) -> bytes:
        """The whole file."""
        data, self._before = snapshot(self._path)
        return data

    def write(self, before: bytes, after: bytes) -> None:
        """Save the new version and keep the one before as a backup."""

        def readable(made: bytes) -> None:
            parse_workbook(made, self.name)

        if before != after:
            save(after, self._before, verify=readable, now=self.now, why="button")

    def tell(self, text: str) -> None:
        """Keep what was said."""
        self.told.append(text)

    def agree(self, told: str, question: str) -> bool:
        """Keep text and question, give the answer that was agreed on."""
        self.told.append(f"{told}\n\n{question}")
        return self._agrees

    def ask(self, question: str, usual: str = "") -> str | None:
        """Keep the question, take the usual answer."""
        self.told.append(question)
        return usual

    def open(self, path: Path) -> None:
        """Keep where it is."""
        self.told.append(str(path))

    def selected(self) -> Spot:
        """The first cell of the first sheet: nobody is in a cell."""
        return Spot(next(iter(parse_workbook(self.read(), self.name).sheets)), 1, 1)

    def go_to(self, spot: Spot) -> None:
        """Nobody looks."""

    def put(self, spot: Spot, formula: str) -> None:
        """Files get no formula of an add-in: it shows an error wherever the add-in is missing."""
        self.tell(f"{formula} belongs into {spot.sheet} of an open workbook.")
