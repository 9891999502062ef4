"""``nuantu agreement coverage``: which sentences of an agreement act, which cannot and why, which are left undone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from nuantu.agreement.coverage import Coverage, CoveredProvision, measure_coverage
from nuantu.agreement.reader import read_agreement
from nuantu.agreement.wording import say_share
from nuantu.commands.agreement_options import json_option, lang_option
from nuantu.core.times import Lang

STATES = {"encoded": ("已执行", "acts", "green"), "not_encodable": ("不能执行", "cannot act", "dim"),
          "missing": ("尚缺", "missing", "red")}
REASONS = {"value_unpublished": ("数值未公布", "value unpublished"),
           "no_event": ("没有可查的记录", "no event can show it"),
           "addressed_to_others": ("约束他方", "addressed to others"), "preamble": ("序言", "preamble"), "": ("", "")}
HOOKS = {"bind": ("派单", "dispatch"), "pay": ("结算", "pay"), "entitle": ("权益", "benefits"),
         "check": ("核查", "audit")}


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@json_option
@lang_option
def coverage(path: Path, as_json: bool, lang: Lang) -> None:
    """Tell of every provision of PATH whether it acts, through which clauses and hooks, or why it cannot."""
    measured = measure_coverage(read_agreement(path))
    if as_json:
        click.echo(json.dumps(describe_coverage(measured, lang), ensure_ascii=False))
    else:
        print_coverage(Console(), measured, lang)


def describe_coverage(measured: Coverage, lang: Lang) -> dict[str, Any]:
    """What ``agreement coverage --json`` prints; shares are thousandths."""
    return {
        "agreement": measured.agreement.id, "title": measured.agreement.title(lang),
        "counts": {state: measured.count(state) for state in STATES}, "provisions_in_all": len(measured.provisions),
        "encoded_pm": measured.share_pm, "named_pm": measured.named_pm, "reasons": measured.count_reasons(),
        "provisions": [_describe(one, lang) for one in measured.provisions],
    }


def _describe(one: CoveredProvision, lang: Lang) -> dict[str, Any]:
    provision = one.provision
    return {"id": provision.id, "state": one.state, "kind": provision.kind, "text": provision.text(lang),
            "clauses": list(one.clause_ids), "hooks": list(one.hooks), "types": list(provision.types),
            "left_open": list(provision.pending_types), "reason": one.reason or None,
            "because": provision.held(lang) or None}


def print_coverage(console: Console, measured: Coverage, lang: Lang) -> None:
    """One row a provision, then the counts and the share."""
    index = 0 if lang == "zh" else 1
    table = Table(title=measured.agreement.title(lang))
    for head in (("条文", "provision"), ("状态", "state"), ("条款与作用", "clauses and hooks"), ("说明", "why")):
        table.add_column(head[index], overflow="fold")
    for one in measured.provisions:
        word, colour = STATES[one.state][index], STATES[one.state][2]
        acts = "、".join(HOOKS[hook][index] for hook in one.hooks)
        why = " ".join(part for part in (REASONS[one.reason][index], one.provision.held(lang)) if part)
        table.add_row(escape(one.provision.id), f"[{colour}]{word}[/]",
                      escape(f"{', '.join(one.clause_ids)} {acts}".strip()), escape(why))
    console.print(table)
    counts = "  ".join(f"{words[index]} {measured.count(state)}" for state, words in STATES.items())
    share = say_share(measured.share_pm, lang)
    console.print(f"{counts}  " + (f"执行比例 {share}" if lang == "zh" else f"share that acts {share}"))
