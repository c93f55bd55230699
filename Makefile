# Two commands do all the set-up: make bench, make test. make help lists the rest.

GO          ?= go
STATICCHECK := honnef.co/go/tools/cmd/staticcheck@v0.8.2

.PHONY: help costs defaults phases learners bench figures figures-check latex-check test test-plain mutants check datasets bench-peers memory exhaustive fuzz build firmware difftest bench-core hostile
.DEFAULT_GOAL := help

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

firmware: ## generate the device program's headers and rebuild its ELF files (arm-none-eabi-gcc 12.2.1)
	@$(GO) generate ./internal/mcu/firmware
	@sh internal/mcu/firmware/build.sh internal/mcu/firmware/elf

costs: ## fit the cost model of the emulated cores again, on the emulated firmware
	@$(GO) run ./scripts/costs internal/mcu/fitted

defaults: ## write docs/DEFAULTS.md again: the rules of the defaults on the recordings in DATA=...
	@$(GO) run ./scripts/defaults "$(DATA)" docs/DEFAULTS.md

phases: ## write docs/CYCLES.md again: cycles of every phase on every emulated board
	@$(GO) run ./scripts/phases docs/CYCLES.md

learners: ## docs/RESULTS-LEARNERS.md: every learner on every recording, ten seeds (TINYOL_DATA names the public ones)
	@$(GO) run ./scripts/learners docs/RESULTS-LEARNERS.md

build: ## build bin/tinyol-sim
	@$(GO) build -trimpath -o bin/tinyol-sim ./cmd/tinyol-sim

bench: build ## run both modes on the bundled fan and write results/fan
	@./bin/tinyol-sim bench --out results/fan --force

# Another recording: make figures STREAM=field.csv TRAIN=normal.csv TEST=other.csv
# NORMAL=ok COLUMNS=ax,ay,az OUT=results/figures; HOLDOUT, TEACH and FLAGS as well.
OUT ?= $(if $(STREAM),results/figures,plots)
figures: build ## make the paper's figures and tables in plots/; STREAM=... TRAIN=... TEST=... NORMAL=... for your own
	@./bin/tinyol-sim figures $(STREAM) --out $(OUT) $(if $(TRAIN),--train $(TRAIN)) $(if $(TEST),--test $(TEST)) \
		$(if $(HOLDOUT),--hold-out $(HOLDOUT)) $(if $(TEACH),--teach $(TEACH)) $(if $(NORMAL),--normal $(NORMAL)) \
		$(if $(COLUMNS),--columns $(COLUMNS)) $(if $(STREAM),,--force) $(FLAGS)

figures-check: build ## make them again and compare each SVG, table and number with plots/
	@sh scripts/figures-check.sh

latex-check: build ## compile a two-column page with every figure, table and number of plots/ (needs pdflatex)
	@sh scripts/latex-check.sh

test: ## run every test; at the end: which were skipped and why
	@$(GO) test -json ./... | $(GO) run ./scripts/tests

mutants: ## small mistakes in the code, one at a time: which the tests notice; N=200 SEED=1 TARGETS=timing,nn
	@$(GO) run ./scripts/mutants -n $(or $(N),200) -seed $(or $(SEED),1) -targets "$(TARGETS)"

test-plain: ## the same with Go alone in PATH, as on a machine without the other tools
	@sh scripts/test-plain.sh

check: ## formatting, vet, staticcheck, tidy modules, arrows, generated files unchanged
	@test -z "$$(gofmt -l .)" || { echo "gofmt would change:"; gofmt -l .; exit 1; }
	$(GO) vet ./...
	$(GO) run $(STATICCHECK) ./...
	$(GO) mod tidy -diff
	$(GO) test -count=1 -run TestArrows ./internal
	$(GO) run ./cmd/tinyol-sim datasets verify

datasets: ## write the bundled fan again, byte for byte
	$(GO) run ./cmd/tinyol-sim datasets generate --out datasets --force

bench-peers: ## steps per second of a plain C loop (gcc -O2) and of ours, side by side
	@sh scripts/bench-peers.sh

memory: build ## resident memory on a generated 2 GB CSV
	@sh scripts/memory.sh

exhaustive: ## maximum error of the math functions over every float32
	TINYOL_EXHAUSTIVE=1 $(GO) test -count=1 -v -timeout 60m ./internal/f32

fuzz: ## each fuzz target for FUZZTIME (30s)
	@sh scripts/fuzz.sh $(or $(FUZZTIME),30s)

# HOSTILEFLAGS="-only kills -kills 500 -seed 2"; go run ./scripts/hostile -help lists them.
hostile: build ## break files, kill runs and fill disks at random for HOSTILETIME (10m); HOSTILEFLAGS=... for more
	@$(GO) run ./scripts/hostile -time $(or $(HOSTILETIME),10m) $(HOSTILEFLAGS)

difftest: ## 20 million random instructions on the emulated cores and on QEMU
	DIFFTEST_INSTRUCTIONS=20000000 $(GO) test -count=1 -v -timeout 60m -run TestDifferential ./internal/mcu/armv7m

bench-core: ## instructions per second of the emulated core and of QEMU -icount, same ELF files
	$(GO) test -run '^$$' -bench QEMU -benchtime 5x ./internal/mcu/armv7m
