"""Addresses of the navigation screen in a station."""

from __future__ import annotations

from django.urls import URLPattern, path

from nuantu_hub.stations.views import screen

urlpatterns: list[URLPattern] = [
    path("screen/<str:code>/", screen.screen, name="screen"),
    path("screen/<str:code>/worker.js", screen.screen_worker, name="screen_worker"),
]
