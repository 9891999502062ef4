"""What the commands about keys ask for: a passphrase, who is present, and the line in the log of ceremonies."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import click

from nuantu.core.errors import InputError
from nuantu.passes.ceremony import Ceremony, record_ceremony, require_offices
from nuantu.passes.key_file import read_passphrase_file, require_passphrase

passphrase_option = click.option("--passphrase-file", type=click.Path(path_type=Path),
                                 help="File of its owner alone whose first line is the passphrase; asked for without.")
present_option = click.option("--present", multiple=True, required=True, metavar="OFFICE",
                              help="Office that is present; may be named several times. Never a person's name.")
log_option = click.option("--log", "log", type=click.Path(path_type=Path), default=Path("ceremonies.jsonl"),
                          show_default=True, help="Log of ceremonies, to which a line is added.")


def ask_new_passphrase(named: Path | None, what: str) -> str:
    """The passphrase that a new key is sealed with."""
    if named is not None:
        words = read_passphrase_file(named)
    else:
        words = click.prompt(f"{what}的口令 Passphrase of {what}", hide_input=True, confirmation_prompt=True, err=True)
    require_passphrase(words)
    return str(words)


def ask_passphrase(named: Path | None, what: str) -> Callable[[], str]:
    """How the passphrase of a key that is opened is come by, once it is needed."""
    def ask() -> str:
        if named is not None:
            return read_passphrase_file(named)
        return str(click.prompt(f"{what}的口令 Passphrase of {what}", hide_input=True, err=True))

    return ask


def hold_ceremony(log: Path, present: tuple[str, ...], act: str, subject: Mapping[str, Any]) -> None:
    """Write the line of what is about to be done. Nothing is done before it stands on the disk."""
    record_ceremony(log, Ceremony(int(time.time()), act, present, subject))


def require_new(path: Path, present: tuple[str, ...]) -> None:
    """Refuse before the ceremony what could not be done after its line is written."""
    require_offices(present)
    if path.exists():
        raise InputError("something stands there already, and a key is never written over", file=path,
                         fix="name a new file")
