"""What need not be done twice: whole reports by the state of a tree, records by their content.

`folder` is where the files of the cache are and how one is believed or thrown away, `told` what
forms their JSON may have; `key` is what an answer depends on beside the corpus; `tree` is the state
of a corpus's files, `reports` keeps whole reports under it; `records` is what is known of records.
A cached answer is the one that a fresh run would give, to the byte, or it is not given: whatever is
damaged, foreign or stale counts as not there.
"""
