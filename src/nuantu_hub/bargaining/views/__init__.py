"""Pages of bargaining."""
