"""JSON Lines and Parquet through DuckDB: the same rows, typed alike, equal to the corpus."""

import sys
from datetime import date

import duckdb
from truth import CLAIMS, counted, same, same_claims

folder = sys.argv[1]
for form in ("jsonl", "parquet"):
    table = f"'{folder}/claims.{form}'"
    columns = [row[0] for row in duckdb.sql(f"describe select * from {table}").fetchall()]
    rows = [
        {k: v.isoformat() if isinstance(v, date) else v for k, v in zip(columns, row, strict=True)}
        for row in duckdb.sql(f"select * from {table}").fetchall()
    ]
    same_claims(rows, f"duckdb, {form}")
    described = duckdb.sql(f"describe select * from {table}").fetchall()
    types = {row[0]: row[1] for row in described}
    days = [types[f"{name}_earliest"] for name in ("at", "start", "end")]
    same(days, ["DATE"] * 3, f"duckdb, {form}: days are dates")
    verdicts = duckdb.sql(
        f"select verdict, count(*) from {table} where not withdrawn group by verdict"
    )
    same(dict(verdicts.fetchall()), counted(), f"duckdb, {form}: verdicts as in the corpus")
    joined = duckdb.sql(f"""
        select count(*) from '{folder}/evidence.{form}' e
        join {table} c on c.id = e.claim join '{folder}/sources.{form}' s on s.id = e.source
    """)
    number = sum(len(claim["evidence"]) for claim in CLAIMS.values())
    same(joined.fetchall(), [(number,)], f"duckdb, {form}: {number} items of evidence join")
    values = duckdb.sql(
        f"""select id, "values" from '{folder}/propositions.{form}' where len("values") > 0"""
    )
    propositions = {id: claim["proposition"] for id, claim in CLAIMS.items()}
    sizes = {id: p["values"] for id, p in propositions.items() if "values" in p}
    same(dict(values.fetchall()), sizes, f"duckdb, {form}: {len(sizes)} lists of numbers")
