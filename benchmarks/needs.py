"""What needs and deliberations take: each part is a file of its own beside this one, ``needs_PART.py``."""

from __future__ import annotations

import argparse
import importlib
import sys

#: In the order in which they run.
PARTS = ("groups", "texts", "kills")


def main() -> int:
    """Run the parts; 0 where every one held."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--parts", nargs="*", choices=PARTS, default=list(PARTS))
    words = parser.parse_args()
    held = []
    for part in words.parts:
        print(f"--- {part}", flush=True)
        held.append(importlib.import_module(f"benchmarks.needs_{part}").main() == 0)
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main())
