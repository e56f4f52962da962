.DEFAULT_GOAL := help
SHELL := /bin/bash
PORT ?= 8000
PYTHON ?= python3
BIN := .venv/bin
INSTALL := $(BIN)/uv pip sync --quiet --python $(BIN)/python --require-hashes
INSTALL_COMITY := $(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps \
  --build-constraints requirements-build.txt --editable .

help: ## what there is
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

run: .venv/.stamp ## everything set up, the stories in it, at http://localhost:8000
	@PORT=$(PORT) $(BIN)/comity run

test: .venv/.dev-stamp ## everything set up, all tests
	@bin/needs chromium postgresql
	@bin/test

bench: .venv/.dev-stamp ## the table of figures, in some minutes
	@bin/needs wrk
	@$(BIN)/python -m bench $(BENCH)

check: .venv/.dev-stamp ## format, lint, types, layers, templates, migrations
	@bin/check

tidy: .venv/.dev-stamp ## put the sources into their form
	@bin/tidy || true

lock: .venv/.dev-stamp ## write the requirements anew from pyproject.toml
	@bin/lock

.venv/bin/uv: requirements-build.txt
	@echo "comity: making .venv"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "comity: needs Python 3.11 or later, and make PYTHON=... says where it is"; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || { echo "comity: venv is missing: apt-get install python3-venv"; exit 1; }
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-build.txt
	@touch $@

.venv/.stamp: requirements.txt pyproject.toml .venv/bin/uv
	@echo "comity: installing what it needs"
	@$(INSTALL) $(if $(wildcard .venv/.dev-stamp),requirements-dev.txt,requirements.txt)
	@$(INSTALL_COMITY)
	@touch $@

.venv/.dev-stamp: requirements-dev.txt pyproject.toml .venv/bin/uv
	@echo "comity: installing what it and its tests need"
	@$(INSTALL) requirements-dev.txt
	@$(INSTALL_COMITY)
	@touch $@ .venv/.stamp

.PHONY: help run test bench check tidy lock
