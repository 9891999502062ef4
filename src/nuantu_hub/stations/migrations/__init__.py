"""Changes of the tables of stations."""
