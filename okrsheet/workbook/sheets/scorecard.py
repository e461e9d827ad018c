"""The Scorecard sheet, made on demand: a quarter as it went on record when it was closed.

Nothing here is computed: what is on record stays, whatever happens to the other sheets. Working
columns keep the rest of each line (see `okrsheet.workbook.scorecard_record`).
"""

from typing import Final

from okrsheet.workbook.contract import Group, Kind, TableSpec, typed

RECORD: Final = "Record"

SCORECARD = TableSpec(
    sheet="Scorecard",
    name="tblScorecard",
    short="sc",
    title="Scorecard",
    purpose="The quarter as it went on record: okrsheet close fills it. To correct something, "
    "change it on its own sheet and run okrsheet close --again.",
    on_demand=True,
    frozen=2,
    row_height=20,
    groups=(
        Group(
            "What we wanted to achieve",
            (
                typed("ID", Kind.ID, 9.5, "id"),
                typed("Objective or key result", Kind.LONG, 52, "text"),
                typed("Owner", Kind.TEXT, 18, "owner"),
            ),
        ),
        Group(
            "What came of it",
            (
                typed("Final value", Kind.METRIC, 12, "final_value"),
                typed("Target", Kind.METRIC, 12, "target"),
                typed("Unit", Kind.TEXT, 12, "unit"),
                typed("Score", Kind.SCORE, 9, "score"),
                typed("Band", Kind.BAND, 12, "band"),
                typed("Met", Kind.BAND, 9, "met"),
            ),
        ),
        Group("Next", (typed("Decision", Kind.WORD, 12, "decision"),)),
        Group(
            "Working columns",
            (typed(RECORD, Kind.WORKING, 11, "record"),),
            foldable=True,
            hidden=True,
        ),
    ),
)
