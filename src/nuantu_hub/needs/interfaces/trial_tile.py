"""The card of trials on a worker's home: what was called back, what is to be tried and told, what is asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.timezone import localdate

from nuantu_hub.needs.domain.trial_recalls import list_notices
from nuantu_hub.needs.models import RecallNotice, Trial, TrialHandout, TrialTurn, TrialWish
from nuantu_hub.people.models import Account, Person
from nuantu_hub.people.permissions import is_worker
from nuantu_hub.site.gathering import Spot, Tile

TEMPLATE = "needs/trial_tile.html"


@dataclass(frozen=True, slots=True)
class TrialTold:
    """What was called back, turns that run or wait for a word, what can be fetched, the trial that asks."""

    recalls: list[RecallNotice]
    turns: list[TrialTurn]
    ready: list[Trial]
    asking: Trial | None


def list_own_turns(account: Account, moment: datetime) -> list[TrialTurn]:
    """Turns of an account that have begun and of which nothing was told yet."""
    return list(TrialTurn.objects.filter(
        tester__account=account, tester__trial__state=Trial.State.TRYING, void=False, feedback=None,
        first_day__lte=localdate(moment)).select_related("tester__trial", "sample").order_by("last_day", "pk"))


def find_asking(account: Account) -> Trial | None:
    """The newest trial of a union above the account's own that asks and was not answered."""
    asking = list(Trial.objects.asking().select_related("unit").order_by("-at", "-pk")[:10])
    if not asking:
        return None
    person = Person.objects.of_account(account)
    here = person.unit if person else None
    answered = set(TrialWish.objects.filter(account=account).values_list("trial", flat=True))
    return next((one for one in asking if one.pk not in answered
                 and (not one.members_only or (here is not None and here.path.startswith(one.unit.path)))), None)


def list_ready(account: Account) -> list[Trial]:
    """Trials whose goods are handed out, for whoever wanted one and has none yet."""
    held = TrialHandout.objects.filter(person__account=account, returned_at=None, trial=OuterRef("pk"))
    return list(Trial.objects.filter(~Exists(held), state=Trial.State.HANDING, wishes__account=account,
                                     wishes__wanted=True).order_by("-at", "-pk")[:5])


def make_trial_tile(account: Any, moment: datetime, spot: Spot | None) -> Tile | None:
    """What a worker has to know of trials; none where there is nothing."""
    del spot
    if not is_worker(account):
        return None
    told = TrialTold(list(list_notices(account)), list_own_turns(account, moment), list_ready(account),
                     find_asking(account))
    return Tile(TEMPLATE, told) if told.recalls or told.turns or told.ready or told.asking else None
