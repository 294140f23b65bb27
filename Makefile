.DEFAULT_GOAL := help
.PHONY: help run demo test prism-test lint unit rasa-test bench bench-cases bench-cluster bench-cracking bench-desk bench-handoff bench-insight bench-search bench-sockets attack sbom audit evaluate lock widget contract console docs clean

# Where a machine forbids bytecode, each start would compile all packages anew.
unexport PYTHONDONTWRITEBYTECODE

help: ## list the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

run: ## build what is missing, start Rasa and the gateway, print the address of the demo portal
	@bin/bootstrap run
	@.venv/bin/dastyar up

demo: ## fill a demo with half a year of made-up cases in var-demo and start it; ARGS="--cases 500" for fewer
	@bin/bootstrap run
	@DASTYAR_DEMO=true DASTYAR_DATA_DIR=var-demo DASTYAR_CONNECTOR=off DASTYAR_DESK_HOURS=always .venv/bin/dastyar demo $(ARGS)
	@DASTYAR_DEMO=true DASTYAR_DATA_DIR=var-demo DASTYAR_CONNECTOR=off DASTYAR_DESK_HOURS=always .venv/bin/dastyar up

test: ## linters, types, data, unit, contract, Rasa, storage and browser tests
	@bin/bootstrap test
	@bin/test

prism-test: ## the connector against a mock that Prism serves from its OpenAPI file
	@bin/bootstrap test
	@bin/prism-test

lint: ## ruff, mypy and import-linter
	@bin/bootstrap test
	@bin/lint

bench: ## latency and throughput, side by side with a stock Rasa server
	@bin/bootstrap test
	@.venv/bin/python -m bench.messages

bench-handoff: ## 10,000 random histories of take, release, time-out and crash
	@bin/bootstrap test
	@PYTHONPATH=tests .venv/bin/python -m bench.interleavings

bench-cases: ## what the desk of cases stands and how fast it is; ARGS="--parts kills --kills 20" for less
	@bin/bootstrap test
	@PYTHONPATH=tests .venv/bin/python -m bench.cases $(ARGS)

bench-cluster: ## several machines as namespaces, under load and under blows; needs root; ARGS="--filings 200 --hits db" for less
	@bin/bootstrap test
	@PYTHONPATH=tests .venv/bin/python -m bench.cluster $(ARGS)

bench-insight: ## whether figures of agencies hold, and how fast they are; ARGS="--parts coverage --quick" for less
	@bin/bootstrap test
	@PYTHONPATH=tests .venv/bin/python -m bench.insight $(ARGS)

bench-desk: ## an operator's hour, a queue of 1,000 and 100,000 cases, in a real browser; ARGS="--citizens 5 --waiting 200 --cases 3000" for less
	@bin/bootstrap test
	@PYTHONPATH=tests .venv/bin/python -m bench.desk $(ARGS)

bench-cracking: ## guesses at 10,000 personal values in a copy of the disk; ARGS="--seconds 60" for less
	@bin/bootstrap test
	@PYTHONPATH=tests .venv/bin/python -m bench.cracking $(ARGS)

bench-search: ## a search among our services and among 5,000, and the choice of a fact; ARGS="--services 0 2000" for others
	@bin/bootstrap test
	@.venv/bin/python -m bench.search $(ARGS)

bench-sockets: ## 500 conversations over WebSockets while the gateway is killed; ARGS="--conversations 50" for less
	@bin/bootstrap test
	@PYTHONPATH=tests .venv/bin/python -m bench.sockets $(ARGS)

attack: ## strangers' floods and guesses against a gateway of its own, on loopback; ARGS="--seconds 8" for less
	@bin/bootstrap test
	@PYTHONPATH=tests .venv/bin/python -m bench.attack $(ARGS)

evaluate: ## accuracy on the frozen test files: acts, services, personal data, dialogues
	@bin/bootstrap test
	@.venv/bin/dastyar evaluate all

sbom: ## write the bill of materials, CycloneDX, into var/sbom.cdx.json
	@bin/bootstrap test
	@.venv/bin/python -m supply.sbom var/sbom.cdx.json

audit: ## check pins: exact, installed as written, without known holes where a source can be reached
	@bin/bootstrap test
	@.venv/bin/python -m supply.audit

lock: ## compile the pins anew from requirements/*.in
	@bin/lock

widget: ## build the widget into assistant/web
	@cd widget && npm ci --no-audit --no-fund && npm run build

contract: ## write the types of the HTTP interface for widget and console into contract/
	@bin/bootstrap test
	@bin/contract

console: ## build the operators' console into assistant/web/console
	@cd console && npm ci --no-audit --no-fund && npm run build

docs: ## build the documentation site into site/
	@bin/bootstrap test
	@.venv/bin/mkdocs build -q --strict

clean: ## remove environments, data and models
	rm -rf .venv .venv-rasa var site
