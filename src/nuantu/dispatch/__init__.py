"""Dispatch: a snapshot and lowered rules in, a plan and its pushes out."""
