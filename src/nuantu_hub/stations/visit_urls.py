"""Addresses of visits and what is counted."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
