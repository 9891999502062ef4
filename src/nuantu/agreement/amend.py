"""What changed between two agreements: clause by clause and provision by provision, in words and numbers.

Each change is seen from the worker's side: *raised* is more favourable by the parameter's own ``favours``, *lowered*
less, *mixed* some of both, *changed* neither (a word, a date, a selector), *kept* the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from nuantu.agreement.agreement import Agreement, Figure, Provision, WrittenClause
from nuantu.agreement.clause import STRENGTHS, ClauseType, ParamSpec, Value
from nuantu.agreement.merge import favour_value
from nuantu.agreement.wording import say_selector, say_value, say_word
from nuantu.core.times import Lang

Change = Literal["new", "raised", "lowered", "mixed", "changed", "kept", "dropped"]
CHANGES: tuple[Change, ...] = ("new", "raised", "lowered", "mixed", "changed", "kept", "dropped")


@dataclass(frozen=True, slots=True)
class Reference:
    """A parameter that is not stated but referred to: a figure to be supplied, or a row of a dated table."""

    named: str | None
    term: str | None
    category: str | None

    def say(self, lang: Lang) -> str:
        """The reference in words."""
        if self.named is not None:
            return f"待补数值（{self.named}）" if lang == "zh" else f"a figure to be supplied ({self.named})"
        detail = f", {self.category}" if self.category else ""
        return f"按标准表（{self.term}{detail}）" if lang == "zh" else f"by the table {self.term}{detail}"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that differs inside a clause: what, before and after in both languages, and in which sense.

    ``old_value`` and ``new_value`` are canonical; ``None`` where nothing, or no figure, is stated.
    """

    name: str
    zh: str
    en: str
    before: tuple[str, str]
    after: tuple[str, str]
    change: Change
    old_value: Value = None
    new_value: Value = None

    def sentence(self, lang: Lang) -> str:
        """``stop_after: 12 h → 11 h``, in the words of the language."""
        index = 0 if lang == "zh" else 1
        return f"{self.zh if lang == 'zh' else self.en}: {self.before[index]} → {self.after[index]}"


@dataclass(frozen=True, slots=True)
class ClauseChange:
    """What became of one clause. ``old_id`` is ``None`` for a new one, ``new_id`` for a dropped one."""

    change: Change
    type: ClauseType
    old_id: str | None
    new_id: str | None
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class ProvisionChange:
    """What became of one provision's wording: new, changed, kept or dropped; ``pending`` as it stands now."""

    change: Change
    id: str
    before: tuple[str, str]
    after: tuple[str, str]
    pending: bool


@dataclass(frozen=True, slots=True)
class Amendment:
    """The whole difference, in the order of the new agreement; what was dropped comes last."""

    clauses: tuple[ClauseChange, ...]
    provisions: tuple[ProvisionChange, ...]

    def count(self, change: Change) -> int:
        """Clauses that changed in this way."""
        return sum(one.change == change for one in self.clauses)


def compare(old: Agreement, new: Agreement) -> Amendment:
    """Compare two agreements as written; figures still to be supplied are compared by their names."""
    pairs, dropped = _pair_clauses(old.clauses, new.clauses)
    clauses = [_compare_clause(before, after, old, new) for before, after in pairs]
    clauses += [ClauseChange("dropped", clause.type, clause.id, None, ()) for clause in dropped]
    return Amendment(tuple(clauses), _compare_provisions(old.provisions, new.provisions))


def _pair_clauses(
    old: Sequence[WrittenClause], new: Sequence[WrittenClause],
) -> tuple[list[tuple[WrittenClause | None, WrittenClause]], list[WrittenClause]]:
    """Pair clauses of one type: by id, then by selector, then in order; the rest is new or dropped."""
    left = list(old)
    partners: dict[int, WrittenClause] = {}
    for likeness in (_same_id, _same_selector, _same_type):
        for number, clause in enumerate(new):
            match = next((one for one in left if number not in partners and likeness(one, clause)), None)
            if match is not None:
                partners[number] = match
                left.remove(match)
    return [(partners.get(number), clause) for number, clause in enumerate(new)], left


def _same_type(one: WrittenClause, other: WrittenClause) -> bool:
    return one.type is other.type


def _same_selector(one: WrittenClause, other: WrittenClause) -> bool:
    return one.type is other.type and one.selector == other.selector


def _same_id(one: WrittenClause, other: WrittenClause) -> bool:
    return one.type is other.type and one.id == other.id


def _compare_clause(
    before: WrittenClause | None, after: WrittenClause, old: Agreement, new: Agreement,
) -> ClauseChange:
    if before is None:
        return ClauseChange("new", after.type, None, after.id, ())
    steps = [step for spec in after.type.params
             if (step := _compare_figure(spec, before.figures.get(spec.name), after.figures.get(spec.name), old, new))]
    steps += _compare_envelope(before, after)
    return ClauseChange(_sum_up(steps), after.type, before.id, after.id, tuple(steps))


def _compare_figure(
    spec: ParamSpec, before: Figure | None, after: Figure | None, old: Agreement, new: Agreement,
) -> Step | None:
    first, second = (_read_side(spec, figure) for figure in (before, after))
    same_money = old.currency == new.currency or not _is_money(spec)
    if first == second and same_money:
        return None
    change: Change = "changed"
    if same_money and not isinstance(first, Reference) and not isinstance(second, Reference):
        change = _sense(spec, first, second)
    return Step(spec.name, spec.zh, spec.en, _say_side(spec, first, old), _say_side(spec, second, new), change,
                _value_of(first), _value_of(second))


def _is_money(spec: ParamSpec) -> bool:
    return spec.unit == "bands" or any(part.startswith("minor") for part in spec.unit.split("/"))


def _value_of(side: Value | Reference) -> Value:
    return None if isinstance(side, Reference) else side


def _read_side(spec: ParamSpec, figure: Figure | None) -> Value | Reference:
    """What an agreement says of a parameter; the type's default where its text is silent."""
    if figure is None:
        default: Value = spec.default
        return default
    if figure.named is not None or figure.term is not None:
        return Reference(figure.named, figure.term, figure.category)
    return figure.literal


def _sense(spec: ParamSpec, first: Value, second: Value) -> Change:
    if spec.favours == "stated":
        return "changed"
    if first is None or second is None:
        return "raised" if first is None else "lowered"
    best = favour_value(spec.favours, first, second, spec.words)
    if best == second:
        return "raised"
    return "lowered" if best == first else "mixed"


def _say_side(spec: ParamSpec, side: Value | Reference, agreement: Agreement) -> tuple[str, str]:
    if isinstance(side, Reference):
        return side.say("zh"), side.say("en")
    currency = agreement.currency
    return say_value(side, spec.unit, currency, "zh"), say_value(side, spec.unit, currency, "en")


def _compare_envelope(before: WrittenClause, after: WrittenClause) -> list[Step]:
    """Strength, dates, obligor and selector: what stands around the parameters."""
    steps = []
    if before.strength != after.strength:
        stricter = STRENGTHS.index(after.strength) < STRENGTHS.index(before.strength)
        steps.append(Step("strength", "约束力", "strength", _say_both(before.strength), _say_both(after.strength),
                          "raised" if stricter else "lowered"))
    for name, zh, en in (("effective_from", "生效日", "in force from"), ("effective_to", "终止日", "in force to")):
        first, second = (str(getattr(clause, name) or "-") for clause in (before, after))
        if first != second:
            steps.append(Step(name, zh, en, (first, first), (second, second), "changed"))
    if before.obligor != after.obligor:
        said = _say_both(before.obligor), _say_both(after.obligor)
        steps.append(Step("obligor", "义务方", "obligor", *said, "changed"))
    if before.selector != after.selector:
        said = _say_who(before), _say_who(after)
        steps.append(Step("selector", "适用对象", "who is covered", *said, "changed"))
    return steps


def _say_both(word: str) -> tuple[str, str]:
    return say_word(word, "zh"), say_word(word, "en")


def _say_who(clause: WrittenClause) -> tuple[str, str]:
    return say_selector(clause.selector, "zh"), say_selector(clause.selector, "en")


def _sum_up(steps: Sequence[Step]) -> Change:
    senses = {step.change for step in steps}
    if not senses:
        return "kept"
    if "mixed" in senses or {"raised", "lowered"} <= senses:
        return "mixed"
    return next(sense for sense in ("raised", "lowered", "changed") if sense in senses)


def _compare_provisions(old: Sequence[Provision], new: Sequence[Provision]) -> tuple[ProvisionChange, ...]:
    """Pair provisions by id, then by the clause types that they are made of; the rest is new or dropped."""
    before = {provision.id: provision for provision in old}
    partners = {provision.id: before.pop(provision.id) for provision in new if provision.id in before}
    for provision in new:
        like = next((one for one in before.values() if one.types and one.types == provision.types), None)
        if provision.id not in partners and like is not None:
            partners[provision.id] = before.pop(like.id)
    found = []
    for provision in new:
        words = (provision.text_zh, provision.text_en)
        earlier = partners.get(provision.id)
        if earlier is None:
            found.append(ProvisionChange("new", provision.id, ("", ""), words, provision.pending))
        else:
            said = (earlier.text_zh, earlier.text_en)
            change: Change = "kept" if said == words else "changed"
            found.append(ProvisionChange(change, provision.id, said, words, provision.pending))
    found += [ProvisionChange("dropped", one.id, (one.text_zh, one.text_en), ("", ""), one.pending)
              for one in before.values()]
    return tuple(found)
