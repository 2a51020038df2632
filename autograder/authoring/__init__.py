"""For who writes a course: right and wrong solutions, and whether its checks are right about them."""
