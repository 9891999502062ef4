"""What many people say: opinion groups found in votes on statements, and clusters of needs in short texts."""
