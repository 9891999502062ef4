"""Giving credentials to a worker's phone: a window's places, a sealed row for gates, and nothing about their use."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Sum
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from nuantu_hub.passes.domain.eligibility import DOOR, GATE, carries, find_suspension, is_confirmed
from nuantu_hub.passes.domain.escrow_lists import FIRST_ZONE, has_holders, list_zones, seal_batch
from nuantu_hub.passes.domain.list_places import find_place
from nuantu_hub.passes.domain.signer import find_signer
from nuantu_hub.passes.domain.status_lists import AHEAD, find_start, take_places
from nuantu_hub.passes.errors import PassRefused
from nuantu_hub.passes.models import EscrowWindow, IssuedBatch, StatusList, Suspension
from nuantu_hub.passes.models.issued_batch import WINDOW_S
from nuantu_hub.people.models import Account
from nuantu_hub.seam.pass_issuing import MOST_ZONES, Draft, Issued, sign_credentials
from nuantu_hub.site.clock import now
from nuantu_hub.site.moments import say_day

#: Credentials of one window in one request: one for each compound that a rider comes to in four hours, and to spare.
MOST_ASKED = 24
#: Credentials of one account, window and class: two phones, and one that was cleared.
MOST_OF_WINDOW = 72


class IssueRefused(PassRefused):
    """Nothing is issued; ``reason`` is the word of the protocol."""

    def __init__(self, reason: str, status: int, what: Any, fix: Any = "", *,
                 suspension: Suspension | None = None) -> None:
        super().__init__(what, fix)
        self.reason, self.status, self.suspension = reason, status, suspension


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for one window: when it begins, and the devices' keys (compressed points, 33 bytes each)."""

    start_s: int
    keys: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Given:
    """One credential with the key that it is for."""

    start_s: int
    key: bytes
    credential: bytes


def issue_credentials(*, account: Account, token: UUID, kind: int, key_level: int,
                      wanted: Sequence[Wanted]) -> list[Given]:
    """Credentials of one class for the windows that are asked for, in the order of their keys.

    Everything is kept or nothing: the list's places, the batches, and for gates the sealed rows. Raises IssueRefused,
    NoIssuerKey.
    """
    _check_keys(wanted)
    _check_windows(wanted)
    check_account(account, kind)
    signer = find_signer()
    zones = list_zones() if kind == GATE else [FIRST_ZONE]
    if kind == GATE:
        check_zones(zones)
        _check_holders(zones, [one.start_s for one in wanted])
    with transaction.atomic():
        Account.objects.select_for_update().get(pk=account.pk)
        drafts: list[Draft] = []
        for one in wanted:
            drafts += _place(account, token, kind, one)
        try:
            issued = sign_credentials(signer, drafts, kind=kind, key_level=key_level, zones=zones)
        except ValueError as fault:  # a point that is none: what was placed is taken back with the transaction
            raise _refuse_keys() from fault
        if kind == GATE:
            _seal(account, wanted, issued)
    return [Given(draft.start_s, draft.device_key, one.credential) for draft, one in zip(drafts, issued, strict=True)]


def check_account(account: Account, kind: int) -> None:
    """Whether the worker is given passes of a class at all. Raises IssueRefused."""
    if not carries(account):
        raise IssueRefused("consent", 403, _("你还没有同意使用速通码"), _("在“我的”里看一遍再决定"))
    if kind == DOOR:
        return
    standing = find_suspension(account)
    if standing is not None:
        until = say_day(localdate(standing.until))
        raise IssueRefused("suspended", 403, _("你的速通码停用到%(until)s") % {"until": until},
                           _("不同意可以申诉，由另一位工作人员再看一遍"), suspension=standing)
    if not is_confirmed(account):
        raise IssueRefused("unconfirmed", 403, _("小区的门只给确认过的骑手"), _("加入工会，或者连上你在平台的化名"))


def _check_keys(wanted: Sequence[Wanted]) -> None:
    keys = [key for one in wanted for key in one.keys]
    if not keys or len(keys) != len(set(keys)) or any(len(one.keys) > MOST_ASKED for one in wanted):
        raise _refuse_keys()


def _refuse_keys() -> IssueRefused:
    return IssueRefused("form", 400, _("手机交来的钥匙不对"), _("关掉页面再打开一次"))


def _check_windows(wanted: Sequence[Wanted]) -> None:
    first = find_start(now())
    starts = [one.start_s for one in wanted]
    if len(starts) != len(set(starts)) or not set(starts) <= {first + ahead * WINDOW_S for ahead in range(AHEAD)}:
        raise IssueRefused("window", 409, _("手机的时间和工会的不一样"), _("按答复里的时间再领一次"))


def check_zones(zones: Sequence[int]) -> None:
    """Whether a credential can name all zones; one that named fewer would tell where its rider goes. Raises
    IssueRefused."""
    if len(zones) > MOST_ZONES:
        raise IssueRefused("zones", 503, _("小区的门分了%(n)s个片区，码里最多写%(most)s个，暂时不能发") % {
            "n": len(zones), "most": MOST_ZONES}, _("请工会把小的片区合并"))


def _check_holders(zones: Sequence[int], starts: Sequence[int]) -> None:
    opened = EscrowWindow.objects.filter(zone__in=zones, start_s__in=starts).count()
    if opened < len(zones) * len(starts) and not all(has_holders(zone) for zone in zones):
        raise IssueRefused("holders", 503, _("还没有人保管名单的钥匙，暂时不能发小区的码"),
                           _("请工会、街道和小区先登记保管人"))


def _place(account: Account, token: UUID, kind: int, wanted: Wanted) -> list[Draft]:
    """Places for one window: those that this very request got before, or fresh ones."""
    own = IssuedBatch.objects.filter(account=account, credential_class=kind, start_s=wanted.start_s, on_paper=False)
    batch = own.filter(token=token).select_related("status_list").defer("status_list__bits").first()
    if batch is not None and batch.withdrawn_at is not None:
        raise IssueRefused("withdrawn", 409, _("这部手机领的码已经停用"), _("重新领一次"))
    if batch is None or batch.count != len(wanted.keys):
        so_far = own.aggregate(sum=Sum("count"))["sum"] or 0
        if batch is not None or so_far + len(wanted.keys) > MOST_OF_WINDOW:
            raise IssueRefused("often", 429, _("这四个小时的码已经领满了"), _("下一个四小时再领；丢了手机先在这里报失"))
        held, first = take_places(start_s=wanted.start_s, credential_class=kind, count=len(wanted.keys))
        batch = IssuedBatch.objects.create(
            token=token, account=account, status_list=held, credential_class=kind, start_s=wanted.start_s,
            first=first, count=len(wanted.keys), at=now())
    held_list: StatusList = batch.status_list
    secret = held_list.secret_bytes
    return [Draft(key, wanted.start_s, held_list.pk, find_place(secret, batch.first + turn))
            for turn, key in enumerate(wanted.keys)]


def _seal(account: Account, wanted: Sequence[Wanted], issued: Sequence[Issued]) -> None:
    at = 0
    for one in wanted:
        seal_batch(account=account, start_s=one.start_s, ids=[made.id for made in issued[at:at + len(one.keys)]])
        at += len(one.keys)
