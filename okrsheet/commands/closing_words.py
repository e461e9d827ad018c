"""What `okrsheet close` says: what is missing with the way out, or what went on record."""

from okrsheet.commands.terminal import typed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from okrsheet.core.closed_quarter import ClosedQuarter
    from okrsheet.core.closing_gaps import Missing
    from okrsheet.core.model import KeyResult
    from okrsheet.workbook.closing_book import Answered
    from okrsheet.workbook.closing_file import Closed
    from okrsheet.workbook.taking import Taken

_NAMED = 8


def missing_lines(said: "Answered", book: str) -> "Iterator[str]":
    """What is missing, each with its cell and the option that says it."""
    from okrsheet.core.closing_gaps import Lack
    from okrsheet.core.findings import count_of
    from okrsheet.core.printable import printable
    from okrsheet.workbook.closing_book import place_of

    lacks = said.missing
    yield f"Not closed: {count_of(len(lacks), 'answer')} missing."
    for each in lacks:
        name = each.key_result.id or "A key result"
        yield printable(f"  {place_of(said, each).where}: {name} {each.why}: {_way_out(each)}")
    if any(each.lack is Lack.DECISION for each in lacks):
        yield "WORD is Continue, Revise, Drop or Done; --undecided leaves all of these open."
    yield f"Fill in the cells, or add the options to: okrsheet close {typed(book)}"
    yield "Nothing was written."


def _way_out(each: "Missing") -> str:
    from okrsheet.core.closing_gaps import Lack
    from okrsheet.core.scoring import effective_type
    from okrsheet.core.words import Type

    name = typed(each.key_result.id)
    if each.lack is Lack.ID:
        return "write one of its own into the cell"
    if each.lack is Lack.VALUE:
        of_type = {Type.MILESTONES: "STAGE", Type.YES_NO: "Yes"}
        value = of_type.get(effective_type(each.key_result), "V")
        return f"--value {name}={value}, or where there is none --no-data {name}"
    if each.lack is Lack.SCORE:
        return f"--score {name}=0.7, or empty Score by hand"
    if each.lack is Lack.REASON:
        return f'--reason {name}="...", or empty Score by hand'
    return f"--decide {name}=WORD"


def remarks(said: "Answered", made: "Closed") -> "Iterator[str]":
    """What should be known before the record is read by others."""
    from okrsheet.core.printable import printable

    plan = made.found.plan
    if plan.published is None:
        yield "The quarter was never published: nobody said which targets were agreed on."
    for figure in made.found.key_results:
        if figure.reading.problem and figure.score is None:
            yield printable(
                f"{figure.key_result.id} goes on record without a score: {figure.reading.problem}."
            )
    for figure, each in zip(made.found.key_results, made.quarter.key_results, strict=True):
        if each.decision == "Done" and figure.met is False:
            yield printable(f"{each.id} is decided Done, though its target is not met.")
    yield from map(printable, _unread(made))
    for found in made.differences:
        yield printable(f"Since the last record: {found.sheet}!{found.cell}: {found.message}")
    if any(each.code == "OKR070" for each in said.opened.loaded.findings):
        yield "The record there was can't be read; it was written anew from the sheets."


def _unread(made: "Closed") -> "Iterator[str]":
    """What stands on Review and could not be read, so that it is not on record."""
    for each in made.unread:
        yield f"Not on record: {each.sheet}!{each.cell}: {each.message}"


def left_out(said: "Answered", book: str) -> "Iterator[str]":
    """What was reported for days after that of closing, and how it counts."""
    from okrsheet.core.printable import printable
    from okrsheet.core.reset_words import day_text, listed
    from okrsheet.workbook.closing_book import dated_later

    found = dated_later(said)
    if found:
        names = listed([f"{name} ({day})" for name, day in found.items()], _NAMED)
        yield printable(
            f"Not on record, for it is dated after {day_text(said.opened.day)}: {names}. To count "
            f"it: okrsheet close {typed(book)} --again --as-of {max(found.values())}"
        )


def closed_lines(said: "Answered", made: "Closed", book: str, *, dry_run: bool) -> "Iterator[str]":
    """What went on record, what is left to people, and what comes next."""
    from okrsheet.core.printable import printable
    from okrsheet.core.reset_words import day_text

    quarter = made.quarter
    done = "Would be closed" if dry_run else "Closed"
    whose = f" by {said.by}" if said.by else ""
    yield printable(f"{done}: {quarter.name}, on {day_text(quarter.closed_on)}{whose}.")
    yield from map(printable, _scores(quarter))
    yield from map(printable, _by_hand(made))
    yield from map(printable, _given(said))
    yield from map(printable, filter(None, [said.kept_told]))
    yield from _decided(quarter)
    yield from _lessons(quarter)
    if not dry_run:
        yield from _next_steps(made, typed(book))


def _next_steps(made: "Closed", book: str) -> "Iterator[str]":
    yield f"As a page to hand round: okrsheet report {book} --scorecard"
    following = _following(made)
    if following:
        yield f"Next: okrsheet new {following} --from {book}{_open(made)}"


def _open(made: "Closed") -> str:
    """What to add where the review left something open: without it, nothing would be made."""
    left = any(each.decision is None for each in made.quarter.key_results)
    return " --undecided drop" if left else ""


def _scores(quarter: "ClosedQuarter") -> "Iterator[str]":
    from okrsheet.core.on_record import company_score
    from okrsheet.core.scoring import two_decimals
    from okrsheet.core.words import Band

    score = company_score(quarter)
    bands = [each.band for each in quarter.key_results]
    counts = [f"{bands.count(band)} {band}" for band in Band]
    if None in bands:
        counts.append(f"{bands.count(None)} without a score")
    told = f"Company score {two_decimals(score):.2f}" if score is not None else "No company score"
    yield f"{told}; key results: {', '.join(counts)}."


def _by_hand(made: "Closed") -> "Iterator[str]":
    """Where the record says another score than Objectives, which shows the computed one."""
    from okrsheet.core.scoring import two_decimals

    for figure, each in zip(made.found.objectives, made.quarter.objectives, strict=True):
        by_figures = "none" if figure.score is None else f"{two_decimals(figure.score):.2f}"
        score = "none" if each.score is None else f"{two_decimals(each.score):.2f}"
        if score != by_figures:
            yield (
                f"{each.id}: {score} is on record, with scores by hand; Objectives shows the "
                f"computed {by_figures}."
            )


def _given(said: "Answered") -> "Iterator[str]":
    from okrsheet.core.findings import count_of

    for taken in said.taken:
        corrected = " (the line of that day was corrected)" if taken.corrects else ""
        day = f"dated {taken.line.day}{corrected}"
        if taken.stage is not None and not taken.news:
            day = f"as it was on {taken.stage.day}"
        yield f"Final value of {taken.line.key_result_id}: {_read_as(said, taken)}, {day}."
        yield from (f"  {question}" for question in _doubts(said, taken))
    new = sum(edit.place is None for edit in said.edits)
    if new:
        yield f"Review: {count_of(new, 'line')} added."


def _read_as(said: "Answered", taken: "Taken") -> str:
    """A final value as it was understood, so that a misread one is seen."""
    from okrsheet.core.amounts import amount

    value = taken.line.value
    if taken.stage is not None:
        return f"{taken.stage.text!r} is done"
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return amount(_key_result(said, taken), value)


def _doubts(said: "Answered", taken: "Taken") -> "Iterator[str]":
    """What to ask about a final value that is hardly meant."""
    from okrsheet.core.history import reports
    from okrsheet.core.unlikely import questions

    line = taken.line
    earlier = [
        each
        for each in said.opened.plan.check_ins
        if each.key_result_id.lower() == line.key_result_id.lower()
        and reports(each)
        and each.value is not None
        and each.day < line.day
    ]
    before = max(earlier, key=lambda each: each.day, default=None)
    yield from questions(_key_result(said, taken), line.value, before)


def _key_result(said: "Answered", taken: "Taken") -> "KeyResult":
    name = taken.line.key_result_id.lower()
    return next(kr for kr in said.opened.plan.key_results if kr.id.lower() == name)


def _decided(quarter: "ClosedQuarter") -> "Iterator[str]":
    from okrsheet.core.words import Carry

    words = [each.decision for each in quarter.key_results]
    counts = [f"{words.count(word)} {word}" for word in Carry if word in words]
    left = words.count(None)
    counts += [f"{left} not decided"] if left else []
    if counts:
        yield f"Decisions: {', '.join(counts)}."


def _lessons(quarter: "ClosedQuarter") -> "Iterator[str]":
    """Which of the questions on Review nobody answered yet."""
    from okrsheet.core.reset_words import listed
    from okrsheet.core.words import Band

    asked = {
        Band.HIT: ("why", "replicate", "Why it worked, What to repeat"),
        Band.MISSED: ("went_wrong", "differently", "What went wrong, What to do differently"),
    }
    for band, (first, second, headers) in asked.items():
        names = [
            each.id
            for each in quarter.key_results
            if each.band is band
            and not (getattr(each.lesson, first) and getattr(each.lesson, second))
        ]
        if names:
            told = listed(names, _NAMED)
            yield f"Still to be answered on Review for {band} {told}: {headers}."


def _following(made: "Closed") -> str:
    from okrsheet.core.quarter import following

    try:
        return following(made.found.plan.quarter).name
    except ValueError:
        return ""
