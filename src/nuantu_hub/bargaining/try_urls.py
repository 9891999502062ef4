"""Addresses of offers tried on days, limits, sweeps."""

from __future__ import annotations

from django.urls import URLPattern, path

from nuantu_hub.bargaining.views import day_sets, side_limits, tries

urlpatterns: list[URLPattern] = [
    path("bargaining/<int:key>/tries/", tries.tries, name="tries"),
    path("bargaining/topics/<int:key>/try/", tries.ask, name="try_ask"),
    path("bargaining/topics/<int:key>/sweep/", tries.sweep, name="try_sweep"),
    path("bargaining/tries/<int:key>/", tries.offer_try, name="offer_try"),
    path("bargaining/tries/<int:key>/progress/", tries.progress, name="try_progress"),
    path("bargaining/tries/<int:key>/file/", tries.result_file, name="try_file"),
    path("bargaining/tries/<int:key>/act/", tries.act, name="try_act"),
    path("bargaining/<int:key>/limits/", side_limits.limits, name="limits"),
    path("bargaining/limits/<int:key>/end/", side_limits.end, name="limit_end"),
    path("bargaining/days/", day_sets.day_sets, name="day_sets"),
]
