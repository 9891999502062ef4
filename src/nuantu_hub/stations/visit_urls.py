"""Addresses of visits and what is counted, and of the doors that count."""

from __future__ import annotations

from django.urls import URLPattern, path

from nuantu_hub.stations.views import check_ins, door_intake, visits

urlpatterns: list[URLPattern] = [
    path("doors/v1/enrol", door_intake.enrol, name="door_enrol"),
    path("doors/v1/sync", door_intake.sync, name="door_sync"),
    path("stations/visits/", visits.list_visits, name="visits"),
    path("stations/visits/table.csv", visits.export_all, name="visits_export"),
    path("stations/<int:key>/visits/", visits.show_visits, name="station_visits"),
    path("stations/<int:key>/visits/table.csv", visits.export_one, name="station_visits_export"),
    path("figures/visits/", visits.show_figures, name="visit_figures"),
    path("s/<str:sign>/check-in/", check_ins.check, name="check_in"),
]
