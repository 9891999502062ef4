"""Codes on paper are for one gate and its hour, sealed as those of phones, and the desk's deed tells only how many."""

from __future__ import annotations

import pytest
from tests.nuantu_hub.passes.pass_cast import build_compound_gate, confirm, put_up_poster, seat_holders

from nuantu_hub.passes.domain.issuing import IssueRefused
from nuantu_hub.passes.domain.online_check import check_online, forget_contexts
from nuantu_hub.passes.domain.paper_codes import list_hours, print_codes
from nuantu_hub.passes.errors import PassRefused
from nuantu_hub.passes.models import IssuedBatch, PassGate, SealedRow
from nuantu_hub.people.models import Account, Deed, Unit
from nuantu_hub.site.clock import now

pytestmark = pytest.mark.django_db


@pytest.fixture
def gate(street: Unit) -> PassGate:
    seat_holders()
    forget_contexts()
    return build_compound_gate(street, "甲园", number=put_up_poster())


@pytest.fixture
def walker(rider: Account, street: Unit) -> Account:
    """A confirmed rider who has never signed in."""
    return confirm(rider, street)


def test_codes_of_a_sheet_are_good_in_their_hour_at_their_gate(
        gate: PassGate, walker: Account, officer: Account, street: Unit) -> None:
    hour = int(now().timestamp()) // 3_600 - list_hours(0, 0, 0)[0]
    codes = print_codes(by=officer, unit=street, account=walker, gate=gate, day_ahead=0, first=hour,
                        last=min(hour + 1, 23))
    found = check_online(codes[0].text, gate.number_id)
    assert found is not None
    assert (found.code, found.light) == ("OK_DEGRADED", "amber")
    for one in codes[1:]:
        later = check_online(one.text, gate.number_id)
        assert later is not None
        assert later.light == "red"
    other = put_up_poster()
    told = check_online(codes[0].text, other.pk)
    assert told is not None
    assert told.code == "E_AUD"


def test_who_it_is_for_is_sealed_and_the_deed_is_silent(
        gate: PassGate, walker: Account, officer: Account, street: Unit) -> None:
    codes = print_codes(by=officer, unit=street, account=walker, gate=gate, day_ahead=1, first=11, last=13)
    deed = Deed.objects.get(verb="paper codes printed")

    assert (len(codes), deed.detail, deed.thing_id) == (3, {"count": 3}, str(street.pk))
    assert SealedRow.objects.count() == len({one.hour * 3_600 // 14_400 for one in codes})
    assert not any(one.id in bytes(row.body) for one in codes for row in SealedRow.objects.all())
    assert set(IssuedBatch.objects.values_list("on_paper", flat=True)) == {True}


@pytest.mark.parametrize(("first", "last", "ahead"), [(5, 4, 0), (0, 12, 1), (-1, 3, 1), (22, 24, 1), (8, 9, 2)])
def test_other_hours_are_refused(gate: PassGate, walker: Account, officer: Account, street: Unit, first: int,
                                 last: int, ahead: int) -> None:
    with pytest.raises(PassRefused):
        print_codes(by=officer, unit=street, account=walker, gate=gate, day_ahead=ahead, first=first, last=last)


def test_nobody_hoards_paper(gate: PassGate, walker: Account, officer: Account, street: Unit) -> None:
    for _ in range(2):
        print_codes(by=officer, unit=street, account=walker, gate=gate, day_ahead=1, first=8, last=11)
    with pytest.raises(PassRefused):
        print_codes(by=officer, unit=street, account=walker, gate=gate, day_ahead=1, first=8, last=8)


def test_a_paused_compound_and_an_unconfirmed_rider_get_none(
        gate: PassGate, other_rider: Account, walker: Account, officer: Account, street: Unit) -> None:
    with pytest.raises(IssueRefused):
        print_codes(by=officer, unit=street, account=other_rider, gate=gate, day_ahead=1, first=8, last=8)
    gate.compound.state = "paused"
    with pytest.raises(PassRefused):
        print_codes(by=officer, unit=street, account=walker, gate=gate, day_ahead=1, first=8, last=8)
