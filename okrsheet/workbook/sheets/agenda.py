"""The Agenda sheet, made on demand: planning or review, item by item, with what to look at."""

from okrsheet.workbook.contract import Group, Kind, TableSpec, typed

AGENDA = TableSpec(
    sheet="Agenda",
    name="tblAgenda",
    short="ag",
    title="Agenda",
    purpose="Of planning or of the review: okrsheet agenda fills it with what the workbook knows. "
    "Write what comes out of it beside it.",
    on_demand=True,
    frozen=2,
    row_height=28,
    groups=(
        Group(
            "Item",
            (
                typed("Item", Kind.WHOLE, 8, "item", "Its number."),
                typed("Minutes", Kind.WHOLE, 10, "minutes", "How long it takes."),
            ),
        ),
        Group(
            "What to talk about",
            (
                typed("What", Kind.LONG, 78, "text", "What to do, ask or look at."),
                typed("About", Kind.TEXT, 12, "about", "A key result or an objective."),
                typed("Who", Kind.TEXT, 19, "who", "Who can answer it.", "okr_people"),
            ),
        ),
        Group(
            "What comes out of it",
            (
                typed("Outcome", Kind.LONG, 46, "outcome", "What was decided or learned."),
                typed("Done", Kind.WORD, 10, "done", "Yes when it is done.", "okr_yes_no"),
            ),
        ),
        Group(
            "Working columns",
            (typed("Mark", Kind.WORKING, 11, "mark"),),
            foldable=True,
            hidden=True,
        ),
    ),
)
