"""What can be done with a day: each verb a function that records itself in the same transaction."""
