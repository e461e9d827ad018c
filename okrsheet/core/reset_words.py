"""What the tasks of the 30-day reset say, and the words to use with people."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from okrsheet.core.audit_gaps import TRY
from okrsheet.core.findings import count_of
from okrsheet.core.model import KeyResult

SLOW: Final = "not trackable weekly"
DATA_GAPS: Final = (
    "name the system or report",
    "say how often it is renewed",
    "say who can open it",
    "name who fetches it each week",
)
_LONGEST: Final = 60
_MOST: Final = 12
_TEAMS: Final = 3
_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)

AUDIT_QUESTIONS: Final = (
    "How will we know, from one number, that we made it? Where does the number come from, how "
    "often is it new, who can see it, who brings it each week? Who answers for it? What is it "
    "today? Is the target a stretch we believe in?"
)
PATTERN: Final = "This is what we lack most often, so this is what we put right first."
INTERVIEW: Final = (
    "Talk to three to five people from different teams, one at a time, and write what they say on "
    "Interviews in their own words."
)
COMPARED: Final = "This is what I heard, and this is what the plan says. Where do they part?"
AMBITION: Final = (
    "If we simply went on as we do now, where would this number end up? How far beyond that do we "
    "want to go, and what would have to happen?"
)
DATA_QUESTIONS: Final = (
    "Please show me the number on your screen: where it stands, when it was last new, and who "
    "else can open it."
)
OWNERSHIP: Final = (
    "One person answers for this number. That means knowing how it stands and saying so early, "
    "not doing all the work. Will you take it?"
)
TRACKING: Final = (
    "Make this workbook the one place for status: every owner adds a line to Check-ins each week "
    "before the meeting."
)
ONE_PLACE: Final = (
    "From this week on our numbers stand in one workbook. Yours go into Check-ins before we meet; "
    "it takes two minutes."
)
ANNOUNCE: Final = "Tell everyone about the reset: what is different now, and what is asked of whom."
FIRST_CHECK_IN: Final = (
    "Hold the first check-in in the new form, in every team, and keep to the minutes."
)
AGENDA: Final = (
    "5 minutes: each number against its target, with its colour. 10 minutes: Yellow and Red only. "
    "What is in the way, what do we do, whom do we need? 5 minutes: the one or two things that "
    "matter most next week."
)
PROXY: Final = (
    "Either we can read this number in two weeks, or we take one that moves with it and that we "
    "can read now. Which one would that be?"
)
LOOK_BACK: Final = (
    "What do we see now that we did not see thirty days ago? What still annoys us about it, and "
    "what do we drop?"
)


def day_text(day: date) -> str:
    """A day as people write it: 5 February 2027."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def short_name(kr: KeyResult) -> str:
    """How a text calls a key result: by its ID, else by how it begins."""
    name = " ".join((kr.id or kr.text).split())
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 3]}..."


def listed(names: Sequence[str], most: int = _MOST) -> str:
    """Names as people list them, with the count of those left out."""
    shown = list(names[:most])
    if len(names) > most:
        shown.append(f"{len(names) - most} more")
    return " and ".join(filter(None, (", ".join(shown[:-1]), shown[-1]))) if shown else ""


def run_the_audit(count: int, ready: int, failing: int) -> str:
    """Week 1: the audit of every key result."""
    if not count:
        return (
            "There is no key result to audit yet. Write the objectives and key results first, "
            "then run the reset again to fill these weeks."
        )
    told = f"{ready} ready, {failing} not" if failing else "all of them are ready"
    return (
        f"Go through the Audit sheet with the owner of every key result: "
        f"{count_of(count, 'key result')}, {told}."
    )


def are_ready(names: Sequence[str]) -> str:
    """Week 1: those that pass."""
    return (
        f"Tell the owners of {listed(names)} that theirs stay as they are: 6 of 6 criteria, 4 of "
        "4 data questions."
    )


def patterns(failing: int, gaps: Iterable[str], teams: Iterable[str]) -> str:
    """Week 1: what is missing most often, and where."""
    counted = Counter(gaps).most_common()
    what = "; ".join(f"{gap} ({number})" for gap, number in counted)
    where = Counter(team for team in teams if team).most_common()
    places = [f"{team} ({number})" for team, number in where]
    text = f"Look for the pattern in {count_of(failing, 'key result')} with gaps: {what}."
    return f"{text} Where: {listed(places, _TEAMS)}." if places else text


def compare(company: int) -> str:
    """Week 1: what people said beside what the plan says."""
    if not company:
        return (
            "Compare the answers with each other on Interviews: no company objective is written "
            "that they could be held against, so the answers are where to start."
        )
    return (
        f"Hold the answers against {count_of(company, 'company objective')} on Interviews and say "
        "Yes, Partly or No for each. Where most do not match, settle the priorities before any "
        "key result is rewritten."
    )


def nothing_to_rebuild(count: int) -> str:
    """Week 2, where no key result has a gap."""
    if not count:
        return "Nothing to rebuild: there are no key results yet."
    passed = "the key result passes" if count == 1 else f"all {count} key results pass"
    return (
        f"Nothing to rebuild: {passed} the audit. Open every data source once to see that it is "
        "really there."
    )


def rewrite(kr: KeyResult, gaps: Sequence[str], hint: str) -> str:
    """Week 2: a text or target at fault."""
    told = f" {TRY}{hint.rstrip('.')}." if hint else ""
    return (
        f"Rewrite {short_name(kr)} so that one number decides at the end whether it was reached. "
        f"The audit found: {'; '.join(gaps)}.{told}"
    )


def pattern_of_a_key_result(end: date | None) -> str:
    """Week 2: how a key result can be put; `end` is the last day of a quarter that lasts longer."""
    by = day_text(end) if end else "[day]"
    return (
        f"[What we measure] from [today's value] to [target] by {by}, read in "
        "[system or report], answered for by [one name]."
    )


def ambition(kr: KeyResult, hint: str, *, too_easy: bool) -> str:
    """Week 2: a target nobody has confirmed, or one that asks for nothing."""
    remark = f" Against the recent trend: {hint}." if hint else ""
    if too_easy:
        return f"Set another target for {short_name(kr)}: ambitious, but within reach.{remark}"
    return (
        f"Decide whether the target of {short_name(kr)} is ambitious but within reach, and say "
        f"so on Key Results.{remark}"
    )


def find_data(kr: KeyResult, lacks: Sequence[str]) -> str:
    """Week 2: a source nobody can be sure of."""
    return (
        f"Make sure that the data of {short_name(kr)} exists and can be reached: {listed(lacks)}."
    )


def name_owner(kr: KeyResult) -> str:
    """Week 2: a key result nobody, or more than one, answers for."""
    owner = " ".join(kr.owner.split())
    held = f"Now it says {owner[:_LONGEST]!r}." if owner else "Now it says nobody."
    return f"Name the one person who answers for {short_name(kr)}. {held}"


def measure(kr: KeyResult) -> str:
    """Week 2: a starting value nobody knows."""
    return f"Measure where {short_name(kr)} stands today and fill in its Baseline."


def set_up_check_in(team: str, until: date | None) -> str:
    """Week 3: the meeting that repeats."""
    whose = f" of {team}" if team else ""
    last = f" until {day_text(until)}" if until else ""
    return (
        f"Put the check-in{whose} into every calendar: 20 minutes each week, always on the "
        f"same day at the same time{last}."
    )


def invitation(until: date | None) -> str:
    """Week 3: what the invitation says."""
    last = f" until {day_text(until)}" if until else ""
    return (
        f"OKR check-in, [day] at [time], every week{last}. Bring the value of your key results, "
        "how sure you are of reaching them, and what is in your way."
    )


def announcement(quarter: str, count: int, failing: int) -> str:
    """Week 3: what everyone is told."""
    done = ""
    if failing:
        done = (
            f" Of our {count_of(count, 'key result')} we put {failing} in order: what we measure, "
            "where the number comes from and who answers for it."
        )
    elif count:
        done = " Each has a number we can read, a source for it and a person who answers for it."
    begun = "went over" if count else "are writing"
    return (
        f"We {begun} our objectives and key results for {quarter}.{done} From now on every "
        "team looks at its numbers once a week, same day, same time, and the workbook shows "
        "everybody how we stand. If a number tells you bad news, say so early: that is what it "
        "is for."
    )


def trackable(found: Sequence[tuple[str, str]]) -> str:
    """Week 4: what can be followed live and what somebody has to fetch."""
    kinds = {
        "live": "New every day or week",
        "manual": "Once a month, by hand",
        SLOW: "Too slow to follow weekly",
        "": "Nobody has said how often",
    }
    pieces = []
    for kind, told in kinds.items():
        names = [name for each, name in found if each == kind]
        if names:
            pieces.append(f"{told}: {listed(names)}.")
    return f"See whether this is so, and correct it on Key Results. {' '.join(pieces)}"


def close_gap(kr: KeyResult, lacks: Sequence[str], frequency: str, deadline: date) -> str:
    """Week 4: two weeks for a gap, or another metric."""
    name = short_name(kr)
    if frequency:
        why = f"{name} is renewed {frequency.lower()}, too slow for a weekly check-in"
    else:
        why = f"Where the data of {name} is still not complete ({listed(lacks)})"
    return (
        f"{why}: get it going by {day_text(deadline)}, or put a proxy in its place (Proxy for and "
        "Proxy reason on Key Results)."
    )


def look_back(failing: int) -> str:
    """Days 29 and 30."""
    then = f"at the start {failing} had gaps" if failing else "at the start none had gaps"
    return (
        "Days 29 and 30: look back. Count on the Audit sheet how many key results are not ready "
        f"({then}), decide what happens to those, and go on with the weekly check-in."
    )
