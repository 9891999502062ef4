"""Bringing a common problem to a talk that is under way, as a topic that says where it comes from."""

from __future__ import annotations

import uuid

import pytest
from tests.nuantu_hub.bargaining.scene import Table, make_talk
from tests.nuantu_hub.bargaining.try_scene import BASE, CLAUSE, keep_agreements

from nuantu_hub.bargaining.errors import TalkRefused
from nuantu_hub.bargaining.interfaces.topic_start import START, begin_topic, make_topic_form
from nuantu_hub.bargaining.models import Talk, Topic
from nuantu_hub.people.interfaces.carried import carry_out
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.data_folder import DataFolder
from nuantu_hub.site.gathering import STARTS, Matter

pytestmark = pytest.mark.django_db


@pytest.fixture
def table(table: Table, tmp_path: object, settings: object) -> Table:
    """The talk starts from a shipped agreement."""
    settings.DATA = DataFolder(tmp_path / "data")  # type: ignore[attr-defined,operator]
    keep_agreements()
    table.talk.base = BASE
    table.talk.save(update_fields=["base"])
    return table


def _matter(unit: Unit) -> Matter:
    return Matter("problem-1", "等门禁超时", unit.pk, "gate", 3, "/problems/1/")


def _told(table: Table, clause_type: str) -> dict[str, object]:
    return {"talk": table.talk.pk, "clause_type": clause_type, "title": "等门禁算补时", "why": "",
            "token": uuid.uuid4()}


def test_a_problem_becomes_a_topic_of_a_talk_under_way(table: Table) -> None:
    matter = _matter(table.talk.unit)
    form = make_topic_form(table.officer, matter, _told(table, f"base:{BASE}:{CLAUSE}"))
    begun = carry_out(form, lambda told: begin_topic(table.officer, matter, told))
    topic = Topic.objects.get()
    assert begun is not None
    assert begun.address == f"/bargaining/topics/{topic.pk}/"
    assert (topic.clause_id, topic.clause_type) == (CLAUSE, "special_weather_subsidy")
    assert (topic.title, topic.origin_name, topic.origin_address) == ("等门禁算补时", "等门禁超时", "/problems/1/")


def test_a_clause_of_another_talks_agreement_is_refused(table: Table) -> None:
    other = make_talk(table.talk.unit, table.officer, mark="o", title="另一场")
    told = _told(table, f"base:{BASE}:{CLAUSE}") | {"talk": other.talk.pk}
    form = make_topic_form(table.officer, _matter(table.talk.unit), told)
    assert carry_out(form, lambda told: begin_topic(table.officer, _matter(table.talk.unit), told)) is None
    assert set(form.errors) == {"clause_type"}


def test_talks_that_take_no_topics_and_those_of_other_unions_are_not_offered(
        table: Table, other_officer: Account) -> None:
    matter = _matter(table.talk.unit)
    assert list(make_topic_form(table.officer, matter, None).fields["talk"].queryset) == [table.talk]
    assert not make_topic_form(other_officer, matter, None).fields["talk"].queryset.exists()
    with pytest.raises(TalkRefused):
        begin_topic(other_officer, matter, {"talk": table.talk, "clause_type": "eta_extension", "title": "等",
                                            "why": "", "token": uuid.uuid4()})
    Talk.objects.update(state=Talk.State.FROZEN)
    assert not make_topic_form(table.officer, matter, None).fields["talk"].queryset.exists()


def test_the_entry_stands_among_the_starts_with_the_problems_words_filled_in(table: Table) -> None:
    form = make_topic_form(table.officer, _matter(table.talk.unit), None)
    assert START in STARTS
    assert form.initial == {"title": "等门禁超时", "why": "等门禁超时，3 人说过"}
