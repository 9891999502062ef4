"""The sheets of a person's export: every CSV file with its columns in Chinese and English, declared once.

``docs/rights.md`` shows these tables; readers check against them and the writer of exports writes through them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

Kind = Literal["text", "number", "time", "period", "money", "metres", "seconds", "word"]


@dataclass(frozen=True, slots=True)
class Field:
    """One column: its name, its Chinese header, how it is written, what it means.

    ``event`` names the column of the event log to which it goes; of times that open or close something, the event.
    ``words`` are the pairs (English, Chinese) that a ``word`` may be; where there are none, any word may stand.
    """

    name: str
    zh: str
    kind: Kind
    meaning: str
    required: bool = False
    event: str = ""
    words: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """One CSV file of an export. ``kinds`` are the events of which its presence tells all there were."""

    name: str
    zh: str
    meaning: str
    fields: tuple[Field, ...]
    kinds: tuple[str, ...] = ()

    @property
    def file(self) -> str:
        """Name of the file in the folder."""
        return f"{self.name}.csv"

    def find(self, header: str) -> Field | None:
        """The field with this header, in either language."""
        return next((field for field in self.fields if header in (field.name, field.zh)), None)


F = Field
ORDER: Final = F("order_id", "订单号", "text", "which order", event="order_id")
AT: Final = F("at", "时间", "time", "when", required=True)
REASON: Final = F("reason", "原因", "word", "why, as the platform says it", event="reason", words=(
    ("late", "超时"), ("bad_review", "差评"), ("vehicle", "车辆故障"), ("health", "身体不适"), ("safety", "安全"),
    ("weather", "天气"), ("far", "太远"), ("other", "其他"), ("merchant", "商家出餐慢"), ("gate", "小区门岗"),
    ("refusal", "拒单"), ("own", "本人")))
NUMBER: Final = F("no", "编号", "text", "a number of the row, by which another one answers it")
ANSWERS: Final = F("answers", "回应编号", "text", "number of the earlier row that this one answers")
CLAUSE: Final = F("clause_id", "条款", "text", "clause that the platform names for it", event="clause_id")
TAIL: Final = (CLAUSE, NUMBER, ANSWERS)
#: Components of pay that have a name of their own; any other word of a pay slip is carried as it stands.
COMPONENTS: Final = (
    ("total", "合计"), ("base", "基础配送费"), ("distance", "距离费"), ("weather", "天气补贴"),
    ("floor_topup", "下限补差"), ("premium", "职业伤害保障费"), ("deduction", "扣款"), ("adjustment", "调整"),
    ("night", "夜间补贴"), ("holiday", "节假日补贴"))
ALERT_KINDS: Final = (("wind", "大风"), ("rain", "暴雨"), ("heat", "高温"), ("cold", "寒潮"), ("snow", "暴雪"),
                      ("fog", "大雾"), ("thunder", "雷电"), ("haze", "霾"))
LEVELS: Final = (("blue", "蓝色"), ("yellow", "黄色"), ("orange", "橙色"), ("red", "红色"))
CLASSES: Final = (("crowd", "众包"), ("dedicated", "专送"), ("courier", "配送员"))
VEHICLES: Final = (("ebike", "电动自行车"), ("car", "汽车"), ("truck", "货车"), ("unknown", "未知"))

RIDER: Final = Sheet("rider", "骑手", "Who the person is, one row. What it leaves out may be given by option.", (
    F("worker_id", "骑手编号", "text", "the pseudonym under which the platform keeps the records", required=True),
    F("worker_class", "骑手类型", "word", "how the person works", words=CLASSES),
    F("vehicle", "车辆", "word", "what the person rides", words=VEHICLES),
    F("tenure_days", "入职天数", "number", "days since the person began, on the first day of the export"),
    F("place_code", "地区代码", "text", "work place, an administrative code such as 110105"),
    F("platform", "平台", "text", "name of the platform, for the page"),
    F("tz", "时区", "text", "time zone of all times (Asia/Shanghai where nothing is said)"),
    F("currency", "币种", "text", "currency of all amounts (CNY where nothing is said)"),
    F("tells_all_of", "已列全的事件", "text", "words of the event vocabulary, parted by spaces, of which this export "
      "tells every one there was, none included"),
))

TRIPS: Final = Sheet("trips", "行程",
                     "Every order accepted, one row each, with exactly one end: delivered, cancelled or reassigned.", (
    F("order_id", "订单号", "text", "the number of the order", required=True),
    F("accepted", "接单时间", "time", "when the person accepted it", required=True, event="accepted"),
    F("delivered", "送达时间", "time", "when it was delivered", event="delivered"),
    F("cancelled", "取消时间", "time", "when it was cancelled instead", event="cancelled"),
    F("reassigned", "改派时间", "time", "when it went to another rider instead", event="reassigned"),
    F("created", "下单时间", "time", "when the customer placed it", event="created"),
    F("merchant_arrived", "到店时间", "time", "when the person reached the merchant", event="merchant_arrived"),
    F("merchant_ready", "出餐时间", "time", "when the order was ready in fact", event="merchant_ready"),
    F("picked_up", "取餐时间", "time", "when the person took it", event="picked_up"),
    F("arrived_gate", "到门时间", "time", "when the person reached the customer's gate", event="arrived_gate"),
    F("ready_estimate", "预计出餐时间", "time", "when it should have been ready", event="ready_estimate_s"),
    F("promised", "承诺送达时间", "time", "the time of delivery first promised to the customer", event="promised_s"),
    F("riding_s", "骑行秒数", "seconds", "riding time inside that promise", event="riding_s"),
    F("distance_m", "距离（米）", "metres", "metres from merchant to customer", event="distance_m"),
    F("merchant_id", "商户", "text", "which merchant", event="merchant_id"),
    F("district_id", "区域", "text", "district of the customer, as alerts name it", event="district_id"),
    F("compound_id", "小区", "text", "gated compound of the customer", event="compound_id"),
    F("place_code", "地区代码", "text", "administrative code of the order", event="place_code"),
    F("weight_g", "重量（克）", "number", "weight in grams", event="weight_g"),
    F("floor", "楼层", "number", "storey of the customer", event="floor"),
), kinds=("accepted", "delivered", "cancelled", "reassigned"))

PAYSLIPS: Final = Sheet("payslips", "工资单", "What the pay slip says was paid, one row an amount.", (
    F("period", "日期", "period", "day (2026-11-20) or month (2026-11) to which the amount belongs", required=True),
    F("amount", "金额", "money", "in major units with two decimals, 27.70; below zero what is taken away",
      required=True),
    F("component", "项目", "word", "what for; left out, the amount is the total", words=COMPONENTS),
    F("order_id", "订单号", "text", "for which order; left out, the amount is for the whole day or month"),
    F("reason", "说明", "word", "ground that the slip gives", words=REASON.words),
))

ONLINE: Final = Sheet("online", "上下线", "Each stretch on duty, one row.", (
    F("online", "上线时间", "time", "came on duty", required=True, event="online"),
    F("offline", "下线时间", "time", "went off duty", required=True, event="offline"),
    REASON,
), kinds=("online", "offline"))

RESTS: Final = Sheet("rests", "休息", "Each rest, one row.", (
    F("rest_start", "休息开始", "time", "began to rest", required=True, event="rest_start"),
    F("rest_end", "休息结束", "time", "went on", required=True, event="rest_end"),
    REASON,
), kinds=("rest_start", "rest_end"))

ALERTS: Final = Sheet("alerts", "天气预警", "Official weather alerts of the days and places, one row each.", (
    F("kind", "种类", "word", "kind of weather", required=True, event="reason", words=ALERT_KINDS),
    F("level", "级别", "word", "level of the alert", required=True, event="level", words=LEVELS),
    F("from", "开始时间", "time", "in force from", required=True, event="from_s"),
    F("to", "结束时间", "time", "in force to", required=True, event="to_s"),
    F("issued", "发布时间", "time", "when it was issued; left out, at its begin"),
    F("district_id", "区域", "text", "where it holds; left out, everywhere", event="district_id"),
    F("issued_by", "发布单位", "text", "who issued it", event="issued_by"),
    F("alert_id", "预警编号", "text", "number of the alert"),
    F("supersedes", "替代编号", "text", "number of the alert that it replaces"),
), kinds=("alert",))

PUSHES: Final = Sheet("pushes", "派单", "Each order sent to the person.", (
    AT, F("order_id", "订单号", "text", "which order", required=True, event="order_id"), *TAIL,
), kinds=("pushed",))

PRICES: Final = Sheet("prices", "接单前报价", "Each part of a price shown before acceptance.", (
    AT, F("order_id", "订单号", "text", "which order", required=True, event="order_id"),
    F("component", "项目", "word", "which part", required=True, event="component", words=COMPONENTS),
    F("amount", "金额", "money", "the amount shown", required=True, event="amount_minor"), *TAIL,
), kinds=("priced",))

REFUSALS: Final = Sheet("refusals", "拒单", "Each refusal.", (
    AT, F("order_id", "订单号", "text", "which order", required=True, event="order_id"), REASON, *TAIL,
), kinds=("declined",))

SCORES: Final = Sheet("scores", "服务分", "Each change of the service score.", (
    AT, F("points", "分值", "number", "points given, or taken below zero", required=True, event="score_delta"),
    ORDER, REASON, *TAIL,
), kinds=("score_change",))

REMINDERS: Final = Sheet("reminders", "疲劳提醒", "Each reminder, pause, confirmation or stop that was shown.", (
    AT,
    F("kind", "种类", "word", "what was shown", required=True, event="kind", words=(
        ("reminder_shown", "疲劳提醒"), ("continue_confirmed", "确认继续接单"), ("push_paused", "暂停派单"),
        ("forced_offline", "强制下线"))),
    F("worked_s", "显示工时（秒）", "seconds", "working time that was shown", event="worked_s"),
    F("from", "开始时间", "time", "begin of the pause", event="from_s"),
    F("to", "结束时间", "time", "end of the pause", event="to_s"), *TAIL,
), kinds=("reminder_shown", "continue_confirmed", "push_paused", "forced_offline"))

EXTENSIONS: Final = Sheet("extensions", "补时", "Each extension of a promised time.", (
    AT, F("order_id", "订单号", "text", "which order", required=True, event="order_id"),
    F("promised", "新承诺时间", "time", "the promise that then stood", required=True, event="promised_s"),
    F("added_s", "补时秒数", "seconds", "time added", required=True, event="added_s"),
    REASON, *TAIL,
), kinds=("eta_extended",))

RECORDS: Final = Sheet("records", "其他记录", "Any other event, by its word and the columns of the event log.", (
    AT,
    F("kind", "种类", "word", "word of the event vocabulary", required=True, event="kind"),
    F("values", "内容", "text", "the columns of the event log that the event carries, as one JSON object"),
    NUMBER, ANSWERS,
))

#: Sheets whose rows are events as they stand: one event a row, of the one kind or of the kind named in the row.
PLAIN: Final = (PUSHES, PRICES, REFUSALS, SCORES, REMINDERS, EXTENSIONS)
#: Sheets whose rows are a stretch between two events.
STRETCHES: Final = (ONLINE, RESTS)
SHEETS: Final = (RIDER, TRIPS, PAYSLIPS, ONLINE, RESTS, ALERTS, PUSHES, PRICES, REFUSALS, SCORES, REMINDERS,
                 EXTENSIONS, RECORDS)
