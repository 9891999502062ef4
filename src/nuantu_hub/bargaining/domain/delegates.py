"""Who sits at the table: named for a side in a seat, ended with a reason, replaced within the procedure's time."""

from __future__ import annotations

import re

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from nuantu_hub.bargaining.domain.talk_conditions import SEATED, list_sides
from nuantu_hub.bargaining.domain.talks import UNDER_WAY, hold_talk
from nuantu_hub.bargaining.errors import TalkRefused
from nuantu_hub.bargaining.models import Delegate, Talk
from nuantu_hub.people.domain.identity import read_name
from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account
from nuantu_hub.site.clock import now

Side, Role = Delegate.Side, Delegate.Role
NEUTRAL = (Role.RECORDER, Role.OBSERVER)
#: Seats of the own side that a side's chief names and ends.
OWN_ROLES = (Role.DELEGATE, Role.ADVISER)
LOGIN = re.compile(r"[a-z][a-z0-9.-]{2,29}")
NAME_MOST, WHY_MOST = 60, 200


@transaction.atomic
def name_delegate(*, by: Account, talk: Talk, side: str, role: str, login: str, name: str = "") -> Delegate:
    """Let somebody sit at the table from now on; named twice it is one seat.

    A login that nobody has becomes a new account of staff without a post, with the name. A delegate fills the side's
    oldest vacancy, if there is one. Raises TalkRefused naming the field: a side that has no place in the talk, a role
    that does not go with it, a second chief or recorder, an account that sits or sat for another side; a seat that is
    not for ``by`` to name: a chief names delegates and advisers of the own side, an officer who keeps the talk all.
    """
    held = hold_talk(talk, Talk.State.ASKED, *UNDER_WAY)
    if role not in Role.values or side not in (*list_sides(held), Side.NEUTRAL):
        raise TalkRefused(_("没有这个席位"), _("选列出的一种"), field="role")
    _check_naming(by, held, side, role)
    if (role in NEUTRAL) != (side == Side.NEUTRAL):
        raise TalkRefused(_("记录员和观察员不代表任何一方，代表和顾问要代表一方"), _("改席位或改哪一方"), field="role")
    account = _find_account(by, held, login.strip(), name)
    sitting = Delegate.objects.sitting_at(now()).filter(talk=held)
    known = sitting.filter(account=account).first()
    if known is not None and (known.side, known.role) == (side, role):
        return known
    if known is not None:
        seat = f"{known.get_side_display()} {known.get_role_display()}"
        raise TalkRefused(_("他已经坐在桌上：%(seat)s") % {"seat": seat},
                          _("一个人只坐一个席位；先结束那一个"), field="login")
    if Delegate.objects.filter(talk=held, account=account).exclude(side=side).exists():
        raise TalkRefused(_("他在这场协商里代表过另一方，或者是中立的"), _("一个人只代表一方"), field="login")
    if role in (Role.CHIEF, Role.RECORDER) and sitting.filter(side=side, role=role).exists():
        raise TalkRefused(_("这个席位已经有人"), _("先结束原来的"), field="role")
    vacancy = next((one for one in list_vacancies(held) if one.side == side), None) if role in SEATED else None
    made = Delegate.objects.create(talk=held, account=account, side=side, role=role, since=now(), replaces=vacancy,
                                   shown_name=str(account.name)[:NAME_MOST])
    record_deed(by, "delegate named", made, held.unit, side=side, role=role)
    return made


@transaction.atomic
def make_chief(*, by: Account, seat: Delegate) -> Delegate:
    """A delegate becomes the side's chief; whoever was chief goes on as delegate. Raises TalkRefused for other seats.
    """
    held = hold_talk(seat.talk, Talk.State.ASKED, *UNDER_WAY)
    found = Delegate.objects.sitting_at(now()).filter(talk=held, pk=seat.pk).first()
    if found is None or found.role not in SEATED:
        raise TalkRefused(_("只有在席的代表能当首席"), _("刷新看看"))
    if found.role == Role.CHIEF:
        return found
    Delegate.objects.sitting_at(now()).filter(talk=held, side=found.side, role=Role.CHIEF).update(role=Role.DELEGATE)
    found.role = Role.CHIEF
    found.save(update_fields=["role"])
    record_deed(by, "chief named", found, held.unit, side=found.side)
    return found


@transaction.atomic
def end_seat(*, by: Account, seat: Delegate, why: str) -> Delegate:
    """A seat falls vacant, with its reason; ended twice it is as it was. Raises TalkRefused without a reason."""
    held = hold_talk(seat.talk, Talk.State.ASKED, *UNDER_WAY)
    found = Delegate.objects.select_for_update().get(pk=seat.pk)
    if found.until is not None:
        return found
    _check_naming(by, held, found.side, found.role)
    if not why.strip():
        raise TalkRefused(_("没有写为什么出缺"), _("写一句，各方都看得到"), field="why")
    found.until, found.ended_why = now(), why.strip()[:WHY_MOST]
    found.save(update_fields=["until", "ended_why"])
    record_deed(by, "delegate ended", found, held.unit, side=found.side)
    return found


def find_named_side(account: Account, talk: Talk) -> str | None:
    """Whose seats somebody names: the side of which they are chief, every side (empty) for who keeps the talk, or None.
    """
    if account.has_perm("bargaining.keep_talk", talk):
        return ""
    seat = Delegate.objects.sitting_at(now()).filter(talk=talk, account=account, role=Role.CHIEF).first()
    return None if seat is None else seat.side


def _check_naming(by: Account, talk: Talk, side: str, role: str) -> None:
    own = find_named_side(by, talk)
    if own is None or (own and (side != own or role not in OWN_ROLES)):
        raise TalkRefused(_("只能请本方的代表和顾问"), _("别的席位由工会的干部登记"), field="role")


def list_vacancies(talk: Talk) -> list[Delegate]:
    """Seats of delegates that fell vacant and are not filled again, the oldest first."""
    filled = Delegate.objects.filter(talk=talk, replaces__isnull=False).values("replaces")
    return list(Delegate.objects.filter(talk=talk, role__in=SEATED, until__lte=now()).exclude(
        pk__in=filled).order_by("until", "pk"))


def _find_account(by: Account, talk: Talk, login: str, name: str) -> Account:
    if not LOGIN.fullmatch(login):
        raise TalkRefused(_("登录名不合要求"), _("用小写字母开头的3到30个字母、数字、点或横线"), field="login")
    known = Account.objects.filter(login=login).first()
    if known is not None and (known.kind != Account.STAFF or not known.is_active):
        raise TalkRefused(_("这个账号不能代表一方"), _("用另一个登录名"), field="login")
    if known is not None:
        return known
    if not name.strip():
        raise TalkRefused(_("没有这个登录名"), _("新账号要写姓名"), field="name")
    made = Account.objects.create_staff(login, read_name(name))
    record_deed(by, "account made", made, talk.unit)
    return made
