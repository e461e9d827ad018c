"""The Key Results sheet: how each key result is defined and measured, and what it shows."""

from okrsheet.workbook.contract import Group, Kind, TableSpec, computed, typed
from okrsheet.workbook.sheets import key_result_steps as steps
from okrsheet.workbook.sheets import key_result_talk as talk
from okrsheet.workbook.sheets import key_result_values as values

_DEFINE = (
    typed(
        "Objective",
        Kind.ID,
        11,
        "objective_id",
        "Which objective does this key result measure?",
        "okr_objective_ids",
    ),
    computed("Team", Kind.TEXT, 14, steps.TEAM, values.team),
    typed(
        "Type",
        Kind.WORD,
        17,
        "type",
        "How progress is measured. Blank: read from the numbers as Increase or Decrease.",
        "okr_types",
    ),
    typed("Unit", Kind.TEXT, 13, "unit", "The metric's unit, such as EUR, %, days, leads."),
    typed(
        "Commitment",
        Kind.WORD,
        14.5,
        "commitment",
        "Committed: must reach 1.0. Aspirational (also when blank): 0.7 is a success.",
        "okr_commitments",
    ),
    typed("Weight", Kind.NUMBER, 9, "weight", "Blank counts as 1. 0 is shown but not counted."),
    typed("Due", Kind.DATE, 12.5, "due", "Only where it is due before the quarter ends."),
)

_MEASURE = (
    typed("Low", Kind.METRIC, 10, "low", "Keep in range: the lowest good value."),
    typed("High", Kind.METRIC, 10, "high", "Keep in range: the highest good value."),
    typed(
        "Red line",
        Kind.METRIC,
        10,
        "red_line",
        "Keep types: between the target and this value it is Yellow, beyond it Red.",
    ),
    typed(
        "Expected month 1",
        Kind.METRIC,
        16.5,
        "checkpoints/0",
        "The value you expect at the end of month 1, if progress will not be even.",
    ),
    typed(
        "Expected month 2",
        Kind.METRIC,
        16.5,
        "checkpoints/1",
        "The value you expect at the end of month 2, if progress will not be even.",
    ),
    typed(
        "Data source",
        Kind.LONG,
        28,
        "data_source",
        "The system or report the number comes from, by name.",
    ),
    typed(
        "Update frequency",
        Kind.WORD,
        13,
        "frequency",
        "How often the data is refreshed.",
        "okr_frequencies",
    ),
    typed("Who has access", Kind.LONG, 20, "access", "Who can open the data source?"),
    typed(
        "Who retrieves it",
        Kind.TEXT,
        18,
        "retriever",
        "Who gets the number each week?",
        "okr_people",
    ),
    typed(
        "Recent trend",
        Kind.METRIC,
        12.5,
        "trend",
        "Where the metric would stand at quarter end if nothing changed.",
    ),
    typed(
        "Ambitious but achievable",
        Kind.WORD,
        14,
        "ambitious",
        "Your call: is the target ambitious and still achievable?",
        "okr_yes_no",
    ),
    typed(
        "Wording is fine",
        Kind.WORD,
        12.5,
        "wording_fine",
        "Your word on the wording overrules okrsheet's. Leave it blank to let okrsheet judge.",
        "okr_yes_no",
    ),
    typed(
        "Proxy for",
        Kind.LONG,
        24,
        "proxy_for",
        "Where this metric stands in for one whose data is not ready: which one?",
    ),
    typed("Proxy reason", Kind.LONG, 24, "proxy_reason", "Why a proxy for now?"),
    typed(
        "Carried",
        Kind.WHOLE,
        9,
        "carried",
        "How many times it was carried over from an earlier quarter.",
    ),
)

_TARGET = (
    typed(
        "Baseline", Kind.METRIC, 10, "baseline", "Where the metric stood when you set the target."
    ),
    typed("Target", Kind.METRIC, 10, "target", "Where it should stand when the quarter ends."),
    computed("Was", Kind.TEXT, 8, steps.WAS, talk.was)._replace(late=True),
)

_SUGGESTION = (
    typed(
        "Suggested target",
        Kind.METRIC,
        12,
        "suggested",
        "What last quarter suggests. A suggestion only: the target is yours to set.",
    )._replace(late=True),
    typed(
        "Why this target",
        Kind.LONG,
        56,
        "suggested_why",
        "Where the suggestion comes from.",
    )._replace(late=True),
)

_RESULT = (
    computed("Current", Kind.METRIC, 10, steps.CURRENT, values.current),
    computed("Last check-in", Kind.DATE, 12.5, steps.LAST, values.last_check_in),
    computed("Confidence", Kind.WHOLE, 10.5, steps.CONFIDENCE, values.confidence),
    computed("Progress", Kind.SHARE, 9, steps.PROGRESS, values.progress),
    computed("Score", Kind.SCORE, 7.5, steps.SCORE, values.score),
    computed("Expected", Kind.SHARE, 9, steps.EXPECTED, values.expected),
    computed("Pace", Kind.SCORE, 7.5, steps.PACE, values.pace),
    computed("RAG", Kind.RAG, 13, steps.RAG, values.rag),
    computed("Note", Kind.LONG, 16, steps.NOTE, values.note),
    computed("Red weeks", Kind.WHOLE, 10.5, steps.STREAK, values.streak),
    computed("Escalation", Kind.LONG, 18, steps.ESCALATION, values.escalation),
)

_RECOVERY = (
    typed(
        "Recovery action",
        Kind.LONG,
        36,
        "recovery_action",
        "What brings it back? A plan is clear with action, owner and a date to come.",
    ),
    typed("Recovery owner", Kind.TEXT, 18, "recovery_owner", "Who does it?", "okr_people"),
    typed("Recovery due", Kind.DATE, 12.5, "recovery_due", "By when?"),
    typed(
        "Decision",
        Kind.WORD,
        16,
        "decision",
        "Leadership's decision after three Red weeks without a clear plan.",
        "okr_decisions",
    ),
    typed("Decided by", Kind.TEXT, 18, "decided_by", "Who decided?", "okr_people"),
    typed("Decided on", Kind.DATE, 12.5, "decided_on", "When?"),
)

TABLE = TableSpec(
    sheet="Key Results",
    name="tblKeyResults",
    short="kr",
    title="Key results",
    purpose="How each objective is measured. The + buttons above the columns open Define, Measure "
    "and Recovery.",
    frozen=2,
    row_height=32,
    groups=(
        Group(
            "KR",
            (
                typed("ID", Kind.ID, 7.5, "id", "A short code such as M1.2. Never use it twice."),
                typed(
                    "Key result",
                    Kind.LONG,
                    34,
                    "text",
                    "From X to Y as measured by Z: an outcome, not a task.",
                ),
            ),
        ),
        Group("Define", _DEFINE, foldable=True),
        Group(
            "Owner",
            (
                typed(
                    "Owner",
                    Kind.TEXT,
                    18,
                    "owner",
                    "One person who answers for this key result.",
                    "okr_people",
                ),
            ),
        ),
        Group("Measure", _MEASURE, foldable=True),
        Group("Target", _TARGET),
        Group("Advice", _SUGGESTION, foldable=True, hidden=True),
        Group("Result", _RESULT),
        Group("Recovery", _RECOVERY, foldable=True, hidden=True),
        Group("Working columns", steps.WORKING, foldable=True, hidden=True),
    ),
)
