"""Addresses of the guard's page."""

from __future__ import annotations

from django.urls import URLPattern, path

from nuantu_hub.passes.views import guard, guard_codes

urlpatterns: list[URLPattern] = [
    path("guard/<int:gate>/", guard.guard_page, name="guard"),
    path("guard/<int:gate>/worker.js", guard.guard_worker, name="guard_worker"),
    path("guard/<int:gate>/manifest.webmanifest", guard.guard_manifest, name="guard_manifest"),
    path("guard/<int:gate>/enrol/", guard.guard_enrol, name="guard_enrol"),
    path("compounds/gates/<int:key>/guard/", guard_codes.guard_phone, name="guard_phone"),
    path("compounds/gates/<int:key>/guard/code/", guard_codes.draw, name="guard_code"),
    path("compounds/gates/<int:key>/guard/release/", guard_codes.release, name="guard_release"),
]
