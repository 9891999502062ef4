"""Addresses of stations, a file for each room of the house."""

from __future__ import annotations

from django.urls import URLPattern

from nuantu_hub.stations import (
    door_urls,
    equipment_urls,
    inspection_urls,
    registry_urls,
    screen_urls,
    siting_urls,
    star_urls,
    visit_urls,
)

app_name = "stations"
urlpatterns: list[URLPattern] = [
    *registry_urls.urlpatterns, *visit_urls.urlpatterns, *door_urls.urlpatterns, *equipment_urls.urlpatterns,
    *inspection_urls.urlpatterns, *star_urls.urlpatterns, *siting_urls.urlpatterns, *screen_urls.urlpatterns]
