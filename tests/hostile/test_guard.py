"""The guard: hostile files are refused in words, quickly and cheaply; odd but sound ones open."""

import time
import tracemalloc

import pytest

from okrsheet.ooxml import guard as guard_module
from okrsheet.ooxml.errors import (
    TAGS,
    DamagedWorkbook,
    NotAWorkbook,
    OkrsheetFileError,
    UnsafeWorkbook,
)
from okrsheet.ooxml.guard import guard
from okrsheet.ooxml.limits import MAX_TAGS
from okrsheet.ooxml.markup import elements, refuse_masses
from okrsheet.ooxml.ole import stream_names
from okrsheet.ooxml.read import parse_workbook
from tests.hostile.cases import (
    DTD,
    LARGE,
    PICTURE,
    UNREAD,
    XML,
    ZIP,
    Case,
    book,
    formats,
    names,
    nested,
    noise,
    sound,
)
from tests.hostile.raw_zip import entry, raw_zip, same_in_both, stored
from tests.unit.tiny_book import workbook

MIB = 1 << 20
SECONDS = 10  # watched allocations take several times as long
MOST_MEMORY = 64 * MIB


@pytest.mark.parametrize("case", [pytest.param(case, id=case.id) for case in (*ZIP, *XML)])
def test_refused(case: Case) -> None:
    data = case.make()
    with pytest.raises(OkrsheetFileError) as caught:
        parse_workbook(data, "plan.xlsx")
    error = caught.value
    assert isinstance(error, DamagedWorkbook | UnsafeWorkbook | NotAWorkbook)
    assert (error.code, error.exit_code) == (case.code, 2)
    assert str(error).startswith("plan.xlsx: ")
    assert case.words in str(error)


@pytest.mark.parametrize("case", [pytest.param(case, id=case.id) for case in ZIP])
def test_refused_before_anything_is_parsed(case: Case) -> None:
    with pytest.raises(OkrsheetFileError) as caught:
        guard(case.make(), "plan.xlsx", every_part=True)
    assert caught.value.code == case.code


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(book(), id="nothing odd"),
        pytest.param(raw_zip([entry("xl/"), *sound(), entry("xl/media/")]), id="folders"),
        pytest.param(
            book(
                same_in_both(
                    entry(PICTURE, b"x", checksum=entry("", b"x").checksum, packed_size=3, size=1),
                    flags=8,
                    checksum=0,
                    packed_size=0,
                    size=0,
                )
            ),
            id="sizes behind the data",
        ),
        pytest.param(book(stored(PICTURE, noise(LARGE))), id="large stored part"),
        pytest.param(book(entry(PICTURE, b" " * LARGE)), id="large empty part"),
        pytest.param(book(entry("a.svg", DTD)), id="DOCTYPE in a drawing of another format"),
        pytest.param(book(entry(UNREAD, f"<a><![CDATA[{DTD}]]></a>")), id="DOCTYPE told about"),
        pytest.param(book(entry(UNREAD, f"<!-- {DTD} --><a/>")), id="DOCTYPE in a comment"),
        pytest.param(
            book(entry(UNREAD, f"<a><!--{DTD}-->{noise(LARGE).hex()}</a>")),
            id="DOCTYPE in a comment of a large part",
        ),
        pytest.param(
            book(entry(UNREAD, "<?xml version='1.0' encoding='GB2312'?><a/>")),
            id="encoding of another country in a part nobody reads",
        ),
        pytest.param(book(entry(UNREAD, "")), id="empty part"),
        pytest.param(book(entry("ü/ß.xml", "<a/>")), id="letters of other scripts"),
        pytest.param(book(workbook=nested(200, workbook())), id="nested"),
        pytest.param(book(workbook=names(2_000), styles=formats(64_000)), id="many names, formats"),
    ],
)
def test_opens(data: bytes) -> None:
    assert parse_workbook(data, "plan.xlsx").sheets["S"].cells[1, 1].value == 1
    archive = guard(data, "plan.xlsx", every_part=True)
    assert archive.checked == set(archive.members)


BOMBS = {
    "bomb",
    "part: too long",
    "large part: too long",
    "count of members",
    "nested sheet",
    "names without end",
    "attribute without end",
    "text without end",
    "DOCTYPE over the edge of a piece",
}


@pytest.mark.parametrize(
    "case", [pytest.param(case, id=case.id) for case in (*ZIP, *XML) if case.id in BOMBS]
)
def test_costs_little(case: Case) -> None:
    data = case.make()
    before = time.perf_counter()
    tracemalloc.start()
    with pytest.raises(OkrsheetFileError):
        parse_workbook(data, "plan.xlsx")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert time.perf_counter() - before < SECONDS
    assert peak < MOST_MEMORY


def test_a_member_that_unpacks_without_end_is_stopped_at_its_stated_size() -> None:
    data = book(same_in_both(entry(PICTURE, bytes(200 * MIB)), size=LARGE))
    tracemalloc.start()
    with pytest.raises(DamagedWorkbook, match="does not unpack to its stated size"):
        guard(data, "plan.xlsx", every_part=True)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 8 * MIB


def test_parts_are_checked_piece_by_piece() -> None:
    data = book(entry(PICTURE, (noise(MIB // 4) + bytes(MIB * 15)) * 4))
    tracemalloc.start()
    guard(data, "plan.xlsx", every_part=True)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 8 * MIB


def test_tags_without_end() -> None:
    refuse_masses(b"<" * MAX_TAGS, "here")
    with pytest.raises(UnsafeWorkbook) as caught:
        refuse_masses(b"<" * (MAX_TAGS + 1), "here")
    assert caught.value.what == TAGS.what


def test_file_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    data = book()
    monkeypatch.setattr(guard_module, "MAX_FILE", len(data) - 1)
    with pytest.raises(UnsafeWorkbook, match="the file is larger"):
        guard(data, "plan.xlsx")


def test_a_parser_refuses_a_doctype_by_itself() -> None:
    with pytest.raises(UnsafeWorkbook, match="here: a DOCTYPE"):
        elements(DTD.encode(), "here", "a", {"a": "a"})


def test_half_a_container_names_nothing() -> None:
    assert stream_names(b"") == frozenset()
