"""What the add-in's registry promises to Excel: names, lengths, keys, sheets."""

import re
from collections.abc import Iterator

import pytest

from okrsheet.addin.button_list import GROUPS
from okrsheet.addin.declared import EACH, LISTS, WHOLE, Argument, Command, Formula
from okrsheet.addin.registry import COMMANDS, FORMULAS, by_name
from okrsheet.workbook.layout import SHEET_ORDER, TABLES, defined_names

MOST = 255
FORMULA_NAMES = {
    *("OKR_SCORE", "OKR_PROGRESS", "OKR_BAND", "OKR_EXPECTED", "OKR_PACE", "OKR_RAG"),
    *("OKR_STREAK", "OKR_FORECAST", "OKR_CHANCE", "OKR_NEEDED", "OKR_AUDIT", "OKR_READY"),
    *("OKR_LINT", "OKR_ROLLUP", "OKR_TARGET", "OKR_EXPLAIN"),
}
COMMAND_NAMES = {
    *("refresh", "check_in", "meeting", "talk_list", "audit", "publish", "report", "new_quarter"),
    *("close_quarter", "explain", "doctor", "as_of", "help", "insert_formula"),
}
# MS-VBAL 3.3.5.2: words no VBA parameter may be called, and `caller`, which xlwings fills in.
VBA_WORDS = """
abs addressof and any array as attribute boolean byref byte byval call caller case cbool cbyte
ccur cdate cdbl cdec cint circle clng clnglng clngptr close const csng cstr currency cvar cverr
date debug decimal declare defbool defbyte defcur defdate defdbl defint deflng defobj defsng
defstr defvar dim do doevents double each else elseif empty end endif enum eqv erase event exit
false fix for friend function get global gosub goto if imp implements in input inputb int
integer is lbound len lenb let like local long longlong longptr loop lset me mod new next not
nothing null on open option optional or paramarray preserve print private pset public put
raiseevent redim rem resume return rset scale seek select set sgn shared single spc static stop
string sub tab then to true type typeof ubound unlock until variant vb_base wend while width
with withevents write xor
"""
RESERVED = frozenset(VBA_WORDS.split())


def arguments() -> Iterator[tuple[Formula, Argument]]:
    for formula in FORMULAS:
        for argument in formula.arguments:
            yield formula, argument


def test_every_formula_and_button_of_the_issue_is_declared_once() -> None:
    assert sorted(formula.name for formula in FORMULAS) == sorted(FORMULA_NAMES)
    assert sorted(command.name for command in COMMANDS) == sorted(COMMAND_NAMES)
    for each in (*FORMULAS, *COMMANDS):
        assert by_name(each.name) is by_name(each.name.swapcase()) is each
    with pytest.raises(KeyError):
        by_name("OKR_NOTHING")


@pytest.mark.parametrize("formula", FORMULAS, ids=lambda f: f.name)
def test_a_formula_fits_the_function_wizard(formula: Formula) -> None:
    assert re.fullmatch(r"OKR_[A-Z]+", formula.name)
    assert 10 < len(formula.help) <= MOST
    assert formula.shape in (EACH, WHOLE)
    assert formula.category == "OKR"
    assert len(formula.arguments) <= 20
    optional = [argument.optional for argument in formula.arguments]
    assert optional == sorted(optional), "what may be left out comes last"
    names = [argument.name for argument in formula.arguments]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("formula", "argument"), [pytest.param(f, a, id=f"{f.name} {a.name}") for f, a in arguments()]
)
def test_an_argument_fits_excel_and_vba(formula: Formula, argument: Argument) -> None:
    assert re.fullmatch(r"[a-z][a-z0-9_]*[a-z0-9]", argument.name)
    assert argument.name not in RESERVED
    assert not re.fullmatch(r"[a-z]{1,3}[0-9]+", argument.name), "a cell address"
    assert 10 < len(argument.help) <= MOST
    assert argument.help.endswith(".")
    assert argument.kind in LISTS | {"number", "date", "text", "yes_no", "value"}


def test_one_name_means_one_kind_everywhere() -> None:
    kinds: dict[str, set[str]] = {}
    for _, argument in arguments():
        kinds.setdefault(argument.name, set()).add(argument.kind)
    assert {name for name, found in kinds.items() if len(found) > 1} == set()


@pytest.mark.parametrize(
    "source", sorted({argument.source for _, argument in arguments() if argument.source})
)
def test_a_source_stands_in_our_workbook(source: str) -> None:
    tables = {table.name: [column.header for column in table.columns] for table in TABLES}
    if not source.startswith("="):
        assert source in tables["tblKeyResults"]
        return
    table, _, rest = source[1:].partition("[")
    if not rest:
        assert table in defined_names()
        return
    headers = [h for h in re.findall(r"([^\[\]:,]+)", rest) if h != "#All"]
    assert headers
    assert set(headers) <= set(tables[table])


@pytest.mark.parametrize("command", COMMANDS, ids=lambda c: c.name)
def test_a_button_fits_the_ribbon(command: Command) -> None:
    assert re.fullmatch(r"[a-z]+(_[a-z]+)*", command.name)
    assert command.macro == f"okrsheet_{command.name}"
    assert command.group in GROUPS
    assert command.size in ("large", "normal")
    assert re.fullmatch(r"[A-Z][A-Za-z]+", command.icon)
    assert re.fullmatch(r"[A-Z]{1,3}", command.keytip)
    assert 0 < len(command.label) <= 20
    assert 0 < len(command.screentip) <= 60
    assert 10 < len(command.supertip) <= MOST
    assert command.supertip.endswith(".")
    assert set(command.needs) <= set(SHEET_ORDER)


def test_buttons_stand_by_group_and_have_keys_of_their_own() -> None:
    places = [GROUPS.index(command.group) for command in COMMANDS]
    assert places == sorted(places)
    assert set(places) == set(range(len(GROUPS)))
    keys = [command.keytip for command in COMMANDS]
    assert not [k for k in keys for other in keys if k is not other and other.startswith(k)]
