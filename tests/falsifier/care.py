"""A true year of care, career and governance, and the lies that can be told in it.

The year is written in the published formats from nothing but this file and its neighbours: 2026, three people. Wang
has worked for long, Li too, Zhao is new. Everything that was agreed in ``CLAUSES`` is kept. A lie changes some of it;
it says which type an auditor must find broken, whose right it is, and in which event or line it shows (or, where
nobody's event shows it, what stands in the arithmetic).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from tests.falsifier.falsify import Finding, Records, Row
from tests.falsifier.score import Story, at

DAY_S: Final = 86_400
CLAUSES: Final[tuple[Row, ...]] = (
    {"id": "piece", "type": "weekday_distance_band", "params": {"base": "5.00 CNY/order"}},
    {"id": "claim", "type": "injury_claim_service", "params": {"review": "5 d"}},
    {"id": "pension", "type": "pension_subsidy",
     "params": {"base": "4000.00 CNY/month", "ratio": "50 %", "rate": "20 %", "months_met": "1", "months_seen": "2",
                "current_counts": "yes", "rounding": "half_up"}},
    {"id": "medical", "type": "medical_subsidy",
     "params": {"base": "4000.00 CNY/month", "ratio": "50 %", "rate": "8 %", "rounding": "half_up"}},
    {"id": "illness", "type": "serious_illness",
     "params": {"deductible": "5000 CNY", "most": "200000 CNY", "decide": "15 d", "pay": "5 d"}},
    {"id": "child", "type": "child_education",
     "params": {"most": "50000 CNY", "age_below": "18", "decide": "15 d"}},
    {"id": "cover", "type": "commercial_insurance", "params": {"covers": ["accident_insurance"]}},
    {"id": "gear", "type": "equipment",
     "params": {"items": ["helmet"], "total": "2", "since": "2026-01-01", "until": "2026-06-30"}},
    {"id": "kit", "type": "supply_entitlement", "params": {"items": {"mask": "2"}, "period": "year"}},
    {"id": "call", "type": "emergency_help", "params": {"within": "5 min", "by_person": "yes"}},
    {"id": "review", "type": "weather_review_removal", "params": {"within": "24 h", "level": "yellow"}},
    {"id": "health", "type": "health_stipend",
     "params": {"amount": "400.00 CNY/month", "tiers": {"from 1 h": "50 %", "from 2 h": "100 %"},
                "rounding": "half_up"}},
    {"id": "course", "type": "paid_training", "params": {"rate": "24.00 CNY/h", "rounding": "half_up"}},
    {"id": "pair", "type": "mentor", "params": {"new_days": "30 d", "within": "3 d", "mentor_days": "100 d"}},
    {"id": "level", "type": "skill_certificate", "params": {"amounts": {"level5": "500 CNY"}}},
    {"id": "copy", "type": "reputation_portability", "params": {"within": "30 d"}},
    {"id": "open", "type": "algorithm_disclosure",
     "params": {"topics": ["dispatch"], "fields": ["basis"], "plain": "yes"}},
    {"id": "change", "type": "change_consultation",
     "params": {"notice": "7 d", "topics": ["pricing"], "consult": "yes", "answers": "yes"}},
    {"id": "why", "type": "explanation_right", "params": {"within": "3 d"}},
    {"id": "second", "type": "human_review", "params": {"within": "14 d"}},
    {"id": "person", "type": "human_only_suspension", "params": {"scope": ["suspension"], "named": "yes"}},
    {"id": "voice", "type": "appeal_channel", "params": {"within": "24 h"}},
    {"id": "shield", "type": "anti_retaliation", "params": {"span": "90 d", "needs": "reason"}},
    {"id": "out", "type": "banned_data", "params": {"fields": ["emotion"]}},
)
#: Clauses whose breaches bear no worker's name: each world of lies is judged for itself.
COMMON: Final[tuple[Row, ...]] = (
    {"id": "gear", "type": "equipment",
     "params": {"items": ["helmet"], "total": "2", "since": "2026-01-01", "until": "2026-06-30"}},
    {"id": "meals", "type": "warm_meal", "params": {"meals": "100", "period": "quarter"}},
    {"id": "mind", "type": "mental_health", "params": {"sessions": "1", "period": "quarter"}},
    {"id": "contest", "type": "skill_contest", "params": {"contests": "1", "period": "year", "entrants": "30"}},
    {"id": "path", "type": "promotion_path",
     "params": {"share": "50 %", "posts": ["station_head"], "period": "year"}},
    {"id": "talks", "type": "regular_talk",
     "params": {"period": "year", "representatives": "7", "regions": "2"}},
    {"id": "three", "type": "three_party_obligation", "params": {"parties": ["platform"], "each": "yes"}},
    {"id": "look", "type": "evaluation_cycle",
     "params": {"every": "6 months", "representatives": "3", "systems": ["dispatch"]}},
    {"id": "renew", "type": "renewal_window", "params": {"before": "3 months", "ends": "2026-12-31"}},
)
WANG: Final = {"worker_id": "Wang"}


def write_true_world(out: Path) -> Path:
    """The year in which everything is kept."""
    story = Story()
    for worker, tenure in (("Wang", 400), ("Li", 400), ("Zhao", 1)):
        story.tell("registered", at(1, 1), worker_id=worker, worker_class="crowd", vehicle="ebike", tenure_days=tenure,
                   place_code="110105")
    story.tell("mentor_assigned", at(1, 3, 9), worker_id="Zhao", other_id="Li")
    story.tell("online", at(1, 1, 1), **WANG)
    _care(story)
    _ask_for_aid(story)
    _ride(story)
    _develop(story)
    _govern(story)
    _complain(story)
    story.tell("offline", at(12, 30, 12), **WANG)
    story.tell("temperature", at(12, 31, 23), celsius_tenths=-20)
    return story.write(out)


def _care(story: Story) -> None:
    """A claim, two months' pay of which one reaches the base, helmets, masks, a call for help."""
    claim = story.tell("claim_filed", at(3, 2, 10), **WANG)
    story.tell("claim_step", at(3, 6, 10), claim, outcome="materials", **WANG)
    payout = story.tell("payout", at(3, 31, 20), from_s=at(3, 1), to_s=at(4, 1), amount_minor=400_000, **WANG)
    story.tell("payout", at(4, 30, 20), from_s=at(4, 1), to_s=at(5, 1), amount_minor=399_999, **WANG)
    for kind, amount in (("pension", 40_000), ("medical", 16_000)):
        story.tell("contribution_proved", at(3, 20), component=kind, from_s=at(3, 1), to_s=at(4, 1), **WANG)
        story.settle(kind, kind, payout, amount, account="benefit", period="2026-03-31")
    for worker, month in (("Wang", 2), ("Li", 5)):
        story.tell("supply_issued", at(month, 1, 10), worker_id=worker, component="helmet", count=1, amount_minor=0)
    for month in (3, 9):
        story.tell("supply_issued", at(month, 1, 10), component="mask", count=1, **WANG)
    call = story.tell("emergency_help", at(6, 10, 10), **WANG)
    story.tell("help_answered", at(6, 10, 10, 5), call, actor="person", **WANG)


def _ask_for_aid(story: Story) -> None:
    """An illness and a child at school: asked for, granted, paid."""
    filed = story.tell("aid_filed", at(3, 10, 10), reason="severe_illness", component="self", amount_minor=1_200_000,
                       **WANG)
    granted = story.tell("aid_decided", at(3, 25, 10), filed, outcome="granted", amount_minor=700_000, **WANG)
    story.tell("aid_paid", at(3, 30, 10), granted, amount_minor=700_000, **WANG)
    story.settle("illness", "illness_aid", filed, 700_000, account="benefit")
    filed = story.tell("aid_filed", at(4, 10, 10), reason="schooling", component="child", amount_minor=300_000,
                       count=17, **WANG)
    story.tell("aid_decided", at(4, 25, 10), filed, outcome="granted", amount_minor=300_000, **WANG)
    story.settle("child", "child_aid", filed, 300_000, account="benefit")


def _ride(story: Story) -> None:
    """A long ride in the second quarter, and one in the rain of which a bad review is taken out."""
    story.tell("contribution_proved", at(5, 1), component="health", from_s=at(5, 1), to_s=at(6, 1), **WANG)
    ride = story.ride("Wang", "A1", at(5, 20, 8), minutes=840)
    story.settle("health", "health_stipend", ride, 60_000, account="benefit", period="2026-06-30", order_id=None)
    story.tell("alert", at(7, 1, 8), reason="rain", level="yellow", district_id="d1", from_s=at(7, 1, 8),
               to_s=at(7, 1, 20), issued_by="office")
    wet = story.ride("Wang", "A2", at(7, 1, 10))
    bad = story.tell("rating_given", wet["at_s"] + 600, order_id="A2", level="bad", **WANG)
    story.tell("rating_removed", bad["at_s"] + DAY_S, bad, order_id="A2", reason="weather", **WANG)


def _develop(story: Story) -> None:
    """Training, a certificate, posts, an own copy, contests, meals and sessions."""
    story.tell("training_held", at(5, 4, 12), reason="safety", from_s=at(5, 4, 10), to_s=at(5, 4, 11, 30),
               amount_minor=3600, **WANG)
    gained = story.tell("certified", at(5, 5, 10), level="level5", **WANG)
    story.settle("level", "certificate", gained, 50_000, account="benefit")
    story.tell("promoted", at(8, 1, 10), component="station_head", outcome="internal", **WANG)
    story.tell("promoted", at(8, 2, 10), worker_id="Li", component="station_head", outcome="external")
    asked = story.tell("export_requested", at(8, 10, 10), **WANG)
    story.tell("export_sent", at(9, 9, 10), asked, level="csv", fields=["ratings", "hours", "income"], **WANG)
    story.tell("activity_held", at(4, 20, 10), reason="skill_contest", count=30)
    for month in (2, 5, 8, 11):
        story.tell("activity_held", at(month, 6, 12), reason="warm_meal", count=100)
        story.tell("activity_held", at(month, 7, 12), reason="counselling", count=5)


def _govern(story: Story) -> None:
    """Two rules, a talk, two evaluations, a meeting on renewal, data collected on duty."""
    told = story.tell("rule_published", at(2, 1, 10), clause_id="r1", component="dispatch", fields=["basis"],
                      outcome="plain")
    story.tell("rule_effective", at(2, 10, 10), told, clause_id="r1", component="dispatch")
    told = story.tell("rule_published", at(2, 1, 11), clause_id="r2", component="pricing", fields=["basis"])
    opened = story.tell("consult_opened", at(2, 1, 12), clause_id="r2")
    story.tell("consult_closed", at(2, 8, 12), opened, clause_id="r2", count=12, fields=["rain", "night"])
    story.tell("rule_effective", at(2, 8, 13), told, clause_id="r2", component="pricing")
    story.tell("meeting_held", at(9, 17, 10), reason="talk", count=7, fields=["Beijing", "Wuhan"])
    for month in (3, 8):
        story.tell("evaluation_done", at(month, 1, 10), reason="dispatch", count=3)
    story.tell("meeting_held", at(11, 1, 10), reason="renewal", count=7)
    story.tell("data_collected", at(7, 2, 10), component="location", **WANG)


def _complain(story: Story) -> None:
    """A complaint answered, a suspension by a person with its reasons, a question, a review by another person."""
    complaint = story.tell("complaint_filed", at(8, 25, 10), component="pay", **WANG)
    story.tell("complaint_answered", at(8, 26, 10), complaint, outcome="upheld", actor="person", **WANG)
    stop = story.tell("suspension", at(9, 1, 12), reason="fraud", actor="person", actor_id="P1", **WANG)
    story.tell("explanation_sent", at(9, 1, 12), stop, **WANG)
    asked = story.tell("explanation_requested", at(9, 1, 13), **WANG)
    story.tell("explanation_sent", at(9, 4, 13), asked, **WANG)
    review = story.tell("review_requested", at(9, 2, 10), stop, **WANG)
    story.tell("review_decided", at(9, 16, 10), review, outcome="overturned", actor="person", actor_id="P2",
               fields=["track"], **WANG)


@dataclass(frozen=True)
class Lie:
    """What it breaks, how it is told, the event (kind, values) or line (component) that shows it, whose right it is;
    ``says`` stands in the arithmetic where nobody's event shows it; ``also`` are types that it cannot help touching."""

    type: str
    tell: Callable[[Records], Row | None]
    event: tuple[str, Row] | None = None
    line: str | None = None
    worker: str | None = "Wang"
    order: str | None = None
    says: str | None = None
    also: frozenset[str] = frozenset()


def move(kind: str, seconds: int, **values: Any) -> Callable[[Records], None]:
    """Let an event happen later."""
    def tell(r: Records) -> None:
        row = r.one(kind, **values)
        r.move(row, row["at_s"] + seconds)
    return tell


def drop(kind: str, **values: Any) -> Callable[[Records], None]:
    """Take an event out."""
    return lambda r: r.drop(r.one(kind, **values))


def change(kind: str, new: Row, **values: Any) -> Callable[[Records], None]:
    """Let an event say something else."""
    return lambda r: r.one(kind, **values).update(new)


def pay(component: str, amount: int) -> Callable[[Records], None]:
    """Let a line come to another amount."""
    return lambda r: r.set_amount(r.line(component=component), amount)


def unpaid(component: str) -> Callable[[Records], None]:
    """Take a line out."""
    return lambda r: r.drop(r.line(component=component))


def invent(kind: str, at_s: int, **values: Any) -> Callable[[Records], Row]:
    """Put an event in, which is what must be found."""
    return lambda r: r.add_event(kind, at_s, **values)


def take(component: str, amount: int) -> Callable[[Records], Row]:
    """Put a line in that takes money from an order, which is what must be found."""
    def tell(r: Records) -> Row:
        like = r.line(component="base")
        line = r.add_line(like, component=component, reason=None)
        r.set_amount(line, -amount)
        return line
    return tell


LEDGER: Final = frozenset({"ledger_integrity"})
LIES: Final[dict[str, Lie]] = {
    "answer a claim on the sixth working day": Lie("injury_claim_service", move("claim_step", 4 * DAY_S),
                                                   ("claim_filed", {})),
    "never answer a claim": Lie("injury_claim_service", drop("claim_step"), ("claim_filed", {})),
    "answer nobody's claim": Lie("injury_claim_service", change("claim_step", {"ref": None}), ("claim_filed", {})),
    "pay no pension subsidy": Lie("pension_subsidy", unpaid("pension"), ("payout", {"amount_minor": 400_000})),
    "pay a fen less of pension": Lie("pension_subsidy", pay("pension", 39_999), line="pension"),
    "lose the proof of pension": Lie("pension_subsidy", drop("contribution_proved", component="pension"),
                                     line="pension"),
    "pay out a fen less in March": Lie("pension_subsidy", change("payout", {"amount_minor": 399_999}), line="pension",
                                       also=frozenset({"medical_subsidy"})),
    "pay no medical subsidy": Lie("medical_subsidy", unpaid("medical"), ("payout", {"amount_minor": 400_000})),
    "pay a fen more of medical": Lie("medical_subsidy", pay("medical", 16_001), line="medical"),
    "lose the proof of medical": Lie("medical_subsidy", drop("contribution_proved", component="medical"),
                                     line="medical"),
    "pay no aid in illness": Lie("serious_illness", unpaid("illness_aid"), ("aid_filed", {"reason": "severe_illness"})),
    "grant less than is due": Lie("serious_illness", change("aid_decided", {"amount_minor": 600_000}),
                                  ("aid_filed", {"reason": "severe_illness"})),
    "pay aid a day late": Lie("serious_illness", move("aid_paid", DAY_S), ("aid_decided", {})),
    "say that the family paid less itself": Lie("serious_illness", change("aid_filed", {"amount_minor": 1_100_000}),
                                                line="illness_aid"),
    "decide on the child a day late": Lie("child_education", move("aid_decided", DAY_S, amount_minor=300_000),
                                          ("aid_filed", {"reason": "schooling"})),
    "refuse the child": Lie("child_education", change("aid_decided", {"outcome": "refused"}, amount_minor=300_000),
                            ("aid_filed", {"reason": "schooling"})),
    "make the child a year older": Lie("child_education", change("aid_filed", {"count": 18}, reason="schooling"),
                                       line="child_aid"),
    "deduct a premium": Lie("commercial_insurance", invent(
        "deduction_line", at(5, 1), component="accident_insurance", amount_minor=300, **WANG)),
    "deduct under another name": Lie("commercial_insurance", invent(
        "deduction_line", at(5, 1), component="fee", reason="accident_insurance", amount_minor=1, **WANG)),
    "take a premium in the ledger": Lie("commercial_insurance", take("accident_insurance", 1), order="A1",
                                        also=LEDGER),
    "charge for a helmet": Lie("equipment", change("supply_issued", {"amount_minor": 1}, component="helmet"),
                               ("supply_issued", {"component": "helmet"})),
    "make somebody buy a helmet": Lie("equipment", invent(
        "deduction_line", at(5, 1), component="deduction", reason="helmet", amount_minor=9900, **WANG)),
    "take a helmet's price in the ledger": Lie("equipment", take("helmet", 9900), order="A1", also=LEDGER),
    "keep a mask": Lie("supply_entitlement", drop("supply_issued", component="mask"),
                       ("delivered", {"order_id": "A1"})),
    "hand out something else": Lie("supply_entitlement", change("supply_issued", {"component": "water"},
                                                                component="mask"), ("delivered", {"order_id": "A1"})),
    "hand the mask to somebody else": Lie("supply_entitlement", change("supply_issued", {"worker_id": "Li"},
                                                                       component="mask"),
                                          ("delivered", {"order_id": "A1"})),
    "answer a call a second late": Lie("emergency_help", move("help_answered", 1), ("emergency_help", {})),
    "answer no call": Lie("emergency_help", drop("help_answered"), ("emergency_help", {})),
    "let a machine answer": Lie("emergency_help", change("help_answered", {"actor": "system"}),
                                ("emergency_help", {})),
    "remove a review a second late": Lie("weather_review_removal", move("rating_removed", 1), ("rating_given", {}),
                                         order="A2"),
    "keep a review": Lie("weather_review_removal", drop("rating_removed"), ("rating_given", {}), order="A2"),
    "remove another review": Lie("weather_review_removal", change("rating_removed", {"ref": None}),
                                 ("rating_given", {}), order="A2"),
    "pay no stipend": Lie("health_stipend", unpaid("health_stipend"), ("accepted", {"order_id": "A1"})),
    "pay the whole stipend": Lie("health_stipend", pay("health_stipend", 120_000), line="health_stipend"),
    "lose the proof of cover": Lie("health_stipend", drop("contribution_proved", component="health"),
                                   line="health_stipend"),
    "pay training a fen short": Lie("paid_training", change("training_held", {"amount_minor": 3599}),
                                    ("training_held", {})),
    "train for longer": Lie("paid_training", change("training_held", {"to_s": at(5, 4, 11, 31)}),
                            ("training_held", {})),
    "train for nothing": Lie("paid_training", change("training_held", {"amount_minor": None}), ("training_held", {})),
    "pair a day late": Lie("mentor", move("mentor_assigned", DAY_S), ("mentor_assigned", {}), worker="Zhao"),
    "pair nobody": Lie("mentor", drop("mentor_assigned"), ("registered", {"worker_id": "Zhao"}), worker="Zhao"),
    "pair with a beginner": Lie("mentor", change("registered", {"tenure_days": 97}, worker_id="Li"),
                                ("mentor_assigned", {}), worker="Zhao"),
    "pay no certificate": Lie("skill_certificate", unpaid("certificate"), ("certified", {})),
    "pay half a certificate": Lie("skill_certificate", pay("certificate", 25_000), line="certificate"),
    "pay for another level": Lie("skill_certificate", change("certified", {"level": "level4"}), line="certificate"),
    "hand over a copy a day late": Lie("reputation_portability", move("export_sent", DAY_S), ("export_requested", {})),
    "hand over a picture": Lie("reputation_portability", change("export_sent", {"level": "png"}),
                               ("export_requested", {})),
    "hand over half a copy": Lie("reputation_portability", change("export_sent", {"fields": ["ratings"]}),
                                 ("export_requested", {})),
    "let a rule take effect unpublished": Lie("algorithm_disclosure", change(
        "rule_effective", {"ref": None}, component="dispatch"), ("rule_effective", {"component": "dispatch"}),
        worker=None),
    "hide how a rule works": Lie("algorithm_disclosure", change("rule_published", {"fields": []}),
                                 ("rule_effective", {"component": "dispatch"}), worker=None),
    "publish what nobody understands": Lie("algorithm_disclosure", change("rule_published", {"outcome": None}),
                                           ("rule_effective", {"component": "dispatch"}), worker=None),
    "give a day less notice": Lie("change_consultation", move("rule_published", DAY_S, component="pricing"),
                                  ("rule_effective", {"component": "pricing"}), worker=None),
    "consult nobody": Lie("change_consultation", drop("consult_closed"),
                          ("rule_effective", {"component": "pricing"}), worker=None),
    "answer no opinion": Lie("change_consultation", change("consult_closed", {"fields": []}), ("consult_closed", {}),
                             worker=None),
    "explain a day late": Lie("explanation_right", move("explanation_sent", DAY_S, at_s=at(9, 4, 13)),
                              ("explanation_requested", {})),
    "explain nothing": Lie("explanation_right", drop("explanation_sent", at_s=at(9, 4, 13)),
                           ("explanation_requested", {})),
    "give reasons a second late": Lie("explanation_right", move("explanation_sent", 1, at_s=at(9, 1, 12)),
                                      ("suspension", {})),
    "decide a review a day late": Lie("human_review", move("review_decided", DAY_S), ("review_requested", {})),
    "let the first decide again": Lie("human_review", change("review_decided", {"actor_id": "P1"}),
                                      ("review_requested", {})),
    "examine nothing": Lie("human_review", change("review_decided", {"fields": []}), ("review_requested", {})),
    "let a machine review": Lie("human_review", change("review_decided", {"actor": "system"}),
                                ("review_requested", {})),
    "let a machine suspend": Lie("human_only_suspension", change("suspension", {"actor": "system"}),
                                 ("suspension", {})),
    "hide who suspended": Lie("human_only_suspension", change("suspension", {"actor_id": None}), ("suspension", {}),
                              also=frozenset({"human_review"})),
    "hide whether a person suspended": Lie("human_only_suspension", change("suspension", {"actor": None}),
                                           ("suspension", {})),
    "answer a complaint a second late": Lie("appeal_channel", move("complaint_answered", 1), ("complaint_filed", {})),
    "answer no complaint": Lie("appeal_channel", drop("complaint_answered"), ("complaint_filed", {})),
    "answer another complaint": Lie("appeal_channel", change("complaint_answered", {"ref": None}),
                                    ("complaint_filed", {})),
    "suspend without a reason": Lie("anti_retaliation", change("suspension", {"reason": None}), ("suspension", {})),
    "take points after a complaint": Lie("anti_retaliation", invent("score_change", at(11, 23, 23), score_delta=-1,
                                                                    **WANG)),
    "take a measure after a complaint": Lie("anti_retaliation", invent(
        "measure_taken", at(9, 1), level="warning", actor="person", actor_id="P1", **WANG)),
    "collect an emotion": Lie("banned_data", change("data_collected", {"component": "emotion"}),
                              ("data_collected", {})),
    "collect a place before duty": Lie("banned_data", invent("data_collected", at(1, 1, 0, 59), component="location",
                                                             **WANG)),
    "collect a place after duty": Lie("banned_data", invent("data_collected", at(12, 30, 12, 0, 1),
                                                            component="location", **WANG)),
}
COMMON_LIES: Final[dict[str, Lie]] = {
    "keep a helmet": Lie("equipment", drop("supply_issued", component="helmet", worker_id="Li"), worker=None,
                         says="1 handed out < total 2"),
    "hand a helmet out too late": Lie("equipment", move("supply_issued", 90 * DAY_S, component="helmet",
                                                        worker_id="Li"), worker=None, says="1 handed out < total 2"),
    "count a helmet as none": Lie("equipment", change("supply_issued", {"count": 0}, component="helmet"), worker=None,
                                  says="1 handed out < total 2"),
    "cook a meal less": Lie("warm_meal", change("activity_held", {"count": 99}, reason="warm_meal"), worker=None,
                            says="2026-Q1: held 99 < wanted 100"),
    "cook none in summer": Lie("warm_meal", drop("activity_held", reason="warm_meal", at_s=at(8, 6, 12)), worker=None,
                               says="2026-Q3: held 0 < wanted 100"),
    "cook a season late": Lie("warm_meal", move("activity_held", 60 * DAY_S, reason="warm_meal", at_s=at(5, 6, 12)),
                              worker=None, says="2026-Q2: held 0 < wanted 100"),
    "hold no session": Lie("mental_health", drop("activity_held", reason="counselling"), worker=None,
                           says="2026-Q1: held 0 < wanted 1"),
    "hold a session for something else": Lie("mental_health", change("activity_held", {"reason": "sales"},
                                                                     reason="counselling", at_s=at(11, 7, 12)),
                                             worker=None, says="2026-Q4: held 0 < wanted 1"),
    "hold a session in the next quarter": Lie("mental_health", move(
        "activity_held", 60 * DAY_S, reason="counselling", at_s=at(8, 7, 12)), worker=None,
        says="2026-Q3: held 0 < wanted 1"),
    "hold no contest": Lie("skill_contest", drop("activity_held", reason="skill_contest"), worker=None,
                           says="2026: held 0 < wanted 1"),
    "admit one entrant less": Lie("skill_contest", change("activity_held", {"count": 29}, reason="skill_contest"),
                                  worker=None, says="2026: held 0 < wanted 1"),
    "call something else a contest": Lie("skill_contest", change("activity_held", {"reason": "sales"},
                                                                 reason="skill_contest"), worker=None,
                                         says="2026: held 0 < wanted 1"),
    "promote a stranger": Lie("promotion_path", change("promoted", {"outcome": "external"}), ("promoted", {}),
                              worker=None),
    "promote nobody from within": Lie("promotion_path", drop("promoted"), ("promoted", {"worker_id": "Li"}),
                                      worker=None),
    "hide where somebody came from": Lie("promotion_path", change("promoted", {"outcome": None}), ("promoted", {}),
                                         worker=None),
    "hold no talk": Lie("regular_talk", drop("meeting_held", reason="talk"), worker=None,
                        says="2026: held 0 < wanted 1"),
    "talk with six": Lie("regular_talk", change("meeting_held", {"count": 6}, reason="talk"), worker=None,
                         says="2026: held 0 < wanted 1"),
    "talk with one region": Lie("regular_talk", change("meeting_held", {"fields": ["Wuhan"]}, reason="talk"),
                                worker=None, says="2026: held 0 < wanted 1"),
    "evaluate with two": Lie("evaluation_cycle", change("evaluation_done", {"count": 2}), ("evaluation_done", {}),
                             worker=None),
    "evaluate a month later": Lie("evaluation_cycle", move("evaluation_done", 32 * DAY_S, at_s=at(8, 1, 10)),
                                  worker=None, says="dispatch: no evaluation_done from 2026-03-01 to 2026-09-01"),
    "evaluate once": Lie("evaluation_cycle", drop("evaluation_done", at_s=at(8, 1, 10)), worker=None,
                         says="dispatch: no evaluation_done from 2026-03-01 to 2026-09-01"),
    "never meet on renewal": Lie("renewal_window", drop("meeting_held", reason="renewal"), worker=None,
                                 says="no meeting_held on renewal from 2026-09-30 to 2026-12-31"),
    "meet on renewal too early": Lie("renewal_window", move("meeting_held", -33 * DAY_S, reason="renewal"),
                                     worker=None, says="no meeting_held on renewal from 2026-09-30 to 2026-12-31"),
    "meet on something else": Lie("renewal_window", change("meeting_held", {"reason": "talk"}, reason="renewal"),
                                  worker=None, says="no meeting_held on renewal from 2026-09-30 to 2026-12-31"),
}
#: Lies in the agreement itself: parties of the clause on obligations, and what must be said.
AGREEMENT_LIES: Final[dict[str, tuple[Row, str]]] = {
    "leave the platform out": ({"parties": ["union"]}, "three binds platform, which is none of: union"),
    "add a party that nothing binds": ({"parties": ["platform", "union"], "each": "yes"}, "no clause binds union"),
    "let the partner go free": ({"parties": ["platform", "partner_company"], "each": "yes"},
                                "no clause binds partner_company"),
}


def tell_lie(lie: Lie, source: Path, out: Path) -> Row:
    """Plant one lie in a copy of the year; returns what must be found. Rules bear the name of the copy, so that those
    of several copies can be told apart in one run."""
    r = Records(source)
    for row in r.events:
        if row["clause_id"] is not None:
            row["clause_id"] += f"-{out.name}"
    events = [] if lie.event is None else [r.one(lie.event[0], **lie.event[1])]
    lines = [] if lie.line is None else [r.line(component=lie.line)]
    made = lie.tell(r)
    if made is not None:
        (lines if "component" in made and "line_id" in made else events).append(made)
    finding = Finding(lie.type, lie.worker, lie.order, events, lines, lie.also)
    r.save(out)
    return finding.to_json()
