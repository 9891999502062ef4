"""The agreement of a run: its layers, provisions and what carries each out, open figures, readings, coverage."""

from __future__ import annotations

from typing import Any

from nuantu.agreement.agreement import Agreement, Provision
from nuantu.agreement.book import Book
from nuantu.agreement.clause import CHAPTERS_EN, CHAPTERS_ZH
from nuantu.agreement.coverage import CoveredProvision, measure_coverage
from nuantu.report.words import WORDS, name_layer
from nuantu_hub.seam.scope import Scope


def tell_agreement(scope: Scope) -> dict[str, Any]:
    """The book of the run: agreements in order, the main one first; each text is a pair of Chinese and English."""
    book = scope.record.book
    return {
        "id": book.main.id, "digest": book.digest, "layers": [_tell_layer(one, scope) for one in book.agreements],
        "open": [[one.full_name, [one.zh, one.en], list(one.clause_ids)] for one in book.open_figures],
        "readings": _list_readings(book),
        "pending": [one.name for one in book.pending(scope.folder.date)],
    }


def _tell_layer(agreement: Agreement, scope: Scope) -> dict[str, Any]:
    measured = measure_coverage(agreement)
    return {
        "id": agreement.id, "title": [agreement.title_zh, agreement.title_en], "layer": agreement.layer,
        "layer_words": list(name_layer(agreement.layer)), "standing": agreement.standing, "source": agreement.source,
        "procedure": agreement.procedure, "scope": list(agreement.scope),
        "parties": [list(names) for names in agreement.parties.values()],
        "signed": _say_date(agreement.signed), "from": _say_date(agreement.effective_from),
        "to": _say_date(agreement.effective_to), "supersedes": list(agreement.supersedes),
        "coverage": {"share_pm": measured.share_pm, "named_pm": measured.named_pm,
                     "encoded": measured.count("encoded"), "not_encodable": measured.count("not_encodable"),
                     "missing": measured.count("missing"), "reasons": measured.count_reasons()},
        "provisions": [_tell_provision(one, scope) for one in measured.provisions],
    }


def _tell_provision(covered: CoveredProvision, scope: Scope) -> dict[str, Any]:
    one: Provision = covered.provision
    in_force = [clause.id for clause in scope.clauses.values()
                if clause.id in covered.clause_ids or any(origin.clause_id in covered.clause_ids
                                                          for origin in clause.origins.values())]
    return {
        "id": one.id, "chapter": one.chapter, "chapter_words": [CHAPTERS_ZH[one.chapter], CHAPTERS_EN[one.chapter]],
        "kind": one.kind, "strength": one.strength, "text": [one.text_zh, one.text_en], "standing": one.standing,
        "source": one.source, "obligor": list(WORDS.get(f"obligor_{one.obligor}", (one.obligor, one.obligor))),
        "state": covered.state, "reason": covered.reason, "pending": one.pending, "left_open": list(one.pending_types),
        "held": [one.held_zh, one.held_en], "clauses": list(dict.fromkeys(in_force)),
        "written": list(covered.clause_ids), "details": dict(one.details),
    }


def _list_readings(book: Book) -> list[dict[str, Any]]:
    return [{"agreement": agreement.id, "printed": one.printed, "chosen": one.chosen, "clauses": list(clause_ids),
             "readings": [[name, [reading.zh, reading.en]] for name, reading in one.readings.items()]}
            for agreement, one, clause_ids in book.ambiguities]


def _say_date(day: Any) -> str | None:
    return None if day is None else str(day.isoformat())
