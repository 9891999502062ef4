"""Rates say of what: each person and each enterprise once, and no percentage without a denominator."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.nuantu_hub.people.membership_cast import make_member, plant_federation
from tests.nuantu_hub.people.organising_cast import MOMENT, TODAY, at, bring_to, days_ago, enter

from nuantu_hub.people.domain.enterprises import strike_off
from nuantu_hub.people.domain.headcounts import record_headcount
from nuantu_hub.people.domain.membership import close
from nuantu_hub.people.domain.merging import agree_merge, ask_merge
from nuantu_hub.people.domain.rates import Rate, count_members, measure_reach
from nuantu_hub.people.domain.transferring import ask_transfer
from nuantu_hub.people.models import Account, Engagement, Membership, Stage, Unit
from nuantu_hub.people.models.unit import plant_unit

pytestmark = pytest.mark.django_db


def _count(unit: Unit, people: int, *, days: int = 30) -> None:
    record_headcount(by=None, unit=unit, people=people, as_of=days_ago(days), source="区人社局", method="登记",
                     token=uuid4())


def _joining(unit: Unit, days: int = 0) -> Rate:
    return measure_reach([unit], days_ago(days))[0].joining


def _founding(unit: Unit, days: int = 0) -> Rate:
    return measure_reach([unit], days_ago(days))[0].founding


def test_a_percentage_has_one_decimal_and_needs_a_denominator() -> None:
    assert [Rate(1, 3).percent, Rate(1, 16).percent, Rate(3, None).percent, Rate(3, 2).exceeds] == [
        Decimal("33.3"), Decimal("6.3"), None, True]


def test_without_a_headcount_the_rate_says_so_by_name(street: Unit, district: Unit) -> None:
    make_member("林小满", street)
    rate = _joining(district)
    assert (rate.over, rate.of, rate.percent) == (1, None, None)
    assert rate.missing == "东湖区总工会还没有从业人数，算不出入会率"
    assert _founding(district).missing == "东湖区总工会的台账里还没有企业"


def test_two_records_folded_into_one_count_once_also_where_they_stood_in_two_units(
        city: Unit, street: Unit, district: Unit, reviewer: Account, rider: Account) -> None:
    kept, folded = (make_member("林小满", unit).person for unit in (street, district))
    make_member("赵大河", street)
    assert count_members([city, street], days_ago(1)) == {city.pk: 3, street.pk: 2}
    agree_merge(by=rider, merge=ask_merge(by=reviewer, unit=street, kept=kept, folded=folded))
    assert count_members([city, district, street], days_ago(1)) == {city.pk: 2, district.pk: 2, street.pk: 2}


def test_the_newest_headcount_of_the_day_is_in_use_with_its_source(district: Unit) -> None:
    with at():
        _count(district, 100, days=200)
        _count(district, 150, days=10)
    now, then, before = (_joining(district, days) for days in (0, 20, 300))
    assert [(rate.of, rate.as_of, rate.source, rate.method) for rate in (now, then)] == [
        (150, days_ago(10), "区人社局", "登记"), (100, days_ago(200), "区人社局", "登记")]
    assert before.of is None


def test_a_worker_of_three_platforms_counts_once(street: Unit, district: Unit) -> None:
    person = make_member("林小满", street).person
    for platform in ("青禾配送", "云雀出行", "远途货运"):
        Engagement.objects.create(person=person, platform=platform, since=MOMENT)
    assert count_members([district], TODAY) == {district.pk: 1}


def test_who_leaves_a_platform_and_stays_in_the_federation_counts_there(
        city: Unit, district: Unit, street: Unit, rider: Account, officer: Account) -> None:
    federation = plant_federation("货运行业工会联合会", city, "truck")
    union = plant_unit("远途货运工会", Unit.Kind.ENTERPRISE, district)
    first = make_member("林小满", union, account=rider)
    close(by=rider, membership=first, ended=Membership.Ended.TRANSFERRED, at=MOMENT - timedelta(days=5))
    Membership.objects.create(person=first.person, unit=federation, standing="full", began="transferred",
                              since=MOMENT - timedelta(days=5))
    assert count_members([city, district, union, federation], TODAY) == {
        city.pk: 1, district.pk: 0, union.pk: 0, federation.pk: 1}
    assert count_members([city, district], days_ago(6)) == {city.pk: 1, district.pk: 1}


def test_who_waits_in_a_pool_is_told_beside_the_rate(district: Unit) -> None:
    make_member("林小满", district, standing="pool")
    reach = measure_reach([district], TODAY)[0]
    assert (reach.joining.over, reach.pooled) == (0, 1)


def test_founded_are_those_approved_of_those_in_the_ledger(
        organiser: Account, officer: Account, district: Unit, other_district: Unit, city: Unit) -> None:
    with at():
        bring_to(organiser, officer, enter(organiser, district, "甲"), Stage.APPROVED, days=20)
        bring_to(organiser, officer, enter(organiser, district, "乙"), Stage.SUBMITTED)
        enter(organiser, other_district, "丙", days=10)
    assert [(rate.over, rate.of) for rate in (
        _founding(city), _founding(district), _founding(city, 15), _founding(city, 25))] == [
        (1, 3), (1, 2), (1, 2), (0, 2)]


def test_a_head_office_elsewhere_is_in_no_rate_and_its_subsidiary_is(organiser: Account, district: Unit) -> None:
    with at():
        head = enter(organiser, district, "北辰速递", seat_elsewhere="上海市")
        enter(organiser, district, "北辰速递北京公司", kind="subsidiary", parent=head)
    assert (_founding(district).over, _founding(district).of) == (0, 1)


def test_an_aggregator_without_drivers_counts_as_one_enterprise(organiser: Account, district: Unit) -> None:
    with at():
        head = enter(organiser, district, "聚路出行", kind="aggregator", own_workers=False)
        enter(organiser, district, "通和汽车", kind="partner", parent=head)
    assert _founding(district).of == 2


def test_who_was_struck_off_counts_until_that_day(organiser: Account, district: Unit) -> None:
    with at():
        strike_off(by=organiser, enterprise=enter(organiser, district), on=days_ago(5), reason="注销")
    assert (_founding(district, 6).of, _founding(district).of) == (1, None)


def test_the_questions_to_the_database_do_not_grow_with_the_units(city: Unit, district: Unit,
                                                                  other_district: Unit) -> None:
    counted = []
    for units in ([city], [city, district, other_district]):
        with CaptureQueriesContext(connection) as asked:
            measure_reach(units, TODAY)
        counted.append(len(asked))
    assert counted[0] == counted[1]


def test_a_transfer_asked_for_changes_nothing_yet(street: Unit, other_district: Unit, rider: Account) -> None:
    person = make_member("林小满", street, account=rider).person
    ask_transfer(by=rider, person=person, receiving=other_district, reason="搬家", token=uuid4())
    assert count_members([street, other_district], TODAY) == {street.pk: 1, other_district.pk: 0}
