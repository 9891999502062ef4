"""Addresses of where the next stations go."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
