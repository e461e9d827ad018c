"""Insights as plain data, for JSON and tables, under the names of docs/json.md.

An insight has lines; a line has what is true of all its quarters, and one object for each quarter.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from okrsheet.core.export import Row, fields, plain
from okrsheet.core.insights import NAMES, Insights
from okrsheet.core.insights_calibration import Spread
from okrsheet.core.insights_decisions import TeamDecisions
from okrsheet.core.insights_forecast import Accuracy

QUARTERS: Final = "quarters"

COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    "scores": ("team", "objective", "change", "trend", "quarter", "score", "objectives"),
    "calibration": (
        *("team", "aim", "verdict", "quarter"),
        *("n", "hits", "hit_share", "median", "without_score"),
    ),
    "sandbagging": (
        *("team", "word", "running", "quarter"),
        *("n", "lowest", "mean", "all_reached"),
    ),
    "carried": ("team", "id", "text", "carried", "outcome", "quarter", "score", "decision"),
    "audit": (
        *("team", "criterion", "label", "running", "keeps_failing", "share"),
        *("quarter", "failed", "key_results"),
    ),
    "forecasts": ("team", "quarter", "n", "error", "bias", "bands", "bands_right"),
    "decisions": (
        *("team", "quarter"),
        *("continued", "revised", "dropped", "done", "undecided"),
    ),
}
"""What a row of each table holds: the scalars of a line, then those of a quarter."""


def document(found: Insights) -> Row:
    """Everything `okrsheet insights --json` prints; its shape is described in docs/json.md."""
    head: Row = {
        "format": 1,
        "organisation": found.past.organisation,
        "team": found.team or None,
        "quarters": [fields(each) for each in found.past.periods],
        "individual_objectives_left_out": found.past.left_out,
    }
    insights = {name: {**fields(told), "lines": lines(found, name)} for name, told in found.told}
    insights["forecasts"]["pairs"] = list(_pairs(found))
    insights["decisions"]["open_misses"] = found.decisions.open_misses
    return head | insights


def rows(found: Insights, name: str) -> Iterator[Row]:
    """One insight as a table: one row for each line and quarter, with the names of `COLUMNS`."""
    for line in lines(found, name):
        told = {key: value for key, value in line.items() if not isinstance(value, (dict, list))}
        yield from ({**told, **each} for each in _objects(line[QUARTERS]))


def _objects(part: object) -> Iterable[Row]:
    return part if isinstance(part, list) else ()


def lines(found: Insights, name: str) -> list[Row]:
    """The lines of the insight with one of the names in `NAMES`."""
    return list(_LINES[name](found))


def _quarters(found: Insights, parts: Iterable[Row]) -> list[Row]:
    """One object for each quarter, in order."""
    return [
        {"quarter": period.name, **part}
        for period, part in zip(found.past.periods, parts, strict=True)
    ]


def _at(found: Insights, places: Sequence[int], parts: Iterable[Row]) -> list[Row]:
    """One object for each of some quarters."""
    names = [found.past.periods[place].name for place in places]
    return [{"quarter": name, **part} for name, part in zip(names, parts, strict=True)]


def _scores(found: Insights) -> Iterator[Row]:
    for each in (*found.scores.teams, *found.scores.objectives):
        parts = zip(each.scores, each.objectives, strict=True)
        yield {
            "team": each.team,
            "objective": each.text,
            "change": each.change,
            "trend": each.word,
            QUARTERS: _quarters(found, ({"score": s, "objectives": n} for s, n in parts)),
        }


def _spread(each: Spread) -> Row:
    return {
        "n": each.n,
        "hits": each.hits,
        "hit_share": each.share,
        "median": each.median,
        "without_score": each.without_score,
    }


def _calibration(found: Insights) -> Iterator[Row]:
    for each in found.calibration.lines:
        yield {
            "team": each.team,
            "aim": str(each.aim),
            "verdict": plain(each.verdict),
            "all": _spread(each.all),
            QUARTERS: _quarters(found, map(_spread, each.quarters)),
        }


def _sandbagging(found: Insights) -> Iterator[Row]:
    for each in found.sandbagging.teams:
        places = [quarter.place for quarter in each.quarters]
        yield {
            "team": each.team,
            "word": str(each.word),
            "running": each.running,
            QUARTERS: _at(found, places, (fields(quarter, "place") for quarter in each.quarters)),
        }


def _carried(found: Insights) -> Iterator[Row]:
    for each in found.carried.key_results:
        parts = zip(each.scores, each.decisions, strict=True)
        told = ({"score": score, "decision": plain(decided)} for score, decided in parts)
        yield {
            **fields(each, "quarters", "scores", "decisions"),
            QUARTERS: _at(found, each.quarters, told),
        }


def _audit(found: Insights) -> Iterator[Row]:
    for each in found.audit.lines:
        parts = zip(each.failed, each.of, strict=True)
        yield {
            "team": each.team,
            "criterion": each.criterion,
            "label": each.label,
            "running": each.running,
            "keeps_failing": each.keeps_failing,
            "share": each.share,
            QUARTERS: _quarters(found, ({"failed": f, "key_results": n} for f, n in parts)),
        }


def _accuracy(each: Accuracy) -> Row:
    return fields(each)


def _forecasts(found: Insights) -> Iterator[Row]:
    for each in found.forecasts.teams:
        yield {
            "team": each.team,
            "all": _accuracy(each.all),
            QUARTERS: _quarters(found, map(_accuracy, each.quarters)),
        }


def _pairs(found: Insights) -> Iterator[Row]:
    for each in found.forecasts.pairs:
        yield {"quarter": found.past.periods[each.place].name, **fields(each, "place")}


def _decided(found: Insights, each: TeamDecisions) -> Row:
    return {
        "team": each.team,
        "all": fields(each.all),
        QUARTERS: _quarters(found, map(fields, each.quarters)),
    }


def _decisions(found: Insights) -> Iterator[Row]:
    yield from (_decided(found, each) for each in found.decisions.teams)


_LINES: Final[dict[str, Callable[[Insights], Iterator[Row]]]] = dict(
    zip(
        NAMES,
        (_scores, _calibration, _sandbagging, _carried, _audit, _forecasts, _decisions),
        strict=True,
    )
)
