"""What came from a student, cleaned for the place where it goes: a function for each place.

`places` knows terminals, logs, CSV, file names and JSON; `html` knows pages; `pictures` which bytes are a picture.
"""
