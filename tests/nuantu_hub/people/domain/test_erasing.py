"""An erased person leaves no personal word behind, and the record of deeds stays whole."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from nuantu_hub.people.domain.consents import give_consent, has_consent, read_purposes
from nuantu_hub.people.domain.erasing import ask_erasure, confirm_erasure, draw_blank, drop_erasure, erase_person
from nuantu_hub.people.domain.files import store_file
from nuantu_hub.people.models import Account, Application, Deed, Erasure, Membership, Person, StoredFile, Unit
from nuantu_hub.site.clock import now
from nuantu_hub.site.crypto import EncryptedTextField
from nuantu_hub.site.errors import Refused

pytestmark = pytest.mark.django_db
WORDS = ("林小满", "13900000001", "110101199001011234", "青禾配送", "证明.pdf")


@pytest.fixture
def member(rider: Account, street: Unit) -> Person:
    """The rider as a member, with an application and a file."""
    person = Person(account=rider, name=rider.name, occupation="meals", created_at=now())
    person.set_phone(str(rider.phone))
    person.set_id_number("110101199001011234")
    person.save()
    Membership.objects.create(person=person, unit=street, standing="full", since=now(), began="application")
    Application.objects.create(
        token=uuid.uuid4(), place=street, unit=street, name=rider.name, phone=rider.phone,
        phone_index=rider.phone_index, occupation="meals", employer="青禾配送", standing="full", rule="street",
        told_at=now())
    give_consent(account=rider, purpose="id_number", version=read_purposes()["id_number"].words.version)
    store_file(by=rider, upload=SimpleUploadedFile("证明.pdf", b"%PDF-1.7 mine"))
    return person


def _dump() -> str:
    """Every row of every table, encrypted columns opened."""
    return "\n".join(repr(row) for model in apps.get_models() for row in model._default_manager.values_list())


def _erase(account: Account) -> int:
    ask_erasure(account=account)
    return erase_person(confirm_erasure(account=account).pk)


def test_nothing_personal_is_left_in_any_table(member: Person, rider: Account, other_rider: Account) -> None:
    assert all(word in _dump() for word in WORDS)
    assert _erase(rider) >= 4

    left = _dump()
    assert [word for word in WORDS if word in left] == []
    assert "赵大河" in left
    assert not StoredFile.objects.exists()


def test_indexes_of_the_person_are_gone_too(member: Person, rider: Account) -> None:
    indexes = {str(rider.phone_index), str(member.id_index)}
    _erase(rider)

    assert [index for index in indexes if index in _dump()] == []


def test_the_record_of_deeds_stays_as_it_was(member: Person, rider: Account) -> None:
    before = list(Deed.objects.order_by("pk").values_list())
    _erase(rider)

    assert list(Deed.objects.order_by("pk").values_list())[:len(before)] == before
    assert Deed.objects.order_by("pk").last().verb == "erased"  # type: ignore[union-attr]


def test_membership_ends_consents_are_withdrawn_and_the_account_is_closed(member: Person, rider: Account) -> None:
    _erase(rider)
    rider.refresh_from_db()

    assert Membership.objects.get().ended == Membership.Ended.LEFT
    assert not has_consent(rider, "id_number")
    assert (rider.is_active, rider.phone, rider.phone_index, rider.name) == (False, None, None, "")


def test_a_session_ends_when_the_erasure_is_confirmed(rider: Account) -> None:
    client = Client()
    client.force_login(rider, backend="django.contrib.auth.backends.ModelBackend")
    ask_erasure(account=rider)
    assert client.get("/sign-in/").wsgi_request.user.is_authenticated
    confirm_erasure(account=rider)

    assert not client.get("/sign-in/").wsgi_request.user.is_authenticated


def test_nothing_happens_before_it_is_confirmed(member: Person, rider: Account) -> None:
    wish = ask_erasure(account=rider)
    assert ask_erasure(account=rider) == wish
    assert erase_person(wish.pk) == 0
    drop_erasure(account=rider)

    assert not Erasure.objects.exists()
    assert all(word in _dump() for word in WORDS)
    with pytest.raises(Refused, match="还没有申请删除"):
        confirm_erasure(account=rider)


def test_the_job_is_put_up_with_the_confirmation_and_doing_it_twice_does_nothing(
    member: Person, rider: Account, django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[object]],
) -> None:
    ask_erasure(account=rider)
    with django_capture_on_commit_callbacks(execute=True):
        wish = confirm_erasure(account=rider)
    job = apps.get_model("django_tasks_database", "DBTaskResult").objects.get()
    assert job.args_kwargs == {"args": [wish.pk], "kwargs": {}}
    assert erase_person(wish.pk) >= 4
    assert erase_person(wish.pk) == 0


def test_two_erased_people_stay_two(member: Person, rider: Account, other_rider: Account) -> None:
    _erase(rider)
    _erase(other_rider)

    assert [account.name for account in Account.objects.all()] == ["", ""]
    assert len(set(Account.objects.values_list("login", flat=True))) == 2


def test_staff_in_office_is_not_erased(officer: Account) -> None:
    with pytest.raises(Refused, match="还有岗位"):
        ask_erasure(account=officer)


def test_a_column_that_cannot_be_emptied_is_said() -> None:
    with pytest.raises(TypeError, match="neither null nor empty"):
        draw_blank(Membership._meta.get_field("since"))
    assert isinstance(Person._meta.get_field("name"), EncryptedTextField)
    assert draw_blank(Person._meta.get_field("name")) == ""


@pytest.mark.embedded
def test_the_embedded_database_overwrites_what_it_deletes() -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA secure_delete")
        assert cursor.fetchone() == (1,)
