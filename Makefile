# Signoff. `make help` lists what can be asked for. Every target makes `.venv` first, from the hash-pinned lock.
PYTHON ?= python3
BIN := .venv/bin
TESTS ?= tests
PYTEST_OPTIONS ?=
LANES ?= 2

.DEFAULT_GOAL := help
.PHONY: help setup web demo demo-stop test test-fast test-integrations check docs screenshots format bench lock clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: ## Create .venv and install everything, pinned and hash-checked
	@$(PYTHON) scripts/setup.py

web: setup ## Build the web pages into web/dist (only when their sources or their lock changed)
	@$(BIN)/python scripts/web.py build

demo: setup web ## Start all, load the default pack, print the address and log-ins (Ctrl-C ends it)
	@exec $(BIN)/signoff demo

demo-stop: setup ## End a demo that was left running
	@$(BIN)/signoff demo --stop

test: setup ## Run every test on Neo4j of its own (TESTS=…, PYTEST_OPTIONS=--full, LANES=0 for one process)
	@$(BIN)/python -m pytest $(TESTS) -n $(LANES) --durations=15 --durations-min=1 $(PYTEST_OPTIONS)

test-fast: setup ## Run the tests that need no database, no browser and no Node.js: two minutes at most
	@$(BIN)/python -m pytest $(TESTS) -m "not live and not node" -n $(LANES) $(PYTEST_OPTIONS)

test-integrations: setup ## Run the tests with a Dask cluster, and with clients of other systems, which get an environment of their own (900 MB)
	@test -x .venv-integrations/bin/python || $(PYTHON) -m venv .venv-integrations
	@.venv-integrations/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/integrations.lock
	@$(BIN)/python -m pytest tests/live tests/forecasting -m integrations $(PYTEST_OPTIONS)

check: setup ## Lint, format, types, layers, queries, schema drift, compose file, habits
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python scripts/web.py check
	$(BIN)/python -m tests.cypher_lint
	$(BIN)/check-jsonschema --builtin-schema vendor.compose-spec docker-compose.yml
	$(BIN)/python -m pytest -q tests/habits

docs: setup ## Write the reference pages from the code
	@$(BIN)/python -m graph.schema_domain
	@$(BIN)/python -m graph.schema_reference
	@$(BIN)/python -m graph.schema_kinds
	@$(BIN)/python -m graph.schema_explorer
	@$(BIN)/python -m graph.schema_lineage
	@$(BIN)/python -m graph.schema_walk
	@$(BIN)/signoff schema export --file api/schema.graphql

screenshots: setup web ## Take docs/screenshots anew, on the demo's data (SCREENS="desk case" for some)
	@$(BIN)/python -m tests.web.screenshots $(SCREENS)

format: setup ## Format the code and apply safe fixes
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: setup ## Run the ratio benchmarks (BENCH=P2 for one)
	@$(BIN)/signoff bench $(BENCH)

lock: ## Pin dependencies again after a change in pyproject.toml (needs uv)
	uv pip compile pyproject.toml --all-extras --universal --generate-hashes --no-header --no-annotate --no-emit-index-url -o requirements/all.lock
	uv pip compile pyproject.toml --universal --generate-hashes --no-header --no-annotate --no-emit-index-url -o requirements/serve.lock
	uv pip compile requirements/integrations.in --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url -o requirements/integrations.lock

clean: ## Remove .venv and caches; the data folder .signoff stays
	rm -rf .venv web/node_modules web/dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -not -path './.git/*' -prune -exec rm -rf {} +
