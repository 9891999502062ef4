"""The design system and the registries, as Django knows them."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """The ground under the apps."""

    name = "nuantu_hub.site"
    label = "site"
