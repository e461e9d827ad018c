"""What the worksheet functions that look ahead, audit and sum up are called and take."""

from typing import Final

from okrsheet.addin import formula_arguments as of
from okrsheet.addin.declared import EACH, WHOLE, Argument, Example, Formula

_HOME: Final = "okrsheet.addin.formulas"
_REPORTED: Final = (of.BASELINE, of.TARGET, of.required(of.CURRENT))
_QUARTER: Final = (of.FIRST_DAY, of.LAST_DAY, of.AS_OF)
_PROJECTED: Final = (
    *_REPORTED,
    *_QUARTER,
    *(of.CHECK_INS, of.ID, of.TYPE, of.COMMITMENT, of.FREQUENCY, of.MONTH_1, of.MONTH_2),
    of.SETTINGS,
)
_SUMMER: Final = (
    '280, 360, , "2026-07-01", "2026-09-30", "2026-08-10", {"2026-07-06",282;"2026-07-13",286;'
    '"2026-07-20",290;"2026-07-27",293;"2026-08-03",298;"2026-08-10",301}'
)
_LEADS: Final = (
    '"Win 500 qualified leads", "Count", , 500, "{}", "Weekly", "Ann Lee", "Sales", "Ann"'
)
_AUDITED: Final = (
    Argument("text", "The key result as it is written.", "text", source="Key result"),
    of.required(of.TYPE),
    *(of.BASELINE, of.TARGET),
    Argument(
        "data_source",
        "The system or report the number comes from.",
        "text",
        source="Data source",
    ),
    of.required(of.FREQUENCY),
    Argument("owner", "The one person who answers for it.", "text", source="Owner"),
    Argument("access", "Who can open the data source.", "text", source="Who has access"),
    Argument("retriever", "Who gets the number each week.", "text", source="Who retrieves it"),
    Argument(
        "ambitious",
        "Ambitious but achievable? Yes or No, a person's word.",
        "yes_no",
        source="Ambitious but achievable",
    ),
    Argument(
        "trend",
        "Where the metric would stand at the quarter's end if nothing changed.",
        "number",
        optional=True,
        source="Recent trend",
    ),
    *(of.LOW, of.HIGH),
    Argument(
        "wording_fine",
        "Yes or No overrules the lint's verdict on the text.",
        "yes_no",
        optional=True,
        source="Wording is fine",
    ),
    *(of.ID, of.STAGES),
)

FORMULAS: Final = (
    Formula(
        "OKR_FORECAST",
        "Where the metric will stand on the last day if it goes on as it does; `what` asks for "
        "other figures. It informs and sets no status.",
        (
            *_PROJECTED,
            of.what("value, score, band, low, high, shortfall, recent, off track", "value"),
        ),
        EACH,
        of.CATEGORY,
        f"{_HOME}_forecast:okr_forecast",
        (
            Example(f"=OKR_FORECAST({_SUMMER})", 330.1429),
            Example(f'=OKR_FORECAST({_SUMMER}, , , , , , , , "score")', 0.6268),
        ),
    ),
    Formula(
        "OKR_CHANCE",
        "How likely the target is reached by the last day, 0 to 1.",
        (*_PROJECTED, of.what("target, or hit (the final band Hit)", "target")),
        EACH,
        of.CATEGORY,
        f"{_HOME}_forecast:okr_chance",
        (Example(f"=OKR_CHANCE({_SUMMER})", 0.1099),),
    ),
    Formula(
        "OKR_NEEDED",
        "The change a week, in the metric's unit, that still reaches the target; 0 where it is "
        "reached.",
        _PROJECTED,
        EACH,
        of.CATEGORY,
        f"{_HOME}_forecast:okr_needed",
        (Example(f"=OKR_NEEDED({_SUMMER})", 8.098),),
    ),
    Formula(
        "OKR_AUDIT",
        "What a key result lacks before the quarter may start, in words; Ready where it lacks "
        "nothing.",
        _AUDITED,
        EACH,
        of.CATEGORY,
        f"{_HOME}_audit:okr_audit",
        (
            Example(
                f"=OKR_AUDIT({_LEADS.format('Excel')}, )",
                "data source not named; ambition not confirmed",
            ),
            Example(f'=OKR_AUDIT({_LEADS.format("CRM")}, "Yes")', "Ready"),
        ),
    ),
    Formula(
        "OKR_READY",
        "Yes where a key result passes all six criteria and answers all four data questions, "
        "else No.",
        _AUDITED,
        EACH,
        of.CATEGORY,
        f"{_HOME}_audit:okr_ready",
        (Example(f'=OKR_READY({_LEADS.format("CRM")}, "Yes")', "Yes"),),
    ),
    Formula(
        "OKR_LINT",
        "What is to be said about the wording of a key result or objective; fine where nothing is.",
        (
            _AUDITED[0]._replace(help="A key result or an objective."),
            Argument("objective", "Yes: the text is an objective.", "yes_no", optional=True),
            Argument(
                "target_known",
                "Yes: type and target stand in cells of their own, the name of the metric is "
                "enough.",
                "yes_no",
                optional=True,
            ),
            of.what("why, severity, rule, rewrite", "severity and why"),
        ),
        EACH,
        of.CATEGORY,
        f"{_HOME}_audit:okr_lint",
        (
            Example('=OKR_LINT("Raise monthly revenue from 180 to 240 kEUR by 31 March")', "fine"),
            Example('=OKR_LINT("Grow the business", , , "severity")', "error"),
        ),
    ),
    Formula(
        "OKR_ROLLUP",
        "The objective's score from its key results' scores: the mean by weight. A key result "
        "without data counts 0, an undefined one is left out.",
        (
            Argument(
                "scores",
                "The scores, 0 to 1, or what OKR_SCORE says where there is none; blanks are left "
                "out.",
                "values",
                source="=tblKeyResults[Enters score]",
            ),
            Argument(
                "weights",
                "Their weights. Blank counts 1, 0 is not counted.",
                "numbers",
                optional=True,
                source="=tblKeyResults[Weight]",
            ),
            Argument(
                "kr_types",
                "Their types: a Keep type without data is left out.",
                "texts",
                optional=True,
                source="=tblKeyResults[Type]",
            ),
            Argument(
                "rags",
                "Their status, where `what` is rag.",
                "texts",
                optional=True,
                source="=tblKeyResults[RAG]",
            ),
            Argument(
                "commitments",
                "Committed or Aspirational, where `what` is rag.",
                "texts",
                optional=True,
                source="=tblKeyResults[Commitment]",
            ),
            Argument(
                "ids",
                "The objective of each key result. Blank: all belong to one.",
                "texts",
                optional=True,
                source="=tblKeyResults[Objective]",
            ),
            Argument(
                "objective_id",
                "The objective asked for, or a column of them.",
                "text",
                optional=True,
                source="Objective",
            ),
            of.SETTINGS,
            of.what("score, rag, reported", "score"),
        ),
        WHOLE,
        of.CATEGORY,
        f"{_HOME}_rollup:okr_rollup",
        (
            Example("=OKR_ROLLUP({0.5;1}, {1;3})", 0.875),
            Example('=OKR_ROLLUP({0.5;"No data"})', 0.25),
        ),
    ),
    Formula(
        "OKR_TARGET",
        "A target for the next quarter: 20 to 30 % beyond where the trend leads, by the scores of "
        "the past.",
        (
            Argument(
                "trend",
                "Where the metric would stand at the end of the next quarter if nothing changed. "
                "Blank: from check_ins.",
                "number",
                optional=True,
                source="Recent trend",
            ),
            of.TYPE._replace(help="Increase, Decrease or Count. Blank: as the trend goes."),
            Argument(
                "past_scores",
                "Final scores of earlier quarters, 0 to 1: high ones ask for more.",
                "numbers",
                optional=True,
            ),
            of.CHECK_INS,
            Argument("next_end", "The last day of the next quarter.", "date", optional=True),
            of.ID,
            of.what("target, low, high, trend, why", "target"),
        ),
        EACH,
        of.CATEGORY,
        f"{_HOME}_target:okr_target",
        (
            Example('=OKR_TARGET(100, "Increase")', 125),
            Example('=OKR_TARGET(100, "Decrease", {0.3;0.4})', 80),
        ),
    ),
)
