"""Every role asked at every address, and compared with a declared table of who may; above all apps, used by none."""
