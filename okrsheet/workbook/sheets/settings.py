"""The Settings sheet: one line for each number or fact the rules use."""

from typing import NamedTuple

from okrsheet.core.policy import Limit, Policy
from okrsheet.workbook.contract import Group, Kind, TableSpec, typed


class Setting(NamedTuple):
    """One line of the Settings sheet; `field` is the policy's or, with `plan/`, the plan's."""

    group: str
    label: str
    field: str
    kind: Kind
    meaning: str
    choices: str = ""


_QUARTER = "This quarter"
_RHYTHM = "Rhythm"
_BANDS = "Final bands"
_RAG = "RAG status"
_ROLLUP = "Roll-up"
_LIMITS = "Limits"
_LIMIT_NAMES = {
    "company_objectives": "company objectives",
    "team_objectives": "objectives of a team",
    "key_results": "key results of an objective",
}
_LIMIT_ENDS = {
    "warn_from": ("Fewest {} before they fail", "Fewer {} than this: fail."),
    "pass_from": ("Fewest {} that pass", "Fewer {} than this: warn, or fail."),
    "pass_to": ("Most {} that pass", "More {} than this: warn, or fail."),
    "warn_to": ("Most {} before they fail", "More {} than this: fail."),
}

SETTINGS: tuple[Setting, ...] = (
    Setting(
        _QUARTER, "Organisation", "plan/organisation", Kind.TEXT, "Whose objectives these are."
    ),
    Setting(
        _QUARTER,
        "OKR champion",
        "plan/champion",
        Kind.TEXT,
        "Who keeps this workbook and the rhythm.",
    ),
    Setting(_QUARTER, "Quarter", "plan/quarter/name", Kind.TEXT, "Its name, such as 2027-Q1."),
    Setting(
        _QUARTER, "First day", "plan/quarter/start", Kind.DATE, "The first day of the quarter."
    ),
    Setting(
        _QUARTER,
        "Last day",
        "plan/quarter/end",
        Kind.DATE,
        "The last day of the quarter; it still counts.",
    ),
    Setting(
        _QUARTER,
        "As of",
        "as_of",
        Kind.DATE,
        "The day all figures are for. Leave it blank for today.",
    ),
    Setting(
        _QUARTER,
        "Quarter closed",
        "plan/closed",
        Kind.WORD,
        "Yes once final values are in: scores are final, silence counts as missed.",
        "okr_yes_no",
    ),
    Setting(
        _QUARTER,
        "Published on",
        "plan/published",
        Kind.DATE,
        "The day the quarter was opened with okrsheet publish. Until then it is a draft.",
    ),
    Setting(_QUARTER, "Published by", "plan/published_by", Kind.TEXT, "Who opened it."),
    Setting(
        _RHYTHM, "Check-in cadence", "cadence", Kind.WORD, "Weekly or Bi-weekly.", "okr_cadences"
    ),
    Setting(
        _RHYTHM,
        "Days of grace for a check-in",
        "stale_slack_days",
        Kind.WHOLE,
        "A Green turns Yellow when a check-in is later than cadence plus these days.",
    ),
    Setting(
        _RHYTHM,
        "Days a monthly value stays current",
        "monthly_days",
        Kind.WHOLE,
        "Until then it is held against what was expected on its own date.",
    ),
    Setting(
        _BANDS,
        "Aspirational: Hit from",
        "aspirational_hit",
        Kind.SCORE,
        "Final score, compared with two decimals.",
    ),
    Setting(
        _BANDS,
        "Aspirational: Progress from",
        "aspirational_progress",
        Kind.SCORE,
        "Below is Missed.",
    ),
    Setting(_BANDS, "Committed: Hit from", "committed_hit", Kind.SCORE, "Never rounded up."),
    Setting(
        _BANDS,
        "Committed: Progress from",
        "committed_progress",
        Kind.SCORE,
        "Short of the commitment: to be explained.",
    ),
    Setting(
        _RAG,
        "Aspirational: Green from pace",
        "aspirational_green",
        Kind.SCORE,
        "Pace is progress over expected progress.",
    ),
    Setting(
        _RAG, "Aspirational: Yellow from pace", "aspirational_yellow", Kind.SCORE, "Below is Red."
    ),
    Setting(
        _RAG, "Committed: Green from pace", "committed_green", Kind.SCORE, "A promise needs more."
    ),
    Setting(_RAG, "Committed: Yellow from pace", "committed_yellow", Kind.SCORE, "Below is Red."),
    Setting(
        _RAG,
        "First days without pace",
        "first_days",
        Kind.WHOLE,
        "Green unless below baseline in these days.",
    ),
    Setting(
        _RAG,
        "No Red by pace before",
        "no_red_before",
        Kind.SHARE,
        "Share of the quarter that has to pass before pace alone gives Red.",
    ),
    Setting(
        _RAG,
        "Keep types: share for Green",
        "keep_share",
        Kind.SHARE,
        "Share of observations inside the limit.",
    ),
    Setting(_RAG, "Confidence for Green", "confidence_green", Kind.WHOLE, "On the scale 0 to 10."),
    Setting(
        _RAG,
        "Confidence for Red",
        "confidence_red",
        Kind.WHOLE,
        "At or below: Red for Yes/No and slow metrics, Yellow where pace says Green.",
    ),
    Setting(
        _RAG,
        "Drop in confidence to talk about",
        "confidence_drop",
        Kind.WHOLE,
        "Points lost in one check-in.",
    ),
    Setting(
        _RAG,
        "A call is due from",
        "call_due",
        Kind.SHARE,
        "Share of the quarter after which a missing confidence is Yellow.",
    ),
    Setting(
        _RAG,
        "Red weeks until leadership decides",
        "red_weeks",
        Kind.WHOLE,
        "Consecutive check-in weeks without a clear recovery plan.",
    ),
    Setting(
        _ROLLUP,
        "Worst key result wins",
        "worst_wins",
        Kind.WORD,
        "Yes: an objective is as Red as its worst key result.",
        "okr_yes_no",
    ),
    Setting(
        _ROLLUP,
        "Red share for Red",
        "red_weight",
        Kind.SHARE,
        "Share of the weight in Red that makes an objective Red.",
    ),
    Setting(
        _ROLLUP,
        "Too easy: every score from",
        "sandbag_score",
        Kind.SCORE,
        "A hint when all aspirational scores reach it.",
    ),
    Setting(
        _ROLLUP,
        "Too easy: mean above",
        "sandbag_mean",
        Kind.SCORE,
        "A hint when the mean of all scores is above.",
    ),
    *(
        Setting(
            _LIMITS,
            label.format(name),
            f"{field}/{end}",
            Kind.WHOLE,
            meaning.format(name),
        )
        for field, name in _LIMIT_NAMES.items()
        for end, (label, meaning) in _LIMIT_ENDS.items()
    ),
)

TABLE = TableSpec(
    sheet="Settings",
    name="tblSettings",
    short="st",
    title="Settings",
    purpose="Change the Value column only. A blank value counts as its default.",
    frozen=2,
    row_height=20,
    groups=(
        Group(
            "Settings",
            (
                typed("Group", Kind.TEXT, 18, "group"),
                typed("Setting", Kind.TEXT, 44, "label"),
                typed("Value", Kind.LONG, 30, "value"),
                typed("Meaning", Kind.TEXT, 78, "meaning"),
            ),
        ),
    ),
)


def setting(label: str) -> str:
    """A formula's way to a setting, wherever its line stands."""
    return f'INDEX(st[Value],MATCH("{label}",st[Setting],0))'


def policy_value(policy: Policy, field: str) -> object:
    """The value of a setting's policy field; `limit/end` names one end of a limit."""
    name, _, end = field.partition("/")
    value = getattr(policy, name)
    return getattr(value, end) if isinstance(value, Limit) else value


def clean(label: str) -> str:
    """A setting's text as people see it; "" for an error value."""
    return f'IFERROR(TRIM({setting(label)}),"")'
