"""Addresses of the registry (finding a station, its page, its sign)."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
