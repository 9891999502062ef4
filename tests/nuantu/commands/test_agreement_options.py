"""The options that commands about agreements share mean the same everywhere."""

from __future__ import annotations

from tests.nuantu.commands.command_line import run_main


def test_the_shared_options_are_offered_by_the_commands_that_need_them() -> None:
    """A layer where a book is read, JSON and the language wherever something is told."""
    for verb, options in (("check", ["--layer", "--json", "--lang"]), ("try", ["--layer", "--json", "--lang"]),
                          ("coverage", ["--json", "--lang"]), ("types", ["--json", "--lang"])):
        shown = run_main("agreement", verb, "--help").out
        assert [option for option in options if option not in shown] == []
