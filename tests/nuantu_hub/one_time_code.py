"""What an authenticator app would show."""

from __future__ import annotations

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time


def say_code(secret: str) -> str:
    """The six digits of this moment for a secret."""
    return str(format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time()))))
