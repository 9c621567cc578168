# Two commands on a fresh machine with Python 3.11+ and make: `make demo` and `make test`.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test lint docs dist sbom clean

.venv/installed: pyproject.toml setup.py extract/pdfium/fast.c extract/fast_text.c constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit("jixiao needs Python 3.11 or newer") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[dev,docs]'
	@touch $@

demo: .venv/installed
	$(BIN)/jixiao convert samples/zhoucun-2024.pdf -o out/demo
	@echo; echo "indicators.csv, first rows:"; cut -d, -f8,14,15,17,19-21,23 out/demo/indicators.csv | head -n 6
	@echo; echo "checks.csv, the sums:"; grep -E ',(check_no|fund_budget|funds_total|task_count|contents),' out/demo/checks.csv | cut -d, -f5-8
	@echo; $(BIN)/jixiao review out/demo

test: .venv/installed
	$(BIN)/python -m pytest -n 2

lint: .venv/installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check --quiet .
	$(BIN)/mypy
	$(BIN)/lint-imports

docs: .venv/installed
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict

# The source distribution, and of it the wheel; then what the wheel brings with all extras, as CycloneDX.
dist:
	rm -rf build dist
	$(PYTHON) -m venv build/tools
	build/tools/bin/python -m pip install --quiet build cyclonedx-bom
	build/tools/bin/python -m build

sbom: dist
	$(PYTHON) -m venv --without-pip build/users
	build/tools/bin/python -m pip --python build/users/bin/python install --quiet "$$(ls dist/*.whl)[dask,duckdb,ocr,office,panel,serve,xlsx]"
	build/tools/bin/cyclonedx-py environment --output-reproducible -o dist/sbom.json build/users/bin/python

clean:
	rm -rf .venv out site build dist *.egg-info extract/*.so extract/pdfium/*.so
