"""A whole synthetic city day, made from published statistics and a seed."""
