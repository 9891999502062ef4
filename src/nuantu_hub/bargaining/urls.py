"""Addresses of bargaining, a file for each room of the house."""

from __future__ import annotations

from django.urls import URLPattern

from nuantu_hub.bargaining import after_urls, meeting_urls, signing_urls, table_urls, talk_urls, try_urls

app_name = "bargaining"
urlpatterns: list[URLPattern] = [
    *talk_urls.urlpatterns, *table_urls.urlpatterns, *try_urls.urlpatterns, *signing_urls.urlpatterns,
    *meeting_urls.urlpatterns,
    # --- AFTER
    *after_urls.urlpatterns]
