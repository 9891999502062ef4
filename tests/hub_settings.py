"""The hub's settings for tests: a data folder of their own for every test process."""

import os
import tempfile

os.environ["NUANTU_HUB_DATA"] = tempfile.mkdtemp(prefix="nuantu-hub-")
os.environ["NUANTU_HUB_DEV_SMS"] = "1"

from nuantu_hub.site.messages import compile_messages
from nuantu_hub.site.settings import *  # noqa: F403 (the folder must be named before the settings read it)

STORAGES = {  # pages are tested without gathering the static files first
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405 (from the settings above)
compile_messages()
# Tests without a database count their limits in the process, on PostgreSQL too.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
# Casts give passwords to everybody in them.
PASSWORD_HASHERS = ["tests.quick_hashing.QuickArgon2"]
