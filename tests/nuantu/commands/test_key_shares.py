"""``nuantu keys share``: one holder alone finds nobody, two find one rider, and each search is written down."""

from __future__ import annotations

import contextlib
import json
import shutil
from pathlib import Path

import pytest
from tests.nuantu.commands.command_line import Ended, run_main

from nuantu.passes.ceremony import read_ceremonies
from nuantu.passes.escrow import Issuance, seal_issuance
from nuantu.passes.escrow_file import read_window_file, write_window_file
from nuantu.passes.trace import derive_trace

WORDS = "seven lamps by the river"
START, START_S, MINUTE = "2026-11-22T04:00:00Z", 1_795_320_000, "2026-11-22T05:10Z"
DAY_KEY = bytes(range(32))
SEATS = ("union", "street", "committee")


def keys(*words: str, present: tuple[str, ...] = ("union",)) -> Ended:
    """A command of keys with offices present and the passphrase at hand."""
    return run_main("keys", *words, *(part for office in present for part in ("--present", office)),
                    "--passphrase-file", "words")


@pytest.fixture(scope="module")
def held_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three holders, and a window with the rows of three riders."""
    folder = tmp_path_factory.mktemp("held")
    (folder / "words").touch(0o600)
    (folder / "words").write_text(WORDS)
    with contextlib.chdir(folder):
        publics = {seat: keys("holder", "new", f"{seat}.key", "--name", seat).out.strip() for seat in SEATS}
        Path("publics.json").write_text(json.dumps(publics))
        made = run_main("keys", "share", "split", "empty.json", "--zone", "7", "--start", START,
                        *(part for seat, public in publics.items() for part in ("--seat", f"{seat}={public}")))
        assert made.status == 0, made.err
        window, _ = read_window_file(Path("empty.json"))
        rows = [seal_issuance(window, Issuance(f"rider-{who}", START_S, (b"batch-%02d" % who,))) for who in (1, 2, 3)]
        Path("window.json").write_text(write_window_file(window, rows))
    return folder


@pytest.fixture
def publics(held_once: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The holders' public halves; the working folder is a fresh copy of the room."""
    monkeypatch.chdir(shutil.copytree(held_once, tmp_path / "room"))
    found: dict[str, str] = json.loads(Path("publics.json").read_text())
    return found


def hand(publics: dict[str, str], first: str, second: str) -> Ended:
    """The first holder opens and hands over."""
    return keys("share", "open", "window.json", "--key", f"{first}.key", "--to", publics[second], "--out",
                f"{first}-to-{second}.json")


def search(first: str, second: str, *, cti: bytes = b"batch-02", minute: str = MINUTE,
           day_key: bytes = DAY_KEY) -> Ended:
    """The second holder joins and looks."""
    return keys("share", "combine", "window.json", f"{first}-to-{second}.json", "--key", f"{second}.key", "--day-key",
                day_key.hex(), "--trace", derive_trace(day_key, cti).hex(), "--minute", minute, "--incident", "2026-17",
                present=(first, second))


def test_two_holders_find_the_rider_and_the_search_is_a_line(publics: dict[str, str]) -> None:
    """XP63, with two shares: success, and the log says which window, which seats, found, and nobody's name."""
    assert hand(publics, "union", "street").status == 0

    ended = search("union", "street")

    assert json.loads(ended.out) == {"zone": 7, "start": START_S, "rows": 3, "unreadable": 0,
                                     "found": {"rider": "rider-2", "issued": START_S}}
    last = read_ceremonies(Path("ceremonies.jsonl"))[-1]
    assert (last.act, last.present, last.subject) == ("window_search", ("union", "street"), {
        "incident": "2026-17", "zone": 7, "start": START_S, "seats": [1, 2], "rows": 3, "unreadable": 0,
        "found": True})
    assert "rider-2" not in Path("ceremonies.jsonl").read_text()


def test_a_search_that_finds_nobody_is_a_line_too(publics: dict[str, str]) -> None:
    """Nobody looks without a trace."""
    hand(publics, "street", "committee")

    ended = search("street", "committee", cti=b"batch-99")

    assert json.loads(ended.out)["found"] is None
    assert read_ceremonies(Path("ceremonies.jsonl"))[-1].subject["found"] is False


def test_one_holder_alone_finds_nobody(publics: dict[str, str]) -> None:
    """XP63, with one share: handed to oneself, meant for another, or a key that holds none: status 2 and no line."""
    hand(publics, "union", "union")
    hand(publics, "union", "street")
    Path("union-to-committee.json").write_bytes(Path("union-to-street.json").read_bytes())
    stranger = keys("holder", "new", "stranger.key", "--name", "stranger").out.strip()
    before = read_ceremonies(Path("ceremonies.jsonl"))

    own, meant = search("union", "union"), search("union", "committee")
    nobody = keys("share", "open", "window.json", "--key", "union.key", "--to", stranger, "--out", "x.json")
    none = keys("share", "open", "window.json", "--key", "stranger.key", "--to", publics["union"], "--out", "x.json")

    assert "they open nothing" in own.err
    assert "does not open it" in meant.err
    assert "holds no share of this window" in nobody.err
    assert "this key holds no share" in none.err
    assert [one.status for one in (own, meant, nobody, none)] == [2] * 4
    assert read_ceremonies(Path("ceremonies.jsonl")) == before
    assert not Path("x.json").exists()


def test_another_window_and_another_minute_stay_closed(publics: dict[str, str]) -> None:
    """A share of another window, a minute four hours later, figures that were copied badly."""
    hand(publics, "union", "street")
    later = search("union", "street", minute="2026-11-22T09:10Z")
    short = search("union", "street", day_key=bytes(31))
    told = json.loads(Path("union-to-street.json").read_text())
    Path("union-to-street.json").write_text(json.dumps(told | {"window": "AA=="}))
    other = search("union", "street")

    assert "it stays closed; open the window that begins at" in later.err
    assert "has not 64 hexadecimal signs" in short.err
    assert "of another window" in other.err


def test_seats_are_named(publics: dict[str, str]) -> None:
    """A seat that there is not, one without a holder, a key that is none."""
    def split(*seats: str) -> Ended:
        return run_main("keys", "share", "split", "w.json", "--zone", "7", "--start", START,
                        *(part for seat in seats for part in ("--seat", seat)))

    union, street = f"union={publics['union']}", f"street={publics['street']}"
    assert "is no seat" in split(f"police={publics['union']}").err
    assert "three seats" in split(union, street).err
    assert "no public key of 44 signs" in split(union, street, "committee=zz").err
    assert not Path("w.json").exists()


def test_a_share_is_not_handed_over_twice_into_one_file(publics: dict[str, str]) -> None:
    """And the file is its owner's alone."""
    hand(publics, "union", "street")

    assert "never written over" in hand(publics, "union", "street").err
    assert Path("union-to-street.json").stat().st_mode & 0o777 == 0o600
