"""Pages that people read: one HTML file each, with its style and pictures in it, and nothing from a network. No script but one of
ours that the page's policy names by its digest, and none at all in what students read.

`page.py` makes a page of a template in `templates/`: a folder or a file for each kind of page.
"""
