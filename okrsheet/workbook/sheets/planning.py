"""The Planning sheet, made on demand: the agenda of planning with all there is to work with."""

from okrsheet.workbook.contract import Group, Kind, TableSpec, typed

PLANNING = TableSpec(
    sheet="Planning",
    name="tblPlanning",
    short="pl",
    title="Planning",
    purpose="140 minutes, from top to bottom: look back, context, objectives, key results, "
    "alignment. Fill in the framed cells; what stands in them stays.",
    on_demand=True,
    dispensable=True,
    frozen=2,
    row_height=22,
    groups=(
        Group(
            "Item",
            (
                typed("Item", Kind.WHOLE, 7, "item", "Its number."),
                typed("Minutes", Kind.WHOLE, 10, "minutes", "How long it takes."),
            ),
        ),
        Group(
            "What to talk about",
            (
                typed("What", Kind.LONG, 52, "text", "A candidate: where do we want to be?"),
                typed("About", Kind.TEXT, 10, "about", "An objective or a key result."),
                typed("Level", Kind.WORD, 12, "level", "Whose objective is it?", "okr_levels"),
                typed("Team", Kind.TEXT, 16, "team", "Which team, where it is one's.", "okr_teams"),
                typed("What we know", Kind.LONG, 54, "known", "okrsheet writes this."),
            ),
        ),
        Group(
            "What we say",
            (
                typed("Our words", Kind.LONG, 46, "said", "Why this quarter? The reason."),
                typed("Choice", Kind.WORD, 11, "choice", "In or out; Yes or No.", "okr_choices"),
                typed("Who", Kind.TEXT, 18, "who", "Who takes it on?", "okr_people"),
            ),
        ),
        Group(
            "Working columns",
            (
                typed("Kind", Kind.WORKING, 11, "kind"),
                typed("Mark", Kind.WORKING, 11, "mark"),
            ),
            foldable=True,
            hidden=True,
        ),
    ),
)
