"""The bargaining table: two sides, an offer and its effect on days, the text they sign, and what comes of it."""
