"""The entry among what can be started from a problem, for whoever holds deliberations in its unit."""

from __future__ import annotations

import pytest
from django.urls import reverse

from nuantu_hub.needs.errors import NeedRefused
from nuantu_hub.needs.interfaces.talk_start import START, begin_talk, make_talk_form
from nuantu_hub.needs.models import Deliberation
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.gathering import STARTS, Matter

pytestmark = pytest.mark.django_db


def test_it_stands_in_the_registry_once() -> None:
    assert STARTS.count(START) == 1


def test_the_form_with_its_question_begins_a_draft(district: Unit, officer: Account, other_officer: Account) -> None:
    matter = Matter("problem-1", "电梯等太久", district.pk, "gate", 38, "/problems/1/")
    empty = make_talk_form(officer, matter, None)
    told = {name: empty[name].value() for name in ("token", "opens_at", "closes_at")} | {"question": "怎么算？"}
    form = make_talk_form(officer, matter, told)
    assert form.is_valid(), form.errors
    with pytest.raises(NeedRefused, match="不归你管"):
        begin_talk(other_officer, matter, form.cleaned_data)
    begun = begin_talk(officer, matter, form.cleaned_data)
    made = Deliberation.objects.get()
    assert (begun.title, begun.address) == (made.title, reverse("needs:deliberation_statements", args=[made.pk]))
