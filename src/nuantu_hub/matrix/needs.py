"""What the cast of the matrix has of needs, a part after another; stations and passes stand on both sides already."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from nuantu_hub.needs.models import (
    Candidacy,
    Constituency,
    Contest,
    CoordinationMeeting,
    Deliberation,
    DeliberationRun,
    Department,
    Election,
    ElectionWatcher,
    Mandate,
    MeetingOutcome,
    MeetingParty,
    Need,
    Problem,
    RecallPetition,
    Referral,
    Reply,
    Representative,
    RollEntry,
    Statement,
    Told,
    Trial,
    TrialDecision,
    TrialResult,
    TrialSample,
    TrialSpec,
    TrialTester,
    TrialTurn,
    Vacancy,
)
from nuantu_hub.people.domain.files import keep_content
from nuantu_hub.people.models import Person, Question, QuestionGroup, Visit
from nuantu_hub.site.clock import now

if TYPE_CHECKING:
    from nuantu_hub.matrix.cast import Cast

Part = Callable[["Cast", int, str], None]

# --- NEED


def make_needs(cast: Cast, place: int, side: str) -> None:
    """What this side's worker said, with a picture and a recording, and a question that was asked at a visit."""
    street, moment, worker = cast.streets[place], now(), cast.get(("worker", "other_worker")[place])
    need = Need.objects.create(token_index=uuid.uuid4().hex, account=worker, unit=street, channel="phone",
                               topic="gate", words="进不去", at=moment)
    for name, kind in (("photo", "image/jpeg"), ("voice", "audio/webm")):
        setattr(need, name, keep_content(content=b"x", kind=kind, about=need, unit=street, by=None, at=moment))
        cast.files.append(getattr(need, name))
    need.save()
    reply = Reply.objects.create(token=uuid.uuid4(), unit=street, text="好了", at=moment)
    Told.objects.create(reply=reply, need=need)
    visit = Visit.objects.create(unit=street, title="走访", place_kind="park", place="园区", starts_at=moment,
                                 ends_at=moment + timedelta(hours=1))
    question = Question.objects.create(visit=visit, group=QuestionGroup.objects.create(topic="pay", opened_at=moment),
                                       topic="pay", text="少了", at=moment)
    cast.put(side, need={"key": need.pk}, need_act={"key": need.pk, "act": "hear"},
             visit_question={"key": question.pk}, say_sign={"sign": cast.stations[place].sign})


# --- PROBLEM


def make_problems(cast: Cast, place: int, side: str) -> None:
    """A problem of this side's street that has a name, what was referred and agreed about it."""
    street, moment = cast.streets[place], now()
    officer = cast.get(("officer", "other_officer")[place])
    problem = Problem.objects.create(unit=street, name="等电梯", state="open", opened_at=moment, public_at=moment)
    department = Department.objects.create(unit=street, kind="property", name=f"物业 {street.pk}")
    referral = Referral.objects.create(problem=problem, department=department, asked="留一部电梯", sent_at=moment,
                                       sent_by=officer, due_at=moment)
    meeting = CoordinationMeeting.objects.create(unit=street, title="电梯", place="街道", starts_at=moment,
                                                 chair=officer, called_at=moment, state="held")
    meeting.problems.add(problem)
    party = MeetingParty.objects.create(meeting=meeting, name="物业", side="other")
    outcome = MeetingOutcome.objects.create(meeting=meeting, problem=problem, words="留一部", owner="物业",
                                            due_on=moment.date())
    cast.put(side, problem={"key": problem.pk}, problem_act={"key": problem.pk, "act": "take"},
             problem_start={"key": problem.pk, "kind": "station-fault"}, referral={"key": referral.pk},
             coordination_meeting={"key": meeting.pk}, meeting_act={"key": meeting.pk, "act": "party"},
             meeting_party={"key": party.pk}, meeting_outcome={"key": outcome.pk})

# --- VOTE


def make_talks(cast: Cast, place: int, side: str) -> None:
    """A deliberation of this side's street that is open, one with its result, a statement, a computing."""
    street, moment = cast.streets[place], now()
    told: dict[str, Any] = {"unit": street, "question": "怎么看？", "made_at": moment,
                            "announced_at": moment - timedelta(days=2), "opens_at": moment - timedelta(days=1)}
    one = Deliberation.objects.create(title="等电梯", closes_at=moment + timedelta(days=1), **told)
    done = Deliberation.objects.create(title="夜班", closes_at=moment - timedelta(hours=1), closed_at=moment,
                                       counted_at=moment, **told)
    statement = Statement.objects.create(deliberation=one, number=0, text="电梯要等很久", token_index=uuid.uuid4().hex)
    run = DeliberationRun.objects.create(deliberation=one, seed=1, asked_at=moment, state="failed")
    DeliberationRun.objects.create(deliberation=done, is_final=True, seed=1, voters=23, votes=60, asked_at=moment,
                                   state="done", done_at=moment, snapshot=b"PK", result=EMPTY_RESULT)
    cast.put(side, talk={"sign": one.sign}, talk_done={"sign": done.sign}, deliberation={"key": one.pk},
             statement={"key": statement.pk}, deliberation_run={"key": run.pk})


#: What the engine says where nobody said anything of anything.
EMPTY_RESULT: dict[str, Any] = {
    "sizes": {"0": 12, "1": 11}, "taking_part": 23, "stability": {"runs": 0, "mean": None, "groups": {}},
    "comments": {}, "unites": [], "splits": [], "representative": {"0": [], "1": []}, "picture": {"points": []},
    "inputs_sha256": ""}

# --- ELECT


def make_elections(cast: Cast, place: int, side: str) -> None:
    """Elections of this side's street in three states, its worker on the roll and standing, its officer with a key."""
    street, moment = cast.streets[place], now()
    officer, worker = cast.get(("officer", "other_officer")[place]), cast.get(("worker", "other_worker")[place])
    person = Person.objects.get(account=worker)
    home = Constituency.objects.create(unit=street, kind="occupation", code="food", name="外卖配送员")
    told: dict[str, Any] = {
        "unit": street, "rule": "majority-of-ballots-2026", "nominate_until": moment - timedelta(hours=2),
        "opens_at": moment - timedelta(hours=1), "closes_at": moment + timedelta(hours=1), "seed_sha256": "0" * 64,
        "made_at": moment}
    polling, closed, counted = (Election.objects.create(name="选代表", state=state, **told)
                                for state in ("polling", "closed", "counted"))
    for one in (polling, closed):
        ElectionWatcher.objects.create(election=one, account=officer, body="选举委员会", seat=1)
    contest = Contest.objects.create(election=polling, constituency=home, seats=1)
    done = Contest.objects.create(election=counted, constituency=home, seats=1, result=NO_RESULT)
    RollEntry.objects.create(election=polling, contest=contest, person=person)
    candidacy = Candidacy.objects.create(contest=contest, person=person, shown_name="某人", at=moment)
    seat = Representative.objects.create(constituency=home, contest=done, person=person, shown_name="某人",
                                         since=moment, until=moment + timedelta(days=9))
    left = Representative.objects.create(constituency=home, contest=contest, person=person, shown_name="某人",
                                         since=moment, until=moment + timedelta(days=9), ended="left", ended_at=moment)
    vacancy = Vacancy.objects.create(representative=left, opened_at=moment, due_at=moment)
    petition = RecallPetition.objects.create(representative=seat, reason="不来", opened_at=moment, needed=9,
                                             until=moment + timedelta(days=9))
    mandate = Mandate.objects.create(constituency=home, person=person, text="充电", at=moment)
    cast.put(side, election_polling={"key": polling.pk}, election_closed={"key": closed.pk},
             election_counted={"key": counted.pk}, contest={"key": contest.pk}, constituency={"key": home.pk},
             candidacy={"key": candidacy.pk}, representative={"key": seat.pk}, vacancy={"key": vacancy.pk},
             recall={"key": petition.pk}, mandate={"key": mandate.pk})


#: What a count of nothing gives.
NO_RESULT: dict[str, Any] = {
    "roll": 10, "papers": 0, "ballots": 0, "valid": 0, "blank": 0, "invalid": 0, "unreadable": 0, "needed": 1,
    "failed": "few", "lines": [], "withheld": False}

# --- TRIAL


def make_trials(cast: Cast, place: int, side: str) -> None:
    """A trial of this side's street that its worker is in, one that is decided, and the street's station."""
    street, moment = cast.streets[place], now()
    officer, worker = cast.get(("officer", "other_officer")[place]), cast.get(("worker", "other_worker")[place])
    told: dict[str, Any] = {"unit": street, "why": "冷", "by": officer, "at": moment, "seed_sha256": "0" * 64}
    trying, decided = (Trial.objects.create(name="被", state=state, **told) for state in ("trying", "decided"))
    for one in (trying, decided):
        spec = TrialSpec.objects.create(trial=one, version=1, words="轻", cap_minor=9, at=moment, by=officer)
        sample = TrialSample.objects.create(trial=one, token=uuid.uuid4(), letter="A", supplier="甲厂", price_minor=9)
        tester = TrialTester.objects.create(trial=one, account=worker, code="T01", state="tries", company="青禾",
                                            vehicle="ebike")
        turn = TrialTurn.objects.create(tester=tester, sample=sample, place=0, first_day=moment.date(),
                                        last_day=moment.date())
        if one is trying:
            cast.put(side, trial={"key": one.pk}, trial_sign={"sign": one.sign}, trial_turn={"key": turn.pk})
    TrialResult.objects.create(trial=decided, spec=spec, told=NO_FIGURES, seed="s", inputs_sha256="0" * 64, at=moment)
    TrialDecision.objects.create(trial=decided, sample=sample, why="暖", inputs_sha256="0" * 64, at=moment, by=officer)
    cast.put(side, trial_decided={"sign": decided.sign},
             trial_station={"key": trying.pk, "station": cast.stations[place].pk})


#: What figures of nothing are.
NO_FIGURES: dict[str, Any] = {"results": [], "testers": 0, "weights": {}, "scores": [], "letters": []}

#: Each part of needs adds what its addresses are about.
PARTS: list[Part] = [make_needs, make_problems, make_talks, make_elections, make_trials]
