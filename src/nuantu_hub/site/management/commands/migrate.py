"""``migrate``: brings tables up to date as Django does; where there are none they are laid at once."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandParser
from django.core.management.commands import migrate
from django.db import connections

from nuantu_hub.site.fresh_tables import lay_tables


class Command(migrate.Command):
    """Django's command, but for a database without a table."""

    def add_arguments(self, parser: CommandParser) -> None:
        """One option more: every migration after another, also where there is no table."""
        super().add_arguments(parser)
        parser.add_argument("--one-by-one", action="store_true",
                            help="Apply every migration after another, also on a database without a table.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Lay the tables where the whole of an empty database is asked for, then go on as Django does."""
        asked_whole = not any(options[name] for name in ("app_label", "plan", "check_unapplied", "fake", "prune"))
        if asked_whole and not options["one_by_one"]:
            lay_tables(connections[options["database"]])
        super().handle(*args, **options)
