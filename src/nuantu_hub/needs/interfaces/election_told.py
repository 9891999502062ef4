"""Elections as their pages tell them: the course in four steps, each contest's figures, results as a picture."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from nuantu_hub.needs.domain.ballot_counting import CountingRule, read_rules
from nuantu_hub.needs.models import Candidacy, Contest, Election
from nuantu_hub.site.clock import now

TONES = {"draft": "unknown", "nominating": "watch", "polling": "watch", "closed": "watch", "counted": "kept",
         "void": "broken"}


@dataclass(frozen=True, slots=True)
class Step:
    """One step of an election's course: its words, its moment, and whether it is done or under way."""

    words: str
    at: datetime | None
    done: bool
    now: bool = False


@dataclass(frozen=True, slots=True)
class LineTold:
    """A line of a result: its number and label, votes (None: withheld), whether elected, whether a lot decided."""

    number: int
    label: str
    is_person: bool
    votes: int | None
    elected: bool
    by_lot: bool
    statement: str


@dataclass(frozen=True, slots=True)
class ContestTold:
    """A contest with its figures and lines."""

    contest: Contest
    roll: int
    papers: int
    sealed: int
    lines: tuple[LineTold, ...]
    result: dict[str, Any]

    @property
    def most(self) -> int:
        """What the longest bar stands for."""
        needed = int(self.result.get("needed", 0))
        return max([1, needed, *(line.votes or 0 for line in self.lines)])

    @property
    def failed(self) -> str:
        """Why nobody was elected, in words; empty where that was not so."""
        return {"quorum": _("参加投票的人不够，选举无效"), "few": _("不到三张票，不产生结果")}.get(
            self.result.get("failed", ""), "")


def tell_course(election: Election) -> list[Step]:
    """The four steps."""
    order = ["draft", "nominating", "polling", "closed", "counted"]
    at = order.index(election.state) if election.state in order else -1
    polling = election.is_polling(now())
    return [
        Step(_("公布名单、提名"), election.nominate_until, done=at >= 2, now=at == 1),
        Step(_("投票"), election.opens_at if at < 2 or not polling else election.closes_at, done=at >= 3, now=at == 2),
        Step(_("封箱"), election.closed_at or election.closes_at, done=at >= 3),
        Step(_("开箱计票"), election.counted_at, done=at >= 4, now=at == 3)]


def name_rule(election: Election) -> str:
    """What the rule says, in the language of the page."""
    rule: CountingRule = read_rules()[election.rule]
    return rule.names.get(get_language() or "zh-hans", rule.names["zh-hans"])


def tell_contests(election: Election) -> list[ContestTold]:
    """Every contest of an election; three queries, however many there are."""
    rows = election.contests.select_related("constituency", "election__unit").annotate(
        on_roll=Count("roll", distinct=True)).order_by("pk")
    papers = dict(election.turnout.order_by().values_list("contest").annotate(Count("pk")))
    standing: dict[int, list[Candidacy]] = {}
    for one in Candidacy.objects.filter(contest__election=election, state=Candidacy.State.ELIGIBLE).order_by(
            "number", "pk"):
        standing.setdefault(one.contest_id, []).append(one)
    boxes = dict(Contest.objects.filter(election=election).annotate(
        sealed=Count("sealed_ballots", filter=~Q(sealed_ballots=None))).values_list("pk", "sealed"))
    return [ContestTold(one, one.on_roll, papers.get(one.pk, 0), boxes.get(one.pk, 0),
                        tell_lines(one, standing.get(one.pk, [])), one.result) for one in rows]


def tell_lines(contest: Contest, standing: list[Candidacy]) -> tuple[LineTold, ...]:
    """The lines of a contest, as they came out once they are counted."""
    counted = {line["number"]: line for line in contest.result.get("lines", [])}
    told = []
    for one in standing:
        line = counted.get(one.number, {})
        told.append(LineTold(one.number or 0, one.label, not one.option, line.get("votes"),
                             bool(line.get("elected")), bool(line.get("by_lot")), str(one.statement)))
    return tuple(sorted(told, key=lambda line: (-(line.votes or 0), not line.elected, line.number)))
