"""A consent is given in words that are on the screen, and withdrawing it has its effect at once."""

from __future__ import annotations

import pytest

from nuantu_hub.people.domain.consents import give_consent, has_consent, read_purposes, withdraw_consent
from nuantu_hub.people.models import Account, Consent, Deed, Person
from nuantu_hub.site.clock import now
from nuantu_hub.site.errors import Refused

pytestmark = pytest.mark.django_db


def _version(purpose: str) -> str:
    return read_purposes()[purpose].words.version


def test_a_consent_stands_until_it_is_withdrawn(rider: Account, other_rider: Account) -> None:
    give_consent(account=rider, purpose="id_number", version=_version("id_number"))
    assert has_consent(rider, "id_number")
    assert not has_consent(rider, "pseudonym_link")
    assert not has_consent(other_rider, "id_number")
    withdraw_consent(account=rider, purpose="id_number")

    assert not has_consent(rider, "id_number")
    assert [deed.verb for deed in Deed.objects.order_by("pk")] == ["consented", "withdrew consent"]


def test_agreeing_twice_is_one_consent_and_agreeing_again_another(rider: Account) -> None:
    for _time in range(2):
        give_consent(account=rider, purpose="id_number", version=_version("id_number"))
    assert Consent.objects.count() == 1
    withdraw_consent(account=rider, purpose="id_number")
    withdraw_consent(account=rider, purpose="id_number")
    give_consent(account=rider, purpose="id_number", version=_version("id_number"))

    assert [one.withdrawn_at is None for one in Consent.objects.order_by("pk")] == [False, True]


@pytest.mark.parametrize(("purpose", "version"), [("id_number", "2020-01"), ("no_such", "2026-11")])
def test_words_that_are_not_those_of_today_cannot_be_agreed_to(rider: Account, purpose: str, version: str) -> None:
    with pytest.raises(Refused, match="这段话已经更新"):
        give_consent(account=rider, purpose=purpose, version=version)


def test_withdrawing_the_id_number_removes_it(rider: Account) -> None:
    person = Person(account=rider, name="林小满", occupation="meals", created_at=now())
    person.set_id_number("110101199001011234")
    person.save()
    give_consent(account=rider, purpose="id_number", version=_version("id_number"))
    withdraw_consent(account=rider, purpose="id_number")
    person.refresh_from_db()

    assert (person.id_number, person.id_index, person.name) == ("", None, "林小满")


def test_every_purpose_is_told_in_both_languages() -> None:
    for purpose in read_purposes().values():
        assert set(purpose.titles) == {"zh-hans", "en"}
        assert all(set(words.texts) == {"zh-hans", "en"} for words in purpose.versions)
        assert len({words.version for words in purpose.versions}) == len(purpose.versions)
        assert purpose.find_words(purpose.words.version) == purpose.words
