"""The export of one person has every row about that person and no word about anybody else."""

from __future__ import annotations

import io
import json
import uuid
import zipfile
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nuantu_hub.people.domain.consents import give_consent, read_purposes
from nuantu_hub.people.domain.files import store_file
from nuantu_hub.people.domain.own_export import export_person, gather_person, list_readings
from nuantu_hub.people.domain.record import record_reading
from nuantu_hub.people.models import Account, Application, Membership, Merge, Person, Unit
from nuantu_hub.site.clock import now

pytestmark = pytest.mark.django_db


def _register(account: Account, street: Unit, number: str) -> Person:
    person = Person(account=account, name=account.name, occupation="meals", created_at=now())
    person.set_phone(str(account.phone))
    person.set_id_number(number)
    person.save()
    Membership.objects.create(person=person, unit=street, standing="full", since=now(), began="application")
    Application.objects.create(
        token=uuid.uuid4(), place=street, unit=street, person=person, name=account.name, phone=account.phone,
        phone_index=account.phone_index, occupation="meals", employer="青禾配送", standing="full", rule="street",
        told_at=now())
    return person


def _read_zip(content: bytes) -> tuple[dict[str, Any], dict[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        files = {name: archive.read(name) for name in archive.namelist() if name != "data.json"}
        return json.loads(archive.read("data.json")), files


def test_a_person_gets_every_row_and_every_file(rider: Account, officer: Account, street: Unit) -> None:
    person = _register(rider, street, "110101199001011234")
    give_consent(account=rider, purpose="id_number", version=read_purposes()["id_number"].words.version)
    store_file(by=rider, upload=SimpleUploadedFile("证明.pdf", b"%PDF-1.7 mine"))
    record_reading(officer, person, "review")
    told, files = _read_zip(export_person(account=rider))

    assert set(told["tables"]) == {"people.account", "people.person", "people.membership", "people.application",
                                   "people.consent", "people.storedfile"}
    assert told["tables"]["people.person"]["rows"][0]["id_number"] == "110101199001011234"
    assert told["tables"]["people.membership"]["rows"][0]["unit"] == "柳岸街道总工会"
    assert told["tables"]["people.membership"]["rows"][0]["person"] == "本人"
    assert [one["by"] for one in told["readings"]] == ["工会工作人员"]
    assert files == {"files/001-证明.pdf": b"%PDF-1.7 mine"}
    assert [reading.by for reading in list_readings(rider)] == [officer]


def test_no_secret_of_the_account_is_in_it(rider: Account) -> None:
    row = gather_person(rider)["tables"]["people.account"]["rows"][0]

    assert set(row) & {"password", "phone_index"} == set()


@settings(max_examples=25, deadline=None,
          suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(pairs=st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=6, unique_by=lambda pair: pair[1]))
def test_whatever_joins_two_people_no_word_of_the_other_is_told(
    street: Unit, officer: Account, pairs: list[tuple[int, int]],
) -> None:
    Merge.objects.all().delete()
    cast = [Account.objects.create_worker(f"某人{place}号{mark}", f"+86139{int(mark, 16) % 10**8:08d}")
            for place in range(6) for mark in (uuid.uuid4().hex[:8],)]
    people = [_register(account, street, f"{uuid.uuid4().int % 10**18:018d}") for account in cast]
    for kept, folded in pairs:
        if kept != folded:
            Merge.objects.create(kept=people[kept], folded=people[folded], unit=street, asked_by=officer,
                                 asked_at=now())
    for place, account in enumerate(cast):
        told = json.dumps(gather_person(account), ensure_ascii=False)
        others = [word for other, person in enumerate(people) if other != place
                  for word in (person.name, person.phone, person.id_number, person.card_number, str(person.pk),
                               str(cast[other].pk))]
        assert [word for word in others if word in told] == []
        assert str(people[place].name) in told
