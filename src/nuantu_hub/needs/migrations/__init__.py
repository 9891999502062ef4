"""Changes of the tables of needs."""
