"""Passes through the gates of compounds and the doors of stations: what is issued, and what nobody can trace."""
