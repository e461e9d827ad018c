"""Owners whom the sheet People does not know: no reminder reaches them, no list offers them."""

from collections.abc import Iterator, Sequence
from typing import Final

from okrsheet.core.audit_words import names_one_person
from okrsheet.core.codes import finding
from okrsheet.core.figures import Figures
from okrsheet.core.findings import Finding, Place

_NEAR: Final = 0.8


def check_owners(found: Figures) -> Iterator[Finding]:
    """Every owner is on the sheet People, where anybody is; capitals make no difference.

    A team or a list of names is the audit's business.
    """
    names = [person.name for person in found.plan.people if person.name]
    known = {name.lower() for name in names}
    for records in ("objectives", "key_results") if known else ():
        for row, record in enumerate(getattr(found.plan, records)):
            owner = record.owner
            if not record.text or owner.lower() in known or not names_one_person(owner):
                continue
            near = near_name(owner, names)
            hint = f"; {near} is" if near else ""
            message = f"{owner}, who owns {record.id}, is not on the sheet People{hint}."
            place = Place(records, row, "owner")
            yield finding("OKR067", message, place=place, ids=(record.id,))


def near_name(owner: str, names: Sequence[str]) -> str:
    """Whom an unknown name may mean: the one it is a part of, or the most similar one.

    Empty where it could be two, or none comes near.
    """
    from difflib import get_close_matches  # noqa: PLC0415  # needed only where something is wrong

    forms = {" ".join(name.lower().split()): name for name in names}
    wanted = " ".join(owner.lower().split())
    parts = [form for form in forms if set(wanted.split()) <= set(form.split())]
    found = parts or get_close_matches(wanted, forms, n=2, cutoff=_NEAR)
    return forms[found[0]] if len(found) == 1 else ""
