"""The sheets of the 30-day reset, made on demand: its tasks, and what people said."""

from okrsheet.core.interview import INTERVIEW_QUESTION
from okrsheet.core.words import Level
from okrsheet.workbook.contract import Group, Kind, TableSpec, computed, typed, working
from okrsheet.workbook.formula import is_word, row_of
from okrsheet.workbook.sheets import reset_values as shows
from okrsheet.workbook.view import row_number

RESET = TableSpec(
    sheet="Reset",
    name="tblReset",
    short="rs",
    title="30-day reset",
    purpose="Four weeks from the audit to the first check-in that works. The command okrsheet "
    "reset fills them; say Yes below Done as you go.",
    on_demand=True,
    frozen=1,
    row_height=32,
    groups=(
        Group(
            "When",
            (
                typed("Week", Kind.WHOLE, 8, "week", "1 to 4."),
                typed("From", Kind.DATE, 12.5, "first", "The first day for it."),
                typed("To", Kind.DATE, 12.5, "last", "The last day for it."),
            ),
        ),
        Group(
            "What",
            (
                typed("Task", Kind.LONG, 54, "text", "What is to be done?"),
                typed(
                    "KR",
                    Kind.ID,
                    9,
                    "key_result_id",
                    "The key result it is about, if it is about one.",
                    "okr_key_result_ids",
                ),
                computed(
                    "Key result",
                    Kind.LONG,
                    34,
                    'IF([KR row]="","",INDEX(kr[Text used],[KR row]))',
                    shows.text,
                ),
                typed("Who", Kind.TEXT, 19, "who", "One person.", "okr_people"),
                typed("Done", Kind.WORD, 10, "done", "Yes when it is done.", "okr_yes_no"),
            ),
        ),
        Group(
            "How to say it",
            (typed("Words to use", Kind.LONG, 56, "words", "What to say, ask or write."),),
        ),
        Group(
            "Working columns",
            (
                working(
                    "KR row",
                    row_of("[KR]", "kr[Key]"),
                    lambda v, r: row_number(shows.key_result_place(v, r)),
                ),
                typed("Mark", Kind.WORKING, 11, "mark"),
            ),
            foldable=True,
            hidden=True,
        ),
    ),
)


def _known(formula: str) -> str:
    return f'IF([Objective row]="","",{formula})'


def _count(verdict: int) -> str:
    return f"COUNTIFS(iv[Verdict],{verdict})"


_NTH = "SMALL(obj[Board order],[Line])"
_YES, _PARTLY, _NO = _count(shows.VERDICTS["Yes"]), _count(shows.VERDICTS["Partly"]), _count(3)
_ANSWERS = f"({_YES}+{_PARTLY}+{_NO})"
_COMPANY = f'COUNTIFS(obj[Level used],"{Level.COMPANY}")'
_MATCHES = (
    f'IF({_ANSWERS}=0,"{shows.NOTHING_YET}","The same: "&{_YES}&" of "&{_ANSWERS}&", partly: "'
    f'&{_PARTLY}&", not: "&{_NO}&".")'
)
_JUDGED = (
    f'IF({_ANSWERS}=0,"",IF({_ANSWERS}<{shows.FEWEST},"{shows.TOO_FEW}",'
    f'IF({_YES}={_ANSWERS},"{shows.AGREED}",IF(2*{_YES}>={_ANSWERS},"{shows.MOSTLY}",'
    f'"{shows.APART}"))))'
)
_OBJECTIVES = (
    f'IF({_COMPANY}=0,"{shows.NO_OBJECTIVE}",'
    f'"Company objectives: "&{_COMPANY}&". {shows.ONE_A_LINE}")'
)

INTERVIEWS = TableSpec(
    sheet="Interviews",
    name="tblInterviews",
    short="iv",
    title="Interviews",
    purpose=f"Ask three to five people, one at a time: \u201c{INTERVIEW_QUESTION}\u201d",
    on_demand=True,
    frozen=1,
    row_height=48,
    groups=(
        Group(
            "What they say",
            (
                typed("Person", Kind.TEXT, 20, "person", "Whom did you ask?", "okr_people"),
                typed(
                    "Priorities in their own words",
                    Kind.LONG,
                    58,
                    "words",
                    "As they said it, not as you would.",
                ),
            ),
        ),
        Group(
            "What the plan says",
            (
                computed(
                    "Our objectives",
                    Kind.LONG,
                    46,
                    _known("TRIM(INDEX(obj[Objective],[Objective row]))"),
                    shows.objective_text,
                ),
            ),
        ),
        Group(
            "Compared",
            (
                typed(
                    "Same?",
                    Kind.WORD,
                    12,
                    "same",
                    "Does their answer, as a whole, match our objectives?",
                    "okr_matches",
                ),
                computed(
                    "Taken together",
                    Kind.LONG,
                    44,
                    f'IF([Line]=1,{_MATCHES},IF([Line]=2,{_JUDGED},IF([Line]=3,{_OBJECTIVES},"")))',
                    shows.taken_together,
                ),
            ),
        ),
        Group(
            "Working columns",
            (
                working("Line", "ROW()-ROW(iv[#Person])", lambda _, r: r + 1),
                working(
                    "Objective row",
                    f'IFERROR(IF({_NTH}<{shows.TEAMS_FROM},{_NTH},""),"")',
                    lambda v, r: row_number(shows.objective_place(v, r)),
                ),
                working(
                    "Verdict",
                    "+".join(
                        f"{number}*{is_word('[Same?]', word)}"
                        for word, number in shows.VERDICTS.items()
                    ),
                    shows.verdict,
                ),
            ),
            foldable=True,
            hidden=True,
        ),
    ),
)
