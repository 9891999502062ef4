"""Which statement comes next: those that tell most come sooner, in an order that anybody can draw again.

A statement with ``a`` agree, ``d`` disagree and ``p`` pass among ``n`` votes weighs::

    weight = (1 - (p + 1) / (n + 2)) * (0.25 + 4 q (1 - q)) + 6 / (n + 6),   q = (a + 1) / (a + d + 2)

The first factor is smaller where many pass, the second is largest where opinions are divided, the last term lets a
new statement be seen. Weights are taken anew when ten more people took part, at most every ten minutes: what a round
adds is never one person's. Each round is kept and published with the votes. For a participant
with the public number ``v`` every statement ``s`` gets a number between 0 and 1, ``u``, from the SHA-256 of
``seed:v:s``; statements come in ascending order of ``-ln(u) / weight``: drawing without putting back, by weight.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import timedelta
from math import log
from typing import Any

from django.db import transaction
from django.db.models import Count, Q

from nuantu_hub.needs.domain.opinion_votes import find_voter, index_voter
from nuantu_hub.needs.models import Deliberation, OpinionVote, RoutingRound, Statement
from nuantu_hub.people.domain.publication import LEAST
from nuantu_hub.people.models import Account
from nuantu_hub.site.clock import now

EVERY = timedelta(minutes=10)
#: A round adds so many participants at least.
MORE = LEAST
Choice = OpinionVote.Choice


def weigh(agree: int, disagree: int, passed: int) -> float:
    """The weight of a statement with these votes, to four places."""
    count = agree + disagree + passed
    share = (agree + 1) / (agree + disagree + 2)
    told = (1 - (passed + 1) / (count + 2)) * (0.25 + 4 * share * (1 - share))
    return round(told + 6 / (count + 6), 4)


#: What a statement weighs on which nobody voted before the round.
FRESH = weigh(0, 0, 0)


def draw_share(seed: int, voter: int, statement: int) -> float:
    """A number above 0 and up to 1 for a participant and a statement: always the same."""
    digest = hashlib.sha256(f"{seed}:{voter}:{statement}".encode()).digest()
    return (int.from_bytes(digest[:6], "big") + 1) / 2**48


def order_statements(seed: int, voter: int, numbers: Iterable[int], weights: Mapping[int, float]) -> list[int]:
    """The numbers of statements in the order in which a participant sees them."""
    def wait(number: int) -> tuple[float, int]:
        return round(-log(draw_share(seed, voter, number)) / weights.get(number, FRESH), 9), number
    return sorted(numbers, key=wait)


def list_next(account: Account, deliberation: Deliberation, most: int = 20) -> list[Statement]:
    """The statements that somebody has not voted on, in the own order; before the first vote in that of number 0."""
    voter = find_voter(account, deliberation)
    waiting = {one.number: one for one in deliberation.statements.filter(state=Statement.State.SHOWN).exclude(
        votes__voter__key=index_voter(account))}
    order = order_statements(deliberation.seed, 0 if voter is None else voter.number, waiting,
                             read_weights(deliberation.rounds.last()))
    return [waiting[number] for number in order[:most]]


def read_weights(routing: RoutingRound | None) -> dict[int, float]:
    """The weights of a round by statement; none before the first."""
    return {} if routing is None else {int(number): row[3] for number, row in routing.weights.items()}


def count_votes(deliberation: Deliberation) -> dict[int, list[float]]:
    """Agree, disagree, pass and weight of every shown statement, by number."""
    rows: Any = deliberation.statements.filter(state=Statement.State.SHOWN).annotate(**{
        name: Count("votes", filter=Q(votes__choice=choice)) for name, choice in (
            ("agree", Choice.AGREE), ("disagree", Choice.DISAGREE), ("passed", Choice.PASS))}).order_by("number")
    return {row.number: [row.agree, row.disagree, row.passed, weigh(row.agree, row.disagree, row.passed)]
            for row in rows}


@transaction.atomic
def take_round(deliberation: Deliberation) -> RoutingRound | None:
    """Weigh anew where ten minutes are over and ten people came; None where the last round still holds."""
    held = Deliberation.objects.select_for_update(of=("self",)).get(pk=deliberation.pk)
    last, moment, voters = held.rounds.last(), now(), held.voters.count()
    if voters < (0 if last is None else last.voters) + MORE or (last is not None and last.at > moment - EVERY):
        return None
    weights = {str(number): row for number, row in count_votes(held).items()}
    return RoutingRound.objects.create(
        deliberation=held, number=1 if last is None else last.number + 1, at=moment, voters=voters,
        votes=int(sum(sum(row[:3]) for row in weights.values())), weights=weights)


def take_rounds() -> int:
    """Weigh every open deliberation anew; called every half minute. Gives how many rounds were taken."""
    return sum(take_round(one) is not None for one in Deliberation.objects.open_at(now()))
