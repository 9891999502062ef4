"""Invented visits: who came, what was asked, and what was promised."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from nuantu_hub.people.domain.attendance import sign_in
from nuantu_hub.people.domain.follow_ups import answer_follow_up, open_follow_up
from nuantu_hub.people.domain.questions import capture_question
from nuantu_hub.people.domain.seed_scene import Scene, draw_name, standing_at
from nuantu_hub.people.domain.visits import VisitPlan, call_off_visit, close_visit, move_visit, plan_visit
from nuantu_hub.people.models import Attendance, Question, Visit
from nuantu_hub.people.models.poster import CODE_LENGTH, LETTERS

HOURS = 2
PLANNED_AHEAD = 9
#: Every third who comes is a member, found by the phone of one of the seeded persons.
EVERY = 3
FIRST_MEMBER, FIRST_GUEST = 19_900_000_000, 19_900_070_000


def seed_visits(scene: Scene) -> None:
    """The visits in the order of their days, then the follow-ups."""
    asked: dict[int, Question] = {}
    for place, row in enumerate(scene.told["visits"]):
        visit = _seed_visit(scene, row)
        _seed_course(scene, visit, row, place, asked)
    for row in scene.told["follow_ups"]:
        _seed_follow_up(scene, row, asked)


def _seed_visit(scene: Scene, row: dict[str, Any]) -> Visit:
    by = scene.accounts[row["by"]]
    starts = scene.at(row["days"], row["hour"])
    planned = scene.at(row["days"] - PLANNED_AHEAD)
    with standing_at(planned):
        visit = plan_visit(
            by=by, unit=scene.find_unit(row["under"]), token=scene.token("visit", row["title"]),
            plan=VisitPlan(title=row["title"], place_kind=row["kind"], place=row.get("moved_from", row["place"]),
                           starts_at=starts, ends_at=starts + timedelta(hours=HOURS), going=(by,),
                           guests=(("附近的司机和骑手", 20),), enterprise=scene.enterprises.get(row.get("firm", ""))))
        _settle_codes(scene, visit)
        if "moved_from" in row:
            move_visit(by=by, visit=visit, place=row["place"], starts_at=starts, ends_at=visit.ends_at,
                       reason="东门施工，改到西门")
        if "cancelled" in row:
            call_off_visit(by=by, visit=visit, reason=row["cancelled"])
    return visit


def _seed_course(scene: Scene, visit: Visit, row: dict[str, Any], place: int, asked: dict[int, Question]) -> None:
    by = scene.accounts[row["by"]]
    came = []
    for number in range(row.get("came", 0)):
        member = number % EVERY == 0
        phone = FIRST_MEMBER + place * 30 + number if member else FIRST_GUEST + place * 100 + number
        source = Attendance.Source.SHEET if row["kind"] == "park" and number % 2 else Attendance.Source.SCAN
        came.append(sign_in(visit=visit, name=draw_name(scene), phone=str(phone), source=source,
                            at=visit.starts_at + timedelta(minutes=3 * number))[0])
    with standing_at(visit.ends_at):
        for which in row.get("asks", ()):
            matter = scene.told["questions"][which]
            text = matter["texts"][place % len(matter["texts"])]
            question = capture_question(visit=visit, topic=matter["topic"], text=text, by=by, at=visit.ends_at,
                                        asker=came[which] if which % 2 and came else None,
                                        token=scene.token("question", row["title"], which))
            asked.setdefault(which, question)
        if visit.state == Visit.State.PLANNED and not row.get("open"):
            told = f"来了{len(came)}人，讲了入会和职业伤害保障，记下{len(row['asks'])}个问题。"
            close_visit(by=by, visit=visit, outcome=told)


def _seed_follow_up(scene: Scene, row: dict[str, Any], asked: dict[int, Question]) -> None:
    by = scene.accounts[row["owner"] or "organiser-city"]
    with standing_at(scene.at(row["opened"])):
        made = open_follow_up(by=by, group=asked[row["question"]].group, unit=scene.find_unit(row["under"]),
                              task=row["task"], owner=scene.accounts.get(row["owner"] or ""),
                              due_on=scene.day(row["due"]), token=scene.token("follow-up", row["task"]))
    if "answer" in row:
        with standing_at(scene.at(*row.get("answered", (row["due"] - 2, 10)))):
            answer_follow_up(by=by, follow_up=made, answer=row["answer"])


def _settle_codes(scene: Scene, visit: Visit) -> None:
    """Codes that are drawn at random otherwise: two hubs filled at the same moment have the same signs on the wall."""
    visit.code = "".join(scene.rng.choice(LETTERS) for _place in range(12))
    visit.save(update_fields=["code"])
    if visit.poster is not None:
        visit.poster.code = "".join(scene.rng.choice(LETTERS) for _place in range(CODE_LENGTH))
        visit.poster.save(update_fields=["code"])
