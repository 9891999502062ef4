"""The register: found by whole numbers only, veiled in lists, written down when opened or exported."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.nuantu_hub.conftest import As
from tests.nuantu_hub.people.membership_cast import id_number, make_member, make_person

from nuantu_hub.people.domain.membership import leave
from nuantu_hub.people.models import Account, Deed, Engagement, Merge, Person, Reading, Transfer, Unit
from nuantu_hub.people.models.unit import plant_unit
from nuantu_hub.site.clock import now

pytestmark = pytest.mark.django_db
LIST = "/members/all/"


@pytest.fixture
def member(street: Unit, rider: Account) -> Person:
    person = make_member("林小满", street, "+8613900000001", account=rider).person
    person.set_id_number(id_number(1))
    person.save()
    return person


def _one(person: Person) -> str:
    return reverse("people:member", args=[person.pk])


def test_a_member_is_found_by_whole_numbers_and_by_nothing_less(member: Person, reviewer: Account, as_: As) -> None:
    client = as_(reviewer)
    for text in ("13900000001", "+86 139 0000 0001", id_number(1), id_number(1).lower(), member.card_number):
        assert member.card_number in client.get(LIST, {"q": text}).content.decode(), text
    for text in ("1390000", "林小满", "13900000002", id_number(2), "990101"):
        assert "没有找到会员" in client.get(LIST, {"q": text}).content.decode(), text
    page = client.get(LIST).content.decode()
    assert ("林＊＊" in page, "139****0001" in page, "林小满" in page, "13900000001" in page) == (
        True, True, False, False)


def test_units_narrow_the_list_and_each_person_counts_once(
        member: Person, district: Unit, street: Unit, officer: Account, as_: As) -> None:
    for platform in ("青禾配送", "远途货运"):
        Engagement.objects.create(person=member, platform=platform, since=now())
    make_member("赵大河", district, standing="pool")
    client = as_(officer)
    page = client.get(LIST).content.decode()
    assert "2 位会员，每人只算一次" in page
    assert "其中周转库 1 位" in page
    assert "远途货运、青禾配送" in page
    narrowed = client.get(LIST, {"unit": street.pk}).content.decode()
    assert ("林＊＊" in narrowed, "赵＊＊" in narrowed) == (True, False)


def test_the_list_takes_as_many_questions_for_one_as_for_many(street: Unit, reviewer: Account, as_: As) -> None:
    client, counts = as_(reviewer), []
    for serial in range(40):
        if serial in (1, 39):
            with CaptureQueriesContext(connection) as asked:
                client.get(LIST)
            counts.append(len(asked))
        person = make_member("林小满", street, f"+86139000003{serial:02d}").person
        Engagement.objects.create(person=person, platform="青禾配送", since=now())
    assert counts[0] == counts[1]


def test_opening_a_member_shows_the_record_and_is_written_down(member: Person, reviewer: Account, as_: As) -> None:
    page = as_(reviewer).get(_one(member)).content.decode()
    for words in ("林小满", "13900000001", "990101********" + id_number(1)[-4:], "至今", "2025-03-01"):
        assert words in page, words
    assert id_number(1) not in page
    assert Reading.objects.values_list("by", "thing_id", "purpose").get() == (reviewer.pk, str(member.pk), "member")


def test_staff_ask_for_a_transfer_and_for_a_merge(
        member: Person, street: Unit, other_district: Unit, reviewer: Account, as_: As) -> None:
    client, there = as_(reviewer), plant_unit("松坡街道总工会", Unit.Kind.STREET, other_district)
    client.post(_one(member), {"what": "transfer", "receiving": there.pk, "token": "0" * 32})
    assert (Transfer.objects.get().side, Transfer.objects.get().receiving) == ("giving", there)
    twin = make_member("林小满", street).person
    client.post(_one(member), {"what": "merge", "card_number": twin.card_number})
    assert (Merge.objects.get().kept, Merge.objects.get().folded) == (member, twin)
    elsewhere = make_member("林小满", other_district).person
    refused = client.post(_one(member), {"what": "merge", "card_number": elsewhere.card_number})
    assert (refused.status_code, "没有这个会员证号" in refused.content.decode()) == (422, True)


def test_an_export_holds_the_own_branch_only_and_is_written_down(
        member: Person, street: Unit, other_district: Unit, reviewer: Account, as_: As) -> None:
    make_member("赵大河", other_district)
    answer = as_(reviewer).post(reverse("people:export_members"), {})
    text = answer.content.decode("utf-8-sig")
    assert answer["Content-Disposition"] == 'attachment; filename="members.csv"'
    assert text.splitlines()[0] == "会员证号,姓名,手机号,从业类型,平台,工会,会籍,本段开始"
    assert text.splitlines()[1:] == [
        f"{member.card_number},林小满,139****0001,外卖配送员,,柳岸街道总工会,正式会员,2025-03-01"]
    assert Deed.objects.filter(verb="members.exported").values_list("unit", "detail").get() == (street.pk, {"rows": 1})
    assert Reading.objects.get().purpose == "export of members"


def test_what_is_a_formula_to_a_spreadsheet_is_disarmed(street: Unit, reviewer: Account, as_: As) -> None:
    person = make_person("=HYPERLINK(1)")
    person.memberships.create(unit=street, standing="full", since=now(), began="joined")
    Engagement.objects.create(person=person, platform="@SUM(A1)", since=now())
    row = as_(reviewer).post(reverse("people:export_members"), {}).content.decode("utf-8-sig").splitlines()[1]
    assert ",'=HYPERLINK(1)," in row
    assert ",'@SUM(A1)," in row


def test_who_left_and_who_was_folded_have_no_page(member: Person, rider: Account, reviewer: Account, as_: As) -> None:
    leave(by=rider, person=member)
    assert as_(reviewer).get(_one(member)).status_code == 404


def test_others_reach_neither_the_register_nor_a_member(
        member: Person, officer: Account, other_officer: Account, organiser: Account, steward: Account,
        rider: Account, bystander: Account, stranger: Client, as_: As) -> None:
    assert as_(officer).get(_one(member)).status_code == 200
    for account in (other_officer, organiser, steward, rider, bystander):
        assert as_(account).get(_one(member)).status_code == 404
    for account in (organiser, steward, rider, bystander):
        assert as_(account).get(LIST).status_code == 404
        assert as_(account).post(reverse("people:export_members"), {}).status_code == 404
    assert "没有找到会员" in as_(other_officer).get(LIST, {"q": "13900000001"}).content.decode()
    assert "林" not in as_(other_officer).post(reverse("people:export_members"), {}).content.decode()
    assert stranger.get(LIST)["Location"].startswith("/sign-in/")
