"""People and unions, as Django knows them."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """People and unions; fills the navigation with its pages."""

    name = "nuantu_hub.people"
    label = "people"
