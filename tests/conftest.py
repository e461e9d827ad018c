"""Fixtures for every test."""

from tests.engines.fixtures import chromium, libreoffice, poppler, sdk_errors

__all__ = ["chromium", "libreoffice", "poppler", "sdk_errors"]
