"""The words in which decisions and payslips are told: every phrase in Chinese and in English."""

from __future__ import annotations

from typing import Final

from nuantu.agreement.clause import CHAPTERS_EN, CHAPTERS_ZH, Clause
from nuantu.core.times import Lang

#: name -> (Chinese, English); both take the same fields.
PHRASES: Final[dict[str, tuple[str, str]]] = {
    # why this worker
    "first_of": ("能派的有 {allowed} 人，比下来最合适的 {best} 人里 {label} 最早送达：{legs}。",
                 "{label} delivers first of the {best} best weighed, of {allowed} who could take it: {legs}."),
    "chosen_of": ("能派的有 {allowed} 人，选了 {label}：{legs}。",
                  "{label} was chosen of the {allowed} who could take it: {legs}."),
    "only_one": ("只有 {label} 能派：{legs}。", "Only {label} could take it: {legs}."),
    "not_first": ("能派的 {allowed} 人中选了 {label}：{legs}。有人能早 {earlier}送达。",
                  "{label} was chosen of the {allowed} who could take it: {legs}. Another could be {earlier} earlier."),
    "legs": ("到店 {reach}，等餐 {wait}，送达 {ride}", "{reach} to the shop, {wait} wait, {ride} to the door"),
    "legs_no_wait": ("到店 {reach}，不用等餐，送达 {ride}", "{reach} to the shop, no wait, {ride} to the door"),
    "delays_none": ("不让手上的单变晚。", "No order in hand is made later."),
    "delays_some": ("手上的单共晚 {delay}。", "Orders in hand are {delay} later in all."),
    "early": ("{at} 送达，比承诺的 {promised} 早 {gap}。", "Delivered {at}, {gap} before the promised {promised}."),
    "late": ("{at} 送达，比承诺的 {promised} 晚 {gap}。", "Delivered {at}, {gap} after the promised {promised}."),
    "on_time": ("{at} 送达，正是承诺的时间。", "Delivered {at}, as promised."),
    "delivered": ("{at} 送达，下单后 {ctd}。", "Delivered {at}, {ctd} after it was placed."),
    "undelivered": ("这一单没有送达。", "This order was not delivered."),
    "no_decision": ("这一单没有派给任何人。", "This order was sent to nobody."),
    # the others
    "later": ("能派，但晚 {gap}送达", "could take it, {gap} later"),
    "same_time": ("能派，送达时间相同", "could take it, at the same time"),
    "earlier": ("能早 {gap}送达", "could deliver {gap} earlier"),
    "and_others": ("并让手上的单共晚 {delay}", "and makes orders in hand {delay} later in all"),
    "took_other": ("但这一轮接了单 {order}", "but took order {order} in the same round"),
    "but_others": ("但会让手上的单共晚 {delay}", "but would make orders in hand {delay} later in all"),
    "round_better": ("整轮一起算，派给 {label} 总的更好", "over the whole round, {label} was better in total"),
    "unreachable": ("赶不到：下班前取不到这一单", "cannot reach it: no pick-up before the shift ends"),
    "nearest": ("离店 {distance}", "{distance} from the shop"),
    # what a clause forbids, with the numbers of the case
    "hinder_concurrency_cap": ("手上已有 {in_hand} 单，这时最多 {cap} 单",
                               "already carries {in_hand}, the most now being {cap}"),
    "hinder_concurrency_cap_new": ("新手第 {tenure} 天，手上已有 {in_hand} 单，最多 {cap} 单",
                                   "on day {tenure} as a new rider, already carries {in_hand} of at most {cap}"),
    "hinder_concurrency_cap_alert": ("天气预警时最多带 {cap} 单，手上已有 {in_hand} 单",
                                     "may carry {cap} in a weather alert and already carries {in_hand}"),
    "hinder_daily_stop": ("今天已工作 {worked}，到了 {limit}的上限，不再派单",
                          "has worked {worked} today and is past the stop at {limit}"),
    "hinder_daily_stop_near": ("再接就会在工作满 {limit}之后", "would accept after working {limit} today"),
    "hinder_continuous_pause": ("连续接单满 {limit}，{from_at} 到 {to_at} 不派单",
                                "worked {limit} without a break and is sent nothing from {from_at} to {to_at}"),
    "hinder_continuous_pause_near": ("连续接单满 {limit}，手上的单送完就停派 {pause}",
                                     "has worked {limit} without a break: a pause of {pause} comes next"),
    "hinder_soft_cap_confirm": ("今天已满 {limit}，本人没有确认继续",
                                "has reached {limit} today and has not confirmed to go on"),
    "hinder_refusal_right": ("{at} 拒了这一单，不再派给他", "declined this order at {at} and is not asked again"),
    "hinder_refusal_right_plain": ("拒过这一单，不再派给他", "declined this order and is not asked again"),
    "hinder_other": ("{clause} 不允许", "{clause} does not allow it"),
    # what happened to the order
    "event_declined": ("{at} 骑手 {worker} 拒单", "{at} rider {worker} declined"),
    "event_declined_reason": ("{at} 骑手 {worker} 拒单：{reason}", "{at} rider {worker} declined: {reason}"),
    "event_extended": ("{at} 承诺延长 {added}，到 {promised}：{reason}",
                       "{at} promise extended by {added} to {promised}: {reason}"),
    "event_quoted": ("{at} 承诺 {promised} 送达", "{at} promised for {promised}"),
    "event_quoted_riding": ("{at} 承诺 {promised} 送达，骑行 {distance}，按 {riding}算",
                            "{at} promised for {promised}, {riding} of it for riding {distance}"),
    "event_reassigned": ("{at} 从骑手 {worker} 改派", "{at} taken from rider {worker} and assigned anew"),
    "event_cancelled": ("{at} 取消：{reason}", "{at} cancelled: {reason}"),
    "event_created": ("{at} 下单，预计 {ready} 出餐", "{at} placed, to be ready at {ready}"),
    "event_accepted": ("{at} 骑手 {worker} 接单", "{at} rider {worker} accepted"),
    "event_merchant_arrived": ("{at} 到店", "{at} at the shop"),
    "event_merchant_ready": ("{at} 出餐", "{at} ready"),
    "event_merchant_ready_late": ("{at} 出餐，比预计晚 {gap}", "{at} ready, {gap} later than estimated"),
    "event_picked_up": ("{at} 取餐", "{at} picked up"),
    "event_arrived_gate": ("{at} 到小区门口", "{at} at the gate"),
    "event_delivered": ("{at} 送达", "{at} delivered"),
    # pay
    "pay_base": ("基础配送费", "Base"),
    "pay_distance": ("距离", "Distance"),
    "pay_weather": ("特殊天气", "Special weather"),
    "pay_floor_topup": ("补到下限", "Top-up to the floor"),
    "pay_difficulty": ("大重难单", "Heavy or hard order"),
    "pay_night": ("夜间补贴", "Night supplement"),
    "pay_holiday": ("节假日加成", "Holiday pay"),
    "pay_seniority": ("工龄补贴", "Seniority bonus"),
    "pay_winter": ("冬季补贴", "Winter supplement"),
    "pay_equipment": ("装备补贴", "Equipment allowance"),
    "pay_overrun": ("末单超时补贴", "Overrunning the shift"),
    "pay_heat": ("高温津贴", "Heat allowance"),
    "pay_guarantee_time": ("时长下限补差", "Up to the floor by time"),
    "pay_guarantee_distance": ("里程下限补差", "Up to the floor by distance"),
    "pay_guarantee_offer": ("每单最低补差", "Up to the least for an order"),
    "pay_month_guarantee": ("月收入保底补差", "Up to the guarantee of the month"),
    "pay_aggregate_topup": ("群体下限分摊", "Share of what all were short of"),
    "pay_premium": ("另由平台付职业伤害保障", "Injury cover, paid by the platform"),
    "pay_wait_pay": ("等餐补贴", "Waiting at the merchant"),
    "pay_rest_pay": ("休息补贴", "Imposed rest"),
    "pay_cancel_comp": ("取消补偿", "Cancelled order"),
    "pay_cancel_distance": ("空驶补偿", "Way of a cancelled order"),
    "pay_commission_refund": ("抽成返还", "Commission returned"),
    "pay_commission_refund_month": ("月均抽成返还", "Commission of the month returned"),
    "pay_safety_reward": ("安全奖励", "Safety reward"),
    "pay_pension": ("养老补贴", "Pension subsidy"),
    "pay_medical": ("医疗补贴", "Medical subsidy"),
    "pay_illness_aid": ("大病帮扶", "Aid in illness"),
    "pay_child_aid": ("子女帮扶", "Aid for a child"),
    "pay_health_stipend": ("健康津贴", "Health stipend"),
    "pay_certificate": ("技能证书补贴", "Certificate of skill"),
    "pay_deduction": ("扣款", "Deduction"),
    "pay_adjustment": ("调整", "Adjustment"),
    "per_order": ("每单 {rate}", "{rate} an order"),
    "per_quantity": ("{quantity} × {rate}", "{quantity} × {rate}"),
    "per_band": ("送 {distance}，按距离档", "{distance}, by distance band"),
    "because": ("{text}：{reason}", "{text}: {reason}"),
    # a line of the ledger, a worker's day
    "orders_times": ("{n} 单 × {rate}", "{n} × {rate}"),
    "hours_times": ("{span} × {rate}/小时", "{span} × {rate}/h"),
    "share_times": ("{whole} × {share}", "{whole} × {share}"),
    "seconds_by_floor": ("各秒所在地每小时下限之和 {sum} ÷ {per}", "the hourly floors of all seconds, {sum} ÷ {per}"),
    "quantity_times": ("{quantity} {unit} × {rate}/{per} {unit}", "{quantity} {unit} × {rate}/{per} {unit}"),
    "makes": ("{times} = {whole}", "{times} = {whole}"),
    "makes_rounded": ("{times} = {whole}（{rounding}）", "{times} = {whole} ({rounding})"),
    "less_earned": ("{makes}，减去已得 {less}，付 {amount}", "{makes}, less {less} already earned: {amount}"),
    "duty": ("在线 {online}，接单 {engaged}，工时 {worked}。",
             "Online {online}, with orders {engaged}, working time {worked}."),
    "duty_undefined": ("在线 {online}，接单 {engaged}；没有条款规定工时怎么算。",
                       "Online {online}, with orders {engaged}; no clause says what working time is."),
    "pay_total": ("{orders} 单，报酬 {pay}，另补 {topup}，合计 {total}。",
                  "{orders} orders paid {pay}, top-ups {topup}: {total} in all."),
    "pay_total_plain": ("{orders} 单，报酬 {total}。", "{orders} orders paid {total}."),
    "floor_short": ("当日{base}{counted}，按每小时不低于{floor}计应得{due}，已得{included}，还差{missing}没有补。",
                    "{counted} of {base} at no less than {floor}/h makes {due}; earned {included}, owed {missing}."),
    "shielded": ("有 {count} 次派单因这一条没有派来。", "{count} pushes did not come because of it."),
    "scored": ("却扣了 {points} 分。", "{points} points were taken nevertheless."),
    # alerts
    "alert": ("{kind}{level}预警", "{level} {kind} alert"),
    # units
    "seconds": ("{n} 秒", "{n} s"),
    "minutes": ("{n} 分", "{n} min"),
    "hours": ("{h} 小时", "{h} h"),
    "hours_minutes": ("{h} 小时 {m} 分", "{h} h {m:02d} min"),
    "metres": ("{n} 米", "{n} m"),
    "kilometres": ("{n} 公里", "{n} km"),
}


def say(name: str, lang: Lang, **fields: object) -> str:
    """One phrase with its fields filled in."""
    return PHRASES[name][0 if lang == "zh" else 1].format(**fields)


def say_span(seconds: int, lang: Lang) -> str:
    """A span as people say it: seconds under a minute, then minutes, then hours and minutes; never negative."""
    seconds = abs(seconds)
    if seconds < 60:
        return say("seconds", lang, n=seconds)
    minutes = (seconds + 30) // 60
    if minutes < 60:
        return say("minutes", lang, n=minutes)
    hours, rest = divmod(minutes, 60)
    return say("hours_minutes", lang, h=hours, m=rest) if rest else say("hours", lang, h=hours)


def say_distance(metres: int, lang: Lang) -> str:
    """A distance as people say it: metres under one kilometre, then kilometres with one decimal."""
    return say("metres", lang, n=metres) if metres < 1000 else say("kilometres", lang, n=f"{metres / 1000:.1f}")


def say_clause(clause: Clause, lang: Lang) -> str:
    """The words of a clause's chip: ``报酬 P01``, ``Pay P01``."""
    return f"{(CHAPTERS_ZH if lang == 'zh' else CHAPTERS_EN)[clause.type.chapter]} {clause.type.id}"
