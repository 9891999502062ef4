"""Tags that put the components of the design system into templates."""
