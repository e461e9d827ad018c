"""The questions about one key result: its value or stages, confidence, obstacles, next step."""

from okrsheet.commands.questions import NONE, SKIP, STOP, Stopped, ask_until

TYPE_CHECKING = False
if TYPE_CHECKING:
    from okrsheet.core.history import History
    from okrsheet.core.key_result_figures import KeyResultFigures
    from okrsheet.core.model import KeyResult
    from okrsheet.workbook.given import Desk, Given

_OTHERWISE = f"{SKIP}: skip, {STOP}: stop"


class Talk:
    """What is asked and answered about one key result; `given` grows with each answer."""

    def __init__(
        self, figure: "KeyResultFigures", history: "History", desk: "Desk", by: str
    ) -> None:
        from okrsheet.workbook.given import Given

        self._figure = figure
        self._history = history
        self._desk = desk
        self._line = Given(figure.key_result.id, by=by)
        self._stages: list[str] = []

    @property
    def given(self) -> "list[Given]":
        """What was answered: the line, and each stage that is done."""
        blank = type(self._line)(self._line.key_result_id)
        stages = (blank._replace(stage=stage) for stage in self._stages)
        return [each for each in (self._line, *stages) if each.says_something]

    def run(self) -> bool:
        """Ask; whether to go on with the next key result."""
        from okrsheet.core.words import Type

        try:
            milestones = self._figure.reading.type is Type.MILESTONES
            if self._ask_stages() if milestones else self._ask_value():
                self._ask_confidence()
                self._ask_text("in_the_way", "In the way")
                self._ask_text("next_step", "Next step")
        except Stopped:
            return False
        return True

    def _problem(self, field: str, answer: str) -> str:
        """What is wrong with an answer, as the workbook would see it."""
        from okrsheet.workbook.given import Refusal, judged

        asked = self._line._replace(**{field: answer})
        try:
            judged(asked._replace(reason="asked"), self._desk)
        except ValueError as error:
            return str(Refusal("", asked.key_result_id, str(error)))
        return ""

    def _ask_value(self) -> bool:
        from okrsheet.core.words import Type

        kept = self._kept_value()
        enter = "no new number" if kept is None else f"still {written(self._key_result, kept)}"
        none = "" if kept is None else f"{NONE}: no new number, "
        kind = "Yes or No" if self._figure.reading.type is Type.YES_NO else "Value"
        answer = ask_until(
            f"{kind} [Enter: {enter}, {none}{_OTHERWISE}]",
            lambda text: "" if text in ("", NONE, SKIP) else self._problem("value", text),
        )
        if answer == SKIP:
            return False
        self._line = self._line._replace(
            value=kept if not answer else None if answer == NONE else answer
        )
        return True

    @property
    def _key_result(self) -> "KeyResult":
        return self._figure.key_result

    def _kept_value(self) -> object:
        """The last value, where it is likely that of this week too; None elsewhere.

        A metric that is refreshed once a month has no new number in most weeks, and the old one
        must not look as if it were new.
        """
        from okrsheet.core.words import Frequency

        last = self._history.valued
        often = self._key_result.frequency in (None, Frequency.DAILY, Frequency.WEEKLY)
        readable = last is not None and isinstance(last.value, (bool, float))
        return last.value if last is not None and often and readable else None

    def _ask_stages(self) -> bool:
        stages = [each.text for each in self._history.stages if each.done is None and each.text]
        told = ", ".join(f"{number} {text}" for number, text in enumerate(stages, 1))
        answer = ask_until(
            f"Stages done now, of {told} [numbers, Enter: none, {_OTHERWISE}]",
            lambda text: "" if text == SKIP else _no_numbers(text, len(stages)),
        )
        if answer == SKIP:
            return False
        self._stages = [stages[number - 1] for number in _numbers(answer)]
        return True

    def _ask_confidence(self) -> None:
        latest = self._history.latest
        kept = latest.confidence if latest is not None else None
        enter = f"Enter or {SKIP}: none" if kept is None else f"Enter: still {kept:g}, {SKIP}: none"
        none = (NONE, SKIP)
        answer = ask_until(
            f"Confidence 0 to 10 [{enter}, {STOP}: stop]",
            lambda text: "" if text in ("", *none) else self._problem("confidence", text),
        )
        # Confidence alone, kept with Enter, says nothing about this week.
        reported = self._line.says_something or self._stages
        keep = kept if not answer and reported else None
        self._line = self._line._replace(confidence=answer if answer not in ("", *none) else keep)

    def _ask_text(self, field: str, header: str) -> None:
        nothing = ("", NONE, SKIP)
        answer = ask_until(
            f"{header} [Enter or {SKIP}: nothing, {STOP}: stop]",
            lambda text: "" if text in nothing else self._problem(field, text),
        )
        self._line = self._line._replace(**{field: "" if answer in nothing else answer})


def written(kr: "KeyResult", value: object) -> str:
    """A reported value as one writes it."""
    from okrsheet.core.amounts import exact

    if isinstance(value, bool):
        return "Yes" if value else "No"
    return exact(kr, value) if isinstance(value, float) else "a value nobody can read"


def _numbers(answer: str) -> list[int]:
    return [int(piece) for piece in answer.replace(",", " ").split()]


def _no_numbers(answer: str, most: int) -> str:
    pieces = answer.replace(",", " ").split()
    right = all(piece.isdecimal() and 1 <= int(piece) <= most for piece in pieces)
    return "" if right else f"Write numbers from 1 to {most} with blanks between them"
