"""What the stars of a station are in words, Chinese and English."""

from __future__ import annotations

from datetime import date

from nuantu.core.times import Lang
from nuantu.stars.course import Change
from nuantu.stars.item import Item, Value
from nuantu.stars.rating import Lack, Result

UNITS = {
    "m2": ("㎡", "m²"), "people": ("人", "people"), "percent": ("%", "%"), "services": ("项", "services"),
    "celsius": ("℃", "°C"),
}
STARS_ZH = ("没有星级", "一星", "二星", "三星", "四星", "五星")
KINDS = {
    "given": ("评定", "given"), "kept": ("复评不变", "kept"), "up": ("升星", "up"), "down": ("降星", "down"),
    "lapsed": ("到期", "lapsed"), "revoked": ("摘星", "revoked"), "restored": ("恢复", "restored"),
    "corrected": ("更正", "corrected"), "refused": ("没有达到", "not reached"),
}


def say_stars(stars: int, lang: Lang) -> str:
    """四星, or "4 stars"."""
    if lang == "zh":
        return STARS_ZH[stars]
    return "no star" if stars == 0 else "1 star" if stars == 1 else f"{stars} stars"


def say_kind(kind: str, lang: Lang) -> str:
    """What happened to a star."""
    return KINDS[kind][lang == "en"]


def say_value(item: Item, value: Value, lang: Lang) -> str:
    """A found or asked value with its unit."""
    if isinstance(value, bool):
        return ("是" if value else "否") if lang == "zh" else ("yes" if value else "no")
    number = f"{value:g}"
    unit = UNITS.get(item.unit or "", (item.unit or "", item.unit or ""))[lang == "en"]
    return f"{number}{unit}" if unit in ("%", "℃", "项", "人") else f"{number} {unit}".strip()


def say_need(item: Item, at_least: Value, lang: Lang) -> str:
    """What is asked: the item, with its number where one is asked."""
    words = item.words.say(lang)
    return words if at_least is True else f"{words} ≥ {say_value(item, at_least, lang)}"


def say_day(day: date) -> str:
    """2025-03-01."""
    return day.isoformat()


def say_lack(lack: Lack, lang: Lang) -> str:
    """One thing that stands in the way, with what was found of it and when."""
    if lack.sanction is not None:
        return lack.sanction.words.say(lang)
    if lack.result is None or lack.need is None:
        return "一般项目合格的不够多" if lang == "zh" else "not enough of the ordinary items hold"
    return f"{say_need(lack.result.item, lack.need.at_least, lang)}{_say_found(lack.result, lang)}"


def _say_found(result: Result, lang: Lang) -> str:
    if result.state == "missing" or result.on is None or result.value is None:
        return "（没有查过）" if lang == "zh" else " (nobody looked)"
    day, value = say_day(result.on), say_value(result.item, result.value, lang)
    if result.state == "expired":
        return f"（{day} 的证据已过期）" if lang == "zh" else f" (the evidence of {day} has expired)"
    return f"（{day} 查得{value}）" if lang == "zh" else f" (found {value} on {day})"


def say_change(change: Change, lang: Lang) -> str:
    """A change of a star in one line."""
    before, after = say_stars(change.before, lang), say_stars(change.stars, lang)
    head = f"{say_day(change.on)} {say_kind(change.kind, lang)}"
    line = f"{head} {after}" if change.before == change.stars else f"{head} {before} → {after}"
    if change.kind in ("down", "refused") and change.lacks:
        line += ("：" if lang == "zh" else ": ") + ("；" if lang == "zh" else "; ").join(
            say_lack(lack, lang) for lack in change.lacks)
    return f"{line}（{change.ground}）" if change.ground and lang == "zh" else (
        f"{line} ({change.ground})" if change.ground else line)
