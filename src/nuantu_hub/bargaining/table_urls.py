"""Addresses of the table: topics, offers, versions, ambiguities, caucus rooms."""

from __future__ import annotations

from django.urls import URLPattern, path

from nuantu_hub.bargaining.views import caucus, table, table_files

urlpatterns: list[URLPattern] = [
    path("bargaining/<int:key>/table/", table.table, name="table"),
    path("bargaining/<int:key>/topics/add/", table.topic_add, name="topic_add"),
    path("bargaining/topics/<int:key>/", table.topic, name="topic"),
    path("bargaining/topics/<int:key>/act/<slug:act>/", table.topic_act, name="topic_act"),
    path("bargaining/<int:key>/caucus/", caucus.caucus, name="caucus"),
    path("bargaining/<int:key>/draft.yaml", table_files.draft, name="draft"),
    path("bargaining/<int:key>/table.json", table_files.table_record, name="table_record"),
]
