"""A month of many riders drawn straight into event logs, without dispatch: for settling and auditing at size."""
