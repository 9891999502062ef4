"""One file a clause type: its parameters, words and explanation; no arithmetic."""
