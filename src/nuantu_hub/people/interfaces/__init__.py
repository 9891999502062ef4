"""What stands outside and can be exchanged: the gateway that sends short messages."""
