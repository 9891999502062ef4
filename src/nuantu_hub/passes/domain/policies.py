"""The policy of a compound: proposed by a side, agreed to by all four, in force from a date, never changed after."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from nuantu_hub.passes.domain.compounds import lock_compound
from nuantu_hub.passes.domain.parties import list_roles
from nuantu_hub.passes.errors import PassRefused
from nuantu_hub.passes.models import Compound, CompoundPolicy, Party, PolicyVoice
from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account
from nuantu_hub.seam.errors import RunError
from nuantu_hub.seam.pass_policy import PolicyTerms, read_terms, write_terms
from nuantu_hub.site.clock import now

State = CompoundPolicy.State
SIDES = tuple(Party.Role.values)
WHY_MOST = 200
#: A policy may be agreed for as long ahead.
AHEAD = timedelta(days=180)


def find_in_force(compound: Compound, moment: datetime) -> CompoundPolicy | None:
    """The policy that holds at a moment; None before the first."""
    return CompoundPolicy.objects.filter(compound=compound).in_force(moment).order_by("-version").first()


def name_sides(compound: Compound) -> tuple[str, ...]:
    """The bodies that stand behind the compound today, the union last."""
    held = {one.role: one.body for one in compound.parties.held_at(now())}
    return (*(held[role] for role in SIDES if role in held), compound.unit.name)


@transaction.atomic
def propose_policy(*, by: Account, compound: Compound, terms: PolicyTerms, since: datetime, why: str,
                   token: UUID) -> CompoundPolicy:
    """Propose terms from a moment on; the proposer's side agrees by it. The same token is the same proposal.

    ``terms.parties`` and ``agreed_on`` are written here. Raises PassRefused naming the field: another proposal is
    open, nothing differs from what holds, a moment past or too far ahead, hours or limits that cannot be read.
    """
    known = CompoundPolicy.objects.filter(token=token).first()
    if known is not None:
        return known
    compound = lock_compound(compound)
    roles = list_roles(by, compound)
    if not roles:
        raise PassRefused(_("你不代表任何一方"), _("请一方的代表来提"))
    if compound.policies.filter(state=State.PROPOSED).exists():
        raise PassRefused(_("已经有一份在等各方表态"), _("先等它定下来，或请提的一方撤回"))
    if not now() - timedelta(minutes=5) <= since <= now() + AHEAD:
        raise PassRefused(_("生效时间不对"), _("从现在起到 180 天以内"), field="since")
    before = find_in_force(compound, since)
    if before is not None and not why.strip():
        raise PassRefused(_("没有写为什么要改"), _("写一句，各方都看得到"), field="why")
    text = _write(replace(terms, parties=name_sides(compound), agreed_on=localdate(now())))
    if before is not None and _same_terms(read_terms(before.text), read_terms(text)):
        raise PassRefused(_("和现在的约定没有不同"), _("改了再提"))
    last = compound.policies.order_by("-version").first()
    made = CompoundPolicy.objects.create(token=token, compound=compound, version=1 + (last.version if last else 0),
                                         text=text, since=since, why=why.strip()[:WHY_MOST], by=by, at=now())
    record_deed(by, "policy proposed", made, compound.unit, version=made.version)
    return give_voice(by=by, policy=made, role=roles[0], agrees=True)


def _write(terms: PolicyTerms) -> str:
    try:
        return write_terms(terms)
    except RunError as fault:
        raise PassRefused(_("约定写得不对：%(what)s") % {"what": str(fault)}, _("改好再提"),
                          field=fault.where) from fault


def _same_terms(one: PolicyTerms, other: PolicyTerms) -> bool:
    return replace(one, agreed_on=other.agreed_on, parties=other.parties) == other


@transaction.atomic
def give_voice(*, by: Account, policy: CompoundPolicy, role: str, agrees: bool, why: str = "") -> CompoundPolicy:
    """Say for one's side whether it agrees; a voice is given once. The fourth "yes" makes it agreed.

    Raises PassRefused for whoever does not speak for the side, for "no" without a reason, and when it is settled.
    """
    compound = lock_compound(policy.compound)
    policy = CompoundPolicy.objects.select_for_update(of=("self",)).select_related("compound__unit").get(pk=policy.pk)
    if role not in list_roles(by, compound):
        raise PassRefused(_("你不代表这一方"), _("请这一方的代表来表态"))
    known = policy.voices.filter(role=role).first()
    if known is not None and known.agrees == agrees:
        return policy
    if policy.state != State.PROPOSED or known is not None:
        raise PassRefused(_("这份约定现在是“%(state)s”") % {"state": policy.get_state_display()}, _("刷新看看"))
    if not agrees and not why.strip():
        raise PassRefused(_("没有写为什么不同意"), _("写一句，好接着谈"), field="why")
    PolicyVoice.objects.create(policy=policy, role=role, account=by, at=now(), agrees=agrees,
                               why=why.strip()[:WHY_MOST])
    if not agrees:
        record_deed(by, "policy refused", policy, compound.unit, role=role)
        policy.state = State.REFUSED
        policy.save(update_fields=["state"])
        return policy
    record_deed(by, "policy agreed to", policy, compound.unit, role=role)
    if set(policy.voices.values_list("role", flat=True)) == set(SIDES):
        _settle(policy)
    return policy


def _settle(policy: CompoundPolicy) -> None:
    """All agreed: it takes the place of what held before, from its own moment on or from now."""
    policy.since = max(policy.since, now())
    policy.text = _write(replace(read_terms(policy.text), agreed_on=localdate(now()),
                                 parties=name_sides(policy.compound)))
    earlier = CompoundPolicy.objects.filter(compound=policy.compound, state=State.AGREED)
    earlier.filter(since__gte=policy.since).update(state=State.WITHDRAWN)
    earlier.filter(since__lt=policy.since, until=None).update(until=policy.since)
    policy.state, policy.agreed_at = State.AGREED, now()
    policy.save(update_fields=["state", "agreed_at", "since", "text"])
    record_deed(None, "policy agreed", policy, policy.unit, version=policy.version)


@transaction.atomic
def withdraw_policy(*, by: Account, policy: CompoundPolicy) -> CompoundPolicy:
    """Take a proposal back, as the side that made it. Raises PassRefused for others, and when it is settled."""
    policy = CompoundPolicy.objects.select_for_update(of=("self",)).select_related("compound__unit").get(pk=policy.pk)
    first = policy.voices.order_by("at", "pk").first()
    if first is None or first.role not in list_roles(by, policy.compound):
        raise PassRefused(_("不是你这一方提的"), _("不同意就表态"))
    if policy.state == State.WITHDRAWN:
        return policy
    if policy.state != State.PROPOSED:
        raise PassRefused(_("这份约定现在是“%(state)s”") % {"state": policy.get_state_display()}, _("刷新看看"))
    policy.state = State.WITHDRAWN
    policy.save(update_fields=["state"])
    record_deed(by, "policy withdrawn", policy, policy.unit, version=policy.version)
    return policy
