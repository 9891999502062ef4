"""What passes earned, drawn by week and listed by compound."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from nuantu_hub.passes.domain.earnings import Earned, WeekLine
from nuantu_hub.site.charts import Bar, Chart, draw_columns
from nuantu_hub.site.moments import say_day

#: Every so many columns one has its day beneath; the highest has its number above, all are in the table.
LABELLED = 3


@dataclass(frozen=True, slots=True)
class CompoundRow:
    """A compound's published weeks together."""

    compound: str
    district: str
    uses: int
    weeks: int
    withheld: int
    with_pass_s: float | None
    baseline_s: int | None
    saved_min: float | None


def draw_weeks(earned: Earned) -> Chart | None:
    """Entries by week; None where no week is published."""
    sums: dict[date, int] = {}
    for line in earned.lines:
        if line.uses is not None:
            sums[line.monday] = sums.get(line.monday, 0) + line.uses
    if not sums:
        return None
    rows = [(say_day(monday), f"{count:,}") for monday, count in sorted(sums.items())]
    sentence = _("%(weeks)d 周里凭码进门 %(n)s 次") % {"weeks": len(sums), "n": f"{sum(sums.values()):,}"}
    most = max(sums, key=lambda monday: (sums[monday], monday))
    bars = [Bar(f"{monday.month}/{monday.day}" if place % LABELLED == 0 else "", count,
                f"{count:,}" if monday == most else "") for place, (monday, count) in enumerate(sorted(sums.items()))]
    return Chart(sentence, draw_columns(bars, sentence), (_("周一"), _("凭码进门次数")), rows)


def list_compounds(earned: Earned) -> list[CompoundRow]:
    """A row a compound of which a week is published, those with most entries first."""
    lines: dict[tuple[str, str], list[WeekLine]] = {}
    for line in earned.lines:
        lines.setdefault((line.compound, line.district), []).append(line)
    rows = [_sum_lines(*key, held) for key, held in lines.items() if any(line.uses is not None for line in held)]
    return sorted(rows, key=lambda row: (-row.uses, row.compound))


def _sum_lines(compound: str, district: str, held: list[WeekLine]) -> CompoundRow:
    told = [line for line in held if line.uses is not None]
    measured = [line for line in told if line.saved_min is not None]
    uses = sum(line.uses or 0 for line in measured)
    with_pass_s = sum((line.uses or 0) * (line.with_pass_s or 0.0) for line in measured) / uses if uses else None
    return CompoundRow(compound, district, sum(line.uses or 0 for line in told), len(told), len(held) - len(told),
                       with_pass_s, held[-1].baseline_s,
                       sum(line.saved_min or 0.0 for line in measured) if measured else None)
