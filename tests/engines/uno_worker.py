"""Answers JSON lines on stdin with JSON lines on stdout, through one LibreOffice process.

Run by the Python that has `uno` (never by the tests' own Python), Python 3.8 or later:

    uno_worker.py SOFFICE FOLDER PIPE_NAME START_SECONDS

FOLDER holds `profile` and the copies of the workbooks; it is removed at the end.
It starts LibreOffice itself, so that both live and die in one process group. The end of stdin
ends both, also when the test run was killed or a document hangs.

Requests:  {"do": "recalculate", "path": P, "hard": true}   -> {"cells": {sheet: {A1: value}}}
           {"do": "pdf", "path": P, "out": F}                -> {"pages": {"": F}}
           {"do": "save", "path": P, "out": F}               -> {}
           {"do": "pdf", "path": P, "out": F, "each": true}  -> {"pages": {sheet: F-1, ...}}
           {"do": "quit"}
A failed request is answered by {"error": text}; the first line after the start is {"ready": true}.
"""

import contextlib
import json
import os
import queue
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any, Dict, Iterator, List, Optional, Tuple, Union

import uno
from com.sun.star.beans import PropertyValue

Value = Union[float, str, None]

FORMULA = 16  # com.sun.star.sheet.CellFlags.FORMULA
EXCEL_ERRORS = {
    503: "#NUM!",
    519: "#VALUE!",
    521: "#NULL!",
    524: "#REF!",
    525: "#NAME?",
    532: "#DIV/0!",
    32767: "#N/A",
}
_PAGES = "calc_pdf_Export"
_WORKBOOK = "Calc MS Excel 2007 XML"
FILTERS = {
    ".xlsx": "Calc MS Excel 2007 XML",
    ".xltx": "Calc MS Excel 2007 XML Template",
    ".xlsm": "Calc MS Excel 2007 VBA XML",
}
GRACE_SECONDS = 5.0
END = {"do": "quit"}


class Office:
    """One LibreOffice process and the connection to it."""

    def __init__(self, soffice: str, folder: str, pipe: str, start_seconds: float) -> None:
        self.folder = folder
        profile = str(Path(folder) / "profile")
        self.process = subprocess.Popen(
            [
                soffice,
                "-env:UserInstallation=" + uno.systemPathToFileUrl(profile),
                "--headless",
                "--norestore",
                "--nologo",
                "--nodefault",
                "--accept=pipe,name=" + pipe + ";urp;",
            ],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self.desktop = self._connect(pipe, time.monotonic() + start_seconds)

    def _connect(self, pipe: str, deadline: float) -> Any:
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext(
            "com.sun.star.bridge.UnoUrlResolver", local
        )
        url = "uno:pipe,name=" + pipe + ";urp;StarOffice.ComponentContext"
        while True:
            try:
                remote = resolver.resolve(url)
                break
            except Exception:
                if time.monotonic() > deadline or self.process.poll() is not None:
                    raise
                time.sleep(0.05)
        return remote.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", remote)

    def open(self, path: str) -> Any:
        """The workbook; macros off, links not followed, no dialogue."""
        arguments = [
            _property("Hidden", True),
            _property("MacroExecutionMode", 0),
            _property("UpdateDocMode", 0),
        ]
        name = FILTERS.get(Path(path).suffix.lower())
        if name is not None:
            arguments.append(_property("FilterName", name))
        document = self.desktop.loadComponentFromURL(
            uno.systemPathToFileUrl(path), "_blank", 0, tuple(arguments)
        )
        if document is None:
            raise ValueError("LibreOffice cannot open the file")
        if not document.supportsService("com.sun.star.sheet.SpreadsheetDocument"):
            document.close(True)
            raise ValueError("LibreOffice does not see a spreadsheet in the file")
        return document

    def quit(self) -> None:
        with contextlib.suppress(Exception):  # the connection breaks while it is answering
            self.desktop.terminate()
        try:
            self.process.wait(GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


def _property(name: str, value: object) -> Any:
    result = PropertyValue()
    result.Name = name
    result.Value = value
    return result


def answer(office: Office, request: Dict[str, Any]) -> Dict[str, Any]:
    document = office.open(request["path"])
    try:
        if request.get("hard", True):
            document.calculateAll()
        if request["do"] == "recalculate":
            return {"cells": {sheet.Name: formula_values(sheet) for sheet in sheets(document)}}
        if request["do"] == "pdf":
            return {"pages": dict(export(document, request["out"], bool(request.get("each"))))}
        if request["do"] == "save":
            _store(document, request["out"], _WORKBOOK)
            return {}
        raise ValueError("unknown request: " + str(request["do"]))
    finally:
        document.close(True)


def sheets(document: Any) -> List[Any]:
    return [document.Sheets.getByIndex(index) for index in range(document.Sheets.Count)]


def formula_values(sheet: Any) -> Dict[str, Value]:
    """Every cell with a formula; one call per rectangle, one more per cell in error."""
    values: Dict[str, Value] = {}
    for area in sheet.queryContentCells(FORMULA).getRangeAddresses():
        cells = sheet.getCellRangeByPosition(
            area.StartColumn, area.StartRow, area.EndColumn, area.EndRow
        )
        for row, line in enumerate(cells.getDataArray()):
            for column, value in enumerate(line):
                place = address(area.StartColumn + column, area.StartRow + row)
                if value is None:
                    values[place] = error_text(cells.getCellByPosition(column, row))
                else:
                    values[place] = value
    return values


def error_text(cell: Any) -> Optional[str]:
    code = cell.getError()
    if not code:
        return None
    return EXCEL_ERRORS.get(code, f"#ERR{code}")


def address(column: int, row: int) -> str:
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters + str(row + 1)


def export(document: Any, out: str, each: bool) -> Iterator[Tuple[str, str]]:
    """Write `out`, or one file per visible sheet next to it with all other sheets hidden."""
    if not each:
        _store(document, out, _PAGES)
        yield "", out
        return
    whole = Path(out)
    visible = [sheet for sheet in sheets(document) if sheet.IsVisible]
    for number, sheet in enumerate(visible, 1):
        sheet.IsVisible = True  # first: a workbook always shows one sheet
        for other in visible:
            if other.Name != sheet.Name:
                other.IsVisible = False
        target = str(whole.with_name(f"{whole.stem}-{number}{whole.suffix}"))
        _store(document, target, _PAGES)
        yield sheet.Name, target


def _store(document: Any, target: str, form: str) -> None:
    document.storeToURL(uno.systemPathToFileUrl(target), (_property("FilterName", form),))


def read_requests(requests: "queue.Queue[Dict[str, Any]]", office: Office) -> None:
    """Fill the queue; at the end of stdin, end LibreOffice even when it hangs."""
    for line in sys.stdin:
        requests.put(json.loads(line))
    requests.put(END)
    time.sleep(GRACE_SECONDS * 2)
    office.process.kill()
    shutil.rmtree(office.folder, ignore_errors=True)
    if hasattr(os, "killpg") and os.getpgrp() == os.getpid():
        os.killpg(os.getpid(), signal.SIGKILL)
    os._exit(1)


def send(message: Dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()


def main(soffice: str, folder: str, pipe: str, start_seconds: str) -> None:
    office = Office(soffice, folder, pipe, float(start_seconds))
    requests: queue.Queue[Dict[str, Any]] = queue.Queue()
    threading.Thread(target=read_requests, args=(requests, office), daemon=True).start()
    send({"ready": True})
    while True:
        request = requests.get()
        if request["do"] == "quit":
            office.quit()
            return
        try:
            send(answer(office, request))
        except Exception as error:  # noqa: BLE001  the next document may be better
            send({"error": f"{type(error).__name__}: {error}"})


if __name__ == "__main__":
    main(*sys.argv[1:])
