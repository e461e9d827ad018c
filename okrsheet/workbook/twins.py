"""The rules as formulas: each function here is the twin of the Python rule it names.

They take cell references and give formula text, so that a key result (as of today) and a
check-in (as of its own day) share one text. Engine names such as `okr_start` stand for settings.
"""

from typing import NamedTuple

CLOSE = "0.000000001"


class Refs(NamedTuple):
    """Where one status formula finds its inputs; blanks are ""."""

    day: str
    elapsed: str
    closed: str
    kind: str
    problem: str
    progress: str
    met: str
    band: str
    current: str
    pace: str
    confidence: str
    reported_once: str
    red_line: str
    committed: str
    slow: str
    due: str
    observed: str
    final: str


KEEP = "AND({kind}>=2,{kind}<=4)"


def keep(kind: str) -> str:
    """Whether a kind number is one of the Keep types."""
    return KEEP.format(kind=kind)


def elapsed(day: str) -> str:
    """Twin of `core.quarter.elapsed`."""
    return f"MAX(0,MIN(1,({day}-okr_start)/(okr_end-okr_start)))"


def score(progress: str) -> str:
    """Twin of `core.scoring.clamp`."""
    return f'IF({progress}="","",MIN(1,MAX(0,{progress})))'


def band_for(value: str, committed: str, hit: str = '"Hit"') -> str:
    """Twin of `core.scoring.band_for`; `hit` replaces the word where a cap applies."""
    shown = f"INT({value}*100+0.5+{CLOSE})/100"
    return (
        f"IF({committed}=1,"
        f"IF({value}>=okr_committed_hit-{CLOSE},{hit},"
        f'IF({value}>=okr_committed_progress-{CLOSE},"Progress","Missed")),'
        f"IF({shown}>=okr_aspirational_hit-{CLOSE},{hit},"
        f'IF({shown}>=okr_aspirational_progress-{CLOSE},"Progress","Missed")))'
    )


def band(progress: str, kind: str, met: str, committed: str) -> str:
    """Twin of `core.scoring.read`, the band: a Keep type that is not met is at most Progress."""
    hit = f'IF(AND({keep(kind)},{met}=0),"Progress","Hit")'
    value = f"MIN(1,MAX(0,{progress}))"
    return f'IF({progress}="","",{band_for(value, committed, hit)})'


def keeps(kind: str, value: str, target: str, low: str, high: str) -> str:
    """Twin of `core.scoring.keeps`: 1 inside the limits, else 0."""
    return (
        f"IF({kind}=2,IF({value}>={target}-{CLOSE},1,0),"
        f"IF({kind}=3,IF({value}<={target}+{CLOSE},1,0),"
        f"IF(AND({value}>={low}-{CLOSE},{value}<={high}+{CLOSE}),1,0)))"
    )


def expected_on_curve(day: str, first: str, second: str) -> str:
    """Twin of `core.pace._on_curve`: `first` and `second` are checkpoint progresses or ""."""
    month1, month2 = "okr_month_1", "okr_month_2"
    from_start = f"{{0}}*({day}-okr_start)/({{1}}-okr_start)"
    to_second = (
        f'IF({first}="",{from_start.format(second, month2)},'
        f"{first}+({second}-{first})*({day}-{month1})/({month2}-{month1}))"
    )
    after_second = f"{second}+(1-{second})*({day}-{month2})/(okr_end-{month2})"
    after_first = f"{first}+(1-{first})*({day}-{month1})/(okr_end-{month1})"
    return (
        f'IF(OR({day}<=okr_start,{day}>=okr_end,AND({first}="",{second}="")),{elapsed(day)},'
        f'IF(AND({first}<>"",{day}<={month1}),{from_start.format(first, month1)},'
        f'IF(AND({second}<>"",{day}<={month2}),{to_second},'
        f'IF({second}<>"",{after_second},{after_first}))))'
    )


def pace(progress: str, kind: str, expected: str) -> str:
    """Twin of `core.pace.pace`."""
    paced = f"OR({kind}=1,{kind}=6)"
    return f'IF({progress}="","",IF(AND({paced},{expected}>{CLOSE}),{progress}/{expected},""))'


def automatic(r: Refs) -> str:
    """Twin of `core.rag.automatic`."""
    by_confidence = f"OR({r.kind}=5,AND({r.slow}=1,{r.kind}<>6,OR({r.kind}=1,{r.observed}=0)))"
    return (
        f"IF({r.final},{_final(r)},"
        f'IF({r.day}<okr_start,"Not started",'
        f'IF({r.problem}<>"","No data",'
        f'IF(AND({keep(r.kind)},{r.progress}<>""),{_keep(r)},'
        f"IF({by_confidence},{_called(r)},"
        f'IF({r.progress}="","No data",{_paced(r)}))))))'
    )


def _final(r: Refs) -> str:
    unknown = f'IF(AND({r.closed},{r.problem}=""),"Red","No data")'
    return (
        f'IF({r.band}="",{unknown},IF({r.band}="Hit","Green",'
        f'IF({r.band}="Progress","Yellow","Red")))'
    )


def _keep(r: Refs) -> str:
    share = f'IF({r.progress}>=okr_keep_share-{CLOSE},"Green","Yellow")'
    heading = f'IF({r.band}="Missed","Red","Yellow")'
    above = f'IF({r.current}>={r.red_line}-{CLOSE},"Yellow","Red")'
    below = f'IF({r.current}<={r.red_line}+{CLOSE},"Yellow","Red")'
    return (
        f"IF({r.met}=1,{share},"
        f'IF(OR({r.red_line}="",{r.kind}=4),{heading},IF({r.kind}=2,{above},{below})))'
    )


def _called(r: Refs) -> str:
    late = f"{r.elapsed}>=okr_call_due-{CLOSE}"
    return (
        f'IF({r.reported_once}=0,"No data",'
        f'IF(AND({r.progress}<>"",{r.progress}>=1-{CLOSE}),"Green",'
        f'IF({r.day}>{r.due},"Red",'
        f'IF({r.confidence}="",IF({late},"Yellow","Needs a call"),'
        f'IF({r.confidence}>=okr_confidence_green,"Green",'
        f'IF({r.confidence}<=okr_confidence_red,"Red","Yellow"))))))'
    )


def _paced(r: Refs) -> str:
    green = f'IF(AND({r.confidence}<>"",{r.confidence}<=okr_confidence_red),"Yellow","Green")'
    green_from = f"IF({r.committed}=1,okr_committed_green,okr_aspirational_green)-{CLOSE}"
    yellow_from = f"IF({r.committed}=1,okr_committed_yellow,okr_aspirational_yellow)-{CLOSE}"
    no_red = f"{r.elapsed}<okr_no_red_before-{CLOSE}"
    early = f'OR({r.day}-okr_start<okr_first_days,{r.pace}="")'
    return (
        f'IF({r.progress}>=1-{CLOSE},"Green",'
        f'IF({early},IF({r.progress}>=-{CLOSE},{green},"Yellow"),'
        f"IF({r.pace}>={green_from},{green},"
        f'IF(OR({r.pace}>={yellow_from},{no_red}),"Yellow","Red"))))'
    )


def with_owner(automatic_cell: str, word: str, reason: str, final: str) -> str:
    """Twin of `core.rag.with_owner`; `word` is Green, Yellow, Red or "", `reason` 1 or 0."""
    cell = automatic_cell
    rank = f'IF({cell}="Green",1,IF({cell}="Yellow",3,IF({cell}="Red",4,2)))'
    word_rank = f'IF({word}="Green",1,IF({word}="Yellow",3,4))'
    return (
        f'IF(OR({final},{automatic_cell}="Not started",{word}=""),{automatic_cell},'
        f"IF(AND({word_rank}<{rank},{reason}=0),{automatic_cell},{word}))"
    )


def limit(count: str, name: str) -> str:
    """Twin of `core.limits.verdict`; `name` is the limit's engine name."""
    within = "AND({0}>={1}_{2}_from,{0}<={1}_{2}_to)"
    return (
        f'IF({within.format(count, name, "pass")},"pass",'
        f'IF({within.format(count, name, "warn")},"warn","fail"))'
    )


def rag_of_parts(counted: str, words: dict[str, str], red: str) -> str:
    """Twin of `core.rollup.rag`.

    Args:
        counted: number of parts that count.
        words: how many of them are Not started, No data, Green, Red, by word.
        red: the condition under which Red parts make the whole Red.
    """
    return (
        f'IF({counted}=0,"",IF({words["Not started"]}={counted},"Not started",'
        f'IF({words["No data"]}={counted},"No data",'
        f'IF({words["Green"]}={counted},"Green",'
        f'IF(AND({words["Red"]}>0,{red}),"Red","Yellow")))))'
    )
