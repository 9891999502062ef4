"""The clause: one signed sentence as typed, dated data, and what a clause type must declare."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any, Literal

from nuantu.core.times import Lang

Chapter = Literal["PAY", "RST", "DSP", "CAR", "DEV", "GOV"]
Layer = Literal["statute", "standard", "sector", "region", "platform", "assumption"]
Strength = Literal["must", "principle", "should", "aim"]
Favours = Literal["higher", "lower", "union", "intersection", "stated"]
Standing = Literal["printed", "reported", "ours"]
Hook = Literal["bind", "pay", "entitle", "check"]

#: From the most general to the most particular.
LAYERS: tuple[Layer, ...] = ("statute", "standard", "sector", "region", "platform", "assumption")
STRENGTHS: tuple[Strength, ...] = ("must", "principle", "should", "aim")
#: Bound of the last band: no delivery is farther.
FAR_M = 1_000_000_000
CHAPTERS_ZH: Mapping[Chapter, str] = MappingProxyType(
    {"PAY": "报酬", "RST": "休息", "DSP": "派单", "CAR": "关怀", "DEV": "发展", "GOV": "协商"}
)
CHAPTERS_EN: Mapping[Chapter, str] = MappingProxyType(
    {"PAY": "Pay", "RST": "Rest", "DSP": "Dispatch", "CAR": "Care", "DEV": "Career", "GOV": "Governance"}
)

#: Canonical value of a parameter: whole seconds, metres, minor units, counts, per mille; words; sets; band rows
#: ``((up to metres, minor units), ...)`` whose last bound is ``FAR_M``; seconds by cause; minor units by place code.
Value = int | str | bool | frozenset[str] | tuple[tuple[int, ...], ...] | Mapping[str, int | str] | None


@dataclass(frozen=True, slots=True)
class ParamSpec:
    """One parameter of a clause type.

    ``unit`` is the canonical unit in which code receives the value: one of ``quantity.EXPECTED`` (``second``,
    ``minor``, ``minor_per_hour``, ``date`` …), ``word``, ``words``, ``dates`` (a set of ISO dates), ``bands``,
    ``word_map``, ``type`` (name of a clause type of the catalogue), ``places`` (a set of place codes), ``map/UNIT``
    (values of UNIT by name, the names limited by ``words`` where it has any) or ``tiers/UNIT/UNIT`` (rows
    ``(from, value)``, rising). ``words`` lists what a word may be, from the weakest to the strongest where they have
    an order. ``default`` applies where the text is silent and the type's document says so; ``...`` means the
    parameter must be stated. ``least`` is the smallest canonical number that makes sense.
    ``by_place`` allows a table by place code in place of one amount.
    """

    name: str
    unit: str
    zh: str
    en: str
    favours: Favours = "stated"
    words: tuple[str, ...] = ()
    default: Any = ...
    least: int = 0
    by_place: bool = False


@dataclass(frozen=True, slots=True)
class ClauseType:
    """What a clause type is: id, words, parameters, promised hooks and how a case of it is told.

    ``principal`` names the parameter whose value decides which layer answers for a merged clause.
    ``base`` names the parameters that must be equal for two clauses to merge.
    ``explain`` turns a case's numbers into one sentence; ``case`` names the keys that it reads.
    ``together`` lists pairs of parameters that make sense only when both are stated; of ``one_of``, where it has any,
    exactly one is stated.
    """

    id: str
    name: str
    chapter: Chapter
    zh: str
    en: str
    params: tuple[ParamSpec, ...]
    hooks: frozenset[Hook]
    principal: str
    explain: Callable[[Mapping[str, Any], Lang], str]
    base: tuple[str, ...] = ()
    case: tuple[str, ...] = ()
    together: tuple[tuple[str, str], ...] = ()
    one_of: tuple[str, ...] = ()

    def spec(self, name: str) -> ParamSpec:
        """The declared parameter of this name."""
        for spec in self.params:
            if spec.name == name:
                return spec
        raise KeyError(f"{self.name} has no parameter {name}")


@dataclass(frozen=True, slots=True)
class Selector:
    """Whom and when a clause concerns; an empty field means everyone, everywhere, always."""

    worker_class: frozenset[str] = frozenset()
    place_code: tuple[str, ...] = ()
    vehicle: frozenset[str] = frozenset()
    tenure_days_max: int | None = None
    tenure_days_min: int | None = None

    def covers_worker(self, worker_class: str, vehicle: str, tenure_days: int | None, place_code: str | None) -> bool:
        """Whether a worker with these attributes is concerned. Unknown tenure counts as long, unknown place as none."""
        if self.worker_class and worker_class not in self.worker_class:
            return False
        if self.vehicle and vehicle not in self.vehicle:
            return False
        if self.place_code and not any((place_code or "").startswith(prefix) for prefix in self.place_code):
            return False
        if self.tenure_days_max is not None and (tenure_days is None or tenure_days > self.tenure_days_max):
            return False
        return not (self.tenure_days_min is not None and tenure_days is not None and tenure_days < self.tenure_days_min)


@dataclass(frozen=True, slots=True)
class ParamOrigin:
    """Where a parameter's value comes from after layers are merged."""

    clause_id: str
    agreement_id: str
    layer: Layer
    assumed: bool = False


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause in force, its parameters canonical and complete.

    ``id``, ``agreement_id`` and ``layer`` are those of the clause that supplied the type's principal parameter;
    ``origins`` tells the same for every parameter. ``days``, first and last inclusive, are the local days of a log of
    several days on which exactly this version holds; ``None``: all of them. ``since`` is the first of them where this
    version begins inside the log.
    """

    id: str
    type: ClauseType
    agreement_id: str
    layer: Layer
    strength: Strength
    obligor: str
    selector: Selector
    params: Mapping[str, Value]
    origins: Mapping[str, ParamOrigin]
    effective_from: date | None
    effective_to: date | None
    text_zh: str
    text_en: str
    standing: Standing
    source: str
    provision_id: str
    ambiguities: tuple[Mapping[str, Any], ...] = ()
    shadowed: tuple[str, ...] = field(default=())
    days: tuple[date, date] | None = None
    since: date | None = None

    @property
    def assumed(self) -> bool:
        """Whether any figure of the clause is an assumption that nobody signed."""
        return any(origin.assumed for origin in self.origins.values())

    @property
    def version(self) -> str | None:
        """ISO date from which this wording, with these figures, is in force."""
        begin = self.since or self.effective_from
        return None if begin is None else begin.isoformat()

    def holds_on(self, day: date) -> bool:
        """Whether exactly this version holds on a local day of the log."""
        return self.days is None or self.days[0] <= day <= self.days[1]

    def int_param(self, name: str) -> int:
        """A parameter that is a whole number in its canonical unit."""
        value = self.params[name]
        if not isinstance(value, int):
            raise TypeError(f"{self.id}.{name} is not a whole number: {value!r}")
        return int(value)

    def word_param(self, name: str) -> str:
        """A parameter that is one word."""
        value = self.params[name]
        if not isinstance(value, str):
            raise TypeError(f"{self.id}.{name} is not a word: {value!r}")
        return value

    def optional_int(self, name: str) -> int | None:
        """A whole number, or ``None`` where the text sets none."""
        return None if self.params[name] is None else self.int_param(name)

    def words_param(self, name: str) -> frozenset[str]:
        """A parameter that is a set of words."""
        value = self.params[name]
        if not isinstance(value, frozenset):
            raise TypeError(f"{self.id}.{name} is not a set of words: {value!r}")
        return value

    def map_param(self, name: str) -> Mapping[str, int]:
        """A parameter that is a table of numbers by name (``map/UNIT``)."""
        value = self.params[name]
        if not isinstance(value, Mapping):
            raise TypeError(f"{self.id}.{name} is not a table by name: {value!r}")
        return {key: int(number) for key, number in value.items()}

    def tiers_param(self, name: str) -> tuple[tuple[int, ...], ...]:
        """A parameter that is a table of tiers ``(from, value)``, rising; the last one reached applies."""
        return self.bands_param(name)

    def bands_param(self, name: str) -> tuple[tuple[int, ...], ...]:
        """A parameter that is a table of bands, nearest first; the first whose bound is not exceeded applies."""
        value = self.params[name]
        if not isinstance(value, tuple):
            raise TypeError(f"{self.id}.{name} is not a table of bands: {value!r}")
        return value

    def for_place(self, name: str, place_code: str | None) -> int | None:
        """A number that may depend on the work place: the value of the longest matching place code.

        ``None`` where nothing is stated for the place (or the place is unknown and no value holds everywhere).
        """
        value = self.params[name]
        if not isinstance(value, Mapping):
            return self.optional_int(name)
        matches = [prefix for prefix in value if (place_code or "").startswith(prefix)]
        return int(value[max(matches, key=len)]) if matches else None
