"""Which objective each key result of a plain workbook belongs to, by ID or by its words."""

from collections.abc import Sequence

from okrsheet.core.model import KeyResult, Objective
from okrsheet.workbook.headers import word_of

_LONGEST_ID = 12


def linked(
    objectives: Sequence[Objective], key_results: Sequence[KeyResult]
) -> tuple[tuple[Objective, ...], tuple[KeyResult, ...]]:
    """Key results name objectives by ID; without a table of objectives those named are made."""
    made = tuple(objectives) or _named(key_results)
    ids = {objective.id.casefold() for objective in made}
    by_words = {word_of(objective.text): objective.id for objective in reversed(made)}
    return made, tuple(
        kr
        if kr.objective_id.casefold() in ids
        else kr._replace(objective_id=by_words.get(word_of(kr.objective_id), kr.objective_id))
        for kr in key_results
    )


def _named(key_results: Sequence[KeyResult]) -> tuple[Objective, ...]:
    """The objectives that key results name, in their order; long names get a short ID."""
    names = {word_of(kr.objective_id): kr.objective_id.strip() for kr in reversed(key_results)}
    words = dict.fromkeys(word_of(kr.objective_id) for kr in key_results if kr.objective_id.strip())
    return tuple(
        Objective(names[word] if len(word) <= _LONGEST_ID else f"O{place}", names[word])
        for place, word in enumerate(words, 1)
    )
