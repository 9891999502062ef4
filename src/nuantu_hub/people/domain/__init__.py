"""What can be done with people and unions: each verb a function that records itself in the same transaction."""
