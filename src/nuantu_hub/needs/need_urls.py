"""Addresses of what riders say."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
