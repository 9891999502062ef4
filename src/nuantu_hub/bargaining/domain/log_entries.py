"""A published agreement enters the log of agreements in force: by a job, once, and again where it failed."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.db import transaction
from django_tasks import task

from nuantu_hub.bargaining.domain.party_signing import list_signing_sides
from nuantu_hub.bargaining.domain.signed_files import read_signed
from nuantu_hub.bargaining.errors import TalkRefused
from nuantu_hub.bargaining.models import SignedAgreement
from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account
from nuantu_hub.seam.entering import enter_signed
from nuantu_hub.seam.errors import RunError

State = SignedAgreement.LogState


def enter_when_committed(agreement: SignedAgreement) -> None:
    """Put the entry in line once the transaction that asks for it stands."""
    key = agreement.pk
    transaction.on_commit(lambda: enter_later.enqueue(key))


@task()
def enter_later(key: int) -> str:
    """The job; its argument is the agreement's key and nothing else. Done again it finds its own leaf."""
    found = SignedAgreement.objects.select_related("text__talk__unit").filter(pk=key).first()
    if found is None:
        return "gone"
    return str(found.log_state if found.is_entered else enter_agreement(found).log_state)


def enter_agreement(found: SignedAgreement) -> SignedAgreement:
    """Ask the engine; keep leaf and receipt, or why there are none. Long: never inside a transaction.

    Only what is not altered is entered: ``read_signed`` names what is.
    """
    try:
        told = enter_signed(Path(settings.DATA.root), read_signed(found), len(list_signing_sides(found.talk)))
    except (RunError, TalkRefused) as error:
        _keep(found, log_state=State.FAILED, log_why=str(error)[:300])
        return found
    with transaction.atomic():
        held = SignedAgreement.objects.select_for_update(of=("self",)).select_related("text__talk__unit").get(
            pk=found.pk)
        fresh = held.log_state != State.ENTERED
        _keep(held, log_state=State.ENTERED, log_why="；".join(told.refusals)[:300], log_leaf=told.leaf,
              log_entry=told.entry, log_published=told.is_published)
        if fresh:
            record_deed(None, "agreement entered in log", held, held.unit, leaf=told.leaf)
    return held


@transaction.atomic
def retry_entry(*, by: Account, agreement: SignedAgreement) -> SignedAgreement:
    """Put one that is not entered, or that a witness refused, in line again; nothing for another one."""
    held = SignedAgreement.objects.select_for_update(of=("self",)).select_related("text__talk__unit").get(
        pk=agreement.pk)
    if held.is_entered:
        return held
    if held.log_state == State.FAILED:
        _keep(held, log_state=State.WAITING, log_why="")
    record_deed(by, "entry in log asked again", held, held.unit)
    enter_when_committed(held)
    return held


def _keep(agreement: SignedAgreement, **told: object) -> None:
    for name, value in told.items():
        setattr(agreement, name, value)
    agreement.save(update_fields=list(told))
