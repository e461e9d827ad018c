"""The question of the interviews in the first week of a reset, also read where no reset is made."""

from typing import Final

INTERVIEW_QUESTION: Final = (
    "Without looking anything up: what should we get done by the end of the quarter above all "
    "else? Say it as you would to a friend."
)
