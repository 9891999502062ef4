"""The signing room: three sides sign, who may do what, what was altered is named and not given out."""

from __future__ import annotations

import uuid
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.nuantu_hub.bargaining.meeting_scene import hold_meeting
from tests.nuantu_hub.bargaining.scene import Table, sign_in
from tests.nuantu_hub.bargaining.signing_scene import TEXT, export, freeze, ratify, seat_partner, sign_all
from tests.nuantu_hub.bargaining.table_scene import put_new_offer, put_topic, weather_offer

from nuantu.agreement.reader import read_agreement
from nuantu.core.errors import AgreementError
from nuantu_hub.bargaining.domain.live_votes import cast_vote, close_vote, open_vote
from nuantu_hub.bargaining.domain.log_entries import enter_agreement
from nuantu_hub.bargaining.domain.offers import accept_offer
from nuantu_hub.bargaining.domain.publishing import find_file, publish_text
from nuantu_hub.bargaining.models import FrozenText, PartySignature, SignedAgreement
from nuantu_hub.people.models import Account
from nuantu_hub.seam.entering import FOLDER
from nuantu_hub.site.data_folder import DataFolder

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def data(tmp_path: Path, settings: Any) -> Path:
    """A data folder of the test's own."""
    settings.DATA = DataFolder(tmp_path / "data")
    return tmp_path / "data"


def page_of(table: Table) -> str:
    """The address of the room."""
    return reverse("bargaining:signing", args=[table.talk.pk])


def test_the_text_is_taken_along_signed_with_own_keys_and_put_in_force(table: Table) -> None:
    partner, text, page = seat_partner(table), freeze(table), page_of(table)
    given = sign_in(table.workers[0]).get(reverse("bargaining:frozen_file", args=[text.pk]))
    assert given.content == TEXT
    for by, side in ((table.workers[0], "workers"), (table.platform[0], "platform"), (partner, "partners")):
        client = sign_in(by)
        assert f"--side {side} --signature-only {side}.json" in client.get(page).content.decode()
        told = {"act": "sign", "file": SimpleUploadedFile("s.json", export(side).encode())}
        assert client.post(page, told).status_code == 302
    officer = sign_in(table.officer)
    told = {"act": "ratify", "entitled": 225, "present": 201, "yes": 188, "no": 9, "at": "2026-11-09T10:00"}
    assert "还没有通过" in officer.get(page).content.decode()
    assert officer.post(page, told).status_code == 302
    assert officer.post(page, {"act": "publish"}).status_code == 302
    made = SignedAgreement.objects.get()
    shown = Client().get(reverse("bargaining:signed_agreement", args=[made.sign])).content.decode()
    assert "沈岚" in shown
    assert shown.count("已验") == 3
    assert Client().get(reverse("bargaining:signed_file", args=[made.sign])).content == made.data
    assert Client().get(reverse("bargaining:signed_proof", args=[made.sign])).json()["digest"] == text.digest


def test_a_signature_is_handed_in_by_its_own_side_pasted_or_as_a_file(table: Table) -> None:
    freeze(table)
    page = page_of(table)
    refused = sign_in(table.workers[0]).post(page, {"act": "sign", "words": export("platform")})
    assert refused.status_code == 422
    assert "这是平台方的签名，要由那一方交" in refused.content.decode()
    assert sign_in(table.workers[0]).post(page, {"act": "sign"}).status_code == 422
    assert sign_in(table.workers[0]).post(page, {"act": "sign", "words": export("workers")}).status_code == 302
    assert sign_in(table.observer).post(page, {"act": "sign", "words": export("partners")}).status_code == 422
    assert sign_in(table.recorder).post(page, {"act": "sign", "words": export("partners")}).status_code == 302
    assert PartySignature.objects.count() == 2


def test_an_altered_text_is_named_and_not_given_out(table: Table) -> None:
    text = freeze(table)
    FrozenText.objects.filter(pk=text.pk).update(body=TEXT.replace(b"5000 CNY", b"5000.01 CNY", 1))
    client = sign_in(table.workers[0])
    shown = client.get(page_of(table)).content.decode()
    assert "所存的文件和各方定下的不一样：条款" in shown
    assert client.get(reverse("bargaining:frozen_file", args=[text.pk])).status_code == 409
    assert client.post(page_of(table), {"act": "sign", "words": export("workers")}).status_code == 422


def test_the_public_page_of_an_altered_agreement_shows_no_terms(table: Table) -> None:
    partner, text, page = seat_partner(table), freeze(table), page_of(table)
    sign_all(table, text, partner)
    officer = sign_in(table.officer)
    officer.post(page, {"act": "ratify", "entitled": 3, "present": 3, "yes": 3, "no": 0, "at": "2026-11-09T10:00"})
    officer.post(page, {"act": "publish"})
    made = SignedAgreement.objects.get()
    SignedAgreement.objects.update(signed=made.data.replace(b"5000 CNY", b"5000.01 CNY", 1))
    answer = Client().get(reverse("bargaining:signed_agreement", args=[made.sign]))
    assert answer.status_code == 409
    assert "所存的文件和各方定下的不一样：条款" in answer.content.decode()
    assert "机器执行的数</span>" not in answer.content.decode()
    for name in ("signed_file", "signed_proof"):
        assert Client().get(reverse(f"bargaining:{name}", args=[made.sign])).status_code == 409


def test_strangers_see_nothing_of_a_text_that_is_not_published(table: Table) -> None:
    text, stranger = freeze(table), Account.objects.create_staff("stranger", "别人")
    for where in (page_of(table), reverse("bargaining:frozen_file", args=[text.pk])):
        assert sign_in(stranger).get(where).status_code == 404
        assert Client().get(where).status_code in (302, 404)
    assert text.agreement_id not in Client().get(reverse("bargaining:signed_agreements")).content.decode()


def test_both_chiefs_void_a_text_and_the_next_has_the_next_number(table: Table) -> None:
    freeze(table)
    page = page_of(table)
    assert sign_in(table.workers[0]).post(page, {"act": "void", "why": ""}).status_code == 422
    assert sign_in(table.workers[0]).post(page, {"act": "void", "why": "漏了一条"}).status_code == 302
    table.talk.refresh_from_db()
    assert table.talk.state == "frozen"
    assert sign_in(table.platform[0]).post(page, {"act": "void", "why": ""}).status_code == 302
    table.talk.refresh_from_db()
    assert table.talk.state == "talking"
    assert "漏了一条" in sign_in(table.officer).get(page).content.decode()
    assert uuid.UUID(str(FrozenText.objects.get(state="void").token))


def test_what_was_agreed_at_the_table_is_frozen_signed_and_read_by_the_engine(table: Table, tmp_path: Path) -> None:
    """From an offer to a file in force, by pages alone; the engine reads it, and refuses it with one fen altered."""
    topic, partner = put_topic(table), seat_partner(table)
    offer = put_new_offer(table.platform[0], topic, weather_offer("1.30 CNY/order"))
    accept_offer(by=table.workers[0], topic=topic, version=offer.version)
    chief, page = sign_in(table.workers[0]), page_of(table)
    freeze_it = {"act": "freeze", "token": str(uuid.uuid4()), "effective_from": "2026-12-01"}
    assert chief.post(page, {**freeze_it, "effective_to": "2026-11-01"}).status_code == 422
    assert chief.post(page, {**freeze_it, "effective_to": "2028-11-30"}).status_code == 302
    text = FrozenText.objects.get()
    for by, side in ((table.workers[0], "workers"), (table.platform[0], "platform"), (partner, "partners")):
        assert sign_in(by).post(page, {"act": "sign", "words": export(side, text.data)}).status_code == 302
    officer = sign_in(table.officer)
    officer.post(page, {"act": "ratify", "entitled": 3, "present": 3, "yes": 3, "no": 0, "at": "2026-11-09T10:00"})
    assert officer.post(page, {"act": "publish"}).status_code == 302
    file = find_file(text.agreement_id)
    (clause,) = read_agreement(file).clauses
    altered = tmp_path / "agreement.yaml"
    altered.write_bytes(file.read_bytes().replace(b"1.30 CNY", b"1.31 CNY", 1))

    assert (clause.figures["amount"].literal, clause.effective_from) == (130, date(2026, 12, 1))
    assert [one.side for one in read_agreement(file).signatures] == ["workers", "platform", "partners"]
    with pytest.raises(AgreementError, match="terms of clause P07"):
        read_agreement(altered)


def test_a_vote_of_a_meeting_ratifies_and_its_meeting_is_linked(table: Table) -> None:
    text, page, officer = freeze(table), page_of(table), sign_in(table.officer)
    assert 'value="ratify_vote"' not in officer.get(page).content.decode()
    meeting = hold_meeting(table)
    vote = open_vote(by=table.officer, meeting=meeting, question="通过定稿的文本", open_s=300, token=uuid.uuid4(),
                     text=text)
    for cast in vote.casts.select_related("seat__account"):
        cast_vote(by=cast.seat.account, vote=vote, choice="yes", token=uuid.uuid4())
    refused = officer.post(page, {"act": "ratify_vote", "vote": vote.pk})
    assert (refused.status_code, "表决还没有结束" in refused.content.decode()) == (422, True)
    close_vote(by=table.officer, vote=vote)
    assert "同意 10 / 应到 10" in officer.get(page).content.decode()
    assert sign_in(table.workers[0]).post(page, {"act": "ratify_vote", "vote": vote.pk}).status_code == 422
    assert officer.post(page, {"act": "ratify_vote", "vote": vote.pk}).status_code == 302
    shown = officer.get(page).content.decode()
    assert reverse("bargaining:live_vote", args=[vote.pk]) in shown
    assert "会议里的记名表决" in shown


def test_an_entry_that_failed_is_named_and_asked_for_again(table: Table, data: Path) -> None:
    partner, text, page = seat_partner(table), freeze(table), page_of(table)
    sign_all(table, text, partner)
    ratify(table, text)
    made = publish_text(by=table.officer, text=text)
    officer = sign_in(table.officer)
    assert "手工记下，表决在别处进行" in officer.get(page).content.decode()
    (data / FOLDER).write_text("in the way", encoding="utf-8")
    enter_agreement(made)
    shown = officer.get(page).content.decode()
    assert ("没有记入日志：" in shown, 'value="enter"' in shown) == (True, True)
    assert 'value="enter"' not in sign_in(table.workers[0]).get(page).content.decode()
    (data / FOLDER).unlink()
    assert officer.post(page, {"act": "enter"}).status_code == 302
    made.refresh_from_db()
    assert made.log_state == SignedAgreement.LogState.WAITING
    enter_agreement(made)
    shown = officer.get(page).content.decode()
    assert ("#0" in shown, 'value="enter"' in shown) == (True, False)
