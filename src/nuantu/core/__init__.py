"""Values that every other part shares: money, times, places, ids, errors and the published tables."""
