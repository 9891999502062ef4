"""The record of a talk as files."""

from __future__ import annotations

import json
import uuid
from datetime import date

import pytest
from tests.nuantu_hub.bargaining.scene import Table

from nuantu_hub.bargaining.domain.talk_record import export_letters, export_record
from nuantu_hub.bargaining.domain.talks import propose_suspension
from nuantu_hub.bargaining.models import Offer, Topic
from nuantu_hub.people.models import Deed
from nuantu_hub.site.clock import now

pytestmark = pytest.mark.django_db


def test_the_record_holds_facts_clocks_letters_and_seats(table: Table) -> None:
    propose_suspension(by=table.workers[0], talk=table.talk, until=date(2026, 11, 20), words="=等成本",
                       token=uuid.uuid4())
    told = json.loads(json.dumps(export_record(by=table.recorder, talk=table.talk)))
    assert told["facts"]["requested"] == "2026-10-12"
    assert [one["due"] for one in told["clocks"]] == ["2026-11-01"]
    assert [(one["kind"], one["until"]) for one in told["letters"]] == [("suspend", "2026-11-20")]
    assert len(told["seats"]) == 8
    table_file = export_letters(by=table.recorder, talk=table.talk).decode()
    assert "2026-11-20" in table_file
    assert ",=等成本" not in table_file  # a spreadsheet takes no formula from it
    assert Deed.objects.filter(verb="talk record exported", by=table.recorder).count() == 2


def test_a_draft_of_one_side_is_in_no_record(table: Table) -> None:
    topic = Topic.objects.create(talk=table.talk, number=1, chapter="PAY", title="等待", clause_id="P20",
                                 clause_type="wait_or_rest_pay", raised_at=now())
    Offer.objects.create(topic=topic, side="platform", version=1, words="只给五毛", by=table.platform[0], made_at=now())
    for who in (table.workers[0], table.recorder, table.observer, table.officer):
        assert "只给五毛" not in json.dumps(export_record(by=who, talk=table.talk), ensure_ascii=False)
        assert "只给五毛" not in export_letters(by=who, talk=table.talk).decode()
