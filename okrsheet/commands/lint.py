"""`okrsheet lint`: is a text a key result, or only an intention?"""

from okrsheet.commands.severities import CHOICES, ORDER, exit_code
from okrsheet.commands.streams import say, say_data

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterable, Iterator, Sequence

    from okrsheet.core.lint.wording import Measure, Remark, Wording

_NARROWEST = 60
_FINE = "fine"
_SHOWN = 200
_INDENT = " " * 9


def add_options(parser: "ArgumentParser") -> None:
    """Tell the parser what `lint` understands."""
    add = parser.add_argument
    parser.description = (
        "Judge the wording of key results: can one say at the end, with a number, whether it was "
        "reached? Nothing is read or sent anywhere but the text."
    )
    add(
        "texts",
        metavar="TEXT",
        nargs="+",
        help="a key result in quotes, a text or CSV file with one on each line, or - for the "
        "standard input",
    )
    add("--objective", action="store_true", help="the texts are objectives")
    add("--json", action="store_true", help="one object for each text, see docs/json.md")
    add(
        "--fail-on",
        choices=CHOICES,
        default="error",
        help="the mildest remark that gives exit code 1 (default: error)",
    )


def run(parsed: "Namespace") -> int:
    """Judge texts and show what there is to say."""
    from okrsheet.commands.texts import texts_of
    from okrsheet.core.lint.judge import judge_key_results, judge_objective

    texts = [text for word in parsed.texts for text in texts_of(word, objectives=parsed.objective)]
    wordings = [*map(judge_objective, texts)] if parsed.objective else judge_key_results(texts)
    if parsed.json:
        from okrsheet.core.export import json_text

        say_data(json_text({"format": 1, "texts": [_row(wording) for wording in wordings]}))
    else:
        say("\n".join(_lines(wordings, _width())))
    return exit_code(map(_worst, wordings), parsed.fail_on)


def _width() -> int:
    from okrsheet.commands.terminal import line_width

    return line_width(_NARROWEST)


def _lines(wordings: "Sequence[Wording]", width: int) -> "Iterator[str]":
    for wording in wordings:
        yield from _told(wording, width)
    if len(wordings) > 1:
        yield _summary(wordings)


def _told(wording: "Wording", width: int) -> "Iterator[str]":
    text = " ".join(wording.text[:_SHOWN].split())
    more = "..." if len(wording.text) > _SHOWN else ""
    yield from _folded(f"{_worst(wording):<9}{text}{more}", _INDENT, width)
    measured = measure_line(wording.measure)
    if measured:
        yield from _folded(_INDENT + measured, _INDENT, width)
    for remark in wording.remarks:
        yield from _remark_lines(remark, width)


def _remark_lines(remark: "Remark", width: int) -> "Iterator[str]":
    told = f"{_INDENT}{remark.severity} {remark.rule}: {remark.why}"
    yield from _folded(told, f"{_INDENT}  ", width)
    if remark.rewrite:
        yield from _folded(f"{_INDENT}  Better: {remark.rewrite}", f"{_INDENT}    ", width)


def _folded(line: str, indent: str, width: int) -> "Iterator[str]":
    """A line that a terminal shows whole, and obeys in nothing."""
    from okrsheet.core.printable import printable

    line = printable(line)
    while len(line) > width:
        at = line.rfind(" ", len(indent) + 1, width + 1)
        if at < 0:
            break
        yield line[:at]
        line = indent + line[at + 1 :]
    yield line


def measure_line(measure: "Measure") -> str:
    """The numbers of a text, such as `from 180000 to 240000 USD, increase`."""
    if measure.target is None:
        return ""
    start = "" if measure.baseline is None else f"from {_shown(measure.baseline)} "
    level = "by" if measure.relative else "to"
    unit = f" {measure.unit}" if measure.unit else ""
    return f"{start}{level} {_shown(measure.target)}{unit}, {measure.direction}"


def _shown(value: float) -> str:
    """A number without the long tail of a third."""
    return f"{round(value, 2):.12g}" if abs(value) >= 1 else f"{value:.4g}"


def _worst(wording: "Wording") -> str:
    return min((str(r.severity) for r in wording.remarks), key=ORDER.index, default=_FINE)


def _summary(wordings: "Sequence[Wording]") -> str:
    from okrsheet.core.findings import count_of

    counts = _counts(_worst(wording) for wording in wordings)
    told = ", ".join(
        f"{number} {word}" if word == _FINE else count_of(number, word)
        for word, number in counts.items()
        if number
    )
    return f"\n{len(wordings)} texts by their gravest remark: {told}."


def _counts(words: "Iterable[str]") -> dict[str, int]:
    counts = dict.fromkeys((*ORDER, _FINE), 0)
    for word in words:
        counts[word] += 1
    return counts


def _row(wording: "Wording") -> dict[str, object]:
    from okrsheet.core.export import fields

    return {
        "text": wording.text,
        "verdict": _worst(wording),
        "passes": wording.passes,
        "measure": fields(wording.measure),
        "remarks": [fields(remark) for remark in wording.remarks],
    }
