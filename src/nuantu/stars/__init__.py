"""Stars of stations: a dated standard, evidence that expires, and the star that follows. Stands on core alone."""
