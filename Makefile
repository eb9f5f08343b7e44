# make workbook   run every notebook, write figures/ and report.html
# make test       all tests, and every notebook compared with its committed outputs
# make lab        JupyterLab on notebooks/
# make lint       style and types        make lock   resolve requirements.lock anew        make bench   timings
#
# Each sets up .venv by itself when it is missing, was moved, or when the lock or pyproject.toml changed.

.PHONY: workbook test lab lint lock bench setup
.DEFAULT_GOAL := workbook
PYTHON := .venv/bin/python
WORKERS := $(shell echo $$(($$(getconf _NPROCESSORS_ONLN || echo 1) + 1)))  # one more than cores: some wait for a browser

# Python before 3.13 reads the editable install's path in the locale's encoding, which a plain C locale makes ASCII;
# without LC_ALL it falls back to UTF-8 by itself
ifneq ($(filter C POSIX,$(LC_ALL)),)
unexport LC_ALL
endif

workbook: setup
	@$(PYTHON) -m analysis
	@$(PYTHON) -m analysis report

test: setup
	@$(PYTHON) -m pytest --nbval -q -n $(WORKERS) --dist loadfile --no-loadscope-reorder -m ""

lab: setup
	@cd notebooks && ../$(PYTHON) -m jupyterlab 00_findings.ipynb

lint: setup
	@$(PYTHON) -m ruff format --check --quiet .
	@$(PYTHON) -m ruff check --quiet .
	@$(PYTHON) -m mypy --no-error-summary

lock: setup
	@$(PYTHON) -m uv pip compile --quiet --universal --fork-strategy fewest --python-version 3.11 --upgrade \
		--no-header --no-annotate --group dev pyproject.toml --output-file requirements.lock

bench: setup
	@$(PYTHON) bench/notebooks.py
	@$(PYTHON) bench/cleaning.py
	@$(PYTHON) bench/measures.py
	@$(PYTHON) bench/coverage.py 2000
	@$(PYTHON) bench/context.py
	@$(PYTHON) bench/themes.py
	@$(PYTHON) bench/shared.py
	@$(PYTHON) bench/scale.py

setup:
	@if { pwd; cat requirements.lock pyproject.toml; } | cmp -s - .venv/stamp && $(PYTHON) -c "" 2>/dev/null; \
	then exit 0; fi; \
	found=; bare=; \
	for candidate in python3.13 python3.12 python3.11 python3; do \
		$$candidate -c "import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))" 2>/dev/null || continue; \
		if $$candidate -c "import venv, ensurepip" 2>/dev/null; then found=$$candidate; break; fi; \
		bare=$$candidate; \
	done; \
	if [ -z "$$found" ] && [ -n "$$bare" ]; then \
		echo "$$bare has no venv or no ensurepip: install them (on Debian and Ubuntu: apt install python3-venv)" >&2; exit 1; \
	elif [ -z "$$found" ]; then \
		echo "No Python 3.11, 3.12 or 3.13 runs here: install one" >&2; exit 1; \
	fi; \
	echo "Setting up .venv with $$($$found --version), which takes a minute or two …" && \
	$$found -m venv --clear .venv && \
	$(PYTHON) -m pip install --quiet --disable-pip-version-check --requirement requirements.lock && \
	$(PYTHON) -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable . && \
	{ pwd; cat requirements.lock pyproject.toml; } > .venv/stamp
