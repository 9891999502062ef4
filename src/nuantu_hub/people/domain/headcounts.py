"""Writing down how many workers there are to gather, with where the number comes from."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account, Headcount, Unit
from nuantu_hub.site.clock import now
from nuantu_hub.site.errors import Refused


@transaction.atomic
def record_headcount(
    *, by: Account | None, unit: Unit, people: int, as_of: date, source: str, method: str, token: UUID, trade: str = "",
) -> Headcount:
    """Keep a number of workers for the area of a unit; older ones stay for the months they were in use.

    Raises Refused without a source or a method, for a number below one, or for a date still to come.
    """
    known = Headcount.objects.filter(token=token).first()
    if known is not None:
        return known
    if people < 1:
        raise Refused(_("人数要大于零"), _("没有可用的数就不要填，页面会写明缺少基数"), field="people")
    if as_of > localdate(now()):
        raise Refused(_("截至日期还没有到"), _("填数据截至的那一天"), field="as_of")
    if not source.strip():
        raise Refused(_("没有写来源"), _("写明哪个部门、哪份材料"), field="source")
    if not method.strip():
        raise Refused(_("没有写怎么数的"), _("写明是登记、抽样还是估算，怎样去重"), field="method")
    kept = Headcount.objects.create(unit=unit, trade=trade, people=people, as_of=as_of, source=source.strip(),
                                    method=method.strip(), by=by, recorded_at=now(), token=token)
    record_deed(by, "headcount recorded", kept, unit, people=people)
    return kept
