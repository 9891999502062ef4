"""Drawings of a station as template tags: ``{% load station_signs %}``."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import template
from django.utils.safestring import SafeString

from nuantu_hub.site.moments import WEEKDAYS
from nuantu_hub.stations.interfaces import seat_row, star_row
from nuantu_hub.stations.interfaces.distance_words import say_way
from nuantu_hub.stations.interfaces.hours_words import say_hours
from nuantu_hub.stations.interfaces.stand import Stand
from nuantu_hub.stations.interfaces.station_dial import draw_dial

register = template.Library()

register.filter("hours", say_hours)


@register.simple_tag
def seats(people: int, of: int, few: int = 0) -> SafeString:
    """``{% seats 7 16 %}``: one square a seat."""
    return seat_row.draw_seats(people, of, few)


@register.simple_tag
def stars(count: int, classes: str = "") -> SafeString:
    """``{% stars 4 %}``: five stars in a row, four of them filled."""
    return star_row.draw_stars(count, classes)


@register.filter
def star_words(count: int) -> str:
    """四星."""
    return star_row.say_stars(count)


@register.simple_tag
def dial(stand: Stand, pixels: int = 44) -> SafeString:
    """``{% dial stand %}``: a station as a ring, how full it is, with the number of people inside."""
    return draw_dial(stand, pixels)


@register.filter
def weekday_name(day: date) -> str:
    """周六."""
    return str(WEEKDAYS[day.weekday()])


@register.filter
def way(metres: Any) -> str:
    """380 米, 2.4 公里."""
    return say_way(metres)
