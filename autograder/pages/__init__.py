"""Pages that people read: one HTML file each, with its style and pictures in it, without scripts, and nothing from a network.

`page.py` makes a page of a template in `templates/`: a folder or a file for each kind of page.
"""
