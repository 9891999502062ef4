"""The clause chip: beside every amount, limit and verdict, it opens the clause."""

from __future__ import annotations

from html import escape

from nuantu.agreement.clause import CHAPTERS_EN, CHAPTERS_ZH, Clause
from nuantu.report.icons import ICONS
from nuantu.report.words import both, spans

#: verdict state -> (tone, icon)
TONES = {
    "violated": ("broken", "cross"),
    "disputed": ("watch", "warning"),
    "departed": ("watch", "warning"),
    "insufficient_evidence": ("unknown", "question"),
    "complied": ("kept", "check"),
    "not_applicable": ("unknown", "dash"),
    "unchecked": ("unknown", "dash"),
}


def name_anchor(clause_id: str) -> str:
    """The id under which a clause's sheet stands in the page."""
    return "sheet-" + "".join(sign if sign.isalnum() else "-" for sign in clause_id)


def draw_chip(clause: Clause, state: str, *, button: bool = True, marked: bool = True) -> str:
    """A chip ``报酬 P01``; as a button it opens the clause's sheet. An assumed figure is marked in words,
    unless what stands around says so for all (``marked=False``)."""
    tone, icon = TONES[state]
    words = spans((CHAPTERS_ZH[clause.type.chapter], CHAPTERS_EN[clause.type.chapter]))
    assumed = f'<em>{both("assumed")}</em>' if clause.assumed and marked else ""
    pill = f'<span class="pill {tone}">{ICONS[icon]}<span>{words} <b>{clause.type.id}</b></span>{assumed}</span>'
    if not button:
        return pill
    return (f'<button type="button" class="chip" data-sheet="{escape(name_anchor(clause.id))}" '
            f'aria-haspopup="dialog">{pill}</button>')
