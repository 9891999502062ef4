"""Tags for words that came with the data in both languages."""
