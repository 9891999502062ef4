"""The demonstration's talk: asked for, replied to, begun; two topics with offers of both sides, one of them agreed."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

import yaml
from django.conf import settings
from django.db import transaction

from nuantu_hub.bargaining.domain.ambiguities import enter_ambiguity, hold_reading
from nuantu_hub.bargaining.domain.caucus import write_note
from nuantu_hub.bargaining.domain.delegates import name_delegate
from nuantu_hub.bargaining.domain.offers import OfferFacts, accept_offer, draft_offer, put_offer
from nuantu_hub.bargaining.domain.talks import TalkPlan, ask_for_talks, begin_talking, record_reply
from nuantu_hub.bargaining.domain.topics import TopicFacts, raise_topic
from nuantu_hub.bargaining.models import Offer, Talk, Topic
from nuantu_hub.days.domain.seed import PLATFORM
from nuantu_hub.people.domain.seed_scene import standing_at
from nuantu_hub.people.models import Account, Post, Unit

FILE = Path(__file__).resolve().parents[1] / "data" / "demo_talk.yaml"
#: Whom a visitor of the demonstration may be: the platform's chief.
CHIEF = "pingtai"
NAMES = UUID("7d0d1c66-5b7b-4d8e-9a44-8d6f8f1c2b10")
Row = dict[str, Any]


@cache
def read_told() -> Row:
    """The file."""
    read: Row = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return read


def seed_talks(moment: datetime) -> str:
    """Fill a demonstration with a talk, by the verbs that people use; a second time changes nothing."""
    post = Post.objects.filter(role=Post.Role.OFFICER, unit__kind=Unit.Kind.DISTRICT).select_related(
        "account", "unit").order_by("account__login").first()
    if post is None:
        return ""
    officer, unit = post.account, post.unit
    if not Talk.objects.exists():
        with transaction.atomic():
            _Course(moment, officer, unit).run()
    return f"{Talk.objects.count()} talks"


class _Course:
    """The talk from its request to where the file leaves it."""

    def __init__(self, moment: datetime, officer: Account, unit: Unit) -> None:
        self.moment, self.officer, self.unit, self.row = moment, officer, unit, read_told()
        self.made = 0

    def run(self) -> None:
        """Everything that the file tells."""
        self.talk = self._ask()
        self._sit()
        topics = [self._bargain(row) for row in self.row["topics"]]
        draft, note = self.row["draft"], self.row["note"]
        with standing_at(self._ago(1)):
            self._offer(topics[draft["topic"]], draft)
            write_note(by=self._find(note["by"]), talk=self.talk, words=note["words"], token=self._token())

    def _ask(self) -> Talk:
        row, at = self.row, self._ago(self.row["asked_days_ago"])
        held = (Path(settings.DATA.root) / "agreements" / row["base"] / "agreement.yaml").is_file()
        plan = TalkPlan(row["title"], PLATFORM, row["procedure"], base=row["base"] if held else "")
        with standing_at(at):
            talk = ask_for_talks(by=self.officer, unit=self.unit, plan=plan, words=row["request"], at=at,
                                 token=self._token(), find_base=lambda _name: True)
        at = self._ago(row["replied_days_ago"])
        with standing_at(at):
            return record_reply(by=self.officer, talk=talk, accepted=True, words=row["reply"], at=at)

    def _sit(self) -> None:
        with standing_at(self._ago(self.row["begun_days_ago"])):
            for seat in self.row["seats"]:
                login = self.officer.login if seat["login"] == "officer" else seat["login"]
                name_delegate(by=self.officer, talk=self.talk, **{**seat, "login": login})
            begin_talking(by=self.officer, talk=self.talk)

    def _bargain(self, row: Row) -> Topic:
        with standing_at(self._ago(self.row["begun_days_ago"] - 1)):
            topic = raise_topic(by=self.officer, talk=self.talk, token=self._token(),
                                facts=TopicFacts(row["type"], row["clause"], why=row["why"]))
        for told in row["offers"]:
            with standing_at(self._ago(told["days_ago"])):
                put_offer(by=self._find(told["by"]), offer=self._offer(topic, told))
        if "ambiguity" in row:
            self._enter(topic, row["ambiguity"])
        if "accepted" in row:
            told = row["accepted"]
            with standing_at(self._ago(told["days_ago"])):
                accept_offer(by=self._find(told["by"]), topic=topic, version=told["version"])
        return topic

    def _enter(self, topic: Topic, told: Row) -> None:
        with standing_at(self._ago(6)):
            entered = enter_ambiguity(by=self._find(CHIEF), topic=topic, printed=told["printed"], reading_a=told["a"],
                                      reading_b=told["b"], token=self._token())
            hold_reading(by=self.officer, ambiguity=entered, reading=told["workers"])

    def _offer(self, topic: Topic, told: Row) -> Offer:
        facts = OfferFacts(told["words"], told["params"], told.get("note", ""))
        return draft_offer(by=self._find(told["by"]), topic=topic, facts=facts, token=self._token())

    def _find(self, login: str) -> Account:
        """The officer who keeps the talk stands in the file as ``officer``."""
        return self.officer if login == "officer" else Account.objects.get(login=login)

    def _ago(self, days: int) -> datetime:
        return self.moment - timedelta(days=days)

    def _token(self) -> UUID:
        self.made += 1
        return uuid5(NAMES, str(self.made))
