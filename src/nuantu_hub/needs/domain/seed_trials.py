"""The demonstration's trials: quilts that are handed out, gloves that are tried, vests that riders are asked about."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from PIL import Image, ImageDraw

from nuantu_hub.needs.domain.trial_decisions import decide_trial
from nuantu_hub.needs.domain.trial_feedback import give_feedback, report_hazard, settle_hazard
from nuantu_hub.needs.domain.trial_handouts import HandoutFacts, hand_out
from nuantu_hub.needs.domain.trial_purchase import (
    LotFacts,
    OrderFacts,
    answer_budget,
    ask_budget,
    place_order,
    receive_lot,
)
from nuantu_hub.needs.domain.trial_results import end_trying
from nuantu_hub.needs.domain.trial_samples import SampleFacts, add_sample
from nuantu_hub.needs.domain.trial_specs import set_spec
from nuantu_hub.needs.domain.trial_stock import Shelf, send_goods
from nuantu_hub.needs.domain.trial_testers import draw_testers
from nuantu_hub.needs.domain.trial_wishes import WishFacts, say_wish
from nuantu_hub.needs.domain.trials import TrialPlan, begin_trial, digest_seed
from nuantu_hub.needs.models import Trial, TrialTurn
from nuantu_hub.people.domain.seed_scene import standing_at
from nuantu_hub.people.models import Account, Person
from nuantu_hub.stations.domain.station_scene import StationScene
from nuantu_hub.stations.models import Station

FILE = Path(__file__).resolve().parents[1] / "data" / "demo_trials.yaml"
OFFICER, ABOVE, UNIT = "officer-chaoyang", "officer-city", "朝阳区"
Row = dict[str, Any]


@cache
def read_told() -> Row:
    """The file."""
    read: Row = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return read


def seed_trials(moment: datetime) -> str:
    """Fill a demonstration with trials, by the verbs that people use; a second time changes nothing."""
    if not Account.objects.filter(login=OFFICER).exists():
        return ""
    if not Trial.objects.exists():
        scene = StationScene(moment)
        with transaction.atomic():
            riders = _find_riders(scene, read_told()["riders"])
            for row in read_told()["trials"]:
                _Course(scene, row, riders).run()
    return f"{Trial.objects.count()} trials"


def _find_riders(scene: StationScene, count: int) -> list[Account]:
    """Those who can be visited first, then members of the district, who get accounts."""
    path = scene.find_unit(UNIT).path
    found = list(Account.objects.filter(kind=Account.WORKER, is_active=True).order_by("created_at", "login")[:6])
    members = Person.objects.filter(account=None, merged_into=None, memberships__until=None,
                                    memberships__unit__path__startswith=path).order_by("card_number")
    for person in members[:count - len(found)]:
        person.account = Account.objects.create_worker(person.name, person.phone)
        person.save(update_fields=["account"])
        found.append(person.account)
    return found


def draw_signature(name: str) -> SimpleUploadedFile:
    """A scribble as the picture of a signature."""
    picture = Image.new("RGB", (240, 90), "white")
    points = [(12 + 9 * place, 45 + (ord(name[place % len(name)]) * (place + 3)) % 31 - 15) for place in range(24)]
    ImageDraw.Draw(picture).line(points, fill="black", width=3)
    written = io.BytesIO()
    picture.save(written, "PNG")
    return SimpleUploadedFile("signature.png", written.getvalue(), "image/png")


class _Course:
    """One trial from its survey to where the file leaves it."""

    def __init__(self, scene: StationScene, row: Row, riders: Sequence[Account]) -> None:
        self.scene, self.row, self.riders = scene, row, list(riders)
        self.rng = scene.draw(f"trial {row['name']}")
        self.officer = scene.find_account(OFFICER)

    def run(self) -> None:
        """Everything that the file tells of it."""
        self.trial = self._begin()
        self._ask()
        if "samples" in self.row:
            self._collect()
        if "drawn" in self.row:
            self._try()
        if "decided" in self.row:
            self._buy()

    def _begin(self) -> Trial:
        row = self.row
        plan = TrialPlan(row["name"], row["why"], row["sizes"], row["places"], row["turns"], row["days"])
        with standing_at(self.scene.at(-row["begun"], 9)):
            made = begin_trial(by=self.officer, unit=self.scene.find_unit(UNIT), plan=plan,
                               token=self.scene.token("trial", row["name"]))
        made.seed = self.scene.token("seed", row["name"]).hex  # a demonstration is the same each time
        made.seed_sha256, made.sign = digest_seed(made.seed), row["sign"]
        made.save(update_fields=["seed", "seed_sha256", "sign"])
        return made

    def _ask(self) -> None:
        told, row = read_told(), self.row
        first = row.get("first", 0)
        for number, rider in enumerate(self.riders[first:first + row["answers"]]):
            with standing_at(self.scene.at(-row["begun"] + 1 + number % 3, 11, number % 60)):
                say_wish(account=rider, trial=self.trial, facts=WishFacts(
                    wanted=number % 11 != 10, vehicle=told["vehicles"][number % len(told["vehicles"])],
                    size=row["sizes"][number % len(row["sizes"])] if row["sizes"] else "",
                    company=told["companies"][number % len(told["companies"])],
                    sex=("man", "man", "woman", "open")[number % 4], would_try=number < row["volunteers"]))

    def _collect(self) -> None:
        row = self.row
        with standing_at(self.scene.at(-row["begun"] + 5, 10)):
            set_spec(by=self.officer, trial=self.trial, words=row["spec"], cap_minor=row["cap_minor"],
                     weights=row["weights"])
            for number, sample in enumerate(row["samples"]):
                add_sample(by=self.officer, trial=self.trial, token=self.scene.token("sample", row["name"], number),
                           facts=SampleFacts(sample["supplier"], sample["price_minor"],
                                             certificate=sample.get("report", ""),
                                             certificate_until=date(2028, 12, 31) if "report" in sample else None))

    def _try(self) -> None:
        row = self.row
        with standing_at(self.scene.at(-row["drawn"], 15)):
            draw_testers(by=self.officer, trial=self.trial)
        turns = TrialTurn.objects.filter(tester__trial=self.trial).select_related("tester__account", "sample")
        if "danger" in row:
            self._report(next(turn for turn in turns if turn.sample.letter == row["danger"]["letter"]))
        for turn in turns.filter(void=False):
            told_on = (turn.last_day - self.scene.today).days + 1
            if told_on <= 0:
                with standing_at(self.scene.at(told_on, 8, self.rng.randrange(15))):
                    give_feedback(account=turn.tester.account, turn=turn, scores=self._score(turn.sample.letter),
                                  words=self.rng.choice(row["said"][turn.sample.letter]),
                                  token=self.scene.token("feedback", turn.pk))

    def _score(self, letter: str) -> dict[str, int]:
        liked = self.row["liked"][letter]
        return {key: min(5, max(2, liked[key] + self.rng.choice((-1, 0, 0, 0, 1)))) for key in self.row["weights"]}

    def _report(self, turn: TrialTurn) -> None:
        told = self.row["danger"]
        with standing_at(self.scene.at(-self.row["drawn"] + 2, 19)):
            hazard = report_hazard(account=turn.tester.account, turn=turn, criterion=told["kind"], words=told["words"],
                                   token=self.scene.token("danger", self.row["name"]))
        if "found" in told:
            with standing_at(self.scene.at(-self.row["drawn"] + 3, 10)):
                settle_hazard(by=self.officer, hazard=hazard, confirmed=told["confirmed"], found=told["found"])

    def _buy(self) -> None:
        row, token = self.row, self.scene.token
        with standing_at(self.scene.at(-row["decided"], 10)):
            end_trying(by=self.officer, trial=self.trial, why=row["ended"])
        with standing_at(self.scene.at(-row["decided"], 16)):
            decide_trial(by=self.officer, trial=self.trial, letter=row["letter"], why=row["chosen"])
            budget = ask_budget(by=self.officer, trial=self.trial, pieces=sum(row["pieces"].values()),
                                source=row["source"], why=row["number"], token=token("budget", row["name"]))
        with standing_at(self.scene.at(-row["decided"] + 1, 10)):
            answer_budget(by=self.scene.find_account(ABOVE), budget=budget, approved=True, answer="同意，按试用结果买")
        with standing_at(self.scene.at(-row["decided"] + 2, 11)):
            order = place_order(by=self.officer, trial=self.trial, token=token("order", row["name"]), facts=OrderFacts(
                row["order"], row["pieces"], row["price_minor"], self.scene.day(-row["came"])))
        with standing_at(self.scene.at(-row["came"], 9)):
            receive_lot(by=self.officer, order=order, token=token("lot", row["name"]), facts=LotFacts(
                row["lot"], row["pieces"], row["checked"], row["rejected"]))
        self._hand_out()

    def _hand_out(self) -> None:
        row, lot = self.row, self.trial.lots.get()
        path = self.trial.unit.path
        stations = Station.objects.filter(unit__path__startswith=path, state=Station.State.USED).order_by("code")
        places = list(stations[:len(row["handed"])])
        members = list(Person.objects.filter(
            merged_into=None, memberships__until=None, memberships__unit__path__startswith=path).order_by(
                "card_number")[:sum(row["handed"])])
        for number, place in enumerate(places):
            with standing_at(self.scene.at(-row["came"] + 1, 9)):
                for size in row["sizes"]:
                    send_goods(by=self.officer, trial=self.trial, shelf=Shelf(lot, size, None), to=place,
                               pieces=row["sent"], token=self.scene.token("sent", number, size))
            for turn in range(row["handed"][number]):
                person = members.pop()
                with standing_at(self.scene.at(-row["came"] + 2 + turn % 3, 12, turn)):
                    hand_out(by=self.officer, trial=self.trial, station=place,
                             token=self.scene.token("handed", number, turn), facts=HandoutFacts(
                                 person.card_number, row["sizes"][turn % len(row["sizes"])],
                                 draw_signature(person.name)))
