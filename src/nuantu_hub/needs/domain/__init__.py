"""Verbs about what riders say: each does one thing and writes down who did it."""
