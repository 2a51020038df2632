"""The report of a class: what is computed of its results, a file for each question, and the page that shows it.

`gathered.py` makes a class of what the store keeps; `points.py`, `items.py`, `mistakes.py`, `choices.py`, `curves.py`, `odd.py`
and `costs.py` each answer one question about it, without a look at anything else; `codes.py` reads the notebooks once more, and
`alike.py` compares them. `made.py` puts all of it on the page.
"""
