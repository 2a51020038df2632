"""Students' git repositories: which there are, and how the notebooks in them come to `submitted/` (docs/pulling.md).

What is in a repository is hostile, and so is what its server says. It is fetched into an empty repository of ours, read as a list
of plain files, and never checked out.
"""
