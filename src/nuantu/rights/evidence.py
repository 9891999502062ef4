"""What a clause needs to be judged, what an own copy lacks of it, and whom to ask for it, under which right."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from types import MappingProxyType
from typing import Final

from nuantu.agreement.clause import Clause, Selector
from nuantu.core.times import Lang
from nuantu.core.vocabulary import EVENT_KINDS, WORDS
from nuantu.rights.own_copy import OwnCopy
from nuantu.rights.sheet import SHEETS, TRIPS

#: Names by which hooks reach events that they do not spell out.
REACHES: Final[Mapping[str, str]] = MappingProxyType({
    "alerts": "alert", "find_alert": "alert", "find_alerts": "alert", "mark_alerts": "alert",
    "online_by_day": "online", "count_online": "online", "candidates": "decisions",
})
#: Names by which a check reaches what was paid.
READS_PAY: Final = frozenset({"ledger", "pay_by_order", "compare_orders"})
#: Parts that hooks share; of these only the functions that a hook takes are looked at, and of the general ones none.
SHARED: Final = ("nuantu.audit.", "nuantu.settle.")
GENERAL: Final = frozenset({
    "nuantu.audit.query", "nuantu.audit.tables", "nuantu.audit.scope", "nuantu.audit.arithmetic", "nuantu.audit.truth",
    "nuantu.settle.facts", "nuantu.settle.lines", "nuantu.settle.log", "nuantu.settle.rounding",
    "nuantu.settle.roster", "nuantu.settle.pays.pay"})
HOOKS: Final = ("nuantu.audit.checks", "nuantu.settle.pays", "nuantu.settle.entitles")
#: What types need at least, where their hooks name more than a verdict from a person's copy rests on: a push that the
#: copy does not hold accuses nobody, since the acceptance that follows it is judged too.
NEEDS: Final[Mapping[str, frozenset[str]]] = MappingProxyType({
    "daily_stop": frozenset({"accepted", "forced_offline"}),
    "weekday_distance_band": frozenset({"accepted", "delivered"}),
    "hourly_floor": frozenset({"accepted", "delivered", "cancelled", "reassigned"}),
    "injury_premium": frozenset({"delivered"}),
    "special_weather_subsidy": frozenset({"accepted", "delivered", "alert"}),
    "no_late_deduction": frozenset({"delivered"}),
})
TRAITS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType({
    "worker_class": ("骑手类型（众包、专送或配送员）", "the kind of rider (crowd, dedicated or courier)"),
    "vehicle": ("所用车辆", "the vehicle"),
    "tenure_days": ("入职天数", "days since the person began"),
    "place_code": ("工作地区代码", "the administrative code of the work place"),
})
#: Promises about all workers and places: no copy of one person shows whether they are kept.
COLLECTIVE: Final = frozenset({"rollout_commitment", "directional_improvement"})
#: Who can be asked, in words.
ASKED: Final[Mapping[str, tuple[str, str]]] = MappingProxyType({
    "platform": ("平台", "the platform"),
    "weather": ("当地气象台", "the local weather service"),
    "own": ("骑手本人", "the rider"),
    "union": ("工会", "the union"),
    "insurer": ("平台或社会保险经办机构", "the platform or the social insurance agency"),
})


@dataclass(frozen=True, slots=True)
class Lack:
    """Something that the copy does not hold: the field, what it is, whom to ask under which right, for which clauses.

    ``field`` is a column of a sheet (``trips.distance_m``), a sheet (``alerts.csv``) or an option (``--place-code``).
    """

    field: str
    zh: str
    en: str
    asked: str
    clause_ids: tuple[str, ...] = ()
    count: int = 1

    def say(self, lang: Lang) -> str:
        """What is lacking."""
        return self.zh if lang == "zh" else self.en

    def say_asked(self, lang: Lang) -> str:
        """Whom to ask."""
        return ASKED[self.asked][lang == "en"]

    def say_right(self, currency: str, lang: Lang) -> str:
        """Under which right, by the law of the place where the currency is paid."""
        return _say_right(self.asked, currency, lang)


def _say_right(asked: str, currency: str, lang: Lang) -> str:
    if asked == "own":
        return ("本人知道，命令中写明即可" if lang == "zh" else "the rider knows it and states it by option")
    if asked == "weather":
        return ("预警信号公开发布，可申请出具证明" if lang == "zh"
                else "alerts are published; a certificate can be asked for")
    if asked == "union":
        return ("由工会按协议要求平台提供" if lang == "zh" else "the union asks the platform under the agreement")
    if currency == "CNY":
        return ("《个人信息保护法》第四十五条：查阅、复制本人个人信息" if lang == "zh"
                else "Personal Information Protection Law art. 45: to consult and copy one's own information")
    if currency in ("EUR", "NOK"):
        return ("GDPR第15、20条：查阅和携带本人数据" if lang == "zh"
                else "GDPR arts. 15 and 20: access to and portability of one's own data")
    return ("协议和当地法律规定的查阅权" if lang == "zh" else "the right of access under the agreement and local law")


def find_lacks(clause: Clause, copy: OwnCopy, definitions: Iterable[Clause]) -> list[Lack]:
    """What the copy does not hold of what this clause needs: traits of the person, and kinds of event.

    ``definitions`` are the worktime definitions in force: where they take rests out, a count of working time needs
    the rests.
    """
    if clause.type.name in COLLECTIVE:
        return [lack_others(clause)]
    found = [_lack_trait(name, clause) for name in _needed_traits(clause) if getattr(copy.person, name) is None]
    needed = set(_needed_kinds(clause))
    if _counts_worktime(clause) and any(one.optional_int("exclude_rest") is not None for one in definitions):
        needed.add("rest_start")
    return found + [_lack_kind(kind, clause) for kind in sorted(needed - copy.kinds)]


def lack_others(clause: Clause) -> Lack:
    """What a clause about many people lacks in the copy of one."""
    return Lack("others", "其他劳动者的记录（该条款涉及众人，一个人的记录不足以判断）",
                "the records of other workers: the clause is about many, and one copy cannot show it", "union",
                (clause.id,))


def _needed_traits(clause: Clause) -> list[str]:
    selector: Selector = clause.selector
    asked = {"worker_class": bool(selector.worker_class), "vehicle": bool(selector.vehicle),
             "tenure_days": selector.tenure_days_max is not None or selector.tenure_days_min is not None
             or clause.params.get("new_days") is not None,
             "place_code": bool(selector.place_code) or _depends_on_place(clause)}
    return [name for name in TRAITS if asked[name]]


def _depends_on_place(clause: Clause) -> bool:
    values = ((spec, clause.params.get(spec.name)) for spec in clause.type.params)
    return any(spec.by_place and isinstance(value, Mapping) and "" not in value for spec, value in values)


def _counts_worktime(clause: Clause) -> bool:
    return clause.params.get("base") == "worktime" or clause.type.name == "worktime_definition" \
        or "require_worktime" in read_names(clause.type.name)


def _needed_kinds(clause: Clause) -> frozenset[str]:
    """Kinds of event that a clause's hooks look at; a clause whose base is no online time needs none of that."""
    base = clause.params.get("base")
    kinds = NEEDS.get(clause.type.name)
    if kinds is None:
        kinds = find_kinds_read(clause.type.name)
        kinds = kinds - {"online", "offline"} if base in ("worktime", "engaged") else kinds
    return kinds | {"online", "offline"} if base == "online" else kinds


@cache
def find_kinds_read(type_name: str) -> frozenset[str]:
    """The event words that stand in a clause type's hooks, and the ones reached through shared parts.

    Read from the hooks themselves, so that a type that is new needs no entry here. A word that a hook names without
    need only makes the answer more careful: evidence is then asked for that could be done without.
    """
    names = read_names(type_name)
    return frozenset({kind for kind in EVENT_KINDS if f"'{kind}'" in names}
                     | {REACHES[name] for name in names & REACHES.keys()})


def reads_pay(type_name: str) -> bool:
    """Whether the check of a clause type looks at what was paid."""
    return not READS_PAY.isdisjoint(read_names(type_name, HOOKS[:1]))


@cache
def read_names(type_name: str, hooks: tuple[str, ...] = HOOKS) -> frozenset[str]:
    """Every text (in quotation marks), attribute and name that stands in the hooks of a clause type, and in the
    functions that they take from elsewhere in settlement and audit."""
    modules = [f"{package}.{type_name}" for package in hooks if find_spec(f"{package}.{type_name}") is not None]
    return frozenset().union(*(_read_module(module) for module in modules))


def _read_module(module: str) -> frozenset[str]:
    tree = _parse(module)
    found = set(_list_names(tree))
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(SHARED) and node.module not in GENERAL:
            for alias in node.names:
                found |= _read_function(str(node.module), alias.name)
    return frozenset(found)


@cache
def _read_function(module: str, name: str) -> frozenset[str]:
    """Names in one function of a shared module, and in those of the same module that it calls."""
    functions = {node.name: node for node in _parse(module).body if isinstance(node, ast.FunctionDef)}
    wanted, seen, found = [name], set(), set()
    while wanted:
        here = wanted.pop()
        if here in functions and here not in seen:
            seen.add(here)
            names = _list_names(functions[here])
            found |= names
            wanted += sorted(names)
    return frozenset(found)


@cache
def _parse(module: str) -> ast.Module:
    return ast.parse(inspect.getsource(import_module(module)))


def _list_names(tree: ast.AST) -> set[str]:
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            found.add(f"'{node.value}'")
        elif isinstance(node, ast.Attribute):
            found.add(node.attr)
        elif isinstance(node, ast.Name):
            found.add(node.id)
    return found


def _lack_trait(name: str, clause: Clause) -> Lack:
    zh, en = TRAITS[name]
    return Lack(f"--{name.replace('_', '-')}", zh, en, "own", (clause.id,))


def _lack_kind(kind: str, clause: Clause) -> Lack:
    """The sheet or the column of the trips that would tell of a kind of event."""
    asked = "weather" if kind == "alert" else "insurer" if kind.startswith("premium") else "platform"
    if kind == "decisions":
        return Lack("candidates.parquet", "派单决定中的其他人选", "the other candidates of dispatch decisions", asked,
                    (clause.id,))
    word = WORDS[kind]
    for sheet in SHEETS:
        if kind in sheet.kinds:
            return Lack(sheet.file, f"{sheet.zh}记录", sheet.meaning.rstrip(".").lower(), asked, (clause.id,))
    column = "promised" if kind == "eta_quoted" else kind
    for field in TRIPS.fields:
        if field.name == column:
            return Lack(f"trips.{column}", field.zh, field.meaning, asked, (clause.id,))
    return Lack(f"records.csv ({kind})", f"“{word.zh}”的记录", f"records of the kind '{word.en}'", asked, (clause.id,))


def merge_lacks(lacks: Iterable[Lack]) -> tuple[Lack, ...]:
    """Each thing once, with all the clauses that wait for it, in order of first appearance."""
    found: dict[str, Lack] = {}
    for lack in lacks:
        first = found.get(lack.field, lack)
        ids = tuple(dict.fromkeys((*first.clause_ids, *lack.clause_ids)))
        found[lack.field] = Lack(first.field, first.zh, first.en, first.asked, ids, max(first.count, lack.count))
    return tuple(found.values())
