"""The hub's settings with one more address: a view that says hello, to measure the others by."""

from nuantu_hub.site.settings import *  # noqa: F403 (all of them, and one changed)

ROOT_URLCONF = "benchmarks.hub_urls"
