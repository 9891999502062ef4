"""What the hub's own settings say where the tests' settings say otherwise."""

from __future__ import annotations

from django.utils.module_loading import import_string

from nuantu_hub.site import settings


def test_outside_tests_a_password_costs_whoever_guesses_it_a_hundred_megabytes() -> None:
    """The tests' own settings hash at the least cost; these are the hub's."""
    hashers = [import_string(name)() for name in settings.PASSWORD_HASHERS]
    told = hashers[0].decode(hashers[0].encode("清晨五点半的豆浆 warm", "salt of the test"))

    assert [one.algorithm for one in hashers] == ["argon2"]
    assert (told["variety"], told["memory_cost"] >= 100 * 1024, told["time_cost"] >= 2) == ("argon2id", True, True)
