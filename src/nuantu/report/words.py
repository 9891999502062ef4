"""The page's words, each in Chinese and English, and how they are written into it."""

from __future__ import annotations

from html import escape
from typing import Final

from nuantu.core.times import Lang

#: A text in Chinese and English.
Pair = tuple[str, str]

#: Words that Python writes into the page: name -> (Chinese, English), both with the same fields.
WORDS: Final[dict[str, Pair]] = {
    "title": ("暖途 · {day} 日报", "Nuantu · day report, {day}"),
    "report": ("日报", "Day report"),
    "policy": ("派单策略 {policy}", "policy {policy}"),
    "seed": ("种子 {seed}", "seed {seed}"),
    "rules_open": ("开放规则", "open rules"),
    "rules_mdrp": ("MDRP 规则", "mdrp rules"),
    "agreement": ("协议 {agreement}，{n} 条在执行", "agreement {agreement}, {n} clauses"),
    "skip": ("跳到正文", "Skip to the report"),
    "language": ("English", "中文"),
    "theme_label": ("换明暗", "Switch between light and dark"),
    "sealed": ("核查已重算，摘要一致", "Audit recomputed, digests match"),
    "seal_digests": ("摘要对不上：{names}", "Digests differ: {names}"),
    "seal_verdicts": ("重算的核查结果与记录不同", "The recomputed audit differs from the record"),
    # headline
    "head_orders": ("{orders} 单，{workers} 名骑手，", "{orders} orders, {workers} riders, "),
    "head_kept": ("没有一条约束性条款被违反", "0 binding clauses broken"),
    "head_broken": ("{n} 条约束性条款被违反", "{n} binding clauses broken"),
    "head_records": ("记录本身对不上", "the records do not add up"),
    "sub_delivered": ("送达 {delivered} 单。", "{delivered} orders delivered."),
    "sub_delivered_all": ("全部送达。", "Every order was delivered."),
    "sub_topped": ("{n} 人补到报酬下限，共 {amount}。", "{n} riders were topped up to the floor, {amount} in all."),
    "sub_topped_none": ("没有人需要补到下限。", "Nobody had to be topped up to the floor."),
    "sub_stopped": ("{n} 人到了 {limit}的上限，之后不再派单。", "{n} reached the {limit} stop and got no more."),
    "sub_evidence": ("{n} 项核查缺证据。", "{n} checks lack evidence."),
    "sub_departed": ("{n} 处偏离原则性条款。", "{n} departures from clauses of principle."),
    "assumed_head": ("{n} 条的数字是假定", "The figures of {n} clauses are assumptions"),
    "assumed_text": ("协议没有公布这些数字，也没有人签过。凡是由它们算出的数都标“假定”。",
                     "They are unpublished and nobody signed them. What rests on them is marked assumed."),
    "assumed": ("假定", "assumed"),
    # map
    "map_title": ("这一天的地图", "Map of the day"),
    "map_label": ("地图：街道、河流、公园、单和骑手。单的列表在图下。",
                  "Map with streets, river, parks, orders and riders. The orders are listed beneath it."),
    "legend_rider": ("骑手，已工作时间", "rider, hours so far"),
    "legend_shop": ("待取", "at the shop"),
    "legend_door": ("送达点", "to the door"),
    "no_streets": ("这一天的数据没有街道，只画点。", "This day has no streets: only points are drawn."),
    "day_gone": ("找不到这一天的文件夹 {path}，街道画不出来，只画点。",
                 "The day's folder {path} is not at hand: streets cannot be drawn, only points."),
    "map_caption": ("画了 {riders} 名骑手（按编号均匀抽取）在日志里的位置，和当时在途的单。",
                    "{riders} riders (an even sample) where the log saw them, and the orders then under way."),
    "map_sampled": ("单太多，图上均匀抽取 {n} 单；按编号可以查任何一单。",
                    "The map shows an even sample of {n} orders; any order can be found by its number."),
    "zoom_in": ("放大", "Zoom in"),
    "zoom_out": ("缩小", "Zoom out"),
    "zoom_all": ("看全城", "See all"),
    "play": ("播放", "Play"),
    "time": ("时间", "Time"),
    "scrub_title": ("每 10 分钟下单数", "orders placed per 10 minutes"),
    "now_table": ("此刻在途的单", "Orders under way at this time"),
    "flow_table": ("每 10 分钟下单数", "Orders placed per 10 minutes"),
    # hours
    "hours_none_past": ("没有人工作超过 {limit}", "Nobody worked past the {limit} stop"),
    "hours_some_past": ("{n} 人工作超过 {limit}", "{n} riders worked past the {limit} stop"),
    "hours_some_late": ("{n} 人送完手上的单时过了 {limit}",
                        "{n} riders finished orders in hand after the {limit} stop"),
    "hours_plain": ("骑手每天平均接单 {mean}", "Riders were engaged {mean} a day on average"),
    "hours_sub": ("每人每天平均 {mean}；提醒 {reminders} 次", "Mean {mean} a worker day; {reminders} reminders"),
    "hours_sub_engaged": ("每人每天平均接单 {mean}", "Mean {mean} engaged a worker day"),
    "hours_axis": ("小时", "h"),
    "mark_reminder": ("{limit}提醒", "{limit} reminder"),
    "mark_stop": ("{limit}停", "{limit} stop"),
    "col_hours": ("工作时间", "Hours worked"),
    "col_days": ("人天", "Worker days"),
    # pay
    "pay_none_below": ("没有人低于报酬下限", "Nobody was left below the floor"),
    "pay_some_below": ("{n} 人低于报酬下限", "{n} riders were left below the floor"),
    "pay_plain": ("每小时报酬中位数 {median}", "Median pay per hour {median}"),
    "pay_sub": ("每计酬小时的报酬，中位 {median}；{n} 人补到线上",
                "Pay per counted hour, median {median}; {n} riders were lifted to the line"),
    "pay_sub_none": ("每计酬小时的报酬，中位 {median}", "Pay per counted hour, median {median}"),
    "pay_sub_online": ("每在线小时的报酬，中位 {median}；没有条款规定下限",
                       "Pay per hour online, median {median}; no clause states a floor"),
    "pay_axis": ("{symbol}/时", "{symbol}/h"),
    "mark_floor": ("下限 {floor}", "floor {floor}"),
    "col_pay": ("每小时报酬，补差前", "Pay per hour before top-up"),
    "col_topped": ("其中补差", "of these topped up"),
    # clauses
    "clauses_all_kept": ("这一天看得出的 {n} 条约束性条款全部兑现",
                         "All {n} binding clauses that the day can show were kept"),
    "clauses_broken": ("这一天看得出的 {n} 条约束性条款里 {broken} 条被违反",
                       "{broken} of {n} binding clauses that the day can show were broken"),
    "clauses_none": ("这一天看不出任何约束性条款", "The day shows nothing of any binding clause"),
    "clauses_idle": ("还有 {n} 条这一天用不上", "{n} more had nothing to answer that day"),
    "clauses_sub": ("点条款看原文、数字和算法", "Tap a clause for its sentence, terms and sums"),
    "col_clause": ("条款", "clause"),
    "col_kept": ("兑现", "kept"),
    "col_broken": ("违反", "broken"),
    "col_departed": ("偏离", "departed"),
    "col_evidence": ("缺证", "no ev."),
    "unit_order": ("单", "orders"),
    "unit_worker_day": ("人天", "worker days"),
    "unit_event": ("事件", "events"),
    "unit_line": ("账目", "lines"),
    "unit_log": ("日志", "log"),
    "records_log": ("日志完整", "Log complete"),
    "records_ledger": ("账目完整", "Ledger complete"),
    "records_chip": ("记录", "Records"),
    "pending_head": ("{n} 条还没有建成，不在执行，也不作核查",
                     "{n} provisions are not built yet: not in force, not audited"),
    "pending_summary": ("看名单", "See the list"),
    # sheet
    "sheet_close": ("关闭", "Close"),
    "state_complied": ("已兑现", "Kept"),
    "state_violated": ("违反", "Broken"),
    "state_departed": ("偏离", "Departed"),
    "state_insufficient_evidence": ("缺证据", "No evidence"),
    "state_disputed": ("有争议", "Disputed"),
    "state_not_applicable": ("这天没有用到", "Did not apply this day"),
    "state_unchecked": ("没有核查项", "Nothing to check"),
    "standing_printed": ("原文", "printed"),
    "standing_reported": ("据报道，本项目转述", "as reported, in our words"),
    "standing_ours": ("本项目拟写", "written by us"),
    "strength_must": ("应当", "must"),
    "strength_principle": ("原则上", "in principle"),
    "strength_should": ("宜", "should"),
    "strength_aim": ("推动", "aim"),
    "sheet_terms": ("现在执行", "Terms in force"),
    "sheet_counts": ("这一天", "This day"),
    "sheet_breaches": ("怎么算的", "How it was worked out"),
    "sheet_more": ("还有 {n} 处，见 verdicts.json", "{n} more stand in verdicts.json"),
    "sheet_missing": ("缺 {fields}", "missing {fields}"),
    "sheet_source": ("出处", "Source"),
    "sheet_from": ("{date} 起", "from {date}"),
    "sheet_obligor": ("{obligor}承担", "owed by: {obligor}"),
    "sheet_shadowed": ("同类条款中取更有利的，另有 {ids}", "The more favourable of its type; it stands above {ids}"),
    "sheet_readings": ("登记过的歧义", "Registered ambiguities"),
    "sheet_chosen": ("采用", "chosen"),
    "sheet_chosen_by": ("由 {by} 于 {on} 选定", "chosen by {by} on {on}"),
    "layer_statute": ("国家规定", "statute"),
    "layer_standard": ("国家标准", "standard"),
    "layer_sector": ("行业协议", "sector agreement"),
    "layer_region": ("地区协议", "regional agreement"),
    "layer_platform": ("专项协议", "agreement"),
    "layer_assumption": ("假定", "assumption"),
    "layer_records": ("记录", "records"),
    "obligor_platform": ("平台", "platform"),
    "obligor_partner_company": ("合作商", "partner company"),
    "obligor_rider_side": ("骑手方", "riders' side"),
    "obligor_union": ("工会", "union"),
    "obligor_joint": ("双方", "both sides together"),
    # order panel
    "order_title": ("为什么这样派单", "Why an order went where it went"),
    "order_hint": ("点地图上的单，或按编号查", "Tap an order on the map, or look one up"),
    "order_search": ("单号", "Order number"),
    "order_find": ("查", "Find"),
    "order_prev": ("上一单", "Previous order"),
    "order_next": ("下一单", "Next order"),
    # recompute
    "again_title": ("怎么复算", "How to recompute this"),
    "again_text": ("任何机器，不用网络，摘要相同", "Any machine, no network, same digests"),
    "copy": ("复制", "copy"),
    "digest_events": ("事件", "events"),
    "digest_ledger": ("账目", "ledger"),
    "digest_candidates": ("候选", "candidates"),
    "digest_book": ("协议", "book"),
    "table": ("数据表", "Table"),
}

#: Words that the page's script writes: name -> (Chinese, English), with fields in braces.
SCRIPT_WORDS: Final[dict[str, Pair]] = {
    "order": ("单 {id}", "Order {id}"),
    "why_rider": ("单 {id} 为什么派给骑手 {rider}", "Order {id}: why rider {rider}"),
    "decided": ("{at} 决定", "decided {at}"),
    "waiting": ("正在取这一单的说明", "Fetching this order's explanation"),
    "unknown": ("没有单 {id}。检查编号，或点地图上的单。", "There is no order {id}. Check it, or tap one on the map."),
    "offline": ("取不到说明。用 nuantu report --serve 打开这一页。",
                "The explanation cannot be fetched. Open this page through nuantu report --serve."),
    "chosen": ("选中", "chosen"),
    "feasible_later": ("能派，晚 {gap}", "feasible, {gap} later"),
    "feasible_earlier": ("能派，早 {gap}", "feasible, {gap} earlier"),
    "feasible_same": ("能派，一样快", "feasible, as early"),
    "blocked": ("不可派", "not allowed"),
    "unreachable": ("赶不到", "cannot reach"),
    "promise": ("承诺 {at}", "promise {at}"),
    "times_label": ("各人预计送达时间", "When each would deliver"),
    "pay_title": ("这一单的报酬", "Pay of this order"),
    "story_title": ("这一单经过", "What happened"),
    "others_title": ("为什么不是他们", "Why not the others"),
    "pause": ("暂停", "Pause"),
    "play": ("播放", "Play"),
    "copied": ("已复制", "copied"),
    "copy": ("复制", "copy"),
    "under_way": ("{n} 单在途", "{n} under way"),
    "placed_so_far": ("已下 {n} 单", "{n} placed so far"),
    "now_more": ("还有 {n} 单，按编号查", "{n} more: look them up by number"),
    "now_none": ("此刻没有在途的单", "No order is under way at this time"),
    "at_shop": ("待取", "at the shop"),
    "to_door": ("送达中", "to the door"),
    "minutes": ("{n} 分", "{n} min"),
    "seconds": ("{n} 秒", "{n} s"),
    "none": ("没有", "none"),
}


def pair(name: str, **fields: object) -> Pair:
    """Both texts of a word with its fields filled in; a field that is itself a pair gives each its own."""
    texts = []
    for place, text in enumerate(WORDS[name]):
        own = {key: value[place] if isinstance(value, tuple) else value for key, value in fields.items()}
        texts.append(text.format(**own))
    return texts[0], texts[1]


def spans(texts: Pair) -> str:
    """A text for HTML in both languages; the page shows the one that its language asks for."""
    chinese, english = (escape(text) for text in texts)
    if chinese == english:
        return chinese
    return f'<span lang="zh">{chinese}</span><span lang="en">{english}</span>'


def both(name: str, **fields: object) -> str:
    """A word for HTML in both languages."""
    return spans(pair(name, **fields))


def pick(texts: Pair, lang: Lang) -> str:
    """The text of one language."""
    return texts[0] if lang == "zh" else texts[1]


def name_layer(layer: str) -> Pair:
    """A layer of the book in words."""
    return pair(f"layer_{layer}")
