"""The report of a submission."""
