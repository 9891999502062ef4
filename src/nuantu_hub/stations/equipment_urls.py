"""Addresses of equipment, faults, medicine, help, cameras."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
