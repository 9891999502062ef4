"""Icons are well-formed drawings that screen readers pass over."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from nuantu.report.icons import ICONS, LOGO


@pytest.mark.parametrize("text", [*ICONS.values(), LOGO], ids=[*ICONS, "logo"])
def test_an_icon_is_one_hidden_svg(text: str) -> None:
    """The word beside it says what it means."""
    drawing = ElementTree.fromstring(text)

    assert drawing.tag == "svg"
    assert drawing.get("aria-hidden") == "true"
    assert len(list(drawing)) >= 1
