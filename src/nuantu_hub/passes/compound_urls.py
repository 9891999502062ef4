"""Addresses of compounds, their gates, maps and policies."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
