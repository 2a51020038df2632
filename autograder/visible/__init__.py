"""The student's side: the visible checks of a notebook, run at home or in the student's own repository.

It needs no course, no hidden file and no sandbox, for it is their own code on their own machine, and imports of the kit only
`formats` and `text`. So a starter repository carries it as one small file, `check.pyz`.

`checking` has the function that does it, `going` runs the cells in a `kernel`, `telling` makes sentences of what came of them,
`watching` begins again at each save, and `zipped` makes the file.
"""
