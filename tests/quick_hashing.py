"""Argon2 as the hub uses it, at the least cost: a quarter of a second of work a password buys a test nothing.

What the hub itself spends on a password is proved in tests/nuantu_hub/site/test_settings.py.
"""

from __future__ import annotations

from django.contrib.auth.hashers import Argon2PasswordHasher


class QuickArgon2(Argon2PasswordHasher):
    """The same algorithm in one pass over eight kilobytes."""

    time_cost = 1
    memory_cost = 8
    parallelism = 1
