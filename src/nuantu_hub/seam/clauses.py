"""A clause as its sheet shows it: sentence, terms and the layer each comes from, verdicts, sums, readings, source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from nuantu.agreement.agreement import WrittenClause
from nuantu.agreement.clause import CHAPTERS_EN, CHAPTERS_ZH, Clause, ParamSpec
from nuantu.agreement.clauses import CLAUSE_TYPES
from nuantu.agreement.wording import say_selector, say_value
from nuantu.report.tally import Tally, count_verdicts
from nuantu.report.words import WORDS, name_layer
from nuantu_hub.seam.moments import LANGS, count_acts_by_hour
from nuantu_hub.seam.scope import Scope

#: Verdict of a clause -> tone in which pages show it.
STATES = {"violated": "broken", "disputed": "watch", "departed": "watch", "insufficient_evidence": "unknown",
          "complied": "kept", "not_applicable": "unknown", "unchecked": "unknown"}


def tell_clauses(scope: Scope) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every clause in force on the day, by id; each text is a pair of Chinese and English."""
    tallies = {tally.clause_id: tally for tally in count_verdicts(scope.verdicts, list(scope.clauses.values()))}
    acts = count_acts_by_hour(scope)
    for clause in scope.clauses.values():
        yield clause.id, _tell_clause(scope, clause, tallies[clause.id], acts.get(clause.id, [0] * 24))


def _tell_clause(scope: Scope, clause: Clause, tally: Tally, acts: Sequence[int]) -> dict[str, Any]:
    kind = clause.type
    return {
        "id": clause.id, "type": kind.id, "name": kind.name, "title": [kind.zh, kind.en[:1].upper() + kind.en[1:]],
        "chapter": kind.chapter, "chapter_words": [CHAPTERS_ZH[kind.chapter], CHAPTERS_EN[kind.chapter]],
        "text": [clause.text_zh, clause.text_en], "strength": clause.strength, "standing": clause.standing,
        "obligor": _say_obligor(clause.obligor), "layer": clause.layer, "layer_words": list(name_layer(clause.layer)),
        "agreement": clause.agreement_id, "provision": clause.provision_id, "source": clause.source,
        "version": clause.version, "assumed": clause.assumed,
        "covers": [say_selector(clause.selector, "zh"), say_selector(clause.selector, "en")],
        "terms": _list_terms(clause, scope.record.currency), "others": _list_others(scope, clause),
        "readings": _list_readings(clause), "verdicts": describe_tally(tally),
        "hours": {"acted": list(acts), "broken": _count_broken(scope, clause.id)},
    }


def _say_obligor(obligor: str) -> list[str]:
    return list(WORDS.get(f"obligor_{obligor}", (obligor, obligor)))


def _list_terms(clause: Clause, currency: str) -> list[dict[str, Any]]:
    terms = []
    for spec in clause.type.params:
        value = clause.params.get(spec.name)
        if value is None:
            continue
        origin = clause.origins.get(spec.name)
        said = [_say_type(str(value))[index] if spec.unit == "type" else say_value(value, spec.unit, currency, lang)
                for index, lang in enumerate(LANGS)]
        terms.append({"name": spec.name, "label": [spec.zh, spec.en], "value": said,
                      "layer": list(name_layer(origin.layer)) if origin else None,
                      "agreement": origin.agreement_id if origin else None,
                      "assumed": bool(origin and origin.assumed)})
    return terms


def _say_type(name: str) -> tuple[str, str]:
    """A clause type that a parameter names, in words."""
    known = CLAUSE_TYPES.get(name)
    return (name, name) if known is None else (known.zh, known.en)


def _list_others(scope: Scope, clause: Clause) -> list[dict[str, Any]]:
    """Clauses of the same type in other layers that are merged with the one in force: their sentences, and what they
    state."""
    return [{"id": written.id, "agreement": agreement.id, "layer": list(name_layer(agreement.layer)),
             "strength": written.strength, "terms": _list_figures(written, scope.record.currency),
             "text": [provision.text_zh, provision.text_en]}
            for agreement in scope.record.book.agreements for written in agreement.clauses
            if written.id in clause.shadowed for provision in (agreement.provision(written.provision_id),)]


def _list_figures(written: WrittenClause, currency: str) -> list[list[Any]]:
    rows = []
    for name, figure in written.figures.items():
        spec: ParamSpec = written.type.spec(name)
        if figure.named is None and figure.term is None and figure.literal is not None:
            rows.append([[spec.zh, spec.en], [say_value(figure.literal, spec.unit, currency, "zh"),
                                              say_value(figure.literal, spec.unit, currency, "en")]])
    return rows


def _list_readings(clause: Clause) -> list[dict[str, Any]]:
    return [{"printed": one["printed"], "chosen": one["chosen"], "by": one["by"], "on": str(one["on"]),
             "readings": [[name, list(texts)] for name, texts in one["readings"].items()]}
            for one in clause.ambiguities]


def describe_tally(tally: Tally) -> dict[str, Any]:
    """Verdicts of one clause on the day: gravest state, units by verdict, cases with their sums."""
    unit = list(WORDS.get(f"unit_{tally.unit}", (tally.unit, tally.unit)))
    return {"state": tally.state, "tone": STATES[tally.state], "units": dict(tally.units), "unit": unit,
            "cases": [_describe_case(row) for row in tally.cases], "unshown": tally.unshown, "sums": tally.sums[:2]}


def _describe_case(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: row[name] for name in ("verdict", "worker_id", "order_id", "units", "arithmetic", "missing",
                                         "event_ids", "line_ids", "explained")}


def _count_broken(scope: Scope, clause_id: str) -> list[int]:
    """Breaches in each hour of the day, by the last event on which each rests; those without events are not dated."""
    hours = [0] * 24
    events = scope.record.events
    for row in scope.verdicts:
        if row["clause_id"] == clause_id and row["verdict"] == "violated" and row["event_ids"]:
            hour = (events[max(row["event_ids"]) - 1].at_s - scope.t0) // 3600
            hours[min(max(hour, 0), 23)] += int(row["units"])
    return hours
