"""The Objectives sheet: what the company and its teams want to achieve, and how it stands."""

from okrsheet.workbook import twins
from okrsheet.workbook.contract import Group, Kind, TableSpec, computed, typed
from okrsheet.workbook.sheets import objective_steps as steps
from okrsheet.workbook.sheets import objective_values as shows

TABLE = TableSpec(
    sheet="Objectives",
    name="tblObjectives",
    short="obj",
    title="Objectives",
    purpose="What we want to achieve this quarter, and why. Qualitative, ambitious, understood by "
    "all; every team objective supports a company objective.",
    frozen=2,
    row_height=32,
    groups=(
        Group(
            "Objective",
            (
                typed("ID", Kind.ID, 7, "id", "A short code such as C1 or M2. Never use it twice."),
                typed(
                    "Objective",
                    Kind.LONG,
                    38,
                    "text",
                    "What do we want to achieve? Inspiring, concrete, without a number.",
                ),
            ),
        ),
        Group(
            "Owner",
            (
                typed("Level", Kind.WORD, 12, "level", "Where it belongs.", "okr_levels"),
                typed("Team", Kind.TEXT, 14, "team", "The team that owns it.", "okr_teams"),
                typed(
                    "Owner", Kind.TEXT, 18, "owner", "One person who answers for it.", "okr_people"
                ),
            ),
        ),
        Group(
            "Define",
            (
                typed(
                    "Why this matters",
                    Kind.LONG,
                    40,
                    "why",
                    "Why this quarter? One or two sentences.",
                ),
                typed(
                    "Supports",
                    Kind.ID,
                    10,
                    "supports/0",
                    "If this is reached, which company objective does it advance?",
                    "okr_objective_ids",
                ),
                typed(
                    "Also supports",
                    Kind.ID,
                    12.5,
                    "supports/1",
                    "A second objective it advances, if any.",
                    "okr_objective_ids",
                ),
                typed(
                    "Number one",
                    Kind.WORD,
                    11,
                    "number_one",
                    "Yes for the one top priority of the quarter.",
                    "okr_yes_no",
                ),
                typed(
                    "Strategy",
                    Kind.LONG,
                    30,
                    "strategy",
                    "The annual goal or strategy it comes from.",
                ),
                typed("Weight", Kind.NUMBER, 9, "weight", "Blank counts as 1. 0 is not counted."),
                typed(
                    "Director or above",
                    Kind.WORD,
                    12,
                    "director",
                    "Individual objectives only: is the owner a director or above?",
                    "okr_yes_no",
                ),
            ),
            foldable=True,
        ),
        Group(
            "Result",
            (
                computed(
                    "Key results",
                    Kind.WHOLE,
                    12,
                    steps.shown("COUNTIFS(kr[Objective row],[Row])"),
                    shows.figure_of(lambda f: f.key_results),
                ),
                computed(
                    "Score",
                    Kind.SCORE,
                    9,
                    steps.shown(
                        'IF([Score weight]=0,"",'
                        + steps.sum_of("Weighted score")
                        + "/[Score weight])"
                    ),
                    shows.figure_of(lambda f: f.score),
                ),
                computed(
                    "Expected",
                    Kind.SCORE,
                    10,
                    steps.shown(
                        'IF([Score weight]=0,"",'
                        + steps.sum_of("Weighted expected")
                        + "/[Score weight])"
                    ),
                    shows.figure_of(lambda f: f.expected),
                ),
                computed(
                    "RAG",
                    Kind.RAG,
                    13,
                    steps.shown(twins.rag_of_parts("[Counted parts]", steps.WORDS, steps.RED)),
                    shows.figure_of(lambda f: f.rag and str(f.rag)),
                ),
                computed(
                    "Reported",
                    Kind.TEXT,
                    11,
                    steps.shown('[Reported parts]&" of "&[Counted parts]'),
                    shows.figure_of(shows.coverage),
                ),
                computed(
                    "Supporting score",
                    Kind.SCORE,
                    16.5,
                    steps.shown(
                        'IF([Level used]<>"Company","",'
                        f'IF({steps.supporting("Own weight")}=0,"",'
                        f"{steps.supporting('Own weighted')}/{steps.supporting('Own weight')}))"
                    ),
                    shows.figure_of(lambda f: f.supporting_score),
                ),
                computed(
                    "Cascade",
                    Kind.LONG,
                    16,
                    steps.shown(steps.CASCADE),
                    shows.figure_of(lambda f: f.cascade),
                ),
                computed(
                    "Number of key results",
                    Kind.BAND,
                    13,
                    steps.shown(twins.limit("[Key results]", "okr_key_results")),
                    shows.figure_of(lambda f: str(f.limit)),
                ),
                computed(
                    "Note",
                    Kind.LONG,
                    12,
                    steps.shown(steps.NOTE),
                    shows.figure_of(lambda f: f.message),
                ),
                computed(
                    "In one sentence", Kind.LONG, 58, steps.shown(steps.SENTENCE), shows.sentence
                ),
            ),
        ),
        Group("Working columns", steps.WORKING, foldable=True, hidden=True),
    ),
)
