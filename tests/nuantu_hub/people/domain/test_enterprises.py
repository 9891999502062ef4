"""The ledger of enterprises: head offices, what hangs below them, federations, and who is struck off."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from tests.nuantu_hub.people.membership_cast import plant_federation
from tests.nuantu_hub.people.organising_cast import TODAY, at, days_ago, enter

from nuantu_hub.people.domain.enterprises import Particulars, enter_enterprise, join_federation, strike_off
from nuantu_hub.people.models import Account, Enterprise, Unit
from nuantu_hub.site.errors import Refused

pytestmark = pytest.mark.django_db


def test_an_enterprise_is_entered_once_at_its_first_contact(organiser: Account, district: Unit) -> None:
    token = uuid4()
    made = [enter_enterprise(by=organiser, overseer=district, on=days_ago(500), note="上门", token=token,
                             particulars=Particulars("青禾配送", "platform")) for _turn in range(2)]
    assert made[0] == made[1]
    assert [(step.stage, step.on, step.by) for step in made[0].steps.all()] == [("contact", days_ago(500), organiser)]


def test_a_subsidiary_hangs_below_its_head_office(organiser: Account, district: Unit) -> None:
    head = enter(organiser, district, days=500)
    below = enter(organiser, district, "青禾配送东湖公司", days=400, kind="subsidiary", parent=head)
    assert list(head.children.all()) == [below]


@pytest.mark.parametrize(("told", "field"), [
    ({"name": " "}, "name"), ({"name": "青禾配送"}, "name"), ({"kind": "station"}, "parent"),
    ({"kind": "aggregator"}, "own_workers")])
def test_what_does_not_fit_the_ledger_is_refused_at_its_field(
        organiser: Account, district: Unit, told: dict[str, str], field: str) -> None:
    enter(organiser, district, days=500)
    with pytest.raises(Refused) as refusal:
        enter(organiser, district, told.pop("name", "远途货运"), days=500, **told)
    assert (refusal.value.field, Enterprise.objects.count()) == (field, 1)


def test_a_head_office_hangs_below_nothing_and_no_day_is_to_come(organiser: Account, district: Unit) -> None:
    head = enter(organiser, district, days=500)
    with pytest.raises(Refused, match="总部企业不挂"):
        enter(organiser, district, "远途货运", days=500, parent=head)
    with at(), pytest.raises(Refused, match="日期还没有到"):
        enter(organiser, district, "远途货运", days=-1)


def test_only_a_federation_is_a_federation(organiser: Account, district: Unit, street: Unit) -> None:
    federation = plant_federation("货运行业工会联合会", district, "truck")
    enterprise = enter(organiser, district, days=500)
    join_federation(by=organiser, enterprise=enterprise, federation=federation)
    enterprise.refresh_from_db()
    assert enterprise.federation == federation
    with pytest.raises(Refused, match="不是行业工会联合会"):
        join_federation(by=organiser, enterprise=enterprise, federation=street)


def test_who_is_struck_off_has_nothing_below_and_a_reason(organiser: Account, district: Unit) -> None:
    head = enter(organiser, district, days=500)
    below = enter(organiser, district, "望京站", days=400, kind="station", parent=head)
    with at():
        with pytest.raises(Refused, match="还有1家"):
            strike_off(by=organiser, enterprise=head, on=TODAY, reason="注销")
        with pytest.raises(Refused, match="没有填写原因"):
            strike_off(by=organiser, enterprise=below, on=TODAY, reason=" ")
        with pytest.raises(Refused, match="日期还没有到"):
            strike_off(by=organiser, enterprise=below, on=TODAY + timedelta(days=1), reason="迁出")
        strike_off(by=organiser, enterprise=below, on=TODAY, reason="迁出")
        strike_off(by=organiser, enterprise=head, on=TODAY, reason="注销")
    assert Enterprise.objects.filter(closed_on=TODAY).count() == 2
