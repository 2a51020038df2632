"""Right versions, slow and plain, of functions that other exercises stand on: docs/authoring.md, "A mistake is paid for once".

Each file is read as text and run in the worker, in the place of a student's function that failed, so it has its own imports and
nothing of the solutions.
"""
