# Everything runs in .venv, made on first use. Recipes use paths relative to this folder only, so that the
# folder may have blanks in its name.

PY := .venv/bin/python
INFOVIEW := .venv/bin/infoview
INSTALL := $(PY) -m pip install --quiet --disable-pip-version-check -c constraints.txt
# pip writes down where this folder is; where its name is not ASCII and LC_ALL is C, Python before 3.13 would not start.
RELATE := for link in .venv/lib/python3*/site-packages/_*infoview_analysis.pth; do \
  [ ! -e "$$link" ] || echo ../../../.. >"$$link"; done
PINS := build/pins
DEMO := build/demo

.DEFAULT_GOAL := help
.PHONY: help demo test bench notebooks pictures constraints clean
.SUFFIXES:

help:
	@echo "make demo         analyse the sample notes: tables, page, network"
	@echo "make test         ruff, mypy, tests, doctests, notebooks"
	@echo "make bench        score the package on the annotated notes, measure speed and memory"
	@echo "make notebooks    run the notebooks again and keep what they show"
	@echo "make pictures     take the pictures of the pages in docs again; needs a Chromium"
	@echo "make constraints  renew constraints.txt with the newest versions allowed (on Python 3.11)"
	@echo "make clean        remove what the above wrote, but not .venv"
	@echo
	@echo "Needs Python 3.11, 3.12 or 3.13 (make PYTHON=/path/to/python3.12 ... to name one) and a package index."

demo: .venv/.installed
	@mkdir -p $(DEMO)
	$(INFOVIEW) extract data/notes -o $(DEMO)/tables
	$(INFOVIEW) report data/notes -o $(DEMO)/report.html --profile data/profile.md
	$(INFOVIEW) graph data/notes -o $(DEMO)/referrals.html
	@echo
	@echo "Page:      $(DEMO)/report.html   (open it in a browser)"
	@echo "Tables:    $(DEMO)/tables"
	@echo "Network:   $(DEMO)/referrals.html"
	@echo "Notebooks: .venv/bin/jupyter lab notebooks/1_what_is_in_my_notes.ipynb"

# All checks run, so that one run shows all there is to mend; pytest comes last and sums up.
test: .venv/.installed-dev
	@failed=0; \
	echo "ruff"; $(PY) -m ruff check . || failed=1; \
	echo "mypy"; $(PY) -m mypy || failed=1; \
	$(PY) -m mypy benchmarks || failed=1; \
	echo "pytest"; $(PY) -m pytest --nbval --nbval-current-env || failed=1; \
	exit $$failed

bench: .venv/.installed
	$(PY) benchmarks/accuracy.py
	$(PY) benchmarks/speed.py
	$(PY) benchmarks/scaling.py

# Notebooks are kept executed, and nbval compares. Times of execution, the version of Python and what editors add
# would change with each run and say nothing: only the tags of cells and the name of the kernel stay.
notebooks: .venv/.installed
	$(PY) -m nbconvert --to notebook --execute --inplace \
	  --ExecutePreprocessor.record_timing=False \
	  --ClearMetadataPreprocessor.enabled=True \
	  --ClearMetadataPreprocessor.preserve_cell_metadata_mask=tags \
	  --ClearMetadataPreprocessor.preserve_nb_metadata_mask=kernelspec \
	  notebooks/*.ipynb

pictures: .venv/.installed-dev
	$(PY) docs/make_pictures.py

# From an environment of its own, so that nothing a developer installed beside it gets in, and on the oldest
# Python: newer ones get libraries that it cannot have. Later releases of soupsieve need 3.11.5, and Debian 12 has 3.11.2.
constraints: .venv/.python
	@$(PY) -c 'import sys; sys.exit(sys.version_info[:2] > (3, 11) and "Needs a .venv with Python 3.11.")'
	$(PY) -m venv --clear $(PINS)
	$(PINS)/bin/python -m pip install --quiet --disable-pip-version-check ".[dev]" "soupsieve<3"
	@sed -n '/^#/p' constraints.txt > $(PINS)/constraints.txt
	$(PINS)/bin/python -m pip freeze --exclude infoview-analysis \
	  | grep '^[A-Za-z].*==' | grep -v '^setuptools' >> $(PINS)/constraints.txt
	mv $(PINS)/constraints.txt constraints.txt

clean:
	rm -rf build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find infoview_analysis tests benchmarks training -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/.installed: pyproject.toml constraints.txt | .venv/.python
	@echo "Installing into .venv; the first time this takes a few minutes ..."
	@$(INSTALL) -e .
	@$(RELATE)
	@touch $@

.venv/.installed-dev: .venv/.installed
	@echo "Installing the tools for tests ..."
	@$(INSTALL) -e ".[dev]"
	@$(RELATE)
	@touch $@

# The first of these that starts and is new enough; a name on PATH may be a stub that does not start.
PYTHON ?=
CANDIDATES := python3 python3.13 python3.12 python3.11 python
SUITABLE := import sys, venv; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))

.venv/.python:
	@if $(PY) -c '$(SUITABLE)' 2>/dev/null && $(PY) -m pip --version >/dev/null 2>&1; then touch $@; exit; fi; \
	found=; \
	for python in "$(PYTHON)" $(CANDIDATES); do \
	  if [ -n "$$python" ] && "$$python" -c '$(SUITABLE)' 2>/dev/null; then found=$$python; break; fi; \
	  if [ -n "$(PYTHON)" ]; then break; fi; \
	done; \
	if [ -z "$$found" ]; then \
	  echo "No Python 3.11, 3.12 or 3.13 found$(if $(PYTHON), under $(PYTHON))." >&2; \
	  echo "Install one, or name it: make PYTHON=/path/to/python3.12 ..." >&2; \
	  exit 1; \
	fi; \
	echo "Making .venv with $$("$$found" --version) ..."; \
	"$$found" -m venv --clear .venv && touch $@
