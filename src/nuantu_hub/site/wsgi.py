"""The hub as a WSGI application."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nuantu_hub.site.settings")
application = get_wsgi_application()

from nuantu_hub.site import jobs, memory  # noqa: E402 (needs the settings that the line above has read)

memory.settle_memory()
if os.environ.get(jobs.VARIABLE) == "1":
    jobs.start_inside()
