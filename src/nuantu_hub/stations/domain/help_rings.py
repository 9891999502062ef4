"""Telling phones that somebody calls for help: the keeper's at once, then the officers', then those above.

Whom a call rings for is the answer clock's business (``help_calls``); here everybody it rings for is told once by a
short message. A message that did not go out is tried again with every beat as long as nobody answered.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q, QuerySet, Value
from django.db.models.fields import CharField
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import override
from django_tasks import task

from nuantu_hub.people.interfaces.sms import NotSentError, choose_gateway
from nuantu_hub.people.models import Account, Post
from nuantu_hub.site.clock import now
from nuantu_hub.stations.models import HelpCall, HelpRing, Keeper, OnCallPhone

#: A message is tried so often; a call older than this is told to no more phones (who looks at a desk still sees it).
MOST_TRIES, RING_FOR = 5, timedelta(hours=1)
State, Step = HelpRing.State, HelpCall.Step


def list_hearers(call: HelpCall, moment: datetime) -> dict[Account, int]:
    """Whom an unanswered call rings for at a moment, each with the step of the answer clock that reached them."""
    keepers = Keeper.objects.held_at(moment).filter(station=call.station_id, account__is_active=True)
    heard: dict[Account, int] = {one.account: Step.KEEPER for one in keepers.select_related("account")}
    step = call.step_at(moment)
    if step >= Step.OFFICER or not heard:
        for account in _list_holders(call, Post.Role.OFFICER, moment):
            heard.setdefault(account, Step.OFFICER)
    if step >= Step.ABOVE:
        for account in _list_holders(call, Post.Role.STEWARD, moment):
            heard.setdefault(account, Step.ABOVE)
    return heard


def _list_holders(call: HelpCall, role: str, moment: datetime) -> QuerySet[Account]:
    """Who holds a role at the station's union or above it."""
    here = Post.objects.annotate(here=Value(call.unit.path, output_field=CharField())).filter(
        Q(until=None) | Q(until__gt=moment), role=role, since__lte=moment, here__startswith=F("unit__path"))
    return Account.objects.filter(pk__in=here.values("account"), kind=Account.STAFF, is_active=True).order_by("login")


def ring_phones(call: HelpCall, moment: datetime) -> int:
    """Tell everybody for whom a call rings and who was not told yet; gives how many messages went out.

    Never inside a transaction: the gateway may take its time.
    """
    if call.answered_at is not None or call.closed_at is not None or moment - call.at > RING_FOR:
        return 0
    return sum(_tell(_find_ring(call, account, step, moment), moment)
               for account, step in list_hearers(call, moment).items())


def _find_ring(call: HelpCall, account: Account, step: int, moment: datetime) -> HelpRing:
    ring, _made = HelpRing.objects.get_or_create(call=call, account=account, defaults={"step": step, "at": moment})
    return ring


def _tell(ring: HelpRing, moment: datetime) -> bool:
    """Send one message, unless it went out already; of two that try at once one does."""
    if ring.state == State.SENT or ring.tries >= MOST_TRIES:
        return False
    kept = OnCallPhone.objects.filter(account=ring.account_id).first()
    if kept is None:
        HelpRing.objects.filter(pk=ring.pk).update(state=State.NO_PHONE)
        return False
    if not HelpRing.objects.filter(pk=ring.pk, tries=ring.tries).update(tries=F("tries") + 1):
        return False
    try:
        choose_gateway().send(str(kept.phone), write_message(ring.call))
    except NotSentError:
        HelpRing.objects.filter(pk=ring.pk).update(state=State.FAILED)
        return False
    HelpRing.objects.filter(pk=ring.pk).update(state=State.SENT, at=moment)
    return True


def write_message(call: HelpCall) -> str:
    """What the phone shows: where, since when, what to do. Nothing of who pressed is known."""
    with override("zh-hans"):
        return _("【暖途】%(at)s %(station)s 有人求助（%(address)s）。打开“今天”应答；没人应答会再叫上面的人。") % {
            "at": f"{localtime(call.at):%H:%M}", "station": call.station.name, "address": call.station.address}


@task()
def ring_later(key: int) -> int:
    """The job that follows a press at once."""
    return ring_phones(HelpCall.objects.select_related("station__unit").get(pk=key), now())


def ring_after_commit(call: HelpCall) -> None:
    """Have phones told as soon as the press is kept."""
    transaction.on_commit(lambda: ring_later.enqueue(call.pk))


def ring_waiting() -> int:
    """The beat: who became due with the answer clock, and what did not go out; gives how many messages went out."""
    moment = now()
    waiting = HelpCall.objects.filter(answered_at=None, closed_at=None, at__gt=moment - RING_FOR)
    return sum(ring_phones(call, moment) for call in waiting.select_related("station__unit").order_by("at"))
