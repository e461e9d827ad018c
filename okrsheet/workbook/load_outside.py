"""Formulas that reach outside a workbook, and texts that name places okrsheet never opens.

Texts are only looked at. Imported where one may be meant: its expressions take long to prepare.
"""

import re
from typing import Final

from okrsheet.workbook.load_formulas import REMOTE

_CALLS: Final = re.compile(
    rf"(?<![\w.])(?:_xl\w+\.)*({'|'.join(map(re.escape, REMOTE))})\s*\(", re.IGNORECASE
)
# Quoted texts, quoted sheet names and column names in brackets may hold any sign.
_QUOTED: Final = re.compile(r"\"[^\"]*\"|'(?:[^']|'')*'|\[[^\[\]]*\]")
_DDE: Final = re.compile(r"\|[^|]*!")


def reach(formula: str) -> str:
    """How a formula reaches outside, such as DDE or WEBSERVICE; "" where it does not."""
    bare = _QUOTED.sub("''", formula)
    called = _CALLS.search(bare)
    if called is not None:
        return called[1].upper()
    return "DDE" if _DDE.search(bare) else ""


_LOCAL_FILE: Final = re.compile(
    r"file:|[a-z]:[\\/]|\\\\|\.{1,2}[\\/]|~[\\/]|/(?:etc|home|usr|var|tmp|proc|dev|mnt|root)/",
    re.IGNORECASE,
)
_DATABASE: Final = re.compile(
    r"(?:jdbc:|odbc:|(?:sqlite|postgres(?:ql)?|mysql|mssql|oracle|mongodb|redis)[\w+]*:/)"
    r"|select\b.+\bfrom\b|.*\b(?:drop\s+table|insert\s+into|delete\s+from|union\s+select)\b",
    re.IGNORECASE | re.DOTALL,
)
_SCHEME: Final = re.compile(r"([a-z][a-z0-9+.-]*)://([^/?#]*)", re.IGNORECASE)
_WEB: Final = frozenset({"http", "https"})
_INSIDE: Final = re.compile(
    r"localhost|0\.|127\.|10\.|192\.168\.|169\.254\.|172\.(?:1[6-9]|2\d|3[01])\.|0x|\d+$|\[",
    re.IGNORECASE,
)


def never_opened(text: str) -> str:
    """What kind of place a source names that okrsheet would never open; "" where it names none."""
    start = text.strip()
    if _LOCAL_FILE.match(start):
        return "a file"
    if _DATABASE.match(start):
        return "a database"
    url = _SCHEME.match(start)
    if url is None:
        return ""
    host = url[2].rpartition("@")[2].partition(":")[0]
    if url[1].lower() not in _WEB:
        return "an address"
    return "an address inside a network" if _INSIDE.match(host) else ""
