# `make demo` and `make test` need Python 3.11 or newer, git and make; the rest they get themselves.
SHELL := /bin/bash
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

BIN := .venv/bin
PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3.14 python3; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 \
	&& { echo $$p; break; }; done)
# One seed for the order of the tests and for what Hypothesis draws; `make test SEED=n` repeats it.
ifndef SEED
SEED := $(shell od -An -N4 -tu4 /dev/urandom | tr -d ' ')
endif
# The tests of stations mostly wait: one more at a time than there are cores.
JOBS ?= 3
CORES ?= $(shell nproc 2>/dev/null || echo 2)
MINUTES ?= 60

.PHONY: help env browser tokens oracles demo test lint format assets docs wheel soak simulate fuzz model bench logs books words golden liar lock screenshots clean

help:  ## show what there is to make
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*##/\t/' | expand -t 14

env:  ## create or refresh .venv from the hashed requirements, and build the desk's assets
	@if [ -z "$(PYTHON)" ]; then \
		echo "directline needs Python 3.11 or newer. Install it, or name it: make env PYTHON=/path/to/python3.11" >&2; \
		exit 1; \
	fi
	@$(PYTHON) tools/env.py

browser: env  ## find or get Chromium for the browser tests
	@$(BIN)/python -m tools.browser

tokens: env  ## find or get SoftHSM and OpenSSH for the tests of keys kept elsewhere
	@$(BIN)/python -m tools.tokens

oracles: env  ## get foreign software that judges ours in the tests: Go, and a C2SP witness on a newer Python
	@$(BIN)/python -m tools.oracles

demo: env  ## play a documented case between two stations and their desks
	@$(BIN)/directline demo

test: browser tokens oracles  ## everything: lint, types, imports, unit, process and browser tests
	@echo "== tests (seed $(SEED): repeat with make test SEED=$(SEED))"
	@$(BIN)/python -m pytest -n $(JOBS) --dist loadgroup --durations=12 --durations-min=5 \
		--randomly-seed=$(SEED) --hypothesis-seed=$(SEED) tests

lint: env  ## ruff, mypy and the import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: env  ## let ruff lay out the code
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

assets: env  ## build the desk's assets again
	$(BIN)/python tools/env.py --assets

docs: env  ## write the reference pages from the program itself
	@$(BIN)/python -m tools.reference

wheel: env  ## build the wheel and the source archive, reproducibly, into dist/
	@$(BIN)/python -m tools.wheel dist

soak: browser tokens oracles  ## the long campaigns: more seeds, more kills
	@echo "== soak (seed $(SEED): repeat with make soak SEED=$(SEED))"
	@DIRECTLINE_KILLS=200 DIRECTLINE_TORN=30 DIRECTLINE_TORN_WORLDS=200 HYPOTHESIS_PROFILE=soak $(BIN)/python -m pytest -n $(JOBS) \
		--dist loadgroup --timeout=3600 --randomly-seed=$(SEED) --hypothesis-seed=$(SEED) tests

SEEDS ?= 20000
simulate: env  ## the long campaign of worlds (SEEDS=n), a station-year, every planted bug
	@nice $(BIN)/python -m tools.simulate --seeds $(SEEDS) --processes $(CORES)

INPUTS ?= 5500000
MINUTES ?= 240
fuzz: env  ## the long campaign over every parser (INPUTS=n MINUTES=m), by atheris where there is one
	@$(BIN)/python -m pip install --disable-pip-version-check --quiet --require-hashes \
		--only-binary :all: -r requirements/fuzz.txt \
		|| echo "no atheris for this machine: our own fuzzer runs"
	@$(BIN)/python -m tools.fuzz --inputs $(INPUTS) --minutes $(MINUTES) --processes $(CORES) $(FUZZ)

model: env  ## check the models of spec/model with TLC, against the committed results
	@nice $(BIN)/python -m tools.model

bench: env  ## measure the line against its own floor
	@$(BIN)/directline bench line --json

SIZES ?=
logs: env  ## sizes and times of proofs, 10^3 to 10^8 (SIZES=10000000 for another), and a million entries verified
	@$(BIN)/python -m bench.proofs $(if $(SIZES),--sizes $(SIZES))
	@$(if $(SIZES),true,$(BIN)/python -m bench.verify)

books: env  ## how long the books of a million entries take to fold, to extend, to refold
	@nice $(BIN)/python -m bench.books

VALUES ?= 10000
words: env  ## read values of each form back from what is seen in every language (VALUES=n)
	@nice $(BIN)/python -m tests.words.round_trip --values $(VALUES) --processes $(CORES)

golden: env  ## write the golden pages again, after a change of words or rendering
	@$(BIN)/python -m tests.words.golden

liar: env  ## an hour with a liar at a real station; MINUTES=n for less
	@nice -n 10 $(BIN)/python -m tests.process.liar_hour --minutes $(MINUTES) --seed $(SEED)

screenshots: browser  ## take the pictures in docs/images again, of two desks in a real browser
	@DIRECTLINE_SCREENSHOTS=docs/images $(BIN)/python -m pytest -q -p no:randomly \
		tests/browser/test_pictures.py

lock: env  ## resolve requirements/*.in again into hashed *.txt
	@UPGRADE=$(UPGRADE) $(BIN)/python tools/lock.py

clean:  ## remove what was built; keep .venv
	rm -rf build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache \
		src/directline/console/static src/directline/cli/static web/node_modules .coverage .coverage.* .tools/oracles
	rm -f .venv/.directline/web .venv/.directline/assets
