"""What a computed deliberation says: its groups, what unites and what splits them, and how sure that is, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from nuantu_hub.people.domain.publication import LEAST
from nuantu_hub.site.dials import as_safe

#: Classes of the style sheet, one a group; more than five are never computed.
LOOKS = ("group-a", "group-b", "group-c", "group-d", "group-e")
#: From this adjusted Rand index on groups come out again, and from that on mostly.
FIRM, FAIR = 0.8, 0.5


def name_group(place: int) -> str:
    """What a group is called: 甲, 乙 and so on; the largest first."""
    return (pgettext("group of opinion", "甲"), pgettext("group of opinion", "乙"), pgettext("group of opinion", "丙"),
            pgettext("group of opinion", "丁"), pgettext("group of opinion", "戊"))[place]


@dataclass(frozen=True, slots=True)
class Group:
    """A group of opinion; ``size`` is None where fewer than ten stand in it: then nothing of it is told in numbers."""

    key: str
    name: str
    look: str
    size: int | None
    share: int | None
    stability: float | None

    @property
    def state(self) -> tuple[str, str]:
        """How far it would come out again: tone and words."""
        return judge_stability(self.stability)


@dataclass(frozen=True, slots=True)
class Answers:
    """How one group answered one statement; without ``seen`` it is held back or nobody of it saw the statement."""

    group: Group
    agree: int
    disagree: int
    passed: int

    @property
    def seen(self) -> int:
        """How many of the group said anything of it."""
        return self.agree + self.disagree + self.passed

    @property
    def held(self) -> bool:
        """Whether it is not told."""
        return self.group.size is None

    @property
    def percent(self) -> int:
        """How many of a hundred agree."""
        return round(100 * self.agree / self.seen) if self.seen else 0

    @property
    def percent_against(self) -> int:
        """How many of a hundred do not."""
        return round(100 * self.disagree / self.seen) if self.seen else 0

    @property
    def bar(self) -> SafeString:
        """The answers as a bar; the numbers stand beside it, so it is decoration."""
        return draw_answers(None if self.held or not self.seen else (self.agree, self.passed, self.disagree))


@dataclass(frozen=True, slots=True)
class Said:
    """A statement with the answers of every group, and one line that says why it stands here."""

    number: int
    text: str
    answers: tuple[Answers, ...]
    why: str = ""
    sure: bool = True


def judge_stability(value: float | None) -> tuple[str, str]:
    """Tone and words of an adjusted Rand index between groups of all and groups of drawn voters."""
    if value is None:
        return "unknown", _("没有量")
    if value >= FIRM:
        return "kept", _("稳")
    return ("watch", _("大体稳")) if value >= FAIR else ("broken", _("不稳"))


def draw_answers(parts: tuple[int, int, int] | None) -> SafeString:
    """Agree, pass, disagree as one bar of three parts; one grey part where nothing is told."""
    if parts is None:
        inside = '<rect class="held" width="100" height="12" rx="2"/>'
    else:
        total, left, pieces = sum(parts), 0.0, []
        for part, look in zip(parts, ("agree", "passed", "disagree"), strict=True):
            wide = 100 * part / total
            pieces.append(f'<rect class="{look}" x="{left:.2f}" width="{wide:.2f}" height="12"/>')
            left += wide
        inside = "".join(pieces)
    return as_safe('<svg class="said-bar" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">'
                   f"{inside}</svg>")


class ResultTold:
    """The engine's answer for a page. ``result`` is empty where fewer than ten took part."""

    def __init__(self, result: Mapping[str, Any]) -> None:
        self.result = result

    @property
    def is_empty(self) -> bool:
        """Whether nothing was computed, because it would have pointed at people."""
        return not self.result

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The groups, the largest first."""
        sizes, total = self.result["sizes"], self.result["taking_part"]
        held = {key for key, size in sizes.items() if size < LEAST}
        stability = self.result["stability"]["groups"]
        return tuple(Group(key, name_group(place), LOOKS[place], None if key in held else sizes[key],
                           None if key in held or not total else round(100 * sizes[key] / total), stability.get(key))
                     for place, key in enumerate(sorted(sizes, key=lambda key: (-sizes[key], int(key)))))

    @cached_property
    def by_key(self) -> dict[str, Group]:
        """The groups by the engine's number."""
        return {group.key: group for group in self.groups}

    @property
    def held(self) -> bool:
        """Whether some group is too small to be told of."""
        return any(group.size is None for group in self.groups)

    def tell_answers(self, comment: str) -> tuple[Answers, ...]:
        """The answers of every group to a statement."""
        row = self.result["comments"][comment]
        return tuple(Answers(group, *(0 if group.size is None else row[name][group.key]
                                      for name in ("agree", "disagree", "pass"))) for group in self.groups)

    def tell_said(self, comment: str, why: str = "", *, sure: bool = True) -> Said:
        """A statement with its answers."""
        return Said(int(comment), self.result["comments"][comment]["text"].strip(), self.tell_answers(comment), why,
                    sure)

    @cached_property
    def unites(self) -> list[Said]:
        """What more than half of every group answers alike."""
        told = []
        for one in self.result["unites"]:
            least = round(100 * one["least_share"])
            agrees = one["answer"] == "agree"
            words = (_("每一群都过半同意，最少的一群也有 %(n)d%%") if agrees
                     else _("每一群都过半不同意，最少的一群也有 %(n)d%%"))
            told.append(self.tell_said(one["comment"], words % {"n": least}))
        return told

    @cached_property
    def splits(self) -> list[Said]:
        """What one group agrees to and another does not."""
        told = []
        for one in self.result["splits"]:
            most, least = self.by_key[str(one["agrees_most"])], self.by_key[str(one["agrees_least"])]
            told.append(self.tell_said(one["comment"], _("%(most)s群最同意，%(least)s群最不同意") % {
                "most": most.name, "least": least.name}))
        return told

    @cached_property
    def traits(self) -> list[tuple[Group, list[Said]]]:
        """The statements by which each group is known; nothing of a group that is too small."""
        return [(group, [] if group.size is None else [
            self.tell_said(one["comment"], self._say_trait(group, one), sure=one["sure"])
            for one in self.result["representative"][group.key]]) for group in self.groups]

    def _say_trait(self, group: Group, one: Mapping[str, Any]) -> str:
        told = {"name": group.name, "said": one["said"], "seen": one["seen"], "others": round(100 * one["others"])}
        if one["answer"] == "agree":
            return _("%(name)s群 %(seen)d 人里 %(said)d 人同意；别的群约 %(others)d%%") % told
        return _("%(name)s群 %(seen)d 人里 %(said)d 人不同意；别的群约 %(others)d%%") % told

    @property
    def statements(self) -> list[Said]:
        """Every statement that was shown, by its number."""
        return [self.tell_said(key) for key in sorted(self.result["comments"], key=int)
                if self.result["comments"][key]["moderated"] == 1]

    @property
    def moderated(self) -> int:
        """How many statements were out or not looked at when it was computed: they shape no group."""
        return sum(row["moderated"] != 1 for row in self.result["comments"].values())

    @property
    def headline(self) -> str:
        """What came out, in one sentence."""
        groups, unites = len(self.groups), len(self.result["unites"])
        first = ngettext("想法分成 %(n)d 群", "想法分成 %(n)d 群", groups) % {"n": groups}
        if not unites:
            return _("%(groups)s，还没有哪一句让每一群都过半") % {"groups": first}
        second = ngettext("%(n)d 句话每一群都过半", "%(n)d 句话每一群都过半", unites) % {"n": unites}
        return _("%(groups)s，但有 %(unites)s") % {"groups": first, "unites": second}

    @property
    def stability(self) -> tuple[str, str]:
        """Tone and a sentence: what would come out if others of the same kind had voted."""
        mean = self.result["stability"]["mean"]
        tone, _word = judge_stability(mean)
        return tone, {"kept": _("分法很稳：换一批人来表态，多半还是这样分"),
                      "watch": _("分法大体稳：换一批人来表态，站在边上的人会换群"),
                      "broken": _("分法不稳：换一批人来表态，分出来的就不一样，别当成定论"),
                      "unknown": _("没有量过稳不稳")}[tone]

    @property
    def stability_mean(self) -> float | None:
        """The adjusted Rand index, over all draws."""
        mean = self.result["stability"]["mean"]
        return None if mean is None else round(float(mean), 2)
