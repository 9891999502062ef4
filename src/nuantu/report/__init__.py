"""The self-contained report page of one replayed day."""
