"""Repositories that the kit writes: a starter for students, and the instructor's own, with a workflow that grades.

`student/` and `runner/` hold their files as they are read, with marks such as @@COURSE@@ where something is filled in.
"""
