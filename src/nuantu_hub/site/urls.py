"""Every address of the hub."""

from __future__ import annotations

from django.urls import include, path

from nuantu_hub.site.health import healthz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("language/", include("django.conf.urls.i18n")),
    path("", include("nuantu_hub.days.urls")),
    path("", include("nuantu_hub.people.urls")),
]
