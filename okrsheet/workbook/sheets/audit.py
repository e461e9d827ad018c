"""The Audit sheet: is every key result ready to be measured?

Line n shows the nth row of Key Results. All cells are computed but those that keep what the
wording lint said and which numbers were agreed on, which okrsheet writes.
"""

from okrsheet.workbook import known
from okrsheet.workbook.contract import Group, Kind, TableSpec, computed, stored, working
from okrsheet.workbook.judged import HEADERS, TABLE_NAME
from okrsheet.workbook.sheets import audit_steps as steps
from okrsheet.workbook.sheets import audit_values as values
from okrsheet.workbook.sheets.audit_values import verdict

_VERDICT = (
    computed("Ready", Kind.BAND, 9, steps.READY, verdict(lambda a: "Yes" if a.ready else "No")),
    computed("Criteria of 6", Kind.WHOLE, 11.5, steps.PASSED, verdict(lambda a: a.passed)),
    computed("Questions of 4", Kind.WHOLE, 13, steps.ANSWERED, verdict(lambda a: a.answered)),
)
_CRITERIA = (
    computed("Measurable", Kind.BAND, 12.5, steps.MEASURABLE, verdict(lambda a: a.measurable)),
    computed("Data source", Kind.BAND, 10, steps.SOURCE, verdict(lambda a: a.data_source)),
    computed("Baseline", Kind.BAND, 10, steps.BASELINE, verdict(lambda a: a.baseline)),
    computed("Update frequency", Kind.BAND, 13, steps.FREQUENCY, verdict(lambda a: a.frequency)),
    computed("Owner named", Kind.BAND, 11, steps.ONE_OWNER, verdict(lambda a: a.owner)),
    computed("Ambitious", Kind.BAND, 12.5, steps.AMBITIOUS, verdict(lambda a: a.ambitious)),
)
_DATA = (
    computed("Access known", Kind.BAND, 12.5, steps.ACCESS, verdict(lambda a: a.access)),
    computed("Retriever named", Kind.BAND, 12.5, steps.RETRIEVER, verdict(lambda a: a.retriever)),
)
_MISSING = (computed("Gaps", Kind.LONG, 30, steps.MISSING, verdict(lambda a: "; ".join(a.gaps))),)
_TO_DO = (
    computed("Next step", Kind.LONG, 38, steps.NEXT_STEP, values.next_step),
    computed("Wording", Kind.LONG, 30, steps.WORDING, values.wording),
    computed("Rewrite as", Kind.LONG, 30, steps.REWRITE, values.rewrite),
)
_RHYTHM = (
    computed("Over trend", Kind.SHARE, 11.5, steps.OVER, verdict(lambda a: a.over_trend)),
    computed("Ambition", Kind.LONG, 16, steps.HINT, verdict(lambda a: a.hint)),
    computed("Trackable", Kind.LONG, 14, steps.TRACKABLE, verdict(lambda a: a.trackable)),
)
_WORKING = (
    working("Line", "ROW()-ROW(au[#KR])", lambda _, r: r + 1),
    working("Team row", steps.TEAM_ROW, values.team_row),
    working("Typed", steps.TYPED, values.typed_type),
    working("Trend", steps.TREND, values.trend),
    working("With target", steps.WITH_TARGET, values.with_target),
    working("Defined", steps.DEFINED, verdict(lambda a: int(a.defined))),
    working("Word", steps.WORD, values.word),
    working("Current", steps.CURRENT, values.is_current),
    working("Worded", steps.WORDED, verdict(lambda a: a.wording)),
    working("First gap", steps.FIRST_GAP, verdict(values.first_gap)),
)
_JUDGED = tuple(stored(header, values.judged(header)) for header in HEADERS)
_KNOWN = tuple(stored(header, known.known(header))._replace(late=True) for header in known.HEADERS)

TABLE = TableSpec(
    sheet="Audit",
    name=TABLE_NAME,
    short="au",
    title="Measurement audit",
    purpose="Ready: 6 of 6 criteria, 4 of 4 data questions. Fix a gap on the Key Results sheet, or "
    "replace the key result. Still empty? Write key results first.",
    frozen=2,
    row_height=32,
    groups=(
        Group(
            "Key result",
            (
                computed("KR", Kind.ID, 7.5, steps.shown(steps.of("Key")), values.field("id")),
                computed(
                    "Key result",
                    Kind.LONG,
                    44,
                    f'IF([Line]>ROWS(kr[Row]),"",{steps.of("Text used")})',
                    values.field("text"),
                ),
                computed("Owner", Kind.TEXT, 17.5, steps.OWNER, values.field("owner")),
            ),
        ),
        Group("Verdict", _VERDICT),
        Group("Six criteria", _CRITERIA),
        Group("Who gets the data", _DATA),
        Group("What is missing", _MISSING),
        Group("What to do", _TO_DO),
        Group("Trend and rhythm", _RHYTHM),
        Group(
            "Working columns",
            (*_WORKING, *_JUDGED, *_KNOWN),
            foldable=True,
            hidden=True,
        ),
    ),
)
