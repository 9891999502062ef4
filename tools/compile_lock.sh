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
if grep -nE '[a-z]+://' lock/*.txt; then echo "a lock file carries an address" >&2; exit 1; fi
