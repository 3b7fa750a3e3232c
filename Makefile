# The two commands that matter: `make demo` shows Holdfast on its own knowledge base, `make test` runs what CI runs.
# Both work from a bare clone on Debian or Ubuntu with Python 3.11+, git and make; `make help` lists the rest.
#
# Choose an interpreter with PYTHON=python3.12; keep a second environment beside the first with VENV=.venv-312.

SHELL := /bin/bash
VENV ?= .venv
BIN := $(abspath $(VENV))/bin
ENVIRONMENT := VENV="$(VENV)" PYTHON="$(PYTHON)" tools/environment.sh

# The knowledge bases of this repository; each must pass `kb check`.
BASES := . examples/lantern

# The tests start kb hundreds of times; without compiled files each start would compile it anew.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: demo test site lint fmt lock clean help runtime dev dot browser

demo: runtime ## set up what kb needs and show the risk report of this repository's own knowledge base
	@"$(BIN)/kb" risk
	@echo
	@echo 'That was Holdfast on the knowledge base of this repository: architecture/,'
	@echo 'ownership/, runbooks/, events/. Try next:'
	@printf '  %-24s %s\n' \
	  '. $(VENV)/bin/activate' 'kb is on the path of this shell' \
	  'kb --help' 'every command' \
	  'kb check' 'every fault in the files, with file and line' \
	  'kb risk --help' 'another date, without some people, for an event' \
	  'kb graph' 'what stands on what, as Graphviz source' \
	  'make test' 'everything CI runs'

test: dev dot browser lint ## everything CI runs: linters, types, layers, this repository's knowledge bases, tests with coverage
	@for base in $(BASES); do \
	  echo "kb check    $$base"; (cd "$$base" && "$(BIN)/kb" check) || exit 1; \
	done
	@echo "pytest"
	@"$(BIN)/python" -m pytest -n auto --dist loadfile --cov --cov-report=term

site: dev ## the site of this repository's own knowledge base, in build/site; `kb site serve` follows your edits
	@"$(BIN)/kb" site build

lint: dev ## ruff, the import contracts and mypy; changes nothing
	@echo "ruff check"
	@"$(BIN)/python" -m ruff check --quiet .
	@echo "ruff format"
	@"$(BIN)/python" -m ruff format --quiet --check . || { echo 'not formatted as above: run make fmt'; exit 1; }
	@echo "lint-imports"
	@"$(BIN)/lint-imports" --no-logo
	@echo "mypy"
	@"$(BIN)/python" -m mypy

fmt: dev ## format the code and apply ruff's safe fixes
	@"$(BIN)/python" -m ruff check --quiet --fix-only .
	@"$(BIN)/python" -m ruff format .

lock: ## write requirements/*.txt anew from pyproject.toml (UPGRADE=1 takes newer versions)
	@PYTHON="$(or $(PYTHON),python3)" UPGRADE="$(UPGRADE)" tools/lock.sh

clean: ## remove the virtual environment, caches and build output
	rm -rf "$(VENV)" build dist .coverage htmlcov .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

help: ## this list
	@awk -F':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' Makefile

runtime dev dot browser:
	@$(ENVIRONMENT) $@
