"""The tamper-evident log of decisions: leaves, tree, checkpoints, receipts, witness, and the check of all of it."""
