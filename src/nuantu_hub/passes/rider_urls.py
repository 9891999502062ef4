"""Addresses of the rider's own pages."""

from __future__ import annotations

from django.urls import URLPattern, path

from nuantu_hub.passes.views import phone

urlpatterns: list[URLPattern] = [
    path("pass/", phone.phone, name="phone"),
    path("pass/worker.js", phone.phone_worker, name="phone_worker"),
    path("pass/manifest.webmanifest", phone.phone_manifest, name="phone_manifest"),
]
