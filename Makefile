# Everything a newcomer needs, from a clean checkout with Python 3.11 or newer, make and git: `make site`, `make test`.
# The set-up goes into .venv and is repeated only when a lock or pyproject.toml changes.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
UV := 0.13.9

.PHONY: help site test serve check shots audit bench lock clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-7s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

site: $(VENV)/run.stamp ## Check the data and build the site into site/
	$(BIN)/roadmaps build

test: $(VENV)/dev.stamp ## Run linters, the type checker and all tests, browser included
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	@chromium=$$($(BIN)/python scripts/find_chromium.py --install) && CHROMIUM="$$chromium" $(BIN)/python -m pytest --numprocesses auto --dist loadfile

serve: $(VENV)/run.stamp ## Show the site in a browser and rebuild it when a file changes
	$(BIN)/roadmaps serve

check: $(VENV)/run.stamp ## Check the data only
	$(BIN)/roadmaps check

shots: $(VENV)/dev.stamp ## Photograph every page kind into build/shots/
	$(BIN)/python scripts/shots.py

audit: $(VENV)/dev.stamp scripts/node_modules/.stamp ## Weigh and judge every page kind, in one table; needs node and java
	@$(BIN)/python scripts/audit.py

bench: $(VENV)/bench.stamp ## Compare with MkDocs and Hugo: SIZES="1000 4000" RUNS=5 PLAIN_RUNS=1 SKIP=zensical RECORD=1
	$(BIN)/python -m benchmarks $(if $(SIZES),--sizes $(SIZES)) $(if $(RUNS),--runs $(RUNS)) \
		$(if $(PLAIN_RUNS),--plain-runs $(PLAIN_RUNS)) $(if $(SKIP),--skip $(SKIP)) $(if $(RECORD),--record)

lock: $(VENV)/lock.stamp ## Recreate the locks from pyproject.toml; UPGRADE=1 takes the newest versions
	$(call compile,requirements.lock)
	$(call compile,requirements-dev.lock,--extra dev)
	$(call compile,requirements-bench.lock,--extra dev --extra bench -c requirements-dev.lock)

clean: ## Remove the set-up and everything built
	rm -rf $(VENV) scripts/node_modules build site .site-* .cache .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -prune -exec rm -rf {} +

# --- set-up ---

$(VENV)/pyvenv.cfg:
	@command -v $(PYTHON) >/dev/null || { echo "No $(PYTHON) here: install Python 3.11 or newer, or name one: make PYTHON=/path/to/python3.11" >&2; exit 2; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "$$($(PYTHON) --version) is too old: Python 3.11 or newer is needed; name one: make PYTHON=/path/to/python3.11" >&2; exit 2; }
	@$(PYTHON) -m venv $(VENV) || \
		{ rm -rf $(VENV); echo "No virtual environment could be made; on Debian and Ubuntu: apt install python3-venv" >&2; exit 2; }

# The package itself is installed in place, by the build tools of the lock: nothing is fetched that the lock does not name.
define install
	$(PIP) install --quiet --require-hashes -r $(1)
	$(PIP) install --quiet --no-deps --no-build-isolation -e .
	@touch $@
endef

$(VENV)/run.stamp: requirements.lock pyproject.toml | $(VENV)/pyvenv.cfg
	$(call install,requirements.lock)

$(VENV)/dev.stamp: requirements-dev.lock pyproject.toml | $(VENV)/pyvenv.cfg
	$(call install,requirements-dev.lock)
	@touch $(VENV)/run.stamp # the development lock holds all of the other, in the same versions

scripts/node_modules/.stamp: scripts/package-lock.json
	npm ci --prefix scripts --no-audit --no-fund
	@touch $@

$(VENV)/bench.stamp: requirements-bench.lock pyproject.toml | $(VENV)/pyvenv.cfg
	$(call install,requirements-bench.lock)
	@touch $(VENV)/run.stamp $(VENV)/dev.stamp # the lock of the bench holds all of the others, in the same versions

# uv writes the locks: for every platform and Python at once, with hashes, and without the name of any host.
$(VENV)/lock.stamp: Makefile | $(VENV)/pyvenv.cfg
	$(PIP) install --quiet uv==$(UV)
	@touch $@

compile = $(BIN)/uv pip compile pyproject.toml --group build $(2) --generate-hashes --universal --python-version 3.11 \
	--no-header --no-annotate --quiet $(if $(UPGRADE),--upgrade) -o $(1)
