"""The event vocabulary: every word that may stand in the ``kind`` column of the log.

After the event list of the domain; ``emitted`` names the words that a replay of today writes, the others are
reserved for what later services record. ``WORDS`` says of each what it means and which columns it carries.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
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

EMITTED: Final = ("registered", "online", "offline", "rest_start", "rest_end", "moved", "created", "priced",
                  "pushed", "accepted", "declined", "reassigned", "merchant_arrived", "merchant_ready",
                  "picked_up", "arrived_gate", "delivered", "cancelled", "eta_quoted", "eta_extended",
                  "reminder_shown", "continue_confirmed", "push_paused", "forced_offline", "override_attempted",
                  "alert")


@dataclass(frozen=True, slots=True)
class EventWord:
    """One word: what happened, in both languages, and the columns that an event of this kind carries.

    ``event_id``, ``at_s`` and ``kind`` stand in every event and are not repeated. A listed column may still be null
    where the day does not know it. ``clause_id`` and ``ref_event_id`` are listed where they can stand.
    """

    kind: str
    zh: str
    en: str
    columns: tuple[str, ...]

    @property
    def emitted(self) -> bool:
        """Whether a replay of today writes it; other words are reserved."""
        return self.kind in EMITTED


_ROWS: Final = (
    ("registered", "劳动者登记在册", "a worker is on the books of this day",
     "worker_id worker_class vehicle tenure_days place_code"),
    ("online", "上线，开始接单", "a worker comes on duty", "worker_id x_m y_m"),
    ("offline", "下线，不再接单", "a worker goes off duty", "worker_id x_m y_m reason"),
    ("rest_start", "开始休息", "a worker begins a rest", "worker_id reason clause_id"),
    ("rest_end", "结束休息", "a worker ends a rest", "worker_id ref_event_id"),
    ("location_consent", "同意或撤回位置使用", "a worker allows or withdraws the use of the location",
     "worker_id outcome"),
    ("preference_set", "设置接单偏好", "a worker sets a preference", "worker_id reason"),
    ("tenure_change", "入职天数变更", "a worker's tenure is corrected", "worker_id tenure_days"),
    ("moved", "前往商家", "a worker sets out for a merchant", "worker_id merchant_id from_x_m from_y_m x_m y_m"),
    ("created", "顾客下单", "a customer places an order",
     "order_id merchant_id district_id compound_id place_code x_m y_m from_x_m from_y_m distance_m ready_estimate_s"),
    ("priced", "向劳动者展示报酬的一项", "one part of the price is shown to a worker before acceptance",
     "worker_id order_id component amount_minor clause_id"),
    ("pushed", "派单", "an order is sent to a worker", "worker_id order_id clause_id decision_id"),
    ("dispatched", "确认派单", "an order is bound to a worker", "worker_id order_id ref_event_id"),
    ("offered", "出示可抢订单", "an order is offered for the taking", "worker_id order_id"),
    ("accepted", "接单", "a worker accepts an order", "worker_id order_id x_m y_m ref_event_id"),
    ("declined", "拒单", "a worker declines an order", "worker_id order_id reason clause_id ref_event_id"),
    ("reassigned", "改派", "an accepted order is taken from a worker",
     "worker_id order_id reason clause_id ref_event_id"),
    ("merchant_arrived", "到店", "a worker arrives at the merchant", "worker_id order_id merchant_id x_m y_m"),
    ("merchant_ready", "出餐", "the order is ready in fact", "order_id merchant_id"),
    ("picked_up", "取餐", "a worker has the order in hand", "worker_id order_id merchant_id x_m y_m"),
    ("arrived_gate", "到达小区门", "a worker arrives at the customer's gate",
     "worker_id order_id compound_id x_m y_m"),
    ("delivered", "送达", "the order is with the customer", "worker_id order_id x_m y_m"),
    ("cancelled", "取消", "an order is cancelled", "worker_id order_id reason ref_event_id"),
    ("prebook", "预约单", "an order is booked ahead", "order_id promised_s"),
    ("eta_quoted", "承诺送达时间", "a time of delivery is promised", "order_id promised_s riding_s clause_id"),
    ("eta_extended", "延长送达时间", "the promised time is extended",
     "worker_id order_id promised_s added_s reason clause_id ref_event_id"),
    ("reminder_shown", "疲劳提醒", "a worker is reminded to rest", "worker_id worked_s clause_id"),
    ("continue_confirmed", "确认继续接单", "a worker confirms going on", "worker_id worked_s clause_id ref_event_id"),
    ("push_paused", "暂停派单", "pushes to a worker are paused", "worker_id worked_s from_s to_s clause_id"),
    ("forced_offline", "强制下线", "a worker is stopped for the day", "worker_id worked_s clause_id"),
    ("override_attempted", "试图越过疲劳限制", "someone tries to get past a fatigue rest",
     "worker_id order_id outcome reason clause_id ref_event_id"),
    ("violation", "安全违规", "a breach of road safety is recorded", "worker_id reason"),
    ("helmet_check", "头盔检查", "a helmet is checked", "worker_id outcome"),
    ("accident", "事故", "an accident is reported", "worker_id order_id x_m y_m"),
    ("emergency_help", "紧急求助", "a worker calls for help", "worker_id order_id x_m y_m"),
    ("fare_line", "配送费明细", "a line of fare is booked", "worker_id order_id component amount_minor clause_id"),
    ("subsidy_line", "补贴明细", "a line of subsidy is booked", "worker_id order_id component amount_minor clause_id"),
    ("deduction_line", "扣款明细", "a deduction is booked",
     "worker_id order_id component amount_minor reason clause_id"),
    ("commission_line", "抽成明细", "a commission is booked", "worker_id order_id component amount_minor clause_id"),
    ("adjustment", "调整", "an amount is corrected",
     "worker_id order_id component amount_minor reason clause_id ref_event_id"),
    ("payout", "发放", "pay is paid out", "worker_id amount_minor"),
    ("score_change", "服务分变动", "points are given or taken",
     "worker_id order_id score_delta reason clause_id ref_event_id"),
    ("score_redeemed", "积分兑换", "points are redeemed", "worker_id score_delta"),
    ("privilege_granted", "授予权益", "a privilege is granted", "worker_id level clause_id"),
    ("premium_accrued", "计提职业伤害保障费", "an injury premium is accrued",
     "worker_id order_id amount_minor clause_id"),
    ("premium_paid", "缴纳职业伤害保障费", "accrued premiums are paid", "amount_minor from_s to_s clause_id"),
    ("claim_filed", "提出保障申请", "a claim is filed", "worker_id order_id reason"),
    ("claim_step", "保障申请进展", "a claim moves on", "worker_id outcome ref_event_id"),
    ("contribution_proved", "证明已参保", "a contribution is proved", "worker_id amount_minor from_s to_s"),
    ("subsidy_paid", "发放参保补贴", "a contribution is subsidised", "worker_id amount_minor clause_id ref_event_id"),
    ("aid_filed", "申请帮扶", "aid is asked for", "worker_id reason"),
    ("aid_decided", "帮扶决定", "aid is decided on", "worker_id outcome amount_minor clause_id ref_event_id"),
    ("aid_paid", "发放帮扶", "aid is paid", "worker_id amount_minor ref_event_id"),
    ("alert", "天气预警", "a weather alert is issued", "district_id from_s to_s reason level issued_by ref_event_id"),
    ("temperature", "气温", "a temperature is recorded", "district_id"),
    ("rule_published", "公布规则", "a rule is published", "clause_id from_s"),
    ("consult_opened", "开始征求意见", "a consultation opens", "clause_id from_s to_s"),
    ("consult_closed", "结束征求意见", "a consultation closes", "clause_id ref_event_id"),
    ("rule_effective", "规则生效", "a rule takes effect", "clause_id ref_event_id"),
    ("explanation_requested", "请求说明", "a worker asks for an explanation", "worker_id order_id reason ref_event_id"),
    ("explanation_sent", "给出说明", "an explanation is given", "worker_id order_id ref_event_id"),
    ("review_requested", "申请复核", "a worker asks for a review", "worker_id reason ref_event_id"),
    ("review_decided", "复核决定", "a review is decided", "worker_id outcome ref_event_id"),
    ("suspension", "停用账号", "an account is suspended", "worker_id reason from_s to_s clause_id"),
    ("complaint_filed", "投诉", "a complaint is filed", "worker_id order_id reason ref_event_id"),
    ("complaint_answered", "答复投诉", "a complaint is answered", "worker_id outcome ref_event_id"),
    ("meeting_held", "召开会议", "a meeting is held", "reason"),
)

WORDS: Final[Mapping[str, EventWord]] = MappingProxyType(
    {kind: EventWord(kind, zh, en, tuple(columns.split())) for kind, zh, en, columns in _ROWS}
)
