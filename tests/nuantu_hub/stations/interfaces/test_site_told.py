"""A plan in words: what it brings, how sure it is, why each site, what votes did."""

from __future__ import annotations

import pytest
from tests.nuantu_hub.stations.siting_cast import put_plan

from nuantu_hub.people.models import Unit
from nuantu_hub.site.clock import now
from nuantu_hub.stations.interfaces.site_told import PlanTold, say_amount, say_share
from nuantu_hub.stations.models import SitePlan

pytestmark = pytest.mark.django_db


def test_the_plan_is_told_in_sentences(district: Unit) -> None:
    told = PlanTold(put_plan(district))

    assert told.headline == "再建 2 座，步行 10 分够得着的从 0.0% 到 84.0%"
    assert told.proof == "已证明：同样座数，没有更好的选法（0.2 秒）"
    assert told.effect_words == "因为票，换了 1 座，多够着 2 票。"
    assert told.share_words == [("等单（分钟）", 1), ("取送单（次）", 4), ("支持票（票）", 60)]
    assert told.name_of("HX-0") == "网点0"


@pytest.mark.parametrize(("gap", "ended", "says"), [
    (0.004, "proven", "已证明：同样座数，别的选法最多再多 0.40%"),
    (0.02, "time", "算到时限为止：同样座数，别的选法最多再多 2.00%")])
def test_a_gap_is_told_as_it_is(district: Unit, gap: float, ended: str, says: str) -> None:
    plan = put_plan(district)
    assert plan.result is not None
    plan.result |= {"gap": gap, "ended": ended}

    assert PlanTold(plan).proof.startswith(says)


def test_a_site_says_what_it_adds_and_what_would_be_lost(district: Unit) -> None:
    first, second = PlanTold(put_plan(district)).sites

    assert (first.gain, second.gain) == ("300 分钟等单", "2 票")
    assert (first.length, second.length) == (1.0, 0.4)
    assert (first.after_words, first.only_words, first.worse_words) == ("60.0%", "60.0%", "73.3%")
    assert [part.share for part in first.parts] == [1.0, 0.0, 0.0]


def test_the_asked_site_is_found_else_the_first(district: Unit) -> None:
    told = PlanTold(put_plan(district))

    assert [told.find_site(rank).rank for rank in ("2", "9", "x", "")] == [2, 1, 1, 1]  # type: ignore[union-attr]


def test_an_unfinished_plan_is_not_told() -> None:
    with pytest.raises(ValueError, match="has no result"):
        PlanTold(SitePlan(unit=Unit(name="u"), asked_at=now()))


def test_amounts_and_shares_have_their_words() -> None:
    assert [say_amount("dwell", 1200), say_amount("orders", 3), say_amount("wishes", 1)] == [
        "1,200 分钟等单", "3 次取送", "1 票"]
    assert [say_share(1, 3), say_share(1, 0)] == ["33.3%", "—"]
