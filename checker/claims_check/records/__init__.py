"""Claims, entities, sources, the corpus itself: the shapes, from which the schemas are made.

`values`, `propositions`, `claim`, `entity`, `source` and `corpus` are the pydantic models, the one
place where a shape is written down.  From them come the published schemas (`publish`) and the core
schema (`core`, generated) through which `shape` reads records without importing a model.
"""
