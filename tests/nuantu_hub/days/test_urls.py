"""The web process answers the pages of the day without the kernels' compiler."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from django.test import Client
from django.urls import reverse

from nuantu_hub.days.models import Link, Run
from nuantu_hub.days.urls import urlpatterns
from nuantu_hub.people.models import Account
from nuantu_hub.site.guards import read_guard

LOADED = """
import django
django.setup()
import nuantu_hub.site.wsgi
import django.urls
django.urls.get_resolver().url_patterns
import nuantu_hub.seam.own_export, nuantu_hub.seam.difference, nuantu_hub.seam.prepare
import sys
print(sorted(name for name in sys.modules if name.split(".")[0] in ("numba", "llvmlite")))
"""


def test_the_web_process_never_loads_numba() -> None:
    told = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True,
                          env={**os.environ, "DJANGO_SETTINGS_MODULE": "nuantu_hub.site.settings"})
    assert told.stdout.strip() == "[]"


def test_every_address_of_the_day_is_guarded_by_a_permission() -> None:
    for pattern in urlpatterns:
        guard = read_guard(pattern.callback)
        assert guard is not None, pattern.name
        assert guard.permission is not None, pattern.name


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["home", "orders", "fired", "own_requests", "links", "runs", "queue", "codes"])
def test_a_stranger_is_sent_to_sign_in_whatever_the_address(stranger: Client, run: Run, link: Link, name: str) -> None:
    answer = stranger.get(reverse(f"days:{name}"))
    assert (answer.status_code, answer["Location"].startswith("/sign-in/")) == (302, True)


@pytest.mark.django_db
def test_staff_without_a_post_find_nothing(as_: object, bystander: Account, run: Run) -> None:
    client = as_(bystander)  # type: ignore[operator]
    names = ("runs", "queue", "codes", "links")
    assert [client.get(reverse(f"days:{name}")).status_code for name in names] == [404] * 4
