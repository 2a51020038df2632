"""The notebooks: the instructor's, with the course that they belong to, and a student's, which is read and brought into line."""
