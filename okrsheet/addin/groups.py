"""Lists of which each line belongs to a key result or objective, named in a list beside them."""

from collections.abc import Mapping, Sequence
from typing import Generic, NamedTuple, TypeVar

Line = TypeVar("Line")


class Groups(NamedTuple, Generic[Line]):
    """Lines by the ID they belong to, in small letters; under "" where none is named.

    `asked` is the argument that says which one is meant.
    """

    asked: str
    by_id: Mapping[str, Sequence[Line]]

    def of(self, name: object) -> Sequence[Line] | str:
        """The lines of an ID; a text where one has to say which is meant."""
        if "" in self.by_id:
            return self.by_id[""]
        if name:
            return self.by_id.get(str(name).lower(), ())
        if len(self.by_id) > 1:
            return f"{self.asked} is missing: ids hold more than one."
        return next(iter(self.by_id.values()), ())


def grouped(asked: str, ids: Sequence[object], lines: Sequence[Line]) -> Groups[Line]:
    """Lines by the ID beside them; a line without one belongs to nobody."""
    if not ids:
        return Groups(asked, {"": lines})
    by_id: dict[str, list[Line]] = {}
    for name, line in zip(ids, lines, strict=True):
        if name:
            by_id.setdefault(str(name).lower(), []).append(line)
    return Groups(asked, by_id)


def sizes_differ(*lists: Sequence[object]) -> bool:
    """Whether lists that were given have not one size."""
    return len({len(each) for each in lists if each}) > 1
