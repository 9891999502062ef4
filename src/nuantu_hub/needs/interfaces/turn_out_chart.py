"""The turn-out of a deliberation as a line: how many had taken part when statements were weighed anew."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from nuantu_hub.needs.models import RoutingRound
from nuantu_hub.site.charts import Chart, draw_trend
from nuantu_hub.site.moments import say_moment

SHOWN = 30


def chart_turn_out(rounds: Iterable[RoutingRound]) -> Chart | None:
    """Participants by round, the last thirty; None before there are two."""
    rows = list(rounds)[-SHOWN:]
    if len(rows) < 2:
        return None
    sentence = _("到 %(when)s，%(voters)d 个人表过态") % {"when": say_moment(rows[-1].at), "voters": rows[-1].voters}
    return Chart(sentence, draw_trend([row.voters for row in rows], sentence),
                 (_("时间"), _("人"), _("次表态")),
                 [(say_moment(row.at), row.voters, f"{row.votes:,}") for row in rows],
                 _("每多十个人记一次，记不到单个人"))
