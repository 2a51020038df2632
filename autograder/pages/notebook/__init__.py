"""A student's notebook on a page: as text and pictures, cleaned, of bounded size, whoever wrote it."""
