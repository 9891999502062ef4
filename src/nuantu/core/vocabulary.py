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
                 "tenure_change", "moved", "data_collected", "supply_issued", "training_held",
                 "mentor_assigned", "vehicle_check", "certified", "promoted")
ORDER: Final = ("created", "priced", "pushed", "dispatched", "offered", "accepted", "declined", "reassigned",
                "merchant_arrived", "merchant_ready", "picked_up", "arrived_gate", "delivered", "cancelled", "prebook",
                "reassign_asked", "order_kept", "signal_wait", "rating_given", "rating_removed")
PROMISE: Final = ("eta_quoted", "eta_extended", "eta_part")
FATIGUE: Final = ("reminder_shown", "continue_confirmed", "push_paused", "forced_offline", "override_attempted")
SAFETY: Final = ("violation", "helmet_check", "accident", "emergency_help", "help_answered", "measure_taken")
MONEY: Final = ("fare_line", "subsidy_line", "deduction_line", "commission_line", "adjustment", "payout")
SCORE: Final = ("score_change", "score_redeemed", "privilege_granted")
INSURANCE: Final = ("premium_accrued", "premium_paid", "claim_filed", "claim_step")
AID: Final = ("contribution_proved", "subsidy_paid", "aid_filed", "aid_decided", "aid_paid")
WEATHER: Final = ("alert", "temperature")
GOVERNANCE: Final = ("rule_published", "consult_opened", "consult_closed", "rule_effective", "explanation_requested",
                     "explanation_sent", "review_requested", "review_decided", "suspension", "complaint_filed",
                     "complaint_answered", "meeting_held", "activity_held", "evaluation_done",
                     "export_requested", "export_sent")

EVENT_KINDS: Final = frozenset(
    WORKER + ORDER + PROMISE + FATIGUE + SAFETY + MONEY + SCORE + INSURANCE + AID + WEATHER + GOVERNANCE
)

EMITTED: Final = ("registered", "online", "offline", "rest_start", "rest_end", "moved", "created", "priced",
                  "pushed", "accepted", "declined", "reassigned", "merchant_arrived", "merchant_ready",
                  "picked_up", "arrived_gate", "delivered", "cancelled", "eta_quoted", "eta_extended",
                  "reminder_shown", "continue_confirmed", "push_paused", "forced_offline", "override_attempted",
                  "alert", "preference_set", "offered", "eta_part")


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
    ("preference_set", "设置接单偏好", "a worker sets a preference",
     "worker_id reason component from_s to_s distance_m outcome actor"),
    ("tenure_change", "入职天数变更", "a worker's tenure is corrected", "worker_id tenure_days"),
    ("moved", "前往商家", "a worker sets out for a merchant", "worker_id merchant_id from_x_m from_y_m x_m y_m"),
    ("created", "顾客下单", "a customer places an order",
     ("order_id merchant_id district_id compound_id place_code x_m y_m from_x_m from_y_m distance_m ready_estimate_s "
      "weight_g floor")),
    ("priced", "向劳动者展示报酬的一项", "one part of the price is shown to a worker before acceptance",
     "worker_id order_id component amount_minor clause_id"),
    ("pushed", "派单", "an order is sent to a worker", "worker_id order_id clause_id decision_id"),
    ("dispatched", "确认派单", "an order is bound to a worker", "worker_id order_id ref_event_id"),
    ("offered", "派单前告知", "what an order is and pays is shown before acceptance, to be answered by to_s",
     "worker_id order_id fields to_s"),
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
    ("cancelled", "取消", "an order is cancelled; distance_m: ridden for it so far",
     "worker_id order_id reason ref_event_id actor distance_m"),
    ("prebook", "预约单", "an order is booked ahead", "order_id promised_s"),
    ("eta_quoted", "承诺送达时间", "a time of delivery is promised",
     "order_id promised_s riding_s from_s to_s clause_id"),
    ("eta_extended", "延长送达时间", "the promised time is extended",
     "worker_id order_id promised_s added_s reason clause_id ref_event_id"),
    ("reminder_shown", "疲劳提醒",
     "a worker is reminded to rest; level: voice or popup; other_id: the open station shown",
     "worker_id worked_s clause_id level other_id distance_m"),
    ("continue_confirmed", "确认继续接单", "a worker confirms going on", "worker_id worked_s clause_id ref_event_id"),
    ("push_paused", "暂停派单", "pushes to a worker are paused", "worker_id worked_s from_s to_s clause_id"),
    ("forced_offline", "强制下线", "a worker is stopped for the day", "worker_id worked_s clause_id"),
    ("override_attempted", "试图越过疲劳限制", "someone tries to get past a fatigue rest",
     "worker_id order_id outcome reason clause_id ref_event_id"),
    ("violation", "安全违规", "a breach of road safety is recorded", "worker_id reason count"),
    ("helmet_check", "头盔检查", "a helmet is checked", "worker_id outcome"),
    ("accident", "事故", "an accident is reported", "worker_id order_id x_m y_m"),
    ("emergency_help", "紧急求助", "a worker calls for help, or a standstill or fall is detected",
     "worker_id order_id reason x_m y_m"),
    ("fare_line", "配送费明细", "a line of fare is booked", "worker_id order_id component amount_minor clause_id"),
    ("subsidy_line", "补贴明细", "a line of subsidy is booked", "worker_id order_id component amount_minor clause_id"),
    ("deduction_line", "扣款明细", "a deduction is booked",
     "worker_id order_id component amount_minor reason clause_id"),
    ("commission_line", "抽成明细", "a commission is booked", "worker_id order_id component amount_minor clause_id"),
    ("adjustment", "调整", "an amount is corrected",
     "worker_id order_id component amount_minor reason clause_id ref_event_id"),
    ("payout", "发放", "pay of from_s to to_s is paid out; component: kind of pay, outcome: fee or none",
     "worker_id amount_minor from_s to_s issued_by component outcome ref_event_id"),
    ("score_change", "服务分变动", "points are given or taken; count: the score then standing",
     "worker_id order_id score_delta count reason outcome actor clause_id ref_event_id"),
    ("score_redeemed", "积分兑换", "points are redeemed", "worker_id score_delta component amount_minor"),
    ("privilege_granted", "授予权益", "a privilege is granted", "worker_id level clause_id"),
    ("premium_accrued", "计提职业伤害保障费", "an injury premium is accrued",
     "worker_id order_id amount_minor clause_id"),
    ("premium_paid", "缴纳职业伤害保障费", "accrued premiums are paid", "amount_minor from_s to_s clause_id"),
    ("claim_filed", "提出保障申请", "a claim is filed", "worker_id order_id reason"),
    ("claim_step", "保障申请进展", "a claim moves on", "worker_id outcome reason amount_minor ref_event_id"),
    ("contribution_proved", "证明已参保", "a contribution (component) for from_s to to_s is proved",
     "worker_id amount_minor component place_code from_s to_s"),
    ("subsidy_paid", "发放参保补贴", "a contribution is subsidised",
     "worker_id amount_minor component clause_id ref_event_id"),
    ("aid_filed", "申请帮扶",
     "aid is asked for; component: self, spouse, parent or child, amount_minor: own part of the cost, count: age",
     "worker_id reason component amount_minor count"),
    ("aid_decided", "帮扶决定", "aid is decided on; outcome: granted or refused",
     "worker_id outcome amount_minor clause_id ref_event_id"),
    ("aid_paid", "发放帮扶", "aid is paid", "worker_id amount_minor ref_event_id"),
    ("alert", "天气预警", "a weather alert is issued", "district_id from_s to_s reason level issued_by ref_event_id"),
    ("temperature", "气温", "a temperature is recorded", "district_id place_code celsius_tenths"),
    ("rule_published", "公布规则",
     "a rule on a topic (component) is published, to take effect at from_s; outcome: plain, where in plain words",
     "clause_id from_s component fields level outcome"),
    ("consult_opened", "开始征求意见", "a consultation opens", "clause_id from_s to_s"),
    ("consult_closed", "结束征求意见", "a consultation closes; count: opinions, fields: what was answered",
     "clause_id ref_event_id count fields outcome"),
    ("rule_effective", "规则生效", "a rule takes effect, in one place or everywhere",
     "clause_id place_code component ref_event_id"),
    ("explanation_requested", "请求说明", "a worker asks for an explanation", "worker_id order_id reason ref_event_id"),
    ("explanation_sent", "给出说明", "an explanation is given", "worker_id order_id ref_event_id"),
    ("review_requested", "申请复核", "a worker asks for a review", "worker_id reason ref_event_id"),
    ("review_decided", "复核决定", "a review is decided; outcome: upheld or overturned, fields: what was examined",
     "worker_id outcome reason actor actor_id fields ref_event_id"),
    ("suspension", "停用账号", "an account is suspended", "worker_id reason from_s to_s actor actor_id clause_id"),
    ("complaint_filed", "投诉", "a complaint is filed", "worker_id order_id reason component ref_event_id"),
    ("complaint_answered", "答复投诉", "a complaint is answered; outcome: upheld or rejected",
     "worker_id outcome actor actor_id ref_event_id"),
    ("meeting_held", "召开会议", "a meeting is held; count: workers' representatives, fields: regions that took part",
     "reason count fields place_code"),
    ("data_collected", "采集数据", "data about a worker (component) are collected", "worker_id component x_m y_m"),
    ("supply_issued", "发放物资装备", "count items (component) are handed out; amount_minor: charged to the worker",
     "worker_id component count amount_minor clause_id"),
    ("training_held", "培训", "a worker is trained on a subject (reason)",
     "worker_id reason from_s to_s amount_minor outcome clause_id"),
    ("mentor_assigned", "老带新结对", "a mentor (other_id) is assigned", "worker_id other_id clause_id"),
    ("vehicle_check", "车辆检查", "a vehicle is checked", "worker_id component outcome"),
    ("certified", "取得技能等级", "a worker gains a level of skill", "worker_id level component"),
    ("promoted", "晋升", "a post (component) is filled; outcome: internal (a worker of the platform) or external",
     "worker_id component outcome"),
    ("reassign_asked", "询问是否改派", "a worker is asked whether to hand an order over",
     "worker_id order_id reason ref_event_id"),
    ("order_kept", "保留订单", "a worker keeps the order that was asked about", "worker_id order_id ref_event_id"),
    ("signal_wait", "等候信号灯", "a worker waits at signals from from_s to to_s", "worker_id order_id from_s to_s"),
    ("rating_given", "评价", "a customer rates a delivery; level: good, fair or bad",
     "worker_id order_id level reason"),
    ("rating_removed", "撤除评价", "a rating no longer counts", "worker_id order_id reason ref_event_id"),
    ("eta_part", "预计时间的一项", "one estimate (component) from which the promise is chosen",
     "order_id component promised_s"),
    ("help_answered", "回应求助", "a call for help or a detected standstill is answered",
     "worker_id actor ref_event_id"),
    ("measure_taken", "分级处置", "a measure (level) is taken after a breach of safety",
     "worker_id level reason from_s to_s actor ref_event_id clause_id"),
    ("activity_held", "举办活动", "an activity (reason) is held for count workers",
     "reason count place_code clause_id"),
    ("evaluation_done", "评估", "a system (reason) is evaluated; count: workers' representatives who took part",
     "reason count fields clause_id"),
    ("export_requested", "申请导出数据", "a worker asks for an own copy of data", "worker_id component"),
    ("export_sent", "交付数据副本", "the copy is handed over; level: its format",
     "worker_id level fields ref_event_id"),
)

WORDS: Final[Mapping[str, EventWord]] = MappingProxyType(
    {kind: EventWord(kind, zh, en, tuple(columns.split())) for kind, zh, en, columns in _ROWS}
)
