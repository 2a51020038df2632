# Each target builds .venv by itself. PYTHON may name another interpreter, 3.11.2 to 3.13.
PYTHON ?= python3
JOBS ?= 2
BIN := .venv/bin
LAB_SETTINGS := .venv/share/jupyter/lab/settings
RUN := OMP_NUM_THREADS=1 PYTHONWARNINGS=ignore $(BIN)

.PHONY: help demo class test quick test-all test-browser lint bench grader-report attack-table forger-report spoilt-table exercise thresholds docs docs-pictures architecture system-calls fuzz repetition interruptions longest gallery new-exercise check-course course data lab lab-source clean

help:  ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-14s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

demo: .venv/ready  ## a class, graded by nbgrader, in build/demo/; CLASS=--all makes it three times as large
	PYTHONPATH=. $(RUN)/python tests/demo.py $(CLASS)

class: .venv/ready  ## a class with results and its report, in build/class/: N=200; the first time it grades for a while
	PYTHONPATH=tests:. $(RUN)/python tests/many.py $(N)

test: .venv/ready lint  ## the quick tests
	$(RUN)/python -m pytest -n $(JOBS) --dist worksteal

QUICK := tests/test_link.py tests/test_architecture.py tests/test_rules.py::test_a_fault_is_told_by_reading \
	tests/test_course.py::test_nothing_is_to_mend_that_reading_tells \
	"tests/test_course.py::test_nothing_is_to_mend_that_running_tells[02_distances]"

quick: .venv/ready lint  ## under a minute: the link, the rules of a course, the rooms, and one assignment
	$(RUN)/python -m pytest -n $(JOBS) --dist worksteal $(QUICK)

test-all: .venv/ready lint  ## the slow ones too
	$(RUN)/python -m pytest -n $(JOBS) --dist worksteal -m "not browser"

test-browser: .venv/ready  ## students and instructors in JupyterLab, in Debian's Chromium; pictures in build/browser/
	PYTHONPATH=tests:. $(RUN)/python tests/browser/run.py

lint: .venv/ready  ## style, types, and the arrows between the rooms
	$(BIN)/ruff check .
	$(BIN)/ruff format --check --quiet .
	$(BIN)/mypy
	PYTHONPATH=. $(BIN)/lint-imports --config pyproject.toml

bench: .venv/ready  ## what grading a class costs, in build/bench.json and bench.png: half an hour; ONLY=--quick eight minutes
	PYTHONPATH=tests:. $(RUN)/python benchmarks/grading.py $(ONLY)

grader-report: .venv/ready  ## how right the grader is, in docs/grader-quality.md: an hour, and goes on when cut off
	PYTHONPATH=tests:. $(RUN)/python quality/grader_report.py

attack-table: .venv/ready  ## what each hostile submission got, in docs/attacks.md: two hours, and goes on when cut off
	PYTHONPATH=tests:. $(RUN)/python quality/attack_table.py

forger-report: .venv/ready  ## what a student gains who rewrites the worker, in docs/grader-quality.md: minutes
	PYTHONPATH=tests:. $(RUN)/python quality/forger_report.py

spoilt-table: .venv/ready  ## what others lose by a spoilt function, in docs/grader-quality.md: an hour, and goes on when cut off
	PYTHONPATH=tests:. $(RUN)/python quality/spoilt_table.py

exercise: .venv/ready  ## the right and wrong solutions of one exercise: make exercise NAME=l1_distance
	$(if $(NAME),,$(error say which: make exercise NAME=l1_distance))
	$(RUN)/autograder exercise $(NAME)

thresholds: .venv/ready  ## where the accuracy thresholds come from, in docs/thresholds.md
	PYTHONPATH=tests:. $(RUN)/python quality/thresholds.py

docs: .venv/ready  ## the documentation as a site, in build/site/index.html; no network is needed to make or read it
	NO_MKDOCS_2_WARNING=1 $(RUN)/python -m mkdocs build --quiet
	@echo "Open build/site/index.html; its search needs a server: .venv/bin/python -m http.server -d build/site"

docs-pictures: .venv/ready  ## the screenshots in docs/pictures, from those of make test-browser
	$(RUN)/python quality/docs_pictures.py

architecture: .venv/ready  ## the picture of the rooms, in docs/architecture.svg
	$(RUN)/python quality/architecture.py

system-calls: .venv/ready  ## the numbers of the system calls, from this machine's kernel headers
	$(RUN)/python quality/system_calls.py

fuzz: .venv/ready  ## a million damaged frames for the link's decoder
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[fuzz]"
	$(RUN)/python quality/fuzz_link.py

repetition: .venv/ready  ## one submission, one score, however often, in docs/repetition.md: three hours
	PYTHONPATH=tests:. $(RUN)/python quality/repetition.py

interruptions: .venv/ready  ## runs stopped at two hundred random moments, and what is left of them: an hour
	PYTHONPATH=tests:. $(RUN)/python quality/interruptions.py

longest: .venv/ready  ## how long one submission can make a run wait, whatever it does: ten minutes
	PYTHONPATH=tests:. $(RUN)/python quality/longest.py

gallery: .venv/ready  ## the pictures that the commonest wrong solutions show, in build/pictures/: two minutes; ONLY="is_3 --all" for one
	PYTHONPATH=tests:. $(RUN)/python quality/gallery.py $(ONLY)

new-exercise: .venv/ready  ## cells, checks and variants of a new exercise: make new-exercise NAME=mean_of_rows IN=02_distances
	$(if $(and $(NAME),$(IN)),,$(error say what it is called and where it goes: make new-exercise NAME=mean_of_rows IN=02_distances))
	$(BIN)/autograder new exercise $(NAME) --in $(IN) $(if $(filter q_%,$(NAME)),--question)

check-course: .venv/ready  ## what is to mend in the course: make check-course; ONLY=--quick runs nothing, ONLY=02_distances looks there
	$(RUN)/autograder check-course $(ONLY)

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

lab-source: .venv/ready data  ## JupyterLab on source/, with nbgrader's bar Create Assignment on the right
	mkdir -p $(LAB_SETTINGS)
	echo '{"@jupyterlab/apputils-extension:notification": {"fetchNews": "false"}}' > $(LAB_SETTINGS)/overrides.json
	PATH="$(CURDIR)/$(BIN):$$PATH" jupyter lab --LabApp.default_url=/lab/tree/source $(LAB)

clean:  ## build/ and .venv go
	rm -rf build .venv

.venv/ready: pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[course,dev]"
	touch $@
