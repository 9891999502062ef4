"""Verbs of bargaining, each with who did what in the same transaction."""
