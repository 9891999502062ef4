"""Commands that Django finds by their file names."""
