"""Dispatch policies behind one Protocol, peers' policies included."""
