"""A folder or lines read once: records and digests, and a problem for each that cannot be read.

`tree` finds the files, `reading` makes entries of them, `digest` is what the rest of the corpus may
know of a record, `corpus` holds all of it.
"""
