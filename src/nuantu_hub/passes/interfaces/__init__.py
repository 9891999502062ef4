"""What the pages of passes show."""
