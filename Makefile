# Every door of the project. `make demo` and `make test` work on a fresh machine with Python 3.11.

PYTHON ?= python3.11
PORT ?= 8700
SERVE ?= 1
DAYS ?= *
ORDERS ?= 60000000
RIDERS ?= 100000
VISITS ?= 48000
RATE ?= 200
KILLS ?= 20
VENV := .venv
BIN := $(VENV)/bin
UV := $(BIN)/uv
# Where the machine keeps its own list of whom to trust, as behind an office's proxy, that list counts, as it does for pip.
CERTS := $(if $(wildcard /etc/ssl/certs/ca-certificates.crt),--system-certs)
INSTALL := $(UV) pip install --quiet $(CERTS) --python $(BIN)/python

.DEFAULT_GOAL := help
.PHONY: help demo test test-slow check bench bench-doors bench-audit lock formats clean bench-log bench-hub bench-siting bench-pass bench-gate bench-guard bench-needs bench-talks bench-whatif hub matrix shots walk test-postgres

help:  ## list these doors
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

$(VENV)/bootstrapped: lock/bootstrap.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { echo "Python 3.11 is needed: set PYTHON=/path/to/python3.11"; exit 2; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r lock/bootstrap.txt
	@touch $@

$(VENV)/engine: $(VENV)/bootstrapped lock/engine.txt pyproject.toml
	@echo "Setting up the engine ..."
	@$(INSTALL) --require-hashes -r lock/engine.txt
	@$(INSTALL) --no-deps --no-build-isolation -e .
	@echo "Compiling the kernels (once) ..."
	@$(BIN)/python tools/warm_kernels.py
	@touch $@

# What pages load that others wrote comes by npm's lock; where the machine has no npm, Node comes as a wheel.
$(VENV)/web: $(VENV)/bootstrapped lock/node.txt lock/web/package-lock.json tools/fetch_web.py
	@echo "Fetching the pages' modules ..."
	@$(BIN)/python tools/fetch_web.py --has-npm || $(INSTALL) --require-hashes -r lock/node.txt
	@$(BIN)/python tools/fetch_web.py
	@touch $@

$(VENV)/hub: $(VENV)/engine $(VENV)/web lock/hub.txt
	@echo "Setting up the hub ..."
	@$(INSTALL) --require-hashes -r lock/hub.txt
	@touch $@

$(VENV)/test: $(VENV)/engine $(VENV)/web lock/test.txt
	@echo "Setting up the tests ..."
	@$(INSTALL) --require-hashes -r lock/test.txt
	@tools/install_browser.sh
	@touch $@

# PySpark comes as source: it is built with what the lock holds, not with whatever is newest.
$(VENV)/spark: $(VENV)/test lock/spark.txt
	@echo "Setting up Spark ..."
	@$(INSTALL) --require-hashes --no-build-isolation-package pyspark -r lock/spark.txt
	@touch $@

# Peers that only benchmarks call have an environment of their own: what they bring along stays out of ours.
$(VENV)/peers-ready: $(VENV)/bootstrapped lock/peers.txt
	@$(UV) venv --quiet --allow-existing --python $(BIN)/python $(VENV)/peers
	@$(UV) pip install --quiet $(CERTS) --python $(VENV)/peers/bin/python --require-hashes -r lock/peers.txt
	@touch $@

demo: $(VENV)/hub  ## a generated city day under the 2025 agreement, its report page, and the union's hub with it inside
	@$(BIN)/nuantu demo --no-serve
	@$(BIN)/nuantu hub --data out/hub seed --run out/demo --day out/demo-day --try
	@$(if $(filter 0,$(SERVE)),echo "看这里 look here: nuantu hub --data out/hub",$(BIN)/nuantu hub --data out/hub --port $(PORT))

check: $(VENV)/test  ## lint, types and import contracts
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo

# Dozens of tests start the program as a process: where bytecode may not be written each start compiles all libraries.
test test-slow: export PYTHONDONTWRITEBYTECODE :=

test: check  ## the whole fast suite, and what touches the hub's database once more on PostgreSQL
	@$(BIN)/python -m pytest -n 2 --dist worksteal -q -m "not slow"
	@$(BIN)/python tools/test_postgres.py

test-postgres: $(VENV)/test  ## what touches the hub's database, on a PostgreSQL server of its own
	@$(BIN)/python tools/test_postgres.py

test-slow: $(VENV)/spark  ## what does not fit into the fast suite
	@$(BIN)/python -m pytest -q -m slow -o faulthandler_timeout=2400

bench: $(VENV)/test  ## our policy beside three others on the published delivery days (DAYS= narrows)
	@$(BIN)/python benchmarks/mdrp_days.py --days '$(DAYS)'

bench-audit: $(VENV)/test  ## settle and audit a month of 60,000,000 orders in buckets (ORDERS=, RIDERS= narrow)
	@$(BIN)/python benchmarks/audit_month.py --orders $(ORDERS) --riders $(RIDERS)

bench-log: $(VENV)/engine  ## how fast the decision log takes decisions in, and how fast a million of them are verified
	@$(BIN)/python benchmarks/decision_log.py

bench-doors: $(VENV)/hub  ## 48,000 visits at 600 doors, 200 a second, through real controllers into a served hub (VISITS=, RATE= narrow)
	@PYTHONPATH=. $(BIN)/python benchmarks/doors.py --visits $(VISITS) --rate $(RATE)

bench-hub: $(VENV)/test  ## requests per second of the hub's pages, beside a view that says hello
	@$(BIN)/python benchmarks/hub.py
	@$(BIN)/python -m benchmarks.hub_passes

bench-gate: $(VENV)/test  ## scan to answer at a gate while fifty scans of garbage a second come at the same lane
	@PYTHONPATH=. $(BIN)/python benchmarks/gate.py

bench-guard: $(VENV)/test  ## from the first sight of a code to the answer on the guard's page, in a real browser with a fed camera
	@PYTHONPATH=. $(BIN)/python benchmarks/guard.py

bench-pass: $(VENV)/test  ## passes verified and issued a second on one core, beside another COSE library
	@$(BIN)/python benchmarks/passes.py

bench-siting: $(VENV)/test  ## where sites go: 600 candidates, 5,000 points, 30 sites, in cities of several shapes and seeds
	@$(BIN)/python benchmarks/siting.py

bench-needs: $(VENV)/test $(VENV)/peers-ready  ## opinion groups beside another library, clusters of needs, needs under kills (PARTS= narrows)
	@$(BIN)/python -m benchmarks.needs $(if $(PARTS),--parts $(PARTS))

bench-whatif: $(VENV)/test  ## what a what-if takes on generated days, and how often its intervals hold (PARTS= narrows)
	@$(BIN)/python benchmarks/whatif.py $(if $(PARTS),--parts $(PARTS))

bench-talks: $(VENV)/test  ## a vote of 225 in 25 venues closes while 2,000 watch; then the hub is killed among votes (KILLS= narrows)
	@PYTHONPATH=. $(BIN)/python -m benchmarks.talks --kills $(KILLS)

walk: export PYTHONDONTWRITEBYTECODE :=
walk: $(VENV)/test  ## the loop in a real browser, from a complaint to a verdict on it; numbered pictures in out/walk
	@rm -rf out/walk && mkdir -p out/walk
	@NUANTU_WALK_PICTURES=out/walk $(BIN)/python -m pytest -q -p no:cacheprovider tests/browser/test_hub_loop.py

hub: $(VENV)/hub  ## serve the hub in out/hub (PORT=)
	@$(BIN)/nuantu hub --data out/hub --port $(PORT)

matrix: $(VENV)/hub  ## every role at every address of the hub in out/hub, against the declared table
	@$(BIN)/nuantu hub matrix --data out/hub

shots: $(VENV)/test  ## screenshots of every page of a seeded hub: both languages, both widths, into out/shots
	@PYTHONPATH=. $(BIN)/python tools/shots.py out/shots

lock: $(VENV)/bootstrapped  ## compile the lock files again, without addresses
	@tools/compile_lock.sh $(UV)

formats: $(VENV)/engine  ## write docs/formats.md from the declared tables
	@$(BIN)/python tools/write_formats.py

clean:  ## remove what can be made again
	rm -rf $(VENV) src/nuantu_hub/passes/static/passes/vendor build out .pytest_cache .mypy_cache .ruff_cache .numba
