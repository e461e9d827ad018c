"""What the forms of the report say, and how the charts say it without a picture."""

import re
from datetime import date
from functools import cache
from html import escape
from pathlib import Path

import html5lib
import pytest

from okrsheet.commands.report import warn_of_length
from okrsheet.core.closing import closed_quarter
from okrsheet.core.figures import Figures, figures
from okrsheet.core.heat import WEEKS, letter
from okrsheet.core.model import Objective, Plan, Quarter
from okrsheet.core.policy import SMB
from okrsheet.core.reset_words import AGENDA, set_up_check_in
from okrsheet.core.talk import is_listed
from okrsheet.core.timeline import MOST_WEEKS, timeline
from okrsheet.core.week import Week, summary
from okrsheet.core.words import Band, Decision, Level, LogKind, Rag
from okrsheet.report.calendar import CHECK_IN_ITEMS
from okrsheet.report.chart import chart, strip
from okrsheet.report.document import report_document
from okrsheet.report.file_names import mail_names, slug
from okrsheet.report.look import LETTER_WORDS, STYLE_SHEET
from okrsheet.report.mail import is_address, mail
from okrsheet.report.markdown import escaped, markdown
from okrsheet.report.markup import Html, join, tag, text
from okrsheet.report.page import page
from okrsheet.report.plain_text import plain_text
from okrsheet.report.sections import MOST_ENTRIES, Section, sections
from okrsheet.report.shell import top
from okrsheet.report.smtp import Server
from okrsheet.report.weekly_mail import CLIPPED, is_clipped, weekly_mail
from okrsheet.report.weeks import LEGEND, Line, Weeks, in_words, weeks_of
from okrsheet.report.wording import forecast, lead, score_move, standing, when
from okrsheet.workbook.example import example_plan
from okrsheet.workbook.sheets import heat_map_values, meeting
from okrsheet.workbook.view import View
from tests import books
from tests.small_plan import small_plan
from tests.unit.plans import (
    HALF,
    KEEP,
    KEEP_BELOW,
    KEEP_RANGE,
    KR,
    O1,
    STAGED,
    YES_NO,
    line,
    on,
    only,
    plan_of,
)
from tests.unit.test_core_week import TWO_TEAMS, week_of

DOCS = Path(__file__).parents[2] / "docs"


@cache
def example() -> tuple[Week, tuple[Figures, ...]]:
    plan, day = example_plan(books.QUARTER), books.EXAMPLE_AS_OF
    return summary(plan, SMB, day), timeline(plan, SMB, day)


def section(week: Week, title: str) -> Section:
    return next(each for each in sections(week) if each.title.startswith(title))


# --- words ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("now", "before", "told"),
    [
        pytest.param(0.5, 0.4, "+0.10", id="up"),
        pytest.param(0.4, 0.5, "\u22120.10", id="down"),
        pytest.param(0.504, 0.5, "", id="not to be seen"),
        pytest.param(0.505, 0.504, "+0.01", id="as the two rounded scores say"),
        pytest.param(None, 0.5, "", id="unknown now"),
        pytest.param(0.5, None, "", id="unknown before"),
    ],
)
def test_a_move_is_what_the_reader_would_compute(
    now: float | None, before: float | None, told: str
) -> None:
    assert score_move(now, before) == told


@pytest.mark.parametrize(
    ("day", "told"),
    [
        pytest.param(-1, "1 Mar 2026, before the quarter starts on 2 Mar 2026", id="before"),
        pytest.param(0, "2 Mar 2026, week 1 of 15, 101 days left", id="first day"),
        pytest.param(100, "10 Jun 2026, week 15 of 15, last day", id="last day"),
        pytest.param(
            101, "11 Jun 2026, the quarter ended on 10 Jun 2026: awaiting final scores", id="after"
        ),
    ],
)
def test_the_place_in_the_quarter_is_told(day: int, told: str) -> None:
    assert when(week_of(day=day)) == told


def test_a_closed_quarter_is_told() -> None:
    over = "closed, the scores are final"
    assert when(week_of(day=120, closed=True)).endswith(f"ended on 10 Jun 2026: {over}")
    assert when(week_of(day=50, closed=True)) == f"21 Apr 2026, the quarter is {over}"
    subject = weekly_mail(week_of(day=50, closed=True), ())["Subject"]
    assert "week" not in subject


def test_the_lead_of_a_closed_quarter_tells_scores_by_hand() -> None:
    plan = small_plan()._replace(closed=True)
    record = closed_quarter(figures(plan, SMB, plan.quarter.end), plan.quarter.end)
    plan = plan._replace(record=record)
    assert " On record the company score is " in lead(summary(plan, SMB, plan.quarter.end))
    assert " On record " not in lead(summary(plan, SMB, plan.quarter.end, "Sales"))


def test_the_lead_is_two_sentences() -> None:
    assert lead(example()[0]) == (
        "Company score 0.47 (+0.02 since 19 Feb), Red. 26 of 28 key results reported. "
        "1 decision is due and 3 people owe an update."
    )
    team = summary(TWO_TEAMS, SMB, HALF, "Sales")
    assert lead(team) == (
        "Score 0.10 (+0.10 since 14 Apr), Red. 1 of 1 key results reported. All updates are in."
    )
    nobody = summary(Plan(TWO_TEAMS.quarter), SMB, HALF)
    assert lead(nobody) == "Nothing is planned yet."


def test_without_company_objectives_there_is_no_company_score() -> None:
    plan = plan_of(KR, objectives=(O1._replace(level=Level.INDIVIDUAL),))
    assert lead(summary(plan, SMB, on(3))) == (
        "0 of 1 key results reported. No update is overdue, 1 was never reported."
    )


def test_before_the_quarter_the_lead_says_when_it_starts() -> None:
    week = summary(plan_of(KR), SMB, on(-3))
    assert lead(week) == "The quarter starts on 2 Mar 2026."
    assert section(week, "What changed").title == "What changed before the quarter"


def test_after_the_quarter_what_was_never_reported_is_not_in() -> None:
    other = KR._replace(id="KR2")
    plan = plan_of(KR, other, check_ins=(line(on(99), 90.0),))
    assert lead(summary(plan, SMB, on(110))).endswith(
        "1 of 2 key results reported. 1 was never reported."
    )
    silent = plan._replace(check_ins=(line(on(99), 90.0), line(on(10), 5.0, "KR2")))
    assert lead(summary(silent, SMB, on(110))).endswith("1 without a fresh value.")


@pytest.mark.parametrize(
    ("figure", "told"),
    [
        pytest.param(only(KR, line(HALF, 40.0)), "now 40, from 0 to 100", id="Increase"),
        pytest.param(
            only(KR._replace(unit="EUR"), line(HALF, 40.0)),
            "now EUR 40, from EUR 0 to EUR 100",
            id="money",
        ),
        pytest.param(
            only(KR._replace(unit="clients"), line(HALF, 40.0)),
            "now 40, from 0 to 100 clients",
            id="a unit once",
        ),
        pytest.param(
            only(KR._replace(unit="%", target=0.8), line(HALF, 0.4)),
            "now 40%, from 0% to 80%",
            id="percent",
        ),
        pytest.param(
            only(KR._replace(unit="clients", baseline=None, target=40.0)),
            "no number yet, target 40 clients",
            id="nothing but a target",
        ),
        pytest.param(
            only(KR._replace(unit="clients", baseline=10.0, target=None), line(HALF, 12.0)),
            "now 12, from 10",
            id="no target",
        ),
        pytest.param(
            only(KR._replace(unit="clients", baseline=None, target=None), line(HALF, 12.0)),
            "now 12",
            id="nothing but a value",
        ),
        pytest.param(only(KEEP, line(HALF, 95.0)), "now 95, to stay at or above 90", id="above"),
        pytest.param(only(KEEP_BELOW), "no number yet, to stay at or below 90", id="below"),
        pytest.param(only(KEEP_RANGE), "no number yet, to stay between 10 and 20", id="range"),
        pytest.param(only(YES_NO, line(HALF, value=True)), "done", id="done"),
        pytest.param(only(YES_NO, line(HALF, value=False)), "not done yet", id="not done"),
        pytest.param(only(STAGED), "no stage known", id="no stages"),
    ],
)
def test_the_measure_is_told_as_a_person_would(figure: object, told: str) -> None:
    assert standing(figure) == told  # type: ignore[arg-type]  # figures of one key result


# --- sections ---------------------------------------------------------------------------------


def test_nothing_is_told_twice() -> None:
    week = example()[0]
    ids = [each.id for name in ("To talk", "Less") for each in section(week, name).entries]
    assert len(ids) == len(set(ids))
    decisions = {each.id for each in section(week, "Leadership").entries}
    named = [each for each in section(week, "To talk").entries if each.id in decisions]
    assert named
    assert not [each for each in named if each.notes]
    assert section(week, "Less").nothing == (
        "All are in the lists above: C2.3, C3.3, S1.2, D1.1, C1.2."
    )
    owed = {note.about for each in section(week, "Updates").entries for note in each.notes}
    assert owed == {"S2.3", "D1.2", "S2.1"}
    assert {"S2.3", "D1.2"} <= set(ids)


def test_a_status_by_confidence_says_so() -> None:
    (entry,) = [each for each in section(example()[0], "To talk").entries if each.id == "C3.1"]
    assert (entry.status, entry.score) == ("Yellow", "0.00")
    assert entry.facts.startswith("The owner's confidence is 5 of 10 \u00b7 now 29")


@pytest.mark.parametrize(
    ("title", "parts"),
    [
        pytest.param("Northwind, OKRs 2027-Q1", ["2027-Q1"], id="a quarter"),
        pytest.param("OKRs Q1-2027, <b>", ["Q1-2027"], id="and text to escape"),
        pytest.param("Mid-Atlantic 12027-Q1", [], id="other words"),
    ],
)
def test_a_quarters_name_stays_in_one_line(title: str, parts: list[str]) -> None:
    made = top(title)
    assert re.findall(r'nowrap">([^<]*)</span>', made) == parts
    assert escape(title) in re.sub("</?span[^>]*>", "", made)


def test_a_quiet_green_that_will_miss_is_seen() -> None:
    lines = tuple(line(on(day), value) for day, value in ((22, 20.0), (36, 30.0), (50, 35.5)))
    week = summary(plan_of(KR, check_ins=lines), SMB, HALF)
    assert [each.figure.key_result.id for each in week.concerns] == []
    entry = section(week, "Less").entries[0]
    assert (entry.status, entry.id) == ("Green", "KR1")
    assert entry.notes[0].said.startswith("heading for ")
    assert " short of the target \u00b7 needs " in entry.notes[0].said


def test_changes_of_targets_and_decisions_are_told() -> None:
    kr = KR._replace(decision=Decision.REVISE, decided_by="Bo", decided_on=on(45))
    log = TWO_TEAMS.log[0]._replace(old="90", new="100", who="Ann", why="More came.")
    bare = log._replace(old="", new="", why="")
    plan = plan_of(kr, check_ins=(line(HALF, 40.0),), log=(log, bare))
    told = [each.facts for each in section(summary(plan, SMB, HALF), "What changed").entries]
    assert told[-3:] == [
        "Decided: Revise KR \u00b7 Bo \u00b7 16 Apr",
        "Changed \u00b7 90 \u2192 100 \u00b7 Ann \u00b7 More came",
        "Changed \u00b7 Ann",
    ]


def test_a_priority_without_a_date_is_told() -> None:
    log = TWO_TEAMS.log[0]._replace(kind=LogKind.PRIORITY)
    week = summary(plan_of(KR, log=(log,)), SMB, HALF)
    assert section(week, "What changed").entries[-1].facts == "Priority"


def test_a_long_section_names_the_rest() -> None:
    many = tuple(KR._replace(id=f"KR{number}", owner=f"P{number}") for number in range(1, 18))
    week = summary(plan_of(*many), SMB, HALF)
    owed = section(week, "Updates")
    assert (len(owed.entries), owed.more) == (MOST_ENTRIES, "And 2 more: P16, P17")
    for form in (page(week, ()), markdown(week), plain_text(week)):
        assert "And 2 more: P16, P17" in form
        assert "P15" in form
    one_more = section(summary(plan_of(*many[:16]), SMB, HALF), "Updates")
    assert (len(one_more.entries), one_more.more) == (16, "")


def test_teams_stand_side_by_side_unless_one_is_asked_for() -> None:
    week = example()[0]
    told = [(each.text, each.status, each.score) for each in section(week, "Teams").entries]
    assert told == [
        ("Marketing", "Yellow", "0.66"),
        ("Sales", "Yellow", "0.43"),
        ("Delivery", "Yellow", "0.63"),
    ]
    sales = summary(week.found.plan, SMB, week.found.as_of, "Sales")
    assert "Teams" not in [each.title for each in sections(sales)]
    assert "Teams" not in [each.title for each in sections(summary(TWO_TEAMS, SMB, HALF))]


def test_the_page_says_how_far_scores_moved() -> None:
    lines = (line(on(40), 30.0), line(HALF, 41.0))
    plan = plan_of(KR, check_ins=lines)
    shown = page(summary(plan, SMB, HALF), timeline(plan, SMB, HALF))
    assert "score 0.41 (+0.11), expected 0.50" in shown
    data = report_document(summary(plan, SMB, HALF))["key_results"]
    assert isinstance(data, list)
    assert data[0]["gain"] == pytest.approx(0.11)


@pytest.mark.parametrize("name", ["o1", ""])
def test_a_second_line_of_an_objective_shows_no_key_results(name: str) -> None:
    plan = plan_of(KR, KR._replace(id="KR2", objective_id=""), check_ins=(line(HALF, 41.0),))
    plan = plan._replace(objectives=(O1, O1._replace(id=name, text="Again")))
    week, passed = summary(plan, SMB, HALF), timeline(plan, SMB, HALF)
    shown = [[each.name for each in weeks_of(row, passed, week.found).lines] for row in (0, 1)]
    assert shown == [["O1", "KR1"], [name]]
    again = page(week, passed).partition("Again</h3>")[2]
    assert again
    assert "KR1" not in again


# --- charts -----------------------------------------------------------------------------------


def test_a_chart_says_in_words_what_it_shows() -> None:
    week, passed = example()
    weeks = weeks_of(0, passed, week.found)
    words = in_words(weeks)
    assert words.startswith("Score by week: 3 Jan 0.00, 10 Jan 0.00, 17 Jan 0.01, ")
    assert "26 Feb 0.28. Expected now: 0.63. " in words
    assert "Status by week (G on track, Y at risk, R off track, " in words
    assert "C1: ? G Y Y R Y Y Y Y. C1.1: - G G - R Y G G G." in words
    drawn = html5lib.parse(chart(weeks, 7), namespaceHTMLElements=False)
    picture = next(each for each in drawn.iter() if "viewBox" in each.attrib)
    assert picture.attrib["role"] == "img"
    assert picture.attrib["aria-labelledby"] == "chart-7 chart-7-words"
    assert words in "".join(picture.itertext())
    assert f'aria-label="{words}"' in strip(weeks)


def test_a_chart_shows_a_letter_for_every_week_so_far() -> None:
    week, passed = example()
    weeks = weeks_of(0, passed, week.found)
    letters = re.findall(r">([GYR?-])</text>", chart(weeks, 1))
    assert len(letters) == len(weeks.lines) * len(passed) == 36
    unpainted = sum(letter in {"", "-"} for each in weeks.lines for letter in each.letters)
    assert chart(weeks, 1).count('class="c-free"') == unpainted
    assert set(LETTER_WORDS) == {letter(word) for word in Rag}


def test_the_heat_map_counts_the_reports_of_each_week() -> None:
    week = example()[0]
    label = heat_map_values.text(View(week.found), heat_map_values.FIXED - 1)
    assert label == "Reported that week"


def test_a_strip_and_the_sheet_heat_map_say_the_same() -> None:
    week, passed = example()
    view = View(week.found)
    shown = {
        heat_map_values.key(view, row): tuple(
            heat_map_values.week(place)(view, row) for place in range(WEEKS)
        )
        for row in range(heat_map_values.FIXED, heat_map_values.FIXED + len(week.key_results))
    }
    told = {
        line.name: line.letters
        for objective in week.objectives
        for line in weeks_of(objective.row, passed, week.found).lines[1:]
    }
    assert told == shown
    assert {letter for letters in told.values() for letter in letters} == set("GYR?-") | {""}


def test_the_page_says_what_the_letters_mean() -> None:
    week, passed = example()
    for shown in (page(week, passed), page(week, passed, mail=True)):
        assert shown.count(text(LEGEND)) >= 1
    assert LEGEND not in page(summary(Plan(TWO_TEAMS.quarter), SMB, HALF), ())


@pytest.mark.parametrize(
    "scores",
    [
        pytest.param((), id="no week yet"),
        pytest.param((None, None), id="no score"),
        pytest.param((None, 0.5), id="a late start"),
        pytest.param((0.0, 1.0), id="all the way"),
        pytest.param((0.5, None), id="lost"),
    ],
)
def test_a_chart_is_drawn_of_whatever_there_is(scores: tuple[float | None, ...]) -> None:
    starts = (date(2027, 1, 4), date(2027, 1, 11), date(2027, 2, 1))
    words = (*("G" for _ in scores), *("" for _ in starts[len(scores) :]))
    lines = (Line("A-VERY-LONG-ID", words),)
    weeks = Weeks("O", starts, scores, scores, lines, starts[: len(scores)])
    drawn = chart(weeks, 1)
    parser = html5lib.HTMLParser(strict=True)
    parser.parse(f"<!DOCTYPE html><html><head><title>t</title></head><body>{drawn}</body></html>")
    assert "A-VERY-\u2026" in drawn
    assert ("<circle" in drawn) == any(value is not None for value in scores)
    numbers = [float(each) for each in re.findall(r' [xy][12]?="([\d.-]+)"', drawn)]
    assert all(0 <= number <= 372 for number in numbers)


def test_a_quarter_of_a_thousand_years_has_a_page() -> None:
    plan = plan_of(KR, check_ins=(line(HALF, 1.0),))
    endless = plan._replace(quarter=Quarter("?", date(1900, 1, 1), date(2900, 1, 1)))
    week = summary(endless, SMB, HALF)
    shown = page(week, timeline(endless, SMB, HALF))
    assert shown.count('class="c-box"') == MOST_WEEKS + 1  # the key result reported once


# --- the page ---------------------------------------------------------------------------------


def test_the_page_asks_for_nothing_and_says_so() -> None:
    week, passed = example()
    shown = page(week, passed)
    assert 'Content-Security-Policy" content="default-src &#x27;none&#x27;' in shown
    assert not re.search(r"https?:|url\(|@import|<script|<link|<img", shown)
    assert shown.count("<svg") == len(week.objectives) == 9
    ids = re.findall(r' id="([^"]+)"', shown)
    assert len(ids) == len(set(ids)) == 18


def test_every_status_stands_beside_its_colour_as_a_word() -> None:
    shown = page(*example())
    for word in ("Green", "Yellow", "Red"):
        paints = re.findall(rf'<span class="badge {word.lower()}"[^>]*>([^<]*)<', shown)
        assert paints
        assert all(told.endswith(word) for told in paints)


def test_classes_of_the_style_sheet_are_those_of_the_page() -> None:
    week, passed = example()
    shown = page(week, passed) + page(week, passed, mail=True)
    used = {name for found in re.findall(r'class="([^"]+)"', shown) for name in found.split()}
    styled = set(re.findall(r"\.([a-z][a-z-]+)", STYLE_SHEET))
    assert styled - used == set()


def test_text_is_escaped_and_markup_is_not() -> None:
    assert text("a<b>\"'&") == "a&lt;b&gt;&quot;&#x27;&amp;"
    assert text(Html("<b>")) == "<b>"
    assert join("<", Html("<i>")) == "&lt;<i>"
    assert tag("p", "<", aria_label='"><x') == '<p aria-label="&quot;&gt;&lt;x">&lt;</p>'
    assert tag("br") == "<br/>"


# --- Markdown, JSON, mail, names --------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        pytest.param("# a", "\\# a", id="heading"),
        pytest.param("1. a", "1\\. a", id="list"),
        pytest.param("12) a", "12\\) a", id="list with a bracket"),
        pytest.param("- a", "\\- a", id="point"),
        pytest.param("4.2 to 5 - a # b", "4.2 to 5 - a # b", id="numbers and signs inside"),
        pytest.param("a|b*c_d`e", "a\\|b\\*c\\_d\\`e", id="marks"),
        pytest.param("a\\|b", "a\\\\\\|b", id="a backslash before one"),
        pytest.param("<b> & c", "&lt;b&gt; &amp; c", id="HTML"),
        pytest.param("ann@example.com @all", "ann@example.com \\@all", id="mentions"),
        pytest.param("a\nb", "a b", id="lines"),
        pytest.param(" a ", "a", id="blanks"),
    ],
)
def test_markdown_is_escaped_where_it_means_something(typed: str, told: str) -> None:
    assert escaped(typed) == told


def test_markdown_has_every_section_and_objective() -> None:
    week = example()[0]
    made = markdown(week)
    for each in sections(week):
        assert f"\n## {each.title}\n" in made
    for objective in week.objectives:
        assert f"**{objective.objective.id}** {objective.objective.text}" in made
    nothing = markdown(summary(Plan(TWO_TEAMS.quarter), SMB, HALF))
    assert "## Objectives" not in nothing


@pytest.mark.parametrize(
    ("day", "before"),
    [
        pytest.param(3, (None, None, None), id="the first days"),
        pytest.param(57, ("2026-04-21", 0.41, "Green"), id="a week later"),
    ],
)
def test_the_json_compares_with_no_day_before_the_quarter(
    day: int, before: tuple[object, ...]
) -> None:
    week = summary(plan_of(KR, check_ins=(line(HALF, 41.0),)), SMB, on(day))
    told = report_document(week)
    head = told["headline"]
    assert isinstance(head, dict)
    assert (told["since"], head["before"], head["rag_before"]) == before


def test_every_name_of_the_json_is_documented() -> None:
    told = (DOCS / "json.md").read_text(encoding="utf-8")
    shown = report_document(example()[0])
    names = set(shown)
    for part in ("moves", "decisions_due", "concerns", "successes", "owing", "log", "objectives"):
        rows = shown[part]
        assert isinstance(rows, list)
        names |= set(rows[0])
    headline = shown["headline"]
    assert isinstance(headline, dict)
    assert {name for name in names | set(headline) if f"`{name}`" not in told} == set()


def test_decisions_stand_in_the_json() -> None:
    kr = KR._replace(decision=Decision.REVISE, decided_by="Bo", decided_on=on(45))
    shown = report_document(summary(plan_of(kr), SMB, HALF, ""))
    assert shown["decided"] == [
        {"id": "KR1", "decision": "Revise KR", "decided_by": "Bo", "decided_on": "2026-04-16"}
    ]


@pytest.mark.parametrize(
    ("address", "good"),
    [
        ("ann@example.com", True),
        ("ann.lee+okr@mail.example.co.uk", True),
        ("o'neil@example.com", True),
        ("", False),
        ("ann", False),
        ("@example.com", False),
        ("ann@", False),
        ("ann@@example.com", False),
        ("ann@example..com", False),
        (".ann@example.com", False),
        ("ann.@example.com", False),
        ("ann @example.com", False),
        ("ann@example.com\n", False),
        ("ann@example.com>", False),
        ("\u00e4nn@example.com", False),
        ("a@-x.com", False),
        ("a" * 65 + "@example.com", False),
    ],
)
def test_addresses_are_plain(address: str, good: bool) -> None:
    assert is_address(address) is good


def test_long_subjects_are_cut_and_odd_names_left_out() -> None:
    made = mail("s" * 400, "text", "<p>x", "a@example.com", 'Ann "x" <b@example.com>')
    assert made["Subject"] == "s" * 149 + "\u2026"
    assert str(made["To"]) == "a@example.com"
    assert str(mail("s", "t", "p", "a@example.com", "Zo\u00eb Lee")["To"]) == (
        "Zo\u00eb Lee <a@example.com>"
    )


def test_file_names_are_plain_and_differ() -> None:
    assert slug("R&D / \u00c4rger\\..") == "r-d-arger"
    assert slug("x" * 99) == "x" * 60
    assert mail_names(["Ann Lee", "ann-lee", "\u674e", "\u5f20", "ANN LEE"]) == [
        "to-ann-lee.eml",
        "to-ann-lee-2.eml",
        "to-person.eml",
        "to-person-2.eml",
        "to-ann-lee-3.eml",
    ]


def test_a_server_never_shows_its_password() -> None:
    assert "secret" not in repr(Server("h", 25, "a@b", "none", "ann", "secret"))


def test_an_objective_without_key_results_has_a_card() -> None:
    empty = Objective("O2", "Empty", Level.COMPANY)
    plan = plan_of(KR, objectives=(O1, empty))
    shown = page(summary(plan, SMB, HALF), timeline(plan, SMB, HALF))
    assert "No key results" in shown


# --- mails that would be cut ------------------------------------------------------------------


def quarter_of(objectives: int, owners: int = 1) -> Week:
    many = tuple(O1._replace(id=f"O{number}") for number in range(objectives))
    results = tuple(
        KR._replace(id=f"KR{place}", objective_id=each.id, owner=f"P{place % owners}")
        for place, each in enumerate(many)
    )
    plan = plan_of(*results, objectives=many)
    return summary(plan, SMB, HALF)


def test_a_mail_gmail_would_cut_leaves_the_objectives_out_and_says_so() -> None:
    short, long = quarter_of(20), quarter_of(80)
    for week, brief in ((short, False), (long, True)):
        passed = timeline(week.found.plan, SMB, HALF)
        assert is_clipped(page(week, passed, mail=True)) is brief
        message = weekly_mail(week, passed)
        found = message.get_body(("html",))
        assert found is not None
        shown = found.get_content()
        assert ("The objectives week by week are left out" in shown) is brief
        assert ('class="card objective"' in shown) is not brief
        assert not is_clipped(shown)


def test_a_mail_that_is_too_long_all_the_same_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    week = quarter_of(2)
    warn_of_length(mail("Short", "Text", page(week, ())))
    assert capsys.readouterr().err == ""
    warn_of_length(mail("Long", "Text", "<p>" + "x" * CLIPPED + "</p>"))
    assert "Gmail hides what is longer than 102 KB" in capsys.readouterr().err


def test_what_to_talk_about_is_the_list_of_the_dashboard() -> None:
    week = example()[0]
    latest = week.latest
    listed = {
        k.key_result.id
        for k in week.found.key_results
        if is_listed(k, latest.get(k.row), week.found)
    }
    shown = section(week, "To talk about")
    told = {each.id for each in shown.entries}
    assert told <= listed
    assert listed - told == set(shown.more.rpartition(": ")[2].split(", ")) - {""}


def test_silence_is_talked_about_although_the_update_is_owed() -> None:
    plan = plan_of(KR, KR._replace(id="KR2"), check_ins=(line(on(25), 40.0, "KR2"),))
    week = summary(plan, SMB, HALF)
    told = {each.id: each.facts for each in section(week, "To talk about").entries}
    assert told["KR1"].startswith("Never reported")
    assert told["KR2"].startswith("No update for 25 days")


@pytest.mark.parametrize(
    ("chance", "band", "told"),
    [
        pytest.param(0.7, Band.PROGRESS, "a Hit is still likely, 70%", id="likely all the same"),
        pytest.param(0.3, Band.PROGRESS, "chance of a Hit 30%", id="unlikely"),
        pytest.param(0.7, Band.HIT, "chance of a Hit 70%", id="short of the target, but a Hit"),
    ],
)
def test_a_forecast_does_not_contradict_itself(chance: float, band: Band, told: str) -> None:
    lines = tuple(line(on(day), value) for day, value in ((22, 20.0), (36, 30.0), (50, 35.5)))
    ahead = summary(plan_of(KR, check_ins=lines), SMB, HALF).forecasts[0]
    said = forecast(KR, ahead._replace(chance_hit=chance, band=band))
    assert " short of the target" in said
    assert said.endswith(told)


def test_the_weekly_meeting_has_one_agenda() -> None:
    minutes = [count for count, _ in CHECK_IN_ITEMS]
    assert (minutes, sum(minutes)) == ([5, 10, 5], 20)
    texts = {str(spot.text) for spot in meeting.spots()}
    assert "5 + 10 + 5 minutes, same day, same time. Check in before." in texts
    headings = ("1   Status, 5 minutes", "2   Yellow and Red, 10 minutes")
    assert set(headings) <= texts
    assert "20 minutes each week" in set_up_check_in("", None)
    assert re.findall(r"(\d+) minutes", AGENDA) == ["5", "10", "5"]
