"""The worker's side: the process in which student code runs, and the one from which it forks.

Nothing here imports the judge or a check, and everything here may be changed by the student's code once it runs.
"""
