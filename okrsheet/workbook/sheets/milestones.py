"""The Milestones sheet: the stages of key results that are reached step by step."""

from okrsheet.core.history import stage_weight
from okrsheet.workbook.contract import Group, Kind, TableSpec, computed, typed, working
from okrsheet.workbook.formula import date_or_blank, is_number, row_of
from okrsheet.workbook.view import View, row_number, serial


def _place(view: View, row: int) -> int | None:
    return view.key_result_row(view.stage(row).key_result_id)


def _text(view: View, row: int) -> object:
    place = _place(view, row)
    return "" if place is None else view.key_result(place).text


def _status(view: View, row: int) -> object:
    stage, day = view.stage(row), view.figures.as_of
    if _place(view, row) is None:
        return ""
    if stage.done is not None and stage.done <= day:
        return "Done"
    return "Late" if stage.due is not None and stage.due < day else "Open"


def _due(view: View, row: int) -> object:
    due = view.stage(row).due
    return "" if due is None or _place(view, row) is None else serial(due)


def _done(view: View, row: int) -> object:
    done = view.stage(row).done
    return "" if done is None or _place(view, row) is None else serial(done)


def _weight(view: View, row: int) -> object:
    return "" if _place(view, row) is None else stage_weight(view.stage(row))


def _undated(view: View, row: int) -> object:
    return "" if _place(view, row) is None else int(view.stage(row).due is None)


def _known(formula: str) -> str:
    return f'IF([KR row]="","",{formula})'


TABLE = TableSpec(
    sheet="Milestones",
    name="tblMilestones",
    short="ms",
    title="Milestones",
    purpose="The stages of every key result of type Milestones. Fill in Done the day a stage is "
    "reached.",
    frozen=2,
    row_height=22,
    groups=(
        Group(
            "Stages",
            (
                typed(
                    "KR", Kind.ID, 9, "key_result_id", "Pick the key result.", "okr_key_result_ids"
                ),
                typed("Stage", Kind.LONG, 44, "text", "What is finished when this stage is done?"),
                typed("Weight", Kind.NUMBER, 10, "weight", "Blank counts as 1."),
                typed("Due", Kind.DATE, 13, "due", "Optional: the day it should be done."),
                typed("Done", Kind.DATE, 13, "done", "The day it was done."),
                computed(
                    "Status",
                    Kind.BAND,
                    13,
                    _known(
                        'IF([Done used]="",IF([Due used]="","Open",IF([Due used]<okr_as_of,'
                        '"Late","Open")),IF([Done used]<=okr_as_of,"Done",IF([Due used]="","Open",'
                        'IF([Due used]<okr_as_of,"Late","Open"))))'
                    ),
                    _status,
                ),
                computed(
                    "Key result",
                    Kind.LONG,
                    50,
                    _known("INDEX(kr[Text used],[KR row])"),
                    _text,
                ),
            ),
        ),
        Group(
            "Working columns",
            (
                working("KR row", row_of("[KR]", "kr[Key]"), lambda v, r: row_number(_place(v, r))),
                working(
                    "Weight used",
                    _known(
                        f"IF({is_number('[Weight]')},MAX(0,[Weight]),"
                        "IFERROR(IF(LEN(TRIM([Weight]))=0,1,0),0))"
                    ),
                    _weight,
                ),
                working("Due used", _known(date_or_blank("[Due]")), _due),
                working("Done used", _known(date_or_blank("[Done]")), _done),
                working("Undated", _known('IF([Due used]="",1,0)'), _undated),
            ),
            foldable=True,
            hidden=True,
        ),
    ),
)
