"""What a command line looks like that somebody would type: two or three for each command, which its --help ends with.

A test gives each to the parser.
"""

EXAMPLES: dict[str, tuple[tuple[str, str], ...]] = {
    "grade": (
        ("autograder grade submitted", "all that was handed in, and nothing twice"),
        ("autograder grade submitted/ada/01_signals -v", "one student's, with all that is found"),
        ("autograder grade submitted --csv points.csv --jobs 4", "a table of points; four at a time"),
    ),
    "show": (
        ("autograder show ada", "all of ada's work"),
        ("autograder show ada count_peaks", "one exercise of hers"),
        ("autograder show ada --assignment 01_signals", "one assignment of hers"),
    ),
    "report": (
        ("autograder report", "a page for each assignment, in report/"),
        ("autograder report 01_signals --out class.html", "one, in this file"),
        ("autograder report 01_signals --terminal", "the same in short, here"),
    ),
    "replay": (
        ("autograder replay ada count_peaks", "what each check gave, and what came back"),
        ("autograder replay ada fit --assignment 02_filters", "where several have an exercise fit"),
    ),
    "regrade": (
        ("autograder regrade --dry-run", "who would gain or lose what"),
        ("autograder regrade 01_signals", "and then for real"),
    ),
    "export": (
        ("autograder export csv 01_signals --out points.csv", "a table for a spreadsheet"),
        ("autograder export canvas 01_signals --roster roster.csv --out canvas.csv", "filled into Canvas's own list"),
    ),
    "gradescope": (("autograder gradescope 01_signals --out autograder.zip", "to be uploaded as its autograder"),),
    "pull": (
        ("autograder pull --repos students.csv --out submitted", "whose repositories a list names"),
        ("autograder pull --repos org:my-course --out submitted", "all of an organization's"),
    ),
    "publish": (
        ("autograder publish reports.json --pulled submitted.pulled.json --as issue", "an issue for each student"),
        ("autograder publish reports.json --pulled submitted.pulled.json --as branch --dry-run", "only say what would be done"),
    ),
    "check": (
        ("autograder check 01_signals.ipynb", "what is right, and what is next"),
        ("autograder check 01_signals.ipynb --watch", "again at each save"),
    ),
    "exercise": (
        ("autograder exercise count_peaks", "its right and wrong solutions"),
        ("autograder exercise count_peaks smooth --seeds 20", "two, with many inputs"),
    ),
    "check-course": (
        ("autograder check-course", "each fault, and what mends it"),
        ("autograder check-course 01_signals --quick", "one assignment, by reading alone"),
    ),
    "new": (
        ("autograder new course my-course", "a working course"),
        ("autograder new assignment 02_filters", "a notebook of it, without exercises"),
        ("autograder new exercise count_peaks --in 01_signals", "a working exercise of it"),
    ),
    "new course": (("autograder new course my-course", "a folder with a course of one exercise"),),
    "new assignment": (("autograder new assignment 02_filters", "source/02_filters/02_filters.ipynb"),),
    "new exercise": (
        ("autograder new exercise count_peaks --in 01_signals", "a function to write"),
        ("autograder new exercise q_why --in 01_signals --question", "a question with letters"),
    ),
    "starter": (
        ("autograder starter 01_signals --out starter", "one assignment"),
        ("autograder starter 01_signals 02_filters --out starter", "two in one repository"),
    ),
    "runner": (("autograder runner 01_signals --repos org:my-course --out runner", "pulls, grades and publishes"),),
    "tidy": (
        ("autograder tidy", "all of source/"),
        ("autograder tidy source/01_signals/01_signals.ipynb", "one notebook"),
    ),
    "data": (
        ("autograder data", "what grading needs"),
        ("autograder data recordings --to /tmp/data", "another set, elsewhere"),
    ),
    "doctor": (
        ("autograder doctor", "can this machine grade?"),
        ("autograder doctor --device cuda", "and on its GPU?"),
    ),
    "completion": (
        ("autograder completion bash > ~/.local/share/bash-completion/completions/autograder", "for bash"),
        ("autograder completion zsh > ~/.zfunc/_autograder", "for zsh, with ~/.zfunc in its fpath"),
        ("autograder completion fish > ~/.config/fish/completions/autograder.fish", "for fish"),
    ),
}
