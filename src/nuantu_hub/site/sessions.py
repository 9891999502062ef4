"""Sessions in the database, encrypted: on the way of signing in they hold a phone and a code."""

from __future__ import annotations

from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

from nuantu_hub.site.crypto import UnreadableError, decrypt_text, encrypt_text

PLACE = "django_session|session_data"


class SessionStore(DatabaseStore):
    """What a session holds is signed as usual and encrypted on top."""

    @classmethod
    def get_model_class(cls) -> Any:
        """The usual table."""
        from django.contrib.sessions.models import Session

        return Session

    def encode(self, session_dict: dict[str, Any]) -> str:
        """As it is stored."""
        return encrypt_text(super().encode(session_dict), PLACE)

    def decode(self, session_data: str | bytes) -> dict[str, Any]:
        """As it is used; a session that does not open is a session that is over."""
        try:
            return super().decode(decrypt_text(str(session_data), PLACE))
        except UnreadableError:
            return {}
