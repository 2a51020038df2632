"""The page that a student gets: `page.py` makes it of a graded notebook and of what the gradebook says of its cells.

`grades.py` reads the scores, `told.py` what the checks said, `exercises.py` puts both together, and `notebook.py` shows the
student's own cells.
"""
