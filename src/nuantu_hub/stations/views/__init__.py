"""The pages of stations."""
