"""Found by the permission backend at start."""

from nuantu_hub.bargaining import meeting_permissions, permissions  # noqa: F401  (importing it registers the rules)
