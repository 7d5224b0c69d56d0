"""New records: ids that collide with nothing, and what an answer in words is as a value.

`ids` makes ids, `names` knows two spellings of one name, `fields` knows which members a record has
and turns an answer into a value or says what is wrong with it, `markdown` reads lines as people
type them, `issue_form` the answers of an issue form.
"""
