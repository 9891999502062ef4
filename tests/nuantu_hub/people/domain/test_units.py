"""Units are opened, renamed and closed with their grounds, and what they were called stays readable."""

from __future__ import annotations

from uuid import uuid4

import pytest
from tests.nuantu_hub.people.membership_cast import found_enterprise, make_member

from nuantu_hub.people.domain.units import change_contact, close_unit, count_left, open_unit, rename_unit
from nuantu_hub.people.models import Account, Deed, Unit
from nuantu_hub.site.errors import Refused

pytestmark = pytest.mark.django_db


def test_opening_twice_with_one_token_gives_one_unit(steward: Account, district: Unit) -> None:
    token = uuid4()
    made = [open_unit(by=steward, parent=district, name="河西街道总工会", kind="street", reason="批1号", token=token)
            for _turn in range(2)]
    assert made[0] == made[1]
    assert made[0].path == f"{district.path}{made[0].pk}/"
    assert [change.what for change in made[0].changes.all()] == ["opened"]
    assert Deed.objects.filter(verb="unit opened").count() == 1


@pytest.mark.parametrize(("words", "field"), [
    ({"name": " "}, "name"), ({"name": "柳岸街道总工会"}, "name"), ({"kind": "city"}, "kind"),
    ({"kind": "federation"}, "trade"), ({"reason": " "}, "reason"), ({"place_code": "99010"}, "place_code"),
    ({"place_code": "九九〇一〇一"}, "place_code"),
])
def test_a_unit_that_cannot_be_is_refused_at_its_field(
        steward: Account, district: Unit, street: Unit, words: dict[str, str], field: str) -> None:
    told = {"name": "河西街道总工会", "kind": "street", "reason": "批1号"} | words
    before = Unit.objects.count()
    with pytest.raises(Refused) as refusal:
        open_unit(by=steward, parent=district, token=uuid4(), **told)
    assert (refusal.value.field, Unit.objects.count()) == (field, before)


def test_a_name_of_a_closed_sister_is_free_again(steward: Account, district: Unit, street: Unit) -> None:
    close_unit(by=steward, unit=street, reason="并入别的街道")
    again = open_unit(by=steward, parent=district, name=street.name, kind="street", reason="批2号", token=uuid4())
    assert again.pk != street.pk


def test_a_renamed_unit_keeps_both_names_and_the_grounds(steward: Account, street: Unit) -> None:
    rename_unit(by=steward, unit=street, name="柳岸镇总工会", reason="撤街设镇")
    change = street.changes.get()
    assert (change.before, change.after, change.reason, change.by) == (
        "柳岸街道总工会", "柳岸镇总工会", "撤街设镇", steward)


def test_the_same_name_and_the_same_contact_change_nothing(steward: Account, street: Unit) -> None:
    change_contact(by=steward, unit=street, contact="办公室 010-0000", reason="新办公室")
    rename_unit(by=steward, unit=street, name=street.name, reason="")
    change_contact(by=steward, unit=street, contact="办公室 010-0000", reason="")
    assert [change.what for change in street.changes.all()] == ["contact"]


@pytest.mark.parametrize("left", ["child", "member", "post", "enterprise"])
def test_a_unit_in_which_something_is_left_is_not_closed(
        steward: Account, district: Unit, street: Unit, left: str, request: pytest.FixtureRequest) -> None:
    unit = street
    if left == "child":
        unit = district
    elif left == "member":
        make_member("林小满", street)
    elif left == "post":
        request.getfixturevalue("reviewer")
    else:
        found_enterprise("青禾配送", street)
    assert sum(count_left(unit).values()) == 1
    with pytest.raises(Refused, match="这个单位里还有1"):
        close_unit(by=steward, unit=unit, reason="撤并")
    unit.refresh_from_db()
    assert unit.closed_on is None


def test_a_closed_unit_is_changed_no_more(steward: Account, street: Unit) -> None:
    close_unit(by=steward, unit=street, reason="撤并")
    with pytest.raises(Refused, match="撤销"):
        rename_unit(by=steward, unit=street, name="新名", reason="无")
    with pytest.raises(Refused, match="撤销"):
        open_unit(by=steward, parent=street, name="甲工会", kind="enterprise", reason="批", token=uuid4())
