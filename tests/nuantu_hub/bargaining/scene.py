"""A talk that is under way, with everybody at its table: three delegates a side, a recorder and an observer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from django.test import Client

from nuantu_hub.bargaining.models import Delegate, Talk
from nuantu_hub.people.models import Account, Unit

#: When the talk was asked for, and the moment at which tests of it stand unless they say otherwise.
ASKED = datetime(2026, 10, 12, 2, 0, tzinfo=UTC)
TALKING = datetime(2026, 11, 9, 2, 0, tzinfo=UTC)
#: Sides that sit at the table of a talk with a platform.
TWO_SIDES = (Delegate.Side.WORKERS, Delegate.Side.PLATFORM)


@dataclass(frozen=True)
class Table:
    """A talk and who sits at it. ``workers`` and ``platform`` hold three accounts each, the chief first."""

    talk: Talk
    officer: Account
    workers: tuple[Account, Account, Account]
    platform: tuple[Account, Account, Account]
    recorder: Account
    observer: Account

    def chief_of(self, side: str) -> Account:
        """The chief of a side."""
        return self.workers[0] if side == Delegate.Side.WORKERS else self.platform[0]

    def seat_of(self, account: Account) -> Delegate:
        """The seat of one of them."""
        return Delegate.objects.get(talk=self.talk, account=account, until=None)


def seat(talk: Talk, account: Account, side: str, role: str, since: datetime = ASKED) -> Delegate:
    """A seat, as it stands in the table; no verb is asked."""
    return Delegate.objects.create(talk=talk, account=account, side=side, role=role, shown_name=account.name,
                                   since=since)


def _staff(mark: str, name: str) -> Account:
    return Account.objects.create_staff(mark, name)


def make_talk(unit: Unit, officer: Account, *, state: str = Talk.State.TALKING, procedure: str = "special_agreement",
              title: str = "门禁等待和超时", mark: str = "t") -> Table:
    """A talk in a state, with everybody at its table; ``mark`` keeps the accounts of two talks apart."""
    talk = Talk.objects.create(unit=unit, title=title, platform="云送外卖", procedure=procedure, state=state,
                               opened_at=ASKED, opened_by=officer)
    workers = tuple(_staff(f"{mark}-worker-{number}", f"劳方{word}") for number, word in enumerate("甲乙丙", 1))
    platform = tuple(_staff(f"{mark}-platform-{number}", f"平台{word}") for number, word in enumerate("甲乙丙", 1))
    recorder, observer = _staff(f"{mark}-recorder", "记录员"), _staff(f"{mark}-observer", "观察员")
    for side, people in zip(TWO_SIDES, (workers, platform), strict=True):
        for place, account in enumerate(people):
            seat(talk, account, side, Delegate.Role.DELEGATE if place else Delegate.Role.CHIEF)
    seat(talk, recorder, Delegate.Side.NEUTRAL, Delegate.Role.RECORDER)
    seat(talk, observer, Delegate.Side.NEUTRAL, Delegate.Role.OBSERVER)
    return Table(talk, officer, workers, platform, recorder, observer)


def sign_in(account: Account) -> Client:
    """A browser in which an account has signed in."""
    client = Client()
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return client
