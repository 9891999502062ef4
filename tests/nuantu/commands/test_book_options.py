"""The options --agreement and --layer name a book, or leave it to the replay's own copy."""

from __future__ import annotations

from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from tests.nuantu.agreement.agreement_text import SHIPPED

from nuantu.commands.book_options import BOOK_FOLDER, book_options, load_named_book, resolve_book
from nuantu.core.errors import AgreementError

LAYERS = [SHIPPED / name for name in ("gbt-46862-2025", "guidance-50-2023", "demo-assumption")]


@pytest.mark.parametrize("required", [True, False])
def test_the_options_reach_the_command(required: bool) -> None:
    """Layers come in the order in which they were named; only a required agreement is demanded."""
    @click.command()
    @book_options(required=required)
    def tell(agreement: Path | None, layer: tuple[Path, ...]) -> None:
        click.echo(f"{agreement} {[str(path) for path in layer]}")

    named = CliRunner().invoke(tell, ["--agreement", "a", "--layer", "b", "--layer", "c"])
    bare = CliRunner().invoke(tell, [])

    assert named.output == "a ['b', 'c']\n"
    assert (bare.exit_code, "Missing option" in bare.output) == ((2, True) if required else (0, False))


def test_every_hook_of_the_shipped_books_exists() -> None:
    """The shipped agreements can be applied by what is built."""
    book = load_named_book(SHIPPED / "platform-2025", LAYERS)

    assert len(book.agreements) == 4
    assert load_named_book(SHIPPED / "mdrp-2018", ()).open_figures == ()


def test_without_options_the_book_of_the_replay_is_taken(tmp_path: Path) -> None:
    """And with them another one."""
    book = load_named_book(SHIPPED / "platform-2025", LAYERS)
    book.copy_to(tmp_path / BOOK_FOLDER)

    assert resolve_book(tmp_path, None, ()).digest == book.digest
    assert resolve_book(tmp_path, SHIPPED / "mdrp-2018", ()).main.id == "mdrp-2018"


def test_a_layer_without_an_agreement_is_refused(tmp_path: Path) -> None:
    """Under what would it lie?"""
    with pytest.raises(AgreementError, match="--layer is given without --agreement"):
        resolve_book(tmp_path, None, LAYERS)


def test_a_folder_without_a_book_is_refused(tmp_path: Path) -> None:
    """In one sentence that names the file."""
    with pytest.raises(AgreementError, match="this is not a copied book"):
        resolve_book(tmp_path, None, ())
