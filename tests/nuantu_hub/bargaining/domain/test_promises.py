"""Promises: taking, evidence, the other side's word, what became of each."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.nuantu_hub.bargaining.promise_scene import take
from tests.nuantu_hub.bargaining.scene import Table

from nuantu_hub.bargaining.domain.promises import (
    PlaceState,
    PromiseState,
    accept_evidence,
    add_evidence,
    dispute_evidence,
    make_promises,
    measure_promise,
)
from nuantu_hub.bargaining.errors import TalkRefused
from nuantu_hub.bargaining.models import Promise, PromiseEvidence
from nuantu_hub.people.models import Deed
from nuantu_hub.site.errors import Refused

pytestmark = pytest.mark.django_db
BEFORE, AFTER = date(2025, 12, 31), date(2026, 1, 1)


def _add(table: Table, promise: Promise, province: str = "") -> PromiseEvidence:
    return add_evidence(by=table.platform[0], promise=promise, side="platform", words="已上线", token=uuid.uuid4(),
                        province=province)


def _state(promise: Promise, today: date) -> PromiseState:
    return measure_promise(promise, promise.evidence.all(), today).state


def test_the_roll_outs_are_taken_once_and_written_down(table: Table) -> None:
    made = take(table)
    assert [(one.owner, one.owner_name, one.deadline) for one in made] == [
        ("platform", "云送外卖", date(2025, 12, 31)), ("platform", "云送外卖", date(2025, 12, 31)),
        ("platform", "云送外卖", None)]
    assert take(table) == []
    assert Deed.objects.filter(verb="promises taken").count() == 1


def test_a_talk_without_an_agreement_or_promises_is_refused(table: Table) -> None:
    for base in ("", "platform-2022"):
        table.talk.base = base
        table.talk.save(update_fields=["base"])
        with pytest.raises(TalkRefused):
            make_promises(by=table.officer, talk=table.talk, rollouts=())
    assert not Promise.objects.exists()


def test_it_lapses_the_day_after_its_last_one_without_accepted_evidence(table: Table) -> None:
    first = take(table)[0]
    assert (_state(first, BEFORE), _state(first, AFTER)) == (PromiseState.OPEN, PromiseState.LAPSED)
    _add(table, first)
    assert _state(first, AFTER) is PromiseState.LAPSED
    assert measure_promise(first, [], AFTER).late_days == 1


def test_without_a_published_day_nothing_lapses(table: Table) -> None:
    assert _state(take(table)[2], date(2030, 1, 1)) is PromiseState.OPEN


def test_evidence_for_one_province_keeps_that_one_only(table: Table) -> None:
    first = take(table)[0]
    accept_evidence(by=table.workers[0], evidence=_add(table, first, "33"), side="workers")
    standing = measure_promise(first, first.evidence.all(), AFTER)
    assert (standing.kept, standing.of, standing.state) == (1, 31, PromiseState.LAPSED)
    assert dict(standing.places)["33"] is PlaceState.KEPT


def test_accepted_everywhere_it_is_kept_and_late_by_the_day_it_was_handed_in(table: Table) -> None:
    first, second = take(table)[:2]
    for one, at in ((first, datetime(2025, 12, 30, tzinfo=UTC)), (second, datetime(2026, 2, 1, tzinfo=UTC))):
        evidence = _add(table, one)
        PromiseEvidence.objects.filter(pk=evidence.pk).update(at=at)
        accept_evidence(by=table.workers[0], evidence=evidence, side="workers")
    assert (_state(first, AFTER), _state(second, AFTER)) == (PromiseState.KEPT, PromiseState.KEPT_LATE)


def test_what_is_disputed_counts_for_nothing_and_says_why(table: Table) -> None:
    first = take(table)[0]
    evidence = _add(table, first, "33")
    with pytest.raises(TalkRefused, match="为什么"):
        dispute_evidence(by=table.workers[0], evidence=evidence, side="workers", why=" ")
    told = dispute_evidence(by=table.workers[0], evidence=evidence, side="workers", why="杭州还在扣")
    assert (told.state, told.why) == ("disputed", "杭州还在扣")
    assert _state(first, BEFORE) is PromiseState.DISPUTED
    with pytest.raises(TalkRefused, match="已经有结论"):
        accept_evidence(by=table.workers[0], evidence=evidence, side="workers")


@pytest.mark.parametrize("side", ["platform", "", "neutral"])
def test_nobody_accepts_the_own_evidence_or_without_a_side(table: Table, side: str) -> None:
    with pytest.raises(TalkRefused, match="不能自己认可"):
        accept_evidence(by=table.platform[0], evidence=_add(table, take(table)[0]), side=side)
    assert PromiseEvidence.objects.get().state == "waiting"


@pytest.mark.parametrize("change", [{"side": ""}, {"side": "neutral"}, {"words": " "}, {"province": "99"}])
def test_evidence_without_side_words_or_promised_province_is_refused(table: Table, change: dict[str, str]) -> None:
    told = {"side": "platform", "words": "做了", "province": ""} | change
    with pytest.raises(TalkRefused):
        add_evidence(by=table.platform[0], promise=take(table)[0], token=uuid.uuid4(), **told)
    assert not PromiseEvidence.objects.exists()


def test_the_same_form_is_the_same_evidence_and_a_bad_file_leaves_none(table: Table) -> None:
    first, token = take(table)[0], uuid.uuid4()
    made = [add_evidence(by=table.platform[0], promise=first, side="platform", words="做了", token=token)
            for _time in range(2)]
    assert made[0] == made[1]
    with pytest.raises(Refused):
        add_evidence(by=table.platform[0], promise=first, side="platform", words="做了", token=uuid.uuid4(),
                     upload=SimpleUploadedFile("a.exe", b"MZ"))
    assert PromiseEvidence.objects.count() == 1
