"""The policies that can be chosen by name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from nuantu.core.errors import InputError
from nuantu.dispatch.params import OpenParams, read_params
from nuantu.dispatch.policies.greedy import Greedy
from nuantu.dispatch.policies.nuantu import Nuantu
from nuantu.dispatch.policies.policy import Policy

POLICIES: dict[str, tuple[Callable[..., Policy], type]] = {
    "nuantu": (Nuantu, OpenParams),
    "greedy": (Greedy, OpenParams),
}


def make_policy(name: str, seed: int, **params: Any) -> Policy:
    """The policy of this name, seeded, with these parameters; ``InputError`` names what does not exist."""
    if name not in POLICIES:
        raise InputError(f"there is no policy {name}", field="policy", fix=f"choose from {', '.join(POLICIES)}")
    build, kind = POLICIES[name]
    return build(seed, kind(**read_params(kind, params)))
