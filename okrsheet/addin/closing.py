"""The button that closes a quarter: what is missing is listed, the rest goes on record."""

from collections.abc import Iterator
from typing import Final

from okrsheet.addin.dialogs import first_lines
from okrsheet.addin.port import Port, Spot
from okrsheet.core.closing_gaps import Lack
from okrsheet.core.findings import count_of
from okrsheet.core.on_record import company_score
from okrsheet.core.reset_words import day_text
from okrsheet.core.scoring import two_decimals
from okrsheet.core.words import Band
from okrsheet.ooxml.markup import position
from okrsheet.workbook.closing_answers import ALL, Answers
from okrsheet.workbook.closing_book import Answered, Opened, When, answered, opened, place_of
from okrsheet.workbook.closing_file import Closed, closed
from okrsheet.workbook.closing_refusals import ON_RECORD, TOO_EARLY, ClosingRefused
from okrsheet.workbook.excel_refusals import NO_QUARTER, ExcelRefused
from okrsheet.workbook.sheets.scorecard import SCORECARD

_MAY_BE_MEANT: Final = {
    TOO_EARLY.code: "Close it before its last day?",
    ON_RECORD.code: "Write the record anew from what the sheets say now?",
}
_SILENT: Final = "Are there no values for them? With Yes they go on record as Missed, score 0."
_ADVICE: Final = (
    "Type what is missing into the cells, then press Close quarter again. A final value is a "
    "check-in on Check-ins, a decision stands on Review."
)
_SURE: Final = "Close the quarter now? Its figures stay as they are from then on."


def close_quarter(port: Port) -> None:
    """Close the quarter in front, once nothing is missing and the person has agreed."""
    book = _opened(port)
    if book is None:
        return
    said = answered(book, Answers())
    if said.missing and all(each.lack is Lack.VALUE for each in said.missing):
        if port.agree(_missing_text(said), _SILENT):
            said = answered(book, Answers(no_data=frozenset({ALL})))
        else:
            port.go_to(_first(said))
            return
    if said.missing:
        port.tell(f"{_missing_text(said)}\n\n{_ADVICE}")
        port.go_to(_first(said))
        return
    made = closed(said)
    if made.data == book.data:
        port.tell("The record says all of this already.")
    elif port.agree(f"{_record_text(made)} {said.kept_told}".rstrip(), _SURE):
        port.write(book.data, made.data)
        port.tell(f"Closed: {_record_text(made)}")
        port.go_to(Spot(book.loaded.tables[SCORECARD.name].sheet.name, 1, 1))


def _opened(port: Port) -> Opened | None:
    """The quarter in front; None where the person does not want it closed.

    Raises:
        ExcelRefused: it is no quarter, or one that can't be read.
        OkrsheetFileError: it can't be closed.
    """
    data, when = port.read(), When(port.now.date())
    try:
        book = opened(data, port.name, when)
    except ClosingRefused as error:
        if error.code not in _MAY_BE_MEANT:
            raise
        if not port.agree(f"{error.where}: {error.what}.", _MAY_BE_MEANT[error.code]):
            return None
        early, again = (error.code == cause.code for cause in (TOO_EARLY, ON_RECORD))
        book = opened(data, port.name, when._replace(early=early, again=again))
    if not isinstance(book, Opened):
        raise ExcelRefused(port.name, NO_QUARTER, book[0].message.rstrip("."))
    return book


def _missing_text(said: Answered) -> str:
    return "\n".join(first_lines(_missing(said), "okrsheet close shows all of them"))


def _missing(said: Answered) -> Iterator[str]:
    lacks = said.missing
    yield f"Not closed: {count_of(len(lacks), 'answer')} missing."
    for each in lacks:
        name = each.key_result.id or "A key result"
        yield f"{place_of(said, each).where}: {name} {each.why}."


def _first(said: Answered) -> Spot:
    found = place_of(said, said.missing[0])
    return Spot(found.sheet, *position(found.cell))


def _record_text(made: Closed) -> str:
    """Score and bands of a quarter as they go on record."""
    quarter = made.quarter
    score = company_score(quarter)
    bands = [each.band for each in quarter.key_results]
    counts = [f"{bands.count(band)} {band}" for band in Band]
    if None in bands:
        counts.append(f"{bands.count(None)} without a score")
    told = f"company score {two_decimals(score):.2f}" if score is not None else "no company score"
    day = day_text(quarter.closed_on)
    return f"{quarter.name} on {day}, {told}; key results: {', '.join(counts)}."
