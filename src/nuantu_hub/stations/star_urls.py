"""Addresses of stars."""

from __future__ import annotations

from django.urls import URLPattern, path

from nuantu_hub.stations.views import standards, star_appeals, stars

urlpatterns: list[URLPattern] = [
    path("stars/", stars.published, name="stars_published"),
    path("stars/export.csv", stars.export, name="export_stars"),
    path("stars/standard/", standards.standard, name="standard"),
    path("stars/standard/<int:number>/", standards.standard, name="standard_version"),
    path("stars/standard/adopt/", standards.adopt, name="adopt_standard"),
    path("stars/desk/", stars.stars, name="stars"),
    path("stars/desk/<str:code>/", stars.station_star, name="station_star"),
    path("stars/desk/<str:code>/decide/", stars.decide, name="decide_star"),
    path("stars/<int:key>/<str:act>/", stars.settle, name="settle_star"),
    path("stars/<int:key>/appeal/new/", star_appeals.add_appeal, name="appeal_star"),
    path("stars/appeals/<int:key>/", star_appeals.appeal, name="star_appeal"),
    path("s/<str:sign>/stars/", stars.star, name="star"),
]
