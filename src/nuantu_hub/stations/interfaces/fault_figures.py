"""What everybody may know of repairs: how many of what was reported was mended in time, small numbers left out."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta

from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nuantu_hub.site.charts import Bar, Chart, draw_bars
from nuantu_hub.stations.models import Fault

#: Faults whose time ended within so many days count; a kind with fewer than this stands with the others, or nowhere.
DAYS, LEAST_FAULTS = 365, 10


def chart_faults(moment: datetime) -> Chart | None:
    """Per cent mended in time by kind, of what was due in the last year; None while that is fewer than ten.

    In time is what stands as mended, and was so before its time ended; what was reopened has its new time. What was
    dropped as no fault counts nowhere.
    """
    due = Fault.objects.filter(due_at__gt=moment - timedelta(days=DAYS), due_at__lte=moment).exclude(
        state=Fault.State.DROPPED)
    every = Counter(due.values_list("kind", flat=True).order_by())
    kept = Counter(due.filter(fixed_at__lte=F("due_at"), state__in=(Fault.State.FIXED, Fault.State.CONFIRMED))
                   .values_list("kind", flat=True).order_by())
    rows = _gather_rows(every, kept)
    if not rows:
        return None
    total, in_time = sum(row[1] for row in rows), sum(row[2] for row in rows)
    sentence = ngettext("%(n)d 件报修到了期限，%(kept)d 件按时修好",
                        "%(n)d 件报修到了期限，%(kept)d 件按时修好", total) % {"n": total, "kept": in_time}
    return Chart(sentence, draw_bars([Bar(name, 100 * good / all_, f"{100 * good / all_:.0f}%")
                                      for name, all_, good in rows], 100),
                 (_("哪里坏了"), _("到期"), _("按时修好")), [tuple(row) for row in rows],
                 _("最近一年到期的；说修好了、又没有人说没修好，才算。不到 %(least)d 件的种类并在一起。") % {
                     "least": LEAST_FAULTS})


def _gather_rows(every: Counter[str], kept: Counter[str]) -> list[tuple[str, int, int]]:
    """Name, number, and number in time of each kind that is large enough, the others together at the end."""
    large = [kind for kind, count in every.most_common() if count >= LEAST_FAULTS and kind != Fault.Kind.OTHER]
    rows = [(str(Fault.Kind(kind).label), every[kind], kept[kind]) for kind in large]
    rest = [kind for kind in every if kind not in large]
    others = sum(every[kind] for kind in rest)
    if others >= LEAST_FAULTS:
        rows.append((_("其余各类"), others, sum(kept[kind] for kind in rest)))
    return rows
