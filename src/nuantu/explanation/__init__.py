"""Why this order went to this rider, and a worker's day clause by clause, in both languages."""
