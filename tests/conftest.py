"""Fixtures for every test."""

from tests.engines.fixtures import libreoffice, poppler, sdk_errors

__all__ = ["libreoffice", "poppler", "sdk_errors"]
