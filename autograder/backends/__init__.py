"""Where submissions are graded: in this process, or in several on this machine."""
