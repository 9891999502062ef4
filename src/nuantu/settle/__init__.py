"""Settlement: event log and book in, ledger lines out, to the last minor unit."""
