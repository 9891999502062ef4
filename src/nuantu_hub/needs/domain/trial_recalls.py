"""Calling a defective lot back: everybody who holds one is told in the hub at once, and by a message to the phone."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django_tasks import task

from nuantu_hub.needs.domain.trials import lock_trial
from nuantu_hub.needs.errors import NeedRefused
from nuantu_hub.needs.models import RecallNotice, Trial, TrialHandout, TrialLot, TrialRecall
from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.interfaces.sms import NotSentError, choose_gateway
from nuantu_hub.people.models import Account
from nuantu_hub.site.clock import now

MOST_TRIES = 5


@transaction.atomic
def call_back(*, by: Account, trial: Trial, lot: TrialLot | None, what: str, do: str, token: UUID) -> TrialRecall:
    """Call a lot back (None: all); the same token is the same recall. What lies at stations is handed out no more.

    Raises NeedRefused without words for whoever holds one.
    """
    known = TrialRecall.objects.filter(token=token).first()
    if known is not None:
        return known
    held = lock_trial(trial, Trial.State.HANDING, Trial.State.CLOSED)
    if not what.strip() or not do.strip():
        raise NeedRefused(gettext_lazy("没有写哪里有问题、怎么办"), gettext_lazy("写给每个领了的人看"), field="what")
    made = TrialRecall.objects.create(token=token, trial=held, lot=lot, what=what.strip()[:200], do=do.strip()[:200],
                                      at=now(), by=by)
    holders = TrialHandout.objects.filter(trial=held, returned_at=None)
    holders = holders if lot is None else holders.filter(lot=lot)
    RecallNotice.objects.bulk_create((RecallNotice(recall=made, handout=one) for one in holders), batch_size=500)
    record_deed(by, "trial goods called back", made, held.unit, lot=lot.label if lot else "", told=holders.count())
    transaction.on_commit(lambda: tell_later.enqueue(made.pk))
    return made


def list_notices(account: Account) -> QuerySet[RecallNotice]:
    """What somebody holds that was called back and not brought back yet."""
    return RecallNotice.objects.filter(
        handout__person__account=account, handout__returned_at=None).select_related(
            "recall__trial", "recall__lot", "handout").order_by("-recall__at")


@transaction.atomic
def see_notices(account: Account) -> list[RecallNotice]:
    """The same for whoever looks at them; that they were seen is kept."""
    found = list(list_notices(account))
    RecallNotice.objects.filter(pk__in=[one.pk for one in found], seen_at=None).update(seen_at=now())
    return found


@task()
def tell_later(key: int) -> int:
    """The job that follows a recall at once."""
    return tell_phones(RecallNotice.objects.filter(recall=key))


def tell_phones(notices: QuerySet[RecallNotice]) -> int:
    """Send a message to everybody who was not sent one; gives how many went out. Never inside a transaction."""
    waiting = notices.filter(messaged_at=None, tries__lt=MOST_TRIES, handout__returned_at=None)
    return sum(_tell(notice) for notice in waiting.select_related("recall__trial", "handout__person"))


def tell_waiting() -> int:
    """The beat: what did not go out is tried again."""
    return tell_phones(RecallNotice.objects.all())


def _tell(notice: RecallNotice) -> bool:
    """Send one message, unless it went out already; of two that try at once one does."""
    phone = notice.handout.person.phone
    mine = RecallNotice.objects.filter(pk=notice.pk, tries=notice.tries, messaged_at=None)
    if not phone or not mine.update(tries=F("tries") + 1):
        return False
    try:
        choose_gateway().send(str(phone), write_message(notice.recall))
    except NotSentError:
        return False
    RecallNotice.objects.filter(pk=notice.pk).update(messaged_at=now())
    return True


def write_message(recall: TrialRecall) -> str:
    """What the phone shows: what is wrong, and what to do."""
    with override("zh-hans"):
        return _("【暖途】你领的%(name)s要召回：%(what)s。%(do)s。退到任何一座驿站都可以，会换一件或说明怎么办。") % {
            "name": recall.trial.name, "what": recall.what, "do": recall.do}
