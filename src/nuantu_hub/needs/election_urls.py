"""Addresses of representatives and their elections."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
