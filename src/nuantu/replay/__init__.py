"""A delivery day run under a policy and an agreement, and the event log that it leaves."""
