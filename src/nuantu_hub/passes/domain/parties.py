"""Who stands for the sides of a compound: invited, replaced, and what each of them signs."""

from __future__ import annotations

import base64
import re

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from nuantu_hub.passes.domain.compounds import lock_compound
from nuantu_hub.passes.errors import PassRefused
from nuantu_hub.passes.models import Compound, Party, ShareHolder, SignOff
from nuantu_hub.people.domain.identity import read_name
from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account, Post
from nuantu_hub.people.permissions import holds_post
from nuantu_hub.seam.pass_escrow import is_holder_key
from nuantu_hub.site.clock import now

Role = Party.Role
LOGIN = re.compile(r"[a-z][a-z0-9.-]{2,29}")
BODY_MOST, SAYS_MOST = 80, 200
_oversees = holds_post(Post.Role.OFFICER)


def list_roles(account: Account, compound: Compound) -> list[str]:
    """The sides that an account speaks for in a compound: the union's as its officer, others as their party."""
    roles = list(compound.parties.held_at(now()).filter(account=account).values_list("role", flat=True))
    if account.is_active and _oversees(account, compound):
        roles.append(Role.UNION)
    return roles


@transaction.atomic
def invite_party(*, by: Account | None, compound: Compound, role: str, body: str, login: str, name: str = "") -> Party:
    """Let somebody stand for a side from now on; who stood for it before does not any more.

    A login that nobody has becomes a new account, with the name. Raises PassRefused naming the field: a worker's
    account, one that stands for another side here or is its officer, no name, no body.
    """
    compound = lock_compound(compound)
    if role not in (Role.PROPERTY, Role.COMMITTEE, Role.STREET):
        raise PassRefused(_("工会这一方由负责的干部代表，不用邀请"), _("选另外三方"), field="role")
    if not body.strip():
        raise PassRefused(_("没有写单位名称"), _("写物业公司、居委会或街道的名字"), field="body")
    account = _find_account(by, compound, login.strip(), name)
    if _oversees(account, compound):
        raise PassRefused(_("他已经代表工会"), _("一个人只代表一方"), field="login")
    held = compound.parties.held_at(now())
    if held.filter(account=account).exclude(role=role).exists():
        raise PassRefused(_("他已经代表另一方"), _("一个人只代表一方"), field="login")
    known = held.filter(role=role).first()
    if known is not None and known.account_id == account.pk:
        return known
    if known is not None:
        end_party(by=by, party=known)
    party = Party.objects.create(compound=compound, role=role, account=account, body=body.strip()[:BODY_MOST],
                                 since=now())
    record_deed(by, "party invited", party, compound.unit, role=role)
    return party


def _find_account(by: Account | None, compound: Compound, login: str, name: str) -> Account:
    if not LOGIN.fullmatch(login):
        raise PassRefused(_("登录名不合要求"), _("用小写字母开头的3到30个字母、数字、点或横线"), field="login")
    known = Account.objects.filter(login=login).first()
    if known is not None and (known.kind != Account.STAFF or not known.is_active):
        raise PassRefused(_("这个账号不能代表一方"), _("用另一个登录名"), field="login")
    if known is not None:
        return known
    if not name.strip():
        raise PassRefused(_("没有这个登录名"), _("新账号要写姓名"), field="name")
    made = Account.objects.create_staff(login, read_name(name))
    record_deed(by, "account made", made, compound.unit)
    return made


@transaction.atomic
def end_party(*, by: Account | None, party: Party) -> Party:
    """They stand for their side no more; what they signed stays. Ended twice it is as it was."""
    if party.until is None:
        party.until = now()
        party.save(update_fields=["until"])
        record_deed(by, "party ended", party, party.compound.unit, role=party.role)
    return party


@transaction.atomic
def sign_step(*, by: Account, compound: Compound, role: str, says: str = "") -> SignOff:
    """Sign a side's step; signed twice it is signed once. Raises PassRefused for whoever does not speak for it."""
    compound = lock_compound(compound)
    if role not in list_roles(by, compound):
        raise PassRefused(_("你不代表这一方"), _("请这一方的代表来签"))
    if role == Role.COMMITTEE and not says.strip():
        raise PassRefused(_("没有写怎么告知居民的"), _("例如：11月3日到10日贴在各楼门厅"), field="says")
    known = compound.sign_offs.filter(role=role, ended_at=None).first()
    if known is not None:
        return known
    made = SignOff.objects.create(compound=compound, role=role, account=by, at=now(), says=says.strip()[:SAYS_MOST])
    record_deed(by, "step signed", compound, compound.unit, role=role)
    return made


@transaction.atomic
def take_signature_back(*, by: Account | None, compound: Compound, role: str, why: str = "") -> None:
    """End a side's signature, where there is one: the side itself (``by``), or what was signed has changed (None)."""
    compound = lock_compound(compound)
    if by is not None and role not in list_roles(by, compound):
        raise PassRefused(_("你不代表这一方"), _("请这一方的代表来办"))
    if compound.sign_offs.filter(role=role, ended_at=None).update(ended_at=now()):
        record_deed(by, "signature taken back", compound, compound.unit, role=role, why=why)


@transaction.atomic
def keep_share_key(*, by: Account, party: Party, share_key: str) -> Party:
    """The public X25519 key (base64, 32 bytes) to which this side's shares are sealed from the next window on.

    Raises PassRefused for another's side, the manager's, and for what is no such key.
    """
    if party.account_id != by.pk or party.until is not None:
        raise PassRefused(_("你不代表这一方"), _("请这一方的代表来办"))
    if party.role == Role.PROPERTY:
        raise PassRefused(_("物业不保管钥匙份"), _("由居委会、街道和工会保管"))
    told = share_key.strip()
    if not re.fullmatch(r"[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=", told) or not is_holder_key(base64.b64decode(told)):
        raise PassRefused(_("这不是公钥"), _("44 个字，由 nuantu keys 生成"), field="share_key")
    if Party.objects.filter(share_key=told).exclude(account=by).exists() or ShareHolder.objects.filter(
            public_key=told).exists():
        raise PassRefused(_("这把公钥是别人的"), _("自己生成一把，只把公钥贴过来"), field="share_key")
    party.share_key = told
    party.save(update_fields=["share_key"])
    record_deed(by, "share key kept", party, party.compound.unit)
    return party
