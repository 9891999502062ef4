"""The pages of passes, and the answers to phones and gates."""
