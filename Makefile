# Everything is done with these commands; only python3 >= 3.11 and make are needed for the first three.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# An installation step that was cut off leaves no stamp and is done again.
RUN_STAMP := $(VENV)/.installed
DEV_STAMP := $(VENV)/.installed-dev

# A virtual environment whose Python is gone (an upgrade of the system) is made anew.
ifneq ($(shell $(BIN)/python -c 'print(1)' 2>/dev/null),1)
.PHONY: $(RUN_STAMP) $(DEV_STAMP)
endif

.DEFAULT_GOAL := help
.PHONY: help run setup test test-fast lint bench bench-insights bench-translation drill messages lock assets

help: ## Show this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 18

run: $(RUN_STAMP) ## Set everything up and run the forum on http://127.0.0.1:8000
	@exec $(BIN)/python -m forum.server

# Who runs the forum as a service may not write here then: what Python would keep at the first start is made now.
setup: $(RUN_STAMP) ## Only set up what running needs, and start nothing
	@$(BIN)/python -m compileall -q -j 0 -o 0 -o 2 config.py forum $(VENV)/lib

test: $(DEV_STAMP) ## Run all tests: SQLite, PostgreSQL, browser; says what it had to leave out
	@exec $(BIN)/python -m tests.run

test-fast: $(DEV_STAMP) ## Run the quick half of the tests, on SQLite
	@exec $(BIN)/python -m tests.run --fast

lint: $(DEV_STAMP) ## Check style, types, imports and templates
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint templates --lint --quiet

bench: $(DEV_STAMP) ## Measure pages, replies, memory and the worst texts (SIZE=1000000 DATABASE=postgresql MARKDOWN=file)
	@$(BIN)/python -m tests.bench.bench_markup
	@$(BIN)/python -m tests.bench.bench_pages $(addprefix --size ,$(SIZE)) $(addprefix --database ,$(DATABASE)) $(addprefix --markdown ,$(MARKDOWN))

bench-insights: $(DEV_STAMP) ## Measure what the numbers of the community cost: counting, and the page (SIZE=1000000)
	@$(BIN)/python -m tests.bench.bench_insights $(addprefix --size ,$(SIZE))

bench-translation: $(DEV_STAMP) ## Score translations on the sentences of tests/bench/translation, then measure speed, memory and kills (needs Apertium)
	@$(BIN)/python -m tests.bench.bench_translation
	@$(BIN)/python -m tests.bench.bench_translating

drill: $(DEV_STAMP) ## Kill, starve and lock a forum under load: nothing acknowledged may be lost (DATABASE=postgresql, ROUNDS=5)
	@exec $(BIN)/python -m tests.drill $(if $(DATABASE),--database $(DATABASE)) $(if $(ROUNDS),--rounds $(ROUNDS)) $(if $(WITHIN),--within $(WITHIN))

messages: $(DEV_STAMP) ## Bring the catalogues of translations/ up to date with the marked texts
	$(BIN)/pybabel -q extract -F pyproject.toml -k _l -k lazy_gettext --ignore-dirs '.?*' --no-location --sort-output --no-wrap --project "Foro de la Comunidad" --version 0.1 --header-comment "# Texts of the interface, in English: the source of the catalogues." -o translations/messages.pot forum templates
	$(BIN)/pybabel -q update -i translations/messages.pot -d translations --no-fuzzy-matching --ignore-obsolete --no-wrap

lock: ## Resolve the newest versions again and pin them with hashes (needs uv)
	@command -v uv >/dev/null || { echo "make lock needs uv: install it with 'pip install uv'."; exit 1; }
	UV_CUSTOM_COMPILE_COMMAND="make lock" uv pip compile -q --upgrade --universal --python-version 3.11.2 --generate-hashes pyproject.toml -o requirements.lock
	UV_CUSTOM_COMPILE_COMMAND="make lock" uv pip compile -q --universal --python-version 3.11.2 --generate-hashes --group dev -c requirements.lock pyproject.toml -o requirements-dev.lock
	grep -o 'lingua-language-detector==[0-9.]*' requirements-dev.lock | UV_CUSTOM_COMPILE_COMMAND="make lock" uv pip compile -q --universal --python-version 3.11.2 --generate-hashes - -o requirements-lingua.lock

assets: ## Build static/dist from static/src (needs Node.js and npm)
	@command -v npm >/dev/null || { echo "make assets needs Node.js with npm; running and testing the forum does not."; exit 1; }
	cd static && npm ci --no-audit --no-fund && npm run build

# The virtual environment, with a sentence instead of a traceback when Python cannot make one.
define make_venv
	@command -v $(PYTHON) >/dev/null || { echo "Python is missing: install python3, version 3.11 or newer."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "This is $$($(PYTHON) --version); the forum needs Python 3.11 or newer (make run PYTHON=python3.12 names another)."; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
		|| { echo "python3 cannot make virtual environments: install the package python3-venv (apt install python3-venv)."; exit 1; }
	@$(BIN)/python -c 'import pip' 2>/dev/null || { rm -rf $(VENV); $(PYTHON) -m venv $(VENV); }
endef

$(RUN_STAMP): requirements.lock
	$(make_venv)
	@echo "Installing the libraries of requirements.lock …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	@touch $@

$(DEV_STAMP): requirements-dev.lock
	$(make_venv)
	@echo "Installing the libraries and tools of requirements-dev.lock …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-dev.lock
	@touch $@ $(RUN_STAMP)
