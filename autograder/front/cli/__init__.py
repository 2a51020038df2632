"""The command `autograder`: `main` dispatches, and each command has a file of its own."""
