"""The command line: finds its commands by entry points and says every error in one sentence."""

from __future__ import annotations

import sys
from importlib.metadata import entry_points

import click

from nuantu.core.errors import NuantuError

GROUP = "nuantu.commands"


class CommandTable(click.Group):
    """A group whose commands are loaded when they are asked for, so that starting stays quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names of all installed commands."""
        del ctx
        return sorted(point.name for point in entry_points(group=GROUP))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name, imported now."""
        del ctx
        for point in entry_points(group=GROUP, name=cmd_name):
            command: click.Command = point.load()
            return command
        return None


@click.command(cls=CommandTable, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="nuantu", prog_name="nuantu")
def nuantu() -> None:
    """Nuantu 暖途: a signed agreement, dispatched, paid and checked."""


def say_misuse(error: click.ClickException) -> str:
    """What is wrong with the words of a command, and where its help stands, in one sentence."""
    said = " ".join(error.format_message().split()).rstrip(".")
    context = error.ctx if isinstance(error, click.UsageError) else None
    return f"{said}; see '{context.command_path} --help'." if context else f"{said}."


def main() -> None:
    """Run the command line; a NuantuError ends in one sentence on stderr and its exit status."""
    try:
        ended = nuantu(standalone_mode=False)
    except click.ClickException as error:
        click.echo(f"nuantu: {say_misuse(error)}", err=True)
        sys.exit(error.exit_code)
    except click.Abort:
        click.echo("Stopped.", err=True)
        sys.exit(130)
    except NuantuError as error:
        click.echo(f"nuantu: {error}", err=True)
        sys.exit(error.exit_status)
    if isinstance(ended, int):  # what a command gave to ctx.exit
        sys.exit(ended)
