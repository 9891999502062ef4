"""Drawings of stations as template tags."""

from __future__ import annotations

from datetime import date

from django.template import Context, Template


def render(text: str, **told: object) -> str:
    return Template("{% load station_signs %}" + text).render(Context(told))


def test_seats_stars_ways_hours_and_weekdays_are_at_hand() -> None:
    assert render("{% seats 2 4 %}").count("<rect") == 4
    assert render('{% stars 3 "small" %}').count("icon full") == 3
    assert render("{{ far|way }} {{ 4|star_words }}", far=380) == "380 米 四星"
    assert render("{{ hours|hours }}", hours="24/7") == "24小时开放"
    assert render("{{ day|weekday_name }}", day=date(2026, 11, 21)) == "周六"
