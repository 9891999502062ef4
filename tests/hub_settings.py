"""The hub's settings for tests: a data folder of their own for every test process."""

import os
import tempfile

os.environ["NUANTU_HUB_DATA"] = tempfile.mkdtemp(prefix="nuantu-hub-")

from nuantu_hub.site.settings import *  # noqa: F403 (the folder must be named before the settings read it)

STORAGES = {  # pages are tested without gathering the static files first
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
