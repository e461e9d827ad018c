"""How often the lint is right, on a CSV of labelled key results.

`python scripts/lint_benchmark.py FILE.csv`: one row a text, with the columns key_result, source,
authorship, measurable, has_baseline, has_target, target_kind, direction,
outcome_vs_activity, vague, baseline, target, ambiguous (yes/no and words). Each figure is given
over all rows, over the rows people wrote, and as the mean over the sources; `--misses` lists
what went wrong.
"""

import argparse
import csv
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable
from math import isclose
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from okrsheet.core.findings import Severity  # noqa: E402  # the path comes first
from okrsheet.core.lint.judge import judge_key_result  # noqa: E402  # the path comes first
from okrsheet.core.lint.wording import Wording  # noqa: E402  # the path comes first

Row = dict[str, str]
UNMEASURED = {"question", "placeholder", "vague-verb", "endless-work", "no-measure"}
WORK = {"endless-work", "activity", "counted-work", "task-sized"}
VAGUE = {"vague-verb", "endless-work", "no-measure", "subjective"}


class Judged(NamedTuple):
    """A labelled row and what the lint says about its text."""

    row: Row
    wording: Wording

    def says(self, rules: set[str]) -> bool:
        """Whether one of these rules speaks."""
        return any(remark.rule in rules for remark in self.wording.remarks)


class Question(NamedTuple):
    """A yes/no question: what the label says and what the lint says."""

    name: str
    label: Callable[[Row], bool]
    answer: Callable[[Judged], bool]
    asked_of: Callable[[Row], bool] = lambda _: True


QUESTIONS = (
    Question("not measurable", lambda r: r["measurable"] == "no", lambda j: j.says(UNMEASURED)),
    Question(
        "activity",
        lambda r: r["outcome_vs_activity"] == "activity",
        lambda j: j.says(WORK),
        lambda r: r["ambiguous"] != "yes",
    ),
    Question("vague", lambda r: r["vague"] == "yes", lambda j: j.says(VAGUE)),
)


def number(text: str) -> float | None:
    """A labelled number, None where there is none."""
    return float(text.replace(",", "")) if text.strip() else None


def same(one: float | None, other: float | None) -> bool:
    """Whether two numbers are the same, or both missing."""
    if one is None or other is None:
        return one is other
    return isclose(one, other, rel_tol=1e-9)


EXTRACTED: tuple[tuple[str, Callable[[Row], bool], Callable[[Judged], bool]], ...] = (
    (
        "numeric target",
        lambda r: r["target_kind"] == "numeric",
        lambda j: same(j.wording.measure.target, number(j.row["target"])),
    ),
    (
        "no false target",
        lambda r: r["target_kind"] != "numeric",
        lambda j: j.wording.measure.target is None,
    ),
    (
        "baseline, where there is one",
        lambda r: r["has_baseline"] == "yes" and bool(r["baseline"]),
        lambda j: same(j.wording.measure.baseline, number(j.row["baseline"])),
    ),
    (
        "no false baseline",
        lambda r: r["has_baseline"] == "no",
        lambda j: j.wording.measure.baseline is None,
    ),
    (
        "direction, numeric targets",
        lambda r: r["target_kind"] == "numeric",
        lambda j: j.wording.measure.direction == j.row["direction"],
    ),
    (
        "direction, all rows",
        lambda _: True,
        lambda j: j.wording.measure.direction == j.row["direction"],
    ),
)


def share(hits: int, of: int) -> str:
    """A share of cases, with the cases."""
    return f"{hits / of:.2f} ({hits}/{of})" if of else "- (0)"


def precision_recall(judged: Iterable[Judged], question: Question) -> tuple[int, int, int]:
    """Right alarms, all alarms, all cases."""
    rows = [each for each in judged if question.asked_of(each.row)]
    alarms = [each for each in rows if question.answer(each)]
    cases = [each for each in rows if question.label(each.row)]
    return sum(question.label(each.row) for each in alarms), len(alarms), len(cases)


def by_source(judged: Iterable[Judged]) -> list[list[Judged]]:
    """The rows of each source."""
    found: dict[str, list[Judged]] = defaultdict(list)
    for each in judged:
        found[each.row["source"]].append(each)
    return list(found.values())


def mean(values: Iterable[float]) -> str:
    """A mean over sources, with their number."""
    known = list(values)
    return f"{sum(known) / len(known):.2f} ({len(known)} sources)" if known else "- (0)"


def report(name: str, judged: list[Judged]) -> Iterable[str]:
    """All figures of some rows."""
    yield f"{name}: {len(judged)} rows"
    for question in QUESTIONS:
        right, alarms, cases = precision_recall(judged, question)
        told = f"precision {share(right, alarms)}, recall {share(right, cases)}"
        yield f"  {question.name}: {told}"
    for title, asked_of, right_one in EXTRACTED:
        rows = [each for each in judged if asked_of(each.row)]
        yield f"  {title}: {share(sum(map(right_one, rows)), len(rows))}"


def report_sources(judged: list[Judged]) -> Iterable[str]:
    """The same figures, each source counting once."""
    sources = by_source(judged)
    yield f"mean over {len(sources)} sources"
    for question in QUESTIONS:
        counts = [precision_recall(rows, question) for rows in sources]
        precision = mean(right / alarms for right, alarms, _ in counts if alarms)
        recall = mean(right / cases for right, _, cases in counts if cases)
        yield f"  {question.name}: precision {precision}, recall {recall}"
    for title, asked_of, right_one in EXTRACTED:
        shares = []
        for rows in sources:
            asked = [each for each in rows if asked_of(each.row)]
            if asked:
                shares.append(sum(map(right_one, asked)) / len(asked))
        yield f"  {title}: {mean(shares)}"


def misses(judged: list[Judged]) -> Iterable[str]:
    """Every row the lint got wrong, and how."""
    for each in judged:
        wrong = [
            f"{'missed' if question.label(each.row) else 'false'} {question.name}"
            for question in QUESTIONS
            if question.asked_of(each.row) and question.label(each.row) != question.answer(each)
        ]
        wrong += [title for title, asked, right in EXTRACTED if asked(each.row) and not right(each)]
        if wrong:
            rules = " ".join(remark.rule for remark in each.wording.remarks)
            found = each.wording.measure
            told = f"{found.baseline} -> {found.target} {found.unit} {found.direction}"
            yield f"{each.row['id']} {wrong}: {each.row['key_result'][:160]} | {told} | {rules}"


def good_ones(rows: Iterable[Row]) -> list[Judged]:
    """The texts people wrote and their source calls good."""
    return [
        Judged(row, judge_key_result(row["key_result"]))
        for row in rows
        if row["authorship"] == "human" and row["source_label"].startswith("good")
    ]


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("labelled", type=Path, help="a CSV of labelled key results")
    parser.add_argument("--good", type=Path, help="a CSV whose source_label says what is good")
    parser.add_argument("--misses", action="store_true", help="list what went wrong")
    asked = parser.parse_args()
    with asked.labelled.open(encoding="utf-8", newline="") as opened:
        judged = [
            Judged(row, judge_key_result(row["key_result"])) for row in csv.DictReader(opened)
        ]
    lines = [*report("all rows", judged)]
    lines += report("written by people", [e for e in judged if e.row["authorship"] == "human"])
    lines += report_sources(judged)
    if asked.misses:
        lines += misses(judged)
    if asked.good:
        with asked.good.open(encoding="utf-8", newline="") as opened:
            good = good_ones(csv.DictReader(opened))
        alarms = [e for e in good if any(r.severity is Severity.ERROR for r in e.wording.remarks)]
        lines.append(f"good ones with an error: {share(len(alarms), len(good))}")
        lines += [
            f"  {e.row['key_result']} | {' '.join(r.rule for r in e.wording.remarks)}"
            for e in alarms
        ]
    print("\n".join(lines))  # a script's output


if __name__ == "__main__":
    main()
