"""A statement has a number and no writer."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from tests.nuantu_hub.needs.talk_cast import open_talk

from nuantu_hub.needs.models import ModerationStep, Statement
from nuantu_hub.needs.models.statement import WITHHELD
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.clock import now

pytestmark = pytest.mark.django_db


def test_no_column_leads_to_a_person() -> None:
    assert [field.name for field in Statement._meta.get_fields() if field.related_model is Account] == []


def test_a_number_stands_once_in_a_deliberation(district: Unit) -> None:
    one = open_talk(district)
    with pytest.raises(IntegrityError), transaction.atomic():
        Statement.objects.create(deliberation=one, number=0, text="再来", token_index="x")
    assert one.statements.first().unit == district


def test_it_is_overdue_only_while_it_waits() -> None:
    late = Statement(state="waiting", due_at=now() - timedelta(minutes=1))
    assert late.is_overdue(now())
    late.state = "shown"
    assert not late.is_overdue(now())
    assert not Statement(state="waiting").is_overdue(now())


def test_words_are_kept_back_for_what_they_say_of_somebody() -> None:
    assert {str(rule) for rule in WITHHELD} == {"person", "insult", "advert", "unlawful"}
    assert set(ModerationStep.Rule) > WITHHELD
