"""Addresses of the day."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "days"
urlpatterns: list[URLPattern] = []
