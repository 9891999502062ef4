"""A statement is one sentence of somebody whom nobody can name."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from tests.nuantu_hub.needs.talk_cast import WORDS, draft_talk, end_talk, open_talk

from nuantu_hub.needs.domain import statements
from nuantu_hub.needs.domain.quiet_limits import QuietLimit
from nuantu_hub.needs.domain.statements import (
    check_words,
    find_followed,
    forget_statements,
    put_seed,
    write_statement,
)
from nuantu_hub.needs.errors import NeedRefused
from nuantu_hub.needs.models import Deliberation, Statement
from nuantu_hub.needs.models.need import floor_hour
from nuantu_hub.people.models import Account, Deed, Unit
from nuantu_hub.site.clock import now

pytestmark = pytest.mark.django_db


def test_words_are_taken_as_written_with_single_spaces() -> None:
    assert check_words("  等电梯\n 太久了 ") == "等电梯 太久了"


@pytest.mark.parametrize("text", ["电梯慢", "字" * 141, "打１３８００００００００", "加我 wx@abc 聊聊"])
def test_what_is_too_short_too_long_or_names_a_way_is_refused(text: str) -> None:
    with pytest.raises(NeedRefused) as refused:
        check_words(text)
    assert refused.value.field == "text"


def test_numbers_go_up_from_nought_and_a_twin_is_named(district: Unit) -> None:
    one = draft_talk(district)
    made = [put_seed(by=None, deliberation=one, text=text, source="", token=uuid.uuid4()) for text in WORDS[:3]]
    assert [row.number for row in made] == [0, 1, 2]
    with pytest.raises(NeedRefused, match="第 2 句"):
        put_seed(by=None, deliberation=one, text=f"{WORDS[1]}。", source="", token=uuid.uuid4())


def test_writing_leaves_no_deed_and_no_time_finer_than_the_hour(district: Unit, rider: Account) -> None:
    one = open_talk(district)
    deeds = Deed.objects.count()
    made, code = write_statement(account=rider, deliberation=one, text="电梯里没有信号", token=uuid.uuid4())
    assert Deed.objects.count() == deeds
    assert made.hour == floor_hour(made.hour)
    assert made.due_at == made.hour + timedelta(hours=25)
    assert find_followed(code) == made
    assert find_followed(code.lower().replace("-", " ")) == made
    assert find_followed(str(made.pk)) is None
    assert not [field.name for field in Statement._meta.fields if field.related_model is Account]


def test_one_person_writes_so_many_an_hour(
        district: Unit, rider: Account, other_rider: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(statements, "PACE", QuietLimit(1))
    one = open_talk(district)
    write_statement(account=rider, deliberation=one, text="电梯里没有信号", token=uuid.uuid4())
    with pytest.raises(NeedRefused, match="太多"):
        write_statement(account=rider, deliberation=one, text="门禁要刷两次", token=uuid.uuid4())
    write_statement(account=other_rider, deliberation=one, text="门禁要刷两次", token=uuid.uuid4())


def test_a_draft_takes_seeds_only_and_after_the_end_nothing(district: Unit, rider: Account) -> None:
    with pytest.raises(NeedRefused, match="不收看法"):
        write_statement(account=rider, deliberation=draft_talk(district), text="电梯里没有信号", token=uuid.uuid4())
    with pytest.raises(NeedRefused, match="不收看法"):
        put_seed(by=None, deliberation=end_talk(open_talk(district)), text="再来一句", source="", token=uuid.uuid4())


def test_left_out_words_are_blanked_after_a_year_shown_ones_stay(district: Unit) -> None:
    one = open_talk(district)
    Statement.objects.filter(deliberation=one, number=0).update(state="out")
    assert forget_statements() == 0
    Deliberation.objects.filter(pk=one.pk).update(
        opens_at=now() - timedelta(days=400), closes_at=now() - timedelta(days=366))
    assert (forget_statements(), forget_statements()) == (1, 0)
    assert [row.text for row in Statement.objects.order_by("number")[:2]] == ["", WORDS[1]]
