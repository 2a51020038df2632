"""The student's side: the visible checks of a notebook, run at home or in the student's own repository.

It needs no course, no hidden file and no sandbox, for it is their own code on their own machine, and imports of the kit only
`formats` and `text`. So a starter repository carries it as one small file, `check.pyz`.
"""
