"""Components of the design system as template tags."""

from __future__ import annotations

from django import template

register = template.Library()


@register.filter
def money(amount_minor: int | None, currency: str = "CNY") -> str:
    """An amount in minor units as ¥27.70; a dash where there is none."""
    if amount_minor is None:
        return "—"
    sign = "-" if amount_minor < 0 else ""
    mark = {"CNY": "¥"}.get(currency, f"{currency} ")
    return f"{sign}{mark}{abs(amount_minor) // 100:,}.{abs(amount_minor) % 100:02d}"
