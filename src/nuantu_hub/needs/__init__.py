"""What riders say: needs, common problems, deliberations, representatives, trials; and what became of each."""
