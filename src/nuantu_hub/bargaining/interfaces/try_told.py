"""A try as its page tells it: the sentence, rows or grid, what the account may do with it, how to compute it again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nuantu_hub.bargaining.domain.outcomes import OUTCOMES
from nuantu_hub.bargaining.domain.side_limits import compare_limits, judge_own
from nuantu_hub.bargaining.interfaces.effect_charts import GridCell, draw_grid, list_rows, shade
from nuantu_hub.bargaining.interfaces.effect_words import Effect, read_effects, read_parts, say_sentence
from nuantu_hub.bargaining.models import OfferTry, SideLimit
from nuantu_hub.needs.domain.constituencies import PROVINCES
from nuantu_hub.seam.base_clauses import read_base
from nuantu_hub.seam.errors import RunError
from nuantu_hub.seam.trying import say_command

#: What a sweep shows first.
USUAL = "pay_lowest_tenth"


def tell_try(found: OfferTry) -> dict[str, Any]:
    """Sentence and rows of offers that were tried; nothing of them before it is done."""
    if found.state != OfferTry.State.DONE or found.sweep:
        return {}
    parts = read_parts(found)
    return {"sentence": say_sentence(parts), "parts": parts, "rows": list_rows(parts),
            "groups": list_groups(found, [part.name for part in parts])}


def list_groups(found: OfferTry, names: Sequence[str]) -> list[tuple[str, list[Effect | None]]]:
    """The lowest tenth's pay of each constituency that the engine tells of, under each offer."""
    told = [(found.inputs.get(name) or {}).get("by_constituency") or {} for name in names]
    keys = sorted({key for one in told for key in one})
    return [(_say_group(key), [read_effects(one.get(key) or {}).get(USUAL) for one in told]) for key in keys]


def _say_group(key: str) -> str:
    """A constituency in words: ``province:11``, ``class:crowd``."""
    kind, _colon, code = key.partition(":")
    if kind == "province":
        return PROVINCES.get(code) or _("省份 %(code)s") % {"code": code}
    return {"crowd": _("众包"), "dedicated": _("专送"), "courier": _("配送员")}.get(code, code)


def tell_sweep(found: OfferTry, side: str, chosen: str) -> dict[str, Any]:
    """The grid of a sweep by one outcome, and what the reader may know of limits in it.

    The other side's limits are in none of it: the verdict alone, and the cells only where both sides consented.
    """
    if found.state != OfferTry.State.DONE or not found.sweep:
        return {}
    told = [(cell["values"], read_effects(cell["outcomes"])) for cell in found.result["sweep"]]
    known = [one for key, one in OUTCOMES.items() if any(key in effects for _values, effects in told)]
    keys = [one.key for one in known]
    shown = OUTCOMES[chosen if chosen in keys else USUAL if USUAL in keys else keys[0]]
    effects = [effects.get(shown.key) for _values, effects in told]
    compared, own = compare_limits(found), judge_own(found, side)
    looks = shade(effects)
    if compared.region is not None:
        looks = list(compared.region.cells)
    cells = [GridCell(values, look, effect) for (values, _effects), look, effect in
             zip(told, looks, effects, strict=True)]
    sentence = _say_region(compared.exists, compared.region.count if compared.region else None) or _say_sweep(
        str(shown.name), effects)
    return {"sentence": sentence, "grid": draw_grid(found.sweep, cells, sentence), "cells": cells, "axes": found.sweep,
            "outcomes": known, "shown": shown, "compared": compared, "own": own,
            "own_count": None if own is None else own.cells.count("both"), "region": compared.region}


def _say_region(exists: bool | None, count: int | None) -> str:
    if exists is None:
        return ""
    if count:
        return ngettext("有 %(n)d 组值，双方的限度都满足", "有 %(n)d 组值，双方的限度都满足", count) % {"n": count}
    return _("有值能让双方的限度都满足") if exists else _("试过的值里，没有一组能让双方的限度都满足")


def _say_sweep(name: str, effects: list[Effect | None]) -> str:
    clear = [one for one in effects if one is not None and one.is_clear]
    if not clear:
        return _("试过的值里，%(name)s都看不出变化") % {"name": name}
    least, most = min(clear, key=lambda one: one.diff), max(clear, key=lambda one: one.diff)
    if least.diff == most.diff:
        return _("%(name)s：%(change)s") % {"name": name, "change": most.change}
    return _("%(name)s：从 %(least)s 到 %(most)s") % {"name": name, "least": least.change, "most": most.change}


def list_commands(found: OfferTry) -> list[tuple[str, str]]:
    """The command behind each part of a try; none where the agreement is no longer there."""
    root = Path(settings.DATA.root)
    try:
        base = read_base(root / "agreements", found.talk.base)
    except RunError:
        return []
    return [(name, say_command(base, found.days.path, found.seeds, asked, root, sweeps=name == "sweep"))
            for name, asked in found.parts]


def export_try(found: OfferTry) -> dict[str, Any]:
    """A try as a file: question, answer, inputs and commands; no limit of anybody is in it."""
    return {
        "format": "nuantu-offer-try/1", "talk": found.talk.title, "topic": found.topic.title,
        "clause": found.topic.clause_id, "agreement": found.talk.base, "changes": found.changes, "sweep": found.sweep,
        "days": {"key": found.days.key, "name": found.days.name, "n_days": found.days.n_days,
                 "orders": found.days.orders, "seed": found.days.seed, "folder": found.days.folder},
        "seeds": found.seeds, "result": found.result, "inputs": found.inputs,
        "commands": dict(list_commands(found)), "asked_at": found.asked_at.isoformat(),
    }


def list_own_limits(found: OfferTry, side: str) -> list[SideLimit]:
    """The limits of the reader's own side; none for whoever speaks for no side."""
    return list(SideLimit.objects.of_side(found.talk, side))
