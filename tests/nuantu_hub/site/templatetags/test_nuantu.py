"""The template tags draw components from plain values and refuse what does not exist."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.core.paginator import Paginator
from django.template import engines
from django.test import RequestFactory

from nuantu_hub.site.ring import DutyDay


def _render(text: str, **context: object) -> str:
    return engines["django"].from_string(text).render(context, context.get("request"))  # type: ignore[arg-type]


def test_a_chip_with_an_address_is_a_link_that_opens_the_sheet() -> None:
    link = _render('{% chip "P01" "" "kept" "/c/1/" %}')
    plain = _render('{% chip "P01" "" "kept" "" True %}')

    assert 'href="/c/1/" hx-get="/c/1/" hx-target="#sheet"' in link
    assert 'aria-label="报酬 P01，已兑现，看条款"' in link
    assert plain.startswith('<span class="chip kept">')
    assert "<em>假定</em>" in plain


def test_a_state_has_icon_and_word_and_escapes_it() -> None:
    shown = _render('{% state "broken" words %}', words="<b>")

    assert shown.startswith('<span class="state broken ">')
    assert "<svg" in shown
    assert "&lt;b&gt;" in shown


def test_the_ring_is_large_or_small() -> None:
    day = DutyDay(3_600, stop_s=43_200)

    assert 'class="ring"' in _render("{% ring day %}", day=day)
    assert 'width="40"' in _render('{% ring day "small" %}', day=day)
    assert 'width="28"' in _render("{% ring day 28 %}", day=day)


def test_filters_say_money_times_and_languages() -> None:
    at = datetime(2026, 11, 21, 6, 5, tzinfo=UTC)

    shown = _render("{{ m|money }}|{{ s|duration }}|{{ t|moment }}|{{ t|clock }}|{{ t|day:'year' }}|{{ l|as_tag }}",
                    m=2_770, s=27_720, t=at, l="zh-hans")

    assert shown.split("|") == ["¥27.70", "7小时42分", "11月21日 周六 14:05", "14:05", "2026年11月21日", "zh-Hans"]


@pytest.mark.parametrize(("path", "place", "inside"), [("/units/3/", "/units/", True), ("/units/", "/units/", True),
                                                      ("/", "/", True), ("/units/", "/", False)])
def test_a_place_of_the_navigation_holds_what_lies_below_it(path: str, place: str, inside: bool) -> None:
    assert _render("{{ p|stands_in:q }}", p=path, q=place) == str(inside)


def test_paging_keeps_the_other_words_of_the_address() -> None:
    request = RequestFactory().get("/list/", {"q": "云 港", "page": "2"})
    shown = _render("{% pages p %}", p=Paginator(range(120), 50).page(2), request=request)

    assert 'href="?q=%E4%BA%91+%E6%B8%AF&amp;page=1"' in shown
    assert 'href="?q=%E4%BA%91+%E6%B8%AF&amp;page=3"' in shown
    assert "第 51–100 条，共 120 条" in shown
    assert _render("{% pages p %}", p=Paginator(range(9), 50).page(1)).strip() == ""


def test_what_is_kept_is_rendered_once_and_used_twice() -> None:
    assert _render("{% keep x %} <b>{{ y }}</b> {% endkeep %}{{ x }}|{{ x|striptags }}", y="&") == "<b>&amp;</b>|&amp;"


def test_what_is_empty_says_what_comes_next() -> None:
    shown = _render('{% empty "users" "还没有人" "/next/" "生成海报" %}')

    assert '<a class="button trust" href="/next/">生成海报</a>' in shown


@pytest.mark.parametrize("text", ['{% icon "unicorn" %}', '{% state "fine" %}', '{% chip "X01" %}'])
def test_what_does_not_exist_is_refused(text: str) -> None:
    with pytest.raises(LookupError):
        _render(text)
