"""A quarter as the workbook's computed cells see it: figures by row, and the steps between.

Cells show what `core` computed; this module only adds what cells need and people don't: row
numbers and the order keys that stand in for time.
"""

from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from okrsheet.core.changes import known_by_id
from okrsheet.core.figures import Figures
from okrsheet.core.heat import weekly_rags
from okrsheet.core.history import History, Line, first_rows, histories
from okrsheet.core.key_result_figures import KeyResultFigures, LineFigures
from okrsheet.core.model import CheckIn, KeyResult, Known, Objective, Plan, Stage
from okrsheet.core.objective_figures import ObjectiveFigures, TeamFigures
from okrsheet.core.quarter import week_of
from okrsheet.core.talk import LISTED, remarks, talk_order
from okrsheet.core.words import Rag
from okrsheet.workbook.contract import FIRST_ROW

if TYPE_CHECKING:
    from okrsheet.core.audit import Audit
    from okrsheet.core.audit_patterns import Patterns
    from okrsheet.workbook.forecasted import Kept
    from okrsheet.workbook.judged import Judged
    from okrsheet.workbook.sheets.trend_values import At

DAY = 100_000
LATER = 9_999_999_999
_EPOCH = date(1899, 12, 30)


def serial(day: date) -> int:
    """A date as Excel stores it, 1900 system."""
    return (day - _EPOCH).days


class View:
    """The figures of one quarter, by row of its sheets (0-based, spare rows included)."""

    def __init__(
        self, figures: Figures, check_in_rows: Sequence[int] = (), first_row: int = FIRST_ROW
    ) -> None:
        """A view of a workbook that was just made, or of one as it lies in a file.

        Args:
            figures: what `core` computed.
            check_in_rows: the sheet row of each of the plan's check-ins; people leave lines
                empty. Default: one below the other.
            first_row: the first row of the check-ins table below its header.
        """
        self.figures = figures
        self.plan: Plan = figures.plan
        # A dozen cells of each line ask for the same.
        self.lines_seen: dict[int, tuple[CheckIn, KeyResult, History] | None] = {}
        self.judged: dict[int, Judged | None] = {}
        self.known_now: dict[int, Known | None] = {}
        self.audits: dict[int, Audit] = {}
        self.patterns: Patterns | None = None
        self.forecasted: dict[int, Kept | None] = {}
        self.picked = ""
        self.trend: dict[str, tuple[At, ...]] | None = None
        self._first_row = first_row
        self._places = [row - first_row for row in check_in_rows] or range(
            len(figures.plan.check_ins)
        )

    @cached_property
    def cut(self) -> int:
        """The first order key that lies after the day of the figures."""
        return (serial(self.figures.as_of) + 1) * DAY

    @cached_property
    def _key_results(self) -> dict[int, KeyResultFigures]:
        return {figure.row: figure for figure in self.figures.key_results}

    @cached_property
    def _objectives(self) -> dict[int, ObjectiveFigures]:
        return {figure.row: figure for figure in self.figures.objectives}

    @cached_property
    def _teams(self) -> dict[int, TeamFigures]:
        return {figure.row: figure for figure in self.figures.teams}

    @cached_property
    def _histories(self) -> tuple[History, ...]:
        return histories(self.plan)

    @cached_property
    def _key_result_rows(self) -> dict[str, int]:
        return first_rows(kr.id if kr.text else "" for kr in self.plan.key_results)

    @cached_property
    def _objective_rows(self) -> dict[str, int]:
        return first_rows(o.id if o.text else "" for o in self.plan.objectives)

    @cached_property
    def _team_rows(self) -> dict[str, int]:
        return first_rows(team.name for team in self.plan.teams)

    def key_result(self, row: int) -> KeyResult:
        """The typed key result of a row; an empty one for spare rows."""
        rows = self.plan.key_results
        return rows[row] if row < len(rows) else KeyResult("", "", "")

    def key_result_figures(self, row: int) -> KeyResultFigures | None:
        """The figures of a row, None where no key result stands."""
        return self._key_results.get(row)

    def history(self, row: int) -> History:
        """Everything reported about the key result of a row."""
        return self._histories[row] if row < len(self._histories) else History()

    def known(self, row: int) -> History:
        """What was reported up to the day of the figures."""
        return self.history(row).until(self.figures.as_of)

    @cached_property
    def in_trouble(self) -> list[KeyResultFigures]:
        """All key results, the one that needs words most urgently first."""
        return sorted(self.figures.key_results, key=self._talk_order, reverse=True)

    @cached_property
    def talk_list(self) -> list[KeyResultFigures]:
        """The key results to talk about, the one that needs words most urgently first."""
        listed = (k for k in self.in_trouble if self._talk_order(k) >= LISTED)
        return list(listed)

    def talk_about(self, figure: KeyResultFigures) -> str:
        """What to talk about, besides the colour."""
        return "; ".join(remarks(figure, self.known(figure.row).latest, self.figures))

    def _talk_order(self, figure: KeyResultFigures) -> int:
        return talk_order(figure, self.known(figure.row).latest, self.figures)

    @cached_property
    def known_before(self) -> dict[str, Known]:
        """What the file keeps of each key result's numbers, by ID in small letters."""
        return known_by_id(self.plan)

    @cached_property
    def weekly(self) -> tuple[dict[date, Rag], ...]:
        """The status of each reported week, by row of the key result and by Monday."""
        return weekly_rags(self.figures)

    def objective(self, row: int) -> Objective:
        """The typed objective of a row; an empty one for spare rows."""
        rows = self.plan.objectives
        return rows[row] if row < len(rows) else Objective("", "")

    def objective_figures(self, row: int) -> ObjectiveFigures | None:
        """The figures of a row, None where no objective stands."""
        return self._objectives.get(row)

    def team_figures(self, row: int) -> TeamFigures | None:
        """The figures of a row, None where no team stands."""
        return self._teams.get(row)

    def team_name(self, row: int) -> str:
        """The name of the team in a row; "" for spare rows."""
        return self.plan.teams[row].name if row < len(self.plan.teams) else ""

    def stage(self, row: int) -> Stage:
        """The typed stage of a row; an empty one for spare rows."""
        return self.plan.stages[row] if row < len(self.plan.stages) else Stage("", "")

    @cached_property
    def _lines(self) -> dict[int, int]:
        return {place: line for line, place in enumerate(self._places)}

    def check_in(self, row: int) -> CheckIn | None:
        """The check-in of a row, None for spare rows."""
        line = self._lines.get(row)
        return None if line is None else self.plan.check_ins[line]

    def line_figures(self, row: int) -> LineFigures | None:
        """What a check-in showed on its day, None where it belongs to no key result."""
        line = self._lines.get(row)
        return None if line is None else self.figures.check_ins[line]

    def place(self, line: Line) -> int:
        """The row a check-in stands in."""
        return self._places[line.row]

    def key_result_row(self, text: str) -> int | None:
        """The row (0-based) of the key result with this ID."""
        return self._key_result_rows.get(text.lower()) if text else None

    def objective_row(self, text: str) -> int | None:
        """The row (0-based) of the objective with this ID."""
        return self._objective_rows.get(text.lower()) if text else None

    def team_row(self, text: str) -> int | None:
        """The row (0-based) of the team with this name."""
        return self._team_rows.get(text.lower()) if text else None

    def order(self, line: Line) -> int:
        """The key that sorts check-ins by day, then by line of the sheet."""
        return serial(line.check_in.day) * DAY + self._first_row + self.place(line)

    def week(self, line: Line) -> date:
        """The Monday of the check-in's week."""
        return week_of(line.check_in.day)

    @cached_property
    def next_orders(self) -> dict[int, int]:
        """For each check-in, the order key of the next one of its key result in its ISO week."""
        found: dict[int, int] = {}
        for history in self._histories:
            for line, after in zip(history.lines, history.lines[1:], strict=False):
                if self.week(line) == self.week(after):
                    found[self.place(line)] = self.order(after)
        return found


def blank(value: object) -> object:
    """A missing value as a formula shows it."""
    return "" if value is None else value


def row_number(row: int | None) -> object:
    """A 0-based row as formulas count it."""
    return "" if row is None else row + 1
