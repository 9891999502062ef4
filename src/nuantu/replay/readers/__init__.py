"""Readers of delivery days: one file a format."""
