"""The only part of the hub that knows the engine: runs, agreements, verdicts and explanations as plain data."""
