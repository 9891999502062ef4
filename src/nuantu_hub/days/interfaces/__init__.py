"""What pages of the day are given to draw."""
