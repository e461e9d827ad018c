"""A plain OKR workbook: one that a team made itself, read by its headers.

What is there is read as in our own layout; what is not there is no error, unless figures need it.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from okrsheet.core.codes import finding
from okrsheet.core.findings import WARNING, Finding
from okrsheet.core.model import CheckIn, KeyResult, Objective, Quarter, Team
from okrsheet.core.policy import Policy
from okrsheet.core.words import Level
from okrsheet.ooxml.markup import address
from okrsheet.ooxml.records import Workbook
from okrsheet.workbook.headers import closest, listed
from okrsheet.workbook.load_grid import Grid
from okrsheet.workbook.load_records import make_plan, table_records
from okrsheet.workbook.load_result import Loaded, Reading
from okrsheet.workbook.plain_headers import header_findings
from okrsheet.workbook.plain_links import linked
from okrsheet.workbook.plain_reports import (
    Report,
    reports,
    scaled_confidences,
    undated_finding,
    unused_reports,
)
from okrsheet.workbook.plain_settings import PlainSettings, read_plain_settings
from okrsheet.workbook.plain_tables import Found, find_tables, grid_of
from okrsheet.workbook.plain_terms import (
    CHECK_IN_TOPIC,
    KEY_RESULT_TOPIC,
    OBJECTIVE_TOPIC,
    SETTINGS_SHEETS,
    TOPICS,
    Topic,
)

_REPORTED: Final = frozenset({"current", "updated"})
_RECORDS: Final = {
    OBJECTIVE_TOPIC.table: "objectives",
    KEY_RESULT_TOPIC.table: "key_results",
    CHECK_IN_TOPIC.table: "check_ins",
}


class _Source(NamedTuple):
    """A plain workbook, its tables by the names of ours, and what was found so far."""

    book: Workbook
    tables: Mapping[str, Found]
    grids: Mapping[str, Grid]
    settings: PlainSettings
    found: list[Finding]


class _Lines(NamedTuple):
    """The records that were read, each with its sheet row."""

    objectives: list[tuple[Objective, int]]
    key_results: list[tuple[KeyResult, int]]
    check_ins: list[tuple[CheckIn, int]]


def read_plain(book: Workbook) -> Loaded:
    """The plan in a workbook that is not of our layout."""
    tables, others = find_tables(book)
    if not tables:
        return Loaded(None, Policy(), None, (_nothing(book),), {}, {})
    found = [_how_read(tables), *_not_read(others), *_no_key_results(book, tables)]
    for table in tables:
        found += header_findings(table)
    grids = {table.topic.table: grid_of(table, _REPORTED) for table in tables}
    settings = read_plain_settings(book, grids.values(), found)
    by_name = {table.topic.table: table for table in tables}
    source = _Source(book, by_name, grids, settings, found)
    lines = _lines(source)
    if settings.quarter is None:
        reading = Reading(_lacks(grids), frozenset(), {})
        return Loaded(None, Policy(), settings.as_of, tuple(found), {}, grids, reading)
    return _planned(source, lines, settings.quarter)


def _lines(source: _Source) -> _Lines:
    lines = _Lines([], [], [])
    for grid in source.grids.values():
        for record, row in table_records(source.book, grid, source.found):
            if isinstance(record, Objective):
                lines.objectives.append((record, row))
            elif isinstance(record, KeyResult):
                lines.key_results.append((record, row))
            elif isinstance(record, CheckIn):
                lines.check_ins.append((record, row))
    return lines


def _planned(source: _Source, lines: _Lines, quarter: Quarter) -> Loaded:
    settings, found = source.settings, source.found
    objectives, key_results = linked(
        [each for each, _ in lines.objectives], [each for each, _ in lines.key_results]
    )
    objectives = tuple(_levelled(each, source) for each in objectives)
    check_ins = scaled_confidences(
        [each for each, _ in lines.check_ins], found, _header(source, CHECK_IN_TOPIC, "confidence")
    )
    own = list(_own_reports(source, lines, quarter))
    undated = frozenset(each.check_in.key_result_id.casefold() for each in own if not each.dated)
    sheet = _header(source, KEY_RESULT_TOPIC, "current")[0]
    if undated:
        found.append(undated_finding(len(undated), quarter.start, sheet))
    plan = make_plan(
        quarter,
        settings.facts,
        {
            "objectives": objectives,
            "key_results": key_results,
            "check_ins": (*check_ins, *(each.check_in for each in own)),
            "teams": _teams(objectives),
        },
    )
    rows = {
        "objectives": tuple(row for _, row in lines.objectives),
        "key_results": tuple(row for _, row in lines.key_results),
        "check_ins": tuple(row for _, row in lines.check_ins),
    }
    cells = {place: (sheet, each.cell) for place, each in enumerate(own, len(check_ins))}
    reading = Reading(_lacks(source.grids), undated, cells)
    return Loaded(plan, Policy(), settings.as_of, tuple(found), rows, source.grids, reading)


def _levelled(objective: Objective, source: _Source) -> Objective:
    """Without a column Level the objectives are those of the team that is named."""
    grid = source.grids.get(OBJECTIVE_TOPIC.table)
    if grid is None or grid.column_of("team") is None:
        objective = objective._replace(team=source.settings.team)
    if objective.team and (grid is None or grid.column_of("level") is None):
        objective = objective._replace(level=Level.TEAM)
    return objective


def _teams(objectives: Iterable[Objective]) -> tuple[Team, ...]:
    names = {each.team.casefold(): each.team for each in objectives if each.text and each.team}
    return tuple(Team(name) for name in names.values())


def _own_reports(source: _Source, lines: _Lines, quarter: Quarter) -> Iterator[Report]:
    table = source.tables.get(KEY_RESULT_TOPIC.table)
    if table is None:
        return
    reported = {check_in.key_result_id.casefold() for check_in, _ in lines.check_ins}
    silent: dict[str, tuple[KeyResult, int]] = {}
    others = []
    for key_result, row in lines.key_results:
        name = key_result.id.casefold()
        if key_result.text and name and name not in reported | silent.keys():
            silent[name] = (key_result, row)
        else:
            others.append(row)
    source.found.extend(unused_reports(source.book, table, others))
    yield from reports(source.book, table, list(silent.values()), quarter.start, source.found)


def _header(source: _Source, topic: Topic, field: str) -> tuple[str, str]:
    """Sheet and cell of a field's header; "" where there is none."""
    table = source.tables.get(topic.table)
    column = None if table is None else table.match.columns.get(field)
    if table is None or column is None:
        return "", ""
    return table.headers.sheet.name, address(table.headers.row, column)


def _lacks(grids: Mapping[str, Grid]) -> frozenset[tuple[str, str]]:
    """The fields of each topic that have no column."""
    return frozenset(
        (records, field)
        for topic in TOPICS
        for records in [_RECORDS[topic.table]]
        for field in (term.field for term in topic.terms)
        if topic.table not in grids or grids[topic.table].column_of(field) is None
    ) | {("teams", "name")}


def _how_read(tables: Iterable[Found]) -> Finding:
    read = ", ".join(f"{t.topic.thing} from {t.headers.sheet.name!r}" for t in tables)
    return finding("OKR062", f"This is not our layout. By their headers are read: {read}.")


def _not_read(others: Iterable[Found]) -> Iterator[Finding]:
    for each in others:
        message = f"A second table of {each.topic.thing}, which is not read."
        yield finding("OKR062", message, severity=WARNING)._replace(
            sheet=each.headers.sheet.name,
            cell=address(each.headers.row, min(each.headers.texts)),
            way_out=f"Keep all {each.topic.thing} in one table.",
        )


def _no_key_results(book: Workbook, tables: Iterable[Found]) -> Iterator[Finding]:
    if any(table.topic is KEY_RESULT_TOPIC for table in tables):
        return
    taken = {table.headers.sheet.name for table in tables} | SETTINGS_SHEETS
    near = closest("Key Results", (name for name in book.sheets if name not in taken))
    hint = f" Is it the sheet {near!r}?" if near else ""
    message = f"No table of key results was found.{hint} Its headers say KR ID, Key Result, Start "
    yield finding("OKR002", message + "and Target.")


def _nothing(book: Workbook) -> Finding:
    message = (
        f"{book.name} holds none of our tables, and no row of headers such as KR ID, Key Result, "
        f"Start, Target. Its sheets are {listed(book.sheets)}."
    )
    return finding("OKR001", message)
