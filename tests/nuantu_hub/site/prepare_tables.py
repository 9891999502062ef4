"""A hub's tables in an empty database, laid at once or migration by migration: run with a folder and the way."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from nuantu_hub.site.command import claim_folder
from nuantu_hub.site.data_folder import VARIABLE


def prepare_tables(folder: Path, *words: str) -> None:
    """Run ``migrate`` in a process of its own settings."""
    os.environ[VARIABLE] = str(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = "nuantu_hub.site.settings"
    claim_folder(folder)
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", *words, verbosity=0, interactive=False)


if __name__ == "__main__":
    prepare_tables(Path(sys.argv[1]), *sys.argv[2:])
