"""Filling a demonstration with deliberations: one with its result, one that is open, one that is drafted."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

import yaml
from django.db import transaction

from nuantu_hub.needs.domain.claims import index_token
from nuantu_hub.needs.domain.deliberation_runs import close_deliberation, compute_run
from nuantu_hub.needs.domain.deliberations import announce, draft_deliberation
from nuantu_hub.needs.domain.moderating import moderate
from nuantu_hub.needs.domain.statements import LOOK_HOURS, put_seed
from nuantu_hub.needs.domain.vote_routing import take_round
from nuantu_hub.needs.models import Deliberation, OpinionVote, OpinionVoter, Statement
from nuantu_hub.needs.models.need import floor_hour
from nuantu_hub.people.domain.seed_scene import standing_at
from nuantu_hub.people.models import Account, Post, Unit
from nuantu_hub.site.clock import now

DATA = Path(__file__).parents[1] / "data" / "demo_talks.yaml"
#: From opening to closing, and how long ago those of each state opened.
LENGTH = timedelta(days=14)
OPENED = {"done": timedelta(days=17), "open": timedelta(days=11), "draft": timedelta(days=-2)}
#: How many of a hundred statements somebody answers, and how often who does not agree passes.
ANSWERED, PASSING = 0.78, 0.2
ROUNDS = 4


def seed_votes(moment: datetime) -> str:
    """Fill what is not there yet; a second time changes nothing. Says how many deliberations stand then."""
    officer = Account.objects.filter(posts__role=Post.Role.OFFICER, posts__until=None).order_by("login").first()
    if officer is not None and not Deliberation.objects.exists():
        unit = officer.posts.filter(until=None).order_by("since", "pk").select_related("unit")[0].unit
        for told in yaml.safe_load(DATA.read_text(encoding="utf-8")):
            _seed_one(told, unit, officer, moment)
    return f"{Deliberation.objects.count()} deliberations"


def draw_token(*words: object) -> UUID:
    """A token that is the same each time."""
    return uuid5(NAMESPACE_URL, "nuantu talk " + " ".join(map(str, words)))


def _seed_one(told: dict[str, Any], unit: Unit, officer: Account, moment: datetime) -> None:
    opens_at = floor_hour(moment) - OPENED[told["state"]]
    with transaction.atomic(), standing_at(opens_at - timedelta(days=1)):
        one = draft_deliberation(
            by=officer, unit=unit, token=draw_token(told["title"]), title=told["title"], question=told["question"],
            background=told["background"], opens_at=opens_at, closes_at=opens_at + LENGTH,
            seed=told["people"]["seed"])
        for row in told["statements"]:
            if row.get("seed", True):
                put_seed(by=officer, deliberation=one, text=row["text"], source=row.get("source", ""),
                         token=draw_token(one.title, row["text"]))
        if told["state"] == "draft":
            return
        announce(by=officer, deliberation=one)
    with transaction.atomic(), standing_at(opens_at + timedelta(days=1)):
        _add_sentences(one, told, officer)
    _vote(one, told, opens_at)
    if told["state"] == "done":
        with standing_at(opens_at + LENGTH + timedelta(minutes=2)):
            run = close_deliberation(one)
            assert run is not None
            compute_run(run)
    else:
        with transaction.atomic(), standing_at(moment - timedelta(hours=5)):
            for text in told["waiting"]:
                _write(one, text)


def _write(one: Deliberation, text: str) -> Statement:
    """A sentence of an invented participant: the last number and one, waiting to be looked at."""
    hour = floor_hour(now())
    return Statement.objects.create(
        deliberation=one, number=one.statements.count(), text=text, hour=hour,
        token_index=index_token(draw_token(one.title, text)), due_at=hour + timedelta(hours=LOOK_HOURS + 1))


def _add_sentences(one: Deliberation, told: dict[str, Any], officer: Account) -> None:
    for row in told["statements"]:
        if not row.get("seed", True):
            moderate(by=officer, statement=_write(one, row["text"]), verdict="shown", rule="fits")
    for row in told["moderated"]:
        moderate(by=officer, statement=_write(one, row["text"]), verdict="out", rule=row["rule"],
                 reason=row["reason"], same_as=row.get("same_as"))


def _vote(one: Deliberation, told: dict[str, Any], opens_at: datetime) -> None:
    """Invented participants vote by the chances of their camp; rounds are taken while they come."""
    chance = random.Random(f"talk {one.title}")  # noqa: S311 (invented people)
    chances = {row["text"]: row["agree"] for row in told["statements"]}
    statements = [(row, chances[row.text]) for row in one.statements.filter(state=Statement.State.SHOWN)]
    camps = [camp for camp, size in enumerate(told["people"]["camps"]) for _one in range(size)]
    chance.shuffle(camps)
    for number in range(ROUNDS):
        part = camps[len(camps) * number // ROUNDS:len(camps) * (number + 1) // ROUNDS]
        with transaction.atomic(), standing_at(opens_at + timedelta(days=2 * (number + 1), hours=number)):
            _cast(one, part, statements, chance)
            take_round(one)


def _cast(one: Deliberation, camps: list[int], statements: list[tuple[Statement, list[int]]],
          chance: random.Random) -> None:
    voters = OpinionVoter.objects.bulk_create([
        OpinionVoter(deliberation=one, key=f"{chance.getrandbits(256):064x}", number=chance.getrandbits(31))
        for _camp in camps])
    votes = []
    for voter, camp in zip(voters, camps, strict=True):
        for statement, agree in statements:
            if chance.random() < ANSWERED:
                votes.append(OpinionVote(voter=voter, statement=statement, choice=_choose(agree[camp], chance)))
    OpinionVote.objects.bulk_create(votes, batch_size=500)


def _choose(agree: int, chance: random.Random) -> int:
    if chance.random() * 100 < agree:
        return int(OpinionVote.Choice.AGREE)
    return int(OpinionVote.Choice.PASS if chance.random() < PASSING else OpinionVote.Choice.DISAGREE)
