"""One order for the worker who delivered it: its pay line by line, and why it came to this worker."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nuantu_hub.days.templatetags.told import speak
from nuantu_hub.seam.reading import RunView
from nuantu_hub.site.moments import say_duration

#: Place of each word in an option of a story: label, worker, status, clause, arrives, picks up, delivers.
LABEL, WORKER, STATUS, CLAUSE, ARRIVES, PICKS, DELIVERS = range(7)


@dataclass(frozen=True, slots=True)
class Rival:
    """One who could have got the order: who, minutes to the door, whether chosen, which clause kept him, why not."""

    label: str
    name: str
    reach_s: int
    words: str
    chosen: bool
    status: str
    clause: str | None
    gap: str
    why: str


def list_rivals(story: Mapping[str, Any], *, own: bool) -> list[Rival]:
    """The chosen worker and the best others; for the worker alone no other's pseudonym is told."""
    if not story["opt"]:
        return []
    decided, chosen = story["at"][0], story["opt"][0][DELIVERS]
    why = speak(story)["opt"]
    rivals = []
    for number, option in enumerate(story["opt"]):
        label = option[LABEL]
        name = _("你") if own and not number else _("骑手") if own else option[WORKER]
        reach = option[DELIVERS] - decided
        rivals.append(Rival(label, name, reach, say_duration(reach // 60 * 60 if reach >= 60 else reach),
                            chosen=not number, status=option[STATUS], clause=option[CLAUSE],
                            gap=_say_gap(option, chosen), why=why[number]))
    return rivals


def _say_gap(option: list[Any], chosen: int) -> str:
    if option[STATUS] == "chosen":
        return _("选中")
    if option[STATUS] == "blocked":
        return _("不可派")
    if option[STATUS] == "unreachable":
        return _("赶不到")
    gap = option[DELIVERS] - chosen
    if abs(gap) < 1:
        return _("一样快")
    words = say_duration(abs(gap))
    return _("慢 %(gap)s") % {"gap": words} if gap > 0 else _("快 %(gap)s") % {"gap": words}


def tell_history(story: Mapping[str, Any], own: str) -> list[str]:
    """What happened to the order, for the worker who delivered it: no other's pseudonym stands in it."""
    others = [name for name in story["named"] if name != own]
    sentences = []
    for sentence in speak(story)["hist"]:
        told = sentence
        for name in others:
            told = told.replace(name, _("（另一人）"))
        sentences.append(told)
    return sentences


def say_around(story: Mapping[str, Any], view: RunView) -> str:
    """How many were looked at, and when."""
    if "decision" not in story:
        return ""
    considered, allowed, _in_hand = story["decision"]
    return ngettext("%(at)s 看了在岗的 %(considered)d 人，能派的有 %(allowed)d 人，比预计送达用时。",
                    "%(at)s 看了在岗的 %(considered)d 人，能派的有 %(allowed)d 人，比预计送达用时。", considered) % {
        "at": view.clock(story["at"][0]), "considered": considered, "allowed": allowed}


def say_promise(facts: Mapping[str, Any]) -> str:
    """Whether it came in time."""
    if facts["delivered"] is None or facts["promised"] is None:
        return ""
    late = facts["delivered"] - facts["promised"]
    if late <= 0:
        return _("按时")
    return _("晚 %(late)s") % {"late": say_duration(late)}
