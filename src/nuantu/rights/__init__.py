"""One person's own copy: what the clauses owed, what the pay slip says was paid, and which evidence is lacking."""
