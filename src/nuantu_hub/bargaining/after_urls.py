"""Addresses of what follows a signature: promises, weeks of verdicts, years, the own week, the public page."""

from __future__ import annotations

from django.urls import URLPattern, path

from nuantu_hub.bargaining.views import kept, own_week, promises, weekly_verdicts, years

urlpatterns: list[URLPattern] = [
    path("kept/", kept.kept, name="kept"),
    path("kept/figures.csv", kept.kept_figures, name="kept_figures"),
    path("my/week/", own_week.own_week, name="own_week"),
    path("bargaining/verdicts/", weekly_verdicts.weekly_verdicts, name="weekly_verdicts"),
    path("bargaining/years/", years.years, name="years"),
    path("bargaining/promises/", promises.promises, name="promises"),
    path("bargaining/promises/<int:key>/", promises.promise, name="promise"),
    path("bargaining/promises/evidence/<int:key>/", promises.judge_evidence, name="judge_evidence"),
    path("bargaining/promises/evidence/<int:key>/file/", promises.evidence_file, name="evidence_file"),
    path("bargaining/<int:key>/promises/take/", promises.take_promises, name="take_promises"),
]
