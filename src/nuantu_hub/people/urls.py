"""Addresses of people and unions."""

from __future__ import annotations

from django.urls import URLPattern

from nuantu_hub.people import membership_urls, organising_urls, own_urls

app_name = "people"
urlpatterns: list[URLPattern] = [*organising_urls.urlpatterns, *membership_urls.urlpatterns,
                                 *own_urls.urlpatterns]
