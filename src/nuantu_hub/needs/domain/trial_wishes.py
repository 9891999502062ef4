"""Asking riders what they need, in three taps, once a person; and counting it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from nuantu_hub.needs.domain.trials import lock_trial
from nuantu_hub.needs.errors import NeedRefused
from nuantu_hub.needs.models import Trial, TrialWish, Vehicle
from nuantu_hub.people.models import Account, Engagement, Person
from nuantu_hub.site.clock import now

#: Fewer of a kind are not told to everybody.
LEAST_SHOWN = 10


@dataclass(frozen=True, slots=True)
class WishFacts:
    """What a rider says: wanted or not, vehicle, size, company, sex (may be left open), and whether they would try."""

    wanted: bool
    vehicle: str
    size: str = ""
    company: str = ""
    sex: str = "open"
    would_try: bool = False


@dataclass(frozen=True, slots=True)
class WishCounts:
    """How many answered, want it, would try; companies of those who would try; wanted by vehicle and by size."""

    answered: int
    wanted: int
    would_try: int
    companies: int
    vehicles: dict[str, int]
    sizes: dict[str, int]


@transaction.atomic
def say_wish(*, account: Account, trial: Trial, facts: WishFacts) -> TrialWish:
    """Say what one needs; said again it replaces what was said. Raises NeedRefused once it is drawn who tries."""
    held = lock_trial(trial, Trial.State.SURVEY, Trial.State.SAMPLING)
    if facts.vehicle not in Vehicle.values or ((facts.size or held.sizes) and facts.size not in held.sizes):
        raise NeedRefused(_("没有选车型或尺码"), _("各选一个"), field="vehicle")
    company = facts.company.strip()[:60]
    if facts.would_try and not company:
        raise NeedRefused(_("没有写给哪家平台跑单"), _("要试用就写一下：让不同公司的人都试到"), field="company")
    wish, _made = TrialWish.objects.update_or_create(trial=held, account=account, defaults={
        "wanted": facts.wanted, "vehicle": facts.vehicle, "size": facts.size, "company": company, "sex": facts.sex,
        "would_try": facts.would_try and facts.wanted, "at": now()})
    return wish


def guess_company(account: Account) -> str:
    """For whom the union knows somebody to work now, the longest first; empty where it does not know."""
    person = Person.objects.of_account(account)
    work = Engagement.objects.filter(person=person, until=None).order_by("since", "pk").first() if person else None
    return work.platform if work else ""


def count_wishes(trial: Trial) -> WishCounts:
    """Counted anew, in one question."""
    rows = list(TrialWish.objects.filter(trial=trial).values_list("wanted", "would_try", "vehicle", "size", "company"))
    wanted = [row for row in rows if row[0]]
    trying = [row for row in rows if row[1]]
    return WishCounts(len(rows), len(wanted), len(trying), len({row[4] for row in trying}),
                      dict(Counter(row[2] for row in wanted)), dict(Counter(row[3] for row in wanted)))


def withhold(counts: dict[str, int]) -> dict[str, int | None]:
    """Counts for everybody: small ones withheld, and the next smallest where one could be found by subtraction."""
    small = {name for name, count in counts.items() if 0 < count < LEAST_SHOWN}
    if small:
        others = sorted((name for name in counts if name not in small and counts[name]), key=lambda one: counts[one])
        small |= set(others[:1]) if len(small) == 1 else set()
    return {name: None if name in small else count for name, count in counts.items()}
