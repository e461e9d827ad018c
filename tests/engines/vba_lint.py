"""What the VBA compiler would refuse in our modules, as far as it can be told without one.

Blocks that do not close, names nobody declares, names VBA keeps for itself, labels that are not
there, lines VBA does not take. Written for what we generate: one statement a line.
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from tests.engines.vba_text import PLATFORMS, Line, faults_of_form, logical_lines

ANY_CASE = re.IGNORECASE
_RESERVED = (
    "abs addressof and any array as attribute boolean byref byte byval call case cbool cbyte ccur "
    "cdate cdbl cdec cdecl cint circle clng clnglng clngptr close const csng cstr currency cvar "
    "cverr date debug decimal declare defbool defbyte defcur defdate defdbl defdec defint deflng "
    "defobj defsng defstr defvar dim do doevents double each else elseif empty end endif enum eqv "
    "erase event exit false fix for friend function get global gosub goto if imp implements in "
    "input inputb int integer is lbound len lenb let like lock long longlong longptr loop lset me "
    "mod new next not nothing null on open option optional or paramarray preserve print private "
    "pset public put raiseevent redim rem resume return rset scale seek select set sgn shared "
    "single spc static step stop string sub tab then to true type typeof ubound unlock until "
    "variant wend while with withevents write xor"
)
# Words that only mean something in their place, and what the VBA and Excel libraries bring.
_KNOWN = (
    "error explicit lib alias ptrsafe err msgbox vbnewline vbexclamation vbinformation typename "
    "application activeworkbook thisworkbook range workbook workbooks name iribbonui "
    "iribboncontrol failed"
)
RESERVED = frozenset(_RESERVED.split())
KNOWN = RESERVED | frozenset(_KNOWN.split())

_HEAD = re.compile(
    r"\s*(?:(Public|Private) )?(?:Static )?(Sub|Function)\s+(\w+)\s*\((.*)\)", ANY_CASE
)
_VARIABLE = re.compile(
    r"\s*(?:Dim|Static|Const|(?:Public|Private)(?: Const| WithEvents)?)\s", ANY_CASE
)
_DECLARED = re.compile(r"(?:^|,)\s*(\w+)(?:\(\))?(?:\s+As\s+\w+)?", ANY_CASE)
_PARAMETER = re.compile(
    r"(?:Optional\s+)?(?:ByVal\s+|ByRef\s+)?(?:ParamArray\s+)?(\w+)(?:\(\))?"
    r"(?:\s+As\s+\w+)?(?:\s*=.*)?$",
    ANY_CASE,
)
_LABEL = re.compile(r"\s*(\w+):\s*$")
_WORD = re.compile(r"(?<![.\w#&])([A-Za-z]\w*)(?!\w*:=)")
_OPENS = {
    "if": re.compile(r"\s*If\b.*\bThen\s*$", ANY_CASE),
    "for": re.compile(r"\s*For\b", ANY_CASE),
    "do": re.compile(r"\s*Do\b", ANY_CASE),
    "while": re.compile(r"\s*While\b", ANY_CASE),
    "with": re.compile(r"\s*With\b", ANY_CASE),
    "select": re.compile(r"\s*Select\s+Case\b", ANY_CASE),
}
_CLOSES = {
    "if": re.compile(r"\s*End\s+If\b", ANY_CASE),
    "for": re.compile(r"\s*Next\b", ANY_CASE),
    "do": re.compile(r"\s*Loop\b", ANY_CASE),
    "while": re.compile(r"\s*Wend\b", ANY_CASE),
    "with": re.compile(r"\s*End\s+With\b", ANY_CASE),
    "select": re.compile(r"\s*End\s+Select\b", ANY_CASE),
}
_MIDDLE = {"else": "if", "elseif": "if", "case": "select"}


class Procedure(NamedTuple):
    """A Sub or Function: its lines without the first and the last."""

    number: int
    scope: str
    kind: str
    name: str
    parameters: tuple[str, ...]
    body: tuple[Line, ...]


class Module(NamedTuple):
    """What a module declares, and its procedures."""

    names: tuple[str, ...]
    procedures: tuple[Procedure, ...]
    faults: tuple[str, ...]


def lint_project(modules: Mapping[str, str], explicit: frozenset[str] | None = None) -> list[str]:
    """Every fault of every module, on each platform: `OkrRibbon (Mac) 12: ...`.

    Args:
        modules: source by module name.
        explicit: those to be checked for undeclared names; all when None.
    """
    found = []
    for platform in PLATFORMS:
        parsed = {name: parse(source, platform) for name, source in modules.items()}
        shared = {name.lower() for name in modules}
        shared |= {
            each.name.lower()
            for one in parsed.values()
            for each in one.procedures
            if each.scope == "public"
        }
        for name, source in modules.items():
            faults = [*faults_of_form(source), *_faults(parsed[name])]
            if explicit is None or name in explicit:
                faults += _undeclared(parsed[name], frozenset(shared))
                faults += (
                    [] if re.match(r"Option Explicit\n", source) else ["1: no Option Explicit"]
                )
            found += [f"{name} ({platform}) {fault}" for fault in faults]
    return found


def parse(source: str, platform: str) -> Module:
    """The procedures of a module, and the names above them."""
    names: list[str] = []
    procedures: list[Procedure] = []
    faults: list[str] = []
    head: re.Match[str] | None = None
    start, body = 0, list[Line]()
    for line in _lines(source, platform, faults):
        opened, closed = _HEAD.match(line.code), re.match(r"\s*End\s+(Sub|Function)\b", line.code)
        if opened and head is None:
            head, start, body = opened, line.number, []
        elif closed and head and closed[1].lower() == head[2].lower():
            procedures.append(_procedure(start, head, body))
            head = None
        elif opened or closed:
            faults.append(f"{line.number}: {line.code.strip()} where none may stand")
        elif head:
            body.append(line)
        else:
            names += _names(line.code)
    if head:
        faults.append(f"{start}: {head[2]} {head[3]} does not end")
    return Module(tuple(names), tuple(procedures), tuple(faults))


def _lines(source: str, platform: str, faults: list[str]) -> Iterator[Line]:
    try:
        yield from logical_lines(source, platform)
    except ValueError as error:
        faults.append(f"0: {error}")


def _procedure(number: int, head: re.Match[str], body: list[Line]) -> Procedure:
    given = [each.strip() for each in head[4].split(",") if each.strip()]
    found = [_PARAMETER.match(each) for each in given]
    parameters = tuple(each[1] if each else "?" for each in found)
    return Procedure(
        number, (head[1] or "Public").lower(), head[2].lower(), head[3], parameters, tuple(body)
    )


def _names(code: str) -> list[str]:
    """The names a line declares; none when it declares nothing."""
    start = _VARIABLE.match(code)
    return [] if start is None else _DECLARED.findall(code[start.end() :])


def _faults(module: Module) -> Iterator[str]:
    yield from module.faults
    seen = set()
    for each in module.procedures:
        if each.name.lower() in seen:
            yield f"{each.number}: {each.name} is there twice"
        seen.add(each.name.lower())
        lowered = [name.lower() for name in each.parameters]
        for name in (each.name.lower(), *lowered):
            if name in RESERVED or name == "?":
                yield f"{each.number}: {name} cannot be a name"
        if len(set(lowered)) < len(lowered):
            yield f"{each.number}: {each.name} has a parameter twice"
        yield from _blocks(each)
        yield from _jumps(each)


def _blocks(procedure: Procedure) -> Iterator[str]:
    open_blocks: list[str] = []
    for line in procedure.body:
        if line.code.count("(") != line.code.count(")"):
            yield f"{line.number}: a bracket too many or too few"
        word = (line.code.split() or [""])[0].lower().rstrip(":")
        closed = next((kind for kind, each in _CLOSES.items() if each.match(line.code)), None)
        if closed and (not open_blocks or open_blocks.pop() != closed):
            yield f"{line.number}: {line.code.strip()} closes nothing"
        elif word in _MIDDLE and open_blocks[-1:] != [_MIDDLE[word]]:
            yield f"{line.number}: {line.code.strip()} stands in no block of its kind"
        elif not closed:
            open_blocks += [kind for kind, each in _OPENS.items() if each.match(line.code)]
    if open_blocks:
        yield f"{procedure.number}: {procedure.name} leaves {open_blocks[-1]} open"


def _jumps(procedure: Procedure) -> Iterator[str]:
    labels = {found[1].lower() for line in procedure.body if (found := _LABEL.match(line.code))}
    for line in procedure.body:
        for target in re.findall(r"\bGoTo\s+(\w+)", line.code, ANY_CASE):
            if target != "0" and target.lower() not in labels:
                yield f"{line.number}: no label {target}"
        for kind in re.findall(r"\bExit\s+(Sub|Function)\b", line.code, ANY_CASE):
            if kind.lower() != procedure.kind:
                yield f"{line.number}: Exit {kind} in a {procedure.kind}"


def _undeclared(module: Module, shared: frozenset[str]) -> Iterator[str]:
    for procedure in module.procedures:
        own = {*(each.name for each in module.procedures), *procedure.parameters, *module.names}
        for line in procedure.body:
            own |= set(_names(line.code))
        allowed = KNOWN | shared | {name.lower() for name in own}
        for line in procedure.body:
            if _LABEL.match(line.code):
                continue
            code = re.sub(r"\bGoTo\s+\w+", "", line.code, flags=ANY_CASE)
            for word in _WORD.findall(code):
                if word.lower() not in allowed:
                    yield f"{line.number}: {word} is declared nowhere"
