"""Questions on standard error, answers from standard input, a line each."""

import sys

from okrsheet.commands.streams import complain, hold, silence

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

STOP, SKIP, NONE = "q", "s", "-"


class Stopped(Exception):  # noqa: N818  # named for the cause
    """Somebody stops here; what was answered before is kept."""


def somebody_answers() -> bool:
    """Whether a person sits at a terminal, so that questions can be asked."""
    return sys.stdin is not None and sys.stdin.isatty()


def ask(question: str) -> str:
    """The answer without blanks around it; S is s.

    Raises:
        Stopped: the answer is q, or there are no answers any more.
    """
    from okrsheet.core.printable import printable

    hold(held=True)
    try:
        sys.stderr.write(f"    {printable(question)}: ")
        sys.stderr.flush()
    except OSError:
        silence(sys.stderr)
    line = sys.stdin.readline() if sys.stdin is not None else ""
    hold(held=False)
    if not (line and sys.stdin.isatty()):
        # Nobody pressed Enter on the screen.
        complain("")
    answer = line.strip()
    if not line or answer.lower() == STOP:
        raise Stopped
    return SKIP if answer.lower() == SKIP else answer


def ask_until(question: str, problem: "Callable[[str], str]") -> str:
    """The first answer that has no problem; every problem is told.

    Args:
        question: what is asked.
        problem: says what is wrong with an answer; "" where nothing is.

    Raises:
        Stopped: the answer is q, or there are no answers any more.
    """
    while True:
        answer = ask(question)
        wrong = problem(answer)
        if not wrong:
            return answer
        complain(f"    {wrong}.")
