"""Found by the permission backend at start."""

from nuantu_hub.needs import permissions  # noqa: F401  (importing it registers the rules)
