"""What a try found, in words: an effect is named only where its 95 % interval leaves out nought."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from nuantu_hub.bargaining.domain.outcomes import OUTCOMES, Kind, Outcome, scale_number
from nuantu_hub.bargaining.models import OfferTry
from nuantu_hub.site.moments import say_duration, say_money

#: Effects that the sentence names of each offer; the others stand in the table.
NAMED = 2
#: Colours of the sides, in charts and in words.
TONES = {"workers": "worker", "platform": "slate", "partners": "watch"}


@dataclass(frozen=True, slots=True)
class Effect:
    """One outcome under one offer, in whole units (see ``domain/outcomes.py``): the change and its 95 % interval."""

    outcome: Outcome
    before: float
    after: float
    diff: float
    low: float
    high: float
    n_days: int

    @property
    def is_clear(self) -> bool:
        """Whether the interval leaves out nought."""
        return self.low > 0 or self.high < 0

    @property
    def change(self) -> str:
        """The change in words, with its sign."""
        return say_change(self.outcome, self.diff)

    @property
    def span(self) -> str:
        """The interval in words; amounts without what they are counted by, which stands with the change."""
        return f"{_sign(self.outcome, self.low)} … {_sign(self.outcome, self.high)}"

    @property
    def level(self) -> str:
        """The level under the offer in words."""
        return say_level(self.outcome, self.after)

    @property
    def now(self) -> str:
        """The level as it is now, in words."""
        return say_level(self.outcome, self.before)


@dataclass(frozen=True, slots=True)
class Part:
    """One offer of a try: which of the two, its side, its colour, what it changes, its effects by outcome."""

    name: str
    side: str
    tone: str
    changes: Sequence[str]
    effects: Mapping[str, Effect]


def say_level(outcome: Outcome, value: float) -> str:
    """A level in the outcome's unit."""
    whole = round(value)
    if outcome.kind is Kind.MONEY_HOUR:
        return _("%(money)s/小时") % {"money": say_money(whole)}
    if outcome.kind is Kind.MONEY_ORDER:
        return _("%(money)s/单") % {"money": say_money(whole)}
    if outcome.kind is Kind.SPEED:
        return _("%(speed)s 公里/小时") % {"speed": f"{value / 1000:.1f}"}
    if outcome.kind is Kind.SHARE:
        return f"{value / 10:.2f}%"
    return say_duration(value)


def say_change(outcome: Outcome, value: float) -> str:
    """A change with its sign, in the outcome's unit."""
    said = say_level(outcome, abs(value))
    return said if said == say_level(outcome, 0) else f"{'+' if value > 0 else '−'}{said}"


def read_parts(found: OfferTry) -> list[Part]:
    """The offers of a try that is done, left first."""
    parts = []
    for name, offer in (("left", found.left), ("right", found.right)):
        if offer is not None:
            parts.append(Part(name, str(offer.get_side_display()), TONES.get(offer.side, "pine"),
                              found.changes.get(name, []), read_effects(found.result.get(name) or {})))
    return parts


def read_effects(told: Mapping[str, Any]) -> dict[str, Effect]:
    """The outcomes of the engine's answer that pages show, in their order, in whole units."""
    return {key: _read_effect(one, told[key]) for key, one in OUTCOMES.items()
            if key in told and told[key]["low"] is not None}


def _read_effect(outcome: Outcome, told: Mapping[str, Any]) -> Effect:
    before, after, diff, low, high = (scale_number(outcome, told[field]) for field in (
        "before", "after", "diff", "low", "high"))
    return Effect(outcome, before, after, diff, low, high, int(told["n_days"]))


def _say_size(outcome: Outcome, value: float) -> str:
    money = outcome.kind in (Kind.MONEY_HOUR, Kind.MONEY_ORDER)
    return say_money(round(abs(value))) if money else say_level(outcome, abs(value))


def _sign(outcome: Outcome, value: float) -> str:
    said = _say_size(outcome, value)
    return said if said == _say_size(outcome, 0) else f"{'+' if value > 0 else '−'}{said}"


def say_effect(effect: Effect) -> str:
    """One clear effect: 最低一成每小时多¥0.92. The name says by what it is counted, so an amount stands alone."""
    said = {"name": effect.outcome.name, "amount": _say_size(effect.outcome, effect.diff)}
    return _("%(name)s多%(amount)s") % said if effect.diff > 0 else _("%(name)s少%(amount)s") % said


def say_sentence(parts: Sequence[Part]) -> str:
    """What the offers do, in one sentence, and what shows no change."""
    told, clear, seen = [], set(), dict[str, Effect]()
    for part in parts:
        if not part.effects:
            told.append(_("照%(side)s，和现行的一样") % {"side": part.side})
            continue
        seen |= part.effects
        found = [effect for effect in part.effects.values() if effect.is_clear]
        clear |= {effect.outcome.key for effect in found}
        if found:
            told.append(_("照%(side)s，%(effects)s") % {
                "side": part.side, "effects": _("，").join(say_effect(one) for one in found[:NAMED])})
        else:
            told.append(_("照%(side)s，看不出变化") % {"side": part.side})
    sentence = _("；").join(told) + _("。")
    unclear = [str(one.outcome.short) for key, one in seen.items() if key not in clear]
    if unclear and clear:
        sentence += _("%(names)s看不出变化。") % {"names": _("、").join(unclear)}
    return sentence
