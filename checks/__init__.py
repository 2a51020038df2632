"""Hidden checks: one file for each exercise, named like it. docs/authoring.md says how to write one."""
