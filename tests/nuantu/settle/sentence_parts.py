"""The parts of which the sentences of worked cases are made: moments, names, orders."""

MOMENT = r"(?:\d{4}-\d\d-\d\d )?\d\d:\d\d(?::\d\d)?"
CLOCK = rf"(?P<at>{MOMENT})"
UNTIL = rf"(?P<until>{MOMENT})"
NAME = r"(?P<who>[A-Z][a-z]+)"
ORDER = r"(?P<order>[A-Z]\d+)"
