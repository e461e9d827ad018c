"""Pytest fixtures: skipped where a program is missing, failed there when `CI` is set."""

import os
from collections.abc import Callable, Iterator, Mapping

import pytest

from tests.engines import chromium as browser
from tests.engines import libreoffice as office
from tests.engines import pictures, validator
from tests.engines.libreoffice import LibreOffice


def need(found: bool, what: str, environ: Mapping[str, str] = os.environ) -> None:
    """Skip the test without `what`; fail it on the build machine, where nothing is missing."""
    if found:
        return
    if environ.get("CI"):
        pytest.fail(f"{what} is missing on the build machine")
    pytest.skip(f"{what} is not installed")


@pytest.fixture(scope="session")
def libreoffice() -> Iterator[LibreOffice]:
    """One LibreOffice for the whole test run."""
    need(office.available(), "LibreOffice with a Python that has `uno`")
    with LibreOffice() as running:
        yield running


@pytest.fixture(scope="session")
def sdk_errors() -> Callable[..., list[str]]:
    """The function of that name in tests/engines/validator.py."""
    need(validator.available(), f"the npm package {validator.PACKAGE.as_posix()}")
    return validator.sdk_errors


@pytest.fixture(scope="session")
def poppler() -> None:
    """Ask for it where PDF pages become pictures."""
    need(pictures.available(), "pdftoppm (poppler-utils)")


@pytest.fixture(scope="session")
def chromium() -> None:
    """Ask for it where a page is shown."""
    need(browser.program() is not None, "Chromium")
