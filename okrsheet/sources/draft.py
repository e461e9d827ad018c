"""Lines of a source as objectives, key results and values, before they have their IDs."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

from okrsheet.core.model import CheckIn, KeyResult, Objective
from okrsheet.core.words import Level
from okrsheet.sources.cell_values import Given, How, Value, read_value
from okrsheet.sources.fields import CHECK_IN, KEY_RESULT, OBJECTIVE, Field, fields
from okrsheet.sources.lines import Line
from okrsheet.sources.proposals import Proposal, proposed

METRICS: Final = ("baseline", "target", "low", "high", "red line", "current")
_SHARE: Final = "%"


class DraftObjective(NamedTuple):
    """An objective with the ID its source gives, "" for none, and the line it came from."""

    record: Objective
    line: Line
    questions: tuple[str, ...] = ()


class DraftResult(NamedTuple):
    """A key result, its last value, and the place of its objective among those of the draft.

    Attributes:
        record: with the ID its source gives, "" for none; its objective is not named in it.
        line: where it comes from.
        objective: the place of its objective; None where nothing names one.
        check_in: what its row says it showed last, without the key result; None for nothing.
        questions: what to ask a person.
        share: whether its confidence stands there with a percent sign.
    """

    record: KeyResult
    line: Line
    objective: int | None
    check_in: CheckIn | None = None
    questions: tuple[str, ...] = ()
    share: bool = False


class Terms(NamedTuple):
    """How lines are read: marks, the day of values without one, whether texts may give numbers."""

    how: How
    day: date | None = None
    numbers_from_text: bool = True


class Read(NamedTuple):
    """The values of one line by field, the units its texts name, and what to ask."""

    values: Mapping[str, object]
    units: Mapping[str, str]
    questions: tuple[str, ...]


def read_line(line: Line, part: str, how: How) -> Read:
    """All that a line says about an objective, or about a key result and its last value."""
    values: dict[str, object] = {}
    units: dict[str, str] = {}
    questions = list(line.questions)
    for name, given in line.given.items():
        field = _field(name, part, line)
        if field is None:
            continue
        made = read_value(field, given, how)
        if made.question:
            questions.append(made.question)
        if made.value is not None and made.value != "":
            values[field.name] = made.value
        if made.unit:
            units[field.name] = made.unit
    return Read(values, units, tuple(dict.fromkeys(questions)))


def _field(name: str, part: str, line: Line) -> Field | None:
    """The field a cell fills; owner and weight of an objective's own row are the objective's."""
    if part == OBJECTIVE:
        if line.kind == OBJECTIVE and name in ("owner", "weight"):
            name = f"objective {name}"
        field = fields()[name]
        return field if field.part == OBJECTIVE else None
    field = fields()[name]
    return field if field.part in (KEY_RESULT, CHECK_IN) else None


def record_values(values: Mapping[str, object], part: str) -> dict[str, object]:
    """Values by the record's fields, pairs such as `checkpoints` put together."""
    made: dict[str, object] = {}
    pairs: dict[str, dict[int, object]] = {}
    for name, value in values.items():
        field = fields()[name]
        stem, _, place = field.attribute.partition("/")
        if field.part != part:
            continue
        if place:
            pairs.setdefault(stem, {})[int(place)] = value
        else:
            made[stem] = value
    for stem, pair in pairs.items():
        if stem == "supports":
            made[stem] = tuple(str(pair.get(at, "")) for at in range(max(pair) + 1))
        else:
            made[stem] = (pair.get(0), pair.get(1))
    return made


def draft_objective(line: Line, how: How) -> DraftObjective:
    """The objective a line names."""
    read = read_line(line, OBJECTIVE, how)
    record = Objective("", "")._replace(**record_values(read.values, OBJECTIVE))  # type: ignore[arg-type]  # fields match by test
    if not record.id and line.kind == OBJECTIVE:
        record = record._replace(id=_own_id(line) if line.has_kind else _text_of(line, "id"))
    if record.team and record.level is None and not how.exact:
        record = record._replace(level=Level.TEAM)
    return DraftObjective(record, line, read.questions if line.kind == OBJECTIVE else ())


def _own_id(line: Line) -> str:
    """The ID of a row: not one of a running number alone."""
    text = _text_of(line, "id")
    return text if any(not letter.isdecimal() for letter in text) else ""


def _text_of(line: Line, name: str) -> str:
    given = line.given.get(name)
    return "" if given is None else given.text


def draft_result(line: Line, objective: int | None, terms: Terms) -> DraftResult:
    """The key result a line names, with numbers from its text where columns have none."""
    read = read_line(line, KEY_RESULT, terms.how)
    values, questions = dict(read.values), list(read.questions)
    questions += _with_unit(values, read, line)
    unread = any(name in line.given and name not in values for name in ("target", "baseline"))
    if terms.numbers_from_text and not (unread and questions):
        more = _of_one_unit(proposed(values), values, read, line)
        values |= more.values
        questions += more.questions
    record = KeyResult("", "", "")._replace(**record_values(values, KEY_RESULT))  # type: ignore[arg-type]  # fields match by test
    if not record.id:
        record = record._replace(id=_own_id(line))
    check_in, told = _check_in(values, terms.day, line.given.get("current"))
    if objective is None:
        told = [*told, "no objective is named for it"]
    share = read.units.get("confidence") == _SHARE
    return DraftResult(record, line, objective, check_in, (*questions, *told), share)


def _with_unit(values: dict[str, object], read: Read, line: Line) -> list[str]:
    """One unit for all numbers of a key result; numbers of two units are not taken."""
    found = {read.units[name] for name in METRICS if name in read.units}
    stated = str(values.get("unit", ""))
    plain = _beside_shares(values, read) if found == {_SHARE} else []
    if len(found) > 1 or plain:
        for name in METRICS:
            values.pop(name, None)
        return [f"{_unlike(line, read, plain)}; no number is taken"]
    unit = next(iter(found), "")
    if unit and not stated:
        values["unit"] = unit
    elif unit and unit.casefold() != stated.casefold():
        return [f"its numbers say {unit!r}, its unit {stated!r}"]
    return []


def _of_one_unit(found: Proposal, values: Mapping[str, object], read: Read, line: Line) -> Proposal:
    """What a text says of numbers; nothing, where they are in percent and those of cells are not.

    Nor the other way round; 0 is the same with and without.
    """
    shares = [name for name in METRICS if values.get(name) and read.units.get(name) == _SHARE]
    plain = [name for name in _numbers(values) if name not in shares]
    if found.in_percent and plain:
        told = f"its text is in percent, {_cells(line, plain)} is not"
    elif shares and not found.in_percent and any(_numbers(found.values)):
        told = f"its text is not in percent, {_cells(line, shares)} is"
    else:
        return found
    return Proposal({}, (f"{told}; no number of the text is taken",))


def _numbers(values: Mapping[str, object]) -> list[str]:
    """Which cells hold numbers other than 0; Yes, where it says what is done, is none."""
    return [name for name in METRICS if values.get(name) and not isinstance(values[name], bool)]


def _beside_shares(values: Mapping[str, object], read: Read) -> list[str]:
    """The numbers without a percent sign beside others with one; 0 is the same with and without."""
    return [name for name in _numbers(values) if name not in read.units]


def _unlike(line: Line, read: Read, plain: Sequence[str]) -> str:
    """Which cells are in different units."""
    named = [name for name in METRICS if name in read.units]
    if not plain:
        return f"{_cells(line, named)} are in different units"
    return f"{_cells(line, named)} in percent, {_cells(line, plain)} without a percent sign"


def _cells(line: Line, names: Sequence[str]) -> str:
    return ", ".join(line.given[name].where for name in names)


def _check_in(
    values: Mapping[str, object], day: date | None, given: Given | None
) -> tuple[CheckIn | None, list[str]]:
    """What a row says its key result showed last; without a day of its own, on the day said."""
    made = record_values(values, CHECK_IN)
    said = made.pop("day", None)
    if "value" not in made and "confidence" not in made:
        alone = "owner_rag" in made
        return None, ["its status is not taken, no value stands beside it"] if alone else []
    named = said if isinstance(said, date) else day
    if named is None:
        where = given.where if given else "a value"
        return None, [f"{where}: nothing says of which day it is; say it with --as-of"]
    return CheckIn(named, "")._replace(**made), []  # type: ignore[arg-type]  # fields match by test


def value_of(line: Line, name: str, how: How) -> Value:
    """One field of a line."""
    given = line.given.get(name)
    return Value() if given is None else read_value(fields()[name], given, how)


def places(lines: Sequence[Line]) -> str:
    """The rows some lines stand in."""
    return ", ".join(dict.fromkeys(str(line.row) for line in lines))
