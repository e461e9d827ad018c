"""The words teams use for the columns and settings of an OKR workbook of their own.

Each is written as `headers.term_of` gives it: lower case, no brackets, colons or underscores.
"""

from collections.abc import Mapping
from typing import Final, NamedTuple

from okrsheet.workbook.contract import Kind


class Term(NamedTuple):
    """A field and the headers that mean it.

    Attributes:
        field: The record's field.
        header: Its usual name, for messages.
        kind: How its cells are read.
        sure: Headers that mean this field and no other.
        likely: Headers that mean it where none is sure.
        choices: The list of words its cells may hold.
    """

    field: str
    header: str
    kind: Kind
    sure: tuple[str, ...]
    likely: tuple[str, ...] = ()
    choices: str = ""


_OWNERS: Final = ("responsible", "accountable", "dri", "lead", "assignee", "person", "who")
_NUMBERS: Final = ("code", "no", "number", "nr", "ref", "key", "#")

OBJECTIVES: Final = (
    Term("id", "Objective ID", Kind.ID, ("objective id", "id"), ("objective code", *_NUMBERS)),
    Term(
        "text",
        "Objective",
        Kind.LONG,
        ("objective", "objectives", "objective text"),
        ("goal", "goals", "name", "title", "description"),
    ),
    Term("level", "Level", Kind.WORD, ("level",), (), "okr_levels"),
    Term("team", "Team", Kind.TEXT, ("team",), ("department", "group", "squad")),
    Term("owner", "Owner", Kind.TEXT, ("owner",), _OWNERS),
    Term("why", "Why", Kind.LONG, ("why", "why now"), ("reason", "rationale")),
    Term("supports/0", "Supports", Kind.ID, ("supports",), ("aligned to", "parent", "parent id")),
    Term("number_one", "Number one", Kind.WORD, ("number one",), (), "okr_yes_no"),
    Term("weight", "Weight", Kind.NUMBER, ("weight",), ("weighting",)),
)

KEY_RESULTS: Final = (
    Term(
        "id",
        "KR ID",
        Kind.ID,
        ("kr id", "key result id", "id"),
        ("kr code", "key result code", "kr no", "kr", *_NUMBERS),
    ),
    Term(
        "text",
        "Key Result",
        Kind.LONG,
        ("key result", "key results", "key result text"),
        ("kr", "krs", "metric", "measure", "description", "name", "title"),
    ),
    Term(
        "objective_id",
        "Objective ID",
        Kind.ID,
        ("objective id",),
        ("objective", "objectives", "objective code", "goal", "parent", "parent id"),
    ),
    Term("owner", "Owner", Kind.TEXT, ("owner",), _OWNERS),
    Term(
        "baseline",
        "Start",
        Kind.METRIC,
        ("baseline", "baseline value", "start value", "starting value"),
        ("start", "from", "initial"),
    ),
    Term("target", "Target", Kind.METRIC, ("target", "target value"), ("to", "goal value")),
    Term(
        "current",
        "Current",
        Kind.METRIC,
        ("current", "current value"),
        ("actual", "actual value", "now", "latest", "latest value", "value"),
    ),
    Term(
        "updated",
        "Updated",
        Kind.DATE,
        ("updated", "last updated", "last update", "updated on", "last check-in"),
        ("as of", "date"),
    ),
    Term("weight", "Weight", Kind.NUMBER, ("weight",), ("weighting",)),
    Term("due", "Due", Kind.DATE, ("due", "due date"), ("deadline", "by when", "end date")),
    Term("unit", "Unit", Kind.TEXT, ("unit",), ("units", "unit of measure")),
    Term("type", "Type", Kind.WORD, ("type",), ("kr type",), "okr_types"),
    Term("commitment", "Commitment", Kind.WORD, ("commitment",), (), "okr_commitments"),
    Term("data_source", "Data source", Kind.LONG, ("data source",), ("source",)),
    Term(
        "frequency",
        "Update frequency",
        Kind.WORD,
        ("update frequency",),
        ("frequency",),
        "okr_frequencies",
    ),
)

CHECK_INS: Final = (
    Term("day", "Date", Kind.DATE, ("date", "check-in date"), ("day", "when", "week")),
    Term(
        "key_result_id",
        "KR ID",
        Kind.ID,
        ("kr id", "key result id"),
        ("kr", "key result", "kr code", "id"),
    ),
    Term("value", "Value", Kind.METRIC, ("value",), ("current", "current value", "actual")),
    Term(
        "confidence",
        "Confidence",
        Kind.WHOLE,
        ("confidence",),
        ("confidence 0-1", "confidence 0-10", "confidence score"),
    ),
    Term("owner_rag", "Owner RAG", Kind.WORD, ("owner rag",), ("rag",), "okr_owner_rags"),
    Term("reason", "Reason", Kind.LONG, ("reason",)),
    Term(
        "in_the_way",
        "Note",
        Kind.LONG,
        ("in the way", "blocker", "blockers"),
        ("note", "notes", "comment", "comments"),
    ),
    Term("next_step", "Next step", Kind.LONG, ("next step", "next steps")),
    Term("by", "By", Kind.TEXT, ("by", "reported by"), ("owner", "author", "who")),
)


class Topic(NamedTuple):
    """A kind of table.

    Attributes:
        table: The name of our own table for it.
        thing: What it holds, for messages.
        terms: Its columns.
        needed: Fields without which its lines say nothing.
        usual: Fields that are missed where a header there is not understood.
        marks: Headers of which one opens such a table, together with ...
        beside: ... as many of these fields as `least` says.
        least: How many.
        never: Headers such a table does not have.
        names: Names of sheets and tables that tell it too.
    """

    table: str
    thing: str
    terms: tuple[Term, ...]
    needed: tuple[str, ...]
    usual: tuple[str, ...]
    marks: frozenset[str]
    beside: frozenset[str]
    least: int
    never: frozenset[str]
    names: frozenset[str]


_AIMS: Final = frozenset({"target", "target value", "baseline", "baseline value"})
_OUTCOMES: Final = frozenset({"key result", "key results", "key result text", "kr", "krs"})
CHECK_IN_TOPIC: Final = Topic(
    "tblCheckIns",
    "check-ins",
    CHECK_INS,
    ("day", "key_result_id", "value"),
    ("confidence",),
    _OUTCOMES | {"kr id", "key result id", "kr code"},
    frozenset({"day", "value"}),
    2,
    _AIMS,
    frozenset({"check-ins", "checkins", "check ins", "updates", "tblcheckins"}),
)
KEY_RESULT_TOPIC: Final = Topic(
    "tblKeyResults",
    "key results",
    KEY_RESULTS,
    ("id", "text", "baseline", "target"),
    ("objective_id", "owner", "current"),
    _OUTCOMES | {"kr id", "key result id"},
    frozenset({"id", "objective_id", "baseline", "target", "current"}),
    1,
    frozenset(),
    frozenset({"key results", "keyresults", "krs", "kr", "tblkeyresults", "okr", "okrs"}),
)
OBJECTIVE_TOPIC: Final = Topic(
    "tblObjectives",
    "objectives",
    OBJECTIVES,
    ("id", "text"),
    (),
    frozenset({"objective", "objectives", "objective text", "objective id"}),
    frozenset({"id", "text", "owner", "team", "level"}),
    2,
    _AIMS | _OUTCOMES,
    frozenset({"objectives", "objective", "goals", "tblobjectives"}),
)
TOPICS: Final = (CHECK_IN_TOPIC, KEY_RESULT_TOPIC, OBJECTIVE_TOPIC)

UNREAD: Final = frozenset(
    {"score", "progress", "status", "rag", "health", "expected", "pace", "%", "% complete"}
)
"""Headers of figures we compute ourselves."""

SETTINGS: Final[Mapping[str, frozenset[str]]] = {
    "quarter": frozenset({"quarter", "okr quarter", "period", "cycle", "okr cycle"}),
    "fiscal": frozenset(
        {"fiscal year start month", "fiscal year start", "fiscal start", "first fiscal month"}
    ),
    "start": frozenset({"first day", "start date", "quarter start", "starts"}),
    "end": frozenset({"last day", "end date", "quarter end", "ends"}),
    "as_of": frozenset({"as of", "as-of", "report date"}),
    "organisation": frozenset({"organisation", "organization", "company"}),
    "team": frozenset({"team", "department"}),
    "champion": frozenset({"okr champion", "champion"}),
}
SETTINGS_SHEETS: Final = frozenset(
    {"config", "configuration", "settings", "setup", "parameters", "info", "about", "start"}
)
