"""A post reaches its unit and everything below, for as long as it is held, and nothing else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from nuantu_hub.people.models import Account, Post, Unit
from nuantu_hub.people.permissions import holds_post, is_oneself, is_signed_in, is_staff, is_worker, units_of
from nuantu_hub.site.clock import now

pytestmark = pytest.mark.django_db


def test_an_officer_reaches_the_district_and_what_is_below(
    officer: Account, city: Unit, district: Unit, street: Unit, other_district: Unit,
) -> None:
    reaches = holds_post(Post.Role.OFFICER)

    assert [reaches(officer, unit) for unit in (city, district, street, other_district)] == [False, True, True, False]
    assert set(units_of(officer, Post.Role.OFFICER)) == {district, street}
    assert set(units_of(officer)) == {district, street}
    assert not units_of(officer, Post.Role.STEWARD).exists()


def test_a_role_is_not_another_role(officer: Account, district: Unit) -> None:
    assert not holds_post(Post.Role.REVIEWER)(officer, district)
    assert holds_post(Post.Role.REVIEWER, Post.Role.OFFICER)(officer, district)
    assert holds_post()(officer, district)


def test_a_list_asks_for_a_post_anywhere(officer: Account, bystander: Account, rider: Account) -> None:
    reaches = holds_post(Post.Role.OFFICER)

    assert [reaches(one) for one in (officer, bystander, rider, AnonymousUser())] == [True, False, False, False]


def test_a_thing_without_a_unit_is_reached_by_nobody(steward: Account, rider: Account) -> None:
    assert not holds_post(Post.Role.STEWARD)(steward, rider)


def test_a_post_counts_while_it_is_held(officer: Account, district: Unit) -> None:
    post = officer.posts.get()
    reaches = holds_post(Post.Role.OFFICER)
    post.until = now() - timedelta(seconds=1)
    post.save()
    assert not reaches(officer, district)
    post.since, post.until = now() + timedelta(hours=1), None
    post.save()
    assert not reaches(officer, district)


def test_a_closed_account_reaches_nothing(officer: Account, district: Unit) -> None:
    officer.is_active = False

    assert not holds_post(Post.Role.OFFICER)(officer, district)
    assert not is_staff(officer)
    assert not is_signed_in(officer)
    assert not officer.has_perm("people.be_signed_in")


def test_workers_and_staff_are_told_apart(rider: Account, officer: Account, bystander: Account) -> None:
    cast = (rider, officer, bystander, AnonymousUser())

    assert [is_worker(one) for one in cast] == [True, False, False, False]
    assert [is_staff(one) for one in cast] == [False, True, False, False]


def test_only_oneself_is_oneself(rider: Account, other_rider: Account) -> None:
    assert is_oneself(rider, rider)
    assert not is_oneself(other_rider, rider)
    assert not is_oneself(rider, None)


def test_what_no_rule_names_is_allowed_to_nobody(steward: Account) -> None:
    assert not steward.has_perm("people.fly")
