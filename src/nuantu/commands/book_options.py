"""The options ``--agreement`` and ``--layer`` that several commands share, and the book that they name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from nuantu.agreement.book import Book, load_book, load_copied_book
from nuantu.commands.registry import build_registry
from nuantu.core.errors import AgreementError

Command = TypeVar("Command", bound=Callable[..., Any])

#: Folder of an OUT in which the book of a replay is kept.
BOOK_FOLDER = "book"


def book_options(*, required: bool) -> Callable[[Command], Command]:
    """Add ``--agreement`` (as ``agreement: Path | None``) and ``--layer`` (as ``layer: tuple[Path, ...]``)."""

    def decorate(command: Command) -> Command:
        silent = "" if required else " Without it the book of the replay is taken."
        for option in (
            click.option("--layer", multiple=True, type=click.Path(path_type=Path),
                         help="Folder or file of a layer under the agreement; may be named several times."),
            click.option("--agreement", required=required, type=click.Path(path_type=Path),
                         help=f"Folder or file of the agreement.{silent}"),
        ):
            command = option(command)
        return command

    return decorate


def load_named_book(agreement: Path, layers: Sequence[Path]) -> Book:
    """The book that the options name, every clause of it with its hooks.

    Raises
    ------
    AgreementError
        In one sentence, where it cannot be applied as written.
    """
    return load_book(agreement, layers, build_registry())


def resolve_book(out: Path, agreement: Path | None, layers: Sequence[Path]) -> Book:
    """The book that the options name, or, where they name none, the one kept in ``out/book`` by its replay."""
    if agreement is not None:
        return load_named_book(agreement, layers)
    if layers:
        raise AgreementError("--layer is given without --agreement", fix="name the agreement too, or neither")
    return load_copied_book(out / BOOK_FOLDER, build_registry())
