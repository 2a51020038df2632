"""What came of a notebook, in the forms that others read: GitHub, its Classroom's actions, Classroom 50, JUnit's readers.

Each file has one of them, made from the same rows (`sheet.py`), and the address of the description that it keeps to.
"""
