"""The draft is a file that the engine reads: what both sides agreed, and nothing else."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
import yaml
from tests.nuantu_hub.bargaining.scene import Table
from tests.nuantu_hub.bargaining.table_scene import put_new_offer, put_topic

from nuantu.agreement.reader import read_agreement
from nuantu_hub.bargaining.domain.ambiguities import enter_ambiguity, hold_reading
from nuantu_hub.bargaining.domain.drafts import list_agreed, render_draft
from nuantu_hub.bargaining.domain.offers import OfferFacts, accept_offer
from nuantu_hub.bargaining.errors import TalkRefused

pytestmark = pytest.mark.django_db


def test_nothing_agreed_is_no_draft(table: Table) -> None:
    put_new_offer(table.platform[0], put_topic(table))
    with pytest.raises(TalkRefused, match="还没有谈成一条"):
        render_draft(table.talk)


def test_the_draft_holds_sentence_beside_terms_and_the_chosen_readings(table: Table, tmp_path: Path) -> None:
    topic = put_topic(table)
    words = enter_ambiguity(by=table.workers[0], topic=topic, printed="特殊天气", reading_a="气象部门发布的预警",
                            reading_b="平台认定的天气", token=uuid4())
    for account in (table.workers[0], table.platform[0]):
        hold_reading(by=account, ambiguity=words, reading="B")
    accept_offer(by=table.workers[0], topic=topic, version=put_new_offer(table.platform[0], topic).version)
    stop = put_topic(table, "daily_stop")
    put_new_offer(table.workers[0], stop, OfferFacts(
        "累计十二小时强制下线", {"stop_after": "12 h", "reset": "rolling_24h"}))
    data = render_draft(table.talk, effective_from=date(2027, 1, 1), effective_to=date(2028, 12, 31))
    (tmp_path / "agreement.yaml").write_bytes(data)
    read = read_agreement(tmp_path)

    assert [one.id for one in read.clauses] == ["P07"] == [one.id for one in list_agreed(table.talk)]
    assert read.clauses[0].figures["amount"].literal == 150
    assert (read.provisions[0].text_zh, read.standing) == ("预警期间每单补贴", "printed")
    assert (read.effective_from, read.effective_to) == (date(2027, 1, 1), date(2028, 12, 31))
    assert read.clauses[0].ambiguities[0].chosen == "B"
    assert yaml.safe_load(data)["parties"]["platform"]["zh"] == table.talk.platform
