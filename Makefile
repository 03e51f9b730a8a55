# Every command of daily life; `make help` lists them.
PYTHON ?= python3
BIN = .venv/bin
RUN = $(BIN)/participation
PIP = $(BIN)/python -m pip --disable-pip-version-check --quiet
DEMO = PARTICIPATION_DEMO=1 PARTICIPATION_DATABASE_URL=sqlite:///var/demo.db

.PHONY: help setup run test check bench screenshots lock clean

help: ## Show this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

setup: .venv/runtime ## Install what running needs into .venv

.venv/runtime: requirements/build.txt requirements/runtime.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed."; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "Installing the run-time packages …"
	@$(PIP) install --require-hashes -r requirements/build.txt -r requirements/runtime.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

.venv/develop: .venv/runtime requirements/develop.txt
	@echo "Installing the packages for tests and checks …"
	@$(PIP) install --require-hashes -r requirements/develop.txt
	@touch $@

run: setup var/demo.seeded ## Serve the demo on http://127.0.0.1:8000
	@sh tools/need_pango.sh
	@echo "Read:    http://127.0.0.1:8000/"
	@echo "Staff:   http://127.0.0.1:8000/verwaltung/  (choose a demo role, no password)"
	@echo "API:     http://127.0.0.1:8000/api/v1/openapi.json"
	@echo "Stop with Ctrl+C."
	@$(DEMO) $(RUN) serve

var/demo.seeded:
	@mkdir -p var
	@echo "Filling the demo …"
	@$(DEMO) $(RUN) seed --demo
	@touch $@

test: .venv/develop ## Run the whole suite on both databases, with the browser journeys
	@sh tools/need_browser.sh
	@sh tools/need_pango.sh must
	@$(BIN)/python -m pytest --numprocesses=2 --dist=loadfile

check: .venv/develop ## Run linters, types, house laws, catalogues
	@$(BIN)/ruff format --check participation tests tools
	@$(BIN)/ruff check participation tests tools
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/djlint templates --lint --quiet
	@$(BIN)/python tools/catalogues.py
	@$(BIN)/python -m pytest tests/house tests/test_migrations.py tests/test_page_checker.py

bench: .venv/develop ## Measure speed as ratios to a bare application
	@sh tools/need_wrk.sh
	@$(BIN)/python -m tools.bench

screenshots: .venv/develop ## Take the pictures of the README and the documentation
	@sh tools/need_browser.sh
	@$(BIN)/python -m tools.screenshots

lock: ## Pin all dependencies with hashes (needs uv)
	@uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header requirements/build.in -o requirements/build.txt
	@uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header pyproject.toml -o requirements/runtime.txt
	@uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --group dev pyproject.toml -c requirements/runtime.txt -o requirements/develop.txt

clean: ## Remove what was built, and the demo
	@rm -rf .venv var dist
