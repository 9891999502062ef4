"""Addresses of doors: codes, opening, what a door tells."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
