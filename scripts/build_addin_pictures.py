"""Draw the pictures of docs/install_addin.md as SVG; the same bytes every time.

They show what to look for, in plain lines: no picture of Excel, Windows or macOS is copied.
"""

import sys
from collections.abc import Callable, Iterable
from html import escape
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parent.parent / "docs" / "images"
WIDTH: Final = 640
INK, SOFT, LINE, PAPER, BLUE, FRAME = (
    "#1f2933",
    "#52606d",
    "#9aa5b1",
    "#ffffff",
    "#1a5fb4",
    "#f2f4f7",
)
LETTER: Final = 7.4  # of the font at 14 px, on average

Shape = str


def box(x: float, y: float, width: float, height: float, fill: str = PAPER) -> Shape:
    """A rectangle."""
    return (
        f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="4" '
        f'fill="{fill}" stroke="{LINE}"/>'
    )


def text(x: float, y: float, words: str, *, bold: bool = False, colour: str = INK) -> Shape:
    """A line of text; `y` is where its letters stand."""
    weight = ' font-weight="600"' if bold else ""
    return f'<text x="{x:g}" y="{y:g}" fill="{colour}"{weight}>{escape(words)}</text>'


def step(x: float, y: float, number: int) -> Shape:
    """A number in a circle: where to click, and when."""
    return (
        f'<circle cx="{x:g}" cy="{y:g}" r="12" fill="{BLUE}"/>'
        f'<text x="{x:g}" y="{y + 5:g}" fill="{PAPER}" font-weight="600" '
        f'text-anchor="middle">{number}</text>'
    )


def button(x: float, y: float, words: str, *, main: bool = False) -> Shape:
    """A button as wide as its words."""
    width = len(words) * LETTER + 28
    fill, colour = (BLUE, PAPER) if main else (FRAME, INK)
    return box(x, y, width, 30, fill) + text(x + 14, y + 20, words, colour=colour)


def tick(x: float, y: float, words: str) -> Shape:
    """A ticked box."""
    mark = (
        f'<path d="M{x + 3:g} {y + 8:g} l4 4 l7 -9" fill="none" stroke="{BLUE}" stroke-width="2"/>'
    )
    return box(x, y, 16, 16) + mark + text(x + 24, y + 13, words)


def switch(x: float, y: float) -> Shape:
    """A switch that is on."""
    return (
        f'<rect x="{x:g}" y="{y:g}" width="36" height="20" rx="10" fill="{BLUE}"/>'
        f'<circle cx="{x + 26:g}" cy="{y + 10:g}" r="8" fill="{PAPER}"/>'
    )


def window(height: float, title: str) -> list[Shape]:
    """A window with its title."""
    return [
        box(8, 8, WIDTH - 16, height - 16),
        box(8, 8, WIDTH - 16, 32, FRAME),
        text(22, 29, title, bold=True),
    ]


def picture(height: int, label: str, shapes: Iterable[Shape]) -> str:
    """A whole picture; `label` is read to people who can't see it."""
    start = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" '
        f'width="{WIDTH}" height="{height}" role="img" aria-label="{escape(label)}" '
        'font-family="Segoe UI, Helvetica, Arial, sans-serif" font-size="14">'
    )
    paper = f'<rect width="{WIDTH}" height="{height}" fill="{PAPER}"/>'
    return "\n".join([start, paper, *shapes, "</svg>\n"])


def ribbon() -> str:
    """Where the OKR tab is, and that a formula can be typed."""
    tabs = ("File", "Home", "Insert", "Formulas", "Data", "View", "Help")
    shapes = window(214, "Book1 - Excel")
    shapes += [text(26 + 72 * place, 62, name, colour=SOFT) for place, name in enumerate(tabs)]
    shapes += [text(538, 62, "OKR", bold=True, colour=BLUE), box(536, 68, 32, 3, BLUE)]
    shapes += [step(590, 57, 1)]
    for place, name in enumerate(("Week", "Quality", "Quarter", "Help")):
        left = 26 + 150 * place
        shapes += [box(left, 80, 138, 66, FRAME)]
        shapes += [box(left + 12 + 40 * slot, 90, 28, 28) for slot in range(3)]
        shapes += [text(left + 69 - len(name) * LETTER / 2, 139, name, colour=SOFT)]
    shapes += [box(26, 156, 70, 28), text(40, 175, "E4"), box(104, 156, 400, 28)]
    shapes += [text(118, 175, "=OKR_SCORE(B4, C4, D4)"), step(530, 170, 2)]
    return picture(214, "The OKR tab is the last one of the ribbon; formulas can be typed", shapes)


def unblock() -> str:
    """Windows: a file from the internet."""
    shapes = window(232, "okrsheet.xlam Properties")
    shapes += [text(26, 66, "General", bold=True), text(110, 66, "Security   Details", colour=SOFT)]
    shapes += [step(94, 61, 1), text(26, 100, "Type of file:  Excel Add-In (.xlam)", colour=SOFT)]
    shapes += [box(26, 116, WIDTH - 52, 56, FRAME)]
    shapes += [
        text(40, 140, "Security:  This file came from another computer and might", colour=SOFT)
    ]
    shapes += [text(40, 160, "be blocked to help protect this computer.", colour=SOFT)]
    shapes += [tick(490, 136, "Unblock"), step(600, 144, 2)]
    shapes += [button(430, 184, "OK", main=True), step(498, 199, 3), button(530, 184, "Cancel")]
    return picture(232, "Properties of the file, General: tick Unblock, then OK", shapes)


def trusted() -> str:
    """Windows: a folder whose macros run."""
    names = ("Trusted Publishers", "Trusted Locations", "Trusted Documents", "Add-ins")
    shapes = window(262, "Trust Center")
    shapes += [text(26, 62, "File  >  Options  >  Trust Center  >  Trust Center Settings...")]
    shapes += [step(430, 57, 1), box(26, 78, 170, 168, FRAME)]
    for place, name in enumerate(names):
        chosen = name == "Trusted Locations"
        line = 104 + 30 * place
        shapes += [text(40, line, name, bold=chosen, colour=BLUE if chosen else INK)]
    shapes += [step(178, 129, 2), box(210, 78, 404, 92)]
    shapes += [text(224, 100, "User Locations", bold=True)]
    shapes += [text(224, 126, "C:\\Users\\you\\AppData\\Roaming\\Microsoft\\Excel\\XLSTART\\")]
    shapes += [text(224, 148, "Excel default location: user startup", colour=SOFT)]
    shapes += [button(210, 182, "Add new location..."), step(396, 197, 3)]
    shapes += [box(212, 224, 16, 16), text(236, 238, "Disable all Trusted Locations")]
    shapes += [step(450, 233, 4)]
    return picture(262, "Trust Center, Trusted Locations: the folder is in the list", shapes)


def enable() -> str:
    """Windows: the bar that asks."""
    shapes = window(124, "okrs-2027-Q1.xlsx - Excel")
    shapes += [box(20, 56, WIDTH - 40, 46, "#fff6d6"), text(36, 84, "SECURITY WARNING", bold=True)]
    shapes += [text(190, 84, "Macros have been disabled."), button(410, 64, "Enable Content")]
    shapes += [step(558, 79, 1)]
    return picture(124, "A bar below the ribbon asks; the button is Enable Content", shapes)


def control() -> str:
    """Mac: the first time Python speaks to Excel."""
    shapes = window(162, "")
    shapes += [text(40, 72, '"Terminal" wants access to control "Microsoft Excel".', bold=True)]
    shapes += [
        text(40, 96, "It is asked once, when a button of the OKR tab is first used.", colour=SOFT)
    ]
    shapes += [
        button(400, 112, "Don't Allow"),
        button(536, 112, "OK", main=True),
        step(604, 127, 1),
    ]
    return picture(162, "macOS asks whether Excel may be controlled; the answer is OK", shapes)


def privacy() -> str:
    """Mac: what a program may do."""
    rows = (("Full Disk Access", "Terminal", 2), ("Automation", "Terminal:  Microsoft Excel", 3))
    shapes = window(216, "Privacy & Security")
    shapes += [text(26, 66, "Apple menu  >  System Settings  >  Privacy & Security")]
    shapes += [step(392, 61, 1)]
    for place, (title, program, number) in enumerate(rows):
        top = 82 + 60 * place
        shapes += [box(26, top, WIDTH - 52, 50, FRAME), text(42, top + 31, title, bold=True)]
        shapes += [text(230, top + 31, program), switch(520, top + 15)]
        shapes += [step(590, top + 25, number)]
    return picture(216, "Privacy and Security: Full Disk Access and Automation are on", shapes)


PICTURES: Final[dict[str, Callable[[], str]]] = {
    "addin-ribbon.svg": ribbon,
    "addin-unblock.svg": unblock,
    "addin-trusted.svg": trusted,
    "addin-enable.svg": enable,
    "addin-control.svg": control,
    "addin-privacy.svg": privacy,
}


def main() -> int:
    """Draw them all."""
    for name, draw in PICTURES.items():
        (FOLDER / name).write_text(draw(), encoding="utf-8", newline="\n")
        print(FOLDER / name)
    return 0


if __name__ == "__main__":
    sys.exit(main())
