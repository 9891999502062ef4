"""One file a clause type that pays: clause and log in, ledger lines out."""
