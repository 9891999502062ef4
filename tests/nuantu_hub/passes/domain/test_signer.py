"""The hub signs with a key in force, or with none."""

from __future__ import annotations

import pytest

from nuantu_hub.passes.domain.signer import NoIssuerKey, find_signer, find_trust


def test_a_hub_of_development_has_a_key_and_a_list_that_names_it() -> None:
    trust = find_trust()
    assert trust is not None
    assert find_signer().public.data in trust.data


def test_a_hub_without_keys_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NUANTU_HUB_PASS_KEYS", "imported")
    with pytest.raises(NoIssuerKey) as caught:
        find_signer()
    assert (caught.value.status, caught.value.reason, find_trust()) == (503, "keys", None)
