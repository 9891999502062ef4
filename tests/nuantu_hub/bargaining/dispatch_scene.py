"""From an agreed clause about gates to a day dispatched under the signed file: every step by the real commands."""

from __future__ import annotations

import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.test import Client
from tests.nuantu.commands.command_line import run_main
from tests.nuantu_hub.bargaining.meeting_scene import hold_meeting
from tests.nuantu_hub.bargaining.scene import Table
from tests.nuantu_hub.bargaining.signing_scene import seat_partner
from tests.nuantu_hub.bargaining.table_scene import put_new_offer, put_topic

from nuantu_hub.bargaining.domain.drafts import render_draft
from nuantu_hub.bargaining.domain.freezing import freeze_text
from nuantu_hub.bargaining.domain.live_votes import cast_vote, close_vote, open_vote
from nuantu_hub.bargaining.domain.log_entries import enter_agreement
from nuantu_hub.bargaining.domain.offers import OfferFacts, accept_offer
from nuantu_hub.bargaining.domain.party_signing import take_signature
from nuantu_hub.bargaining.domain.publishing import publish_text
from nuantu_hub.bargaining.domain.vote_ratifying import ratify_by_vote
from nuantu_hub.bargaining.models import FrozenText, SignedAgreement
from nuantu_hub.days.domain.linking import make_link
from nuantu_hub.days.domain.taking import take_run
from nuantu_hub.days.models import Run
from nuantu_hub.people.models import Account

#: The day from which the agreement holds, and a later one that is dispatched under it.
BEGINS, DAY = date(2026, 12, 1), date(2026, 12, 7)
SIGNED_AT = "2026-11-09T01:30:00Z"
WORDS = "骑手被挡在小区门口的时间，从到门口起到交餐止，不算超时。"
CLAUSE = "GATE-1"
SIDES = ("workers", "platform", "partners")


@dataclass(frozen=True)
class Dispatched:
    """The agreement, the file that was downloaded, the run that was taken in, and what the audit said."""

    agreement: SignedAgreement
    file: Path
    run: Run
    audit: int


def agree_on_gates(table: Table) -> FrozenText:
    """A clause that both sides accept: what a gate takes prolongs the promise, all of it."""
    topic = put_topic(table, "eta_extension", CLAUSE)
    offer = put_new_offer(table.workers[0], topic, OfferFacts(WORDS, {"causes": "[gate]", "added": "{gate: actual}"}))
    accept_offer(by=table.platform[0], topic=topic, version=offer.version)
    return freeze_text(by=table.officer, talk=table.talk, token=uuid.uuid4(),
                       render=lambda held: render_draft(held, effective_from=BEGINS))


def sign_by_command(table: Table, text: FrozenText, room: Path) -> None:
    """Each side draws a key, signs the downloaded text away from the hub, and hands the file in."""
    partner = seat_partner(table)
    phrase, file = room / "phrase", room / f"{text.agreement_id}.yaml"
    phrase.write_text("a long and quiet phrase\n", encoding="utf-8")
    phrase.chmod(0o600)
    file.write_bytes(text.data)
    for side, by in zip(SIDES, (table.workers[0], table.platform[0], partner), strict=True):
        key, made = room / f"{side}.key", room / f"{side}.json"
        for words in (("keys", "signer", "new", key, "--name", side, "--office", "chief", "--passphrase-file", phrase),
                      ("agreement", "sign", file, "--key", key, "--side", side, "--signature-only", made,
                       "--at", SIGNED_AT, "--passphrase-file", phrase)):
            ended = run_main(*words)
            assert ended.status == 0, ended.err
        take_signature(by=by, text=text, told=made.read_text(encoding="utf-8"))


def vote_in_meeting(table: Table, text: FrozenText) -> None:
    """Everybody in the meeting agrees to the frozen text, by name."""
    meeting = hold_meeting(table)
    vote = open_vote(by=table.officer, meeting=meeting, question="通过定稿的文本", open_s=300, token=uuid.uuid4(),
                     text=text)
    for cast in vote.casts.select_related("seat__account"):
        cast_vote(by=cast.seat.account, vote=vote, choice="yes", token=uuid.uuid4())
    ratify_by_vote(by=table.officer, text=text, vote=close_vote(by=table.officer, vote=vote))


def put_in_force(table: Table, room: Path) -> SignedAgreement:
    """The clause agreed, voted on, signed three times, published and entered in the log."""
    text = agree_on_gates(table)
    table.talk.refresh_from_db()
    vote_in_meeting(table, text)
    sign_by_command(table, text, room)
    return enter_agreement(publish_text(by=table.officer, text=text))


def dispatch_day(table: Table, room: Path, *, orders: int = 150, layers: Sequence[Path] = ()) -> Dispatched:
    """A generated day dispatched under the file as everybody can download it, and layers beside it, audited, and taken
    in."""
    agreement = put_in_force(table, room)
    file, days, out = room / "published.yaml", room / "days", room / "run"
    beside = [word for layer in layers for word in ("--layer", layer)]
    file.write_bytes(Client().get(f"/signed/{agreement.sign}/agreement.yaml").content)
    for words in (("agreement", "verify", file), ("day", "generate", "--out", days, "--days", "1", "--orders",
                                                  str(orders), "--first-date", DAY.isoformat()),
                  ("replay", days / "day-01", "--agreement", file, *beside, "--seed", "1", "--out", out),
                  ("settle", out)):
        ended = run_main(*words)
        assert ended.status == 0, ended.err
    audit = run_main("audit", out).status
    run = take_run(source=out, platform=table.talk.platform, union=table.talk.unit.name, day=days / "day-01")
    return Dispatched(agreement, file, run, audit)


def list_held_at_gates(run: Run) -> list[str]:
    """The pseudonyms for whom the clause acted, those with most cases first."""
    cases = {one: sum(right["clause"] == CLAUSE for right in (run.view.worker(one) or {"rights": []})["rights"])
             for one in run.view.lookup.keys("worker")}
    return sorted((one for one, count in cases.items() if count), key=lambda one: (-cases[one], one))


def link_riders(run: Run, pseudonyms: list[str]) -> list[Account]:
    """A rider with a name for each pseudonym, linked to it."""
    riders = [Account.objects.create_worker(name) for name in ("陈立", "何秀兰", "吴海")[:len(pseudonyms)]]
    for rider, pseudonym in zip(riders, pseudonyms, strict=True):
        make_link(rider, run.platform, pseudonym, "code")
    return riders


def read_rows(run: Run) -> list[dict[str, object]]:
    """The rows of the day's audit about the clause."""
    rows: list[dict[str, object]] = json.loads((run.folder / "verdicts.json").read_text(encoding="utf-8"))
    return [one for one in rows if one["clause_id"] == CLAUSE]
