"""Ballots on paper: read by two, each alone; what they do not agree on is read again."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.nuantu_hub.needs.election_scene import begin_polls, close, open_together

from nuantu_hub.needs.domain.paper_ballots import count_papers, enter_paper, print_papers
from nuantu_hub.needs.errors import NeedRefused
from nuantu_hub.needs.models import PaperBallot
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.clock import set_clock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_clock() -> Iterator[None]:
    """The clock goes on after a test that set it."""
    yield
    set_clock(None)


def test_two_people_read_each_ballot(district: Unit, officer: Account, organiser: Account) -> None:
    scene = begin_polls(district, officer, {"food": 12})
    contest = scene.contest()
    codes = print_papers(by=officer, contest=contest, count=3)
    with pytest.raises(NeedRefused, match="现在不能录"):
        enter_paper(by=officer, contest=contest, code=codes[0], marks=[1])
    close(scene)
    contest = scene.contest()

    enter_paper(by=officer, contest=contest, code=codes[0].lower(), marks=[1])
    with pytest.raises(NeedRefused, match="已经录过"):
        enter_paper(by=officer, contest=contest, code=codes[0], marks=[1])
    assert enter_paper(by=organiser, contest=contest, code=codes[0], marks=[2]).state == PaperBallot.State.DIFFERS
    with pytest.raises(NeedRefused, match="两人录入一致"):
        open_together(scene)
    enter_paper(by=organiser, contest=contest, code=codes[0], marks=[1])
    assert enter_paper(by=officer, contest=contest, code=codes[0], marks=[1]).state == PaperBallot.State.AGREED
    with pytest.raises(NeedRefused, match="没有印过"):
        enter_paper(by=officer, contest=contest, code="2222-2222-2222-2222", marks=[1])
    assert count_papers(contest) == {"handed": 0, "printed": 2, "once": 0, "agreed": 1, "differs": 0}
    with pytest.raises(NeedRefused, match="票比领票的人多"):
        open_together(scene)
