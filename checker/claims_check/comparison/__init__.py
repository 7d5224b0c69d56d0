"""Two states of a corpus put side by side; one engine for `--since`, `--baseline` and `diff`.

`git` reads what a corpus was in a commit; `older` tells the findings that a state had already from
those it had not, and finds records that are gone; `baseline` is a file of such findings; `movement`
says how far a date has moved; `change` is what became of each record, and `consequences` which
findings that caused and cured.
"""
