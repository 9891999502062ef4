"""Posts are given by somebody else, end when they are ended, and somebody can always give them."""

from __future__ import annotations

import pytest

from nuantu_hub.people.domain.posts import end_post, give_post
from nuantu_hub.people.domain.units import close_unit
from nuantu_hub.people.models import Account, Post, Unit
from nuantu_hub.people.permissions import units_of
from nuantu_hub.site.errors import Refused

pytestmark = pytest.mark.django_db


def test_a_post_reaches_its_branch_while_it_lasts(steward: Account, bystander: Account, district: Unit,
                                                  street: Unit) -> None:
    post = give_post(by=steward, account=bystander, unit=district, role="organiser")
    assert give_post(by=steward, account=bystander, unit=district, role="organiser") == post
    assert set(units_of(bystander)) == {district, street}
    end_post(by=steward, post=post)
    ended = post.until
    end_post(by=steward, post=post)
    assert (post.until, list(units_of(bystander))) == (ended, [])


def test_nobody_gives_a_post_to_oneself_or_to_a_worker(steward: Account, rider: Account, city: Unit) -> None:
    with pytest.raises(Refused, match="不能给自己任职"):
        give_post(by=steward, account=steward, unit=city, role="officer")
    with pytest.raises(Refused, match="工作人员账号"):
        give_post(by=steward, account=rider, unit=city, role="officer")
    assert Post.objects.count() == 1


def test_no_post_is_given_at_a_closed_unit(steward: Account, bystander: Account, street: Unit) -> None:
    close_unit(by=steward, unit=street, reason="撤并")
    with pytest.raises(Refused, match="撤销"):
        give_post(by=steward, account=bystander, unit=street, role="reviewer")


def test_the_last_steward_stays(steward: Account, bystander: Account, city: Unit, district: Unit) -> None:
    last = steward.posts.get()
    give_post(by=steward, account=bystander, unit=district, role="steward")
    with pytest.raises(Refused, match="最后一位"):
        end_post(by=None, post=last)
    give_post(by=steward, account=bystander, unit=city, role="steward")
    assert end_post(by=None, post=last).until is not None
