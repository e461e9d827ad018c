"""The same objective, the same key result in another quarter.

The same is what one team calls the same: the text is equal but for capitals, blanks and the sign
at its end; or else the ID is, and half of all their words. Numbers are no words: a target may
move. Nothing is matched from one team to another.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import Final, Protocol, TypeVar

from okrsheet.core.past import Past, PastKeyResult, PastObjective, Side, folded
from okrsheet.core.words import Carry

_END_SIGNS: Final = ".!?;:, "
_ENDS: Final = (Carry.DROP, Carry.DONE)
_WORDS: Final = re.compile(r"[^\W\d_]+")


class _Record(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def text(self) -> str: ...


class _Placed(Protocol):
    @property
    def place(self) -> int: ...
    @property
    def side(self) -> Side: ...
    @property
    def record(self) -> _Record: ...


Then = TypeVar("Then", bound=_Placed)


def bare(text: str) -> str:
    """A text for comparing: without capitals, spare blanks and the sign at its end."""
    return folded(text).rstrip(_END_SIGNS)


def words(text: str) -> frozenset[str]:
    """The words of a text for comparing, without numbers."""
    return frozenset(_WORDS.findall(folded(text)))


def are_alike(one: str, other: str) -> bool:
    """Whether two texts share half of all their words, or more."""
    first, second = words(one), words(other)
    return bool(first) and 2 * len(first & second) >= len(first | second)


def objectives_over_time(found: Past) -> tuple[tuple[PastObjective, ...], ...]:
    """Each objective over the quarters in which it stood, oldest first."""
    return _over_time(found.objectives, lambda _before, _now: True)


def key_results_over_time(found: Past) -> tuple[tuple[PastKeyResult, ...], ...]:
    """Each key result over the quarters through which it was carried, oldest first.

    One that was met, dropped or done and stands there again is a new one, unless it is on record
    as carried: a limit that is kept quarter after quarter is carried by nobody.
    """
    return _over_time(found.key_results, _is_carried)


def _is_carried(before: PastKeyResult, now: PastKeyResult) -> bool:
    ended = before.record.met is True or before.record.decision in _ENDS
    return now.record.carried > 0 or not ended


def _over_time(
    things: Iterable[Then], may_follow: Callable[[Then, Then], bool]
) -> tuple[tuple[Then, ...], ...]:
    own: dict[Side, list[Then]] = {}
    for each in things:
        own.setdefault(each.side, []).append(each)
    return tuple(tuple(chain) for each in own.values() for chain in _chains(each, may_follow))


def _chains(things: Sequence[Then], may_follow: Callable[[Then, Then], bool]) -> list[list[Then]]:
    """One team's things, each with its later ones, in the order in which they began."""

    def has_like_words(before: Then, now: Then) -> bool:
        return may_follow(before, now) and are_alike(before.record.text, now.record.text)

    chains: list[list[Then]] = []
    for place, together in groupby(things, key=lambda each: each.place):
        new = _joined(list(together), chains, _text, may_follow)
        free = [chain for chain in chains if chain[-1].place != place]
        chains += [[each] for each in _joined(new, free, _id, has_like_words)]
    return chains


def _joined(
    new: Sequence[Then],
    chains: Iterable[list[Then]],
    key: Callable[[Then], str],
    fits: Callable[[Then, Then], bool],
) -> list[Then]:
    """Put each thing at the end of the first chain it fits; gives those that fit none."""
    waiting: dict[str, list[list[Then]]] = {}
    for chain in chains:
        waiting.setdefault(key(chain[-1]), []).append(chain)
    left = []
    for each in new:
        known = waiting.get(key(each), []) if key(each) else []
        fitting = [chain for chain in known if fits(chain[-1], each)]
        if fitting:
            known.remove(fitting[0])
            fitting[0].append(each)
        else:
            left.append(each)
    return left


def _text(each: _Placed) -> str:
    return bare(each.record.text)


def _id(each: _Placed) -> str:
    return folded(each.record.id)
