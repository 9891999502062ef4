"""Addresses of visits and what is counted, and of the doors that count."""

from __future__ import annotations

from django.urls import URLPattern, path

from nuantu_hub.stations.views import door_intake

urlpatterns: list[URLPattern] = [
    path("doors/v1/enrol", door_intake.enrol, name="door_enrol"),
    path("doors/v1/sync", door_intake.sync, name="door_sync"),
]
