"""Nuantu 暖途: agreements as data, dispatch under them, settlement and independent audit."""
