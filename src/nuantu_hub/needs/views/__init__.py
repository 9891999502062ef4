"""Pages about what riders say."""
