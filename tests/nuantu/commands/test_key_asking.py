"""Asking: a passphrase typed twice, or from a file; offices and not nobody; a file that stands there is left alone."""

from __future__ import annotations

from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from nuantu.commands.key_asking import ask_new_passphrase, ask_passphrase, hold_ceremony, require_new
from nuantu.core.errors import InputError
from nuantu.passes.ceremony import read_ceremonies

WORDS = "seven lamps by the river"


def ask(typed: str, *, is_new: bool) -> click.testing.Result:
    """What a command hears that asks at the terminal."""
    @click.command()
    def command() -> None:
        click.echo(ask_new_passphrase(None, "root") if is_new else ask_passphrase(None, "root")())

    return CliRunner().invoke(command, input=typed)


def test_a_new_passphrase_is_typed_twice() -> None:
    """The same both times, long enough, never shown while it is typed."""
    assert ask(f"{WORDS}\n{WORDS}\n", is_new=True).stdout == f"{WORDS}\n"
    assert ask(f"{WORDS}\n{WORDS}.\n{WORDS}\n{WORDS}\n", is_new=True).stdout == f"{WORDS}\n"
    assert isinstance(ask("short\nshort\n", is_new=True).exception, InputError)


def test_a_passphrase_is_typed_once_to_open() -> None:
    """However long it is."""
    assert ask("short\n", is_new=False).stdout == "short\n"


def test_a_passphrase_from_a_file_asks_nobody(tmp_path: Path) -> None:
    """For new keys and for old."""
    (tmp_path / "words").touch(0o600)
    (tmp_path / "words").write_text(WORDS)

    assert ask_new_passphrase(tmp_path / "words", "root") == ask_passphrase(tmp_path / "words", "root")() == WORDS


def test_a_ceremony_is_written_with_who_was_there(tmp_path: Path) -> None:
    """Now, and in order."""
    hold_ceremony(tmp_path / "log", ("union", "street"), "rotate", {"days": 3})

    (one,) = read_ceremonies(tmp_path / "log")
    assert (one.act, one.present, one.subject) == ("rotate", ("union", "street"), {"days": 3})


def test_what_could_not_be_done_is_refused_before_it_is_written_down(tmp_path: Path) -> None:
    """A file that stands there, or nobody present."""
    (tmp_path / "there").touch()
    with pytest.raises(InputError, match="never written over"):
        require_new(tmp_path / "there", ("union",))
    with pytest.raises(InputError, match="names one to 12 offices"):
        require_new(tmp_path / "new", ())
    require_new(tmp_path / "new", ("union",))
