"""Addresses of what riders say, a file for each room of the house."""

from __future__ import annotations

from django.urls import URLPattern

from nuantu_hub.needs import election_urls, need_urls, problem_urls, trial_urls, vote_urls

app_name = "needs"
urlpatterns: list[URLPattern] = [
    *need_urls.urlpatterns, *problem_urls.urlpatterns, *vote_urls.urlpatterns, *election_urls.urlpatterns,
    *trial_urls.urlpatterns]
