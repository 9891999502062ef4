"""A compound from its registration through trial and pause to its end; what is missing is named."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.utils.timezone import localdate
from tests.nuantu_hub.passes.compound_cast import LAT, LON, put_compound, put_gate, put_ready, put_sides, put_trial

from nuantu_hub.passes.domain.compounds import (
    CompoundFacts,
    add_compound,
    change_compound,
    close_compound,
    go_live,
    measure_baseline,
    pause_compound,
    resume_compound,
    start_trial,
)
from nuantu_hub.passes.domain.resident_complaints import complain
from nuantu_hub.passes.errors import PassRefused
from nuantu_hub.passes.models import Compound
from nuantu_hub.people.domain.seed_scene import standing_at
from nuantu_hub.people.models import Account, Deed, Unit
from nuantu_hub.site.clock import now
from nuantu_hub.stations.domain.limits import Caller
from nuantu_hub.stations.errors import StationRefused

pytestmark = pytest.mark.django_db
FACTS = CompoundFacts("和风苑", "清渠街 12 号", LAT, LON, "010-5550 1234")


def test_one_token_is_one_compound_and_a_twin_nearby_is_refused(district: Unit, officer: Account) -> None:
    token = uuid.uuid4()
    first = add_compound(by=officer, unit=district, facts=FACTS, token=token)

    assert add_compound(by=officer, unit=district, facts=FACTS, token=token) == first
    assert (first.state, first.steps.count(), len(first.sign)) == ("preparing", 1, 8)
    with pytest.raises(PassRefused) as refused:
        add_compound(by=officer, unit=district, facts=FACTS, token=uuid.uuid4())
    assert refused.value.field == "name"


@pytest.mark.parametrize(("field", "facts"), [
    ("name", CompoundFacts(" ", "路", LAT, LON)), ("name", CompoundFacts("长" * 61, "路", LAT, LON)),
    ("address", CompoundFacts("和风苑", " ", LAT, LON)), ("lat_deg", CompoundFacts("和风苑", "路", LON, LAT))])
def test_what_is_wrong_is_named(district: Unit, officer: Account, field: str, facts: CompoundFacts) -> None:
    with pytest.raises((PassRefused, StationRefused)) as refused:
        add_compound(by=officer, unit=district, facts=facts, token=uuid.uuid4())
    assert refused.value.field == field


def test_a_new_name_goes_to_its_gates_too(district: Unit, officer: Account) -> None:
    sides = put_sides(district, officer)
    gate = put_gate(sides)
    changed = change_compound(by=officer, compound=sides.compound,
                              facts=CompoundFacts("和风新苑", FACTS.address, LAT, LON, FACTS.contact))
    gate.place.refresh_from_db()

    assert (changed, gate.place.compound) == (["name"], "和风新苑")


def test_the_baseline_is_measured_before_the_pass_is_in_use(district: Unit, officer: Account) -> None:
    compound = put_compound(district, officer)
    for field, seconds, how, on in (("seconds", 0, "数过", localdate()), ("how", 9, " ", localdate()),
                                    ("on", 9, "数过", localdate() + timedelta(days=2))):
        with pytest.raises(PassRefused) as refused:
            measure_baseline(by=officer, compound=compound, seconds=seconds, how=how, on=on)
        assert refused.value.field == field
    tried = put_trial(district, officer, "远山居").compound
    with pytest.raises(PassRefused):
        measure_baseline(by=officer, compound=tried, seconds=9, how="数过", on=localdate())


def test_a_trial_begins_when_nothing_is_missing_and_has_a_last_day(district: Unit, officer: Account) -> None:
    bare = put_compound(district, officer)
    with pytest.raises(PassRefused, match="画好并发布地图"):
        start_trial(by=officer, compound=bare, until=localdate() + timedelta(days=30))
    ready = put_ready(district, officer, "远山居").compound
    for days in (6, 91):
        with pytest.raises(PassRefused) as refused:
            start_trial(by=officer, compound=ready, until=localdate() + timedelta(days=days))
        assert refused.value.field == "until"
    begun = start_trial(by=officer, compound=ready, until=localdate() + timedelta(days=7))
    assert (begun.state, begun.takes_passes) == ("trial", True)


def test_going_live_takes_seven_days_and_no_overdue_complaint(district: Unit, officer: Account) -> None:
    compound = put_trial(district, officer).compound
    with pytest.raises(PassRefused):
        go_live(by=officer, compound=compound)
    complain(compound=compound, kind="noise", words="", caller=Caller("", ""), token=uuid.uuid4())
    with standing_at(now() + timedelta(days=8)):
        with pytest.raises(PassRefused, match="过期没答复"):
            go_live(by=officer, compound=compound)
        compound.complaints.update(state="answered")
        assert go_live(by=officer, compound=compound).state == "live"


def test_pausing_has_a_reason_and_going_on_returns_to_what_was(district: Unit, officer: Account) -> None:
    sides = put_trial(district, officer, days=20)
    with pytest.raises(PassRefused):
        pause_compound(by=sides.street, compound=sides.compound, why=" ")
    paused = pause_compound(by=sides.street, compound=sides.compound, why="消防演练")
    assert (paused.state, paused.takes_passes) == ("paused", False)
    with standing_at(now() + timedelta(days=40)):
        again = resume_compound(by=officer, compound=sides.compound)
        assert (again.state, again.state_until) == ("trial", localdate(now()) + timedelta(days=20))


def test_who_left_stays_away_and_every_step_is_written_down(district: Unit, officer: Account) -> None:
    compound = put_trial(district, officer).compound
    close_compound(by=officer, compound=compound, why="物业换了")

    with pytest.raises(PassRefused):
        resume_compound(by=officer, compound=compound)
    assert list(compound.steps.values_list("state", flat=True)) == ["closed", "trial", "preparing"]
    assert Deed.objects.filter(verb="compound closed", thing_id=str(compound.pk)).count() == 1
    assert Compound.objects.shown().count() == 0
