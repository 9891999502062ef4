"""Tables of a trial to take along: scores without names, the public account, and staff's list of receipts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from nuantu_hub.needs.domain.trial_wishes import withhold
from nuantu_hub.needs.models import Criterion, StockMove, Trial, TrialHandout, TrialResult
from nuantu_hub.people.domain.record import record_deed, record_reading
from nuantu_hub.people.domain.register_file import write_table
from nuantu_hub.people.models import Account

Row = tuple[object, ...]


def write_scores(result: TrialResult) -> bytes:
    """Every score without a name: from it, the weights and the seed anybody works the figures out again."""
    labels = dict(Criterion.Key.choices)
    rows: list[Row] = [(tester, sample, labels[key], score) for tester, sample, key, score in result.told["scores"]]
    return write_table((_("试用人（随机编号）"), _("样品"), _("标准"), _("分")), rows)


def write_account(trial: Trial) -> bytes:
    """The public account line by line: what came in, what went where; small numbers of people withheld."""
    return write_table((_("日期"), _("事项"), _("在哪里"), _("尺码"), _("件"), _("元"), _("说明")), list_account(trial))


def list_account(trial: Trial) -> Iterator[Row]:
    """Budget, orders, goods that came, goods that were handed out by station, what is left; the oldest kind first."""
    for budget in trial.budgets.order_by("at"):
        yield (_day(budget.at), _("预算"), "", "", budget.pieces, _yuan(budget.sum_minor),
               f"{budget.get_state_display()} · {budget.source}")
    for order in trial.orders.order_by("at"):
        for size, pieces in sorted(order.pieces.items()):
            yield (_day(order.at), _("下单"), "", size, pieces, _yuan(pieces * order.price_minor), order.number)
    moves = StockMove.objects.filter(trial=trial).select_related("station", "lot").order_by("at", "pk")
    for move in moves.filter(kind=StockMove.Kind.RECEIVED):
        yield (_day(move.at), _("到货"), "", move.size, move.pieces, "", move.lot.label)
    for name, count in count_handed(trial).items():
        yield ("", _("发放"), name, "", _("不到 10，不公布") if count is None else count, "", "")
    for move in moves.filter(kind__in=(StockMove.Kind.COUNTED, StockMove.Kind.LEFT)):
        if move.pieces:
            yield (_day(move.at), move.get_kind_display(), move.station.name if move.station else _("工会库房"),
                   move.size, move.pieces, "", move.why)


def count_handed(trial: Trial) -> dict[str, int | None]:
    """Pieces that people hold, by station; fewer than ten are not told, nor what could be found by subtraction."""
    names = TrialHandout.objects.filter(trial=trial, returned_at=None).order_by("station__code").values_list(
        "station__name", flat=True)
    return withhold(dict(Counter(str(name) for name in names)))


@transaction.atomic
def write_receipts(*, by: Account, trial: Trial) -> bytes:
    """Staff's list of who signed, by card number; that it was taken along is written down."""
    rows = list(trial.handouts.select_related("person", "station", "lot").order_by("at", "pk"))
    record_reading(by, trial, "receipts of a trial")
    record_deed(by, "trial receipts exported", trial, trial.unit, rows=len(rows))
    return write_table(
        (_("会员证号"), _("姓名"), _("驿站"), _("尺码"), _("批号"), _("领的日子"), _("退的日子")),
        ((one.person.card_number, one.person.name, one.station.name if one.station else "", one.size, one.lot.label,
          _day(one.at), _day(one.returned_at) if one.returned_at else "") for one in rows))


def _day(moment: object) -> str:
    return localdate(moment).isoformat()  # type: ignore[arg-type]


def _yuan(minor: int) -> str:
    return f"{minor / 100:.2f}"
