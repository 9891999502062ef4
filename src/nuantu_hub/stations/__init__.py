"""Stations: where they are, who may come in, what works there, who looked, how many stars, where next."""
