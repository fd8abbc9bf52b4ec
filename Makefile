.DEFAULT_GOAL := help
.PHONY: help setup timefold demo serve check format test test-ci test-long migrations bench bench-long lock words openapi clean

BIN := .venv/bin
READY := .venv/ready
TIMEFOLD := .venv-timefold
# Only where there is Java: without it, or where it cannot be installed, the benchmarks leave Timefold out and say so.
TIMEFOLD_IF_IT_CAN_BE := @! command -v java >/dev/null || $(MAKE) -s --no-print-directory timefold || true
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

serve: setup ## Serve a made-up agency on this machine; its people sign in with what data/demo.env holds
	@[ -e data/demo.env ] || $(BIN)/caseload agency demo scenarios/rural-district --data data
	$(BIN)/caseload serve --data data

check: setup ## Check format, style, types and who imports whom
	$(BIN)/ruff format -q --check .
	$(BIN)/ruff check -q .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

format: setup ## Format the code and mend what can be mended
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

test: setup check ## Check, then run the quick tests
	$(BIN)/pytest -n 2 -m "not ci and not long"

test-ci: setup ## Run the tests too slow for every change
	$(BIN)/pytest -n 2 -m "ci and not long"

test-long: setup ## Run the tests that take very long
	$(BIN)/pytest -m long

bench: setup ## Measure plans beside those of others, and the speed of suggestions and simulated years, and the service (with wrk): about 6 minutes
	$(TIMEFOLD_IF_IT_CAN_BE)
	$(BIN)/python -m benchmarks
	$(BIN)/caseload bench suggest --workers 1000 --cases 100 --asked 1000
	$(BIN)/python -m benchmarks.simulation rotation caseload --few 30
	$(BIN)/python -m benchmarks.service

bench-long: setup ## Measure everything, for hours; CASELOAD_INSTANCES=FOLDER adds the benchmark files of others
	$(TIMEFOLD_IF_IT_CAN_BE)
	$(BIN)/python -m benchmarks 300x150 --seconds 3 --times 3 --seeds 3
	$(BIN)/python -m benchmarks 5000x2000 --seconds 10 --times 3
	for seed in 1 2 3 4 5 6 7 8 9 10; do for budgets in 100 200; do \
		$(BIN)/caseload bench batch --workers 5000 --cases 2000 --seed $$seed --budgets $$budgets || exit 1; done; done
	$(BIN)/python -m benchmarks.promises
	$(BIN)/caseload bench suggest --workers 5000 --cases 100 --asked 1000
	$(BIN)/caseload bench suggest --workers 5000 --cases 2000
	@if [ -n "$(CASELOAD_INSTANCES)" ]; then \
		$(BIN)/python -m benchmarks.gap_peers "$(CASELOAD_INSTANCES)" && \
		$(BIN)/python -m benchmarks.gap "$(CASELOAD_INSTANCES)" nurse/; \
	else echo "CASELOAD_INSTANCES names no folder: no benchmark files of others are measured."; fi
	for load in 0.8 1.0 1.25; do $(BIN)/caseload bench year --load $$load || exit 1; done
	$(BIN)/python -m benchmarks.simulation
	$(BIN)/python -m benchmarks.executors
	$(BIN)/python -m benchmarks.breach
	$(BIN)/python -m benchmarks.growth
	$(BIN)/python -m benchmarks.growth_of_cost

timefold: $(TIMEFOLD)/ready ## Make Timefold's own environment, for the benchmarks alone; it needs Java 17

$(TIMEFOLD)/ready: requirements/timefold.txt
	python3 -m venv $(TIMEFOLD)
	$(TIMEFOLD)/bin/pip install -q --require-hashes -r requirements/timefold.txt
	@touch $@

lock: setup ## Lock the dependencies again (UPGRADE=--upgrade takes newer ones)
	echo uv | $(LOCK) - -o requirements/bootstrap.txt
	$(LOCK) --extra dev pyproject.toml -o requirements/dev.txt
	$(LOCK) -c requirements/dev.txt pyproject.toml -o requirements/core.txt
	$(LOCK) -c requirements/dev.txt --extra cluster pyproject.toml -o requirements/cluster.txt
	$(LOCK) -c requirements/dev.txt --extra postgres --extra oidc --extra observability pyproject.toml -o requirements/service.txt
	echo timefold==1.24.0b0 | $(LOCK) - -o requirements/timefold.txt

migrations: setup ## Write the migrations of the first release anew from the tables (only before that release)
	$(BIN)/python -m api.storage.migrations.first

words: setup ## Bring the translations in step with the sentences in the code (docs/languages.md)
	found=$$(mktemp) && $(BIN)/pybabel -q extract -F pyproject.toml --add-location=file --omit-header -o $$found planner && \
	$(BIN)/pybabel -q update --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date -w 110 \
		-D caseload -i $$found -d planner/explain/locale; ended=$$?; rm -f $$found; exit $$ended

openapi: setup ## Write the description of the service's interface, docs/openapi.json
	$(BIN)/python -m api.described > docs/openapi.json.new && mv docs/openapi.json.new docs/openapi.json

clean: ## Remove everything the other targets made
	rm -rf .venv $(TIMEFOLD) .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache *.egg-info .coverage htmlcov
