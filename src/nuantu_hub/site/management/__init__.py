"""Commands of the hub's site."""
