"""Signing in: workers by phone and code, staff by passkey or by password and one-time code."""
