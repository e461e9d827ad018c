"""What people say when they close a quarter, held against the workbook."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from okrsheet.core.agenda_items import Result, results
from okrsheet.core.closing_gaps import is_settled, is_silent
from okrsheet.core.figures import Figures
from okrsheet.core.history import first_rows
from okrsheet.core.model import KeyResult, Plan, ReviewLine
from okrsheet.core.review import final
from okrsheet.core.words import Carry
from okrsheet.workbook.clear_numbers import clear_number
from okrsheet.workbook.fields import is_blank
from okrsheet.workbook.given import key_result, plain_text
from okrsheet.workbook.given_values import shown
from okrsheet.workbook.load import Loaded
from okrsheet.workbook.near_words import meant
from okrsheet.workbook.sheets.review import TABLE

ALL: Final = "all"
_NOTHING: Final[Mapping[str, str]] = MappingProxyType({})


class Answers(NamedTuple):
    """What was said, as it was said; key results by their IDs in small letters.

    Attributes:
        values: the last value of a metric, or the stage that is done.
        no_data: those without any data, or `ALL`.
        scores: final scores set by hand.
        reasons: why they were.
        decisions: what happens to a key result next quarter.
        left_open: those that are not decided on, and somebody said so.
        by: who closes the quarter; "" for the champion.
        locale: how numbers are written; "" where nobody said.
    """

    values: Mapping[str, str] = _NOTHING
    no_data: frozenset[str] = frozenset()
    scores: Mapping[str, str] = _NOTHING
    reasons: Mapping[str, str] = _NOTHING
    decisions: Mapping[str, str] = _NOTHING
    left_open: frozenset[str] = frozenset()
    by: str = ""
    locale: str = ""


class Edit(NamedTuple):
    """What a line of Review gets; `place` is that of the line in the plan, None for a new one."""

    line: ReviewLine
    place: int | None


def known_ids(given: Mapping[str, str], plan: Plan) -> dict[str, str]:
    """What was said, by the IDs in small letters.

    Raises:
        ValueError: there is no such key result; the text says so in a sentence.
    """
    found: dict[str, str] = {}
    for name, said in given.items():
        found[_named(name, plan).id.lower()] = said
    return found


def _named(name: str, plan: Plan) -> KeyResult:
    try:
        return key_result(name, plan)
    except ValueError as error:
        raise ValueError(f"{shown(name)} {error}") from error


def edits(found: Figures, loaded: Loaded, answers: Answers) -> tuple[Edit, ...]:
    """What Review gets: a line for every key result, what was said, and Done where it is met.

    That is what ends as a Hit at its target; a score by hand counts.

    Args:
        found: the figures as they are with the quarter closed.
        loaded: where its lines stand.
        answers: what was said.

    Raises:
        ValueError: something of it can't be taken; the text says why in a sentence.
    """
    rows = first_rows(line.key_result_id for line in found.plan.reviews)
    first = first_rows(kr.id if kr.text else "" for kr in found.plan.key_results)
    made: list[Edit] = []
    for each in results(found):
        name = each.figure.key_result.id.lower()
        if first.get(name) != each.figure.row:
            continue
        place = rows.get(name)
        line = _said(each, answers)
        score = final(_together(each.review, line), each.figure, found.policy)
        settled = is_settled(each._replace(final=score))
        if not line.decision and settled and _is_open(loaded, place):
            line = line._replace(decision=str(Carry.DONE))
        if place is None or line != ReviewLine(line.key_result_id):
            made.append(Edit(line, place))
    return tuple(made)


def _is_open(loaded: Loaded, place: int | None) -> bool:
    """Whether nothing is decided on a line of Review, not even in words nobody knows."""
    if place is None:
        return True
    return is_blank(loaded.tables[TABLE.name].cell(loaded.rows["reviews"][place], "Decision"))


def _said(each: Result, answers: Answers) -> ReviewLine:
    """What was said about one key result, and nothing else."""
    kr, old = each.figure.key_result, each.review
    try:
        line = _line(kr, answers)
    except ValueError as error:
        raise ValueError(f"{kr.id} {error}") from error
    if line.manual_reason and line.manual_score is None and old.manual_score is None:
        raise ValueError(f"{kr.id} has no score by hand that needs a reason: add --score")
    return line


def _line(kr: KeyResult, answers: Answers) -> ReviewLine:
    name = kr.id.lower()
    score, decision = answers.scores.get(name), answers.decisions.get(name)
    return ReviewLine(
        kr.id,
        manual_score=None if score is None else _score(score, answers.locale),
        manual_reason=plain_text(answers.reasons.get(name, ""), "Reason"),
        decision="" if decision is None else _decision(decision),
    )


def _score(said: str, locale: str) -> float:
    found = clear_number(said, locale)
    if found is None or not 0 <= found <= 1:
        raise ValueError(f"can't have the score {shown(said)!r}: give 0 to 1, such as 0.7")
    return found


def _decision(said: str) -> str:
    found = meant(said, list(Carry))
    if found is None:
        words = ", ".join(Carry)
        raise ValueError(f"can't be decided as {shown(said)!r}: give one of {words}")
    return str(found)


def with_edits(plan: Plan, made: tuple[Edit, ...]) -> Plan:
    """The plan as it will be read from the new file."""
    lines = list(plan.reviews)
    for line, place in made:
        if place is None:
            lines.append(line)
        else:
            lines[place] = _together(lines[place], line)
    return plan._replace(reviews=tuple(lines))


def _together(old: ReviewLine, said: ReviewLine) -> ReviewLine:
    """A line of Review with what was said about its key result."""
    news = {name: value for name, value in said._asdict().items() if value}
    return old._replace(**(news | _zero(said)))


def _zero(line: ReviewLine) -> dict[str, object]:
    """A score of 0 is a score."""
    return {} if line.manual_score is None else {"manual_score": line.manual_score}


def confirmed(found: Figures, answers: Answers) -> frozenset[str]:
    """The key results of which somebody confirmed that there are no data, in small letters.

    Raises:
        ValueError: one of them has data; the text says so in a sentence.
    """
    silent = {f.key_result.id.lower() for f in found.key_results if is_silent(f)}
    if ALL in answers.no_data:
        return frozenset(silent)
    for told in _with_data(found, answers.no_data):
        raise ValueError(told)
    return answers.no_data


def _with_data(found: Figures, names: frozenset[str]) -> Iterator[str]:
    for figure in found.key_results:
        kr = figure.key_result
        if kr.id.lower() in names and not is_silent(figure):
            yield (
                f"{kr.id} is not without data: it was reported on {figure.last_check_in}. Where "
                f"the figures do not tell it, set the score by hand: --score {kr.id}=0.5 "
                f'--reason {kr.id}="..."'
            )
