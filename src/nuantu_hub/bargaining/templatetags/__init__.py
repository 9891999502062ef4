"""Template tags of bargaining."""
