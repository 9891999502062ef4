"""Cases of care, career and governance are told in one sentence, in both languages, with their own numbers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.nuantu.agreement.agreement_text import read_params

from nuantu.agreement.clauses import CLAUSE_TYPES

AT_S = 1795143600
CASES: list[tuple[str, dict[str, Any], str, str]] = [
    ("injury_claim_service", {"days": 5, "review": 5}, "职伤申请应在5个工作日内审核材料，第5个工作日答复。",
     "The materials of an injury claim are reviewed within 5 working days: answered after 5."),
    ("injury_claim_service", {"days": None, "review": 5}, "职伤申请应在5个工作日内审核材料，尚未答复。",
     "The materials of an injury claim are reviewed within 5 working days: no answer."),
    ("pension_subsidy", {"month": "2026-11", "income_minor": 449_200, "base_minor": 449_200, "months": 3,
                         "months_met": 3, "amount_minor": 44_920, "currency": "CNY"},
     "2026-11收入¥4,492.00，基数下限¥4,492.00；考察月中3个月达标（须3个月），养老保险补贴¥449.20。",
     ("2026-11: income ¥4,492.00, least base ¥4,492.00; 3 of the months reach it (3 needed): pension subsidy of "
      "¥449.20.")),
    ("medical_subsidy", {"month": "2026-11", "income_minor": 449_199, "base_minor": 449_200, "months": 0,
                         "months_met": 1, "amount_minor": 0, "currency": "CNY"},
     "2026-11收入¥4,491.99，基数下限¥4,492.00；考察月中0个月达标（须1个月），不发医疗保险补贴。",
     "2026-11: income ¥4,491.99, least base ¥4,492.00; 0 of the months reach it (1 needed): no medical subsidy."),
    ("serious_illness", {"own_minor": 1_200_000, "deductible_minor": 500_000, "amount_minor": 700_000,
                         "currency": "CNY"},
     "自付¥12,000.00，起付额¥5,000.00，帮扶¥7,000.00。",
     "Own part ¥12,000.00, the first ¥5,000.00 not counted: aid of ¥7,000.00."),
    ("serious_illness", {"own_minor": 500_000, "deductible_minor": 500_000, "amount_minor": 0, "currency": "CNY"},
     "自付¥5,000.00，起付额¥5,000.00，不予帮扶。", "Own part ¥5,000.00, the first ¥5,000.00 not counted: no aid."),
    ("child_education", {"age": 17, "age_below": 18, "asked_minor": 6_000_000, "amount_minor": 5_000_000,
                         "currency": "CNY"},
     "子女17周岁（须未满18周岁），申请¥60,000.00，帮扶¥50,000.00。",
     "A child aged 17 (younger than 18), ¥60,000.00 asked for: aid of ¥50,000.00."),
    ("child_education", {"age": 18, "age_below": 18, "asked_minor": 100, "amount_minor": 0, "currency": "CNY"},
     "子女18周岁（须未满18周岁），申请¥1.00，不予帮扶。",
     "A child aged 18 (younger than 18), ¥1.00 asked for: no aid."),
    ("commercial_insurance", {"cover": "accident_insurance", "taken_minor": 300, "currency": "CNY"},
     "意外险由平台投保，却向骑手收了¥3.00。",
     "The platform pays for accident insurance: ¥3.00 was taken from the worker."),
    ("commercial_insurance", {"cover": "accident_insurance", "taken_minor": 0, "currency": "CNY"},
     "意外险由平台投保，未向骑手收费。",
     "The platform pays for accident insurance: nothing was taken from the worker."),
    ("equipment", {"item": "helmet", "count": 1, "charged_minor": 990, "currency": "CNY"},
     "发放头盔1件，收费¥9.90。", "1 x helmet handed out: ¥9.90 was charged."),
    ("equipment", {"item": "helmet", "count": 2, "charged_minor": 0, "currency": "CNY"},
     "发放头盔2件，未收费。", "2 x helmet handed out: nothing was charged."),
    ("supply_entitlement", {"item": "heat_kit", "given": 1, "due": 2, "span": "2026-Q3"},
     "2026-Q3应发防暑包2件，已发1件。", "2026-Q3: 1 of 2 x heat kit handed out."),
    ("warm_meal", {"span": "2026-11", "held": 600, "wanted": 1000}, "2026-11应供暖心餐1000份，已供600份。",
     "2026-11: 600 of 1000 warm meals."),
    ("mental_health", {"span": "2026-Q4", "held": 1, "wanted": 2}, "2026-Q4应办心理关怀2场，已办1场。",
     "2026-Q4: 1 of 2 sessions of counselling."),
    ("emergency_help", {"latency_s": 301, "within_s": 300}, "求助应在5分内响应，5分1秒后响应。",
     "A call for help is answered within 5 min: answered after 5 min 1 s."),
    ("emergency_help", {"latency_s": None, "within_s": 300}, "求助应在5分内响应，无人响应。",
     "A call for help is answered within 5 min: nobody answered."),
    ("weather_review_removal", {"removed_after_s": 3600, "within_s": 86_400},
     "特殊天气差评应在24小时内剔除，1小时后剔除。",
     "A bad review under an alert is removed within 24 h: it was after 1 h."),
    ("weather_review_removal", {"removed_after_s": None, "within_s": 86_400},
     "特殊天气差评应在24小时内剔除，没有剔除。",
     "A bad review under an alert is removed within 24 h: it was not."),
    ("health_stipend", {"span": "2026-Q4", "weekly_s": 54_000, "share_pm": 500, "amount_minor": 60_000,
                        "currency": "USD"},
     "2026-Q4周均接单15小时，按50%发健康津贴$600.00。",
     "2026-Q4: 15 h of accept time in the mean week, a stipend of 50 %: $600.00."),
    ("paid_training", {"trained_s": 5400, "due_minor": 3600, "paid_minor": 3599, "currency": "CNY"},
     "培训1小时30分，应付¥36.00，已付¥35.99。", "Training of 1 h 30 min: ¥36.00 due, ¥35.99 paid."),
    ("mentor", {"tenure_days": 4, "within": 3}, "新手应在入职3天内结对，第4天结对。",
     "A mentor is assigned to a new worker by day 3: one was on day 4."),
    ("mentor", {"tenure_days": None, "within": 3}, "新手应在入职3天内结对，没有结对。",
     "A mentor is assigned to a new worker by day 3: none was."),
    ("skill_contest", {"span": "2026", "held": 0, "wanted": 1}, "2026应办技能竞赛1次，已办0次。",
     "2026: 0 of 1 contests of skill."),
    ("skill_certificate", {"level": "level5", "amount_minor": 50_000, "currency": "CNY"},
     "取得五级（初级工），补贴¥500.00。", "level 5 gained: ¥500.00."),
    ("promotion_path", {"span": "2026-11", "internal": 1, "filled": 3, "share_pm": 500},
     "2026-11补员3岗，内部晋升1人，应不低于50%。", "2026-11: 1 of 3 posts went to workers, at least 50 % should."),
    ("reputation_portability", {"days": 31, "within": 30, "format": "csv"},
     "数据副本应在30天内交付，第31天交付（csv）。",
     "An own copy is handed over within 30 days: it was after 31 (csv)."),
    ("reputation_portability", {"days": None, "within": 30, "format": None}, "数据副本应在30天内交付，没有交付。",
     "An own copy is handed over within 30 days: it was not."),
    ("algorithm_disclosure", {"topic": "dispatch", "published_days": 7}, "派单规则生效前7天公示。",
     "The rule on dispatch was published 7 days before it took effect."),
    ("algorithm_disclosure", {"topic": "dispatch", "published_days": None}, "派单规则生效前没有公示。",
     "The rule on dispatch was not published before it took effect."),
    ("change_consultation", {"topic": "pricing", "notice_days": 6, "notice": 7},
     "计价规则变更应提前7天公示，提前了6天。",
     "A change of the rule on pricing has 7 days of notice: it had 6."),
    ("change_consultation", {"topic": "pricing", "notice_days": None, "notice": 7},
     "计价规则变更应提前7天公示，没有公示。",
     "A change of the rule on pricing has 7 days of notice: it had none."),
    ("explanation_right", {"days": 3, "within": 3}, "应在3天内说明，第3天说明。",
     "An explanation is due within 3 days: given after 3."),
    ("explanation_right", {"days": None, "within": 3}, "应在3天内说明，没有说明。",
     "An explanation is due within 3 days: none was given."),
    ("human_review", {"days": 14, "within": 14, "outcome": "overturned"},
     "复核应在14天内由人决定，第14天决定：推翻原决定。",
     "A review is decided by a person within 14 days: it was after 14: overturned."),
    ("human_review", {"days": None, "within": 14, "outcome": None}, "复核应在14天内由人决定，没有决定。",
     "A review is decided by a person within 14 days: it was not."),
    ("human_only_suspension", {"actor": "system"}, "停用由系统作出。", "The suspension was decided by the system."),
    ("appeal_channel", {"latency_s": 86_401, "within_s": 86_400}, "投诉应在24小时内答复，24小时1秒后答复。",
     "A complaint is answered within 24 h: it was after 24 h 1 s."),
    ("appeal_channel", {"latency_s": None, "within_s": 86_400}, "投诉应在24小时内答复，没有答复。",
     "A complaint is answered within 24 h: it was not."),
    ("regular_talk", {"span": "2026", "held": 1, "wanted": 2}, "2026应恳谈2次，已办1次。", "2026: 1 of 2 talks."),
    ("anti_retaliation", {"days": 59, "span": 90, "measure": "suspension"},
     "投诉后90天内受保护，第59天无理由采取停用账号。",
     "Protected for 90 days after a complaint: a suspension without a reason on day 59."),
    ("banned_data", {"field": "emotion", "at_s": AT_S}, "11:00采集了禁采数据：情绪。",
     "At 11:00 data were collected that may not be: emotions."),
    ("three_party_obligation", {"clause": "A1", "obligor": "partner_company"}, "条款A1由合作商负责。",
     "Clause A1 binds: partner company."),
    ("evaluation_cycle", {"system": "dispatch", "representatives": 3, "months": 24},
     "派单至少每24个月评估一次，劳动者代表3人参与。",
     "An evaluation of dispatch at least every 24 months: 3 representatives took part."),
    ("evaluation_cycle", {"system": "dispatch", "representatives": None, "months": 24},
     "派单至少每24个月评估一次，没有评估记录。",
     "An evaluation of dispatch at least every 24 months: none is on record."),
    ("renewal_window", {"met": "2026-10-01", "ends": "2026-12-31"}, "协议2026-12-31期满，2026-10-01商谈续签。",
     "The agreement ends on 2026-12-31: the sides met on renewal on 2026-10-01."),
    ("renewal_window", {"met": None, "ends": "2026-12-31"}, "协议2026-12-31期满，期满前没有商谈续签。",
     "The agreement ends on 2026-12-31: the sides did not meet on renewal."),
]

WRITTEN: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("injury_claim_service", {"review": "5 d", "holidays": ["2026-10-01", "2026-10-02"]},
     {"review": 5, "holidays": frozenset({"2026-10-01", "2026-10-02"})}),
    ("pension_subsidy", {"base": {"by_place": {"4403": "4492 CNY/month"}}, "ratio": "50 %", "rate": "20 %",
                         "months_met": 3, "months_seen": 6, "current_counts": False, "rounding": "half_up"},
     {"base": {"4403": 449_200}, "ratio": 500, "rate": 200, "months_met": 3, "months_seen": 6,
      "current_counts": False, "rounding": "half_up"}),
    ("health_stipend", {"amount": "400.00 CNY/month", "tiers": {"from 15 h": "50 %", "from 25 h": "100 %"},
                        "rounding": "up"},
     {"amount": 40_000, "tiers": ((54_000, 500), (90_000, 1000)), "rounding": "up"}),
    ("supply_entitlement", {"items": {"heat_kit": 2}, "period": "quarter"},
     {"items": {"heat_kit": 2}, "period": "quarter"}),
    ("equipment", {"items": ["helmet"], "charge": "0.00 CNY/item", "total": 50_000, "since": "2025-07-11",
                   "until": "2025-12-31"},
     {"items": frozenset({"helmet"}), "charge": 0, "total": 50_000, "since": 739_443, "until": 739_616}),
    ("renewal_window", {"before": "3 months", "ends": "2026-12-31"}, {"before": 3, "ends": 739_981}),
]


@pytest.mark.parametrize(("name", "case", "zh", "en"), CASES)
def test_a_case_is_one_sentence_in_both_languages(name: str, case: dict[str, Any], zh: str, en: str) -> None:
    """The sentence carries this case's own numbers, formatted."""
    kind = CLAUSE_TYPES[name]
    assert (kind.explain(case, "zh"), kind.explain(case, "en")) == (zh, en)
    assert set(kind.case) == set(case)


@pytest.mark.parametrize(("name", "written", "canonical"), WRITTEN)
def test_written_values_become_canonical(tmp_path: Path, name: str, written: dict[str, Any],
                                         canonical: dict[str, Any]) -> None:
    """What a negotiator writes is read in whole canonical units."""
    assert read_params(tmp_path, name, **written) == canonical
