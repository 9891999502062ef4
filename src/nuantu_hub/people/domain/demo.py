"""A demonstration hub lets a visitor in as one of its invented people. Only a folder that was seeded is one."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings

from nuantu_hub.people.models import Account, Post

WORKERS_SHOWN = 4
#: What apps further on fill a demonstration with, after the people and the day: each takes the moment that the
#: demonstration stands at, changes nothing where it was there before, and gives a few words about what stands.
MORE_SEEDS: list[Callable[[datetime], str]] = []
#: Logins of whom else a visitor may be: people without a post, whom apps further on fill in.
MORE_CAST: list[str] = []


def _file() -> Path:
    return Path(settings.DATA.root) / "demo.json"


def is_demo() -> bool:
    """Whether this hub holds invented people only."""
    return _file().is_file()


def choose_cast() -> list[Account]:
    """Who can be visited: the first holder of each role, and a few workers, by login."""
    staff = [post.account for role in Post.Role.values
             if (post := Post.objects.filter(role=role, account__is_active=True)
                 .select_related("account").order_by("account__login").first())]
    workers = Account.objects.filter(kind=Account.WORKER, is_active=True).order_by("created_at", "login")
    more = Account.objects.filter(login__in=MORE_CAST, is_active=True).order_by("login")
    return [*dict.fromkeys([*staff, *more]), *workers[:WORKERS_SHOWN]]


def open_demo(cast: list[Account]) -> None:
    """Make this hub a demonstration, with the people whom a visitor may be."""
    path = _file()
    fresh = path.with_suffix(".part")
    fresh.write_text(json.dumps([str(account.pk) for account in cast]), encoding="utf-8")
    fresh.replace(path)


def list_cast() -> list[Account]:
    """Whom a visitor may be, in their order; nobody where this is no demonstration."""
    if not is_demo():
        return []
    keys = [UUID(key) for key in json.loads(_file().read_text(encoding="utf-8"))]
    found = Account.objects.filter(is_active=True).prefetch_related("posts__unit").in_bulk(keys)
    return [found[key] for key in keys if key in found]
