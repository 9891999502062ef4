"""How the tables of bargaining came to be."""
