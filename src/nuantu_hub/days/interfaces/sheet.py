"""A clause's sheet for a case: a worker's day, an order, or the whole run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nuantu_hub.days.domain.asking import Ground
from nuantu_hub.days.interfaces.home import Today
from nuantu_hub.days.interfaces.payslip import tell_history
from nuantu_hub.days.templatetags.told import speak, told
from nuantu_hub.seam.reading import RunView
from nuantu_hub.site.chips import STATES
from nuantu_hub.site.clause_sheet import ClauseSheet, Layer, Step, Term
from nuantu_hub.site.moments import say_duration, say_money


def build_sheet(view: RunView, clause: Mapping[str, Any], *, order: Mapping[str, Any] | None = None,
                today: Today | None = None) -> ClauseSheet:
    """The sheet of a clause: on an order, on a worker's day up to the clock, or on the whole day of all."""
    steps, total, note = _tell_day(clause), None, ""
    if order is not None:
        history = speak(order)["hist"] if today is None else tell_history(order, today.worker["id"])
        steps, total = _tell_order(view, clause, order, history)
    elif today is not None:
        steps, total = _tell_worker(today, clause)
        if any(floor["clause"] == clause["id"] for floor in today.worker["floors"]):
            note = _("这是到 %(at)s 为止的算法；日终按全天再算一次，不足的补上。") % {"at": view.clock(today.stand.t)}
    return ClauseSheet(
        clause_id=clause["type"], title=told(clause["title"]), text=told(clause["text"]),
        source=" · ".join(filter(None, (told(clause["layer_words"]), say_strength(clause["strength"]),
                                        _("%(who)s承担") % {"who": told(clause["obligor"])},
                                        say_standing(clause["standing"])))),
        standing=clause["standing"], state=clause["verdicts"]["state"], terms=_list_terms(clause), steps=steps,
        total=total, layers=_list_layers(clause),
        assumed=_("标“假定”的数字没有人签过，只为演示。") if clause["assumed"] else "", note=note)


def say_strength(strength: str) -> str:
    """How binding a clause is."""
    return {"must": _("应当"), "principle": _("原则上"), "should": _("宜"), "aim": _("推动")}[strength]


def say_standing(standing: str) -> str:
    """Whose words the sentence is in."""
    return {"printed": _("原文"), "reported": _("据报道转述"), "ours": _("本项目拟写")}[standing]


def _list_terms(clause: Mapping[str, Any]) -> list[Term]:
    return [Term(told(term["label"]), told(term["value"]),
                 " · ".join(filter(None, (told(term["layer"]), _("假定") if term["assumed"] else ""))))
            for term in clause["terms"]]


def _list_layers(clause: Mapping[str, Any]) -> list[Layer]:
    """Where several layers speak: what each states, the one in force first. No bar is drawn: words are compared."""
    others = [one for one in clause["others"] if one["terms"]]
    if not others:
        return []
    own = "；".join(told(term["value"]) for term in clause["terms"][:1])
    found = [Layer(told(clause["layer_words"]), own, 1.0, chosen=True)]
    return found + [Layer(told(one["layer"]), told(one["terms"][0][1]), 0.0) for one in others[:2]]


def _tell_order(view: RunView, clause: Mapping[str, Any], order: Mapping[str, Any], history: Sequence[str],
                ) -> tuple[list[Step], tuple[Any, Any, str] | None]:
    """The lines of the order that follow the clause, and what happened because of it."""
    lines = [line for line in order["lines"] if line["clause"] == clause["id"]]
    steps = [Step(told(line["what"]), told(line["how"]), say_money(line["amount_minor"])) for line in lines]
    steps += [Step(view.clock(at_s), sentence.partition(" ")[2], "")
              for (at_s, named), sentence in zip(order["hist"], history, strict=True) if named == clause["id"]]
    why = speak(order)["opt"]
    steps += [Step(option[0], reason, _("不可派")) for option, reason in zip(order["opt"], why, strict=True)
              if option[3] == clause["id"] and option[2] == "blocked"]
    total = (_("这一单合计"), say_money(sum(line["amount_minor"] for line in lines)), "ink") if len(lines) > 1 else None
    return steps, total


def _tell_worker(today: Today, clause: Mapping[str, Any]) -> tuple[list[Step], tuple[Any, Any, str] | None]:
    stand, clause_id = today.stand, clause["id"]
    if stand.floor is not None and stand.floor["clause"] == clause_id and stand.due_minor is not None:
        return _tell_floor(today)
    steps, total = _tell_limit(today, clause_id)
    for right in stand.rights:
        if right["clause"] == clause_id:
            steps.append(Step(today.view.clock(right["at"]), told(right["say"]), ""))
    return steps, total


def _tell_limit(today: Today, clause_id: str) -> tuple[list[Step], tuple[Any, Any, str] | None]:
    """Hours against a limit of the clause; nothing where it sets none."""
    for sort, (clause, seconds) in today.stand.limits.items():
        if clause == clause_id and sort != "pause":
            left = seconds - today.stand.worked_s
            steps = [Step(_("到此刻工时"), today.view.clock(today.stand.t), say_duration(today.stand.worked_s)),
                     Step(_("规定"), "", say_duration(seconds))]
            name, tone = (_("还差"), "kept") if left > 0 else (_("已过"), "watch")
            return steps, (name, say_duration(abs(left)), tone)
    return [], None


def _tell_floor(today: Today) -> tuple[list[Step], tuple[Any, Any, str]]:
    stand = today.stand
    assert stand.floor_minor is not None
    assert stand.above_minor is not None
    rate, hours = say_money(stand.floor_minor), f"{stand.worked_s / 3600:.2f}"
    counted = ngettext("%(count)d 单，每小时 %(hourly)s", "%(count)d 单，每小时 %(hourly)s", len(stand.orders)) % {
        "count": len(stand.orders), "hourly": say_money(stand.hourly_minor)}
    steps = [Step(_("工时"), _("到 %(at)s") % {"at": today.view.clock(stand.t)}, say_duration(stand.worked_s)),
             Step(_("不少于"), f"{hours} × {rate}", say_money(stand.due_minor)),
             Step(_("实得"), counted, say_money(stand.counted_minor))]
    above = stand.above_minor
    name, tone = (_("高出下限"), "kept") if above >= 0 else (_("低于下限"), "watch")
    return steps, (name, say_money(abs(above)), tone)


def _tell_day(clause: Mapping[str, Any]) -> list[Step]:
    """Verdicts of the whole day: how many units of each, then the sums of cases that were not simply kept."""
    verdicts = clause["verdicts"]
    steps = [Step(str(STATES[name][2]), told(verdicts["unit"]), f"{count:,}")
             for name, count in verdicts["units"].items() if count]
    steps += [Step(" · ".join(filter(None, (case["order_id"], case["worker_id"]))) or str(STATES[case["verdict"]][2]),
                   case["arithmetic"], "") for case in verdicts["cases"][:6]]
    return steps


def find_ground(clause: Mapping[str, Any], *, order_id: str = "", order: Mapping[str, Any] | None = None,
                today: Today | None = None) -> Ground:
    """What a request about the clause carries: events, the arithmetic in both languages, and the amount at issue."""
    clause_id = clause["id"]
    if order is not None:
        lines = [line for line in order["lines"] if line["clause"] == clause_id]
        sums = [[f"{line['what'][index]} {line['how'][index]} {say_money(line['amount_minor'])}" for index in (0, 1)]
                for line in lines]
        events = [event[0] for event in order["events"] if event[2] in (None, clause_id)]
        return Ground(clause_id, clause["type"], order_id, events, sums or [[order["zh"]["why"], order["en"]["why"]]],
                      sum(line["amount_minor"] for line in lines) if lines else None)
    rights = [right for right in today.stand.rights if right["clause"] == clause_id] if today else []
    sums = [list(right["say"]) for right in rights]
    if today is not None and today.stand.floor is not None and today.stand.floor["clause"] == clause_id:
        stand = today.stand
        due, earned = say_money(stand.due_minor), say_money(stand.counted_minor)
        product = f"{stand.worked_s} s × {say_money(stand.floor_minor)}/h = {due}"
        sums.append([f"{product}；实得 {earned}", f"{product}; earned {earned}"])
    return Ground(clause_id, clause["type"], "", [event for right in rights for event in right["events"]], sums,
                  None)
