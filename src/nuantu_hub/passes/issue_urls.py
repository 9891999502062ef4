"""Addresses of what is issued, the lists that gates fetch, and what passes earned."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
