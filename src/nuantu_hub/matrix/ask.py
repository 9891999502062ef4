"""Asking every address as every role, with GET and with POST, and comparing the answer with the declared table."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from allauth.account.internal.flows import login as records
from allauth.account.internal.userkit import user_id_to_str
from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from nuantu_hub.days.models import Run
from nuantu_hub.matrix.cast import NONE, OWN, ROLES, Cast, Words
from nuantu_hub.people.domain.demo import is_demo
from nuantu_hub.people.interfaces.sms import open_outbox
from nuantu_hub.people.models import Account

TABLE = Path(__file__).with_name("access.yaml")
METHODS = ("GET", "POST")
REFUSALS = (401, 403, 404)
ALLOWED, REFUSED = "allowed", "refused"
#: The address knows no such method, for anybody: nothing was shown and nothing done.
NO_METHOD = "no such method"


@dataclass(frozen=True, slots=True)
class Address:
    """A row of the table: an address by name, what it is about, and who may."""

    name: str
    who: tuple[str, ...]
    thing: str | None
    #: Whoever may open it finds nothing there: the answer is then a refusal like any other.
    empty: bool


def list_names() -> list[str]:
    """Every address of the hub by name, namespaces before it."""
    def walk(patterns: list[Any], before: str) -> Iterator[str]:
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                space = f"{pattern.namespace}:" if pattern.namespace else ""
                yield from walk(pattern.url_patterns, before + space)
            elif isinstance(pattern, URLPattern):
                yield before + str(pattern.name)
    return list(dict.fromkeys(walk(get_resolver().url_patterns, "")))


def read_table() -> dict[str, Address]:
    """The declared table by name of address."""
    rows = yaml.safe_load(TABLE.read_text(encoding="utf-8"))
    return {name: Address(name, tuple([row["who"]] if isinstance(row["who"], str) else row["who"]), row.get("object"),
                          bool(row.get("empty"))) for name, row in rows.items()}


def expect(address: Address, role: str, side: str) -> str:
    """What the table says of a role at an address, for a thing on its own side, on the other, or for none."""
    if address.empty:
        return REFUSED
    signed_in, works = role != "stranger", role in ("worker", "other_worker")
    at_home = not role.startswith("other_")
    mine = side == NONE or (side == OWN) == at_home
    for word in address.who:
        if word == "everybody" or (word == "signed_in" and signed_in) or (word == "worker" and works):
            return ALLOWED
        if word == "account" and signed_in and not works:
            return ALLOWED
        if word in ("owner", "linked") and works and mine:
            return ALLOWED
        if (word == "demo" and is_demo()) or (word == "developer" and open_outbox()):
            return ALLOWED
        if word == role == "steward" or (word == role.removeprefix("other_") and mine and not works):
            return ALLOWED
    return REFUSED


def judge(status: int, location: str) -> str:
    """Whether an answer let somebody in. A refusal is no page, no right, or the way to sign in."""
    if status >= 500:
        return f"fault {status}"
    if status == 405:
        return NO_METHOD
    return REFUSED if status in REFUSALS or location.startswith(f"{settings.LOGIN_URL}?next=") else ALLOWED


def sign_in(account: Account | None) -> Client:
    """A browser of an account that has just shown its second step."""
    client = Client(raise_request_exception=False)
    if account is not None:
        client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
        session = client.session
        session[records._AUTHENTICATION_METHODS_USER_SESSION_KEY] = user_id_to_str(account)
        session[records.AUTHENTICATION_METHODS_SESSION_KEY] = [
            {"method": "mfa", "at": time.time(), "reauthenticated": True}]
        session.save()
    return client


def ask_once(client: Client, method: str, url: str) -> str:
    """One request, with everything it did taken back."""
    cookies = deepcopy(client.cookies)
    cache.clear()
    mark = transaction.savepoint()
    answer = client.generic(method, url, "",
                            content_type="application/x-www-form-urlencoded")
    for _part in answer if answer.streaming else ():
        pass
    transaction.savepoint_rollback(mark)
    client.cookies = cookies
    return judge(answer.status_code, answer.headers.get("Location", ""))


def ask_address(address: Address, cast: Cast, clients: dict[str, Client]) -> Iterator[dict[str, Any]]:
    """The cells of one address; none where the hub holds nothing that it could be about."""
    sides: dict[str, Words] = cast.objects.get(address.thing, {}) if address.thing else {NONE: {}}
    for side, words in sides.items():
        url = reverse(address.name, kwargs=words)
        for role in ROLES:
            for method in METHODS:
                expected, answered = expect(address, role, side), ask_once(clients[role], method, url)
                yield {"role": role, "url": address.name, "method": method, "object": side, "expected": expected,
                       "answered": answered, "ok": answered in (expected, NO_METHOD)}


def copy_runs() -> tuple[tuple[Run, Run] | None, list[Path]]:
    """Two replayed days of invented units, made from one that the hub holds, and their folders to be removed."""
    found = Run.objects.order_by("pk").first()
    if found is None:
        return None, []
    made, folders = [], []
    for name in ("matrix-own", "matrix-oth"):
        run = Run.objects.get(pk=found.pk)
        run.pk = name
        shutil.copytree(found.folder, run.folder, dirs_exist_ok=True)
        folders.append(run.folder)
        made.append(run)
    return (made[0], made[1]), folders


class _Undo(Exception):  # noqa: N818 (a way out of the transaction, not a fault)
    pass


def ask_matrix() -> list[dict[str, Any]]:
    """Every cell, asked inside a transaction that is rolled back at the end. An address that the table does not know
    is one cell that is not ok: who may open it was never declared."""
    table = read_table()
    names = list_names()
    cells: list[dict[str, Any]] = [
        {"role": "everybody", "url": name, "method": "GET", "object": NONE, "expected": "declared",
         "answered": "not in the table", "ok": False} for name in names if name not in table]
    runs, folders = copy_runs()
    cast: Cast | None = None
    try:
        with transaction.atomic():
            cast = Cast(runs)
            clients = {role: sign_in(cast.accounts[role]) for role in ROLES}
            cells += [cell for name in names if name in table for cell in ask_address(table[name], cast, clients)]
            raise _Undo
    except _Undo:
        return cells
    finally:
        if cast is not None:
            cast.remove_files()
        for folder in folders:
            shutil.rmtree(folder, ignore_errors=True)
