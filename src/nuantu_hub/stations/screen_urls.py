"""Addresses of the navigation screen in a station."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
