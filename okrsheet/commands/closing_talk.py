"""What is missing to close a quarter, asked at a terminal, one key result after the other.

Nothing is written before the last answer.
"""

from okrsheet.commands.questions import STOP, ask, ask_until
from okrsheet.commands.streams import complain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from okrsheet.core.closing_gaps import Missing
    from okrsheet.workbook.closing_answers import Answers
    from okrsheet.workbook.closing_book import Answered, Opened

_YES = ("y", "yes")


def asked(book: "Opened", answers: "Answers") -> "Answered":
    """All that was said, in the options and now; an ID that is missing can't be asked for.

    Raises:
        Stopped: somebody stops, or there are no answers any more.
        ValueError: something of the options can't be taken.
    """
    from okrsheet.core.closing_gaps import Lack
    from okrsheet.workbook.closing_book import answered

    said, about = answered(book, answers), ""
    while said.missing and all(each.lack is not Lack.ID for each in said.missing):
        each = said.missing[0]
        if each.key_result.id != about:
            about = each.key_result.id
            _head(each)
        answers = _asked_one(each, book, answers)
        said = answered(book, answers)
    return said


def _head(each: "Missing") -> None:
    from okrsheet.core.printable import printable

    complain(printable(f"{each.key_result.id} {each.key_result.text}"))


def _asked_one(each: "Missing", book: "Opened", answers: "Answers") -> "Answers":
    from okrsheet.core.closing_gaps import Lack

    if each.lack is Lack.VALUE:
        return _value(each, book, answers)
    if each.lack is Lack.SCORE:
        return _score(each, book, answers)
    if each.lack is Lack.REASON:
        return _reason(each, book, answers)
    return _decision(each, book, answers)


def _value(each: "Missing", book: "Opened", answers: "Answers") -> "Answers":
    from okrsheet.core.scoring import effective_type
    from okrsheet.core.words import Type

    name = each.key_result.id.lower()
    kinds = {Type.YES_NO: "Final value, Yes or No", Type.MILESTONES: "The last stage that is done"}
    what = kinds.get(effective_type(each.key_result), "Final value")
    while True:
        answer = ask_until(
            f"{what} [Enter: there is none, {STOP}: stop]",
            lambda text: _problem(book, _with(answers, "values", name, text)) if text else "",
        )
        if answer:
            return _with(answers, "values", name, answer)
        sure = ask("Missed (no data) with score 0, is that right? [y: yes, Enter: ask again]")
        if sure.lower() in _YES:
            return answers._replace(no_data=answers.no_data | {name})


def _score(each: "Missing", book: "Opened", answers: "Answers") -> "Answers":
    from okrsheet.core.printable import printable

    name = each.key_result.id.lower()
    complain(printable(f"It {each.why}."))
    answer = ask_until(
        f"Score by hand, 0 to 1 [{STOP}: stop]",
        lambda text: (
            _problem(book, _with(answers, "scores", name, text)) if text else "Say a score"
        ),
    )
    return _with(answers, "scores", name, answer)


def _reason(each: "Missing", book: "Opened", answers: "Answers") -> "Answers":
    name = each.key_result.id.lower()
    answer = ask_until(
        f"Why the score was set by hand [{STOP}: stop]",
        lambda text: _problem(book, _with(answers, "reasons", name, text)) if text else "Say why",
    )
    return _with(answers, "reasons", name, answer)


def _decision(each: "Missing", book: "Opened", answers: "Answers") -> "Answers":
    from okrsheet.core.words import Carry

    name, words = each.key_result.id.lower(), list(Carry)
    numbered = {str(number): str(word) for number, word in enumerate(words, 1)}
    offered = ", ".join(f"{number} {word}" for number, word in numbered.items())
    answer = ask_until(
        f"Not met. Next quarter: {offered} [number or word, Enter: leave open, {STOP}: stop]",
        lambda text: (
            _problem(book, _with(answers, "decisions", name, numbered.get(text, text)))
            if text
            else ""
        ),
    )
    if not answer:
        return answers._replace(left_open=answers.left_open | {name})
    return _with(answers, "decisions", name, numbered.get(answer, answer))


def _with(answers: "Answers", field: str, name: str, said: str) -> "Answers":
    news = {field: {**getattr(answers, field), name: said}}
    return answers._replace(**news)  # type: ignore[arg-type]  # the fields that hold words by ID


def _problem(book: "Opened", answers: "Answers") -> str:
    """What is wrong with what was said; "" where nothing is."""
    from okrsheet.workbook.closing_book import answered

    try:
        answered(book, answers)
    except ValueError as error:
        return str(error)
    return ""
