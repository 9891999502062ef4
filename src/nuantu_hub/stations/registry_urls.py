"""Addresses of the registry (finding a station, its page, its sign)."""

from __future__ import annotations

from django.urls import URLPattern, path

from nuantu_hub.stations.views import desk, favourites, figures, finding, notices, registering, station_lists

urlpatterns: list[URLPattern] = [
    path("stations/", finding.find, name="find"),
    path("stations/figures/", figures.show_figures, name="figures"),
    path("stations/favourites/", favourites.favourites, name="favourites"),
    path("s/<str:sign>/", finding.show_station, name="station"),
    path("s/<str:sign>/way/", finding.show_way, name="way"),
    path("s/<str:sign>/favourite/", favourites.favour, name="favour"),
    path("stations/desk/", desk.desk, name="desk"),
    path("stations/desk/export.csv", desk.export, name="export"),
    path("stations/desk/new/", registering.add_station, name="add"),
    path("stations/desk/<int:key>/", registering.manage, name="manage"),
    path("stations/desk/<int:key>/panel/", desk.panel, name="panel"),
    path("stations/desk/<int:key>/edit/", registering.edit, name="edit"),
    path("stations/desk/<int:key>/move/", registering.move, name="move"),
    path("stations/desk/<int:key>/state/", registering.change_state, name="state"),
    path("stations/desk/<int:key>/keepers/", registering.keepers, name="keepers"),
    path("stations/desk/<int:key>/sign/", registering.poster, name="poster"),
    path("stations/desk/<int:key>/notices/new/", notices.add_notice, name="add_notice"),
    path("stations/lists/", station_lists.station_lists, name="lists"),
    path("stations/lists/template.csv", station_lists.template, name="list_template"),
    path("stations/lists/<int:key>/", station_lists.station_list, name="list"),
    path("stations/lists/<int:key>/take/", station_lists.take, name="take_list"),
    path("stations/lists/<int:key>/report.csv", station_lists.report, name="list_report"),
    path("stations/keepers/<int:key>/end/", registering.dismiss_keeper, name="dismiss_keeper"),
    path("stations/notices/", notices.notices, name="notices"),
    path("stations/notices/of-unit/<int:key>/new/", notices.add_unit_notice, name="add_unit_notice"),
    path("stations/notices/<int:key>/approve/", notices.approve, name="approve_notice"),
    path("stations/notices/<int:key>/refuse/", notices.refuse, name="refuse_notice"),
    path("stations/notices/<int:key>/withdraw/", notices.withdraw, name="withdraw_notice"),
]
