"""Addresses of the posters of stations' doors."""

from __future__ import annotations

from django.urls import URLPattern, path

from nuantu_hub.passes.views import door_posters

urlpatterns: list[URLPattern] = [
    path("compounds/doors/", door_posters.posters, name="door_posters"),
    path("compounds/doors/<int:key>/poster/", door_posters.poster, name="door_poster"),
]
