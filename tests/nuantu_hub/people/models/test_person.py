"""A record of a person: found by its exact numbers, silent in the database, and one with those folded into it."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction
from tests.nuantu_hub.people.membership_cast import id_number, make_member, make_person

from nuantu_hub.people.models import Account, Person, Unit
from nuantu_hub.people.models.person import check_digit, draw_card_number

pytestmark = pytest.mark.django_db
PHONE = "+8613900000001"


def test_numbers_find_a_person_and_only_whole() -> None:
    person = make_person("林小满", PHONE)
    person.set_id_number(id_number(1))
    person.save()
    assert Person.objects.find_by_phone(PHONE) == person == Person.objects.find_by_id_number(id_number(1))
    assert (Person.objects.find_by_phone("+861390000000"), Person.objects.find_by_id_number("")) == (None, None)
    person.set_phone("")
    person.set_id_number("")
    person.save()
    assert Person.objects.values_list("phone_index", "id_index").get() == (None, None)


def test_the_database_holds_no_readable_word_of_a_person() -> None:
    person = make_person("林小满", PHONE)
    person.set_id_number(id_number(1))
    person.save()
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM people_person")
        row = str(cursor.fetchall())
    for secret in ("林小满", "13900000001", id_number(1)):
        assert secret not in row


def test_one_number_belongs_to_one_record() -> None:
    make_person("林小满", PHONE)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_person("林晓曼", PHONE)


def test_a_card_number_closes_with_the_digit_that_checks_it() -> None:
    assert check_digit("7992739871") == "3"
    drawn = {draw_card_number() for _time in range(200)}
    assert all(len(number) == 12 and number[0] != "0" and check_digit(number[:-1]) == number[-1] for number in drawn)
    assert len(drawn) == 200


def test_who_signs_in_gets_the_record_that_counts(rider: Account, other_rider: Account) -> None:
    kept = make_person("林小满", PHONE)
    make_person("林小满", account=rider, merged_into=kept)
    assert (Person.objects.of_account(rider), Person.objects.of_account(other_rider)) == (kept, None)


def test_staff_see_members_of_their_branch_and_nobody_else(
        street: Unit, other_district: Unit, reviewer: Account, officer: Account, organiser: Account, rider: Account,
        bystander: Account) -> None:
    here = make_member("林小满", street).person
    make_member("赵大河", other_district)
    make_person("钱小雨")
    seen = {account.login: list(Person.objects.visible_to(account))
            for account in (reviewer, officer, organiser, rider, bystander)}
    assert seen == {"reviewer": [here], "officer": [here], "organiser": [], rider.login: [], "bystander": []}
    assert (here.unit, make_person("孙").unit) == (street, None)
