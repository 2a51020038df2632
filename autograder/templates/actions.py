"""The actions that the workflows use, each by the commit of a release, since a tag can be moved to other code."""

CHECKOUT = "actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1"
SETUP_PYTHON = "actions/setup-python@5fda3b95a4ea91299a34e894583c3862153e4b97 # v7.0.0"
UPLOAD = "actions/upload-artifact@bbbca2ddaa5d8feaa63e36b76fdaad77386f024f # v7.0.0"
REPORTER = "classroom-resources/autograding-grading-reporter@d13b5912daf5042ac1b71bc38bdb4a6bcd61d8ca # v1"

ALL = {"CHECKOUT": CHECKOUT, "SETUP_PYTHON": SETUP_PYTHON, "UPLOAD": UPLOAD, "REPORTER": REPORTER}
"""As the marks of the templates name them."""
