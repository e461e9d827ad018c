"""The argument `what`: which of several figures a formula shall give."""

from collections.abc import Iterator, Mapping
from typing import TypeVar

from okrsheet.addin.given import Given

Choice = TypeVar("Choice")


def chosen(given: Given, choices: Mapping[str, Choice]) -> Iterator[Choice | str]:
    """What each row asks for, the first choice where it does not say; a text for a wrong word."""
    first = next(iter(choices.values()))
    told = f"what takes: {', '.join(choices)}."
    for word in given.words("what"):
        yield choices.get(word, told) if word else first
