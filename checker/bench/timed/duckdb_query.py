"""What a data user would write to check JSON Lines in DuckDB: run by an interpreter that has it.

    python checker/bench/timed/duckdb_query.py corpus.jsonl

Projects the columns that rules need, and applies the loosest forms of six of them: labels, kinds
and stances from their lists, ids only once, sources that exist, and nothing done by an organisation
before its first year.  No date is read beyond its year, no key is refused, nothing is explained.
"""

from __future__ import annotations

import sys

COLUMNS = """{
  '$schema': 'VARCHAR', id: 'VARCHAR', statement: 'VARCHAR',
  proposition: 'STRUCT(kind VARCHAR, subject VARCHAR, "object" VARCHAR, "at" VARCHAR,
                       "start" VARCHAR, "end" VARCHAR)',
  verdict: 'STRUCT(label VARCHAR, confidence VARCHAR, checked VARCHAR)',
  evidence: 'STRUCT(source VARCHAR, stance VARCHAR, basis VARCHAR)[]'
}"""

QUERY = f"""
create temp table records as
  select * from read_json($PATH, format = 'newline_delimited', columns = {COLUMNS});
create temp table claims as
  select id, proposition.*, verdict.label, evidence from records where proposition is not null;
create temp table items as
  select id, unnest(evidence, recursive := true) from claims;
create temp table births as
  select subject, max(left("start", 4)) as year from claims
  where kind = 'existed' and label = 'supported' and "start" similar to '[0-9].*' group by all;
select
  (select count(*) from claims where label is null or label not in
    ('supported', 'refuted', 'conflicting-evidence', 'not-enough-evidence')) +
  (select count(*) from claims where kind is null) +
  (select count(*) from items where stance not in ('supports', 'refutes', 'context')) +
  (select count(*) - count(distinct id) from records) +
  (select count(*) from items anti join records on items.source = records.id) +
  (select count(*) from claims join births using (subject)
    where label = 'supported' and left("at", 4) similar to '[0-9]{{4}}' and left("at", 4) < year)
"""


def main() -> int:
    """Print how many problems there are; exit code 1 where there are any."""
    import duckdb  # an optional peer

    path = "'" + sys.argv[1].replace("'", "''") + "'"
    problems = duckdb.execute(QUERY.replace("$PATH", path)).fetchall()[0][0]
    print(problems)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
