"""Tables of runs, links between a pseudonym and a person, and requests."""
