"""What a changed clause would do: the same days lived under both versions, and how sure the difference is."""
