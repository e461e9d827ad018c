"""One okrsheet at a time: where the locks lie, and what happens where there is no place."""

import os
import sys
from pathlib import Path

import pytest

from okrsheet.ooxml import lock
from okrsheet.ooxml.lock import only_writer, state_folders
from okrsheet.ooxml.save_errors import Busy

HOME = os.path.expanduser("~")  # noqa: PTH111  # as the module does


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(lock, "_PATIENCE", 0.05)
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    for name in ("XDG_STATE_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "state"))
    return tmp_path / "state"


@pytest.mark.parametrize(
    ("platform", "environ", "first"),
    [
        ("linux", {}, f"{HOME}/.local/state/okrsheet/locks"),
        ("linux", {"XDG_STATE_HOME": "/s"}, "/s/okrsheet/locks"),
        ("darwin", {}, f"{HOME}/Library/Application Support/okrsheet/locks"),
        ("win32", {"LOCALAPPDATA": "/l"}, "/l/okrsheet/locks"),
    ],
)
def test_locks_lie_in_the_users_own_folder(
    platform: str, environ: dict[str, str], first: str
) -> None:
    folder, other = state_folders(platform, {"TMPDIR": "/t", **environ})
    assert Path(folder) == Path(first)
    assert Path(other).is_relative_to("/t")


def test_a_second_writer_is_told_to_come_back(state: Path) -> None:
    with (
        only_writer("a", "/real/a"),
        pytest.raises(Busy, match="in a moment") as caught,
        only_writer("a", "/real/a"),
    ):
        pytest.fail("both hold it")
    assert (caught.value.code, caught.value.exit_code) == ("OKR947", 4)


def test_the_lock_is_free_again_and_others_are_never_taken(state: Path) -> None:
    for _ in range(2):
        with only_writer("a", "/real/a"), only_writer("b", "/real/b"):
            assert len(list((state / "okrsheet" / "locks").iterdir())) == 2


def test_a_mistake_inside_frees_the_lock(state: Path) -> None:
    with pytest.raises(ZeroDivisionError), only_writer("a", "/real/a"):
        raise ZeroDivisionError
    with only_writer("a", "/real/a"):
        pass


def test_no_place_for_locks_stops_nobody(
    state: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    state.write_bytes(b"a file")
    monkeypatch.setenv("TMPDIR", str(state))
    with only_writer("a", "/real/a"), only_writer("a", "/real/a"):
        assert state.read_bytes() == b"a file"


@pytest.mark.skipif(sys.platform == "win32", reason="links")
def test_a_folder_that_is_a_link_is_not_used(state: Path, tmp_path: Path) -> None:
    away = tmp_path / "away"
    away.mkdir()
    (state / "okrsheet").mkdir(parents=True)
    (state / "okrsheet" / "locks").symlink_to(away)
    with only_writer("a", "/real/a"):
        assert list(away.iterdir()) == []
    assert list((tmp_path / "temporary").rglob("*.lock"))


@pytest.mark.skipif(sys.platform == "win32", reason="owners")
def test_a_folder_of_somebody_else_is_not_used(
    state: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    somebody = os.getuid() + 1
    monkeypatch.setattr(os, "getuid", lambda: somebody)
    with only_writer("a", "/real/a"):
        assert list(tmp_path.rglob("*.lock")) == []
