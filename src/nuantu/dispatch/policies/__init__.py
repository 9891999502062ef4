"""Dispatch policies: one Protocol, one file a policy, and the registry that knows them by name."""

from nuantu.dispatch.policies.registry import POLICIES, make_policy

__all__ = ["POLICIES", "make_policy"]
