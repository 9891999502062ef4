"""A computed plan as its pages read it: shares in words, sites with why, the proof, the effect of votes."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nuantu_hub.stations.domain.site_demand import SOURCES
from nuantu_hub.stations.models import SitePlan

#: Who serves a point, as the engine says it: a standing station, nobody yet, nobody ever.
STOOD, LEFT, OUT = 0, -1, -2


@dataclass(frozen=True, slots=True)
class Part:
    """What one source comes to at a site: its words, its amount with unit, what it counts, its share of the site."""

    name: str
    words: str
    amount: str
    counts: int
    share: float


@dataclass(frozen=True)
class SiteTold:
    """A chosen site: the engine's row, its parts, the length of its bar against the best, the whole demand."""

    row: Mapping[str, Any]
    parts: Sequence[Part]
    length: float
    total: int

    @property
    def rank(self) -> int:
        """In which order it is built."""
        return int(self.row["rank"])

    @property
    def after_words(self) -> str:
        """Share within reach once it stands, with all before it."""
        return say_share(self.row["covered_after"], self.total)

    @property
    def only_words(self) -> str:
        """Share that nobody but this one reaches."""
        return say_share(self.row["only_here"]["weight"], self.total)

    @property
    def worse_words(self) -> str:
        """Share of what it adds that would be missing with the next best place instead of it."""
        return say_share(self.row["worse_instead"], self.row["newly_covered"]["weight"])

    @property
    def gain(self) -> str:
        """What it adds, in amounts of the sources."""
        return " · ".join(part.amount for part in self.parts if part.counts)


def say_amount(name: str, amount: int) -> str:
    """An amount of a source: 3,102 分钟等单, 1,853 次取送, 41 票."""
    told = {"n": f"{amount:,}"}
    if name == "dwell":
        return _("%(n)s 分钟等单") % told
    if name == "orders":
        return ngettext("%(n)s 次取送", "%(n)s 次取送", amount) % told
    return ngettext("%(n)s 票", "%(n)s 票", amount) % told


def say_share(part: float, whole: float) -> str:
    """A share as 84.2%; a dash of nothing."""
    return f"{100 * part / whole:.1f}%" if whole else "—"


class PlanTold:
    """A finished plan. Raises ValueError for one that is not."""

    def __init__(self, plan: SitePlan) -> None:
        if plan.result is None:
            raise ValueError(f"{plan} has no result")
        self.plan = plan
        self.result: Mapping[str, Any] = plan.result

    @cached_property
    def problem(self) -> Mapping[str, Any]:
        """What it was computed from."""
        told: Mapping[str, Any] = json.loads(self.plan.problem)
        return told

    @property
    def shares(self) -> Mapping[str, int]:
        """What one unit of each source counts."""
        return {one["name"]: int(one["share"]) for one in self.result["sources"]}

    @property
    def before(self) -> str:
        """Share that standing stations reach."""
        return say_share(self.result["before"], self.result["total"])

    @property
    def after(self) -> str:
        """Share that is reached with the new ones."""
        return say_share(self.result["covered"], self.result["total"])

    @property
    def out(self) -> str:
        """Share that no candidate reaches."""
        return say_share(self.result["out_of_reach"]["weight"], self.result["total"])

    @property
    def headline(self) -> str:
        """What the plan brings, in a sentence."""
        return ngettext("再建 %(n)d 座，步行 %(min)d 分够得着的从 %(before)s 到 %(after)s",
                        "再建 %(n)d 座，步行 %(min)d 分够得着的从 %(before)s 到 %(after)s", len(self.sites)) % {
            "n": len(self.sites), "min": self.plan.walk_minutes, "before": self.before, "after": self.after}

    @property
    def proof(self) -> str:
        """How sure it is that there is no better choice, in a sentence."""
        told = {"gap": f"{100 * self.result['gap']:.2f}%", "s": f"{self.result['seconds']:.1f}"}
        if self.result["gap"] == 0:
            return _("已证明：同样座数，没有更好的选法（%(s)s 秒）") % told
        if self.result["ended"] == "proven":
            return _("已证明：同样座数，别的选法最多再多 %(gap)s（%(s)s 秒）") % told
        return _("算到时限为止：同样座数，别的选法最多再多 %(gap)s（%(s)s 秒）") % told

    @cached_property
    def sites(self) -> list[SiteTold]:
        """The chosen sites in the order of building."""
        rows = self.result["sites"]
        best = max((row["newly_covered"]["weight"] for row in rows), default=1) or 1
        return [SiteTold(row, self._tell_parts(row["newly_covered"]), row["newly_covered"]["weight"] / best,
                         self.result["total"]) for row in rows]

    def find_site(self, rank: str) -> SiteTold | None:
        """The site of a rank as the address says it, else the first."""
        asked = next((one for one in self.sites if str(one.rank) == rank), None)
        return asked or (self.sites[0] if self.sites else None)

    def _tell_parts(self, gain: Mapping[str, int]) -> list[Part]:
        whole = gain["weight"] or 1
        return [Part(name, str(SOURCES[name][0]), say_amount(name, gain[name]), gain[name] * share,
                     gain[name] * share / whole) for name, share in self.shares.items()]

    def name_of(self, key: str | None) -> str:
        """The name of a candidate by its id."""
        return next((one["name"] for one in self.problem["candidates"] if one["id"] == key), "")

    @property
    def effect(self) -> Mapping[str, Any] | None:
        """What votes changed, or None where there were none."""
        found: Mapping[str, Any] | None = self.result.get("effect")
        return found

    @property
    def effect_words(self) -> str:
        """What votes changed, in a sentence."""
        effect = self.effect
        if effect is None:
            return _("还没有登录的人投票，这份建议里没有票的作用。")
        more = effect["covered_with"]["wishes"] - effect["covered_without"]["wishes"]
        if not effect["came_in"]:
            return _("有没有票，选出来的都一样。")
        return ngettext("因为票，换了 %(n)d 座，多够着 %(more)s 票。", "因为票，换了 %(n)d 座，多够着 %(more)s 票。",
                        len(effect["came_in"])) % {"n": len(effect["came_in"]), "more": f"{more:,}"}

    @property
    def share_words(self) -> list[tuple[str, int]]:
        """Each source in words with what one unit of it counts."""
        return [(_("%(what)s（%(unit)s）") % {"what": SOURCES[name][0], "unit": SOURCES[name][1]}, share)
                for name, share in self.shares.items()]

    @property
    def homes(self) -> Mapping[str, Any] | None:
        """Parks and roads for trucks, or None."""
        found: Mapping[str, Any] | None = self.result.get("homes")
        return found
