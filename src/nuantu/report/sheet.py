"""What a chip opens: the clause's sentence, its terms in force and their layers, this day's counts and sums."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from nuantu.agreement.clause import Clause
from nuantu.agreement.wording import say_value
from nuantu.report.chip import TONES, draw_chip, name_anchor
from nuantu.report.icons import ICONS
from nuantu.report.tally import Tally
from nuantu.report.words import WORDS, both, name_layer, pair, spans

_COUNTED = ("complied", "violated", "departed", "disputed", "insufficient_evidence", "not_applicable")


def draw_sheet(clause: Clause, tally: Tally, currency: str) -> str:
    """One clause as a dialog of the page, closed until its chip is tapped."""
    anchor = name_anchor(clause.id)
    return (
        f'<dialog class="sheet" id="{escape(anchor)}" aria-labelledby="{escape(anchor)}-name">'
        f'<div class="sheet-top">{draw_chip(clause, tally.state, button=False)}{draw_state(tally.state)}'
        f'<button type="button" class="icon-button close" data-close>{ICONS["close"]}'
        f'<span class="unseen">{both("sheet_close")}</span></button></div>'
        f'<h2 id="{escape(anchor)}-name">{spans((clause.type.zh, _capital(clause.type.en)))}</h2>'
        f"{_draw_sentence(clause)}{_draw_terms(clause, currency)}{_draw_counts(tally)}{_draw_cases(tally)}"
        f"{_draw_readings(clause)}{_draw_source(clause)}</dialog>"
    )


def draw_state(state: str) -> str:
    """The state of a clause: icon, colour and word."""
    tone, icon = TONES[state]
    icon = "check_ring" if icon == "check" else icon
    return f'<span class="state {tone}">{ICONS[icon]}{both(f"state_{state}")}</span>'


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _draw_sentence(clause: Clause) -> str:
    facts = [both(f"strength_{clause.strength}"), _say_obligor(clause), both(f"standing_{clause.standing}")]
    if clause.version:
        facts.append(both("sheet_from", date=clause.version))
    return (f"<blockquote>{spans((clause.text_zh, clause.text_en))}</blockquote>"
            f'<p class="soft under-quote">{" · ".join(facts)}</p>')


def _say_obligor(clause: Clause) -> str:
    name = f"obligor_{clause.obligor}"
    return both("sheet_obligor", obligor=pair(name) if name in WORDS else clause.obligor)


def _draw_terms(clause: Clause, currency: str) -> str:
    rows = []
    for spec in clause.type.params:
        value = clause.params.get(spec.name)
        if value is None:
            continue
        said = (say_value(value, spec.unit, currency, "zh"), say_value(value, spec.unit, currency, "en"))
        origin = clause.origins.get(spec.name)
        layer = spans(name_layer(origin.layer)) if origin else ""
        mark = f' <em class="assumed">{both("assumed")}</em>' if origin and origin.assumed else ""
        rows.append(f"<dt>{spans((spec.zh, spec.en))}</dt><dd><b>{spans(said)}</b>{mark}"
                    f'<span class="soft">{layer}</span></dd>')
    if not rows:
        return ""
    shadowed = ""
    if clause.shadowed:
        shadowed = f'<p class="soft">{both("sheet_shadowed", ids=", ".join(clause.shadowed))}</p>'
    return f'<h3>{both("sheet_terms")}</h3><dl class="terms">{"".join(rows)}</dl>{shadowed}'


def _draw_counts(tally: Tally) -> str:
    unit = both(f"unit_{tally.unit}") if f"unit_{tally.unit}" in WORDS else escape(tally.unit)
    rows = [f'<li>{draw_state(state)}<span class="soft">{unit}</span><b>{tally.units[state]:,}</b></li>'
            for state in _COUNTED if tally.units[state]] or [f"<li>{draw_state('unchecked')}</li>"]
    return f'<h3>{both("sheet_counts")}</h3><ul class="counts">{"".join(rows)}</ul>'


def _draw_cases(tally: Tally) -> str:
    shown = [_draw_case(row) for row in tally.cases]
    shown += [f"<li><code>{escape(text)}</code></li>" for text in tally.sums[:2]]
    if not shown:
        return ""
    more = f'<p class="soft">{both("sheet_more", n=tally.unshown)}</p>' if tally.unshown else ""
    return f'<h3>{both("sheet_breaches")}</h3><ul class="cases">{"".join(shown)}</ul>{more}'


def _draw_case(row: Mapping[str, Any]) -> str:
    who = " · ".join(escape(str(row[key])) for key in ("worker_id", "order_id") if row.get(key))
    missing = f'<span class="soft">{both("sheet_missing", fields=", ".join(row["missing"]))}</span>' \
        if row.get("missing") else ""
    find = ""
    if row.get("order_id"):
        find = (f'<button type="button" class="text-button" data-order="{escape(row["order_id"])}">'
                f'{both("order_find")}</button>')
    return (f'<li>{draw_state(row["verdict"])} <b>{who}</b>{find}'
            f'<code>{escape(row["arithmetic"])}</code>{missing}</li>')


def _draw_readings(clause: Clause) -> str:
    if not clause.ambiguities:
        return ""
    items = []
    for ambiguity in clause.ambiguities:
        readings = "".join(
            f"<span><b>{escape(name)}</b> {spans((texts[0], texts[1]))}"
            + (f' <em>{both("sheet_chosen")}</em>' if name == ambiguity["chosen"] else "") + "</span>"
            for name, texts in ambiguity["readings"].items()
        )
        items.append(f"<li><q>{escape(ambiguity['printed'])}</q>{readings}"
                     f'<span>{both("sheet_chosen_by", by=ambiguity["by"], on=ambiguity["on"])}</span></li>')
    return f'<h3>{both("sheet_readings")}</h3><ul class="readings">{"".join(items)}</ul>'


def _draw_source(clause: Clause) -> str:
    return (f'<h3>{both("sheet_source")}</h3><p class="soft source">{spans(name_layer(clause.layer))} · '
            f"{escape(clause.agreement_id)} · {escape(clause.provision_id)}<br>{escape(clause.source)}</p>")
