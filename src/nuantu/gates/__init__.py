"""Doors that open themselves: codes, the durable record, the controller, and how it speaks with the hub."""
