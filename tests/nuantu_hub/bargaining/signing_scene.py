"""A text of a talk that is frozen, and three signers with keys of their own, drawn and used by the engine."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from tests.nuantu_hub.bargaining.scene import TALKING, Table, seat

from nuantu.agreement.digest import digest_agreement
from nuantu.agreement.signature import SIDES, sign_statement, write_signature
from nuantu_hub.bargaining.domain.freezing import freeze_text
from nuantu_hub.bargaining.domain.party_signing import take_signature
from nuantu_hub.bargaining.domain.ratifying import Count, ratify_text
from nuantu_hub.bargaining.models import Delegate, FrozenText, Talk, Topic
from nuantu_hub.people.models import Account

ROOT = Path(__file__).resolve().parents[3]
#: What the two sides agreed, for these tests: a shipped agreement's text.
TEXT = (ROOT / "agreements" / "platform-2025" / "agreement.yaml").read_bytes()
AT_S = int(datetime(2026, 11, 9, 1, 30, tzinfo=UTC).timestamp())
KEYS = {side: Ed25519PrivateKey.generate() for side in SIDES}
NAMES = {"workers": ("周建平", "首席代表"), "platform": ("沈岚", "履约法务"), "partners": ("马骏", "总经理")}


def settle_topics(table: Table) -> None:
    """One topic that was agreed, one that was parked with a reason."""
    for number, (title, state, why) in enumerate((("夜间补贴", Topic.State.AGREED, ""),
                                                  ("站点奖惩", Topic.State.PARKED, "等明年的数据")), 1):
        Topic.objects.create(talk=table.talk, number=number, chapter="PAY", title=title, clause_id=f"T{number}",
                             clause_type="special_weather_subsidy", state=state, state_why=why,
                             raised_by=table.officer, raised_at=TALKING)


def render(talk: Talk) -> bytes:
    """The text of these tests, whatever the talk."""
    del talk
    return TEXT


def seat_partner(table: Table) -> Account:
    """Somebody who speaks for the partner companies."""
    account = Account.objects.create_staff("t-partner", "合作方甲")
    seat(table.talk, account, Delegate.Side.PARTNERS, Delegate.Role.CHIEF)
    return account


def freeze(table: Table) -> FrozenText:
    """The frozen text of a talk with its topics settled."""
    settle_topics(table)
    made = freeze_text(by=table.officer, talk=table.talk, render=render, token=uuid.uuid4())
    table.talk.refresh_from_db()
    return made


def export(side: str, data: bytes = TEXT, at_s: int = AT_S, key: str | None = None) -> str:
    """What a side's signer exports."""
    return write_signature(sign_statement(KEYS[key or side], digest_agreement(data), side, *NAMES[side], at_s))


def sign_all(table: Table, text: FrozenText, partner: Account) -> None:
    """Every side signs and hands its signature in."""
    for side, by in (("workers", table.workers[0]), ("platform", table.platform[0]), ("partners", partner)):
        take_signature(by=by, text=text, told=export(side))


def ratify(table: Table, text: FrozenText) -> None:
    """Those who are represented confirm it."""
    ratify_text(by=table.officer, text=text, count=Count(225, 201, 188, 9), at=TALKING)
