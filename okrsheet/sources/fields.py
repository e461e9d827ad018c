"""The fields a column of somebody's table may fill, and the headers by which it is known.

Ours are all columns that people type on Objectives and Key Results, by their headers; a mapping
names them so. Beside them stand what a key result last showed, and what tells rows apart.
"""

from collections.abc import Iterable
from functools import cache
from typing import Final, NamedTuple

from okrsheet.workbook.contract import Column, Kind
from okrsheet.workbook.headers import word_of
from okrsheet.workbook.plain_languages import HEADERS, LIKELY
from okrsheet.workbook.plain_terms import CHECK_INS, KEY_RESULTS, OBJECTIVES, Term
from okrsheet.workbook.sheets.key_results import TABLE as KEY_RESULT_TABLE
from okrsheet.workbook.sheets.objectives import TABLE as OBJECTIVE_TABLE

OBJECTIVE: Final = "objective"
KEY_RESULT: Final = "key result"
CHECK_IN: Final = "check-in"
ROW: Final = "row"

_OBJECTIVE_NAMES: Final = {"ID": "objective id", "Owner": "objective owner"} | {
    "Weight": "objective weight"
}
_KEY_RESULT_NAMES: Final = {"ID": "kr id", "Key result": "key result"}
_LINK: Final = "objective_id"


class Field(NamedTuple):
    """A field, and how it is known.

    Attributes:
        name: as a mapping writes it.
        part: of what it is a field.
        attribute: the record's field, such as `checkpoints/0`; "" where it only tells rows apart.
        kind: how its cells are read.
        choices: the list of words its cells may hold.
        sure: headers that mean it.
        likely: headers that mean it where nothing says it better.
    """

    name: str
    part: str
    attribute: str
    kind: Kind
    choices: str = ""
    sure: frozenset[str] = frozenset()
    likely: frozenset[str] = frozenset()


_OTHERS: Final = (
    Field("current", CHECK_IN, "value", Kind.METRIC),
    Field("date", CHECK_IN, "day", Kind.DATE),
    Field("confidence", CHECK_IN, "confidence", Kind.NUMBER),
    Field("status", CHECK_IN, "owner_rag", Kind.WORD, "okr_owner_rags"),
    Field("text", ROW, "", Kind.LONG),
    Field("id", ROW, "", Kind.ID),
    Field("kind", ROW, "", Kind.WORD),
    Field("parent", ROW, "", Kind.TEXT),
    Field("period", ROW, "", Kind.TEXT),
)
_PLAIN: Final = {
    "current": "current",
    "updated": "date",
    "text": "key result",
    "id": "kr id",
    "data_source": "data source",
    "frequency": "update frequency",
}
_LEFT_OUT: Final = frozenset(
    {"id", "name", "title", "description", "parent", "parent id", "aligned to"}
    | {"key", "no", "nr", "number", "#", "ref", "code"}
)
"""Words of `plain_terms` for which a table of one topic is asked about; here more is known."""


@cache
def fields() -> dict[str, Field]:
    """Every field by its name."""
    ours = [
        *_typed(OBJECTIVE_TABLE.columns, OBJECTIVE, _OBJECTIVE_NAMES),
        *_typed(KEY_RESULT_TABLE.columns, KEY_RESULT, _KEY_RESULT_NAMES),
        *_OTHERS,
    ]
    return {each.name: _with_words(each) for each in ours}


def _typed(columns: Iterable[Column], part: str, names: dict[str, str]) -> list[Field]:
    return [
        Field(names.get(c.header, c.header.casefold()), part, c.field, c.kind, c.choices)
        for c in columns
        if c.typed and c.field != _LINK
    ]


def _with_words(field: Field) -> Field:
    plain_sure, plain_likely = _plain_words(field.name)
    named = {field.name} if field.part != ROW or field.name in ("kind", "period") else set()
    sure = named | plain_sure | set(HEADERS.get(field.name, ()))
    likely = plain_likely | set(LIKELY.get(field.name, ()))
    return field._replace(sure=frozenset(sure), likely=frozenset(likely - sure))


def _plain_words(name: str) -> tuple[set[str], set[str]]:
    sure: set[str] = set()
    likely: set[str] = set()
    for term in _terms(name):
        sure |= {word_of(each) for each in term.sure}
        likely |= {word_of(each) for each in term.likely if (name, each) != ("kr id", "kr")}
    return sure - _LEFT_OUT, likely - _LEFT_OUT


def _terms(name: str) -> list[Term]:
    found = [
        term
        for term in KEY_RESULTS
        if _PLAIN.get(term.field, term.field) == name and term.field != _LINK
    ]
    texts = {"text": "objective", "id": "objective id", "why": "why this matters"}
    found += [
        term
        for term in OBJECTIVES
        if texts.get(term.field, term.field) == name
        and term.field in ("text", "id", "why", "level", "team", "supports/0")
    ]
    found += [term for term in CHECK_INS if term.field == name == "confidence"]
    return found
