"""The union's web hub: people and unions, and a worker's own day. It reaches the engine through ``seam`` alone."""
