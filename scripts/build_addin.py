"""Build workbook_templates/okrsheet.xlam from text; the same bytes every time, without Excel."""

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

import xlwings
from pyopenvba import ExcelFile

from okrsheet import __version__
from okrsheet.addin import addin_file, ribbon, vba, vba_xlwings
from okrsheet.addin.registry import COMMANDS, FORMULAS
from okrsheet.ooxml.packing import pack, unpack

ROOT: Final = Path(__file__).resolve().parent.parent
WRAPPERS: Final = ROOT / "scripts" / "udf_wrappers.py"
UNUSED: Final = "Module1"  # what a new project of pyOpenVBA brings along
DAY: Final = "2026-01-01T00:00:00Z"

CORE: Final = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties\
 xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"\
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"\
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\
<dc:title>okrsheet</dc:title><dc:creator>okrsheet</dc:creator>\
<dc:description>The OKR tab and the formulas that start with OKR_.</dc:description>\
<dcterms:created xsi:type="dcterms:W3CDTF">{DAY}</dcterms:created>\
<dcterms:modified xsi:type="dcterms:W3CDTF">{DAY}</dcterms:modified></cp:coreProperties>"""

CUSTOM_PROPERTIES: Final = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
)
CUSTOM_CONTENT: Final = "application/vnd.openxmlformats-officedocument.custom-properties+xml"


def modules() -> dict[str, str]:
    """The source of each module by name, lines ending in LF, `ThisWorkbook` included."""
    theirs = Path(xlwings.__path__[0], vba_xlwings.SOURCE).read_text(encoding="ascii")
    return {
        "ThisWorkbook": vba.workbook_module(),
        vba.RIBBON_MODULE: vba.ribbon_module(COMMANDS),
        vba.WIZARD_MODULE: vba.wizard_module(FORMULAS),
        vba_xlwings.MODULE: vba_xlwings.changed(theirs),
        vba.WRAPPERS_MODULE: vba.wrappers_module(_wrappers(), FORMULAS),
    }


def build() -> bytes:
    """The bytes of the add-in."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / addin_file.ADDIN
        _write_project(path)
        parts = unpack(path.read_bytes())
    versions = addin_file.Versions(__version__, xlwings.__version__)
    parts["docProps/core.xml"] = CORE.encode()
    parts[addin_file.PART] = addin_file.versions_part(versions).encode()
    parts[ribbon.PART] = ribbon.custom_ui(COMMANDS, FORMULAS).encode()
    _point_at(parts, {CUSTOM_PROPERTIES: addin_file.PART, ribbon.RELATIONSHIP: ribbon.PART})
    return pack(parts)


def _wrappers() -> str:
    command = [sys.executable, str(WRAPPERS)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout


def _write_project(path: Path) -> None:
    with ExcelFile.create_new(path) as book:
        project = book.vba_project()
        for name, source in modules().items():
            text = source.replace("\n", "\r\n")
            if name in project.module_names():
                book.set_module(name, text)
            else:
                project.add_module(name, text)
        project.delete_module(UNUSED)
        book.save()


def _point_at(parts: dict[str, bytes], targets: dict[str, str]) -> None:
    """Make the package's root refer to further parts."""
    links = "".join(
        f'<Relationship Id="okrsheet{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets.items(), start=1)
    )
    override = f'<Override PartName="/{addin_file.PART}" ContentType="{CUSTOM_CONTENT}"/>'
    for part, end, more in (
        ("_rels/.rels", "</Relationships>", links),
        ("[Content_Types].xml", "</Types>", override),
    ):
        parts[part] = parts[part].replace(end.encode(), f"{more}{end}".encode())


def main() -> int:
    """Write the add-in into the folder of templates."""
    path = ROOT / "workbook_templates" / addin_file.ADDIN
    path.write_bytes(build())
    print(f"{path}: {path.stat().st_size:,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
