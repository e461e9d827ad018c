"""The sheets that hold only what people type: People, Dependencies, Log."""

from okrsheet.core.words import LogKind
from okrsheet.workbook.contract import Group, Kind, TableSpec, computed, typed, working
from okrsheet.workbook.formula import filled, is_word, row_of
from okrsheet.workbook.sheets.meeting_priorities import WORKING as PRIORITY_COLUMNS
from okrsheet.workbook.view import View, row_number


def _exists(view: View, row: int) -> int:
    people = view.plan.people
    return int(row < len(people) and bool(people[row].name))


PEOPLE = TableSpec(
    sheet="People",
    name="tblPeople",
    short="pp",
    title="People",
    purpose="Who can own an objective or key result. Their names feed the drop-downs.",
    row_height=18,
    groups=(
        Group(
            "Person",
            (
                typed("Name", Kind.TEXT, 30, "name", "First and last name."),
                typed("Team", Kind.TEXT, 26, "team", "The team they work in.", "okr_teams"),
                typed("Email", Kind.TEXT, 46, "email", "Where a reminder goes."),
                typed("Role", Kind.TEXT, 34, "role", "What they do."),
            ),
        ),
        Group(
            "Working columns",
            (working("Exists", filled("[Name]"), _exists)._replace(late=True),),
            foldable=True,
            hidden=True,
        ),
    ),
)


def _changed_row(view: View, row: int) -> object:
    lines = view.plan.log
    if row >= len(lines) or lines[row].kind != LogKind.CHANGE:
        return ""
    return row_number(view.key_result_row(lines[row].about))


LOG = TableSpec(
    sheet="Log",
    name="tblLog",
    short="lg",
    title="Log",
    purpose="What we decided not to do, risks, initiatives, the priorities of each week, and every "
    "change of a target or baseline with its reason.",
    frozen=2,
    row_height=22,
    groups=(
        Group(
            "Log",
            (
                typed("Date", Kind.DATE, 12.5, "day", "When it was decided."),
                typed("Kind", Kind.WORD, 14, "kind", "What this line records.", "okr_log_kinds"),
                typed(
                    "About",
                    Kind.ID,
                    10,
                    "about",
                    "The objective or key result it concerns; of a risk, the objective "
                    "that answers it.",
                ),
                typed("What", Kind.LONG, 42, "what", "In one sentence."),
                typed("Old", Kind.LONG, 14, "old", "Change: the value before."),
                typed("New", Kind.LONG, 14, "new", "Change: the value from now on."),
                typed("Why", Kind.LONG, 42, "why", "The reason, the trade-off."),
                typed("Who", Kind.TEXT, 18, "who", "Who decided or does it?", "okr_people"),
                typed("Due", Kind.DATE, 12.5, "due", "By when, where there is a date."),
                typed("Done", Kind.WORD, 10, "done", "Yes when it is finished.", "okr_yes_no"),
            ),
        ),
        Group(
            "Working columns",
            (
                working(
                    "Changed row",
                    f'IF({is_word("[Kind]", LogKind.CHANGE)}=1,{row_of("[About]", "kr[Key]")},"")',
                    _changed_row,
                )._replace(late=True),
                *PRIORITY_COLUMNS,
                working(
                    "Changed line",
                    'IF([Changed row]="","",[Line])',
                    lambda v, r: "" if _changed_row(v, r) == "" else r + 1,
                )._replace(late=True),
            ),
            foldable=True,
            hidden=True,
        ),
    ),
)


def _place(view: View, row: int) -> int | None:
    rows = view.plan.dependencies
    return view.key_result_row(rows[row].key_result_id) if row < len(rows) else None


def _text(view: View, row: int) -> object:
    place = _place(view, row)
    return "" if place is None else view.key_result(place).text


DEPENDENCIES = TableSpec(
    sheet="Dependencies",
    name="tblDependencies",
    short="dp",
    title="Dependencies",
    purpose="What a key result needs from another team. Name it, date it, agree on it.",
    frozen=1,
    row_height=22,
    groups=(
        Group(
            "Dependency",
            (
                typed("KR", Kind.ID, 9, "key_result_id", "Which key result?", "okr_key_result_ids"),
                computed(
                    "Key result",
                    Kind.LONG,
                    46,
                    'IF([KR row]="","",INDEX(kr[Text used],[KR row]))',
                    _text,
                ),
                typed("On team", Kind.TEXT, 18, "on_team", "Who has to deliver?", "okr_teams"),
                typed("What", Kind.LONG, 46, "what", "What is needed from them?"),
                typed("By when", Kind.DATE, 13, "by_when", "The date it is needed."),
                typed("Agreed", Kind.WORD, 12, "agreed", "Did they agree?", "okr_yes_no"),
            ),
        ),
        Group(
            "Working columns",
            (working("KR row", row_of("[KR]", "kr[Key]"), lambda v, r: row_number(_place(v, r))),),
            foldable=True,
            hidden=True,
        ),
    ),
)
