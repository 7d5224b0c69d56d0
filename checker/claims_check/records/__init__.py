"""Claims, entities, sources, the corpus itself: the shapes, from which the schemas are made.

`values`, `states`, `events`, `propositions`, `claim`, `entity`, `source` and `corpus` are the
pydantic models, the one place where a shape is written down and its members are described.  From
them come the published schemas (`publish`) and the core schema (`core`, generated) through which
`validation` reads records without importing a model, and `light` without pydantic_core; `misfits`
says what is wrong with one, and `forms` what to write instead.
"""
