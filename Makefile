# Each target builds .venv by itself. PYTHON may name another interpreter, 3.11.2 to 3.13.
PYTHON ?= python3
JOBS ?= 2
BIN := .venv/bin
LAB_SETTINGS := .venv/share/jupyter/lab/settings
RUN := OMP_NUM_THREADS=1 PYTHONWARNINGS=ignore $(BIN)

.PHONY: help demo test test-all lint bench grader-report exercise thresholds architecture fuzz repetition course data lab clean

help:  ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-14s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

demo: .venv/ready  ## a class, graded by nbgrader, in build/demo/
	PYTHONPATH=. $(RUN)/python tests/demo.py

test: .venv/ready lint  ## the quick tests
	$(RUN)/python -m pytest -n $(JOBS)

test-all: .venv/ready lint  ## the slow ones too
	$(RUN)/python -m pytest -n $(JOBS) -m ""

lint: .venv/ready  ## style, types, and the arrows between the rooms
	$(BIN)/ruff check .
	$(BIN)/ruff format --check --quiet .
	$(BIN)/mypy
	PYTHONPATH=. $(BIN)/lint-imports --config pyproject.toml

bench: .venv/ready  ## what grading costs, in build/bench.json
	PYTHONPATH=. $(RUN)/python benchmarks/grading.py

grader-report: .venv/ready  ## how right the grader is, in docs/grader-quality.md: a quarter of an hour
	PYTHONPATH=tests:. $(RUN)/python quality/grader_report.py

exercise: .venv/ready  ## the right and wrong solutions of one exercise: make exercise NAME=l1_distance
	$(RUN)/autograder exercise $(NAME)

thresholds: .venv/ready  ## where the accuracy thresholds come from, in docs/thresholds.md
	PYTHONPATH=tests:. $(RUN)/python quality/thresholds.py

architecture: .venv/ready  ## the picture of the rooms, in docs/architecture.svg
	$(RUN)/python quality/architecture.py

fuzz: .venv/ready  ## a million damaged frames for the link's decoder
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[fuzz]"
	$(RUN)/python quality/fuzz_link.py

repetition: .venv/ready  ## one submission, one score, however often, in docs/repetition.md: three hours
	PYTHONPATH=tests:. $(RUN)/python quality/repetition.py

course: .venv/ready  ## release/ and solutions/ from source/
	$(RUN)/python -m nbgrader generate_assignment "*" --force
	$(RUN)/python -m nbgrader generate_solution "*" --force

data: .venv/ready  ## the pictures, where fastai's untar_data finds them
	$(BIN)/autograder data
	$(BIN)/autograder data mnist_png

lab: .venv/ready data  ## JupyterLab on release/, as a student sees it; LAB="--no-browser" and the like go to jupyter
	mkdir -p $(LAB_SETTINGS)
	echo '{"@jupyterlab/apputils-extension:notification": {"fetchNews": "false"}}' > $(LAB_SETTINGS)/overrides.json
	cd release && PATH="$(CURDIR)/$(BIN):$$PATH" jupyter lab $(LAB)

clean:  ## build/ and .venv go
	rm -rf build .venv

.venv/ready: pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[course,dev]"
	touch $@
