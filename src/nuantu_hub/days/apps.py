"""The day, as Django knows it."""

from django.apps import AppConfig


class DaysConfig(AppConfig):
    """Replayed days and a worker's own; fills the navigation with its pages."""

    name = "nuantu_hub.days"
    label = "days"
