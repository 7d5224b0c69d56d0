"""Keeps a corpus of dated, fact-checked claims true: schema, sources and chronology.

The rooms of the house, in reading order; each imports only those above it (a test reads this list):

named_tuple         tuples with named fields, whose making no start has to wait for
findings            problem, finding, report: what a check says
dates               the date profile: text to windows of days, and order with three answers
workers             work on many things at once, by as many processes as pay
addresses           one page from another, and days: numbers, dated paths, archive stamps
suggestion          what somebody most likely meant by a misspelt word
records             claims, entities, sources: the shapes, from which the schemas are made
positions           where in the text a value stands; duplicate keys
syntax              JSON as it should be written, and the commonest ways in which it is not
text                bytes of one record to a JSON value, or the problems that stop it
corpus              a folder or lines read once: records and digests, and what cannot be read
network             time points and constraints: consistent, or the smallest sets that are not
timeline            what supported claims say about time, as points and constraints
rules               one defect a name: the docstring is its manual, its examples are its tests
cross_examination   claims that are not supported, put against the timeline
asking              rules asked about each record, in as many processes as pay
suspicion           which record of a contradiction most likely errs, and which edit cures it
placing             problems to findings: file, line and column
suppressions        findings that a record of their conflict sets aside
check               rules over a corpus, network, report: the flow in one file
cache               what need not be done twice: reports by the files, records by their content
mending             canonical form, and the fixes of findings put into the texts of records
drafting            new records: their ids, their fields from answers, the body of an issue form
comparison          two states of a corpus side by side: what is new, what is gone, what moved
report              one module an output format
anchors             passages of a document that you hold, verified
export              one module a downstream format
api                 load, ask, check and export from Python
lsp                 the findings in an editor, and what the corpus knows under the cursor
cli                 arguments in, exit code out
generate            the files that are made from code and records
"""

from __future__ import annotations

VERSION = "0.1.0"
"""The version of the package, as in pyproject.toml; a test compares them."""
