# The only commands that the documentation names. Settings: `make run SET="--set Suite:Gateway:Rest=9080"`.
CLI := dotnet services/Cli/bin/Release/net10.0/Indicators.Cli.dll
BUILD := dotnet build Indicators.sln -c Release -nologo -v quiet

.PHONY: run publish query test bench lint fuzz foreign readers dashboards faults browser contracts clean

run: ## Build, start the gateway and six services, publish the seeds; Ctrl-C stops all
	@$(BUILD)
	@exec $(CLI) run $(SET)

publish: ## Add a release to the running suite: make publish PACKAGE=<folder>
	@test -n "$(PACKAGE)" || { echo "make publish PACKAGE=<folder of a release package>"; exit 1; }
	@test -f services/Cli/bin/Release/net10.0/Indicators.Cli.dll || dotnet build services/Cli -c Release -nologo -v quiet
	@$(CLI) publish $(PACKAGE) --definitions seeds/indicators $(SET)

query: ## Ask the gateway over gRPC: make query INDICATOR=<code>
	@test -n "$(INDICATOR)" || { echo "make query INDICATOR=<code>"; exit 1; }
	@test -f services/Cli/bin/Release/net10.0/Indicators.Cli.dll || dotnet build services/Cli -c Release -nologo -v quiet
	@$(CLI) query $(INDICATOR) $(SET)

test: ## Run every test and print the sum
	@tests/tools/test.sh

bench: ## Print the figures of speed and memory side by side
	@tests/tools/bench.sh $(ARGS)

lint: ## Lint the contracts (buf) and the OpenAPI document (redocly), and refuse a breaking change of a contract
	@tests/tools/lint.sh

fuzz: ## Send 100,000 mutated requests to the gRPC server and print their seed: make fuzz [FUZZ_REQUESTS=1000] [FUZZ_SEED=1]
	@FUZZ_REQUESTS=$(FUZZ_REQUESTS) FUZZ_SEED=$(FUZZ_SEED) tests/tools/fuzz.sh

foreign: ## Call the suite with gRPC stacks that are not ours (grpc-js, grpcio, buf curl), direct and through nginx; run the integrators' examples
	@tests/tools/foreign.sh

faults: ## Stop, freeze, slow down, cut and garble each service under load, fill its disk and set its clock wrong: no answer may be wrong
	@tests/tools/faults.sh $(ARGS)

browser: ## Open every page in chromium: both languages, with and without scripts, axe, pictures against approved ones
	@tests/tools/browser.sh $(ARGS)

readers: ## Give what a running suite writes to spreadsheet, JSON-stat, Frictionless, CSVW, Atom and DuckDB readers: make readers [ADDRESS=http://localhost:8080]
	@tests/tools/readers.sh $(ADDRESS)

dashboards: ## Run both Prometheus servers of deploy/ over the running suite: history against REST, every expression of every dashboard and rule
	@tests/tools/dashboards.sh

contracts: ## At a release: take the contracts as they are now as released; refused where they break what was released before
	@tests/tools/lint.sh --accept

clean: ## Remove what was built and the state of the suite
	@find . -type d \( -name bin -o -name obj -o -name TestResults \) -not -path '*/node_modules/*' -prune -exec rm -rf {} +
	@rm -rf var tests/tools/node_modules tests/foreign/node_modules
