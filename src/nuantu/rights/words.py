"""The words of the statement, in Chinese and in English."""

from __future__ import annotations

from typing import Final

from nuantu.core.times import Lang
from nuantu.rights.comparison import ANY
from nuantu.rights.sheet import COMPONENTS

#: name -> (Chinese, English); both take the same fields.
PHRASES: Final[dict[str, tuple[str, str]]] = {
    "title_of": ("{worker}  {begin} 至 {end}", "{worker}  {begin} to {end}"),
    "item": ("项目", "item"),
    "owed": ("应付", "owed"),
    "paid": ("已付", "paid"),
    "missing": ("少付", "missing"),
    "over": ("多付", "beyond"),
    "sum": ("合计", "in all"),
    "by_short": ("少付 {amount}", "{amount} is missing"),
    "by_over": ("多付 {amount}", "{amount} beyond the clauses"),
    "more": ("另有 {count} 处，见 --json 或 --pdf。", "and {count} more, see --json or --pdf."),
    "violated": ("违反", "violated"),
    "departed": ("偏离", "departed from"),
    "lacking": ("缺证：{what}；向{asked}索取（{right}）", "lacking: {what}; ask {asked} ({right})"),
    "written": ("已写出 {path}", "written to {path}"),
    "exported": ("已导出到 {path}：{names}", "exported to {path}: {names}"),
    "undivided": ("未分项", "not itemised"),
}


def say(name: str, lang: Lang, **fields: object) -> str:
    """One phrase with its fields filled in."""
    return PHRASES[name][0 if lang == "zh" else 1].format(**fields)


def say_component(component: str, lang: Lang) -> str:
    """A component of pay by its own name; one that only a slip knows as the slip says it."""
    if component == ANY:
        return say("undivided", lang)
    if lang == "zh":
        return dict(COMPONENTS).get(component, component)
    return component.replace("_", " ")
