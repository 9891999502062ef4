"""One file a clause type: its parameters, its words, the hooks its text promises, and how a case of it is told."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from nuantu.agreement.clause import ClauseType
from nuantu.agreement.clauses.access_friction import ACCESS_FRICTION
from nuantu.agreement.clauses.aggregate_floor import AGGREGATE_FLOOR
from nuantu.agreement.clauses.algorithm_disclosure import ALGORITHM_DISCLOSURE
from nuantu.agreement.clauses.anti_retaliation import ANTI_RETALIATION
from nuantu.agreement.clauses.appeal_channel import APPEAL_CHANNEL
from nuantu.agreement.clauses.banned_data import BANNED_DATA
from nuantu.agreement.clauses.cancel_return_comp import CANCEL_RETURN_COMP
from nuantu.agreement.clauses.change_consultation import CHANGE_CONSULTATION
from nuantu.agreement.clauses.child_education import CHILD_EDUCATION
from nuantu.agreement.clauses.commercial_insurance import COMMERCIAL_INSURANCE
from nuantu.agreement.clauses.commission_cap_order import COMMISSION_CAP_ORDER
from nuantu.agreement.clauses.commission_cap_period import COMMISSION_CAP_PERIOD
from nuantu.agreement.clauses.concurrency_cap import CONCURRENCY_CAP
from nuantu.agreement.clauses.continuous_pause import CONTINUOUS_PAUSE
from nuantu.agreement.clauses.daily_stop import DAILY_STOP
from nuantu.agreement.clauses.deduction_whitelist import DEDUCTION_WHITELIST
from nuantu.agreement.clauses.difficulty_premium import DIFFICULTY_PREMIUM
from nuantu.agreement.clauses.directional_improvement import DIRECTIONAL_IMPROVEMENT
from nuantu.agreement.clauses.driving_time import DRIVING_TIME
from nuantu.agreement.clauses.emergency_help import EMERGENCY_HELP
from nuantu.agreement.clauses.engaged_time_distance_floor import ENGAGED_TIME_DISTANCE_FLOOR
from nuantu.agreement.clauses.equipment import EQUIPMENT
from nuantu.agreement.clauses.equipment_allowance import EQUIPMENT_ALLOWANCE
from nuantu.agreement.clauses.eta_extension import ETA_EXTENSION
from nuantu.agreement.clauses.eta_max_of import ETA_MAX_OF
from nuantu.agreement.clauses.eta_speed_basis import ETA_SPEED_BASIS
from nuantu.agreement.clauses.eta_window import ETA_WINDOW
from nuantu.agreement.clauses.evaluation_cycle import EVALUATION_CYCLE
from nuantu.agreement.clauses.explanation_right import EXPLANATION_RIGHT
from nuantu.agreement.clauses.fatigue_hard_gate import FATIGUE_HARD_GATE
from nuantu.agreement.clauses.fatigue_reminder import FATIGUE_REMINDER
from nuantu.agreement.clauses.fault_attribution import FAULT_ATTRIBUTION
from nuantu.agreement.clauses.health_stipend import HEALTH_STIPEND
from nuantu.agreement.clauses.heat_allowance import HEAT_ALLOWANCE
from nuantu.agreement.clauses.heat_exposure import HEAT_EXPOSURE
from nuantu.agreement.clauses.holiday_premium import HOLIDAY_PREMIUM
from nuantu.agreement.clauses.hourly_floor import HOURLY_FLOOR
from nuantu.agreement.clauses.human_only_suspension import HUMAN_ONLY_SUSPENSION
from nuantu.agreement.clauses.human_review import HUMAN_REVIEW
from nuantu.agreement.clauses.incentive_guardrail import INCENTIVE_GUARDRAIL
from nuantu.agreement.clauses.injury_claim_service import INJURY_CLAIM_SERVICE
from nuantu.agreement.clauses.injury_premium import INJURY_PREMIUM
from nuantu.agreement.clauses.long_rest import LONG_REST
from nuantu.agreement.clauses.meal_ready_dispatch import MEAL_READY_DISPATCH
from nuantu.agreement.clauses.medical_subsidy import MEDICAL_SUBSIDY
from nuantu.agreement.clauses.mental_health import MENTAL_HEALTH
from nuantu.agreement.clauses.mentor import MENTOR
from nuantu.agreement.clauses.monthly_guarantee import MONTHLY_GUARANTEE
from nuantu.agreement.clauses.new_rider_protection import NEW_RIDER_PROTECTION
from nuantu.agreement.clauses.night_supplement import NIGHT_SUPPLEMENT
from nuantu.agreement.clauses.no_adverse_priority import NO_ADVERSE_PRIORITY
from nuantu.agreement.clauses.no_late_deduction import NO_LATE_DEDUCTION
from nuantu.agreement.clauses.no_penalty_offline import NO_PENALTY_OFFLINE
from nuantu.agreement.clauses.offer_transparency import OFFER_TRANSPARENCY
from nuantu.agreement.clauses.paid_training import PAID_TRAINING
from nuantu.agreement.clauses.partner_pay_guarantee import PARTNER_PAY_GUARANTEE
from nuantu.agreement.clauses.pay_timeliness import PAY_TIMELINESS
from nuantu.agreement.clauses.pension_subsidy import PENSION_SUBSIDY
from nuantu.agreement.clauses.pre_limit_voice import PRE_LIMIT_VOICE
from nuantu.agreement.clauses.preference_constraints import PREFERENCE_CONSTRAINTS
from nuantu.agreement.clauses.price_components import PRICE_COMPONENTS
from nuantu.agreement.clauses.proactive_reassign import PROACTIVE_REASSIGN
from nuantu.agreement.clauses.promotion_path import PROMOTION_PATH
from nuantu.agreement.clauses.red_light_exclusion import RED_LIGHT_EXCLUSION
from nuantu.agreement.clauses.refusal_right import REFUSAL_RIGHT
from nuantu.agreement.clauses.regular_talk import REGULAR_TALK
from nuantu.agreement.clauses.renewal_window import RENEWAL_WINDOW
from nuantu.agreement.clauses.reputation_portability import REPUTATION_PORTABILITY
from nuantu.agreement.clauses.rest_place_link import REST_PLACE_LINK
from nuantu.agreement.clauses.rollout_commitment import ROLLOUT_COMMITMENT
from nuantu.agreement.clauses.safety_factors import SAFETY_FACTORS
from nuantu.agreement.clauses.safety_reward import SAFETY_REWARD
from nuantu.agreement.clauses.score_rules import SCORE_RULES
from nuantu.agreement.clauses.self_rest_slot import SELF_REST_SLOT
from nuantu.agreement.clauses.seniority_bonus import SENIORITY_BONUS
from nuantu.agreement.clauses.serious_illness import SERIOUS_ILLNESS
from nuantu.agreement.clauses.shift_overrun import SHIFT_OVERRUN
from nuantu.agreement.clauses.skill_certificate import SKILL_CERTIFICATE
from nuantu.agreement.clauses.skill_contest import SKILL_CONTEST
from nuantu.agreement.clauses.soft_cap_confirm import SOFT_CAP_CONFIRM
from nuantu.agreement.clauses.special_weather_subsidy import SPECIAL_WEATHER_SUBSIDY
from nuantu.agreement.clauses.supply_entitlement import SUPPLY_ENTITLEMENT
from nuantu.agreement.clauses.three_party_obligation import THREE_PARTY_OBLIGATION
from nuantu.agreement.clauses.training_restores_points import TRAINING_RESTORES_POINTS
from nuantu.agreement.clauses.vehicle_gate import VEHICLE_GATE
from nuantu.agreement.clauses.violation_ladder import VIOLATION_LADDER
from nuantu.agreement.clauses.wait_or_rest_pay import WAIT_OR_REST_PAY
from nuantu.agreement.clauses.warm_meal import WARM_MEAL
from nuantu.agreement.clauses.weather_review_removal import WEATHER_REVIEW_REMOVAL
from nuantu.agreement.clauses.weather_stop import WEATHER_STOP
from nuantu.agreement.clauses.weekday_distance_band import WEEKDAY_DISTANCE_BAND
from nuantu.agreement.clauses.weekly_rest import WEEKLY_REST
from nuantu.agreement.clauses.winter_supplement import WINTER_SUPPLEMENT
from nuantu.agreement.clauses.women_special import WOMEN_SPECIAL
from nuantu.agreement.clauses.worktime_definition import WORKTIME_DEFINITION

#: Every clause type that is built, by name.
CLAUSE_TYPES: Final[Mapping[str, ClauseType]] = MappingProxyType({
    "worktime_definition": WORKTIME_DEFINITION,
    "fatigue_reminder": FATIGUE_REMINDER,
    "daily_stop": DAILY_STOP,
    "continuous_pause": CONTINUOUS_PAUSE,
    "soft_cap_confirm": SOFT_CAP_CONFIRM,
    "concurrency_cap": CONCURRENCY_CAP,
    "eta_speed_basis": ETA_SPEED_BASIS,
    "eta_extension": ETA_EXTENSION,
    "refusal_right": REFUSAL_RIGHT,
    "fatigue_hard_gate": FATIGUE_HARD_GATE,
    "hourly_floor": HOURLY_FLOOR,
    "price_components": PRICE_COMPONENTS,
    "special_weather_subsidy": SPECIAL_WEATHER_SUBSIDY,
    "no_late_deduction": NO_LATE_DEDUCTION,
    "injury_premium": INJURY_PREMIUM,
    "weekday_distance_band": WEEKDAY_DISTANCE_BAND,
    "aggregate_floor": AGGREGATE_FLOOR,
    "monthly_guarantee": MONTHLY_GUARANTEE,
    "engaged_time_distance_floor": ENGAGED_TIME_DISTANCE_FLOOR,
    "difficulty_premium": DIFFICULTY_PREMIUM,
    "heat_allowance": HEAT_ALLOWANCE,
    "holiday_premium": HOLIDAY_PREMIUM,
    "night_supplement": NIGHT_SUPPLEMENT,
    "seniority_bonus": SENIORITY_BONUS,
    "winter_supplement": WINTER_SUPPLEMENT,
    "equipment_allowance": EQUIPMENT_ALLOWANCE,
    "shift_overrun": SHIFT_OVERRUN,
    "rollout_commitment": ROLLOUT_COMMITMENT,
    "directional_improvement": DIRECTIONAL_IMPROVEMENT,
    "deduction_whitelist": DEDUCTION_WHITELIST,
    "commission_cap_order": COMMISSION_CAP_ORDER,
    "commission_cap_period": COMMISSION_CAP_PERIOD,
    "pay_timeliness": PAY_TIMELINESS,
    "wait_or_rest_pay": WAIT_OR_REST_PAY,
    "cancel_return_comp": CANCEL_RETURN_COMP,
    "incentive_guardrail": INCENTIVE_GUARDRAIL,
    "partner_pay_guarantee": PARTNER_PAY_GUARANTEE,
    "no_penalty_offline": NO_PENALTY_OFFLINE,
    "score_rules": SCORE_RULES,
    "fault_attribution": FAULT_ATTRIBUTION,
    "no_adverse_priority": NO_ADVERSE_PRIORITY,
    "violation_ladder": VIOLATION_LADDER,
    "safety_reward": SAFETY_REWARD,
    "training_restores_points": TRAINING_RESTORES_POINTS,
    "injury_claim_service": INJURY_CLAIM_SERVICE,
    "pension_subsidy": PENSION_SUBSIDY,
    "medical_subsidy": MEDICAL_SUBSIDY,
    "serious_illness": SERIOUS_ILLNESS,
    "child_education": CHILD_EDUCATION,
    "commercial_insurance": COMMERCIAL_INSURANCE,
    "equipment": EQUIPMENT,
    "supply_entitlement": SUPPLY_ENTITLEMENT,
    "warm_meal": WARM_MEAL,
    "mental_health": MENTAL_HEALTH,
    "emergency_help": EMERGENCY_HELP,
    "weather_review_removal": WEATHER_REVIEW_REMOVAL,
    "health_stipend": HEALTH_STIPEND,
    "paid_training": PAID_TRAINING,
    "mentor": MENTOR,
    "skill_contest": SKILL_CONTEST,
    "skill_certificate": SKILL_CERTIFICATE,
    "promotion_path": PROMOTION_PATH,
    "reputation_portability": REPUTATION_PORTABILITY,
    "algorithm_disclosure": ALGORITHM_DISCLOSURE,
    "change_consultation": CHANGE_CONSULTATION,
    "explanation_right": EXPLANATION_RIGHT,
    "human_review": HUMAN_REVIEW,
    "human_only_suspension": HUMAN_ONLY_SUSPENSION,
    "appeal_channel": APPEAL_CHANNEL,
    "regular_talk": REGULAR_TALK,
    "anti_retaliation": ANTI_RETALIATION,
    "banned_data": BANNED_DATA,
    "three_party_obligation": THREE_PARTY_OBLIGATION,
    "evaluation_cycle": EVALUATION_CYCLE,
    "renewal_window": RENEWAL_WINDOW,
    "long_rest": LONG_REST,
    "driving_time": DRIVING_TIME,
    "weekly_rest": WEEKLY_REST,
    "self_rest_slot": SELF_REST_SLOT,
    "women_special": WOMEN_SPECIAL,
    "pre_limit_voice": PRE_LIMIT_VOICE,
    "rest_place_link": REST_PLACE_LINK,
    "eta_max_of": ETA_MAX_OF,
    "eta_window": ETA_WINDOW,
    "red_light_exclusion": RED_LIGHT_EXCLUSION,
    "access_friction": ACCESS_FRICTION,
    "new_rider_protection": NEW_RIDER_PROTECTION,
    "meal_ready_dispatch": MEAL_READY_DISPATCH,
    "proactive_reassign": PROACTIVE_REASSIGN,
    "offer_transparency": OFFER_TRANSPARENCY,
    "preference_constraints": PREFERENCE_CONSTRAINTS,
    "weather_stop": WEATHER_STOP,
    "heat_exposure": HEAT_EXPOSURE,
    "safety_factors": SAFETY_FACTORS,
    "vehicle_gate": VEHICLE_GATE,
})
