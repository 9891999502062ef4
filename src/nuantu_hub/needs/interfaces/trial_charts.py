"""Figures of a trial as pictures: each sample as a bar from low to high with its estimate as a dot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from nuantu_hub.needs.domain.trial_scores import LEAST_SCORE, MOST_SCORE
from nuantu_hub.needs.interfaces.trial_words import say_certainty, say_few
from nuantu_hub.needs.models import Criterion
from nuantu_hub.site.charts import WIDTH, Chart
from nuantu_hub.site.dials import as_safe

ROW, LEFT = 46, 4


@dataclass(frozen=True, slots=True)
class Span:
    """One bar: what it is of, low, estimate and high, and whether it is the best."""

    name: str
    low: float
    middle: float
    high: float
    words: str
    best: bool = False


def draw_spans(spans: Sequence[Span], low: float, high: float, sentence: str) -> SafeString:
    """Bars on one scale from ``low`` to ``high``, name and words above each, ticks beneath."""
    def place(value: float) -> float:
        return LEFT + (WIDTH - 2 * LEFT) * (value - low) / (high - low)

    parts = []
    for number, span in enumerate(spans):
        y = ROW * number + 16
        tone = "worker" if span.best else "slate"
        parts.append(
            f'<text class="ink" x="{LEFT}" y="{y}">{escape(span.name)}</text>'
            f'<text x="{WIDTH - LEFT}" y="{y}" text-anchor="end">{escape(span.words)}</text>'
            f'<rect class="of-track-fill" x="{LEFT}" y="{y + 9}" width="{WIDTH - 2 * LEFT}" height="8" rx="4"/>'
            f'<rect class="of-soft-fill" x="{place(span.low):.1f}" y="{y + 9}" '
            f'width="{max(2.0, place(span.high) - place(span.low)):.1f}" height="8" rx="4"/>'
            f'<circle class="of-{tone}-fill" cx="{place(span.middle):.1f}" cy="{y + 13}" r="6.5"/>')
    base = ROW * len(spans) + 14
    parts.append(f'<text x="{LEFT}" y="{base}">{low:g}</text>'
                 f'<text x="{WIDTH - LEFT}" y="{base}" text-anchor="end">{high:g}</text>')
    return as_safe(f'<svg viewBox="0 0 {WIDTH} {base + 6}" role="img" aria-label="{escape(sentence)}">'
                   f'{"".join(parts)}</svg>')


def chart_totals(told: dict[str, Any]) -> Chart | None:
    """The totals of all samples; None where nobody told anything."""
    if not told["results"] or not told["testers"]:
        return None
    sentence = say_certainty(told)
    spans = [_total_span(one, place == 0) for place, one in enumerate(told["results"])]
    rows = [(_("%(letter)s 款") % {"letter": one["letter"]}, f"{one['total']['middle']:.0f}",
             f"{one['total']['low']:.0f}–{one['total']['high']:.0f}", f"{floor(one['first'] * 100 + 1e-9)}%",
             one["total"]["count"]) for one in told["results"]]
    return Chart(sentence, draw_spans(spans, 0, 100, sentence),
                 (_("样品"), _("总分"), _("十次里九次在"), _("第一的次数"), _("几个人试")), rows, say_few(told))


def _total_span(one: dict[str, Any], best: bool) -> Span:
    total = one["total"]
    words = _("%(middle)s 分（%(low)s–%(high)s）") % {
        "middle": f"{total['middle']:.0f}", "low": f"{total['low']:.0f}", "high": f"{total['high']:.0f}"}
    return Span(_("%(letter)s 款") % {"letter": one["letter"]}, total["low"], total["middle"], total["high"], words,
                best)


def list_criteria(told: dict[str, Any]) -> list[tuple[str, int, bool, SafeString, list[tuple[Any, ...]]]]:
    """Each criterion: name, weight, whether it is one of safety, the bars of all samples, rows of its table."""
    labels = dict(Criterion.Key.choices)
    found = []
    for key, weight in sorted(told["weights"].items(), key=lambda one: -one[1]):
        rows = [(one["letter"], one["criteria"][key]) for one in told["results"]]
        best = max((told_["middle"] for _letter, told_ in rows), default=0)
        spans = [Span(_("%(letter)s 款") % {"letter": letter}, one["low"], one["middle"], one["high"],
                      f"{one['middle']:.1f} ({one['low']:.1f}–{one['high']:.1f})", one["middle"] == best)
                 for letter, one in rows]
        name = str(labels[key])
        found.append((name, weight, key in Criterion.SAFETY, draw_spans(spans, LEAST_SCORE, MOST_SCORE, name), [
            (letter, "—" if one["plain"] is None else f"{one['plain']:.1f}", f"{one['middle']:.1f}",
             f"{one['low']:.1f}–{one['high']:.1f}", one["count"]) for letter, one in rows]))
    return found
