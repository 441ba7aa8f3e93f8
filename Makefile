# Saves typing only: what an analyst needs is the Python command `outlook` and the notebooks.
# On Windows use the three commands in README.md.

PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready

# Same inputs, same bytes: on any machine, with any number of processors, in any locale.
export PYTHONHASHSEED := 0
export OPENBLAS_NUM_THREADS := 1
export OMP_NUM_THREADS := 1
export PYTHONUTF8 := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# Where this is set, every run compiles all it imports again: a quarter of an answer's time.
unexport PYTHONDONTWRITEBYTECODE
# The python3 kernel of .venv, whatever other kernels the user has installed.
export JUPYTER_PREFER_ENV_PATH := 1

.DEFAULT_GOAL := help
.PHONY: help outlook explore test browser notebooks book benchmark lint lock clean

help: ## list these commands / các lệnh
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

outlook: $(READY) ## will the plan be reached? / có đạt kế hoạch không? (lang=en as_of=2022-06-30 out=DIR)
	@MPLBACKEND=Agg $(BIN)/outlook $(if $(lang),--lang $(lang)) $(if $(as_of),--as-of $(as_of)) $(if $(out),--out "$(out)")

# Voilà serves only this machine, to those who have the address it prints.
explore: $(READY) ## a page to try "what if", Ctrl-C ends it / trang web thử "nếu thì"
	@cd notebooks && MPLBACKEND= JUPYTER_PATH="$$PWD" ../$(BIN)/voila explorer.ipynb

# Two runs: the charts' tests want Agg, while a notebook shows its charts only where MPLBACKEND is not set.
# What failed, and how long each took, stays in outputs/*.xml.
test: lint ## check everything / kiểm tra tất cả
	@MPLBACKEND=Agg $(BIN)/pytest -n 2 --junitxml outputs/tests.xml tests
	@MPLBACKEND= $(BIN)/pytest -n 2 --dist loadfile --nbval --nbval-current-env \
	  --nbval-sanitize-with tests/nbval_sanitize.cfg --junitxml outputs/notebooks.xml notebooks

browser: $(READY) ## open the pages in Chromium and use them / thử các trang trong Chromium
	@MPLBACKEND=Agg $(BIN)/pytest -m browser tests/browser tests/test_live_page.py

# With as_of, a month's routine: copies on that day's figures, kept beside its other results.
notebooks: $(READY) ## run every notebook again / chạy lại mọi sổ tay (as_of=2022-09-09 before=2022-08-09 lang=en)
	@MPLBACKEND= $(BIN)/python notebooks/run.py $(if $(as_of),--into outputs/$(as_of)/notebooks --set AS_OF=$(as_of)) \
	  $(if $(before),--set BEFORE=$(before)) $(if $(lang),--set LANG=$(lang))

book: $(READY) ## all notebooks as one offline site / trọn bộ sổ tay thành một trang (as_of=2022-09-09)
	@MPLBACKEND= $(BIN)/python notebooks/book.py $(if $(as_of),--set AS_OF=$(as_of))

benchmark: $(READY) ## replay the past and measure again, half an hour / đo lại độ chính xác
	@for task in national_year_end leave_one_out degraded_truth speed_of_levels; do \
	  $(BIN)/python -m benchmarks.$$task || exit 1; done
	@$(BIN)/python -m benchmarks.measured
	@echo "benchmarks/year_end/README.md: the peers need an environment of their own / cần môi trường riêng"

lint: $(READY) ## look for slips in code and notebooks / soát lỗi mã nguồn
	@$(BIN)/ruff check --quiet .

lock: $(READY) ## pin the packages again (upgrade=1: newest ones) / khóa lại phiên bản các gói
	@$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-emit-find-links \
	  --extra test --python-version 3.11 $(if $(upgrade),--upgrade) pyproject.toml -o requirements.lock
	@$(BIN)/python -m tests.environment_yml

clean: ## remove .venv, outputs and caches / xóa môi trường, kết quả và bộ nhớ đệm
	@rm -rf .venv outputs build src/*.egg-info .pytest_cache .ruff_cache .hypothesis
	@find src tests notebooks benchmarks -name __pycache__ -prune -exec rm -rf {} +

# uv installs several times faster than pip, which does the same work wherever uv cannot.
# uv does not read pip's settings, so a package index set for pip is handed to it.
# Hashes and a local package exclude each other in one call, hence the last step.
$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("Cần / needs Python 3.11+: make PYTHON=python3.11" if sys.version_info < (3, 11) else 0)'
	@echo "1/3 Tạo môi trường Python / creating .venv"
	@$(PYTHON) -m venv .venv
	@echo "2/3 Cài các gói đã khóa phiên bản / installing the pinned packages"
	@sed -n '/^uv==/,/# via/p' requirements.lock > .venv/uv.lock
	@{ $(BIN)/pip install --quiet --require-hashes -r .venv/uv.lock && \
	  UV_DEFAULT_INDEX="$${UV_DEFAULT_INDEX:-$${PIP_INDEX_URL:-$$($(BIN)/pip config get global.index-url 2>/dev/null)}}" \
	  $(BIN)/uv pip sync --quiet --python $(BIN)/python --require-hashes requirements.lock; } || \
	  { echo "    uv không chạy được, dùng pip / without uv: pip, slower"; \
	  $(BIN)/pip install --quiet --require-hashes -r requirements.lock; }
	@echo "3/3 Cài gói phân tích / installing the analysis package"
	@$(BIN)/pip install --quiet --no-deps --no-build-isolation -e .
	@mkdir -p .venv/share/jupyter/lab/settings
	@echo '{"@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": false}}' \
	  > .venv/share/jupyter/lab/settings/overrides.json
	@$(BIN)/python -m ipykernel install --user --name plan-outlook --display-name "Plan outlook" >/dev/null
	@touch $@
