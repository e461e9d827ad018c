"""Findings about the headers of a plain workbook: what is missing, doubled, merged or elsewhere."""

from collections.abc import Iterator

from okrsheet.core.codes import finding
from okrsheet.core.findings import WARNING, Finding, Severity
from okrsheet.ooxml.markup import address
from okrsheet.workbook.headers import closest, listed, word_of
from okrsheet.workbook.plain_tables import Found


def header_findings(found: Found) -> Iterator[Finding]:
    """All that is to be said about one row of headers."""
    yield from _doubled(found)
    yield from _missing(found)
    yield from _merged(found)
    yield from _taken_for(found)
    table, row = found.headers.table, found.headers.row
    if table is not None and table.first_row != row:
        message = (
            f"The table {table.name} begins in row {table.first_row}, its headers stand in row "
            f"{row}; it is read from there."
        )
        made = finding("OKR062", message, severity=WARNING)
        yield _at(found, made._replace(way_out="Resize the table in Excel."))


def _at(found: Found, made: Finding, column: int | None = None) -> Finding:
    headers = found.headers
    cell = address(headers.row, column or min(headers.texts))
    return made._replace(sheet=headers.sheet.name, cell=cell)


def _names(found: Found) -> dict[str, str]:
    return {term.field: term.header for term in found.topic.terms}


def _doubled(found: Found) -> Iterator[Finding]:
    names = _names(found)
    for field, columns in found.match.doubled.items():
        cells = " and ".join(address(found.headers.row, column) for column in columns)
        message = f"{cells} all say {names[field]!r}; none of them is read."
        if len(columns) == 2:  # noqa: PLR2004  # both, or all of many
            message = f"{cells} both say {names[field]!r}; neither is read."
        yield _at(found, finding("OKR004", message), columns[0])


def _missing(found: Found) -> Iterator[Finding]:
    """Each lost column that another header may be; the rest in one finding of each severity."""
    names, texts = _names(found), found.headers.texts
    for fields, severity in (
        (_lost(found, needed=True), None),
        (_lost(found, needed=False), WARNING),
    ):
        unlike = []
        for field in fields:
            column = _likely(found, names[field])
            if column is None:
                unlike.append(names[field])
            else:
                message = f"No column says {names[field]!r}. Is it {texts[column]!r}?"
                yield _at(found, _lost_finding(found, message, severity), column)
        if unlike:
            message = f"No column says {' or '.join(map(repr, unlike))}."
            yield _at(found, _lost_finding(found, message, severity))


def _lost(found: Found, *, needed: bool) -> list[str]:
    """Fields without a column; a usual one is missed only where some header is not understood."""
    topic, match = found.topic, found.match
    needs = [f for f in topic.needed if f != "baseline" or "type" not in match.columns]
    asked = needs if needed else topic.usual if match.strange else ()
    return [field for field in asked if field not in match.columns and field not in match.doubled]


def _likely(found: Found, name: str) -> int | None:
    """The column whose header may be a lost one's new name."""
    strange = {found.headers.texts[column]: column for column in found.match.strange}
    return strange.get(closest(name, strange))


def _lost_finding(found: Found, message: str, severity: Severity | None) -> Finding:
    told = f"{message} The headers are {listed(found.headers.texts.values())}."
    made = finding("OKR003", told, severity=severity)
    return made._replace(way_out="Give the column that holds it this header, or add one.")


def _taken_for(found: Found) -> Iterator[Finding]:
    """Headers that were understood but are not the usual words."""
    texts = found.headers.texts
    told = [
        f"{texts[column]!r} as {term.header!r}"
        for term in found.topic.terms
        for column in (found.match.columns.get(term.field),)
        if column is not None and word_of(texts[column]) not in {*term.sure, word_of(term.header)}
    ]
    if told:
        yield _at(found, finding("OKR062", f"Read by meaning: {', '.join(told)}."))


def _merged(found: Found) -> Iterator[Finding]:
    headers = found.headers
    first, last = min(headers.texts), max(headers.texts)
    for top, left, bottom, right in headers.sheet.merged:
        if top <= headers.row <= bottom and left <= last and right >= first and right > left:
            area = f"{address(top, left)}:{address(bottom, right)}"
            message = f"The header cells {area} are merged; which column is which is unclear."
            yield finding("OKR061", message)._replace(sheet=headers.sheet.name, cell=area)
