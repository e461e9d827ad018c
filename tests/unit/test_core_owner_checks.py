"""Owners whom the sheet People does not know."""

import pytest

from okrsheet.core.findings import Place
from okrsheet.core.model import Person
from okrsheet.core.owner_checks import near_name
from tests.unit.plans import SOUND, changed, findings_of

PEOPLE = (Person("Ann"), Person("Bo"), Person(""))


def test_each_cell_with_an_unknown_owner_is_told() -> None:
    plan = changed(SOUND._replace(people=PEOPLE), "key_results", 1, owner="Cy")
    plan = changed(plan, "objectives", 1, owner="Dee")
    found = findings_of(plan, "OKR067")
    assert [each.place for each in found] == [
        Place("objectives", 1, "owner"),
        Place("key_results", 1, "owner"),
    ]
    assert found[1].message == "Cy, who owns KR2, is not on the sheet People."


@pytest.mark.parametrize(
    "owner",
    [
        pytest.param("ann", id="capitals"),
        pytest.param("", id="nobody"),
        pytest.param("Sales team", id="a team"),
        pytest.param("Cy and Dee", id="a list"),
    ],
)
def test_owners_nothing_is_said_about(owner: str) -> None:
    plan = changed(SOUND._replace(people=PEOPLE), "key_results", 1, owner=owner)
    assert findings_of(plan, "OKR067") == []


@pytest.mark.parametrize("people", [(), (Person(""),)], ids=["no lines", "lines without names"])
def test_nothing_is_said_where_people_is_empty(people: tuple[Person, ...]) -> None:
    assert findings_of(SOUND._replace(people=people), "OKR067") == []


def test_a_line_that_is_not_written_is_left_alone() -> None:
    plan = changed(SOUND._replace(people=PEOPLE), "key_results", 1, owner="Cy", text="")
    assert findings_of(plan, "OKR067") == []


@pytest.mark.parametrize(
    ("owner", "near"),
    [
        pytest.param("Ann Leee", "Ann Lee", id="a letter too many"),
        pytest.param("ann  lee", "Ann Lee", id="two blanks"),
        pytest.param("Ann", "Ann Lee", id="a first name"),
        pytest.param("Ek", "", id="the last name of two"),
        pytest.param("Zoe Quist", "", id="somebody else"),
    ],
)
def test_who_may_be_meant(owner: str, near: str) -> None:
    assert near_name(owner, ["Ann Lee", "Bo Ek", "Cy Ek"]) == near
