"""Chromium without a screen: pages as pictures and PDF, and what they ask of the network."""

import functools
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

PLACE: Final = "OKRSHEET_CHROMIUM"
PROGRAMS: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SECONDS: Final = 90.0

_STARTED: Final = "URL_REQUEST_START_JOB"
_NO_PAGE: Final = "not an origin"

SWITCHES: Final = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-extensions",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--hide-scrollbars",
    "--force-device-scale-factor=1",
)


class ChromiumError(Exception):
    """Chromium did not do as asked: says nothing about the page."""


@functools.cache
def program() -> str | None:
    """Chromium; `OKRSHEET_CHROMIUM` goes first."""
    named = os.environ.get(PLACE)
    return named or next(filter(None, map(shutil.which, PROGRAMS)), None)


def picture(page: Path, target: Path, width: int, height: int, *, dark: bool = False) -> Path:
    """A page as PNG."""
    _run(page, f"--screenshot={target}", f"--window-size={width},{height}", *_theme(dark=dark))
    return target


def printed(page: Path, target: Path) -> Path:
    """A page as PDF, as it would be printed."""
    _run(page, f"--print-to-pdf={target}", "--no-pdf-header-footer")
    return target


def measured(page: Path, width: int, height: int = 900, *, dark: bool = False) -> dict[str, Any]:
    """What a script of ours finds in a page: see `PROBE`.

    The page stands in a frame of that width: Chromium's own window has a least width.
    """
    source = page.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        probe = Path(folder) / "probe.html"
        probe.write_text(_probing(source, width, height), encoding="utf-8")
        dom = _run(probe, "--dump-dom", "--window-size=1400,1000", *_theme(dark=dark))
    _, _, rest = dom.partition('<pre id="found">')
    told, _, _ = rest.partition("</pre>")
    if not told:
        raise ChromiumError(f"the probe told nothing: {dom[:500]}")
    found = json.loads(told.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">"))
    assert isinstance(found, dict)
    return found


def requests_of(page: Path, target: Path) -> list[str]:
    """Every address a page asked for while it was shown; `target` holds the browser's log."""
    _run(page, f"--log-net-log={target}", "--dump-dom", "--virtual-time-budget=3000")
    log = json.loads(target.read_text(encoding="utf-8"))
    kinds = {number: name for name, number in log["constants"]["logEventTypes"].items()}
    started = (event["params"] for event in log["events"] if kinds[event["type"]] == _STARTED)
    # What the browser wants for itself, such as updates, comes from no page.
    return [str(asked["url"]) for asked in started if asked.get("initiator", _NO_PAGE) != _NO_PAGE]


PROBE: Final = """
const page = frame.contentDocument
const root = page.documentElement
const style = name => {
  const found = page.querySelector(name)
  return found ? frame.contentWindow.getComputedStyle(found) : null
}
const tooWide = [...page.querySelectorAll('body *')].filter(each => {
  const box = each.getBoundingClientRect()
  return box.width && (box.right > root.clientWidth + 1 || box.left < -1)
})
const pairs = [...page.querySelectorAll('body *')].filter(
  each => !each.closest('svg') && [...each.childNodes].some(n => n.nodeType === 3 && n.data.trim())
).map(each => {
  let behind = each
  const colour = node => frame.contentWindow.getComputedStyle(node).backgroundColor
  while (behind.parentElement && /, 0\\)$|transparent/.test(colour(behind))) {
    behind = behind.parentElement
  }
  return [frame.contentWindow.getComputedStyle(each).color, colour(behind)]
})
document.getElementById('found').textContent = JSON.stringify({
  width: root.clientWidth,
  scrollWidth: root.scrollWidth,
  tooWide: tooWide.map(each => each.outerHTML.slice(0, 200)),
  background: style('.page').backgroundColor,
  colour: style('.page').color,
  colours: [...new Set(pairs.map(each => each.join(' on ')))],
  scripts: page.scripts.length,
  handlers: [...page.querySelectorAll('*')].filter(
    each => [...each.attributes].some(a => a.name.startsWith('on'))
  ).length,
  links: [...page.querySelectorAll('[href],[src]')].map(each => each.outerHTML),
  broken: frame.contentWindow.broken || null,
  text: page.body.innerText,
})
"""


def _probing(source: str, width: int, height: int) -> str:
    inside = json.dumps(source).replace("</", "<\\/").replace("<!--", "<\\!--")
    return (
        '<!DOCTYPE html><meta charset="utf-8"><body>'
        f'<iframe id="frame" style="border:0;width:{width}px;height:{height}px"></iframe>'
        '<pre id="found"></pre><script>'
        f"const frame = document.getElementById('frame')\nframe.onload = () => {{{PROBE}}}\n"
        f"frame.srcdoc = {inside}</script>"
    )


def _theme(*, dark: bool) -> Iterator[str]:
    # 0 is what Blink calls dark, 1 light.
    yield f"--blink-settings=preferredColorScheme={0 if dark else 1}"


def _run(page: Path, *words: str) -> str:
    chromium = program()
    if chromium is None:
        raise ChromiumError(f"no Chromium; see {PLACE}")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        done = subprocess.run(
            [chromium, *SWITCHES, f"--user-data-dir={profile}", *words, page.as_uri()],
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=SECONDS,
            check=False,
        )
    if done.returncode:
        raise ChromiumError(done.stderr[-2000:])
    return done.stdout
