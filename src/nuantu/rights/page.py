"""The printable statement: A4, in Chinese, with the arithmetic, fit to be handed to a mediator or a court clerk."""

from __future__ import annotations

import logging
import os
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from fpdf.enums import XPos, YPos

from nuantu.agreement.clause import Clause
from nuantu.agreement.wording import say_word
from nuantu.audit.verdict import Verdict
from nuantu.core.errors import InputError
from nuantu.core.times import format_clock, local_date
from nuantu.rights.chart import MOST_DAYS, draw_hours
from nuantu.rights.comparison import Entry
from nuantu.rights.font import Face, find_faces
from nuantu.rights.paper import ACCENT, ALARM, INK, MARGIN_MM, MUTED, PALE, RULE, WIDTH_MM, Paper
from nuantu.rights.statement import Statement, say_slip, tell_entry
from nuantu.rights.words import say_component

TITLE: Final = "劳动报酬核对说明"
_COLUMNS: Final = [42.0, 25.0, 25.0, 25.0, 25.0, 32.0]
_DIFFERENCE: Final = ["日期", "订单", "项目", "应付", "已付", "少付 / 多付"]
_WIDE: Final = [28.0, 44.0, 40.0, 20.0, 20.0, 22.0]
_LARGEST: Final = 8


def write_page(statement: Statement, path: Path, folders: Sequence[str] | None = None) -> None:
    """Write the statement as PDF, whole or not at all.

    ``folders`` are looked through for fonts in place of the installed ones. Raises InputError where no font has
    Chinese characters or the file cannot be written.
    """
    if path.is_dir():
        raise InputError("this is a folder", file=path, fix="name a file for the page")
    regular, bold = find_faces(folders)
    # The library tells of every table of a font that it drops; nobody asked.
    logging.getLogger("fontTools.subset").setLevel(logging.ERROR)
    head = f"{TITLE}　{statement.copy.person.worker_id}　{statement.first_day} 至 {statement.last_day}"
    _put(_typeset(statement, regular, bold, head), path)


def _typeset(statement: Statement, regular: Face, bold: Face, head: str) -> bytes:
    """The bytes of the page, or of the pages where one does not hold it.

    Long statements are set twice, since how many pages there are stands at the foot of the first.
    """
    count = 1
    for tight in (True, False, False):
        paper = Paper(regular, bold, head, pages=count, tight=tight)
        try:
            (_write_whole if tight else _write_long)(paper, statement)
            if paper.page_no() == count:
                return _seal(paper, statement)
            count = paper.page_no()
        finally:
            paper.close_fonts()
    raise AssertionError("the same statement was set on another number of pages")


def _seal(paper: Paper, statement: Statement) -> bytes:
    """The file, dated by its period and not by the clock: the same records give the same bytes."""
    paper.set_title(paper.running_head)
    paper.set_lang("zh-CN")
    paper.set_producer("nuantu")
    paper.set_creation_date(datetime.fromisoformat(statement.last_day).replace(tzinfo=UTC))
    return bytes(paper.output())


def _put(data: bytes, path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise InputError(f"the page cannot be written ({os.strerror(error.errno or 0)})", file=path,
                         fix="name a file that you may write") from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _write_whole(paper: Paper, statement: Statement) -> None:
    """Everything on one page, if it fits."""
    _write_summary(paper, statement)
    _write_differences(paper, statement)
    _write_breaches(paper, statement)
    _write_lacks(paper, statement)
    _write_clauses(paper, statement)
    _write_recount(paper, statement)
    _write_signature(paper)


def _write_long(paper: Paper, statement: Statement) -> None:
    """A summary on the first page, everything else on those that follow."""
    _write_summary(paper, statement)
    _write_periods(paper, statement)
    _write_largest(paper, statement)
    paper.write_heading("附页")
    paper.set_ink(8.5)
    listed = (("逐笔差额", len(statement.differing)), ("其他条款的违反与偏离", len(_list_breaches(statement))),
              ("尚缺的证据", len(statement.lacks) + len(statement.contradictions)),
              ("所依据的条款", len(_list_clauses(statement))))
    paper.write_lines("；".join(f"{name} {count} 项" for name, count in listed if count) + "，均列于附页。")
    _write_recount(paper, statement)
    _write_signature(paper)
    paper.add_page()
    _write_differences(paper, statement)
    _write_breaches(paper, statement)
    _write_lacks(paper, statement)
    _write_clauses(paper, statement)


def _write_summary(paper: Paper, statement: Statement) -> None:
    paper.add_page()
    paper.set_ink(19, INK, bold=True)
    paper.cell(WIDTH_MM, 8.4, TITLE, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    paper.set_ink(8.5, MUTED)
    paper.cell(WIDTH_MM, 5, "依本人所存记录，按协议条款逐笔核算，与工资单对照", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    paper.draw_rule(1.6)
    _write_facts(paper, statement)
    _write_figures(paper, statement)
    _write_items(paper, statement)
    if statement.hours:
        tail = f"（最后 {MOST_DAYS} 天）" if len(statement.hours) > MOST_DAYS else ""
        paper.write_heading(f"每日工时与上限{tail}")
        paper.set_ink(7.5, MUTED)
        worked = any(day.worked_s is not None for day in statement.hours)
        online = any(day.online_s is not None for day in statement.hours)
        parts = ["深色：按条款计算的工时" if worked else "深色：有订单在手的时间（工时口径未定或证据不足）",
                 "浅色：在线时间" if online else "在线时间未见记录"]
        parts += ["红色：超过最高一道上限"] if statement.limits else []
        legend = "；".join(parts) + "。单位：小时"
        paper.write_lines(legend, height=3.6)
        draw_hours(paper, statement.hours, statement.limits)


def _write_facts(paper: Paper, statement: Statement) -> None:
    copy, person = statement.copy, statement.copy.person
    span = statement.first_day if statement.first_day == statement.last_day \
        else f"{statement.first_day} 至 {statement.last_day}"
    traits = [say_word(word, "zh") for word in (person.worker_class, person.vehicle) if word]
    traits += [f"地区 {person.place_code}"] if person.place_code else []
    facts = [("骑手编号", person.worker_id + (f"（{'，'.join(traits)}）" if traits else "")),
             ("平台", person.platform or "（未填写）"),
             ("期间", f"{span}　送达 {len(copy.delivered)} 单，{len(copy.days)} 天　币种 {copy.currency}"),
             ("协议", statement.book.title("zh"))]
    layers = statement.book.layer_titles("zh")
    facts += [("下层规定", "；".join(layers))] if layers else []
    for name, text in facts:
        paper.set_ink(8.5, MUTED)
        paper.cell(20, 4.6, name)
        paper.set_ink(8.5, INK)
        for line in paper.break_text(text, WIDTH_MM - 20):
            paper.set_x(MARGIN_MM + 20)
            paper.cell(WIDTH_MM - 20, 4.6, line, new_x=XPos.LMARGIN, new_y=YPos.NEXT)


def _write_figures(paper: Paper, statement: Statement) -> None:
    paper.ln(1.5 if paper.tight else 2.5)
    totals = statement.totals
    figures = [("应付", totals["owed_minor"], INK), ("已付", totals["paid_minor"], INK),
               ("少付", totals["missing_minor"], ALARM if totals["missing_minor"] else ACCENT)]
    width, top = (WIDTH_MM - 8) / 3, paper.get_y()
    for number, (name, amount, colour) in enumerate(figures):
        x = MARGIN_MM + number * (width + 4)
        paper.set_fill_color(*PALE)
        paper.rect(x, top, width, 14.5 if paper.tight else 16, style="F", round_corners=True, corner_radius=1.2)
        paper.set_xy(x + 4, top + (1.4 if paper.tight else 2))
        paper.set_ink(8, MUTED)
        paper.cell(width - 8, 4, name)
        paper.set_xy(x + 4, top + (5.6 if paper.tight else 6.5))
        paper.set_ink(16, colour, bold=True)
        paper.cell(width - 8, 7.5, statement.money(amount))
    paper.set_xy(MARGIN_MM, top + (15 if paper.tight else 17.5))
    notes = []
    if totals["over_minor"]:
        notes.append(f"另有 {statement.money(totals['over_minor'])} 超出条款支付，不与少付相抵")
    if totals["unknown"]:
        notes.append(f"{totals['unknown']} 处因证据不足没有计入以上数字")
    if any(clause.assumed for clause in _list_clauses(statement)):
        notes.append("部分条款含假定数字，未经任何一方签署，见条款一节")
    if notes:
        paper.set_ink(8, MUTED)
        paper.write_lines("；".join(notes) + "。", height=4.2)


def _write_items(paper: Paper, statement: Statement) -> None:
    paper.write_heading("分项对照")
    _head_row(paper, ["项目", "应付", "已付", "少付", "多付", "依据条款"], "LRRRRR")
    for component, sums in statement.sum_components().items():
        rules = sorted({row["clause_id"] for entry in statement.entries if entry.spot.component == component
                        and entry.spot.account == "worker_pay" for row in entry.owed_lines})
        unknown = sums["unknown"] and not any(sums[f"{key}_minor"] for key in ("owed", "paid"))
        amounts = ["证据不足", "", "", ""] if unknown else [
            statement.money(sums[f"{key}_minor"]) for key in ("owed", "paid", "missing", "over")]
        paper.set_ink(8.5)
        name = say_component(component, "zh") + ("（部分证据不足）" if sums["unknown"] and not unknown else "")
        paper.write_row([name, *amounts, "、".join(rules)], _COLUMNS, "LRRRRR", 4.4 if paper.tight else 4.8)
    paper.set_draw_color(*RULE)
    paper.line(MARGIN_MM, paper.get_y() + 0.4, MARGIN_MM + WIDTH_MM, paper.get_y() + 0.4)
    paper.ln(0.8)
    paper.set_ink(8.5, bold=True)
    amounts = [statement.money(statement.totals[f"{key}_minor"]) for key in ("owed", "paid", "missing", "over")]
    paper.write_row(["合计", *amounts, ""], _COLUMNS, "LRRRRR", 5.0)


def _head_row(paper: Paper, names: list[str], aligns: str, widths: list[float] | None = None) -> None:
    paper.set_ink(7.5, MUTED)
    paper.write_row(names, widths or _COLUMNS, aligns, 4.4)
    paper.set_draw_color(*RULE)
    paper.set_line_width(0.2)
    paper.line(MARGIN_MM, paper.get_y(), MARGIN_MM + WIDTH_MM, paper.get_y())
    paper.ln(0.6)


def _write_periods(paper: Paper, statement: Statement) -> None:
    """By month where there are several months."""
    months = statement.sum_periods(7)
    if len(months) < 2:
        return
    paper.write_heading("分月对照")
    _head_row(paper, ["月份", "应付", "已付", "少付", "多付", ""], "LRRRRR")
    for month, sums in months.items():
        paper.set_ink(8.5)
        amounts = [statement.money(sums[f"{key}_minor"]) for key in ("owed", "paid", "missing", "over")]
        paper.write_row([f"{int(month[:4])}年{int(month[5:])}月", *amounts, ""], _COLUMNS, "LRRRRR", 4.8)


def _write_differences(paper: Paper, statement: Statement) -> None:
    differing = statement.differing
    paper.write_heading("逐笔差额")
    if not differing:
        paper.set_ink(8.5)
        unknown = statement.totals["unknown"]
        paper.write_lines("已核对的各笔均与条款相符。" if unknown else "各笔均与条款相符，没有差额。")
        return
    _head_row(paper, _DIFFERENCE, "LLLRRR", _WIDE)
    for entry in differing:
        if paper.will_page_break(14):
            paper.add_page()
            _head_row(paper, _DIFFERENCE, "LLLRRR", _WIDE)
        _write_difference(paper, entry, statement)
        paper.set_ink(7.5, MUTED)
        told = _tell(entry, statement)
        joined = "　　".join(told)
        for line in [joined] if paper.get_string_width(joined) < WIDTH_MM - 4 else told:
            paper.write_lines(line, height=3.8, indent=4)
        paper.ln(0.3 if paper.tight else 0.8)


def _write_difference(paper: Paper, entry: Entry, statement: Statement) -> None:
    """One row: when, which order, what, owed, paid, and the difference."""
    spot, short = entry.spot, entry.answer == "short"
    paper.set_ink(8.5, INK, bold=True)
    paper.write_row([spot.period, spot.order_id or _span(entry), say_component(spot.component, "zh"),
                     statement.money(entry.owed_minor), statement.money(entry.paid_minor)], _WIDE[:5], "LLLRR", 0)
    paper.set_xy(MARGIN_MM + sum(_WIDE[:5]), paper.get_y())
    paper.set_ink(8.5, ALARM if short else INK, bold=True)
    gap = statement.money(entry.missing_minor) if short else f"+{statement.money(entry.over_minor)}"
    paper.write_row([gap], _WIDE[5:], "R", 4.8)


def _write_largest(paper: Paper, statement: Statement) -> None:
    """The largest of the differences, for the first page of a long statement."""
    largest = sorted(statement.differing, key=lambda one: (-one.missing_minor, -one.over_minor))[:_LARGEST]
    if not largest:
        return
    tail = f"最大的 {len(largest)} 笔，" if len(statement.differing) > len(largest) else ""
    paper.write_heading(f"差额（{tail}算式见附页）")
    _head_row(paper, _DIFFERENCE, "LLLRRR", _WIDE)
    for entry in largest:
        _write_difference(paper, entry, statement)


def _span(entry: Entry) -> str:
    return "整月" if len(entry.spot.period) == 7 else "整日"


def _tell(entry: Entry, statement: Statement) -> list[str]:
    told = tell_entry(entry, statement, "zh")
    count = len(entry.owed_lines)
    owed = [f"应付　{line}" for line in told[:count]] or ["应付　没有条款给出这一笔"]
    paid = [f"已付　{line}" for line in told[count:]] or ["已付　工资单没有列出"]
    return owed + paid


def _list_breaches(statement: Statement) -> list[tuple[str, str, str]]:
    """What the audit found broken or departed from, besides pay that stands among the differences: verdict, clause,
    what it rests on."""
    shown = {row["clause_id"] for entry in statement.differing for row in entry.owed_lines}
    found = []
    for one in statement.verdicts:
        if one.verdict in ("violated", "departed") and one.clause_id not in shown:
            word = "违反" if one.verdict == "violated" else "偏离"
            clause = statement.clauses[one.clause_id]
            at_s = [statement.copy.events["at_s"][event_id - 1].as_py() for event_id in one.event_ids]
            moments = sorted({f"{local_date(at, statement.copy.tz)} {format_clock(at, statement.copy.tz)}"
                              for at in at_s})
            where = [f"订单 {one.order_id}"] * (one.order_id is not None) + moments[-1:]
            found.append((word, f"{clause.id}　{clause.type.zh}", "　".join([*where, _say_ground(one, statement)])))
    return found


def _say_ground(one: Verdict, statement: Statement) -> str:
    """On what a verdict rests: the amounts that were taken, else the sum of the check as it stands."""
    taken = [f"{say_component(line.component, 'zh')} {say_slip(line, statement, 'zh')}" for line in statement.copy.slips
             if one.line_ids and line.amount_minor < 0 and line.order_id == one.order_id]
    return "；".join(taken) or f"核查算式：{one.arithmetic}"


def _write_breaches(paper: Paper, statement: Statement) -> None:
    found = _list_breaches(statement)
    if not found:
        return
    paper.write_heading("其他条款的违反与偏离")
    for word, clause, text in found:
        if paper.will_page_break(10):
            paper.add_page()
        paper.set_ink(8.5, ALARM if word == "违反" else INK, bold=True)
        paper.write_lines(f"{word}　{clause}")
        paper.set_ink(7.5, MUTED)
        paper.write_lines(text, height=3.8, indent=4)


def _write_lacks(paper: Paper, statement: Statement) -> None:
    if not (statement.lacks or statement.contradictions):
        return
    paper.write_heading("尚缺的证据，向谁索取")
    for line, apart in statement.contradictions:
        paper.set_ink(8.5)
        paper.write_lines(f"工资单自相矛盾：{line.where} 的合计为 {statement.money(line.amount_minor)}，分项相加为 "
                          f"{statement.money(apart)}；此处按合计核对，请平台说明。")
    for lack in statement.lacks:
        if paper.will_page_break(9):
            paper.add_page()
        waiting = f"（{'、'.join(lack.clause_ids)}）" if lack.clause_ids else ""
        asked = f"向{lack.say_asked('zh')}索取：" if lack.asked != "own" else ""
        right = f"{asked}{lack.say_right(statement.copy.currency, 'zh')}　数据项 {lack.field}"
        if paper.tight:
            paper.set_ink(7.5)
            paper.write_lines(f"· {lack.zh}{waiting}　{right}", height=3.8)
            continue
        paper.set_ink(8.5)
        paper.write_lines(f"· {lack.zh}{waiting}", height=4.2)
        paper.set_ink(7.5, MUTED)
        paper.write_lines(right, height=3.7, indent=3)


def _list_clauses(statement: Statement) -> list[Clause]:
    """Clauses on which a line, a breach or a question rests."""
    ids = {row["clause_id"] for entry in statement.entries for row in entry.owed_lines}
    ids |= {one.clause_id for one in statement.verdicts if one.verdict in ("violated", "departed")}
    return [clause for clause in statement.clauses.values() if clause.id in ids]


def _write_clauses(paper: Paper, statement: Statement) -> None:
    clauses = _list_clauses(statement)
    if not clauses:
        return
    paper.write_heading("所依据的条款")
    for clause in clauses:
        if paper.will_page_break(10):
            paper.add_page()
        assumed = "，含假定数字，未经任何一方签署" if clause.assumed else ""
        standing = f"文本：{say_word(clause.standing, 'zh')}；层级：{say_word(clause.layer, 'zh')}{assumed}"
        text = clause.text_zh or "（没有条文文字）"
        if paper.tight:
            paper.set_ink(7.5, INK)
            paper.write_lines(f"{clause.id}　{clause.type.zh}：{text}（{standing}）", height=3.8)
            continue
        paper.set_ink(8.5, INK, bold=True)
        paper.write_lines(f"{clause.id}　{clause.type.zh}", height=4.4)
        paper.set_ink(8, INK)
        paper.write_lines(text, height=4.1, indent=3)
        paper.set_ink(7.5, MUTED)
        paper.write_lines(f"{standing}。出处：{clause.source}", height=3.8, indent=3)


def _write_recount(paper: Paper, statement: Statement) -> None:
    paper.write_heading("如何重新计算")
    paper.set_ink(7.5, INK)
    worker = statement.copy.person.worker_id
    layers = "".join(" --layer 〈层〉" for _ in statement.book.layer_titles("zh"))
    paper.write_lines(f"用同样的记录和协议运行：nuantu rights --worker {worker} --log 〈记录文件夹〉 "
                      f"--agreement 〈协议〉{layers} --json。各文件的 SHA-256 应为：", height=3.8)
    files = [*statement.copy.files, ("协议（含各层）", statement.book.digest)]
    columns = 2 if len(files) > 4 else 1
    room = WIDTH_MM / columns
    for number, (name, digest) in enumerate(files):
        paper.set_ink(6.8 if columns == 1 else 5.4, MUTED)
        paper.set_x(MARGIN_MM + number % columns * room)
        paper.cell(26 if columns == 1 else 17, 3.4, name)
        paper.cell(room - 26, 3.4, digest)
        if number % columns == columns - 1 or number == len(files) - 1:
            paper.ln(3.4)


def _write_signature(paper: Paper) -> None:
    paper.ln(1.2 if paper.tight else 3)
    if paper.will_page_break(14):
        paper.add_page()
    paper.set_ink(7.5, MUTED)
    paper.write_lines("以上依本人提供的记录计算，记录不全之处已经列明，不作推测。", height=3.8)
    paper.ln(4 if paper.tight else 7)
    paper.set_ink(8.5)
    paper.write_row(["本人签名：", "日期：", "经办人：", "日期："], [58.0, 36.0, 48.0, 32.0], "LLLL", 5)
    paper.set_draw_color(*RULE)
    y = paper.get_y()
    for left, right in ((17, 54), (68, 90), (107, 138), (152, 174)):
        paper.line(MARGIN_MM + left, y, MARGIN_MM + right, y)
