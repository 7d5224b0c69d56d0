"""Records as they should be written: canonical form, and the fixes of findings.

`form` writes whole files in canonical form, `edits` puts new values into the text of a record and
leaves the rest of it as it is, `mend` checks, mends and checks again.  Nothing here writes to a
disk.
"""
