"""Components of the design system as template tags, at hand in every template; the living page /design/ shows them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django import template
from django.core.paginator import Page
from django.template.base import NodeList, Parser, Token
from django.utils.html import format_html
from django.utils.safestring import SafeString

from nuantu_hub.site import charts, chips, dials, icons, moments, voices
from nuantu_hub.site import ring as rings
from nuantu_hub.site import sides as both_sides
from nuantu_hub.site.clock import now
from nuantu_hub.site.theme import read_theme

register = template.Library()

register.filter("money", moments.say_money)
register.filter("duration", moments.say_duration)
register.filter("moment", moments.say_moment)
register.filter("clock", moments.say_clock)
register.filter("weekday", moments.say_weekday)


@register.filter
def day(moment: datetime | date | None, form: str = "") -> str:
    """A day as 11月21日; ``{{ x|day:"year" }}`` adds the year."""
    return moments.say_day(moment, year=form == "year")


@register.filter
def as_tag(language_code: str) -> str:
    """Django's name of a language as the name that browsers know: zh-hans -> zh-Hans."""
    first, _dash, script = language_code.partition("-")
    return f"{first}-{script.capitalize()}" if script else first


@register.filter
def spoken(words: Any) -> SafeString | str:
    """Words with the Chinese in them marked as Chinese, so that a page in another language is read out rightly."""
    return voices.mark_chinese(words)


@register.filter
def is_chinese(words: Any) -> bool:
    """Whether words hold Chinese on a page in another language."""
    return voices.needs_mark(words)


@register.filter
def stands_in(path: str, place: str) -> bool:
    """Whether an address is a place of the navigation or lies below it."""
    return path == place or (place != "/" and path.startswith(place))


@register.simple_tag
def icon(name: str, words: str = "", classes: str = "") -> SafeString:
    """An icon of the line set: ``{% icon "check" %}``; with words it is named, without it is decoration."""
    return icons.draw_icon(name, words, classes)


@register.simple_tag
def mark(classes: str = "mark") -> SafeString:
    """The mark of the house."""
    return icons.draw_mark(classes)


@register.simple_tag(takes_context=True)
def chosen_theme(context: Mapping[str, Any]) -> SafeString | str:
    """The attribute that holds the reader's chosen theme, where one was chosen."""
    chosen = read_theme(context.get("request"))
    return format_html(' data-theme="{}"', chosen) if chosen else ""


@register.simple_tag
def this_moment() -> datetime:
    """When the page was made: ``{% this_moment as made %}``."""
    return now()


@register.inclusion_tag("site/parts/chip.html")
def chip(clause_id: str, chapter: str | None = None, state: str = "", url: str = "",
         assumed: bool = False) -> dict[str, Any]:
    """``{% chip "P01" "" "kept" url %}``: the clause that stands behind a number; opens its sheet where it has one.

    ``chapter`` may be left out: it follows from the number's letter. ``state`` is one of ``chips.STATES`` or empty.
    """
    words = chips.name_chapter(clause_id, chapter)
    return {"clause_id": clause_id, "chapter": words, "look": chips.find_chip(state), "url": url, "assumed": assumed,
            "named": chips.say_chip(words, clause_id, state)}


@register.simple_tag
def state(name: str, words: Any = "", classes: str = "") -> SafeString:
    """``{% state "kept" "12 周兑现" %}``: a state as icon and word; without words the state's own."""
    look = chips.find_state(name)
    return format_html('<span class="state {} {}">{}<span>{}</span></span>', look.tone, classes,
                       icons.draw_icon(look.icon), words or look.words)


@register.simple_tag
def ring(duty_day: rings.DutyDay, size: str | int = "large") -> SafeString:
    """``{% ring day %}`` draws the duty ring of a ``site.ring.DutyDay``; "small" or a width in pixels the avatar."""
    if size == "large":
        return rings.draw_ring(duty_day)
    return rings.draw_small_ring(duty_day, 40 if size == "small" else int(size))


@register.simple_tag
def bar(value: float, of: float, tone: str = "", words: str = "") -> SafeString:
    """``{% bar 6 12 "worker" %}``: a share as a bar; its words stand beside it, so the bar itself is decoration."""
    return dials.draw_bar(value, of, tone, words)


@register.simple_tag
def chart(drawn: charts.Chart) -> SafeString:
    """A chart with its sentence above and its table beneath."""
    return charts.draw_chart(drawn)


@register.simple_tag
def periods(states: Any, words: str) -> SafeString:
    """``{% periods states words %}``: one small block a period, in the colour of its state."""
    return dials.draw_periods(list(states), words)


@register.inclusion_tag("site/parts/due.html")
def due(moment: datetime, since: datetime | None = None) -> dict[str, Any]:
    """``{% due moment since %}``: a donut of the time left, and the time left in words."""
    clock = chips.read_clock(moment, since)
    return {"donut": dials.draw_donut(clock.share, clock.tone), "clock": clock, "moment": moment,
            "words": moments.say_left(abs(clock.left_s)), "past": clock.left_s < 0}


@register.inclusion_tag("site/parts/sides.html")
def sides(comparison: both_sides.Comparison) -> dict[str, Any]:
    """``{% sides comparison %}``: two sides left and right, the difference in words and in a bar."""
    return {"two": comparison, "bar": both_sides.draw_between(comparison)}


@register.inclusion_tag("site/parts/empty.html")
def empty(icon: str, title: str, next_url: str = "", next_words: str = "", text: str = "") -> dict[str, str]:
    """``{% empty "users" title url words %}``: nothing is here yet, and what to do next."""
    return {"icon": icon, "title": title, "next_url": next_url, "next_words": next_words, "text": text}


@register.inclusion_tag("site/parts/pages.html", takes_context=True)
def pages(context: Mapping[str, Any], page_obj: Page[Any]) -> dict[str, Any]:
    """``{% pages page_obj %}``: where one is in a list, and the way on; other words of the address are kept."""
    request = context.get("request")
    query = request.GET.copy() if request is not None else None
    if query is not None:
        query.pop("page", None)
    return {"page_obj": page_obj, "query": query.urlencode() if query else ""}


class KeepNode(template.Node):
    """Renders what it holds into a name instead of into the page."""

    def __init__(self, nodelist: NodeList, name: str) -> None:
        self.nodelist = nodelist
        self.name = name

    def render(self, context: template.Context) -> str:
        """Nothing; the words stand in the context under the name."""
        kept = self.nodelist.render(context)
        context[self.name] = SafeString(kept.strip())
        return ""


@register.tag
def keep(parser: Parser, token: Token) -> KeepNode:
    """``{% keep name %}…{% endkeep %}``: render once, use in several places (a page's title)."""
    _tag, name = token.split_contents()
    nodelist = parser.parse(("endkeep",))
    parser.delete_first_token()
    return KeepNode(nodelist, name)

