"""Audit: log, ledger and book in, verdicts out; trusts neither dispatcher nor payer."""
