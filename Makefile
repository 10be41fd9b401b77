# The verbs of the house. `make` alone lists them.
PYTHON ?= python3
PY := .venv/bin/python
PIP := $(PY) -m pip --disable-pip-version-check --no-input -qq
# Named after the folder: an environment that was copied or moved here brings a stamp that does not count.
STAMP := .venv/.made-for-$(shell pwd -P | cksum | cut -d' ' -f1)
SHARED := ../shared/conformance
OCR_PACKAGES := tesseract-ocr-tha tesseract-ocr-eng tesseract-ocr-osd
CHECKS := check-lint check-format check-types check-floors check-tests

.DEFAULT_GOAL := help
.PHONY: help setup ocr ocr-data demo test $(CHECKS) conformance score bench lock sbom release-check clean

help: ## list the verbs
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(STAMP) ## make .venv from requirements.lock; does nothing when it is up to date

$(STAMP): pyproject.toml requirements.lock
	@echo "setup: making .venv"
	@grep -qsF '$(CURDIR)/.venv' .venv/bin/pip || rm -rf .venv  # the scripts of a moved one call the Python it left
	@$(PYTHON) -m venv .venv
	@$(PIP) install --require-hashes --only-binary :all: -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

ocr: ## install Tesseract's data for Thai, which scans need (Debian); does nothing where they are
	@$(PY) -c 'import sys; from extract.readers.scan import why_not; sys.exit(bool(why_not()))' 2>/dev/null || $(MAKE) --no-print-directory ocr-data

ocr-data:
	@test "$$(id -u)" = 0 || { echo "ocr: needs root: sudo apt-get install $(OCR_PACKAGES)"; exit 1; }
	@echo "ocr: installing $(OCR_PACKAGES)"
	@apt-get update -qq
	@DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends $(OCR_PACKAGES) >/dev/null

demo: setup ## convert the samples to out/demo and show the records of one
	@.venv/bin/prongsai convert samples --out out/demo
	@.venv/bin/prongsai extract $(firstword $(sort $(wildcard samples/*.txt))) --format table

test: setup ## run every check: ruff, mypy, floors, pytest; fails if any fails
	@$(MAKE) --no-print-directory --keep-going -j1 $(CHECKS)

check-lint: setup
	@$(PY) -m ruff check --quiet

check-format: setup
	@$(PY) -m ruff format --check --quiet

check-types: setup
	@$(PY) -m mypy --no-error-summary

check-floors: setup
	@.venv/bin/lint-imports --no-logo >.venv/floors.log || { cat .venv/floors.log; exit 1; }

check-tests: setup
	@$(PY) -m pytest

conformance: setup ## score what stands in ../shared/conformance; silent when it is absent
	@if [ -d $(SHARED) ]; then $(PY) tests/conformance.py; fi

score: setup ## score the samples against their answers
	@$(PY) benchmarks/score.py samples

bench: setup ## measure speed, memory and accuracy against peers: PDFS=folder PEERS=python PARTS="text pdf"
	@nice $(PY) -m benchmarks.everything $(if $(PDFS),--pdfs $(PDFS)) $(if $(PEERS),--peers $(PEERS)) $(PARTS)

lock: setup ## make requirements.lock again from pyproject.toml
	@$(PY) -m uv pip compile pyproject.toml --group dev --all-extras --upgrade --python-version 3.11 --python-platform linux \
		--no-build --generate-hashes --no-header --no-emit-index-url --no-emit-find-links --quiet -o requirements.lock

sbom: setup ## write the bill of materials of the lock (CycloneDX) to dist/sbom.cdx.json
	@mkdir -p dist
	@$(PY) release/sbom.py >dist/sbom.cdx.json

release-check: setup ## build wheel and source archive, install them into an empty environment, run the samples there
	@$(PY) -m pytest -rs --release tests/test_release.py

clean: ## remove caches and outputs, keep .venv
	@rm -rf out build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage
	@find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +
