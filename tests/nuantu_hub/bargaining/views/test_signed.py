"""Signed agreements are open to everybody; what was altered is named and neither shown nor given out."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from tests.nuantu.commands.command_line import run_main
from tests.nuantu_hub.bargaining.dispatch_scene import agree_on_gates
from tests.nuantu_hub.bargaining.scene import Table
from tests.nuantu_hub.bargaining.signing_scene import TEXT, export, freeze, ratify, seat_partner, sign_all

from nuantu_hub.bargaining.domain.log_entries import enter_agreement
from nuantu_hub.bargaining.domain.party_signing import take_signature
from nuantu_hub.bargaining.domain.publishing import place_file, publish_text
from nuantu_hub.bargaining.domain.topics import TopicFacts, raise_topic, withdraw_topic
from nuantu_hub.bargaining.interfaces.signing_told import compare_with_base, count_untabled
from nuantu_hub.bargaining.models import PartySignature, SignedAgreement
from nuantu_hub.site.data_folder import DataFolder

pytestmark = pytest.mark.django_db
PAGES = ("signed_agreement", "signed_file", "signed_proof")


@pytest.fixture
def made(table: Table, tmp_path: Path, settings: Any) -> SignedAgreement:
    """An agreement that three parties signed, in force."""
    settings.DATA = DataFolder(tmp_path / "data")
    partner, text = seat_partner(table), freeze(table)
    sign_all(table, text, partner)
    ratify(table, text)
    return publish_text(by=table.officer, text=text)


def test_everybody_reads_the_list_the_page_the_file_and_the_proof(made: SignedAgreement) -> None:
    client = Client()
    where = [reverse(f"bargaining:{name}", args=[made.sign]) for name in PAGES]
    assert where[0] in client.get(reverse("bargaining:signed_agreements")).content.decode()
    page, file, proof = [client.get(one) for one in where]
    assert (page.status_code, file.content) == (200, made.data)
    assert 'filename="platform-2025.yaml"' in file["Content-Disposition"]
    told = proof.json()
    assert (told["digest"], told["effective_on"]) == (made.text.digest, made.effective_on.isoformat())
    assert [one["side"] for one in told["signatures"]] == ["workers", "platform", "partners"]


def test_a_sign_that_nobody_drew_is_not_found() -> None:
    for name in PAGES:
        assert Client().get(reverse(f"bargaining:{name}", args=["ABCDEFGH"])).status_code == 404


def test_an_altered_figure_or_signature_is_named_and_not_given_out(made: SignedAgreement) -> None:
    whole = made.data
    SignedAgreement.objects.update(signed=whole.replace(b"5000 CNY", b"5000.01 CNY", 1))
    answers = [Client().get(reverse(f"bargaining:{name}", args=[made.sign])) for name in PAGES]
    assert [one.status_code for one in answers] == [409, 409, 409]
    assert all("条款" in one.content.decode() and "5000.01" not in one.content.decode() for one in answers)
    SignedAgreement.objects.update(signed=whole)
    PartySignature.objects.filter(side="platform").update(name="沈兰")
    assert [Client().get(reverse(f"bargaining:{name}", args=[made.sign])).status_code for name in PAGES] == [409] * 3


def test_the_receipt_is_given_out_once_it_is_entered_and_holds(made: SignedAgreement, tmp_path: Path) -> None:
    client = Client()
    page, receipt = (reverse(f"bargaining:{name}", args=[made.sign]) for name in ("signed_agreement", "signed_receipt"))
    assert client.get(receipt).status_code == 404
    assert "等着记入日志" in client.get(page).content.decode()
    enter_agreement(made)
    told, shown = client.get(receipt), client.get(page).content.decode()
    assert 'filename="platform-2025-receipt.json"' in told["Content-Disposition"]
    assert ("#0" in shown, "这个日志没有见证方" in shown, receipt in shown) == (True, True, True)
    (tmp_path / "r.json").write_bytes(told.content)
    (tmp_path / "a.yaml").write_bytes(made.data)
    key = told.json()["log_key"]
    assert key.split("+")[0] in shown
    verified = run_main("agreement", "verify", tmp_path / "a.yaml", "--receipt", tmp_path / "r.json", "--log-key", key)
    assert verified.status == 0
    SignedAgreement.objects.filter(pk=made.pk).update(signed=bytes(made.signed).replace(b"CNY", b"EUR", 1))
    assert client.get(receipt).status_code == 409


def test_clauses_that_nobody_put_on_the_table_do_not_read_as_dropped(table: Table, tmp_path: Path,
                                                                     settings: Any) -> None:
    settings.DATA = DataFolder(tmp_path / "data")
    place_file("platform-2025", TEXT)
    table.talk.base = "platform-2025"
    table.talk.save(update_fields=["base"])
    out = raise_topic(by=table.workers[0], talk=table.talk, token=uuid4(),
                      facts=TopicFacts("no_late_deduction", "PLT-no-late-deduction"))
    withdraw_topic(by=table.workers[0], topic=out, why="并到另一份协议")
    partner, text = seat_partner(table), agree_on_gates(table)
    for side, by in (("workers", table.workers[0]), ("platform", table.platform[0]), ("partners", partner)):
        take_signature(by=by, text=text, told=export(side, text.data))
    ratify(table, text)
    made = publish_text(by=table.officer, text=text)
    page = Client().get(reverse("bargaining:signed_agreement", args=[made.sign])).content.decode()
    told = compare_with_base(made)
    assert told is not None
    assert told["counts"]["dropped"] == 1
    assert count_untabled(told) > 1
    assert f"没有上桌的 {count_untabled(told)} 条" in page
    assert "不是谈过以后删去的" in page
    assert page.index("PLT-no-late-deduction") < page.index("没有上桌的条款") < page.index("PLT-reminder")
    table.talk.topics.filter(pk=out.pk).delete()
    assert "PLT-no-late-deduction" in Client().get(
        reverse("bargaining:signed_agreement", args=[made.sign])).content.decode().split("没有上桌的条款")[1]
