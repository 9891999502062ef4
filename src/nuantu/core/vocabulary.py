"""The event vocabulary: every word that may stand in the ``kind`` column of the log.

After the event list of the domain; ``emitted`` names the words that a replay of today writes, the others are
reserved for what later services record.
"""

from __future__ import annotations

from typing import Final

WORKER: Final = ("registered", "online", "offline", "rest_start", "rest_end", "location_consent", "preference_set",
                 "tenure_change", "moved")
ORDER: Final = ("created", "priced", "pushed", "dispatched", "offered", "accepted", "declined", "reassigned",
                "merchant_arrived", "merchant_ready", "picked_up", "arrived_gate", "delivered", "cancelled", "prebook")
PROMISE: Final = ("eta_quoted", "eta_extended")
FATIGUE: Final = ("reminder_shown", "continue_confirmed", "push_paused", "forced_offline", "override_attempted")
SAFETY: Final = ("violation", "helmet_check", "accident", "emergency_help")
MONEY: Final = ("fare_line", "subsidy_line", "deduction_line", "commission_line", "adjustment", "payout")
SCORE: Final = ("score_change", "score_redeemed", "privilege_granted")
INSURANCE: Final = ("premium_accrued", "premium_paid", "claim_filed", "claim_step")
AID: Final = ("contribution_proved", "subsidy_paid", "aid_filed", "aid_decided", "aid_paid")
WEATHER: Final = ("alert", "temperature")
GOVERNANCE: Final = ("rule_published", "consult_opened", "consult_closed", "rule_effective", "explanation_requested",
                     "explanation_sent", "review_requested", "review_decided", "suspension", "complaint_filed",
                     "complaint_answered", "meeting_held")

EVENT_KINDS: Final = frozenset(
    WORKER + ORDER + PROMISE + FATIGUE + SAFETY + MONEY + SCORE + INSURANCE + AID + WEATHER + GOVERNANCE
)

EMITTED: Final = ("registered", "online", "offline", "rest_start", "rest_end", "moved", "created", "priced", "pushed",
                  "accepted", "declined", "merchant_arrived", "merchant_ready", "picked_up", "arrived_gate",
                  "delivered",
                  "eta_quoted", "eta_extended", "reminder_shown", "continue_confirmed", "push_paused", "forced_offline",
                  "override_attempted", "alert")
