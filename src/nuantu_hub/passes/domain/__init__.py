"""What can be done with passes."""
