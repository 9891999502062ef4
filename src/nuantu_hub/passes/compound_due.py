"""What staff's today learns of compounds: complaints that wait, policies that wait for a voice, trials that end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.timezone import localdate, make_aware
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nuantu_hub.passes.models import Compound, CompoundPolicy, Party, PolicyVoice, ResidentComplaint
from nuantu_hub.people.models import Account, Post
from nuantu_hub.people.permissions import units_of
from nuantu_hub.site.gathering import Due

SHOWN = 50
#: A proposal is to be answered within so many days; ours.
VOICE_WITHIN = timedelta(days=15)
TRIAL_AHEAD = timedelta(days=7)
SECTION = gettext_lazy("小区通行")


def _tended(account: Any, moment: datetime) -> Any:
    """The compounds whose complaints an account answers."""
    if not isinstance(account, Account):
        return Compound.objects.none()
    own = account.compound_parties.held_at(moment).filter(role=Party.Role.PROPERTY).values("compound")
    return Compound.objects.filter(unit__in=units_of(account, Post.Role.OFFICER)) | Compound.objects.filter(pk__in=own)


def list_due_complaints(account: Any, moment: datetime) -> Iterator[Due]:
    """Complaints of residents that wait for an answer, the oldest first."""
    waiting = ResidentComplaint.objects.filter(state=ResidentComplaint.State.OPEN,
                                               compound__in=_tended(account, moment)).select_related("compound")
    for one in waiting.order_by("due_at", "pk")[:SHOWN]:
        yield Due(_("居民投诉：%(kind)s") % {"kind": one.get_kind_display()}, one.compound.name, SECTION, one.due_at,
                  None, reverse("passes:complaint", args=[one.pk]), _("答复"), key=f"complaint-{one.pk}",
                  since=one.at, rank=40)


def list_due_voices(account: Any, moment: datetime) -> Iterator[Due]:
    """Proposed policies on which the union has not spoken."""
    del moment
    said = PolicyVoice.objects.filter(policy=OuterRef("pk"), role=Party.Role.UNION)
    waiting = CompoundPolicy.objects.filter(~Exists(said), state=CompoundPolicy.State.PROPOSED,
                                            compound__unit__in=units_of(account, Post.Role.OFFICER))
    for one in waiting.select_related("compound").order_by("at", "pk")[:SHOWN]:
        yield Due(_("约定等工会表态：%(name)s") % {"name": one.compound.name}, _("第 %(n)d 版") % {"n": one.version},
                  SECTION, one.at + VOICE_WITHIN, None, reverse("passes:policy", args=[one.pk]), _("表态"),
                  key=f"policy-{one.pk}", since=one.at, rank=42)


def list_ending_trials(account: Any, moment: datetime) -> Iterator[Due]:
    """Trials whose last day is near: they go live, are prolonged by a pause, or end."""
    ending = Compound.objects.filter(state=Compound.State.TRIAL, unit__in=units_of(account, Post.Role.OFFICER),
                                     state_until__lte=localdate(moment + TRIAL_AHEAD))
    for one in ending.order_by("state_until", "pk")[:SHOWN]:
        assert one.state_until is not None
        until = make_aware(datetime.combine(one.state_until, datetime.max.time().replace(microsecond=0)))
        yield Due(_("试用到期：%(name)s") % {"name": one.name}, _("转正式，或者说明为什么不转"), SECTION, until, None,
                  reverse("passes:compound_state", args=[one.pk]), _("处理"), key=f"trial-{one.pk}",
                  since=one.state_since, rank=44)


SOURCES = (list_due_complaints, list_due_voices, list_ending_trials)
