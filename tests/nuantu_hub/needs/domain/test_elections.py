"""An election up to its close: what must be there for each step, and what nobody can change."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import timedelta

import pytest
from tests.nuantu_hub.needs.election_scene import (
    AFTER,
    CALLED,
    DATES,
    begin_polls,
    call,
    name_holders,
    nominate,
    prepare,
)

from nuantu_hub.needs.domain.elections import (
    Dates,
    call_election,
    close_due_polls,
    close_polls,
    list_missing,
    name_watcher,
    open_polls,
    prepare_election,
    void_election,
    write_remark,
)
from nuantu_hub.needs.errors import NeedRefused
from nuantu_hub.needs.models import Candidacy, Election, SealedBallot
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.clock import set_clock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_clock() -> Iterator[None]:
    """The clock goes on after a test that set it."""
    yield
    set_clock(None)


def test_a_roll_below_ten_cannot_keep_a_secret(district: Unit, officer: Account) -> None:
    scene = prepare(district, officer, {"food": 9})

    with pytest.raises(NeedRefused, match="选民不到 10 人"):
        call_election(by=officer, election=scene.election)
    assert scene.refresh().election.state == Election.State.DRAFT


def test_what_is_missing_is_said_all_at_once(district: Unit, officer: Account) -> None:
    scene = nominate(call(prepare(district, officer, {"food": 12})), 1)
    set_clock(DATES.nominate_until)

    assert len(list_missing(scene.election)) == 4
    with pytest.raises(NeedRefused, match="还不能开始投票"):
        open_polls(by=officer, election=scene.election)


def test_nominations_run_to_their_end(district: Unit, officer: Account) -> None:
    scene = nominate(call(name_holders(prepare(district, officer, {"food": 12}))))
    set_clock(CALLED + timedelta(days=1))

    with pytest.raises(NeedRefused, match="提名还没有截止"):
        open_polls(by=officer, election=scene.election)


def test_the_order_of_lines_follows_from_the_seed_alone(district: Unit, officer: Account) -> None:
    from hashlib import sha256

    scene = begin_polls(district, officer, {"food": 12}, candidates=4)
    lines = list(Candidacy.objects.filter(contest__election=scene.election).order_by("number"))

    assert [one.number for one in lines] == [1, 2, 3, 4]
    assert lines == sorted(lines, key=lambda one: sha256(
        f"{scene.election.seed_sha256}|{one.token}".encode()).hexdigest())


def test_polls_close_by_themselves_ten_minutes_after(district: Unit, officer: Account) -> None:
    scene = begin_polls(district, officer, {"food": 12})
    set_clock(DATES.closes_at + timedelta(minutes=5))
    assert close_due_polls() == 0
    with pytest.raises(NeedRefused):
        close_polls(by=officer, election=scene.election)
    set_clock(AFTER)

    assert close_due_polls() == 1
    assert scene.refresh().election.state == Election.State.CLOSED
    assert scene.contest().ticket_key == ""
    assert len(scene.contest().sealed_sha256) == 64


def test_calling_off_needs_a_reason_and_destroys_the_ballots(district: Unit, officer: Account) -> None:
    scene = begin_polls(district, officer, {"food": 12})
    with pytest.raises(NeedRefused):
        void_election(by=officer, election=scene.election, why=" ")

    void_election(by=officer, election=scene.election, why="选区划错了")

    assert scene.refresh().election.state == Election.State.VOID
    assert not SealedBallot.objects.exists()
    with pytest.raises(NeedRefused):
        call_election(by=officer, election=scene.election)


def test_a_seat_is_held_once_and_remarks_are_the_watchers(district: Unit, officer: Account, bystander: Account) -> None:
    scene = name_holders(prepare(district, officer, {"food": 12}))
    with pytest.raises(NeedRefused, match="已经有人保管"):
        name_watcher(by=officer, election=scene.election, account=bystander, body="另一方", seat=1)
    with pytest.raises(NeedRefused):
        write_remark(by=bystander, election=scene.election, text="看到了")

    assert write_remark(by=scene.holders[0], election=scene.election, text="看到了").watcher.seat == 1


def test_dates_out_of_order_and_a_rule_of_another_day_are_refused(district: Unit, officer: Account) -> None:
    scene = prepare(district, officer, {"food": 12})
    told = {"by": officer, "unit": district, "name": "选", "kind": "regular", "term_months": 36,
            "constituencies": [scene.contest().constituency]}

    with pytest.raises(NeedRefused, match="先后不对"):
        prepare_election(**told, rule=scene.election.rule, token=uuid.uuid4(),
                         dates=Dates(DATES.opens_at, DATES.nominate_until, DATES.closes_at))
    with pytest.raises(NeedRefused, match="今天不能用"):
        prepare_election(**told, rule="made-up", dates=DATES, token=uuid.uuid4())
