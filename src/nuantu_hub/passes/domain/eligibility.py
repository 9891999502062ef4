"""Who is given a pass: any registered worker for doors; for gates a worker whom somebody has confirmed."""

from __future__ import annotations

from nuantu_hub.passes.models import Suspension
from nuantu_hub.people.domain.consents import has_consent
from nuantu_hub.people.models import Account, Person
from nuantu_hub.site.clock import now

PURPOSE = "pass_carry"
GATE, DOOR = 1, 2


def carries(account: Account) -> bool:
    """Whether the worker has agreed to carry passes."""
    return has_consent(account, PURPOSE)


def is_confirmed(account: Account) -> bool:
    """Whether a union's record or a platform's code says that this is a rider; which of them is told to nobody."""
    person = Person.objects.of_account(account)
    if person is not None and person.memberships.filter(until=None).exists():
        return True
    return bool(account.links.exists())


def find_suspension(account: Account) -> Suspension | None:
    """The suspension that stands for an account now; None where there is none."""
    return Suspension.objects.standing_at(now()).filter(account=account).select_related("unit").first()
