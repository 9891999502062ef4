"""Giving a post to an account and ending it."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account, Post, Unit
from nuantu_hub.site.clock import now
from nuantu_hub.site.errors import Refused


@transaction.atomic
def give_post(*, by: Account | None, account: Account, unit: Unit, role: str) -> Post:
    """Let an account act for a unit in a role from now on; who holds it already holds it once.

    Raises Refused for a worker's account, a closed account or a closed unit, and where the giver would give itself
    a post.
    """
    if account.kind != Account.STAFF or not account.is_active:
        raise Refused(_("只有在用的工会工作人员账号可以任职"), _("先为这个人开通工作人员账号"), field="login")
    if by is not None and by.pk == account.pk:
        raise Refused(_("不能给自己任职"), _("请另一位系统管理员来办"), field="login")
    if unit.closed_on is not None:
        raise Refused(_("这个单位已经撤销"), _("在仍然存在的单位上任职"))
    held = Post.objects.filter(Q(until=None) | Q(until__gt=now()), account=account, unit=unit, role=role).first()
    if held is not None:
        return held
    post = Post.objects.create(account=account, unit=unit, role=role, since=now())
    record_deed(by, "post given", post, unit, role=role)
    return post


@transaction.atomic
def end_post(*, by: Account | None, post: Post) -> Post:
    """End a post now; one that has ended stays as it ended.

    Raises Refused where it is the last steward's post of the whole tree, since nobody could give posts any more.
    """
    moment = now()
    if post.until is not None and post.until <= moment:
        return post
    if post.role == Post.Role.STEWARD and not _has_other_steward(post):
        raise Refused(_("这是最后一位系统管理员"), _("先任命另一位系统管理员，再结束这个岗位"))
    post.until = moment
    post.save(update_fields=["until"])
    record_deed(by, "post ended", post, post.unit, role=post.role)
    return post


def _has_other_steward(post: Post) -> bool:
    moment = now()
    others = Post.objects.filter(Q(until=None) | Q(until__gt=moment), role=Post.Role.STEWARD, since__lte=moment,
                                 account__is_active=True).exclude(pk=post.pk).select_related("unit")
    return any(post.unit.path.startswith(other.unit.path) for other in others)
