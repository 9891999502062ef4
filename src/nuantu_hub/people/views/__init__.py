"""Pages of people and unions."""
