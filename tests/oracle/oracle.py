"""The OKR rules a second time: slow, plain, one rule after the other.

Written from semantics.md (sections 1-4 and 8) and docs/readings.md only; "reading 7" below is
line 7 of the readings. Nothing here is fast and nothing is clever: every figure is worked out
anew from the typed lines, each time it is asked for.
"""

import math
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from okrsheet.core.model import CheckIn, KeyResult, Plan, Quarter, Stage
from okrsheet.core.policy import Limit, Policy
from okrsheet.core.words import Band, Cadence, Commitment, Frequency, Level, Rag, Type

TOLERANCE = 1e-9

Figures = dict[str, Any]


# --- Small helpers ---------------------------------------------------------------------------


def at_least(value: float, limit: float) -> bool:
    """Inclusive, with tolerance."""
    return value >= limit - TOLERANCE


def at_most(value: float, limit: float) -> bool:
    """Inclusive, with tolerance."""
    return value <= limit + TOLERANCE


def number_or_none(value: object) -> float | None:
    """The number; None for blank, text, error, TRUE and FALSE alike."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        return None
    return float(value)


def sure(number: float | None) -> float:
    """A number that a sound definition guarantees."""
    assert number is not None
    return number


def is_filled(text: str) -> bool:
    """Whether a text cell holds anything."""
    return text.strip() != ""


def same(one: str, other: str) -> bool:
    """Upper and lower case are the same; a blank names nothing."""
    return is_filled(one) and one.lower() == other.lower()


def key_result_named(wanted: str, plan: Plan) -> int | None:
    """Reading 30: the first existing row (one with a text) that carries the ID."""
    for index, kr in enumerate(plan.key_results):
        if is_filled(kr.text) and same(kr.id, wanted):
            return index
    return None


def objective_named(wanted: str, plan: Plan) -> int | None:
    """Reading 30: the first existing row (one with a text) that carries the ID."""
    for index, objective in enumerate(plan.objectives):
        if is_filled(objective.text) and same(objective.id, wanted):
            return index
    return None


def months_after(start: date, months: int) -> date:
    """The same day `months` later, or the last day of that month where it has no such day."""
    year = start.year
    month = start.month
    for _ in range(months):
        month += 1
        if month == 13:
            month = 1
            year += 1
    return date(year, month, min(start.day, monthrange(year, month)[1]))


def cadence_of(policy: Policy) -> int:
    """Days between two check-ins."""
    return 14 if policy.cadence == Cadence.BIWEEKLY else 7


def counted_weight(weight: object) -> float:
    """Reading 25: blank 1, text 1, negative 0."""
    number = number_or_none(weight)
    if number is None:
        return 1.0
    return max(0.0, number)


def stage_weight(stage: Stage) -> float:
    """Reading 6: blank 1; negative or not a number 0."""
    if stage.weight is None:
        return 1.0
    number = number_or_none(stage.weight)
    return 0.0 if number is None or number < 0 else number


def weighted_mean(pairs: list[tuple[float | None, float]]) -> float | None:
    """The mean of (value, weight); values that are None and weights of 0 are left out."""
    total = 0.0
    weights = 0.0
    for value, weight in pairs:
        if value is not None and weight > 0:
            total += value * weight
            weights += weight
    return total / weights if weights > 0 else None


def verdict(count: int, limit: Limit) -> str:
    """Section 8: pass, warn or fail."""
    if limit.pass_from <= count <= limit.pass_to:
        return "pass"
    if limit.warn_from <= count <= limit.warn_to:
        return "warn"
    return "fail"


# --- What is known about a key result on a day -----------------------------------------------


@dataclass(frozen=True)
class Known:
    """A key result as it stands on a day.

    `lines` are its check-ins known that day, oldest first; `stages` are its own, done or not.
    """

    quarter: Quarter
    policy: Policy
    kr: KeyResult
    stages: list[Stage]
    lines: list[CheckIn]
    day: date
    closed: bool

    @property
    def before(self) -> bool:
        return self.day < self.quarter.start

    @property
    def over(self) -> bool:
        """Ended or closed."""
        return self.closed or self.day > self.quarter.end

    @property
    def keep(self) -> bool:
        return self.kr.type in (Type.KEEP_ABOVE, Type.KEEP_BELOW, Type.KEEP_RANGE)

    @property
    def distance(self) -> bool:
        """Increase, Decrease, Count, or no type at all (reading 7)."""
        return self.kr.type in (None, Type.INCREASE, Type.DECREASE, Type.COUNT)

    @property
    def milestones(self) -> bool:
        return self.kr.type == Type.MILESTONES

    @property
    def committed(self) -> bool:
        return self.kr.commitment == Commitment.COMMITTED


def says_nothing(check_in: CheckIn) -> bool:
    """Reading 55: a line with a day and a key result alone is a form nobody has filled in."""
    numbers = (check_in.value, check_in.confidence, check_in.owner_rag)
    texts = (check_in.reason, check_in.in_the_way, check_in.next_step)
    return all(number is None for number in numbers) and not any(map(is_filled, texts))


def known_lines(plan: Plan, index: int, day: date, up_to: int | None) -> list[CheckIn]:
    """The check-ins of a row on or before a day, oldest first; lower lines are later.

    With `up_to`, of the day's own lines only those up to and including that line.
    """
    found: list[tuple[date, int]] = []
    for line, check_in in enumerate(plan.check_ins):
        if key_result_named(check_in.key_result_id, plan) != index or check_in.day > day:
            continue
        if says_nothing(check_in):
            continue
        if up_to is not None and check_in.day == day and line > up_to:
            continue
        found.append((check_in.day, line))
    return [plan.check_ins[line] for _, line in sorted(found)]


def known_of(plan: Plan, index: int, policy: Policy, day: date) -> Known:
    """A row as it stands on a day, in the plan as it is now."""
    return Known(
        quarter=plan.quarter,
        policy=policy,
        kr=plan.key_results[index],
        stages=[s for s in plan.stages if key_result_named(s.key_result_id, plan) == index],
        lines=known_lines(plan, index, day, None),
        day=day,
        closed=plan.closed,
    )


# --- Definition ------------------------------------------------------------------------------


def baseline_of(kr: KeyResult) -> float | None:
    """The baseline; a Count that leaves it blank starts at 0."""
    if kr.type == Type.COUNT and kr.baseline is None:
        return 0.0
    return number_or_none(kr.baseline)


def distance_fault(kr: KeyResult) -> str:
    target = number_or_none(kr.target)
    baseline = baseline_of(kr)
    if target is None:
        return "No target"
    if baseline is None:
        return "No baseline"
    if abs(target - baseline) <= TOLERANCE:
        return "Target = baseline: use a Keep type"
    return ""


def range_fault(kr: KeyResult) -> str:
    low = number_or_none(kr.low)
    high = number_or_none(kr.high)
    if low is None or high is None:
        return "No target"
    return "" if at_most(low, high) else "Bad range"


def fault_of(kr: KeyResult, stages: list[Stage]) -> str:
    """What is wrong with the definition, or nothing."""
    if kr.type == Type.YES_NO:
        return ""
    if kr.type == Type.KEEP_RANGE:
        return range_fault(kr)
    if kr.type in (Type.KEEP_ABOVE, Type.KEEP_BELOW):
        return "No target" if number_or_none(kr.target) is None else ""
    if kr.type == Type.MILESTONES:
        return "" if sum(stage_weight(stage) for stage in stages) > 0 else "No stages"
    return distance_fault(kr)


def fault(known: Known) -> str:
    return fault_of(known.kr, known.stages)


# --- Values ----------------------------------------------------------------------------------


def read_value(kr: KeyResult, check_in: CheckIn) -> float | None:
    """The value as a number, or None where it cannot be read."""
    value = check_in.value
    if kr.type != Type.YES_NO:
        return number_or_none(value)
    if isinstance(value, bool):
        return 1.0 if value else 0.0
    number = number_or_none(value)
    return number if number in (0.0, 1.0) else None


def latest_value_line(known: Known) -> CheckIn | None:
    """The latest check-in with a value, readable or not (reading 2)."""
    latest = None
    for check_in in known.lines:
        if check_in.value is not None and not known.milestones:
            latest = check_in
    return latest


def is_unreadable(known: Known) -> bool:
    """The latest value cannot be read."""
    latest = latest_value_line(known)
    return latest is not None and read_value(known.kr, latest) is None


def current_of(known: Known) -> float | None:
    """The readable current value."""
    latest = latest_value_line(known)
    if latest is not None:
        return read_value(known.kr, latest)
    if known.kr.type == Type.YES_NO and known.lines:
        return 0.0  # reading 5: check-ins, but no value so far
    return None


def observations_of(known: Known) -> list[float]:
    """Every readable value so far."""
    found: list[float] = []
    for check_in in known.lines:
        number = read_value(known.kr, check_in)
        if number is not None:
            found.append(number)
    return found


def done_stages(known: Known) -> list[Stage]:
    return [s for s in known.stages if s.done is not None and s.done <= known.day]


def last_update(known: Known) -> date | None:
    """The latest check-in; for Milestones a later done stage counts as well (reading 6)."""
    days = [check_in.day for check_in in known.lines]
    if known.milestones:
        days += [stage.done for stage in done_stages(known) if stage.done is not None]
    return max(days, default=None)


def confidence_of(known: Known) -> float | None:
    """That of the latest check-in, and only if it is a number from 0 to 10."""
    if not known.lines:
        return None
    number = number_or_none(known.lines[-1].confidence)
    return number if number is not None and 0 <= number <= 10 else None


# --- Progress, met, score --------------------------------------------------------------------


def keep_met(kr: KeyResult, value: float) -> bool:
    """Whether one observation of a Keep type holds."""
    if kr.type == Type.KEEP_ABOVE:
        return at_least(value, sure(number_or_none(kr.target)))
    if kr.type == Type.KEEP_BELOW:
        return at_most(value, sure(number_or_none(kr.target)))
    low = sure(number_or_none(kr.low))
    high = sure(number_or_none(kr.high))
    return at_least(value, low) and at_most(value, high)


def stage_progress(known: Known) -> float | None:
    """The weight done over the whole weight; None without check-in and done stage."""
    if not known.lines and not done_stages(known):
        return None
    done = sum(stage_weight(stage) for stage in done_stages(known))
    return done / sum(stage_weight(stage) for stage in known.stages)


def keep_share(known: Known) -> float:
    """The share of observations that hold."""
    good = 0
    for observation in observations_of(known):
        if keep_met(known.kr, observation):
            good += 1
    return good / len(observations_of(known))


def distance_share(kr: KeyResult, value: float) -> float:
    """How far a value of the metric is on the way from baseline to target."""
    baseline = sure(baseline_of(kr))
    return (value - baseline) / (sure(number_or_none(kr.target)) - baseline)


def progress_of(known: Known) -> float | None:
    """Raw progress; None where the definition or the data is missing."""
    if fault(known):
        return None
    if known.milestones:
        return stage_progress(known)
    current = current_of(known)
    if current is None or known.kr.type == Type.YES_NO:
        return current
    if known.keep:
        return keep_share(known)
    return distance_share(known.kr, current)


def is_met(known: Known) -> bool:
    """Met, of a key result that has a progress."""
    if known.milestones:
        return len(done_stages(known)) == len(known.stages)
    current = sure(current_of(known))
    if known.kr.type == Type.YES_NO:
        return current == 1
    if known.keep:
        return keep_met(known.kr, current)
    target = sure(number_or_none(known.kr.target))
    upward = target > sure(baseline_of(known.kr))
    return at_least(current, target) if upward else at_most(current, target)


def is_finished(known: Known) -> bool:
    """Reading 21: nothing left to report."""
    if known.kr.type != Type.YES_NO and not known.milestones:
        return False
    return progress_of(known) is not None and is_met(known)


def score_of(known: Known) -> float | None:
    """Progress within 0..1; silence up to the closing is 0 (reading 9)."""
    progress = progress_of(known)
    if progress is not None:
        return min(1.0, max(0.0, progress))
    if known.closed and not fault(known):
        return 0.0
    return None


def met_of(known: Known) -> bool | None:
    """Met, or None without a score."""
    if score_of(known) is None:
        return None
    return progress_of(known) is not None and is_met(known)


def rollup_of(known: Known) -> float | None:
    """What enters the objective's score; None is left out."""
    score = score_of(known)
    if score is None and not fault(known) and not known.keep:
        return 0.0
    return score


# --- Bands -----------------------------------------------------------------------------------


def two_decimals(score: float) -> float:
    """Half up, as the reader sees it."""
    return math.floor(score * 100 + 0.5 + TOLERANCE) / 100


def band_of(known: Known) -> Band | None:
    """Section 2, as if the quarter ended now."""
    score = score_of(known)
    if score is None:
        return None
    if known.committed:
        hit = at_least(score, known.policy.committed_hit)
        progress = at_least(score, known.policy.committed_progress)
    else:
        hit = at_least(two_decimals(score), known.policy.aspirational_hit)
        progress = at_least(two_decimals(score), known.policy.aspirational_progress)
    if known.keep and not met_of(known) and hit:
        return Band.PROGRESS
    if hit:
        return Band.HIT
    return Band.PROGRESS if progress else Band.MISSED


# --- Expected and pace -----------------------------------------------------------------------


def elapsed_on(quarter: Quarter, day: date) -> float:
    """The share of the quarter gone, 0..1."""
    if day >= quarter.end:
        return 1.0
    if day <= quarter.start:
        return 0.0
    return (day - quarter.start).days / (quarter.end - quarter.start).days


def stages_expected(stages: list[Stage], elapsed: float, day: date) -> float:
    """Reading 12."""
    due = 0.0
    total = 0.0
    for stage in stages:
        total += stage_weight(stage)
        if stage.due is None:
            due += stage_weight(stage) * elapsed
        elif stage.due <= day:
            due += stage_weight(stage)
    return due / total


def corners_of(kr: KeyResult, quarter: Quarter) -> list[tuple[date, float]]:
    """Reading 11: the corners of the expected line."""
    corners = [(quarter.start, 0.0)]
    for month, checkpoint in enumerate(kr.checkpoints, start=1):
        number = number_or_none(checkpoint)
        when = months_after(quarter.start, month) - timedelta(days=1)
        if number is not None and when < quarter.end:
            corners.append((when, distance_share(kr, number)))
    corners.append((quarter.end, 1.0))
    return corners


def expected_on(kr: KeyResult, stages: list[Stage], quarter: Quarter, day: date) -> float:
    """Readings 11 to 13: the progress expected on a day."""
    elapsed = elapsed_on(quarter, day)
    if fault_of(kr, stages):
        return elapsed
    if kr.type == Type.MILESTONES:
        return stages_expected(stages, elapsed, day)
    if kr.type not in (None, Type.INCREASE, Type.DECREASE, Type.COUNT):
        return elapsed
    if elapsed in (0.0, 1.0):
        return elapsed
    for (left, low), (right, high) in pairwise(corners_of(kr, quarter)):
        if left <= day <= right:
            return low + (high - low) * (day - left).days / (right - left).days
    raise AssertionError("the corners span the quarter")


def day_expected(known: Known) -> date:
    """The day itself, or that of a monthly value not yet overdue (reading 14)."""
    latest = latest_value_line(known)
    if fault(known) or not known.distance or known.kr.frequency != Frequency.MONTHLY:
        return known.day
    if latest is None or is_unreadable(known):
        return known.day
    overdue = (known.day - latest.day).days > known.policy.monthly_days
    return known.day if overdue else latest.day


def expected_of(known: Known) -> float:
    """What is expected of the current value."""
    return expected_on(known.kr, known.stages, known.quarter, day_expected(known))


def pace_of(known: Known) -> float | None:
    """Reading 13: only types that travel, only where something is expected."""
    if not known.distance and not known.milestones:
        return None
    progress = progress_of(known)
    expected = expected_of(known)
    if progress is None or expected <= TOLERANCE:
        return None
    return progress / expected


# --- Automatic status ------------------------------------------------------------------------

RAG_OF_BAND = {Band.HIT: Rag.GREEN, Band.PROGRESS: Rag.YELLOW, Band.MISSED: Rag.RED}


def final_rag(known: Known) -> Rag:
    """After the quarter the band is the status."""
    band = band_of(known)
    return Rag.NO_DATA if band is None else RAG_OF_BAND[band]


def is_confidence_based(known: Known) -> bool:
    """Reading 16: Yes/No, and what is refreshed quarterly or yearly."""
    if known.kr.type == Type.YES_NO:
        return True
    if fault(known):
        return False
    if known.milestones or known.kr.frequency not in (Frequency.QUARTERLY, Frequency.YEARLY):
        return False
    return not (known.keep and observations_of(known))


def keep_rag(known: Known) -> Rag:
    """Reading 19."""
    current = sure(current_of(known))
    red_line = number_or_none(known.kr.red_line)
    if is_met(known):
        good = at_least(keep_share(known), known.policy.keep_share)
        return Rag.GREEN if good else Rag.YELLOW
    if red_line is not None and known.kr.type == Type.KEEP_ABOVE:
        return Rag.YELLOW if at_least(current, red_line) else Rag.RED
    if red_line is not None and known.kr.type == Type.KEEP_BELOW:
        return Rag.YELLOW if at_most(current, red_line) else Rag.RED
    return final_rag(known)


def called_rag(confidence: float, policy: Policy) -> Rag:
    """Section 3: what a confidence says."""
    if at_least(confidence, policy.confidence_green):
        return Rag.GREEN
    if at_most(confidence, policy.confidence_red):
        return Rag.RED
    return Rag.YELLOW


def confidence_rag(known: Known) -> Rag:
    """Reading 18."""
    progress = progress_of(known)
    confidence = confidence_of(known)
    due = known.quarter.end if known.kr.due is None else known.kr.due
    if not known.lines:
        return Rag.NO_DATA
    if progress is not None and at_least(progress, 1):
        return Rag.GREEN
    if known.day > due:
        return Rag.RED
    if confidence is not None:
        return called_rag(confidence, known.policy)
    late = at_least(elapsed_on(known.quarter, known.day), known.policy.call_due)
    return Rag.YELLOW if late else Rag.NEEDS_A_CALL


def bare_pace_rag(known: Known, progress: float) -> Rag:
    """The first days, nothing expected yet, and pace; confidence not yet looked at."""
    policy = known.policy
    pace = pace_of(known)
    if (known.day - known.quarter.start).days < policy.first_days or pace is None:
        return Rag.GREEN if at_least(progress, 0) else Rag.YELLOW
    green = policy.committed_green if known.committed else policy.aspirational_green
    yellow = policy.committed_yellow if known.committed else policy.aspirational_yellow
    if at_least(pace, green):
        return Rag.GREEN
    if at_least(pace, yellow):
        return Rag.YELLOW
    early = not at_least(elapsed_on(known.quarter, known.day), policy.no_red_before)
    return Rag.YELLOW if early else Rag.RED


def pace_rag(known: Known, progress: float) -> Rag:
    """Section 3 from "progress >= 1" on, and reading 17."""
    if at_least(progress, 1):
        return Rag.GREEN
    rag = bare_pace_rag(known, progress)
    confidence = confidence_of(known)
    doubtful = confidence is not None and at_most(confidence, known.policy.confidence_red)
    return Rag.YELLOW if rag == Rag.GREEN and doubtful else rag


def automatic_of(known: Known) -> Rag:
    """Reading 16: the first rule that applies."""
    progress = progress_of(known)
    if known.over:
        return final_rag(known)
    if known.before:
        return Rag.NOT_STARTED
    if fault(known):
        return Rag.NO_DATA
    if known.keep and progress is not None:
        return keep_rag(known)
    if is_confidence_based(known):
        return confidence_rag(known)
    return Rag.NO_DATA if progress is None else pace_rag(known, progress)


# --- Effective status ------------------------------------------------------------------------

BADNESS = {Rag.GREEN: 0, Rag.NEEDS_A_CALL: 1, Rag.NO_DATA: 1, Rag.YELLOW: 2, Rag.RED: 3}


def owned_rag(known: Known) -> Rag:
    """Reading 20: the owner's worse word is taken, a better one needs a reason."""
    automatic = automatic_of(known)
    if known.over or known.before or not known.lines:
        return automatic
    owner = known.lines[-1].owner_rag
    if owner is None or owner not in BADNESS:
        return automatic
    if BADNESS[owner] > BADNESS[automatic]:
        return owner
    if BADNESS[owner] < BADNESS[automatic] and is_filled(known.lines[-1].reason):
        return owner
    return automatic


def silence_of(known: Known) -> int | None:
    """Reading 21: days since the last update, at most to E; None where no stale rule applies."""
    last = last_update(known)
    if last is None or known.closed or is_finished(known):
        return None
    return (min(known.day, known.quarter.end) - last).days


def is_stale(known: Known) -> bool:
    days = silence_of(known)
    limit = cadence_of(known.policy) + known.policy.stale_slack_days
    return days is not None and days > limit


def is_silent(known: Known) -> bool:
    days = silence_of(known)
    limit = 2 * cadence_of(known.policy) + known.policy.stale_slack_days
    return days is not None and days > limit


def effective_of(known: Known) -> Rag:
    """The owner's word first, then silence: it has the last word."""
    rag = owned_rag(known)
    if rag == Rag.NOT_STARTED:
        return rag
    if is_silent(known):
        return Rag.NO_DATA
    return Rag.YELLOW if is_stale(known) and rag == Rag.GREEN else rag


# --- The red streak --------------------------------------------------------------------------


def line_rag(plan: Plan, line: int, policy: Policy) -> Rag | None:
    """The status a check-in line showed on its own day; None if it is no check-in."""
    check_in = plan.check_ins[line]
    index = key_result_named(check_in.key_result_id, plan)
    if index is None or says_nothing(check_in):
        return None
    that_day = Known(
        quarter=plan.quarter,
        policy=policy,
        kr=plan.key_results[index],
        stages=[s for s in plan.stages if key_result_named(s.key_result_id, plan) == index],
        lines=known_lines(plan, index, check_in.day, line),
        day=check_in.day,
        closed=False,
    )
    return owned_rag(that_day)


def last_lines_of_weeks(plan: Plan, index: int, as_of: date) -> list[int]:
    """The last check-in of every ISO week that has one, newest week first."""
    last: dict[tuple[int, int], int] = {}
    for line, check_in in enumerate(plan.check_ins):
        if key_result_named(check_in.key_result_id, plan) != index or check_in.day > as_of:
            continue
        if says_nothing(check_in):
            continue
        year, week, _ = check_in.day.isocalendar()
        if (year, week) not in last or check_in.day >= plan.check_ins[last[year, week]].day:
            last[year, week] = line
    return [last[key] for key in sorted(last, reverse=True)]


def red_streak(plan: Plan, index: int, as_of: date, policy: Policy) -> tuple[int, date | None]:
    """Reading 23: how many red weeks run, and the day of the first one's check-in."""
    streak = 0
    since: date | None = None
    for line in last_lines_of_weeks(plan, index, as_of):
        rag = line_rag(plan, line, policy)
        if rag in (Rag.NO_DATA, Rag.NOT_STARTED):
            continue
        if rag != Rag.RED:
            break
        streak += 1
        since = plan.check_ins[line].day
    return streak, since


def weekly_statuses(
    plan: Plan, index: int, as_of: date, policy: Policy
) -> dict[tuple[int, int], Rag | None]:
    """What the last check-in of each ISO week showed, by year and number of the week."""
    return {
        plan.check_ins[line].day.isocalendar()[:2]: line_rag(plan, line, policy)
        for line in last_lines_of_weeks(plan, index, as_of)
    }


def has_clear_plan(kr: KeyResult, as_of: date) -> bool:
    if not is_filled(kr.recovery_action) or not is_filled(kr.recovery_owner):
        return False
    return kr.recovery_due is not None and kr.recovery_due >= as_of


def has_decision(kr: KeyResult, since: date, as_of: date) -> bool:
    if kr.decision is None or not is_filled(kr.decided_by) or kr.decided_on is None:
        return False
    return since <= kr.decided_on <= as_of


def escalation_of(known: Known, streak: int, since: date | None) -> str:
    """Reading 24: the plan, else the decision, else the question."""
    kr = known.kr
    if known.over or since is None or streak < known.policy.red_weeks:
        return ""
    if has_clear_plan(kr, known.day):
        return f"Red {int(known.policy.red_weeks)}+, plan running"
    if kr.decision is not None and has_decision(kr, since, known.day):
        return f"Decided: {kr.decision.value}"
    return "Leadership: decide"


# --- One key result --------------------------------------------------------------------------


def late_message_of(known: Known) -> str:
    """Reading 10, of a key result that has a progress and has started."""
    if known.over and not known.closed:
        return "awaiting final score"
    if known.over and known.committed and band_of(known) == Band.PROGRESS:
        return "short of commitment: explain"
    if is_silent(known):
        return f"silent: {silence_of(known)} days"
    if is_stale(known):
        return f"stale: {silence_of(known)} days"
    return ""


def message_of(known: Known) -> str:
    """Reading 10: the first that applies."""
    if fault(known):
        return fault(known)
    no_data = progress_of(known) is None
    if no_data and known.closed:
        return "Missed (no data)"
    if known.before:
        return "Not started"
    if no_data:
        return "Current is not a number" if is_unreadable(known) else "No data"
    return late_message_of(known)


def is_reported(known: Known) -> bool:
    """Reading 26."""
    if known.milestones or is_confidence_based(known):
        return last_update(known) is not None and not is_silent(known)
    return current_of(known) is not None and not is_silent(known)


def is_owing(known: Known) -> bool:
    """Reading 22."""
    if known.before or known.over or is_finished(known):
        return False
    since = last_update(known) or known.quarter.start
    return (known.day - since).days > cadence_of(known.policy)


def judge_key_result(plan: Plan, index: int, policy: Policy, as_of: date) -> Figures:
    """Every figure of one row."""
    known = known_of(plan, index, policy, as_of)
    streak, since = red_streak(plan, index, as_of, policy)
    weight = counted_weight(known.kr.weight)
    band = band_of(known)
    return {
        "current": None if known.milestones else current_of(known),
        "last_check_in": last_update(known),
        "confidence": confidence_of(known),
        "progress": progress_of(known),
        "score": score_of(known),
        "message": message_of(known),
        "met": met_of(known),
        "band": None if band is None else band.value,
        "expected": expected_of(known),
        "pace": pace_of(known),
        "automatic": automatic_of(known).value,
        "rag": effective_of(known).value,
        "reported": is_reported(known),
        "due": weight > 0,
        "owes": is_owing(known),
        "streak": streak,
        "red_since": since,
        "escalation": escalation_of(known, streak, since),
        "weight": weight,
        "rollup": rollup_of(known),
    }


# --- Roll-up ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Part:
    """What enters a combined status: a key result of an objective, or an objective of a team.

    The status of an objective without key results is blank.
    """

    rag: str
    weight: float
    committed: bool = False


def combined_rag(parts: list[Part], policy: Policy) -> str:
    """Readings 25 and 27; blank where nothing is counted."""
    counted = [part for part in parts if part.weight > 0 and part.rag != ""]
    if not counted:
        return ""
    if all(part.rag == Rag.NO_DATA for part in counted):
        return Rag.NO_DATA.value
    if all(part.rag == Rag.NOT_STARTED for part in counted):
        return Rag.NOT_STARTED.value
    if all(part.rag == Rag.GREEN for part in counted):
        return Rag.GREEN.value
    return Rag.RED.value if is_red(counted, policy) else Rag.YELLOW.value


def is_red(counted: list[Part], policy: Policy) -> bool:
    """Section 4: whether the red parts make the whole Red."""
    red = [part for part in counted if part.rag == Rag.RED]
    if not red:
        return False
    if policy.worst_wins or any(part.committed for part in red):
        return True
    red_weight = sum(part.weight for part in red)
    return at_least(red_weight / sum(part.weight for part in counted), policy.red_weight)


def judge_objective(plan: Plan, index: int, rows: dict[int, Figures], policy: Policy) -> Figures:
    """An objective from its own key results (what supports it comes later)."""
    own = [i for i in rows if objective_named(plan.key_results[i].objective_id, plan) == index]
    scores: list[tuple[float | None, float]] = []
    expected: list[tuple[float | None, float]] = []
    parts: list[Part] = []
    for i in own:
        row = rows[i]
        scores.append((row["rollup"], row["weight"]))
        if row["rollup"] is not None:
            expected.append((row["expected"], row["weight"]))
        committed = plan.key_results[i].commitment == Commitment.COMMITTED
        parts.append(Part(row["rag"], row["weight"], committed))
    return {
        "score": weighted_mean(scores),
        "expected": weighted_mean(expected),
        "rag": combined_rag(parts, policy),
        "reported": sum(1 for i in own if rows[i]["due"] and rows[i]["reported"]),
        "due": sum(1 for i in own if rows[i]["due"]),
        "key_results": len(own),
        "message": objective_message(parts, combined_rag(parts, policy)),
        "limit": verdict(len(own), policy.key_results),
        "supporting_score": None,
        "cascade": "",
    }


def objective_message(parts: list[Part], rag: str) -> str:
    """A Red objective says how many of its key results are Red."""
    if not parts:
        return "No key results"
    if rag != Rag.RED:
        return ""
    if len(parts) == 1:
        return "Its only key result is Red"
    count = [p.rag for p in parts if p.weight > 0].count(Rag.RED)
    verb = "is" if count == 1 else "are"
    return f"{count} of {len(parts)} key results {verb} Red"


def supporters_of(plan: Plan, index: int) -> list[int]:
    """The Team objectives that name this objective, each once."""
    found: list[int] = []
    for other, objective in enumerate(plan.objectives):
        if not is_filled(objective.text) or objective.level != Level.TEAM:
            continue
        if any(objective_named(name, plan) == index for name in objective.supports):
            found.append(other)
    return found


def cascade_of(own: str, supporting: list[str]) -> str:
    """Reading 29."""
    bad = (Rag.YELLOW, Rag.RED)
    if not supporting:
        return ""
    if own in bad and all(rag == Rag.GREEN for rag in supporting):
        return "Teams hit, company does not"
    if own == Rag.GREEN and all(rag in bad for rag in supporting):
        return "Company hits, teams do not"
    return ""


def mean_score(plan: Plan, indexes: list[int], objectives: dict[int, Figures]) -> float | None:
    """The weighted mean of objectives' scores."""
    return weighted_mean(
        [(objectives[i]["score"], counted_weight(plan.objectives[i].weight)) for i in indexes]
    )


def judge_group(
    plan: Plan, indexes: list[int], objectives: dict[int, Figures], limit: Limit, policy: Policy
) -> Figures:
    """A team or the company: the objective rule with objectives in place of key results."""
    parts = [Part(objectives[i]["rag"], counted_weight(plan.objectives[i].weight)) for i in indexes]
    return {
        "score": mean_score(plan, indexes, objectives),
        "rag": combined_rag(parts, policy),
        "reported": sum(objectives[i]["reported"] for i in indexes),
        "due": sum(objectives[i]["due"] for i in indexes),
        "objectives": len(indexes),
        "limit": verdict(len(indexes), limit),
    }


def judge_company(
    plan: Plan, rows: dict[int, Figures], objectives: dict[int, Figures], policy: Policy
) -> Figures:
    """The company objectives, what supports them beside, and counts over every key result."""
    own = [i for i in objectives if plan.objectives[i].level == Level.COMPANY]
    company = judge_group(plan, own, objectives, policy.company_objectives, policy)
    supporting = [i for i in objectives if any(i in supporters_of(plan, top) for top in own)]
    company["supporting_score"] = mean_score(plan, supporting, objectives)

    def count(key: str, wanted: object) -> int:
        return sum(1 for row in rows.values() if row[key] == wanted)

    company["green"] = count("rag", Rag.GREEN)
    company["yellow"] = count("rag", Rag.YELLOW)
    company["red"] = count("rag", Rag.RED)
    company["no_data"] = count("rag", Rag.NO_DATA)
    company["needs_a_call"] = count("rag", Rag.NEEDS_A_CALL)
    company["not_started"] = count("rag", Rag.NOT_STARTED)
    company["owes"] = count("owes", True)
    company["decisions_due"] = count("escalation", "Leadership: decide")
    return company


def judge_objectives(plan: Plan, rows: dict[int, Figures], policy: Policy) -> dict[int, Figures]:
    """Every existing objective, with what supports the company's own."""
    objectives: dict[int, Figures] = {}
    for index, objective in enumerate(plan.objectives):
        if is_filled(objective.text):
            objectives[index] = judge_objective(plan, index, rows, policy)
    for index, figures in objectives.items():
        if plan.objectives[index].level == Level.COMPANY:
            supporters = supporters_of(plan, index)
            figures["supporting_score"] = mean_score(plan, supporters, objectives)
            supporting = [objectives[i]["rag"] for i in supporters]
            figures["cascade"] = cascade_of(figures["rag"], supporting)
    return objectives


def judge(plan: Plan, policy: Policy, as_of: date) -> dict[str, Any]:
    """Every figure of a plan on a day: key results, check-ins, objectives, teams, company."""
    rows: dict[int, Figures] = {}
    for index, kr in enumerate(plan.key_results):
        if is_filled(kr.text):
            rows[index] = judge_key_result(plan, index, policy, as_of)

    check_ins: dict[int, str | None] = {}
    for line in range(len(plan.check_ins)):
        rag = line_rag(plan, line, policy)
        check_ins[line] = None if rag is None else rag.value

    objectives = judge_objectives(plan, rows, policy)
    teams: dict[str, Figures] = {}
    for team in plan.teams:
        own = []
        for i in objectives:
            objective = plan.objectives[i]
            if objective.level == Level.TEAM and same(objective.team, team.name):
                own.append(i)
        teams[team.name] = judge_group(plan, own, objectives, policy.team_objectives, policy)
    return {
        "key_results": rows,
        "check_ins": check_ins,
        "objectives": objectives,
        "teams": teams,
        "company": judge_company(plan, rows, objectives, policy),
    }
