"""``nuantu hub``: the web hub from the command line."""

from __future__ import annotations

import os
from pathlib import Path

import click

from nuantu_hub.site import data_folder


def open_hub(data: Path) -> None:
    """Set Django up on a data folder, compile its words, bring its tables up to date, gather its files."""
    os.environ[data_folder.VARIABLE] = str(data.absolute())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nuantu_hub.site.settings")
    import django  # only now: the settings read the folder named above
    from django.core.management import call_command

    from nuantu_hub.site.messages import compile_messages

    compile_messages()
    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)


@click.group(invoke_without_command=True)
@click.option("--data", type=click.Path(path_type=Path), default=Path("out/hub"), show_default=True,
              help="Folder of the hub: database, keys, files, replayed days.")
@click.option("--port", type=click.IntRange(1, 65_535), default=8710, show_default=True, help="Port to serve.")
@click.pass_context
def hub(ctx: click.Context, data: Path, port: int) -> None:
    """Serve the union's hub from a data folder, or do one thing with it."""
    ctx.obj = data
    if ctx.invoked_subcommand is not None:
        return
    open_hub(data)
    from nuantu_hub.site.serve import serve_hub

    serve_hub(port)
