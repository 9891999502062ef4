"""The page: one self-contained HTML file in both languages, light and dark."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from importlib.resources import files
from typing import Any

from nuantu.core.money import format_minor
from nuantu.core.times import format_date
from nuantu.explanation.record import Record
from nuantu.report.chip import draw_chip, name_anchor
from nuantu.report.earnings import Earning
from nuantu.report.hours import WorkerDay
from nuantu.report.icons import ICONS, LOGO
from nuantu.report.map import STREETS, Ground
from nuantu.report.panels import count_binding, count_rows, draw_clauses, draw_hours, draw_pay, find_limit, say_pair
from nuantu.report.seal import Seal
from nuantu.report.sheet import draw_sheet
from nuantu.report.tally import Tally
from nuantu.report.words import SCRIPT_WORDS, Pair, both, pair, spans

#: So many clauses with assumed figures stand in the open; more are folded away.
OPEN_CHIPS = 10
#: Rows of the verdict table from which it reaches about as far below the charts as the order's card is tall.
LONG_TABLE = 24


@dataclass(frozen=True)
class Sight:
    """All that the page shows, computed before a line of it is written."""

    record: Record
    summary: Mapping[str, Any]
    seal: Seal
    tallies: Sequence[Tally]
    days: Sequence[WorkerDay]
    earnings: Sequence[Earning]
    ground: Ground
    day_missing: str | None
    scene: Mapping[str, Any]
    firsts: Sequence[str]
    featured: str | None
    begin_s: int
    command: str

    @property
    def states(self) -> dict[str, str]:
        """State of every clause by its id."""
        return {tally.clause_id: tally.state for tally in self.tallies}


def write_page(sight: Sight) -> str:
    """The whole page as HTML; everything stands inline and its policy allows nothing else."""
    style, head, script = (_read_static(name) for name in ("report.css", "head.js", "report.js"))
    title = pair("title", day=_say_day(sight))
    return (
        '<!doctype html>\n<html lang="zh-Hans"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(write_policy(style, (head, script)))}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title[0])}</title>"
        f'<link rel="icon" href="data:,"><style>{style}</style><script>{head}</script></head><body>'
        f'<a class="skip" href="#main">{both("skip")}</a>{_draw_top(sight)}'
        f'<main class="wrap" id="main">{_draw_headline(sight)}<div class="{_name_grid(sight)}"><div class="left">'
        f'{_draw_map(sight)}<div class="charts">{draw_hours(sight.record, sight.days, sight.states)}'
        f"{draw_pay(sight.record, sight.earnings, sight.states)}</div></div>"
        f"{draw_clauses(sight.record, sight.tallies)}{_draw_order()}</div>{_draw_pending(sight)}</main>"
        f"{_draw_again(sight)}{_draw_sheets(sight)}"
        f'<script type="application/json" id="data">{_write_data(sight, title)}</script>'
        f"<script>{script}</script></body></html>\n"
    )


def _name_grid(sight: Sight) -> str:
    """The grid's classes: ``long`` where the table of clauses reaches so far below the charts that the order fits."""
    return "grid long" if count_rows(sight.tallies) >= LONG_TABLE else "grid"


def write_policy(style: str, scripts: Sequence[str]) -> str:
    """The content security policy of a page with this style and these scripts inline."""
    hashes = " ".join(_hash(script) for script in scripts)
    return (f"default-src 'none'; style-src {_hash(style)}; script-src {hashes}; connect-src 'self'; "
            "img-src data:; base-uri 'none'; form-action 'none'")


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _read_static(name: str) -> str:
    return files("nuantu.report").joinpath("static", name).read_text(encoding="utf-8")


def _say_day(sight: Sight) -> Pair:
    day = date.fromisoformat(str(sight.summary["date"]))
    return format_date(day, "zh"), format_date(day, "en")


def _draw_top(sight: Sight) -> str:
    summary = sight.summary
    facts = [both("report"), escape(str(summary["name"])), spans(_say_day(sight)),
             both("agreement", agreement=sight.record.book.main.id, n=len(sight.record.clauses)),
             both(f"rules_{summary['rules']}"), both("policy", policy=summary["policy"]),
             both("seed", seed=summary["seed"])]
    shown = "".join(f"<span>{fact}</span>" for fact in facts)
    return (
        f'<header class="top wrap">{LOGO}<span class="brand">Nuantu 暖途</span><p class="facts">{shown}</p>'
        f'{_draw_seal(sight.seal)}<div class="tools">'
        f'<button type="button" class="tool" id="lang">{both("language")}</button>'
        f'<button type="button" class="icon-button" id="theme">{ICONS["half"]}'
        f'<span class="unseen">{both("theme_label")}</span></button></div></header>'
    )


def _draw_seal(seal: Seal) -> str:
    if seal.whole:
        return f'<p class="seal">{ICONS["check_ring"]}{both("sealed")}</p>'
    words = both("seal_digests", names=", ".join(seal.differing)) if seal.differing else both("seal_verdicts")
    return f'<p class="seal broken" role="alert">{ICONS["cross"]}{words}</p>'


def _draw_headline(sight: Sight) -> str:
    summary = sight.summary
    _, broken = count_binding(sight.record, sight.tallies)
    records = any(tally.units["violated"] for tally in sight.tallies if tally.clause_id not in sight.record.clauses)
    if records:
        end = f'<span class="broken">{both("head_records")}</span>'
    elif broken:
        end = f'<span class="broken">{both("head_broken", n=broken)}</span>'
    else:
        end = f'<span class="kept">{both("head_kept")}</span>'
    start = both("head_orders", orders=f"{summary['orders']:,}", workers=f"{summary['workers']:,}")
    return f'<h1>{start}{end}</h1><p class="sub">{_draw_sub(sight)}</p>{_draw_assumption(sight)}'


def _draw_sub(sight: Sight) -> str:
    summary, record = sight.summary, sight.record
    told = [pair("sub_delivered_all") if summary["delivered"] == summary["orders"]
            else pair("sub_delivered", delivered=f"{summary['delivered']:,}")]
    if any(one.floor_minor is not None for one in sight.earnings):
        topped = {one.worker_id for one in sight.earnings if one.topup_minor > 0}
        amount = format_minor(sum(one.topup_minor for one in sight.earnings), record.currency)
        told.append(pair("sub_topped", n=len(topped), amount=amount)
                    if topped else pair("sub_topped_none"))
    stop = find_limit(record, "daily_stop", "stop_after")
    stopped = sum(day.stopped for day in sight.days)
    if stop and stopped:
        told.append(pair("sub_stopped", n=stopped, limit=say_pair(stop.at_s)))
    for state, name in (("departed", "sub_departed"), ("insufficient_evidence", "sub_evidence")):
        count = sum(tally.units[state] for tally in sight.tallies)
        if count:
            told.append(pair(name, n=f"{count:,}"))
    return spans(("".join(zh for zh, _ in told), " ".join(en for _, en in told)))


def _draw_assumption(sight: Sight) -> str:
    assumed = [clause for clause in sight.record.clauses.values() if clause.assumed]
    if not assumed:
        return ""
    chips = "".join(draw_chip(clause, sight.states[clause.id], marked=False) for clause in assumed)
    return (f'<aside class="assumption">{ICONS["warning"]}<strong>{both("assumed_head", n=len(assumed))}</strong>'
            f'<span class="why">{both("assumed_text")}</span>{_fold_chips(chips, len(assumed))}</aside>')


def _fold_chips(chips: str, count: int) -> str:
    """A few clauses stand in the open; many are folded away, so that the day itself stays in sight."""
    row = f'<span class="chips">{chips}</span>'
    if count <= OPEN_CHIPS:
        return row
    return f'<details class="fold"><summary>{both("pending_summary")}</summary>{row}</details>'


def _draw_map(sight: Sight) -> str:
    note = ""
    if sight.day_missing is not None:
        note = f'<p class="caption" role="note">{both("day_gone", path=sight.day_missing)}</p>'
    elif not sight.ground.found:
        note = f'<p class="caption">{both("no_streets")}</p>'
    shown = len(sight.scene["orders"]["id"])
    if shown < sight.summary["orders"]:
        note += f'<p class="caption">{both("map_sampled", n=f"{shown:,}")}</p>'
    return (
        f'<section class="map" aria-labelledby="h-map"><h2 class="unseen" id="h-map">{both("map_title")}</h2>'
        f'<div class="map-box">{_draw_ground(sight)}{_draw_legend()}{_draw_zoom()}{_draw_scrub()}</div>'
        f'<div class="foot"><p class="caption">{both("map_caption", riders=len(sight.scene["riders"]))}</p>'
        f"{_draw_now()}{_draw_flow(sight)}</div>{note}</section>"
    )


def _draw_ground(sight: Sight) -> str:
    layers = sight.ground.layers
    width, height = sight.scene["size"]
    areas = "".join(layers.get(kind, "") for kind in ("park", "lake", "river", "rail"))
    roads = "".join(f'<path class="{kind}" d="{layers[kind]}"/>' for kind in STREETS[:3] if kind in layers)
    for kind in ("arterial", "expressway"):
        if kind in layers:
            roads += f'<path class="{kind}-edge" d="{layers[kind]}"/><path class="{kind}" d="{layers[kind]}"/>'
    names = "".join(
        f'<text class="g-name" lang="{lang}" x="{x}" y="{y}">{escape(text)}</text>'
        for x, y, texts in sight.ground.labels for lang, text in zip(("zh", "en"), texts, strict=True)
    )
    return (
        f'<svg id="map" viewBox="0 0 {width} {height}" role="img" aria-labelledby="map-words">'
        f'<g>{areas}</g><g class="roads">{roads}</g><g id="map-alerts"></g><g>{names}</g><g id="map-orders"></g>'
        f'<g id="map-riders"></g><g id="map-choice"></g></svg><p class="unseen" id="map-words">{both("map_label")}</p>'
    )


def _draw_legend() -> str:
    ring = ('<svg viewBox="0 0 16 16" aria-hidden="true"><circle class="ring-back" cx="8" cy="8" r="5.6" '
            'stroke-width="2.2"/><path class="ring-arc" d="M8 2.4A5.6 5.6 0 0 1 8 13.6" stroke-width="2.4"/></svg>')
    shop = ('<svg viewBox="0 0 16 16" aria-hidden="true"><rect class="dot-shop" x="4.5" y="4.5" width="7" height="7" '
            'rx="1.5"/></svg>')
    door = ('<svg viewBox="0 0 16 16" aria-hidden="true"><circle class="dot-door" cx="8" cy="8" r="3.6" '
            'stroke-width="1.6"/></svg>')
    return (
        f'<div class="legend"><output id="clock" for="range"></output><span class="key">{ring}{both("legend_rider")}'
        f'</span><span class="key">{shop}{both("legend_shop")}</span><span class="key">{door}{both("legend_door")}'
        f'</span><span class="alert-now" id="alert-now"></span></div>'
    )


def _draw_zoom() -> str:
    buttons = (("zoom-in", "plus", "zoom_in"), ("zoom-out", "minus", "zoom_out"), ("zoom-all", "frame", "zoom_all"))
    return '<div class="zoom">' + "".join(
        f'<button type="button" class="icon-button" id="{anchor}">{ICONS[icon]}'
        f'<span class="unseen">{both(word)}</span></button>' for anchor, icon, word in buttons) + "</div>"


def _draw_scrub() -> str:
    return (
        f'<div class="scrub"><button type="button" class="icon-button" id="play"><span class="icon-play">'
        f'{ICONS["play"]}</span><span class="icon-pause" hidden>{ICONS["pause"]}</span>'
        f'<span class="unseen">{both("play")}</span></button><div class="scrub-track">'
        f'<svg id="flow" aria-hidden="true"></svg><label class="unseen" for="range">{both("time")}</label>'
        f'<input type="range" id="range" min="0" step="60"><p class="scrub-clock"><span id="clock-now"></span>'
        f'<span>{both("scrub_title")}</span></p></div></div>'
    )


def _draw_now() -> str:
    return (
        f'<details class="fold" id="now"><summary>{both("now_table")}</summary><div class="scroll" tabindex="0">'
        f'<table class="plain"><caption class="unseen">{both("now_table")}</caption>'
        f'<tbody id="now-body"></tbody></table></div><p class="caption" id="now-more"></p></details>'
    )


def _draw_flow(sight: Sight) -> str:
    start, width = sight.scene["clock0"], sight.scene["bin"]
    hours, minutes = (int(part) for part in start.split(":"))
    rows = []
    for place, count in enumerate(sight.scene["bins"]):
        at = (hours * 60 + minutes + place * width // 60) % 1440
        rows.append(f'<tr><th scope="row">{at // 60:02d}:{at % 60:02d}</th><td>{count:,}</td></tr>')
    return (f'<details class="fold"><summary>{both("flow_table")}</summary><div class="scroll" tabindex="0">'
            f'<table class="plain"><caption class="unseen">{both("flow_table")}</caption><tbody>{"".join(rows)}'
            f"</tbody></table></div></details>")


def _draw_order() -> str:
    return (
        f'<section class="card" id="order" aria-labelledby="h-order"><div class="order-top"><div><h2 id="h-order">'
        f'{both("order_title")}</h2><span class="soft" id="decided"></span></div><form class="find" id="find">'
        f'<label for="find-id">{both("order_search")}</label><input id="find-id" autocomplete="off" spellcheck="false">'
        f'<button type="submit" class="button">{both("order_find")}</button>'
        f'<button type="button" class="icon-button" id="order-prev">{ICONS["left"]}<span class="unseen">'
        f'{both("order_prev")}</span></button><button type="button" class="icon-button" id="order-next">'
        f'{ICONS["right"]}<span class="unseen">{both("order_next")}</span></button></form></div>'
        f'<div class="story" id="story" aria-live="polite"><p class="message">{both("order_hint")}</p></div></section>'
    )


def _draw_pending(sight: Sight) -> str:
    day = date.fromisoformat(str(sight.summary["date"]))
    pending = sight.record.book.pending(day)
    if not pending:
        return ""
    items = "".join(f"<li><b>{escape(provision.id)}</b> {spans((provision.text_zh, provision.text_en))}</li>"
                    for provision in pending)
    return (f'<section class="pending" aria-labelledby="h-pending"><h2 id="h-pending">'
            f'{both("pending_head", n=len(pending))}</h2><details class="fold"><summary>{both("pending_summary")}'
            f"</summary><ul>{items}</ul></details></section>")


def _draw_again(sight: Sight) -> str:
    digests = "<br>".join(
        f'{both(f"digest_{name}")} <code>{digest[:4]} {digest[4:8]} … {digest[-4:]}</code>'
        for name, digest in sight.seal.digests.items() if name in ("events", "ledger", "book")
    )
    return (
        f'<footer class="wrap"><div class="again"><div><b>{both("again_title")}</b><span class="soft">'
        f'{both("again_text")}</span></div><div class="command"><code id="command">{escape(sight.command)}</code>'
        f'<span id="copied" role="status"></span><button type="button" id="copy">{both("copy")}</button></div>'
        f'<p class="digests">{digests}</p></div></footer>'
    )


def _draw_sheets(sight: Sight) -> str:
    drawn = []
    for tally in sight.tallies:
        clause = sight.record.clauses.get(tally.clause_id)
        if clause is not None:
            drawn.append(draw_sheet(clause, tally, sight.record.currency))
            drawn.append(f'<template id="chip-{name_anchor(clause.id)}">{draw_chip(clause, tally.state)}</template>')
    return "".join(drawn)


def _write_data(sight: Sight, title: Pair) -> str:
    anchors, types = {}, {}
    for clause in sight.record.clauses.values():
        for name in (clause.id, *clause.shadowed):
            anchors[name], types[name] = name_anchor(clause.id), clause.type.id
    data = {"title": title, "words": SCRIPT_WORDS, "scene": sight.scene, "firsts": sight.firsts, "clauses": anchors,
            "types": types, "featured": sight.featured, "begin": sight.begin_s}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")
