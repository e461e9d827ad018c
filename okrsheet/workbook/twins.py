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
    green_from: str
    yellow_from: str
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


def band_for(value: str, committed: str) -> str:
    """Twin of `core.scoring.band_for`."""
    shown = f"INT({value}*100+0.5+{CLOSE})/100"
    return (
        f"IF({committed}=1,"
        f'IF({value}>=okr_committed_hit-{CLOSE},"Hit",'
        f'IF({value}>=okr_committed_progress-{CLOSE},"Progress","Missed")),'
        f'IF({shown}>=okr_aspirational_hit-{CLOSE},"Hit",'
        f'IF({shown}>=okr_aspirational_progress-{CLOSE},"Progress","Missed")))'
    )


def band(progress: str, met: str, committed: str, hit_from: str, progress_from: str) -> str:
    """Twin of `core.scoring.read`, the band: what is not kept (0) is at most Progress.

    `met` is blank for all but the Keep types.
    """
    value = f"MIN(1,MAX(0,{progress}))"
    shown = f"IF({committed}=1,{value},INT({value}*100+0.5+{CLOSE})/100)"
    return (
        f'IF({progress}="","",IF({shown}>={hit_from}-{CLOSE},IF({met}=0,"Progress","Hit"),'
        f'IF({shown}>={progress_from}-{CLOSE},"Progress","Missed")))'
    )


def keeps(kind: str, value: str, target: str, low: str, high: str) -> str:
    """Twin of `core.scoring.keeps`: 1 inside the limits, else 0."""
    return (
        f"IF({kind}=2,IF({value}>={target}-{CLOSE},1,0),"
        f"IF({kind}=3,IF({value}<={target}+{CLOSE},1,0),"
        f"IF(AND({value}>={low}-{CLOSE},{value}<={high}+{CLOSE}),1,0)))"
    )


def expected_on_curve(day: str, first: str, second: str, third: str) -> str:
    """Twin of `core.pace._on_curve`: three straight pieces, each with its slope a day.

    `day` lies inside the quarter; the pieces end with month 1, month 2 and the quarter.
    """
    return (
        f"{first}*(MIN({day},okr_month_1)-okr_start)"
        f"+{second}*MAX(0,MIN({day},okr_month_2)-okr_month_1)"
        f"+{third}*MAX(0,{day}-okr_month_2)"
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
    no_red = f"{r.elapsed}<okr_no_red_before-{CLOSE}"
    early = f'OR({r.day}-okr_start<okr_first_days,{r.pace}="")'
    return (
        f'IF({r.progress}>=1-{CLOSE},"Green",'
        f'IF({early},IF({r.progress}>=-{CLOSE},{green},"Yellow"),'
        f"IF({r.pace}>={r.green_from}-{CLOSE},{green},"
        f'IF(OR({r.pace}>={r.yellow_from}-{CLOSE},{no_red}),"Yellow","Red"))))'
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
