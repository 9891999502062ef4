"""What is printed: the record of a result, and ballot papers with their stubs."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pypdfium2
import pytest
from tests.nuantu_hub.needs.election_scene import begin_polls, close, list_lines, open_together, vote

from nuantu_hub.needs.interfaces.election_record import set_papers, set_record
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.clock import set_clock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_clock() -> Iterator[None]:
    """The clock goes on after a test that set it."""
    yield
    set_clock(None)


def read_pdf(body: bytes) -> str:
    """All text of a PDF without spaces and breaks."""
    document = pypdfium2.PdfDocument(io.BytesIO(body))
    return "".join("".join(page.get_textpage().get_text_range().split()) for page in document)


def test_the_record_has_figures_fingerprints_and_lines_to_sign(district: Unit, officer: Account) -> None:
    scene = begin_polls(district, officer, {"food": 14})
    for account in scene.voters["food"][:11]:
        vote(scene, account, list_lines(scene.contest())[:1])
    codes = ["7K3M-QX2A-9DEF-4TWB"]
    papers = read_pdf(set_papers(scene.contest(), codes))
    open_together(close(scene))

    text = read_pdf(set_record(scene.election))

    assert papers.count(codes[0]) == 2
    assert "选民14人，领票11张，投出11张" in text
    assert scene.election.list_sha256 in text
    assert text.count("日期：") == 3
