"""Agreements as typed, dated data: clauses, books of layered agreements, differences between versions."""
