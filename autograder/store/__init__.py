"""What came of each submission, kept in a file: one row a check, so that nothing is graded twice and nothing is lost."""
