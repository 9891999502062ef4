"""Every address of the hub."""

from __future__ import annotations

from django.urls import include, path
from django.views.i18n import set_language

from nuantu_hub.site.api import add_routers, api, describe_api
from nuantu_hub.site.guards import open_to_all
from nuantu_hub.site.health import healthz
from nuantu_hub.site.offline import manifest, offline, worker
from nuantu_hub.site.styleguide import design, design_sheet
from nuantu_hub.site.theme import choose_theme

add_routers()
urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("theme/", choose_theme, name="theme"),
    path("manifest.webmanifest", manifest, name="manifest"),
    path("worker.js", worker, name="worker"),
    path("design/", design, name="design"),
    path("design/sheet/", design_sheet, name="design_sheet"),
    path("offline/", offline, name="offline"),
    path("language/setlang/", open_to_all(set_language), name="set_language"),
    path("api/openapi.json", describe_api, name="openapi"),
    path("api/", describe_api, name="api"),
    path("api/", api.urls),
    path("", include("nuantu_hub.people.sign_in.urls")),
    path("", include("nuantu_hub.days.urls")),
    path("", include("nuantu_hub.people.urls")),
    path("", include("nuantu_hub.stations.urls")),
    path("", include("nuantu_hub.passes.urls")),
    path("", include("nuantu_hub.needs.urls")),
    path("", include("nuantu_hub.bargaining.urls")),
]
