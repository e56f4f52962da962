.DEFAULT_GOAL := help
SHELL := /bin/bash
PORT ?= 8000
PYTHON ?= python3
BIN := .venv/bin

help: ## what there is
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

run: .venv/.stamp ## everything set up, the stories in it, at http://localhost:8000
	@COMITY_HOME=$${COMITY_HOME:-var} PORT=$(PORT) $(BIN)/comity run

test: .venv/.dev-stamp ## everything set up, all tests
	@bin/needs chromium postgresql
	@bin/test

check: .venv/.dev-stamp ## format, lint, types, layers, templates, migrations
	@bin/check

lock: .venv/.dev-stamp ## write the requirements anew from pyproject.toml
	@bin/lock

.venv/bin/uv:
	@echo "comity: making .venv"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "comity: needs Python 3.11 or later"; exit 1; }
	@$(PYTHON) -m venv .venv || { echo "comity: python3 -m venv is missing: apt-get install python3-venv"; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv

.venv/.stamp: requirements.txt pyproject.toml | .venv/bin/uv
	@echo "comity: installing what it needs"
	@if [ -e .venv/.dev-stamp ]; then :; else $(BIN)/uv pip sync --quiet --python $(BIN)/python --require-hashes requirements.txt; fi
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps -e .
	@touch $@

.venv/.dev-stamp: requirements-dev.txt pyproject.toml | .venv/bin/uv
	@echo "comity: installing what it and its tests need"
	@$(BIN)/uv pip sync --quiet --python $(BIN)/python --require-hashes requirements-dev.txt
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps -e .
	@touch $@ .venv/.stamp

.PHONY: help run test check lock
