"""The ground that every page stands on: settings, addresses, guards, design system, registries of gathering pages."""
