"""Who asks for grading: the command `autograder`, and nbgrader."""
