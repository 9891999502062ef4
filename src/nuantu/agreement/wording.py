"""How the words and values of clauses are said to people, in Chinese and English."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from nuantu.agreement.clause import FAR_M, Selector, Value
from nuantu.core.money import format_minor
from nuantu.core.times import Lang, format_duration

#: Every word that may stand in a clause: (Chinese, English).
WORDS: Mapping[str, tuple[str, str]] = MappingProxyType({
    "engaged": ("接单时间", "accept time"),
    "worktime": ("工时", "working time"),
    "online": ("在线时间", "online time"),
    "finish": ("在手订单送完", "orders in hand are finished"),
    "calendar_day": ("每日零点重计", "counted from local midnight"),
    "rolling_24h": ("按连续24小时计", "counted over the last 24 hours"),
    "merchant": ("商家出餐慢", "slow merchant"),
    "weather": ("天气", "weather"),
    "gate": ("小区门岗", "compound gate"),
    "actual": ("按实际延误", "the delay itself"),
    "blue": ("蓝色", "blue"),
    "yellow": ("黄色", "yellow"),
    "orange": ("橙色", "orange"),
    "red": ("红色", "red"),
    "accepted": ("接单时", "when accepted"),
    "delivered": ("送达时", "when delivered"),
    "base": ("基础配送费", "base fee"),
    "distance": ("距离费", "distance fee"),
    "late": ("超时", "lateness"),
    "bad_review": ("差评", "a bad review"),
    "wind": ("大风", "wind"),
    "rain": ("暴雨", "rain"),
    "heat": ("高温", "heat"),
    "cold": ("寒潮", "cold"),
    "snow": ("暴雪", "snow"),
    "fog": ("大雾", "fog"),
    "thunder": ("雷电", "thunder"),
    "haze": ("霾", "haze"),
    "daily_stop": ("单日上限", "the daily stop"),
    "continuous_pause": ("连续接单暂停", "the continuous-work pause"),
    "soft_cap_confirm": ("到时确认", "the confirmation at the soft cap"),
    "half_up": ("四舍五入", "half up"),
    "up": ("进一", "up"),
    "down": ("舍去", "down"),
    "vehicle": ("车辆故障", "vehicle fault"),
    "health": ("身体不适", "feeling unwell"),
    "safety": ("安全", "safety"),
    "far": ("太远", "too far"),
    "other": ("其他", "other"),
    "difficulty": ("大重难单费", "difficulty premium"),
    "night": ("夜间补贴", "night supplement"),
    "holiday": ("节假日加成", "holiday premium"),
    "seniority": ("工龄补贴", "seniority bonus"),
    "winter": ("冬季补贴", "winter supplement"),
    "overrun": ("末单超时补贴", "overrun pay"),
    "floor_topup": ("补到下限", "top-up to the floor"),
    "registered": ("登记的工作地", "where the worker is registered"),
    "order": ("在手订单所在地", "where the order in hand is"),
    "true_up": ("按期补差", "trued up by period"),
    "per_order": ("按单取高", "the higher for each order"),
    "km": ("公里", "kilometre"),
    "mile": ("英里", "mile"),
    "mon": ("周一", "Monday"),
    "tue": ("周二", "Tuesday"),
    "wed": ("周三", "Wednesday"),
    "thu": ("周四", "Thursday"),
    "fri": ("周五", "Friday"),
    "sat": ("周六", "Saturday"),
    "sun": ("周日", "Sunday"),
    "damage": ("损坏", "damage"),
    "loss": ("遗失", "loss"),
    "fraud": ("作弊", "fraud"),
    "refund": ("退款", "a refund"),
    "equipment": ("装备", "equipment"),
    "insurance": ("保险", "insurance"),
    "tax": ("税款", "tax"),
    "advance": ("预支", "an advance"),
    "score": ("分数", "the score"),
    "before_coupons": ("优惠前", "before coupons"),
    "after_coupons": ("优惠后", "after coupons"),
    "commission_refund": ("抽成返还", "commission refund"),
    "commission_refund_month": ("月抽成返还", "monthly commission refund"),
    "wait": ("等餐", "waiting"),
    "wait_pay": ("等餐补贴", "pay for waiting"),
    "rest_pay": ("休息补贴", "pay for rest"),
    "cancel_comp": ("取消补偿", "compensation of cancellation"),
    "customer": ("顾客", "the customer"),
    "priority": ("优先派单", "priority"),
    "privilege": ("权益", "a privilege"),
    "exemption_card": ("免责卡", "an exemption card"),
    "training": ("培训", "training"),
    "gift": ("礼品", "a gift"),
    "cash": ("现金", "cash"),
    "bonus": ("奖金", "a bonus"),
    "safety_points": ("安全分", "safety points"),
    "attendance": ("出勤", "attendance"),
    "completion": ("完成率", "the completion rate"),
    "cancelled": ("被取消", "a cancellation"),
    "system": ("系统", "the system"),
    "person": ("人", "a person"),
    "complaint": ("投诉", "complaints"),
    "refusal": ("拒单", "refusals"),
    "rest": ("休息", "rest"),
    "offline": ("下线", "being offline"),
    "review": ("评价", "reviews"),
    "pregnancy": ("孕期", "pregnancy"),
    "safety_refusal": ("安全拒单", "refusing for safety"),
    "reminder": ("提醒", "a reminder"),
    "warning": ("警告", "a warning"),
    "pause": ("暂停", "a pause"),
    "traffic": ("交通", "traffic"),
    "service": ("服务", "service"),
    "rules": ("规则", "the rules"),
    "speeding": ("超速", "speeding"),
    "distraction": ("分心", "distraction"),
    "red_light": ("闯红灯", "a red light run"),
    "no_helmet": ("未戴头盔", "no helmet"),
    "wrong_way": ("逆行", "riding the wrong way"),
    "safe_distance": ("安全里程", "safe distance"),
    "safety_reward": ("安全奖励", "safety reward"),
    "day": ("日", "day"),
    "week": ("周", "week"),
    "month": ("月", "month"),
    "accident_insurance": ("意外险", "accident insurance"),
    "health_insurance": ("健康险", "health insurance"),
    "liability_insurance": ("责任险", "liability insurance"),
    "helmet": ("头盔", "helmet"),
    "vest": ("工作服", "vest"),
    "raincoat": ("雨衣", "raincoat"),
    "battery": ("电池", "battery"),
    "box": ("餐箱", "delivery box"),
    "phone_mount": ("手机支架", "phone mount"),
    "bike": ("车辆", "bike"),
    "heat_kit": ("防暑包", "heat kit"),
    "cold_kit": ("防寒包", "cold kit"),
    "windproof_quilt": ("挡风被", "windproof quilt"),
    "protective_kit": ("防护用品", "protective kit"),
    "mask": ("口罩", "mask"),
    "sanitizer": ("消毒用品", "sanitizer"),
    "water": ("饮用水", "water"),
    "severe_illness": ("重症", "severe illness"),
    "mild_illness": ("轻症", "mild illness"),
    "hospital_stay": ("住院", "a stay in hospital"),
    "schooling": ("助学", "schooling"),
    "child_emergency": ("子女急难", "a child's emergency"),
    "self": ("本人", "the worker"),
    "spouse": ("配偶", "the spouse"),
    "parent": ("父母", "a parent"),
    "child": ("子女", "a child"),
    "quarter": ("季度", "quarter"),
    "year": ("年", "year"),
    "entry": ("入职", "entry"),
    "skill": ("技能", "skill"),
    "level5": ("五级（初级工）", "level 5"),
    "level4": ("四级（中级工）", "level 4"),
    "level3": ("三级（高级工）", "level 3"),
    "level2": ("二级（技师）", "level 2"),
    "level1": ("一级（高级技师）", "level 1"),
    "station_head": ("站长", "station head"),
    "trainer": ("培训师", "trainer"),
    "team_leader": ("组长", "team leader"),
    "dispatcher": ("调度员", "dispatcher"),
    "staff": ("职员", "staff"),
    "ratings": ("评价记录", "ratings"),
    "hours": ("时长记录", "hours"),
    "income": ("收入记录", "income"),
    "orders": ("订单记录", "orders"),
    "tenure": ("入职时间", "tenure"),
    "certificates": ("证书", "certificates"),
    "scores": ("积分记录", "scores"),
    "csv": ("CSV 表格", "CSV"),
    "json": ("JSON", "JSON"),
    "xml": ("XML", "XML"),
    "parquet": ("Parquet", "Parquet"),
    "pricing": ("计价", "pricing"),
    "dispatch": ("派单", "dispatch"),
    "eta": ("预计送达时间", "time estimates"),
    "route": ("路线", "routes"),
    "penalty": ("奖惩", "rewards and penalties"),
    "commission": ("抽成", "commission"),
    "basis": ("基本原理", "how it works in principle"),
    "health_data": ("健康信息", "data on health"),
    "purpose": ("目的意图", "purpose"),
    "mechanism": ("运行机制", "mechanism"),
    "parameters": ("参数", "parameters"),
    "version": ("版本", "version"),
    "suspension": ("停用账号", "a suspension"),
    "measure": ("处置措施", "a measure"),
    "score_change": ("扣分", "a loss of points"),
    "deduction_line": ("扣款", "a deduction"),
    "measure_taken": ("处置措施", "a measure"),
    "reason": ("理由", "a reason"),
    "explanation": ("说明", "an explanation"),
    "urgent": ("紧急", "urgent"),
    "utility": ("民生", "utilities"),
    "normal": ("一般", "normal"),
    "complex": ("疑难", "complex"),
    "pay": ("报酬", "pay"),
    "data": ("数据", "data"),
    "emotion": ("情绪", "emotions"),
    "private_talk": ("私人谈话", "private talks"),
    "biometric": ("生物特征", "biometric data"),
    "belief": ("信仰", "beliefs"),
    "origin": ("民族出身", "origin"),
    "union_activity": ("工会活动", "union activity"),
    "contacts": ("通讯录", "contacts"),
    "off_duty_behaviour": ("下班后行为", "behaviour off duty"),
    "monitoring": ("监测", "monitoring"),
    "decision": ("自动决策", "automated decisions"),
    "upheld": ("维持原决定或支持", "upheld"),
    "overturned": ("推翻原决定", "overturned"),
    "pension": ("养老保险补贴", "pension subsidy"),
    "medical": ("医疗保险补贴", "medical subsidy"),
    "illness_aid": ("大病帮扶", "aid in illness"),
    "child_aid": ("子女帮扶", "aid for a child"),
    "health_stipend": ("健康津贴", "health stipend"),
    "certificate": ("技能补贴", "certificate of skill"),
    "must": ("应当", "must"),
    "principle": ("原则上", "in principle"),
    "should": ("宜", "should"),
    "aim": ("推动", "aim"),
    "statute": ("法规", "statute"),
    "standard": ("标准", "standard"),
    "sector": ("行业", "sector"),
    "region": ("地方", "region"),
    "platform": ("平台", "platform"),
    "assumption": ("假定", "assumption"),
    "partner_company": ("合作商", "partner company"),
    "union": ("工会", "union"),
    "rider_side": ("骑手方", "riders' side"),
    "joint": ("共同", "joint"),
    "crowd": ("众包", "crowd"),
    "dedicated": ("专送", "dedicated"),
    "courier": ("配送员", "courier"),
    "ebike": ("电动自行车", "e-bike"),
    "car": ("汽车", "car"),
    "truck": ("货车", "truck"),
    "unknown": ("未知", "unknown"),
    "continuous": ("连续", "without a break"),
    "night_drive": ("夜间连续", "at night without a break"),
    "model": ("模型", "the model"),
    "city": ("城市", "the city"),
    "segments": ("分段累加", "stage by stage"),
    "by_distance": ("距离", "distance"),
    "signal": ("信号灯", "signals"),
    "access": ("进门难", "hard access"),
    "ride_distance": ("配送距离", "the distance"),
    "time": ("时间", "the time"),
    "pickup": ("取餐点", "the pick-up place"),
    "destination": ("目的地", "the destination"),
    "weight": ("重量", "the weight"),
    "storey": ("楼层", "the storey"),
    "tip": ("小费", "the tip"),
    "max_distance": ("最远距离", "the greatest distance"),
    "rest_slot": ("自选休息时段", "a chosen rest"),
    "special_care": ("特殊关怀", "special care"),
    "vehicle_check": ("车辆", "the vehicle"),
    "too_far": ("太远", "too far"),
    "too_heavy": ("太重", "too heavy"),
    "too_high": ("楼层太高", "too high up"),
    "at_night": ("夜间", "at night"),
    "kept": ("本人保留", "kept"),
    "handed_over": ("本人同意改派", "handed over"),
    "no_answer": ("未作答", "no answer"),
    "banned_road": ("禁行路段", "roads closed to riders"),
    "night_riding": ("夜间骑行", "riding at night"),
    "crash_risk": ("事故风险", "the risk of a crash"),
    "fatigue": ("疲劳", "fatigue"),
    "timeout": ("超时未答", "no answer in time"),
    "rule_effective": ("规则生效记录", "a rule that took effect"),
    "every_order": ("每单都有记账", "every order carries it"),
    "late_share": ("超时率", "share of late deliveries"),
    "stops_share": ("强制下线占出工日的比例", "share of working days that end in a stop"),
    "violations_per_order": ("每单违规次数", "breaches of road safety an order"),
    "accidents_per_order": ("每单事故次数", "accidents an order"),
    "income_per_hour": ("每小时收入", "pay an hour"),
    "lower": ("降低", "lower"),
    "higher": ("提高", "higher"),
    "printed": ("原文", "as printed"),
    "reported": ("据报道转述", "as reported"),
    "ours": ("本项目自拟", "our own"),
})


def say_word(word: str, lang: Lang) -> str:
    """One word in the language; a word of another vocabulary is given back as it is."""
    pair = WORDS.get(word)
    return word if pair is None else pair[lang == "en"]


def say_words(words: Iterable[str], lang: Lang) -> str:
    """Several words, in the order of the vocabulary."""
    order = list(WORDS)
    listed = sorted(words, key=lambda word: (order.index(word) if word in WORDS else len(order), word))
    return ("、" if lang == "zh" else ", ").join(say_word(word, lang) for word in listed)


def say_share(per_mille: int, lang: Lang) -> str:
    """``10%`` or ``10 %``; a tenth of a per cent is kept."""
    text = f"{Decimal(per_mille) / 10:f}"
    return f"{text}%" if lang == "zh" else f"{text} %"


def say_distance(metres: int, lang: Lang) -> str:
    """``800米``, ``2.5公里`` or ``800 m``, ``2.5 km``."""
    if metres < 1000:
        return f"{metres}米" if lang == "zh" else f"{metres} m"
    text = f"{(Decimal(metres) / 1000).normalize():f}"
    return f"{text}公里" if lang == "zh" else f"{text} km"


def say_mass(grams: int, lang: Lang) -> str:
    """``12.5公斤`` or ``12.5 kg``."""
    return _say_measure(grams, "gram", lang)


def say_speed(metres_per_hour: int, lang: Lang) -> str:
    """``15公里/小时`` or ``15 km/h``."""
    text = f"{(Decimal(metres_per_hour) / 1000).normalize():f}"
    return f"{text}公里/小时" if lang == "zh" else f"{text} km/h"


def say_seconds(seconds: int, lang: Lang) -> str:
    """A duration to the second: ``12分30秒``, ``12 min 30 s``."""
    whole, rest = divmod(abs(seconds), 60)
    if not rest or not whole:
        return format_duration(seconds, lang)
    tail = f"{rest}秒" if lang == "zh" else f" {rest} s"
    return format_duration(whole * 60 if seconds >= 0 else -whole * 60, lang) + tail


def say_selector(selector: Selector, lang: Lang) -> str:
    """Whom a clause covers; everyone where the selector is empty."""
    parts = [say_words(words, lang) for words in (selector.worker_class, selector.vehicle) if words]
    if selector.place_code:
        parts.append(("地区代码" if lang == "zh" else "place codes ") + "/".join(selector.place_code))
    if selector.tenure_days_min is not None:
        days = selector.tenure_days_min
        parts.append(f"入职满{days}天" if lang == "zh" else f"at least {days} days in the work")
    if selector.tenure_days_max is not None:
        days = selector.tenure_days_max
        parts.append(f"入职不超过{days}天" if lang == "zh" else f"at most {days} days in the work")
    return "；".join(parts) or "全部" if lang == "zh" else "; ".join(parts) or "everyone"


def say_value(value: Value, unit: str, currency: str | None, lang: Lang) -> str:
    """A canonical value of a parameter as people read it.

    ``unit`` is the canonical unit of the parameter; ``currency`` may be missing only where no amount is said.
    """
    if value is None:
        return "未规定" if lang == "zh" else "not set"
    if isinstance(value, frozenset):
        return say_words(value, lang) or ("无" if lang == "zh" else "none")
    if isinstance(value, Mapping):
        return _say_table(value, unit, currency, lang)
    if isinstance(value, tuple) and unit.startswith("tiers/"):
        return _say_tiers(value, unit, currency, lang)
    if isinstance(value, tuple):
        return _say_bands(value, currency, lang)
    if isinstance(value, str):
        return say_word(value, lang)
    return _say_number(int(value), unit, currency, lang)


def _say_number(value: int, unit: str, currency: str | None, lang: Lang) -> str:
    if unit == "second":
        return say_seconds(value, lang)
    if unit == "metre":
        return say_distance(value, lang)
    if unit == "metre_per_hour":
        return say_speed(value, lang)
    if unit == "per_mille":
        return say_share(value, lang)
    if unit == "flag":
        return {"zh": ("否", "是"), "en": ("no", "yes")}[lang][bool(value)]
    if unit == "minor":
        return format_minor(value, str(currency))
    if unit in _PER:
        return f"{format_minor(value, str(currency))}/{_PER[unit][lang == 'en']}"
    return _say_measure(value, unit, lang)


#: For what an amount is, by unit.
_PER: Mapping[str, tuple[str, str]] = MappingProxyType({
    "minor_per_hour": ("小时", "h"), "minor_per_order": ("单", "order"), "minor_per_minute": ("分钟", "min"),
    "minor_per_km": ("公里", "km"), "minor_per_day": ("天", "day"), "minor_per_month": ("月", "month"),
    "minor_per_item": ("件", "item"),
})


def _say_measure(value: int, unit: str, lang: Lang) -> str:
    """Weights, temperatures, calendar units; a bare number for all that has no unit."""
    if unit == "clock":
        return f"{value // 3600:02d}:{value % 3600 // 60:02d}"
    if unit == "date":
        return date.fromordinal(value).isoformat()
    if unit == "month_day":
        return f"{value // 100:02d}-{value % 100:02d}"
    scales = {"gram": (1000, "公斤", " kg"), "celsius_tenths": (10, "℃", " ℃"), "day": (1, "天", " d"),
              "month": (1, "个月", " months" if value != 1 else " month")}
    if unit not in scales:
        return str(value)
    scale, zh, en = scales[unit]
    return f"{(Decimal(value) / scale).normalize():f}{zh if lang == 'zh' else en}"


def _say_table(value: Mapping[str, int | str], unit: str, currency: str | None, lang: Lang) -> str:
    joint, link = ("；", "：") if lang == "zh" else ("; ", ": ")
    inner = "second" if unit == "word_map" else unit.removeprefix("map/")
    everywhere = "各地" if lang == "zh" else "everywhere"
    return joint.join(
        f"{say_word(key, lang) or everywhere}{link}{say_value(one, inner, currency, lang)}"
        for key, one in sorted(value.items())
    )


def _say_tiers(tiers: tuple[tuple[int, ...], ...], unit: str, currency: str | None, lang: Lang) -> str:
    _, bound_unit, inner = unit.split("/")
    rows = [(say_value(bound, bound_unit, currency, lang), say_value(one, inner, currency, lang))
            for bound, one in tiers]
    if lang == "zh":
        return "；".join(f"满{bound}：{one}" for bound, one in rows)
    return "; ".join(f"from {bound}: {one}" for bound, one in rows)


def _say_bands(bands: tuple[tuple[int, ...], ...], currency: str | None, lang: Lang) -> str:
    parts = []
    for bound, amount in bands:
        money = format_minor(amount, str(currency))
        if bound == FAR_M:
            parts.append(f"更远{money}" if lang == "zh" else f"farther {money}")
        else:
            reach = say_distance(bound, lang)
            parts.append(f"{reach}内{money}" if lang == "zh" else f"up to {reach} {money}")
    if not parts:
        return "无" if lang == "zh" else "none"
    return ("；" if lang == "zh" else "; ").join(parts)
