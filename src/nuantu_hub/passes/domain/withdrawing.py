"""Taking credentials back: a phone is lost, consent withdrawn, codes suspended. Gates know within 15 minutes."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta

from django.db import transaction

from nuantu_hub.passes.domain.status_lists import Span, set_places
from nuantu_hub.passes.models import IssuedBatch, PhoneLoss
from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.clock import now

#: Sessions last two weeks at most.
LOSS_KEPT = timedelta(days=30)


@transaction.atomic
def withdraw_credentials(*, account: Account, kind: int | None = None, tokens: list[str] | None = None) -> int:
    """Withdraw what stands of an account: of one class, of some requests, or all; how many credentials that were.

    Those of other requests (another phone's) go on being good where ``tokens`` says which.
    """
    standing = IssuedBatch.objects.standing_at(now()).select_for_update().filter(account=account)
    if kind is not None:
        standing = standing.filter(credential_class=kind)
    if tokens is not None:
        standing = standing.filter(token__in=tokens)
    spans: dict[int, list[Span]] = defaultdict(list)
    for batch in standing:
        spans[batch.status_list_id].append((batch.first, batch.count))
    for number in sorted(spans):
        set_places(number=number, spans=spans[number])
    standing.update(withdrawn_at=now())
    return sum(count for own in spans.values() for _first, count in own)


@transaction.atomic
def report_lost(*, account: Account) -> int:
    """The worker says that the phone is lost: everything it holds is withdrawn; a new phone fetches anew at once."""
    count = withdraw_credentials(account=account)
    PhoneLoss.objects.update_or_create(account=account, defaults={"at": now()})
    record_deed(account, "passes reported lost", account, count=count)
    return count


@transaction.atomic
def withdraw_for(*, by: Account, account: Account, unit: Unit, why: str) -> int:
    """Staff withdraws a worker's credentials because the worker asked for it (by telephone, at the desk)."""
    count = withdraw_credentials(account=account)
    record_deed(by, "passes withdrawn", account, unit, count=count, why=why)
    return count


def forget_consent(account: Account) -> None:
    """What withdrawing the consent to carry passes means: all of them are withdrawn."""
    withdraw_credentials(account=account)


def is_shut_out(account: Account, signed_in_s: float) -> bool:
    """Whether a session began before a phone was reported lost: it may be the lost phone's own."""
    loss = PhoneLoss.objects.filter(account=account).first()
    return loss is not None and signed_in_s < loss.at.timestamp()


def forget_losses() -> int:
    """Forget reports of thirty days ago, when every session of that time has ended; called once an hour."""
    return PhoneLoss.objects.filter(at__lt=now() - LOSS_KEPT).delete()[0]
