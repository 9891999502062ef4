"""The page is whole, light, in both languages, and its colours can be read."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from nuantu.report.page import write_policy

STATIC = Path(__file__).resolve().parents[3] / "src" / "nuantu" / "report" / "static"
TEXT_PAIRS = [("ink", "ground"), ("soft", "ground"), ("soft", "card"), ("kept-text", "kept-tint"),
              ("kept-text", "ground"), ("watch-text", "watch-tint"), ("broken-text", "broken-tint"),
              ("broken-text", "ground"), ("unknown-text", "unknown-tint"), ("pine", "pine-tint"),
              ("worker-text", "card"), ("code-text", "code"), ("name", "land"), ("watch-text", "card")]


class _Tags(HTMLParser):
    """Collects ids, tags and attributes of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep what a tag says."""
        found = dict(attrs)
        self.tags.append((tag, found))
        if found.get("id"):
            self.ids.append(str(found["id"]))


@pytest.fixture(scope="module")
def page(demo_out: Path) -> str:
    """The page of the demo."""
    return (demo_out / "report" / "index.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def tags(page: str) -> _Tags:
    """Its tags."""
    parser = _Tags()
    parser.feed(page)
    return parser


def test_the_page_is_light_and_asks_no_other_host(page: str) -> None:
    """Three megabytes at most, and not one address."""
    assert len(page.encode()) <= 3_000_000
    assert re.findall(r"(?:https?:)?//[a-z]", page.replace("http://www.w3.org/2000/svg", "")) == []


def test_the_policy_names_exactly_what_stands_inline(page: str) -> None:
    """Style and scripts by their hashes, no style attributes, no handlers."""
    style = re.search(r"<style>(.*?)</style>", page, re.S)
    scripts = re.findall(r"<script>(.*?)</script>", page, re.S)

    assert style is not None
    assert write_policy(style.group(1), scripts).replace("'", "&#x27;") in page
    body = page.split("</style>")[1].split('<script type="application')[0]
    assert re.findall(r'<[^>]+ (?:style|on\w+)="', body) == []


def test_ids_are_unique_and_what_refers_to_them_finds_them(tags: _Tags) -> None:
    """Labels, headings and sheets exist."""
    assert len(tags.ids) == len(set(tags.ids))
    for _, attributes in tags.tags:
        for name in ("aria-labelledby", "for", "data-sheet"):
            if attributes.get(name):
                assert attributes[name] in tags.ids


def test_landmarks_stand_once(tags: _Tags) -> None:
    """One header, one main, one footer, one first heading."""
    names = [tag for tag, _ in tags.tags]

    assert [names.count(name) for name in ("header", "main", "footer", "h1")] == [1, 1, 1, 1]


def test_every_text_stands_in_both_languages(tags: _Tags) -> None:
    """As many Chinese pieces as English ones."""
    languages = [attributes.get("lang") for tag, attributes in tags.tags if tag in ("span", "text")]

    assert languages.count("zh") == languages.count("en") > 100


def test_pending_provisions_and_assumptions_are_named(page: str, demo_out: Path) -> None:
    """What is not in force stands there by name, what is assumed too."""
    summary = json.loads((demo_out / "summary.json").read_text(encoding="utf-8"))

    assert summary["pending"]
    assert all(f"<b>{name}</b>" in page for name in summary["pending"])
    assert f"{len(summary['assumed'])} 条的数字是假定" in page


def _read_themes() -> dict[str, dict[str, str]]:
    style = (STATIC / "report.css").read_text(encoding="utf-8")
    blocks = {"light": style.split(":root {")[1].split("}")[0],
              "dark": style.split(':root[data-theme="dark"] {')[1].split("}")[0]}
    return {name: dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block)) for name, block in blocks.items()}


def _luminance(colour: str) -> float:
    parts = [int(colour[i:i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT_PAIRS)
def test_text_can_be_read_on_its_ground(theme: str, text: str, ground: str) -> None:
    """Contrast of at least 4.5 to 1 in both themes."""
    colours = _read_themes()[theme]
    high, low = sorted((_luminance(colours[text]), _luminance(colours[ground])), reverse=True)

    assert (high + 0.05) / (low + 0.05) >= 4.5


def test_the_dark_theme_is_the_same_by_wish_and_by_system() -> None:
    """Toggled or preferred, the same colours."""
    style = (STATIC / "report.css").read_text(encoding="utf-8")
    preferred = style.split(':root:not([data-theme="light"]) {')[1].split("}")[0]

    assert preferred == style.split(':root[data-theme="dark"] {')[1].split("}")[0]
