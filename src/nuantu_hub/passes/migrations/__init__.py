"""Changes of the tables of passes."""
