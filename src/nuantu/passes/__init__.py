"""Passes 速通码: credentials, presentations, signed posters and lists, and the verifier; on core alone."""
