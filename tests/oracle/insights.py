"""Insights a second time, from semantics sections 2, 4, 5, 6 and 9 and docs/history.md alone.

Names of teams are compared, and given back, in small letters.
"""

import re
from collections.abc import Sequence
from statistics import fmean, median
from typing import Any

from okrsheet.core.closed_quarter import ClosedKeyResult, ClosedObjective, ClosedQuarter
from okrsheet.core.words import Band, Carry, Commitment, Level, Type
from tests.oracle.oracle import two_decimals

KEEPS = (Type.KEEP_ABOVE, Type.KEEP_BELOW, Type.KEEP_RANGE)
ALL = "all teams"

Days = tuple[Any, Any]
Owned = tuple[int, str, ClosedKeyResult]


def small(text: str) -> str:
    return " ".join(text.split()).casefold()


def periods(quarters: Sequence[ClosedQuarter]) -> list[Days]:
    return sorted({(q.start, q.end) for q in quarters})


def once(quarters: Sequence[ClosedQuarter]) -> list[ClosedQuarter]:
    kept: list[ClosedQuarter] = []
    for quarter in quarters:
        if quarter not in kept:
            kept.append(quarter)
    return sorted(kept, key=lambda q: (q.start, q.end, q.name, q.closed_on))


def whose(objective: ClosedObjective | None) -> str:
    if objective is None:
        return "no team"
    if objective.level == Level.COMPANY:
        return "company"
    return small(objective.team) or "no team"


def objectives(quarters: Sequence[ClosedQuarter]) -> list[tuple[int, str, ClosedObjective]]:
    days = periods(quarters)
    return [
        (days.index((q.start, q.end)), whose(o), o)
        for q in once(quarters)
        for o in q.objectives
        if o.level != Level.INDIVIDUAL
        and (o.score is not None or small(o.id) in [small(k.objective_id) for k in q.key_results])
    ]


def key_results(quarters: Sequence[ClosedQuarter]) -> list[Owned]:
    days = periods(quarters)
    found = []
    for q in once(quarters):
        for kr in q.key_results:
            homes = [o for o in q.objectives if small(o.id) == small(kr.objective_id)]
            home = homes[0] if homes else None
            if home is None or home.level != Level.INDIVIDUAL:
                found.append((days.index((q.start, q.end)), whose(home), kr))
    return found


def runs_on(days: Sequence[Days], place: int, before: int) -> bool:
    """The next quarter begins after the end of the one before, and within 45 days."""
    return 1 <= (days[place][0] - days[before][1]).days <= 45


def streak(days: Sequence[Days], told: Sequence[tuple[int, bool]]) -> int:
    """How many of the latest of (place, is it so) are so, without a break."""
    count = 0
    for number in range(len(told) - 1, -1, -1):
        place, is_so = told[number]
        broken = count and not runs_on(days, told[number + 1][0], place)
        if not is_so or broken:
            return count
        count += 1
    return count


def team_scores(quarters: Sequence[ClosedQuarter]) -> dict[str, list[float | None]]:
    """Section 4: the weighted mean of a team's objectives; the company's of its own."""
    found: dict[str, list[float | None]] = {}
    every = objectives(quarters)
    for who in {who for _, who, _ in every}:
        line: list[float | None] = []
        for place in range(len(periods(quarters))):
            own = [o for p, w, o in every if (p, w) == (place, who) and o.score is not None]
            weight = sum(o.weight for o in own)
            total = sum(o.weight * (o.score or 0) for o in own)
            line.append(total / weight if weight > 0 else None)
        if any(value is not None for value in line):
            found[who] = line
    return found


def aim(kr: ClosedKeyResult) -> str:
    if kr.type in KEEPS:
        return "Keep"
    return "Committed" if kr.commitment == Commitment.COMMITTED else "Aspirational"


def spread(own: Sequence[ClosedKeyResult]) -> dict[str, Any]:
    values = [kr.final_score for kr in own if kr.final_score is not None]
    hits = [kr for kr in own if kr.final_score is not None and kr.band == Band.HIT]
    return {
        "n": len(values),
        "hits": len(hits),
        "hit_share": len(hits) / len(values) if values else None,
        "median": median(values) if values else None,
        "without_score": len(own) - len(values),
    }


def calibration(quarters: Sequence[ClosedQuarter]) -> dict[tuple[str, str], list[dict[str, Any]]]:
    """By team and aim: one for each quarter, then one for all of them."""
    every = key_results(quarters)
    found = {}
    for who in (ALL, *{who for _, who, _ in every}):
        for kind in ("Aspirational", "Committed", "Keep"):
            own = [(p, kr) for p, w, kr in every if who in (ALL, w) and aim(kr) == kind]
            if own:
                parts = [
                    spread([kr for p, kr in own if p == place])
                    for place in range(len(periods(quarters)))
                ]
                found[who, kind] = [*parts, spread([kr for _, kr in own])]
    return found


def verdict(every: dict[str, Any]) -> str:
    if every["n"] < 5:
        return "too few to say"
    if round(every["median"], 9) > 0.85:
        return "too easy"
    return "too hard" if round(every["median"], 9) < 0.5 else "about right"


def sandbagging(quarters: Sequence[ClosedQuarter]) -> dict[str, tuple[str, int]]:
    """Section 4; what stands for a team is its latest quarter and those before without a break."""
    days, every = periods(quarters), key_results(quarters)
    found = {}
    for who in {who for _, who, _ in every}:
        told, mean = [], 0.0
        for place in range(len(days)):
            scores = [
                kr.final_score
                for p, w, kr in every
                if (p, w) == (place, who)
                and aim(kr) == "Aspirational"
                and kr.final_score is not None
            ]
            if scores:
                told.append((place, all(round(value, 9) >= 0.95 for value in scores)))
                mean = fmean(scores)
        if told:
            running = streak(days, told)
            hint = "high mean" if round(mean, 9) > 0.85 else ""
            word = {0: hint, 1: "one quarter"}.get(running, "two quarters running")
            found[who] = (word, running)
    return found


def bare(text: str) -> str:
    return small(text).rstrip(".!?;:, ")


def alike(one: str, other: str) -> bool:
    """Half of all the words of both are in both; numbers are no words."""
    first, second = (set(re.findall(r"[^\W\d_]+", small(each))) for each in (one, other))
    return bool(first) and len(first & second) / len(first | second) >= 0.5


def chains(things: Sequence[tuple[int, str, Any]], may_follow: Any) -> list[list[Any]]:
    """Each thing over the quarters: (place, whose, record), joined as docs/history.md says."""
    found: list[list[Any]] = []
    for place in sorted({place for place, _, _ in things}):
        new = [each for each in things if each[0] == place]
        for test in ("text", "id"):
            for each in list(new):
                for chain in found:
                    last_place, who, last = chain[-1]
                    if last_place == place or who != each[1] or not may_follow(last, each[2]):
                        continue
                    if test == "text":
                        same = bare(last.text) != "" and bare(last.text) == bare(each[2].text)
                    else:
                        same_id = small(last.id) != "" and small(last.id) == small(each[2].id)
                        same = same_id and alike(last.text, each[2].text)
                    if same:
                        chain.append(each)
                        new.remove(each)
                        break
        found += [[each] for each in new]
    return found


def carries_on(before: ClosedKeyResult, now: ClosedKeyResult) -> bool:
    ended = before.met is True or before.decision in (Carry.DROP, Carry.DONE)
    return now.carried >= 1 or not ended


def carried(quarters: Sequence[ClosedQuarter]) -> list[tuple[str, str, int, list[int], str]]:
    """Whose, text, how often, in which quarters, and what became of it."""
    every = key_results(quarters)
    found = []
    for chain in chains(every, carries_on):
        times = 0
        for number, (_, _, kr) in enumerate(chain):
            times = kr.carried if number == 0 else max(times + 1, kr.carried)
        place, who, last = chain[-1]
        if times < 2:
            continue
        over = place < max(p for p, w, _ in every if w == who)
        decided = {
            Carry.DROP: "dropped",
            Carry.DONE: "done without a Hit",
            None: "without a decision",
        }
        ahead = "to be carried on, but not seen since" if over else "carried on once more"
        end = "ended as a Hit" if last.band == Band.HIT else decided.get(last.decision, ahead)
        found.append((who, last.text, times, [p for p, _, _ in chain], end))
    return found


def objective_lines(quarters: Sequence[ClosedQuarter]) -> list[tuple[str, str, list[int]]]:
    """Whose, text, in which quarters: objectives that have a score in two or more."""
    found = []
    for chain in chains(objectives(quarters), lambda _before, _now: True):
        scored = [o for _, _, o in chain if o.score is not None and o.weight > 0]
        if len(scored) >= 2:
            found.append((chain[-1][1], chain[-1][2].text, [place for place, _, _ in chain]))
    return found


def failing(
    quarters: Sequence[ClosedQuarter],
) -> dict[tuple[str, str], tuple[list[int], list[int], int]]:
    """By team and criterion: failed and all key results of each quarter, and how long running."""
    days, every = periods(quarters), key_results(quarters)
    found = {}
    for who in (ALL, *{who for _, who, _ in every}):
        own = [(p, kr) for p, w, kr in every if who in (ALL, w)]
        for sign in {sign for _, kr in own for sign in kr.gaps}:
            failed = [sum(p == n and sign in kr.gaps for p, kr in own) for n in range(len(days))]
            of = [sum(p == n for p, _ in own) for n in range(len(days))]
            told = [(n, failed[n] > 0) for n in range(len(days)) if of[n]]
            found[who, sign] = (failed, of, streak(days, told))
    return found


def band_of(score: float, kr: ClosedKeyResult) -> Band:
    """Section 2."""
    if kr.commitment == Commitment.COMMITTED:
        shown, hit, progress = round(score, 9), 1.0, 0.7
    else:
        shown, hit, progress = float(two_decimals(score)), 0.7, 0.5
    return Band.HIT if shown >= hit else Band.PROGRESS if shown >= progress else Band.MISSED


def forecasts(quarters: Sequence[ClosedQuarter]) -> dict[str, dict[str, Any]]:
    every = key_results(quarters)
    found = {}
    for who in (ALL, *{who for _, who, _ in every}):
        own = [
            (min(1.0, max(0.0, kr.foreseen)), kr.final_score, kr)
            for _, w, kr in every
            if who in (ALL, w)
            and kr.foreseen is not None
            and kr.final_score is not None
            and not kr.by_hand
        ]
        if own:
            banded = [(foreseen, kr) for foreseen, _, kr in own if kr.band is not None]
            found[who] = {
                "n": len(own),
                "error": fmean(abs(foreseen - came) for foreseen, came, _ in own),
                "bias": fmean(foreseen - came for foreseen, came, _ in own),
                "bands": len(banded),
                "bands_right": sum(band_of(foreseen, kr) == kr.band for foreseen, kr in banded),
            }
    return found


def decisions(quarters: Sequence[ClosedQuarter]) -> dict[str, list[dict[str, int]]]:
    every = key_results(quarters)
    names = {
        "continued": Carry.CONTINUE,
        "revised": Carry.REVISE,
        "dropped": Carry.DROP,
        "done": Carry.DONE,
        "undecided": None,
    }
    return {
        who: [
            {
                name: sum(
                    p == place and who in (ALL, w) and kr.decision == word for p, w, kr in every
                )
                for name, word in names.items()
            }
            for place in range(len(periods(quarters)))
        ]
        for who in (ALL, *{who for _, who, _ in every})
        if every
    }
