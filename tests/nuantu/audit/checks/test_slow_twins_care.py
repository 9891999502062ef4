"""On random springs every check of care, career and governance returns what its slow twin returns."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from tests.nuantu.audit.book_builder import make_clause
from tests.nuantu.audit.random_years import Spring
from tests.oracles import care_checks as slow

from nuantu.audit.checks import CHECKS
from nuantu.audit.query import Case
from nuantu.audit.spells import Spells
from nuantu.audit.tables import open_records

#: Every check stands beside its twin in the slow suite; the worked cases and planted lies stand in the fast one.
pytestmark = pytest.mark.slow

SEEDS = range(4)
KINDS = frozenset({"rain", "heat"})
BASES = {"1101": 400_000, "44": 300_000}
CONTRIBUTION: slow.Params = {"base": BASES, "ratio": 500, "rate": 200, "months_met": 2, "months_seen": 3,
                             "current_counts": True, "proof": True, "rounding": "half_up"}
PLAN: dict[str, tuple[str, slow.Params]] = {
    "C02": ("injury_claim_service", {"review": 5, "holidays": frozenset({"2026-04-06", "2026-05-01"})}),
    "C03": ("pension_subsidy", CONTRIBUTION),
    "C03 before": ("pension_subsidy", {**CONTRIBUTION, "current_counts": False, "proof": False, "months_met": 1,
                                       "months_seen": 2}),
    "C04": ("medical_subsidy", {**CONTRIBUTION, "months_met": 1, "months_seen": 1, "rounding": "up"}),
    "C05": ("serious_illness", {"deductible": 500_000, "most": 20_000_000, "decide": 4, "pay": 3,
                                "kinds": frozenset({"severe_illness", "mild_illness"}),
                                "relations": frozenset({"self", "child"})}),
    "C06": ("child_education", {"most": 5_000_000, "age_below": 18, "decide": 5, "pay": None,
                                "kinds": frozenset({"schooling", "child_emergency"})}),
    "C09": ("commercial_insurance", {"covers": frozenset({"accident_insurance"})}),
    "C10": ("equipment", {"items": frozenset({"helmet"}), "charge": 50, "total": 9,
                          "since": date(2026, 4, 1).toordinal(), "until": date(2026, 6, 1).toordinal()}),
    "C10 early": ("equipment", {"items": frozenset({"helmet", "box"}), "charge": 0, "total": 40,
                                "since": date(2026, 1, 1).toordinal(), "until": date(2026, 6, 1).toordinal()}),
    "C12": ("supply_entitlement", {"items": {"mask": 2, "water": 1}, "period": "month"}),
    "C12 quarter": ("supply_entitlement", {"items": {"mask": 2}, "period": "quarter"}),
    **{f"C13 {period}": ("warm_meal", {"meals": 50, "period": period}) for period in ("month", "quarter")},
    "C14": ("mental_health", {"sessions": 1, "period": "month"}),
    "C15": ("emergency_help", {"within": 300, "by_person": True}),
    "C16": ("weather_review_removal", {"within": 86_400, "level": "yellow", "kinds": KINDS}),
    "C17": ("health_stipend", {"amount": 40_001, "tiers": ((3600, 500), (7200, 1000)), "proof": True,
                               "rounding": "half_up"}),
    "V01": ("paid_training", {"rate": 2400, "subjects": frozenset({"safety", "skill"}), "rounding": "up"}),
    "V03": ("mentor", {"new_days": 30, "within": 3, "mentor_days": 100}),
    "V04": ("skill_contest", {"contests": 1, "period": "month", "entrants": 30}),
    "V05": ("skill_certificate", {"amounts": {"level5": 50_000, "level4": 80_000}}),
    "V06": ("promotion_path", {"share": 400, "posts": frozenset({"station_head"}), "period": "month"}),
    "V06 quarter": ("promotion_path", {"share": 400, "posts": frozenset({"station_head"}), "period": "quarter"}),
    "V08": ("reputation_portability", {"within": 4, "fields": frozenset({"ratings", "hours"}),
                                       "formats": frozenset({"csv", "json"})}),
    "G01": ("algorithm_disclosure", {"topics": frozenset({"dispatch", "pricing", "score"}),
                                     "fields": frozenset({"basis"}), "plain": True}),
    "G02": ("change_consultation", {"notice": 7, "topics": frozenset({"dispatch", "pricing", "route"}),
                                    "consult": True, "answers": True}),
    "G03": ("explanation_right", {"within": 3, "on_suspension": True}),
    "G04": ("human_review", {"within": 5, "other_person": True, "examined": 2}),
    "G05": ("human_only_suspension", {"scope": frozenset({"suspension", "measure"}), "named": True}),
    "G06": ("appeal_channel", {"within": 86_400, "share": 1000, "topics": frozenset()}),
    "G06 share": ("appeal_channel", {"within": 86_400, "share": 750, "topics": frozenset({"pay"})}),
    "G07": ("regular_talk", {"talks": 1, "period": "month", "representatives": 7, "regions": 2}),
    "G10": ("anti_retaliation", {"span": 20, "needs": "reason", "measures": frozenset(
        {"suspension", "score_change", "deduction_line", "measure_taken"})}),
    "G10 told": ("anti_retaliation", {"span": 40, "needs": "explanation", "measures": frozenset(
        {"suspension", "score_change", "deduction_line"})}),
    "G11": ("banned_data", {"fields": frozenset({"emotion"}), "offline_location": True}),
    "G13": ("three_party_obligation", {"parties": frozenset({"platform", "union"}), "each": True}),
    "G14": ("evaluation_cycle", {"every": 2, "representatives": 3, "systems": frozenset({"dispatch", "pricing"})}),
    "G15": ("renewal_window", {"before": 1, "ends": date(2026, 4, 22).toordinal()}),
    "G15 early": ("renewal_window", {"before": 4, "ends": date(2026, 4, 30).toordinal()}),
}
PARAMS = dict(reversed(PLAN.values()))
Town = tuple[Case, slow.Year]


@pytest.fixture(scope="module")
def towns(tmp_path_factory: pytest.TempPathFactory) -> list[Town]:
    """Random springs, opened for audit and as rows."""
    found = []
    for seed in SEEDS:
        spring = Spring(seed, PARAMS)
        records = open_records(spring.write(tmp_path_factory.mktemp("spring") / "out"))
        found.append((Case(records, Spells(records), ()), slow.Year(spring.rows, spring.ledger)))
    return found


def tell(row: dict[str, Any], name: str) -> slow.Told:
    """A row of a check as twins tell it."""
    return row[name], row["worker_id"], slow.number(row["event_ids"] or ())


@pytest.mark.parametrize("name", list(PLAN))
def test_the_check_finds_what_its_twin_finds(towns: list[Town], name: str) -> None:
    """Units, breaches and what lacks evidence: ground, worker and events of each."""
    kind, params = PLAN[name]
    clause = make_clause(kind, **params)
    told: Counter[str] = Counter()
    for opened, year in towns:
        case = Case(opened.records, opened.spells, (clause,))
        query = CHECKS[kind](clause, case)
        missing = [] if query.missing is None else case.records.rows(query.missing)
        breaches = case.records.rows(query.breaches)
        found = slow.Answer(int(case.records.value(query.units.count())),
                            sorted((tell(row, "ground") for row in breaches), key=str),
                            sorted((tell(row, "field") for row in missing), key=str))
        said = getattr(slow, kind)(year, params)
        assert found == slow.Answer(said.units, sorted(said.breaches, key=str), sorted(said.missing, key=str))
        told.update(units=found.units, faults=len(breaches) + len(missing))
    assert min(told["units"], told["faults"]) > 0


@pytest.mark.parametrize("name", [name for name in PLAN if name != "G06 share"])
def test_two_equal_versions_find_what_one_clause_finds(towns: list[Town], name: str) -> None:
    """A clause cut at a midnight of May into two that say the same is broken, or without evidence, as the whole is."""
    kind, params = PLAN[name]
    clause = make_clause(kind, **params)
    opened = towns[0][0]
    halves = (replace(clause, days=(date(2026, 1, 1), date(2026, 5, 9))),
              replace(clause, days=(date(2026, 5, 10), date(2026, 12, 31))))
    told = []
    for versions in ((clause,), halves):
        case = Case(opened.records, opened.spells, versions)
        queries = [CHECKS[kind](version, case) for version in versions]
        told.append(sorted([tell(row, "ground") for query in queries for row in case.records.rows(query.breaches)]
                           + [tell(row, "field") for query in queries if query.missing is not None
                              for row in case.records.rows(query.missing)], key=str))
    assert told[1] == told[0]
