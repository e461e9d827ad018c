"""Every kind of finding the core raises: one plan that raises it, and one near miss."""

from typing import NamedTuple

import pytest

from okrsheet.core.checks import CHECKS, check
from okrsheet.core.codes import BY_CODE, CODES, finding
from okrsheet.core.content_codes import CONTENT_CODES
from okrsheet.core.findings import Code, Finding, Place, Severity, count_of
from okrsheet.core.model import UNREADABLE, KeyResult, Known, LogLine, Person, Plan
from okrsheet.core.refresh_codes import REFRESH_CODES
from okrsheet.core.words import Commitment, Level, LogKind, Rag, Type
from tests.unit.plans import (
    HALF,
    KR,
    O1,
    RED,
    SETTLED,
    SOUND,
    START,
    T1,
    YELLOW,
    changed,
    dropped,
    ended,
    findings_of,
    judged,
    line,
    on,
    red_weeks,
    sound_and,
    with_key_result,
    with_objective,
)

# Raised where a workbook is read, or by a mistake of ours; tested with the reader and the CLI.
TESTED_ELSEWHERE = (
    "OKR001",
    "OKR002",
    "OKR003",
    "OKR004",
    "OKR005",
    "OKR006",
    "OKR007",
    "OKR008",
    "OKR009",
    "OKR010",
    "OKR011",
    "OKR012",
    "OKR013",
    "OKR014",
    "OKR015",
    "OKR029",
    "OKR055",
    "OKR056",
    "OKR057",
    "OKR069",
    "OKR070",
    "OKR071",
    "OKR072",
    *(code.code for code in (*CONTENT_CODES, *REFRESH_CODES)),
    "OKR999",
)


AGREED = Known("KR1", baseline=0.0, target=100.0)


PEOPLE = (Person("Ann"), Person("Bo"))


class Example(NamedTuple):
    """A plan that raises a code once, and one that almost does; `day` is the number of as_of."""

    code: str
    plan: Plan
    place: Place | None
    message: str
    ids: tuple[str, ...]
    near_miss: Plan
    day: int = 50


EXAMPLES = (
    Example(
        "OKR058",
        with_key_result(target=120.0)._replace(published=START, known=(AGREED,)),
        Place("key_results", 0, "target"),
        "Target of KR1 was 100 and is 120 now.",
        ("KR1",),
        with_key_result(target=100.0)._replace(published=START, known=(AGREED,)),
    ),
    Example(
        "OKR059",
        sound_and("log", LogLine(HALF, LogKind.RISK, "", "A strike")),
        Place("log", 0, "about"),
        "No objective answers the risk: A strike.",
        (),
        sound_and("log", LogLine(HALF, LogKind.RISK, "kr1", "A strike")),
    ),
    Example(
        "OKR054",
        with_key_result(access="", data_source="TBD"),
        Place("key_results", 0, "text"),
        "KR1 is not ready: data source not named, access not known.",
        ("KR1",),
        with_key_result(access="", data_source="TBD")._replace(closed=True),
    ),
    Example(
        "OKR016",
        with_key_result(id=""),
        Place("key_results", 0, "id"),
        "This line has no ID.",
        (),
        sound_and("key_results", KeyResult("", "", "")),
    ),
    Example(
        "OKR017",
        sound_and("key_results", KR._replace(id="kr1")),
        Place("key_results", 4, "id"),
        "The ID kr1 stands in two lines.",
        ("kr1",),
        sound_and("key_results", KR._replace(id="O1"), KR._replace(text="")),
    ),
    Example(
        "OKR018",
        sound_and("check_ins", line(HALF, 1.0, "KR9")),
        Place("check_ins", 4, "key_result_id"),
        "There is no key result KR9.",
        ("KR9",),
        sound_and("check_ins", line(HALF, 40.0, "kr4")),
    ),
    Example(
        "OKR019",
        with_key_result(objective_id="O9"),
        Place("key_results", 0, "objective_id"),
        "For key result KR1 there is no objective O9.",
        ("KR1",),
        with_key_result(objective_id="o1"),
    ),
    Example(
        "OKR020",
        sound_and("check_ins", line(on(-1), 1.0)),
        Place("check_ins", 4, "day"),
        "2026-03-01 lies outside the quarter.",
        ("KR1",),
        sound_and("check_ins", line(on(0), 1.0), line(on(100), 1.0)),
    ),
    Example(
        "OKR021",
        with_key_result(unit="%", baseline=0.2, target=80.0),
        Place("key_results", 0, "target"),
        "The percentages of KR1 mix values up to 1 and above 1.",
        ("KR1",),
        with_key_result(unit="%", baseline=20.0, target=80.0),
    ),
    Example(
        "OKR067",
        with_key_result(owner="Anne Leh")._replace(people=(*PEOPLE, Person("Anne Lee"))),
        Place("key_results", 0, "owner"),
        "Anne Leh, who owns KR1, is not on the sheet People; Anne Lee is.",
        ("KR1",),
        with_key_result(owner="bo")._replace(people=PEOPLE),
    ),
    Example(
        "OKR068",
        changed(with_key_result(unit="%", baseline=0.2, target=0.8), "check_ins", 0, value=60.0),
        Place("check_ins", 0, "value"),
        "KR1: the value 60 is 6,000 %; type 60 % (0.6).",
        ("KR1",),
        changed(with_key_result(unit="%", baseline=0.2, target=0.8), "check_ins", 0, value=0.6),
    ),
    Example(
        "OKR022",
        with_key_result(weight=-0.5),
        Place("key_results", 0, "weight"),
        "The weight is -0.5.",
        ("KR1",),
        with_key_result(weight=0.0),
    ),
    Example(
        "OKR023",
        sound_and("check_ins", line(HALF, 40.0, confidence=10.5)),
        Place("check_ins", 4, "confidence"),
        "The confidence is 10.5.",
        (),
        sound_and("check_ins", line(HALF, 40.0, confidence=10.0), line(HALF, 40.0, confidence=0.0)),
    ),
    Example(
        "OKR024",
        with_key_result(type=Type.DECREASE),
        Place("key_results", 0, "type"),
        "KR1 is a Decrease from 0 to 100.",
        ("KR1",),
        with_key_result(type=None),
    ),
    Example(
        "OKR025",
        with_key_result(baseline=None),
        Place("key_results", 0, "baseline"),
        "KR1 can't be scored: No baseline.",
        ("KR1",),
        with_key_result(baseline=None, type=Type.COUNT),
    ),
    Example(
        "OKR026",
        sound_and("check_ins", line(HALF, UNREADABLE)),
        Place("check_ins", 4, "value"),
        "The latest value of KR1 can't be read.",
        ("KR1",),
        sound_and("check_ins", line(on(49), UNREADABLE)),
    ),
    Example(
        "OKR027",
        sound_and("check_ins", line(on(51), 1.0)),
        Place("check_ins", 4, "day"),
        "2026-04-22 is later than 2026-04-21.",
        ("KR1",),
        sound_and("check_ins", line(on(50), 40.0)),
    ),
    Example(
        "OKR028",
        sound_and("objectives", O1._replace(id="O*")),
        Place("objectives", 2, "id"),
        "The ID 'O*' is hard to match.",
        ("O*",),
        sound_and("objectives", O1._replace(id="O-2.1 b")),
    ),
    Example(
        "OKR040",
        with_objective(0, number_one=False),
        None,
        "No objective is the number-one priority.",
        (),
        SOUND,
    ),
    Example(
        "OKR041",
        sound_and("objectives", *(O1._replace(id=f"X{n}") for n in range(3))),
        None,
        "There are 4 company objectives.",
        (),
        sound_and("objectives", *(O1._replace(id=f"X{n}") for n in range(2))),
    ),
    Example(
        "OKR042",
        sound_and("objectives", T1._replace(id="T2"), T1._replace(id="T3")),
        Place("teams", 0, "name"),
        "Sales has 3 objectives.",
        (),
        sound_and("objectives", T1._replace(id="T2")),
    ),
    Example(
        "OKR043",
        sound_and("key_results", *(KR._replace(id=f"X{n}") for n in range(3))),
        Place("objectives", 0, "text"),
        "O1 has 5 key results.",
        ("O1",),
        sound_and("key_results", *(KR._replace(id=f"X{n}") for n in range(2))),
    ),
    Example(
        "OKR044",
        with_objective(1, level=Level.INDIVIDUAL),
        Place("objectives", 1, "level"),
        "T1 is an individual objective.",
        ("T1",),
        with_objective(1, level=Level.INDIVIDUAL, director=True),
    ),
    Example(
        "OKR045",
        with_objective(1, supports=()),
        Place("objectives", 1, "supports/0"),
        "T1 supports no company objective.",
        ("T1",),
        with_objective(1, supports=("", "none", "o1")),
    ),
    Example(
        "OKR046",
        changed(SOUND, "check_ins", 0, value=YELLOW),
        Place("objectives", 0, "text"),
        "O1: Teams hit, company does not.",
        ("O1",),
        changed(changed(SOUND, "check_ins", 0, value=YELLOW), "check_ins", 2, value=YELLOW),
    ),
    Example(
        "OKR047",
        ended(100.0, 100.0, 95.0, 95.0),
        None,
        "Every aspirational key result scored 0.95 or more.",
        (),
        ended(100.0, 100.0, 70.0, 70.0),
        day=101,
    ),
    Example(
        "OKR048",
        red_weeks(3),
        Place("key_results", 0, "recovery_action"),
        "KR1 has been Red for 3 check-in weeks.",
        ("KR1",),
        red_weeks(2),
    ),
    Example(
        "OKR049",
        changed(SOUND, "check_ins", 0, day=on(39)),
        Place("key_results", 0, "owner"),
        "KR1 has had no update for 11 days.",
        ("KR1",),
        changed(SOUND, "check_ins", 0, day=on(40)),
    ),
    Example(
        "OKR050",
        changed(SOUND, "check_ins", 0, value=RED, owner_rag=Rag.GREEN),
        Place("check_ins", 0, "reason"),
        "KR1: Green stays Red.",
        ("KR1",),
        changed(SOUND, "check_ins", 0, value=RED, owner_rag=Rag.GREEN, reason="Signed"),
    ),
    Example(
        "OKR051",
        sound_and("dependencies", SETTLED._replace(agreed=False)),
        Place("dependencies", 0, "agreed"),
        "KR1 depends on work that is not settled.",
        ("KR1",),
        sound_and("dependencies", SETTLED),
    ),
    Example(
        "OKR052",
        changed(
            ended(99.9, 70.0, 70.0, 70.0), "key_results", 0, commitment=Commitment.COMMITTED
        )._replace(closed=True),
        Place("key_results", 0, "commitment"),
        "KR1 ended short of its commitment.",
        ("KR1",),
        changed(
            ended(100.0, 70.0, 70.0, 70.0), "key_results", 0, commitment=Commitment.COMMITTED
        )._replace(closed=True),
        day=101,
    ),
    Example(
        "OKR053",
        dropped(8.0, 5.0),
        Place("key_results", 0, "owner"),
        "Confidence in KR1 fell by 3.",
        ("KR1",),
        dropped(8.0, 5.5),
    ),
    Example(
        "OKR075",
        with_key_result(carried=2.0),
        Place("key_results", 0, "carried"),
        "KR1 was carried over 2 times.",
        ("KR1",),
        with_key_result(carried=1.0),
    ),
)


def test_nothing_is_said_against_a_sound_plan() -> None:
    assert check(judged(SOUND)) == []
    assert check(judged(SOUND, on(49))) != []  # its check-ins are dated a day later


def test_every_code_has_a_test() -> None:
    tested = sorted({example.code for example in EXAMPLES} | set(TESTED_ELSEWHERE))
    assert tested == sorted(code.code for code in CODES)
    assert not {example.code for example in EXAMPLES} & set(TESTED_ELSEWHERE)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.code)
def test_a_plan_that_raises_it(example: Example) -> None:
    kind = BY_CODE[example.code]
    assert findings_of(example.plan, example.code, example.day) == [
        Finding(
            code=example.code,
            severity=kind.severity,
            message=example.message,
            way_out=kind.way_out,
            ids=example.ids,
            place=example.place,
        )
    ]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.code)
def test_a_near_miss_does_not(example: Example) -> None:
    assert findings_of(example.near_miss, example.code, example.day) == []


@pytest.mark.parametrize("code", CODES, ids=lambda code: code.code)
def test_a_code_says_what_it_means_and_the_way_out(code: Code) -> None:
    assert code.code.startswith("OKR")
    assert code.code[3:].isdigit()
    assert len(code.code) == 6
    assert not code.title.endswith(".")
    for text in (code.why, code.way_out):
        assert text[0].isupper()
        assert text.endswith(".")


def test_codes_are_declared_once_and_in_order() -> None:
    names = [code.code for code in CODES]
    assert names == sorted(set(names))
    assert list(BY_CODE.values()) == list(CODES)


def test_checks_are_a_table_of_their_own_functions() -> None:
    assert len(set(CHECKS)) == len(CHECKS) == 16
    found = judged(with_key_result(target=None, weight=-1.0))
    assert check(found) == [each for rule in CHECKS for each in rule(found)]


# --- Findings themselves ----------------------------------------------------------------------


def test_a_finding_takes_the_way_out_of_its_code() -> None:
    made = finding("OKR012", "Value shows #N/A.", ids=("KR7",))
    assert made.severity is Severity.ERROR
    assert made.way_out == "Fix the formula or clear the cell."
    assert (made.ids, made.place, made.sheet, made.cell) == (("KR7",), None, "", "")
    assert finding("OKR012", "x", severity=Severity.HINT).severity is Severity.HINT


@pytest.mark.parametrize(("number", "told"), [(0, "0 days"), (1, "1 day"), (2, "2 days")])
def test_counting_things(number: int, told: str) -> None:
    assert count_of(number, "day") == told


def test_an_undeclared_code_is_our_mistake() -> None:
    with pytest.raises(KeyError, match="OKR998"):
        finding("OKR998", "Nobody declared it.")


@pytest.mark.parametrize(
    ("sheet", "cell", "where"),
    [
        pytest.param("Key Results", "F12", "Key Results!F12", id="a cell"),
        pytest.param("Key Results", "", "Key Results", id="a sheet"),
        pytest.param("", "", "Workbook", id="the workbook"),
    ],
)
def test_where_a_finding_is(sheet: str, cell: str, where: str) -> None:
    made = finding("OKR027", "Tomorrow.")._replace(sheet=sheet, cell=cell)
    assert made.where == where
    way_out = "Check the date, or As of on the Settings sheet."
    assert str(made) == f"{where}: hint OKR027: Tomorrow. {way_out}"
