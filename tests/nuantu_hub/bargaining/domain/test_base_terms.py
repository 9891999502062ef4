"""Topics and first offers begin with the clause that is in force."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from django.urls import reverse
from tests.conftest import ROOT
from tests.nuantu_hub.bargaining.scene import Table, sign_in

from nuantu_hub.bargaining.domain.base_terms import find_base_clause, list_base
from nuantu_hub.bargaining.models import Topic
from nuantu_hub.seam.errors import RunError

pytestmark = pytest.mark.django_db


@pytest.fixture
def based(table: Table) -> Iterator[Table]:
    """A talk that starts from a shipped agreement, which lies in the hub's data folder."""
    folder = Path(settings.DATA.root) / "agreements" / "platform-2024"
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(ROOT / "agreements" / "platform-2024" / "agreement.yaml", folder)
    table.talk.base = "platform-2024"
    table.talk.save()
    yield table
    shutil.rmtree(folder)


def test_the_clauses_of_the_base_stand_with_their_words(based: Table) -> None:
    stop = next(one for one in list_base(based.talk) if one.id == "PLT-daily-stop")
    assert stop.params["stop_after"] == "12 h"
    assert stop.words


def test_a_talk_from_nothing_has_none_and_a_missing_file_is_said(table: Table) -> None:
    assert list_base(table.talk) == []
    table.talk.base = "no-such"
    with pytest.raises(RunError, match="cannot be read"):
        list_base(table.talk)


def test_a_topic_of_the_base_starts_its_offer_from_there(based: Table) -> None:
    client = sign_in(based.workers[0])
    client.post(reverse("bargaining:topic_add", args=[based.talk.pk]), {
        "token": str(uuid4()), "clause_type": "base:PLT-daily-stop", "clause_id": "", "title": "", "why": ""})
    topic = Topic.objects.get()
    found = find_base_clause(topic)
    page = client.get(reverse("bargaining:topic", args=[topic.pk])).content.decode()

    assert (topic.clause_id, topic.clause_type) == ("PLT-daily-stop", "daily_stop")
    assert found is not None
    assert 'value="12 h"' in page
