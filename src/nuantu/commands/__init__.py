"""One command a file; the only place that joins replay, settlement and audit."""
