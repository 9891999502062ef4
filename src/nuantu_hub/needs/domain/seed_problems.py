"""The demonstration's common problems in every state, with what some four hundred invented people said."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from nuantu_hub.needs.domain.answering import judge
from nuantu_hub.needs.domain.clustering import join_problem
from nuantu_hub.needs.domain.coordination import Agreed, Seat, add_outcome, call_meeting, end_outcome, hold_meeting
from nuantu_hub.needs.domain.problem_answers import JUDGE_DAYS, answer_problem, settle_problem
from nuantu_hub.needs.domain.problem_clocks import pause_clocks
from nuantu_hub.needs.domain.problem_lineage import merge_problems, split_problem
from nuantu_hub.needs.domain.problems import open_problem, sort_problem, take_problem
from nuantu_hub.needs.domain.receiving import hear_needs
from nuantu_hub.needs.domain.referrals import enter_department, refer_problem, take_return
from nuantu_hub.needs.domain.saying import Said, Way, say_need
from nuantu_hub.needs.models import Department, Need, Problem, Told
from nuantu_hub.people.domain.seed_scene import standing_at
from nuantu_hub.people.models import Account
from nuantu_hub.stations.domain.station_scene import StationScene
from nuantu_hub.stations.models import Station

FILE = Path(__file__).resolve().parents[1] / "data" / "demo_problems.yaml"
#: Every so many say it under their name; of the others some join what was said before.
NAMED_EVERY, JOINING = 4, 0.35
#: Hours from the first voice until they are grouped, and until somebody has checked and named them.
GROUPED_H, SORTED_H = 19, 21
Row = dict[str, Any]


@cache
def read_told() -> Row:
    """The file."""
    read: Row = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return read


def seed_problems(moment: datetime) -> str:
    """Fill a demonstration with problems, by the verbs that people use; a second time changes nothing."""
    if not Account.objects.filter(login="officer-chaoyang").exists():
        return ""
    if not Problem.objects.exists():
        _fill(moment)
    return f"{Problem.objects.count()} problems from {Need.objects.count()} needs"


def _fill(moment: datetime) -> None:
    scene = StationScene(moment)
    departments = _enter_departments(scene)
    made = {}
    for number, row in enumerate(read_told()["problems"]):
        with transaction.atomic():
            problem = _Course(scene, row, number, departments).run()
            made[row["name"]] = problem
    _merge_told(scene, made)


def _enter_departments(scene: StationScene) -> dict[str, Department]:
    officer, unit = scene.find_account("officer-city"), scene.find_account("officer-city").posts.get().unit
    with standing_at(scene.at(-90)):
        return {row["key"]: enter_department(by=officer, unit=unit, kind=row["kind"], name=row["name"],
                                             contact=row["contact"], token=scene.token("department", row["key"]))
                for row in read_told()["departments"]}


def _merge_told(scene: StationScene, made: dict[str, Problem]) -> None:
    """Fold what the file folds, once all stand."""
    for row in read_told()["problems"]:
        if row["course"] == "merged":
            with standing_at(scene.at(-2, 11)):
                merge_problems(by=scene.find_account("officer-chaoyang"), kept=made[row["into"]],
                               folded=made[row["name"]], why="说的是同一条街停车的事")


class _Course:
    """One problem from its first voice to where the file leaves it."""

    def __init__(self, scene: StationScene, row: Row, number: int, departments: dict[str, Department]) -> None:
        self.scene, self.row, self.number, self.departments = scene, row, number, departments
        self.rng: random.Random = scene.draw(f"problem {number}")
        self.unit = scene.find_unit(row["unit"])
        self.owner = scene.find_account(row["by"]) if row["by"] else None
        self.by = self.owner or scene.find_account(
            "officer-daxing" if row["unit"] == "大兴区" else "officer-chaoyang")
        days = row["days"]
        self.begun = scene.moment - timedelta(minutes=100) if days == 0 else scene.at(
            -days, 8 + self.rng.randrange(4))
        workers = Account.objects.filter(kind=Account.WORKER, is_active=True)
        self.riders = list(workers.order_by("created_at", "pk")[:60])
        self.said: list[Need] = []
        self.heard: set[int] = set()
        self.place = row["place"] or (self._find_station() if row["topic"] == Need.Topic.STATION else "")

    def _find_station(self) -> str:
        """The name of a station of the union."""
        found = Station.objects.filter(unit__path__startswith=self.unit.path).order_by("code").values_list(
            "name", flat=True)
        names = list(found[:20])
        return names[self.number * 3 % len(names)] if names else ""

    def after(self, days: float = 0, hours: float = 0) -> datetime:
        """A moment so long after the first voice, never to come."""
        return min(self.begun + timedelta(days=days, hours=hours), self.scene.moment - timedelta(minutes=20))

    def run(self) -> Problem:
        """Everything that the file tells of it."""
        early = max(3, round(self.row["people"] * (1.0 if self.row["days"] < 2 else 0.6)))
        for turn in range(early):
            self._say(self.after(hours=turn * (1 if self.row["days"] == 0 else 18) / early))
        if self.row["days"]:
            self._hear()
        with standing_at(self.after(hours=GROUPED_H)):
            problem = open_problem(needs=[one for one in self.said if one.echo_of_id is None],
                                   label=self.said[0].words)
        if self.row["course"] == "found":
            return problem
        with standing_at(self.after(hours=SORTED_H)):
            problem = sort_problem(by=self.by, problem=problem, name=self.row["name"], urgency=self.row["urgency"])
            if self.owner is not None:
                problem = take_problem(by=self.owner, problem=problem)
        self._say_later(problem, self.row["people"] - early)
        course: Callable[[Problem], None] = getattr(self, f"_go_{self.row['course']}")
        course(problem)
        return Problem.objects.get(pk=problem.pk)

    def _say(self, at: datetime) -> Need:
        """One more person says it, under a name or without, in other words or by joining."""
        told, count = read_told(), len(self.said)
        rider = self.riders[(count * 7 + self.number * 3) % len(self.riders)] if (
            count % NAMED_EVERY == 1 and self.riders) else None
        originals = [one for one in self.said if one.echo_of_id is None]
        joins = self.rng.choice(originals) if originals and self.rng.random() < JOINING else None
        words = self.rng.choice(told["heads"]) + self.rng.choice(self.row["says"]) + self.rng.choice(told["pads"])
        place = self.place
        channel = Need.Channel.HOTLINE if rider is None and count % 9 == 4 else Need.Channel.PHONE
        with standing_at(at):
            need = say_need(
                unit=self.unit, said=Said(self.row["topic"], "" if joins else words.replace("{p}", place), place),
                token=self.scene.token("need", self.number, count), by=rider, way=Way(channel), joins=joins).need
        self.said.append(need)
        return need

    def _hear(self) -> None:
        """Somebody of the union says within two hours that each was received."""
        waiting = sorted((one for one in self.said if one.pk not in self.heard), key=lambda one: one.at)
        while waiting:
            until = waiting[0].at + timedelta(minutes=100)
            batch = [one for one in waiting if one.at < until]
            with standing_at(min(until, self.scene.moment)):
                hear_needs(by=self.by, needs=batch)
            waiting = waiting[len(batch):]
        self.heard.update(one.pk for one in self.said)

    def _say_later(self, problem: Problem, people: int) -> None:
        """Those who say it after it has its name."""
        span = int(self.row["answered"] if "answered" in self.row else self.row["days"]) - 1
        for turn in range(people):
            at = self.after(days=1 + max(0.2, span) * turn / max(1, people))
            need = self._say(at)
            if need.echo_of_id is None:
                with standing_at(at):
                    problem.refresh_from_db()
                    join_problem(problem, [need])
        self._hear()

    def _go_open(self, problem: Problem) -> None:
        """Nothing more: it waits for somebody, or for its owner."""

    _go_taken = _go_merged = _go_open

    def _refer(self, problem: Problem) -> Any:
        with standing_at(self.after(days=2)):
            return refer_problem(by=self.by, problem=problem, department=self.departments[self.row["department"]],
                                 asked=f"请看一看“{self.row['name']}”，说明能做什么、哪天前做", days=5,
                                 token=self.scene.token("referral", self.number))

    def _go_referred(self, problem: Problem) -> None:
        self._refer(problem)

    def _go_returned(self, problem: Problem) -> None:
        referral = self._refer(problem)
        with standing_at(self.after(days=6)):
            take_return(by=self.by, referral=referral, reason="说补贴由合作商发，要我们找合作商")

    def _go_paused(self, problem: Problem) -> None:
        told = self.row["pause"]
        with standing_at(self.after(days=1, hours=2)):
            pause_clocks(by=self.by, problem=problem, reason=told["reason"], words=told["words"],
                         review_on=self.scene.day(told["review"]))

    def _call(self, problem: Problem, called: datetime, starts: datetime) -> Any:
        seats = [Seat("骑手代表（望京片）", "riders", "电梯和登记的时间要算进时限，保证不在楼里骑车"),
                 Seat("朝阳区总工会", "union", "先试一个月，数一数再定"),
                 Seat("安居物业（演示）", "other", "高峰电梯要先让住户，愿意留一部给送餐"),
                 Seat("青禾配送（演示）", "other", "愿意按楼层加时，要小区给出等候的数"),
                 Seat("望京街道办事处（演示）", "office")]
        with standing_at(called):
            return call_meeting(by=self.by, unit=self.unit, problems=[problem], title=f"{self.row['name']}怎么办",
                                place="望京街道三楼会议室", starts_at=starts, seats=seats,
                                token=self.scene.token("meeting", self.number))

    def _go_meeting(self, problem: Problem) -> None:
        self._call(problem, self.scene.at(-3, 15), self.scene.at(4, 14))

    def _go_agreed(self, problem: Problem) -> None:
        meeting = self._call(problem, self.scene.at(-7, 9), self.scene.at(-4, 14))
        with standing_at(self.scene.at(-4, 17)):
            meeting = hold_meeting(
                by=self.by, meeting=meeting, came=[one.pk for one in meeting.parties.all()][:4],
                told="物业答应高峰时段南门专人登记，工会和平台一起装扫码；两周后再数一次时间。",
                minutes="物业担心外人进楼；骑手代表说登记一次三四分钟，一天二十次就是一个多小时。"
                        "平台愿出扫码的牌子。街道没有来人，会后送纪要。")
            outcomes = [add_outcome(by=self.by, meeting=meeting, token=self.scene.token("agreed", self.number, turn),
                                    agreed=Agreed(problem, words, owner, self.scene.day(days)))
                        for turn, (words, owner, days) in enumerate((
                            ("高峰时段南门专人登记", "安居物业（演示）", -2),
                            ("南门装扫码的牌子", "青禾配送（演示）", 2),
                            ("两周后再数一次登记时间", "朝阳区总工会", 10)))]
        with standing_at(self.scene.at(-2, 16)):
            end_outcome(by=self.by, outcome=outcomes[0], is_done=True, result="中午和傍晚各两小时，有人专门登记")

    def _go_split(self, problem: Problem) -> None:
        needs = list(Need.objects.filter(problem_member__problem=problem).order_by("at", "pk")[:2])
        with standing_at(self.after(days=3)):
            split_problem(by=self.by, problem=problem, needs=needs, name=self.row["parted"],
                          why="一个说不敢休息，一个说奖断了清零，要找的人不一样",
                          token=self.scene.token("split", self.number))

    def _answer(self, problem: Problem) -> datetime:
        answered = self.after(days=self.row["answered"])
        by = self.scene.find_account("officer-city") if self.row["result"] == "not" else self.by
        with standing_at(answered):
            reply = answer_problem(by=by, problem=problem, text=self.row["answer"], result=self.row["result"],
                                   token=self.scene.token("answer", self.number))
        told = Told.objects.filter(reply=reply.reply_id).select_related("need").order_by("need__at", "need_id")
        for turn, (one, helped) in enumerate(zip(list(told), self.row["verdicts"], strict=False)):
            with standing_at(min(answered + timedelta(hours=5 + 6 * turn), self.scene.moment)):
                judge(told=one, helped=helped)
        return answered

    def _go_answered(self, problem: Problem) -> None:
        self._answer(problem)

    _go_reopened = _go_answered

    def _go_settled(self, problem: Problem) -> None:
        over = self._answer(problem) + timedelta(days=JUDGE_DAYS, hours=1)
        with standing_at(min(over, self.scene.moment)):
            settle_problem(problem)

    _go_dropped = _go_settled
