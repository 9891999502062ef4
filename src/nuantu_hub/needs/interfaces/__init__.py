"""Forms, words and drawings between the verbs and the pages."""
