"""Submissions graded on the workers of a cluster of dask's. `asking` is the side of who asks, `connection` the scheduler seen
from there; `worker` and `warm` are the other side; `sides` and `tree` are what travels.
"""
