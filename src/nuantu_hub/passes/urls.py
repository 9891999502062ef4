"""Addresses of passes, a file for each room of the house."""

from __future__ import annotations

from django.urls import URLPattern

from nuantu_hub.passes import compound_urls, door_urls, guard_urls, incident_urls, issue_urls, rider_urls

app_name = "passes"
urlpatterns: list[URLPattern] = [
    *issue_urls.urlpatterns, *rider_urls.urlpatterns, *guard_urls.urlpatterns, *compound_urls.urlpatterns,
    *incident_urls.urlpatterns, *door_urls.urlpatterns]
