"""What the pages of stations show."""
