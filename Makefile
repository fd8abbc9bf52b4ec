.DEFAULT_GOAL := help
.PHONY: help setup demo serve check format test test-ci test-long bench bench-long lock clean

BIN := .venv/bin
READY := .venv/ready
LOCK := $(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-header $(UPGRADE)

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "%-10s %s\n", $$1, $$2 }' Makefile

setup: $(READY) ## Make .venv with the locked dependencies

# uv is quick, but does not read pip's settings; where it cannot be had, pip does the same work.
$(READY): pyproject.toml requirements/bootstrap.txt requirements/dev.txt
	python3 -m venv .venv
	$(BIN)/pip install -q --require-hashes -r requirements/bootstrap.txt && \
	$(BIN)/uv pip sync -q --require-hashes requirements/dev.txt || \
	$(BIN)/pip install -q --require-hashes -r requirements/dev.txt
	$(BIN)/pip install -q --no-deps --no-build-isolation --no-index \
		--config-settings editable_mode=compat -e .
	@touch $@

demo: setup ## Plan an agency of invented people and print the plan with its reasons
	$(BIN)/caseload demo scenarios/english-authority

serve: setup ## Serve the web interface on this machine
	$(BIN)/caseload serve

check: setup ## Check format, style, types and who imports whom
	$(BIN)/ruff format -q --check .
	$(BIN)/ruff check -q .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

format: setup ## Format the code and mend what can be mended
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

test: setup check ## Check, then run the quick tests
	$(BIN)/pytest -m "not ci and not long"

test-ci: setup ## Run the tests too slow for every change
	$(BIN)/pytest -m ci

test-long: setup ## Run the tests that take very long
	$(BIN)/pytest -m long

bench: setup ## Measure speed and quality of plans, and the speed of simulated years
	$(BIN)/python -m benchmarks
	$(BIN)/python -m benchmarks.simulation

bench-long: setup ## Measure years simulated in processes and on a cluster, and how often budgets are exceeded
	$(BIN)/python -m benchmarks.executors
	$(BIN)/python -m benchmarks.breach

lock: setup ## Lock the dependencies again (UPGRADE=--upgrade takes newer ones)
	echo uv | $(LOCK) - -o requirements/bootstrap.txt
	$(LOCK) --extra dev pyproject.toml -o requirements/dev.txt
	$(LOCK) -c requirements/dev.txt pyproject.toml -o requirements/core.txt
	$(LOCK) -c requirements/dev.txt --extra cluster pyproject.toml -o requirements/cluster.txt

clean: ## Remove everything the other targets made
	rm -rf .venv .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache *.egg-info .coverage htmlcov
