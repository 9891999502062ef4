"""A replayed day in the hub: the replay page, the agreement page, a worker's own day and what they ask about it."""
