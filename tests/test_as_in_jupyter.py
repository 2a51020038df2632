"""What prints and goes on in a Jupyter kernel does so where the notebook is graded, and what can't be done there is said in a
sentence that tells what to do."""

import os
import subprocess
import sys
from pathlib import Path

import classroom
import nbformat
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook
from nbgrader.api import Gradebook

from autograder.backends.local import Class, How
from autograder.checking.explained import explained_here
from autograder.front.cli.finding import find
from autograder.judge.as_written import ExecuteSettings
from autograder.judge.judge import Judge
from autograder.notebooks.cells import grade_id_of
from autograder.results.report import Report

NAME = "02_distances"

GOES_ON = r"""
!pip install -q einops
! nvidia-smi
! [ -e /content ] && pip install -Uqq fastbook
!wget -q https://example.org/x.csv
!ls | head
!cd /content && ls
files = !ls; ls
listing = !!ls
!{sys.executable} -m pip install x
%pip install einops
%conda install einops
%uv pip install einops
%cd /content
%cd ..
%cd -q .
%matplotlib inline
%matplotlib notebook
%matplotlib widget
%matplotlib qt
%pylab inline
%config InlineBackend.figure_format = 'retina'
%config Completer.use_jedi = False
%load_ext autoreload
%autoreload 2
%reload_ext autoreload
%load_ext tensorboard
%load_ext google.colab.data_table
%tensorboard --logdir runs
%tensorflow_version 2.x
%lprun -f print print(1)
%time sum([1])
%timeit -n1 -r1 1
%prun sum([1])
%who
%whos
%env X=1
%sx ls
%system ls
%debug
%pdb on
%store x
%history
%precision 3
%pwd
%ls
%mkdir data
%less x
%edit
%bookmark here
%xmode Verbose
%lsmagic
%save x 1
%logstart
help(print)
print?
print??
?print
quit()
exit()
breakpoint()
from google.colab import drive; drive.mount('/content/drive')
from google.colab import files
import google.colab
import einops
import seaborn as sns
import tensorflow as tf, cv2
from fastbook import *
import torchvision
import nest_asyncio; nest_asyncio.apply()
from sklearn.datasets import load_boston
from torch.utils.tensorboard import SummaryWriter
from IPython.core.display import display, HTML; display(HTML('<b>x</b>'))
from tqdm.notebook import tqdm; [None for _ in tqdm(range(3))]
from tqdm.notebook import trange; [None for _ in trange(3)]
from tqdm.auto import tqdm; [None for _ in tqdm(range(3))]
from ipywidgets import interact; interact(lambda x: x, x=3)
import torch; f = torch.compile(lambda x: x); f(torch.ones(1))
import torch; torch.nn.Linear(1, 1).compile()
import torch; list(torch.utils.data.DataLoader([1, 2], num_workers=4))
import torch.multiprocessing as mp; mp.set_start_method('spawn', force=True)
import torch; torch.set_num_threads(4); torch.set_num_interop_threads(4)
import torch; torch.backends.mps.is_available(); torch.cuda.is_available()
import torch; torch.backends.cudnn.deterministic = True
import matplotlib.pyplot as plt; plt.plot([1, 2]); plt.show()
import matplotlib.pyplot as plt; plt.style.use('ggplot'); plt.ion()
import warnings; warnings.filterwarnings('ignore'); warnings.warn('careful')
import logging; logging.basicConfig(level=logging.INFO); logging.info('x')
import asyncio; asyncio.run(asyncio.sleep(0))
import asyncio; await asyncio.sleep(0)
get_ipython().system('ls')
get_ipython().getoutput('ls')
get_ipython().run_line_magic('matplotlib', 'inline')
get_ipython().run_line_magic('nosuchmagic', '')
get_ipython().run_cell_magic('bash', '', 'ls')
get_ipython().magic('matplotlib inline')
from IPython.display import Image, display; display(Image(url='https://example.org/x.png'))
from IPython.display import IFrame; display(IFrame('https://example.org', 10, 10))
from IPython.display import clear_output; clear_output(wait=True)
import threading; t = threading.Thread(target=print, args=(1,)); t.start(); t.join()
from joblib import Parallel, delayed; Parallel(n_jobs=2)(delayed(abs)(i) for i in [1, 2])
import subprocess, sys; subprocess.check_call([sys.executable, '-m', 'pip', 'install', 'x'])
import subprocess; subprocess.run('pip install x', shell=True, check=True, capture_output=True, text=True).stdout.split()
import pathlib, os; pathlib.Path.home(), os.getcwd(), os.listdir()
import os; os.environ['HOME'], os.environ['PATH']; os.environ['CUDA_VISIBLE_DEVICES'] = '0'
open('out.txt', 'w').write('x')
import faulthandler; faulthandler.enable()
import sys; sys.stdout.fileno(); sys.stdout.isatty(); sys.stdout.flush()
größe = 3
print('\ud800')
if 1:	x = 1
""".strip().split("\n")
"""Lines that stand first in the cell of a right exercise: of the kind that published notebooks have."""

OWN_CELLS = [
    *("pip install einops", "ls", "pwd", "cd ..", "exit", "quit", "%ls", "print?", "!ls"),
    *("%%bash\nls", "%%sh\nls", "%%!\nls", "%%script false --no-raise-error\nx", "%%python3\nprint(1)", "%%sx\nls"),
    *("%%time\nx = 1", "%%timeit -n1 -r1\nx = 1", "%%capture out\nprint(1)", "%%prun\nx = 1"),
    *("%%html\n<b>x</b>", "%%javascript\nalert(1)", "%%latex\n$x$", "%%markdown\nx", "%%svg\n<svg></svg>"),
    *("%%sql\nselect 1", "%%cython\ndef f(): pass", "%%R\nx", "%%bigquery df\nSELECT"),
    "%%writefile helper_of_mine.py\nY = 3\n",
    "if True:\n    !pip install x\n    %time x = 1\n    y = !ls\n",
    "try:\n    import google.colab\n    IN_COLAB = True\nexcept ImportError:\n    IN_COLAB = False\nassert not IN_COLAB",
    "!mkdir -p data\nopen('data/x.csv', 'w').write('1')\nfound = !ls data\nassert found == ['x.csv'], found",
    "import torch.nosuch\ntorch.ones(1)",
    "def f():\n\treturn 1\nf()",
]

STOPS = {
    "import sys; sys.exit()": "Nothing below that line",
    "raise SystemExit": "Nothing below that line",
    "input()": "nobody can type",
    "import getpass; getpass.getpass()": "nobody can type",
    "import pdb; pdb.set_trace()": "Nobody is there to type",
    "import torch; torch.ones(1).cuda()": "write `.to(device)`",
    "import torch; torch.ones(1).to('cuda')": "write `.to(device)`",
    "import torch; torch.ones(1).to('mps')": "write `.to(device)`",
    "import urllib.request; urllib.request.urlretrieve('https://example.org/x.csv', 'x.csv')": "There is no network",
    "import requests; requests.get('https://example.org')": "There is no network",
    "import pandas as pd; pd.read_csv('https://example.org/x.csv')": "There is no network",
    "import pandas as pd; pd.read_csv('mine.csv')": "`mine.csv` is handed in beside the notebook",
    "import pandas as pd; pd.read_csv('/content/drive/MyDrive/mine.csv')": "handed in beside the notebook, and named without folders",
    "%run other.py": "`other.py` is handed in beside the notebook",
    "import torch; torch.hub.load('pytorch/vision', 'resnet18')": "There is no network",
    "import subprocess; subprocess.run(['ls'])": "no other program or process can be started",
    "import os; os.popen('ls').read()": "no other program or process can be started",
    "import multiprocessing; multiprocessing.Pool(2).map(abs, [1])": "no other program or process can be started",
    "import einops; einops.rearrange": "isn't there where the notebook is graded",
    "import matplotlib; matplotlib.use('TkAgg')": "write `%matplotlib inline`",
    "import matplotlib.pyplot as plt; plt.style.use('seaborn-darkgrid')": "`seaborn-v0_8-darkgrid`",
}
"""Lines that can't be run here, or that stop the cell in a kernel too; each with words of the sentence that the student gets."""


@pytest.fixture(scope="module")
def exercise_cell() -> str:
    notebook = classroom.solved(NAME)
    return next(str(cell.source) for cell in notebook.cells if grade_id_of(cell) == "l1_distance")


def _with_line(line: str, cell: str) -> NotebookNode:
    return classroom.with_code(classroom.solved(NAME), "l1_distance", f"{line}\n{cell}")


def _blames(report: Report) -> list[str]:
    return [note for note in report.notes if " raised " in note or "was stopped" in note]


FIRST_IN = ("mean_digit", "l1_distance", "rmse_distance", "is_3", "baseline_accuracy")


@pytest.mark.parametrize("at", range(0, len(GOES_ON), len(FIRST_IN)))
def test_lines_that_go_on_in_jupyter_cost_nothing(judge: Judge, at: int) -> None:
    """Each stands first in another exercise of one notebook; the slow test next has each for itself."""
    lines = dict(zip(FIRST_IN, GOES_ON[at:], strict=False))
    notebook = classroom.solved(NAME)
    for cell in notebook.cells:
        if grade_id_of(cell) in lines:
            cell.source = f"{lines[str(grade_id_of(cell))]}\n{cell.source}"
    report = judge.grade(notebook, NAME, "x")
    assert report.score == 12, report.as_json()
    assert not _blames(report)


@pytest.mark.parametrize("at", range(0, len(OWN_CELLS), 10))
def test_cells_that_go_on_in_jupyter_cost_nothing(judge: Judge, at: int) -> None:
    notebook = classroom.solved(NAME)
    for source in ("before = 1", *OWN_CELLS[at : at + 10]):
        notebook = classroom.with_first_cell(notebook, source)
    report = judge.grade(notebook, NAME, "x")
    assert report.score == 12, report.as_json()
    assert not _blames(report)


@pytest.mark.slow
@pytest.mark.parametrize("line", GOES_ON)
def test_a_line_that_goes_on_in_jupyter_costs_nothing(judge: Judge, line: str, exercise_cell: str) -> None:
    report = judge.grade(_with_line(line, exercise_cell), NAME, "x")
    assert report.score == 12, report.as_json()
    assert not _blames(report)


@pytest.mark.slow
@pytest.mark.parametrize("source", OWN_CELLS)
def test_a_cell_that_goes_on_in_jupyter_costs_nothing(judge: Judge, source: str) -> None:
    notebook = classroom.with_first_cell(classroom.solved(NAME), source)
    notebook = classroom.with_first_cell(notebook, "before = 1")
    report = judge.grade(notebook, NAME, "x")
    assert report.score == 12, report.as_json()
    assert not _blames(report)


STOPPED_IN = ("l1_distance", "rmse_distance", "is_3", "baseline_accuracy")


@pytest.mark.parametrize("at", range(0, len(STOPS), len(STOPPED_IN)))
def test_lines_that_cant_be_run_here_are_told_in_a_sentence_each(judge: Judge, at: int) -> None:
    """Each stands first in another exercise of one notebook; the slow test next has each for itself."""
    lines = dict(zip(STOPPED_IN, list(STOPS)[at:], strict=False))
    notebook = classroom.solved(NAME)
    for cell in notebook.cells:
        if grade_id_of(cell) in lines:
            cell.source = f"{lines[str(grade_id_of(cell))]}\n{cell.source}"
    report = judge.grade(notebook, NAME, "x")
    notes = [note for note in report.notes if " raised " in note]
    assert len(notes) == len(lines), notes
    for (exercise, line), note in zip(lines.items(), notes, strict=True):
        assert note.startswith(f"The cell of `{exercise}`")
        assert STOPS[line] in note, line
    assert report.status == "fail"
    # What stands in other cells is graded.
    assert {cell.status for cell in report.cells if cell.exercise == "mean_digit"} == {"pass"}


@pytest.mark.slow
@pytest.mark.parametrize("line", STOPS)
def test_a_line_that_cant_be_run_here_is_told_in_a_sentence(judge: Judge, line: str, exercise_cell: str) -> None:
    report = judge.grade(_with_line(line, exercise_cell), NAME, "x")
    (note,) = [note for note in report.notes if " raised " in note]
    assert note.startswith("The cell of `l1_distance`")
    assert STOPS[line] in note
    assert report.status == "fail"
    # What stands in other cells is graded.
    assert {cell.status for cell in report.cells if cell.exercise == "mean_digit"} == {"pass"}


def test_what_wasnt_run_is_said_in_the_cells_own_output(judge: Judge, exercise_cell: str) -> None:
    lines = "!pip install -q einops\n%tensorboard --logdir x\nnames = !ls\nprint('digits.py' in names)\n!ls -l\n!nvidia-smi"
    notebook = _with_line(lines, exercise_cell)
    judge.grade(notebook, NAME, "x")
    cell = next(cell for cell in notebook.cells if grade_id_of(cell) == "l1_distance")
    text = "".join(output.text for output in cell.outputs if output.output_type == "stream")
    assert "`!pip install -q einops` was left out: nothing is installed" in text
    assert "`%tensorboard --logdir x` was left out" in text
    assert "True\n" in text
    assert "pictures.py\n" in text
    assert "`!nvidia-smi` was left out: no other program runs" in text


def test_a_package_that_isnt_there_is_noted_with_those_that_are(judge: Judge, exercise_cell: str) -> None:
    report = judge.grade(_with_line("import seaborn as sns", exercise_cell), NAME, "x")
    (note,) = report.notes
    assert "`seaborn` isn't there where the notebook is graded" in note
    assert "matplotlib" in note
    assert "scikit-learn" in note
    assert "The cell went on without it" in note


SEVERAL_TIMES = {
    "imported and used": (["import seaborn as sns\nsns.set_theme()"], [", line 2"], False),
    "imported again": (["import seaborn", "import seaborn as sns", "from seaborn import a, b"], [], True),
    "used below": (["import seaborn as sns", "x = 1\nsns.set_theme()", "sns.set_theme()"], [", line 2", ", line 1"], True),
    "imported in functions": (["def f():\n    import seaborn\nf()", "import seaborn", "f()"], [", line 2", ", line 1"], False),
}


@pytest.mark.parametrize("kind", SEVERAL_TIMES)
def test_a_module_that_isnt_there_has_one_note_however_many_cells_miss_it(judge: Judge, kind: str) -> None:
    sources, lines, goes_on = SEVERAL_TIMES[kind]
    notebook = classroom.solved(NAME)
    for source in sources:
        notebook = classroom.with_first_cell(notebook, source)
    report = judge.grade(notebook, NAME, "x")
    (note,) = report.notes
    assert note.count("`seaborn` isn't there where the notebook is graded") == 1
    assert [note.count(f"{line} raised") for line in lines] == [1] * len(lines)
    assert ("The cell went on without it." in note) is goes_on
    assert report.score == 12


def test_where_cells_decide_as_they_are_written_such_a_module_has_one_note_too(judge: Judge, tmp_path: Path) -> None:
    notebook = new_notebook(cells=[new_code_cell("import seaborn"), new_code_cell("import einops, seaborn as sns")])
    notes = judge.run_as_written(notebook, tmp_path, ExecuteSettings(), 1, lambda name: False)
    assert [note.split(" isn't there")[0] for note in notes] == ["Code cell 1: `seaborn`", "Code cell 2: `einops`"]


def test_of_two_modules_that_arent_there_each_has_a_note(judge: Judge, exercise_cell: str) -> None:
    report = judge.grade(_with_line("import seaborn\nimport einops", exercise_cell), NAME, "x")
    assert [note.split("`")[3] for note in report.notes] == ["seaborn", "einops"]


def test_a_call_that_needs_such_a_package_says_so(judge: Judge) -> None:
    code = "import einops\n\ndef l1_distance(a, b):\n    return einops.reduce(abs(a - b), 'a b ->', 'mean')\n"
    report = judge.grade(classroom.with_code(classroom.solved(NAME), "l1_distance", code), NAME, "x")
    told = [check.message for cell in report.cells for check in cell.checks if cell.grade_id == "test_l1_distance"]
    assert any("No module named 'einops'" in message and "what a cell installs isn't either" in message for message in told)


def test_a_cell_of_another_language_is_noted(judge: Judge, exercise_cell: str) -> None:
    report = judge.grade(_with_line("%%sql", exercise_cell), NAME, "x")
    assert any("`%%sql` was left out" in note and "Nothing of this cell was run" in note for note in report.notes)
    assert {cell.status for cell in report.cells if cell.exercise == "l1_distance"} == {"fail"}


def test_what_runs_a_students_code_raises_what_that_raises(judge: Judge) -> None:
    for line in ("%time 1/0", "%timeit -n1 -r1 1/0", "x = 1/0"):
        report = judge.grade(classroom.with_first_cell(classroom.solved(NAME), line), NAME, "x")
        assert any("ZeroDivisionError" in note for note in report.notes), line


def test_only_what_comes_from_the_machine_is_explained_by_it() -> None:
    assert explained_here("NameError", "name 'x' is not defined") == ""
    assert explained_here("ValueError", "no") == ""


USES_OWN_FILES = """import csv, importlib
import helper_of_mine
from parts.more import double
assert list(csv.reader(open("data/mine.csv"))) == [["1", "2"]]
assert double(helper_of_mine.ONE) == 2
import digits
assert not hasattr(digits, "MINE")
"""


def _hand_in_with_files(folder: Path) -> Path:
    notebook = classroom.with_first_cell(classroom.solved(NAME), USES_OWN_FILES)
    cell = next(cell for cell in notebook.cells if grade_id_of(cell) == "l1_distance")
    cell.source = "from helper_of_mine import ONE\n" + cell.source
    path = classroom.hand_in(folder, "ada", NAME, notebook)
    beside = path.parent
    for name in ("parts", "data", ".hidden"):
        (beside / name).mkdir()
    (beside / "helper_of_mine.py").write_text("ONE = 1\n")
    (beside / "parts" / "more.py").write_text("def double(x):\n    return 2 * x\n")
    (beside / "data" / "mine.csv").write_text("1,2\n")
    (beside / "link.csv").symlink_to("/etc/passwd")
    (beside / "of_mine.ipynb").write_text("{}")
    with (beside / "large.bin").open("wb") as file:
        file.truncate(65 << 20)
    (beside / "digits.py").write_text("MINE = 1\n" + (classroom.COURSE.source / "digits.py").read_text())
    return path


def test_a_students_own_files_are_there_for_the_command_and_what_isnt_is_told(tmp_path: Path) -> None:
    path = _hand_in_with_files(tmp_path)
    found = find([tmp_path / "submitted"], classroom.COURSE, None)
    (graded,) = Class(classroom.COURSE, found.tasks, How(1, "cpu")).graded()
    report = graded.report
    assert report.score == 12, report.as_json()
    assert not _blames(report)
    assert any("link.csv was left out: it is a link" in note for note in report.notes)
    assert any("large.bin was left out: it is larger than 64 MiB" in note for note in report.notes)
    for by in (path, path.parent, path.parent.parent):
        assert [task.has_folder for task in find([by], classroom.COURSE, None).tasks] == [True]


def test_a_folder_of_several_students_notebooks_is_nobodys(tmp_path: Path) -> None:
    (tmp_path / f"{NAME}.ipynb").write_text("{}")
    for by in (tmp_path, tmp_path / f"{NAME}.ipynb"):
        assert [task.has_folder for task in find([by], classroom.COURSE, None).tasks] == [False]


@pytest.mark.slow
def test_a_students_own_files_are_there_for_nbgrader(tmp_path: Path) -> None:
    course = classroom.course_elsewhere(tmp_path / "course")
    _hand_in_with_files(course)
    for command in ("generate_assignment", "autograde"):
        run = [sys.executable, "-m", "nbgrader", command, NAME, f"--course-dir={course}"]
        run += [f"--config={course / 'nbgrader_config.py'}"]
        environment = os.environ | {"PYTHONWARNINGS": "ignore"}
        done = subprocess.run(run, capture_output=True, text=True, check=False, env=environment, cwd=tmp_path)
        assert done.returncode == 0, done.stderr[-3000:]
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gb:
        assert [submission.score for submission in gb.assignment_submissions(NAME)] == [12]
    notes = nbformat.read(course / "autograded" / "ada" / NAME / f"{NAME}.ipynb", 4).metadata["autograder"]["notes"]
    assert any("link.csv was left out: it is a link" in note for note in notes)
    assert not [note for note in notes if " raised " in note], notes
