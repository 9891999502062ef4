"""The union's web hub. Its apps are built on the engine through one seam; none stands yet."""
