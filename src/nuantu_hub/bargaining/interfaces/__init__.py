"""Forms, files and what pages are told."""
