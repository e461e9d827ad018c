"""Fixtures for every test."""

import gc
import os
from collections.abc import Iterator

import pytest

from tests.engines.fixtures import chromium, libreoffice, poppler, sdk_errors

__all__ = ["chromium", "libreoffice", "poppler", "sdk_errors"]


@pytest.fixture(autouse=True)
def _garbage_is_collected() -> Iterator[None]:
    """A command run inside the tests' own process leaves the garbage of its short life behind."""
    yield
    gc.enable()


@pytest.fixture(autouse=True, scope="session")
def _no_terminal_is_narrow() -> None:
    """What runs the tests side by side says how wide a terminal is: lines would be broken there."""
    os.environ.pop("COLUMNS", None)
