"""The policies that can be chosen by name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from nuantu.core.errors import InputError
from nuantu.dispatch.params import OpenParams, TripParams, list_names
from nuantu.dispatch.policies.greedy import Greedy
from nuantu.dispatch.policies.hungarian import Hungarian
from nuantu.dispatch.policies.nuantu import Nuantu
from nuantu.dispatch.policies.policy import Policy
from nuantu.dispatch.policies.reyes import Reyes

POLICIES: dict[str, Callable[..., Policy]] = {
    "nuantu": Nuantu, "greedy": Greedy, "hungarian": Hungarian, "reyes-2018": Reyes,
}


def make_policy(name: str, seed: int, **params: Any) -> Policy:
    """The policy of this name, seeded; ``InputError`` names a policy, parameter or value that cannot be.

    Parameters of both conducts may be given together: those of ``OpenParams`` and of ``TripParams``.
    """
    if name not in POLICIES:
        raise InputError(f"there is no policy {name}", field="policy", fix=f"choose from {', '.join(POLICIES)}")
    open_names, trip_names = list_names(OpenParams), list_names(TripParams)
    for given in params:
        if given not in open_names | trip_names:
            raise InputError(f"the policy has no parameter {given}", field=given,
                             fix=f"choose from {', '.join(sorted(open_names | trip_names))}")
    return POLICIES[name](
        seed,
        open_params=OpenParams(**{key: value for key, value in params.items() if key in open_names}),
        trip_params=TripParams(**{key: value for key, value in params.items() if key in trip_names}),
    )
