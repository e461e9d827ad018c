"""What the worksheet functions that score and judge are called and take."""

from typing import Final

from okrsheet.addin import formula_arguments as of
from okrsheet.addin.declared import EACH, WHOLE, Argument, Example, Formula

_HOME: Final = "okrsheet.addin.formulas"
_REPORTED: Final = (of.BASELINE, of.TARGET, of.required(of.CURRENT))
_QUARTER: Final = (of.FIRST_DAY, of.LAST_DAY, of.AS_OF)
_MEASURED: Final = (
    *(of.BASELINE, of.TARGET, of.CURRENT),
    *(of.TYPE, of.LOW, of.HIGH, of.CHECK_INS, of.ID, of.AS_OF, of.STAGES, of.SETTINGS),
)
_JUDGED: Final = (
    *_REPORTED,
    *_QUARTER,
    *(of.TYPE, of.COMMITMENT, of.CONFIDENCE, of.CHECK_INS, of.ID, of.LOW, of.HIGH, of.RED_LINE),
    *(of.FREQUENCY, of.DUE, of.MONTH_1, of.MONTH_2, of.STAGES, of.SETTINGS),
)

FORMULAS: Final = (
    Formula(
        "OKR_SCORE",
        "The score, 0 to 1: how far from baseline to target; for Keep types the share of good "
        "weeks. A text says why there is none.",
        _MEASURED,
        EACH,
        of.CATEGORY,
        f"{_HOME}_score:okr_score",
        (Example("=OKR_SCORE(280, 360, 301)", 0.2625), Example("=OKR_SCORE(280, 360)", "No data")),
    ),
    Formula(
        "OKR_PROGRESS",
        "Progress from baseline to target, not cut off: below 0 it got worse, above 1 it went "
        "past the target.",
        _MEASURED,
        EACH,
        of.CATEGORY,
        f"{_HOME}_score:okr_progress",
        (Example("=OKR_PROGRESS(280, 360, 368)", 1.1),),
    ),
    Formula(
        "OKR_BAND",
        "The final verdict on a score: Hit, Progress or Missed.",
        (
            Argument("score", "The score, 0 to 1.", "number", source="Score"),
            of.COMMITMENT,
            Argument(
                "last_met",
                "Keep types: was the last observation inside the limit? After a No, Progress is "
                "the most.",
                "yes_no",
                optional=True,
            ),
            of.SETTINGS,
        ),
        EACH,
        of.CATEGORY,
        f"{_HOME}_score:okr_band",
        (Example("=OKR_BAND(0.7)", "Hit"), Example('=OKR_BAND(0.7, "Committed")', "Progress")),
    ),
    Formula(
        "OKR_EXPECTED",
        "The progress that should be reached on a day, 0 to 1: the share of the quarter gone, or "
        "what checkpoints and stages ask for.",
        (
            *_QUARTER,
            *(of.BASELINE._replace(optional=True), of.TARGET._replace(optional=True)),
            *(of.MONTH_1, of.MONTH_2, of.TYPE, of.FREQUENCY, of.CHECK_INS, of.ID, of.STAGES),
            of.SETTINGS,
        ),
        EACH,
        of.CATEGORY,
        f"{_HOME}_status:okr_expected",
        (Example('=OKR_EXPECTED("2027-01-01", "2027-03-31", "2027-02-15")', 0.5056),),
    ),
    Formula(
        "OKR_PACE",
        "Progress over expected progress: 1 is exactly on the way. Blank for Keep and Yes/No, and "
        "before anything is expected.",
        (
            *_REPORTED,
            *_QUARTER,
            *(of.TYPE, of.CHECK_INS, of.ID, of.FREQUENCY, of.MONTH_1, of.MONTH_2, of.STAGES),
            of.SETTINGS,
        ),
        EACH,
        of.CATEGORY,
        f"{_HOME}_status:okr_pace",
        (Example('=OKR_PACE(280, 360, 301, "2027-01-01", "2027-03-31", "2027-02-15")', 0.5192),),
    ),
    Formula(
        "OKR_RAG",
        "The status: Green (on track), Yellow (at risk), Red (off track), Needs a call, No data or "
        "Not started.",
        _JUDGED,
        EACH,
        of.CATEGORY,
        f"{_HOME}_status:okr_rag",
        (Example('=OKR_RAG(280, 360, 301, "2027-01-01", "2027-03-31", "2027-02-15")', "Yellow"),),
    ),
    Formula(
        "OKR_EXPLAIN",
        "One sentence that says why a key result has this score and this status.",
        _JUDGED,
        EACH,
        of.CATEGORY,
        f"{_HOME}_status:okr_explain",
        (
            Example(
                '=OKR_EXPLAIN(280, 360, 301, "2027-01-01", "2027-03-31", "2027-02-15")',
                "Score 0.26: 301 is 26% of the way from 280 to 360; Yellow because 51% was "
                "expected by now: a pace of 0.51, and Green starts at 0.7.",
            ),
        ),
    ),
    Formula(
        "OKR_STREAK",
        "How many check-in weeks a key result has been Red up to now. A missing week neither "
        "counts nor ends the row.",
        (
            Argument(
                "rags",
                "The status of each check-in, the oldest first: Green, Yellow, Red (or G, Y, R); "
                "blank for a missing week.",
                "texts",
                source="=tblCheckIns[RAG]",
            ),
            Argument(
                "days",
                "The day of each check-in; two in one week count once. Blank: one week each.",
                "dates",
                optional=True,
                source="=tblCheckIns[Date]",
            ),
            of.AS_OF._replace(help="Later check-ins are left out. Blank: none is."),
            Argument(
                "ids",
                "The key result of each check-in. Blank: all belong to one.",
                "texts",
                optional=True,
                source="=tblCheckIns[KR]",
            ),
            of.ID._replace(help="The key result asked for, or a column of them."),
        ),
        WHOLE,
        of.CATEGORY,
        f"{_HOME}_status:okr_streak",
        (Example('=OKR_STREAK({"R","","R","R"})', 3), Example('=OKR_STREAK({"R","R","Y"})', 0)),
    ),
)
