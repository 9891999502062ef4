"""The first steward of a hub, who lets everybody else in."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.domain.accounts import make_account
from nuantu_hub.people.models import Account, Post, Unit
from nuantu_hub.people.models.unit import plant_unit
from nuantu_hub.people.sign_in.invitations import make_invitation
from nuantu_hub.site.errors import Refused


@transaction.atomic
def invite_first_steward(*, login: str, name: str, union: str) -> str:
    """Plant the root of the tree where there is none, make its steward, and give the path of the invitation.

    Who never came gets a fresh invitation. Raises Refused where the root bears another name, or where a steward has
    come in already and can let others in.
    """
    root = Unit.objects.filter(parent=None).first() or plant_unit(union, Unit.Kind.CITY)
    if root.name != union:
        raise Refused(_("最上面的单位是 %(name)s") % {"name": root.name}, _("用它的名字"))
    account = Account.objects.filter(login=login).first()
    if Post.objects.filter(role=Post.Role.STEWARD, unit=root).exclude(account=account).exists() or (
            account is not None and account.has_usable_password()):
        raise Refused(_("已经有系统管理员"), _("请系统管理员在“管理”里开通账号"))
    if account is None:
        account = make_account(by=None, login=login, name=name, unit=root, role=Post.Role.STEWARD)
    return make_invitation(account)
