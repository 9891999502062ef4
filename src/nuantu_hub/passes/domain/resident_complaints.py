"""Complaints of residents: taken without an account, answered within a term, counted for everybody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Count, F, Q
from django.utils.translation import gettext_lazy as _

from nuantu_hub.passes.errors import PassRefused
from nuantu_hub.passes.models import Compound, ResidentComplaint
from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account
from nuantu_hub.site.clock import now
from nuantu_hub.stations.domain.limits import Caller, Limit

Kind, State = ResidentComplaint.Kind, ResidentComplaint.State
#: An answer is due within so many days: ours, the four sides sign it with the compound.
ANSWER_DAYS = 3
#: Words of what was answered so long ago are blanked.
KEPT_DAYS = 365
WORDS_MOST, ANSWER_MOST = 500, 300
BY_DEVICE, BY_ADDRESS = Limit("resident complaint", 3, 86_400), Limit("resident complaint address", 20, 86_400)


@transaction.atomic
def complain(*, compound: Compound, kind: str, words: str, caller: Caller, token: UUID) -> ResidentComplaint:
    """A resident says what is wrong; the same token is the same complaint. Raises PassRefused when it is too often."""
    known = ResidentComplaint.objects.filter(token=token).first()
    if known is not None:
        return known
    if compound.state in (Compound.State.PREPARING, Compound.State.CLOSED):
        raise PassRefused(_("这个小区现在不用速通码"), _("找物业反映"))
    if kind not in Kind.values:
        raise PassRefused(_("没有选是哪一类"), _("选一项"), field="kind")
    if len(words.strip()) > WORDS_MOST:
        raise PassRefused(_("写得太长"), _("不超过 500 个字"), field="words")
    if kind == Kind.OTHER and not words.strip():
        raise PassRefused(_("没有写是什么事"), _("写一句"), field="words")
    if not caller.may(by_device=BY_DEVICE, by_address=BY_ADDRESS):
        raise PassRefused(_("今天提得太多了"), _("明天再提，或直接找物业"))
    moment = now()
    made = ResidentComplaint.objects.create(
        token=token, compound=compound, kind=kind, words=words.strip(), at=moment,
        due_at=moment + timedelta(days=ANSWER_DAYS))
    record_deed(None, "resident complained", made, compound.unit, kind=kind)
    return made


@transaction.atomic
def answer_complaint(*, by: Account, complaint: ResidentComplaint, answer: str) -> ResidentComplaint:
    """Answer; whoever complained reads it by the receipt. Raises PassRefused without words, or where one stands."""
    found = ResidentComplaint.objects.select_for_update(of=("self",)).select_related("compound__unit").get(
        pk=complaint.pk)
    if not answer.strip():
        raise PassRefused(_("没有写答复"), _("写做了什么，什么时候再看"), field="answer")
    if found.state == State.ANSWERED:
        if found.answer == answer.strip()[:ANSWER_MOST]:
            return found
        raise PassRefused(_("已经答复过"), _("刷新看看"))
    found.state, found.answer = State.ANSWERED, answer.strip()[:ANSWER_MOST]
    found.answered_by, found.answered_at = by, now()
    found.save(update_fields=["state", "answer", "answered_by", "answered_at"])
    record_deed(by, "complaint answered", found, found.unit)
    return found


@dataclass(frozen=True, slots=True)
class ComplaintCounts:
    """Complaints of a compound: all, open, overdue, answered in time; by kind, the most frequent first."""

    total: int
    open: int
    overdue: int
    in_time: int
    kinds: tuple[tuple[str, int], ...]


def count_complaints(compound: Compound) -> ComplaintCounts:
    """Counted anew, in two questions."""
    own = ResidentComplaint.objects.filter(compound=compound)
    counted = own.aggregate(
        total=Count("pk"), open=Count("pk", filter=Q(state=State.OPEN)),
        overdue=Count("pk", filter=Q(state=State.OPEN, due_at__lt=now())),
        in_time=Count("pk", filter=Q(state=State.ANSWERED, answered_at__lte=F("due_at"))))
    kinds = own.order_by().values_list("kind").annotate(count=Count("pk")).order_by("-count", "kind")
    return ComplaintCounts(**counted, kinds=tuple((str(Kind(kind).label), count) for kind, count in kinds))


def forget_old_complaints() -> int:
    """Blank the words of what was answered more than a year ago. Gives how many there are."""
    before = now() - timedelta(days=KEPT_DAYS)
    old = ResidentComplaint.objects.filter(state=State.ANSWERED, answered_at__lt=before)
    return old.update(words="")
