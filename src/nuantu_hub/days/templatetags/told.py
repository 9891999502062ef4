"""Words that the engine told in Chinese and in English: the one of the page's language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from nuantu_hub.seam.reading import RunView

register = template.Library()


@register.filter
def told(pair: Sequence[str] | None) -> str:
    """``{{ pair|told }}``: the first text in Chinese, the second in English; nothing where there is none."""
    if not pair:
        return ""
    return pair[0] if (get_language() or "").startswith("zh") else pair[1]


@register.filter
def speak(story: Mapping[str, Any]) -> Mapping[str, Any]:
    """The half of an order's story that is told in the page's language."""
    half: Mapping[str, Any] = story["zh" if (get_language() or "").startswith("zh") else "en"]
    return half


@register.filter
def layer_name(layer: Mapping[str, Any]) -> str:
    """What a layer of the book is called: its title where its own parties printed it or it is a rule for all.

    A title that was only reported names parties that have nothing to do with the day on the page: its id stands for it.
    """
    return told(layer["title"]) if layer["standing"] == "printed" or layer["layer"] != "platform" else layer["id"]


@register.filter
def at(view: RunView, t: int | None) -> str:
    """``{{ view|at:t }}``: a second of a run's day as 14:05; a dash where there is none."""
    return "—" if t is None else view.clock(t)


@register.filter
def of(mapping: Any, key: Any) -> Any:
    """``{{ clauses|of:key }}``: what stands under a key, None where nothing does."""
    return mapping.get(key)


@register.filter
def distance(metres: int | None) -> str:
    """Metres as 480 m or 3.2 km; a dash where there is none."""
    if metres is None:
        return "—"
    chinese = (get_language() or "").startswith("zh")
    if metres < 1000:
        return f"{metres} 米" if chinese else f"{metres} m"
    return f"{metres / 1000:.1f} 公里" if chinese else f"{metres / 1000:.1f} km"


@register.simple_tag
def amount(minor: int) -> SafeString:
    """A large amount without its sign of currency, which stands small before it: ``{% amount 1110 %}``."""
    return format_html("{}{}.{}", "−" if minor < 0 else "", f"{abs(minor) // 100:,}", f"{abs(minor) % 100:02d}")
