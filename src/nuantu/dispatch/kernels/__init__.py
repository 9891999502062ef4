"""Numba kernels: arrays and numbers in, arrays out; nothing of ours is imported."""
