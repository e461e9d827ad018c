"""VBA source as logical lines: continued lines joined, strings blanked, one platform chosen."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

MOST_CONTINUATIONS = 24
LONGEST_LINE = 1023
PLATFORMS: Mapping[str, Mapping[str, bool]] = {
    "Windows": {"Mac": False, "MAC_OFFICE_VERSION >= 15": False, "VBA7": True, "Win64": True},
    "Mac": {"Mac": True, "MAC_OFFICE_VERSION >= 15": True, "VBA7": True, "Win64": True},
}

_CONTINUED = re.compile(r"(?:^|\s)_\s*$")
_TEXT = re.compile(r'"(?:[^"]|"")*"')
_DIRECTIVE = re.compile(
    r"\s*#(If|ElseIf|Else|End If|Const)\b\s*([^']*?)(?:\s+Then)?\s*(?:'.*)?$", re.IGNORECASE
)


class Line(NamedTuple):
    """A logical line: the number of its first physical one, and its code without comment.

    The inside of a string is blank, so that nothing in it looks like code.
    """

    number: int
    code: str


def faults_of_form(source: str) -> Iterator[str]:
    """What a line must not be, whatever it says: too long, continued too often, not ASCII."""
    for number, line in enumerate(source.split("\n"), start=1):
        if len(line) > LONGEST_LINE:
            yield f"{number}: a line of {len(line)} characters"
        if not line.isascii():
            yield f"{number}: a character that other code pages do not have"
    for number, pieces in _joined(source):
        if len(pieces) > MOST_CONTINUATIONS + 1:
            yield f"{number}: continued {len(pieces) - 1} times"
        if _CONTINUED.search(pieces[-1]):
            yield f"{number}: continued, but nothing follows"
        if _blanked(" ".join(pieces)).count('"') % 2:
            yield f"{number}: a quotation mark too many or too few"


def logical_lines(source: str, platform: str) -> Iterator[Line]:
    """The lines a platform compiles.

    Raises:
        ValueError: #If and #End If do not match, or a condition is unknown here.
    """
    taken: list[bool] = []  # for each open #If: whether this branch counts
    done: list[bool] = []  # and whether one of its branches did
    for number, pieces in _joined(source):
        code = _code(" ".join(re.sub(r"\s_\s*$", "", piece) for piece in pieces))
        directive = _DIRECTIVE.match(" ".join(pieces))
        if directive is None:
            if code.strip() and all(taken):
                yield Line(number, code)
        elif directive[1].lower() != "const":
            _follow(directive[1].lower(), directive[2], platform, taken, done)
    if taken:
        raise ValueError("#If without #End If")


def _follow(word: str, condition: str, platform: str, taken: list[bool], done: list[bool]) -> None:
    if word == "if":
        taken.append(_holds(condition, platform))
        done.append(taken[-1])
        return
    if not taken:
        raise ValueError(f"#{word} without #If")
    if word == "end if":
        taken.pop()
        done.pop()
    else:
        taken[-1] = not done[-1] and (word == "else" or _holds(condition, platform))
        done[-1] = done[-1] or taken[-1]


def _holds(condition: str, platform: str) -> bool:
    if condition.startswith("Not "):
        return not _holds(condition[4:], platform)
    if condition.startswith("App = "):
        return condition == 'App = "Microsoft Excel"'
    if condition not in PLATFORMS[platform]:
        raise ValueError(f"#If {condition}")
    return PLATFORMS[platform][condition]


def _joined(source: str) -> Iterator[tuple[int, list[str]]]:
    start, pieces = 1, list[str]()
    for number, line in enumerate(source.split("\n"), start=1):
        start = start if pieces else number
        pieces.append(line)
        if not _CONTINUED.search(line):
            yield start, pieces
            pieces = []
    if pieces:
        yield start, pieces


def _blanked(line: str) -> str:
    """The line with empty strings, and without its comment."""
    blank = _TEXT.sub('""', line)
    code, _, _ = blank.partition("'")
    return code


def _code(line: str) -> str:
    return "" if line.lstrip().lower().startswith(("rem ", "attribute ")) else _blanked(line)
