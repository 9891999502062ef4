"""Addresses of what follows a signature."""

from __future__ import annotations

from django.urls import reverse

from nuantu_hub.bargaining.after_urls import urlpatterns


def test_pages_for_all_and_for_the_worker_stand_where_they_are_told() -> None:
    assert (reverse("bargaining:kept"), reverse("bargaining:own_week")) == ("/kept/", "/my/week/")
    assert len({one.name for one in urlpatterns}) == len(urlpatterns)
