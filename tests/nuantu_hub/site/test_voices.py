"""Chinese that is data is read out as Chinese on an English page, and nothing is let through by marking it."""

from __future__ import annotations

import pytest
from django.template import engines
from django.utils import translation
from django.utils.html import format_html

from nuantu_hub.site.styleguide import SampleForm
from nuantu_hub.site.voices import mark_chinese

OPEN, SHUT = '<span lang="zh-Hans">', "</span>"


@pytest.mark.parametrize(("words", "marked"), [
    ("5 applications: 青禾配送工会. 4 days", f"5 applications: {OPEN}青禾配送工会{SHUT}. 4 days"),
    ("网约车司机联合会（演示）", f"{OPEN}网约车司机联合会（演示）{SHUT}"),
    ("演示批〔2026〕48号", f"{OPEN}演示批〔2026〕48号{SHUT}"),
    ("No Chinese & more", "No Chinese & more"),
    ("<b>云港</b>", f"&lt;b&gt;{OPEN}云港{SHUT}&lt;/b&gt;")])
def test_a_run_of_chinese_is_marked_on_an_english_page(words: str, marked: str) -> None:
    with translation.override("en"):
        assert mark_chinese(words) == marked
    assert mark_chinese(words) == words


def test_what_is_markup_already_keeps_its_tags() -> None:
    with translation.override("en"):
        assert mark_chinese(format_html('<a title="云">{}</a>', "云港")) == f'<a title="云">{OPEN}云港{SHUT}</a>'


def test_the_filter_escapes_what_it_does_not_mark() -> None:
    with translation.override("en"):
        assert engines["django"].from_string("{{ x|spoken }}").render({"x": "<i>"}) == "&lt;i&gt;"


def test_options_with_chinese_names_say_so() -> None:
    class Form(SampleForm):
        template_name = "site/form.html"

    form = Form()
    form.fields["street"].choices = [("a", "柳岸街道"), ("b", "Other")]  # type: ignore[attr-defined]
    with translation.override("en"):
        drawn = str(form)

    assert '<option value="a" lang="zh-Hans">柳岸街道</option>' in drawn
    assert '<option value="b">Other</option>' in drawn
