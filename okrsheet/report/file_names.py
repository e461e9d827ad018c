"""Names of files made from what people typed."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

_LONGEST: Final = 60


def slug(text: str) -> str:
    """A name of lower-case letters, digits and hyphens; "" where nothing is left."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub("[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST].rstrip("-")


def mail_names(people: Iterable[str]) -> list[str]:
    """A file name for the mail to each of them, in their order; no two are alike."""
    found: list[str] = []
    for person in people:
        stem = slug(person) or "person"
        name, number = f"to-{stem}.eml", 2
        while name in found:
            name, number = f"to-{stem}-{number}.eml", number + 1
        found.append(name)
    return found
