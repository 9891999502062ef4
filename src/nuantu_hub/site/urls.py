"""Every address of the hub."""

from __future__ import annotations

from django.urls import include, path

from nuantu_hub.site.health import healthz
from nuantu_hub.site.theme import choose_theme

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("theme/", choose_theme, name="theme"),
    path("language/", include("django.conf.urls.i18n")),
    path("", include("nuantu_hub.people.sign_in.urls")),
    path("", include("nuantu_hub.days.urls")),
    path("", include("nuantu_hub.people.urls")),
]
