"""What was asked for with `okrsheet new`: its words and the organisation's own defaults."""

from datetime import date, timedelta
from math import isfinite
from pathlib import Path
from typing import Final, NamedTuple, Protocol

from okrsheet.core.model import Plan, Quarter
from okrsheet.core.policy import PRESETS, Limit, Policy, preset
from okrsheet.core.quarter import parse_quarter
from okrsheet.core.words import Cadence
from okrsheet.workbook.create import Request, empty_plan

SETTINGS_FILE: Final = "okrsheet.toml"
EARLIEST: Final = 2000
LATEST: Final = 2098
_FACTS: Final = ("organisation", "champion", "teams", "preset", "fiscal_start", "cadence")


class Words(Protocol):
    """The words of the command line."""

    quarter: str | None
    org: str | None
    champion: str | None
    team: list[str] | None
    preset: list[str] | None
    fiscal_start: int | None
    start: date | None
    end: date | None
    cadence: str | None
    settings: str | None
    example: bool


class Order(NamedTuple):
    """The plan and policy of a new workbook; `as_of` None for "today"."""

    plan: Plan
    policy: Policy
    as_of: date | None


def order(words: Words) -> Order:
    """What to make.

    Raises:
        ValueError: a word or the settings file makes no sense; the text says which.
    """
    if words.example:
        _refuse_names(words)
    own = own_defaults(words.settings)
    if words.quarter is None:
        raise ValueError("Which quarter? Write year and quarter, such as 2027-Q1.")
    quarter = parse_quarter(
        words.quarter, words.fiscal_start or _whole(own, "fiscal_start", 1), words.start, words.end
    )
    refuse_far_years(quarter)
    policy = policy_for(words, own)
    if words.example:
        from okrsheet.workbook.example import EXAMPLE_DAY, example_plan  # noqa: PLC0415  # seldom

        return Order(
            example_plan(quarter), policy, min(quarter.end, quarter.start + timedelta(EXAMPLE_DAY))
        )
    request = Request(
        quarter=quarter,
        organisation=words.org or _text(own, "organisation"),
        champion=words.champion or _text(own, "champion"),
        teams=team_names(words.team or _texts(own, "teams")),
    )
    return Order(empty_plan(request), policy, None)


def refuse_far_years(quarter: Quarter) -> None:
    """Let pass a quarter that lies in the years a workbook can show.

    Raises:
        ValueError: it does not.
    """
    if not EARLIEST <= quarter.start.year <= LATEST:
        raise ValueError(f"{quarter.name} lies outside the years {EARLIEST} to {LATEST}.")


def _refuse_names(words: Words) -> None:
    """The example is a company with its own names."""
    given = {"--org": words.org, "--champion": words.champion, "--team": words.team}
    named = [option for option, value in given.items() if value is not None]
    if named:
        raise ValueError(
            f"--example is an invented company with names of its own: leave out "
            f"{' and '.join(named)}, or leave out --example."
        )


def place(out: str, quarter: str) -> Path:
    """The file to make: `out` itself where it names a workbook, else a file in that folder."""
    path = Path(out)
    return path if path.suffix.lower() == ".xlsx" else path / f"okrs-{quarter}.xlsx"


def team_names(names: list[str]) -> tuple[str, ...]:
    """The teams asked for.

    Raises:
        ValueError: two have the same name, or one has none.
    """
    clean = [" ".join(name.split()) for name in names]
    if len({name.casefold() for name in clean}) != len(clean) or "" in clean:
        raise ValueError("Every team needs a name of its own.")
    return tuple(clean)


def policy_for(words: Words, own: dict[str, object], before: Policy | None = None) -> Policy:
    """The settings asked for; those of `before` where nothing else is said.

    Raises:
        ValueError: a word or the settings file makes no sense; the text says which.
    """
    names = words.preset or _texts(own, "preset")
    unknown = [name for name in names if name not in PRESETS]
    if unknown:
        raise ValueError(f"{unknown[0]!r} is not a preset. Presets are {', '.join(PRESETS)}.")
    policy = before if before and not names else preset(*names)
    numbers = own.get("settings", {})
    if not isinstance(numbers, dict):
        raise ValueError(f"{SETTINGS_FILE}: [settings] is a table of numbers.")  # noqa: TRY004  # a person's words
    policy = _with_numbers(policy, numbers)
    cadence = words.cadence or str(own.get("cadence", before.cadence if before else "weekly"))
    if cadence.casefold() not in ("weekly", "bi-weekly"):
        raise ValueError(f"{cadence!r} is not a cadence. It is weekly or bi-weekly.")
    biweekly = cadence.casefold() == "bi-weekly"
    return policy._replace(cadence=Cadence.BIWEEKLY if biweekly else Cadence.WEEKLY)


def _with_numbers(policy: Policy, numbers: dict[str, object]) -> Policy:
    changes: dict[str, object] = {}
    for name, value in numbers.items():
        known = getattr(policy, name, None)
        if name not in Policy._fields or name == "cadence":
            raise ValueError(f"{SETTINGS_FILE}: there is no setting {name!r}.")
        if isinstance(known, Limit):
            changes[name] = _limit(name, known, value)
        elif not _fits(value, known):
            raise ValueError(f"{SETTINGS_FILE}: {name} can't be {value!r}.")
        else:
            changes[name] = value
    return policy._replace(**changes)  # type: ignore[arg-type]  # checked above


def _fits(value: object, known: object) -> bool:
    if isinstance(known, bool):
        return isinstance(value, bool)
    return type(value) in (int, float) and isfinite(float(str(value)))


def _limit(name: str, known: Limit, value: object) -> Limit:
    ends = value if isinstance(value, dict) else {}
    if not ends or set(ends) - set(Limit._fields):
        raise ValueError(f"{SETTINGS_FILE}: {name} needs {', '.join(Limit._fields)}.")
    if not all(type(each) is int for each in ends.values()):
        raise ValueError(f"{SETTINGS_FILE}: {name} takes whole numbers.")
    return known._replace(**ends)


def own_defaults(path: str | None) -> dict[str, object]:
    """What a settings file says; nothing where there is none and none is named.

    Raises:
        ValueError: it makes no sense; the text says why.
    """
    source = Path(path or SETTINGS_FILE)
    if not source.is_file():
        if path:
            raise ValueError(f"{path}: there is no such settings file.")
        return {}
    import tomllib  # noqa: PLC0415  # most quarters have no such file

    try:
        found = tomllib.loads(source.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ValueError(f"{source}: {error}. Write it as TOML.") from error
    strange = set(found) - {*_FACTS, "settings"}
    if strange:
        raise ValueError(f"{source}: there is no setting {min(strange)!r}.")
    return found


def _texts(own: dict[str, object], name: str) -> list[str]:
    value = own.get(name, [])
    found = [value] if isinstance(value, str) else value
    if not isinstance(found, list) or not all(isinstance(each, str) for each in found):
        raise ValueError(f"{SETTINGS_FILE}: {name} can't be {value!r}.")
    return found


def _text(own: dict[str, object], name: str) -> str:
    value = own.get(name, "")
    if not isinstance(value, str):
        raise ValueError(f"{SETTINGS_FILE}: {name} can't be {value!r}.")  # noqa: TRY004  # a person's words
    return value


def _whole(own: dict[str, object], name: str, default: int) -> int:
    value = own.get(name, default)
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError(f"{SETTINGS_FILE}: {name} can't be {value!r}.")  # noqa: TRY004  # a person's words
    return value
