"""Addresses of incidents and of the shares that open a sealed list."""

from __future__ import annotations

from django.urls import URLPattern, path

from nuantu_hub.passes.views import pass_incidents

urlpatterns: list[URLPattern] = [
    path("compounds/<int:key>/incidents/", pass_incidents.incidents, name="incidents"),
    path("compounds/<int:key>/incidents/report/", pass_incidents.report, name="incident_add"),
    path("compounds/<int:key>/share-key/", pass_incidents.share_key, name="share_key"),
    path("compounds/incidents/<int:key>/", pass_incidents.incident, name="incident"),
    path("compounds/incidents/<int:key>/hand/", pass_incidents.hand, name="incident_hand"),
    path("compounds/incidents/<int:key>/answer/", pass_incidents.answer, name="incident_answer"),
    path("compounds/incidents/<int:key>/drop/", pass_incidents.drop, name="incident_drop"),
    path("compounds/incidents/<int:key>/window/", pass_incidents.window, name="incident_window"),
    path("pass/looked-for/", pass_incidents.own_incidents, name="own_incidents"),
]
