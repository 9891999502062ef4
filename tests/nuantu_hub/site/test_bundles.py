"""Each page loads one style sheet and one script, made from their parts with the same bytes every time."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from nuantu_hub.site.bundles import BUNDLES, PARTS, join_bundle, squeeze_css, write_bundles


def test_squeezing_keeps_what_browsers_need() -> None:
    assert squeeze_css("/* a\n b */ a > b ,\n c { color : red ; width: calc(1px + 2px) ; }\n") == \
        "a>b,c{color : red;width: calc(1px + 2px)}\n"


@pytest.mark.parametrize("name", BUNDLES)
def test_every_part_stands_in_its_bundle_and_the_finder_gives_it(name: str) -> None:
    text = join_bundle(name)

    assert text == join_bundle(name)
    assert all((PARTS / part).read_text(encoding="utf-8").strip() for part in BUNDLES[name])
    assert Path(str(finders.find(name))).read_text(encoding="utf-8") == text


def test_no_script_stands_aside_forgotten() -> None:
    named = {part for parts in BUNDLES.values() for part in parts}

    assert {f"script/{path.name}" for path in (PARTS / "script").glob("*.js")} <= named


def test_a_bundle_is_written_again_only_when_it_changed(tmp_path: Path) -> None:
    write_bundles(tmp_path)
    before = {name: (tmp_path / name).stat().st_mtime_ns for name in BUNDLES}
    write_bundles(tmp_path)

    assert {name: (tmp_path / name).stat().st_mtime_ns for name in BUNDLES} == before


def test_braces_close() -> None:
    css = join_bundle("site/site.css")

    assert css.count("{") == css.count("}")
