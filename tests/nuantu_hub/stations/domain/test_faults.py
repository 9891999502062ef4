"""Faults: from a report in three taps to somebody else's word that it works again."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from tests.nuantu_hub.stations.equipment_cast import CALLER, MOMENT, appoint, build_station

from nuantu_hub.people.domain.files import read_file
from nuantu_hub.people.models import Account, Deed, StoredFile, Unit
from nuantu_hub.site.clock import set_clock
from nuantu_hub.site.errors import Refused
from nuantu_hub.stations.domain.faults import (
    HOURS,
    Said,
    confirm_fixed,
    drop_fault,
    forget_old_reports,
    give_fault,
    mark_fixed,
    nudge_owner,
    open_faults,
    open_faults_of,
    reopen_fault,
    report_fault,
    take_fault,
)
from nuantu_hub.stations.errors import StationRefused
from nuantu_hub.stations.models import Fault, FaultStep, Station

pytestmark = [pytest.mark.django_db, pytest.mark.standing(MOMENT)]


def picture() -> SimpleUploadedFile:
    drawn = io.BytesIO()
    Image.new("RGB", (4, 4), "red").save(drawn, "PNG")
    return SimpleUploadedFile("fault.png", drawn.getvalue(), "image/png")


def report(station: Station, kind: str = "water", **more: Any) -> Fault:
    return report_fault(station=station, kind=kind, token=uuid4(), **more)


def test_each_kind_has_its_own_time(station: Station) -> None:
    assert set(HOURS) == set(Fault.Kind.values)
    assert {kind: report(station, kind).due_at - MOMENT for kind in ("door", "water")} == {
        "door": timedelta(hours=4), "water": timedelta(hours=24)}


def test_a_worker_who_reports_is_named_nowhere_and_finds_the_report_again(station: Station, rider: Account,
                                                                        other_rider: Account) -> None:
    fault = report(station, by=rider, said=Said("不出热水", picture()))
    step = fault.steps.get()
    assert (step.by, step.words, step.photo is not None) == (None, "不出热水", True)
    assert StoredFile.objects.get().account is None
    assert not Deed.objects.filter(by=rider).exists()
    assert [list(Fault.objects.visible_to(one)) for one in (rider, other_rider)] == [[fault], []]


def test_a_picture_is_drawn_anew_and_other_files_are_refused(station: Station) -> None:
    fault = report(station, said=Said("", picture()))
    photo = fault.steps.get().photo
    assert photo is not None
    assert Image.open(io.BytesIO(read_file(photo))).size == (4, 4)
    with pytest.raises(Refused):
        report(station, "door", said=Said("", SimpleUploadedFile("a.pdf", b"%PDF-1.7")))
    assert not Fault.objects.filter(kind="door").exists()


def test_a_second_report_of_the_same_is_counted_there(station: Station) -> None:
    first = report(station)
    again = report(station)
    assert (again, again.also, list(again.steps.values_list("kind", flat=True))) == (first, 1, ["reported", "also"])
    assert report_fault(station=station, kind="water", token=first.token) == first


def test_a_phone_reports_five_times_an_hour_and_no_more(station: Station) -> None:
    for _time in range(5):
        report(station, caller=CALLER)
    with pytest.raises(StationRefused):
        report(station, caller=CALLER)


def test_who_fixed_it_cannot_confirm_it_and_anybody_else_can(station: Station, officer: Account) -> None:
    keeper = appoint(station)
    fault = take_fault(by=keeper, fault=report(station))
    assert (fault.owner, fault.state) == (keeper, "taken")
    with pytest.raises(StationRefused):
        mark_fixed(by=keeper, fault=fault, said=Said(" "))
    fixed = mark_fixed(by=keeper, fault=fault, said=Said("换了加热管"))
    with pytest.raises(StationRefused):
        confirm_fixed(by=keeper, fault=fixed, token=uuid4())
    token = uuid4()
    done = confirm_fixed(by=None, fault=fixed, token=token, caller=CALLER)
    assert (done.state, done.confirmed_at) == ("confirmed", MOMENT)
    assert confirm_fixed(by=officer, fault=done, token=token) == done
    assert not open_faults(station).exists()


def test_a_false_fixed_opens_again_with_its_owner_a_count_and_new_time(station: Station) -> None:
    keeper = appoint(station)
    fault = mark_fixed(by=keeper, fault=take_fault(by=keeper, fault=report(station)), said=Said("好了"))
    set_clock(MOMENT + timedelta(days=2))
    again = reopen_fault(by=None, fault=fault, said=Said("还是凉的"), token=uuid4())
    assert (again.state, again.owner, again.reopened, again.fixed_by) == ("taken", keeper, 1, None)
    assert again.due_at == MOMENT + timedelta(days=3)
    fixed = mark_fixed(by=keeper, fault=again, said=Said("这回真好了"))
    reported = report(station, said=Said("又坏了"))  # a report of what was said to be fixed says that it is not
    assert (reported, reported.reopened, reported.state) == (fixed, 2, "taken")


def test_who_fixed_it_cannot_open_it_again(station: Station) -> None:
    keeper = appoint(station)
    fault = mark_fixed(by=keeper, fault=report(station), said=Said("好了"))
    with pytest.raises(StationRefused):
        reopen_fault(by=keeper, fault=fault, said=Said("不行"), token=uuid4())


def test_a_fault_has_one_owner_until_it_is_handed_on(station: Station, officer: Account) -> None:
    keeper, second = appoint(station), appoint(station, "second", "陈玉兰")
    fault = take_fault(by=keeper, fault=report(station))
    with pytest.raises(StationRefused):
        take_fault(by=second, fault=fault)
    given = give_fault(by=officer, fault=fault, owner=second)
    nudge_owner(by=officer, fault=given, words="今天修")
    assert list(given.steps.values_list("kind", "words")) == [
        ("reported", ""), ("taken", ""), ("given", "陈玉兰"), ("nudged", "今天修")]


def test_who_owns_a_repair_does_not_decide_alone_that_nothing_was_broken(station: Station, officer: Account) -> None:
    keeper = appoint(station)
    fault = take_fault(by=keeper, fault=report(station))
    with pytest.raises(StationRefused):
        drop_fault(by=keeper, fault=fault, words="没坏")
    with pytest.raises(StationRefused):
        drop_fault(by=officer, fault=fault, words="")
    assert drop_fault(by=officer, fault=fault, words="到现场试过，是好的").state == "dropped"
    with pytest.raises(StationRefused):
        take_fault(by=keeper, fault=fault)


def test_faults_of_several_stations_are_listed_by_station(station: Station, street: Unit) -> None:
    other = build_station(street, "DH-2")
    fault = report(station)
    assert open_faults_of([station, other]) == {station.pk: [fault]}


def test_overdue_is_what_nobody_has_fixed_in_time(station: Station) -> None:
    fault = report(station, "door")
    late = MOMENT + timedelta(hours=4, minutes=1)
    assert [fault.is_overdue(at) for at in (MOMENT, late)] == [False, True]
    assert not mark_fixed(by=appoint(station), fault=fault, said=Said("好了")).is_overdue(late)


def test_words_and_pictures_go_a_year_after_it_was_settled(station: Station) -> None:
    fault = mark_fixed(by=appoint(station), fault=report(station, said=Said("坏了", picture())), said=Said("好了"))
    confirm_fixed(by=None, fault=fault, token=uuid4())
    path = StoredFile.objects.get().path
    set_clock(MOMENT + timedelta(days=364))
    assert forget_old_reports() == 0
    set_clock(MOMENT + timedelta(days=366))
    assert forget_old_reports() == 1
    assert set(FaultStep.objects.values_list("photo", flat=True)) == {None}
    assert {step.words for step in FaultStep.objects.all()} == {""}
    assert not StoredFile.objects.exists()
    path.unlink(missing_ok=True)
