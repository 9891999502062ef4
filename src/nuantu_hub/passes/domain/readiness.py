"""What a compound still needs before its trial, in the order in which it is done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from nuantu_hub.passes.models import Compound, CompoundMap, CompoundPolicy, Party
from nuantu_hub.site.clock import now


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its word, in words, whether it is done, and who does it (a side's word)."""

    name: str
    words: Any
    done: bool
    role: str


#: What each side signs, in words.
SIGNED = {
    Party.Role.PROPERTY: _("物业签字：门和地图没有错"),
    Party.Role.COMMITTEE: _("居委会签字：居民已经告知"),
    Party.Role.STREET: _("街道签字：同意试用"),
    Party.Role.UNION: _("工会签字：到现场看过")}


def list_steps(compound: Compound) -> list[Step]:
    """Every step of getting ready, done or not."""
    moment = now()
    roles = set(compound.parties.held_at(moment).values_list("role", flat=True))
    signed = set(compound.sign_offs.filter(ended_at=None).values_list("role", flat=True))
    policy = CompoundPolicy.objects.filter(compound=compound).in_force(moment).exists()
    drawn = CompoundMap.objects.filter(compound=compound, state=CompoundMap.State.PUBLISHED).exists()
    invited = {Party.Role.PROPERTY, Party.Role.COMMITTEE, Party.Role.STREET} <= roles
    first = [Step("parties", _("三方都有代表"), invited, Party.Role.UNION),
             Step("baseline", _("没有码时进门要多久"), compound.baseline_s is not None, Party.Role.PROPERTY),
             Step("gates", _("登记门"), compound.gates.in_use().exists(), Party.Role.PROPERTY),
             Step("map", _("画好并发布地图"), drawn, Party.Role.PROPERTY),
             Step("policy", _("四方商定约定，已经生效"), policy, Party.Role.PROPERTY)]
    return first + [Step(f"sign-{role}", words, role in signed, role) for role, words in SIGNED.items()]


def list_missing(compound: Compound) -> list[Step]:
    """What is not done yet; nothing where the trial can begin."""
    return [one for one in list_steps(compound) if not one.done]
