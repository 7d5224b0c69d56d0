"""The data base through Datasette's own answers, and its verdicts recounted in SQL."""

import json
import sqlite3
import subprocess
import sys
from typing import Any

from truth import counted, same, same_claims

data_base = f"{sys.argv[1]}/corpus.db"


def answer(path: str) -> Any:
    """What Datasette's JSON interface says of a path."""
    done = subprocess.run(
        [
            *(sys.executable, "-m", "datasette", data_base),
            *("--setting", "max_returned_rows", "100000", "--get", path),
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


same_claims(answer("/corpus/claims.json?_shape=array&_size=max"), "datasette")
verdicts = answer("/corpus/verdict_counts.json?_shape=array")
same({row["verdict"]: row["claims"] for row in verdicts}, counted(), "datasette: verdict_counts")
found = answer("/corpus/claims.json?_shape=array&_search=torrent&_size=max")
words = [row for row in found if "torrent" not in (row["statement"] + row["why"]).lower()]
same((len(found) > 0, words), (True, []), f"datasette: its search finds {len(found)} claims")
connection = sqlite3.connect(f"file:{data_base}?mode=ro", uri=True)
for pragma in ("foreign_key_check", "integrity_check"):
    rows = [row for row in connection.execute(f"PRAGMA {pragma}") if row != ("ok",)]
    same(rows, [], f"sqlite: {pragma}")
recounted = dict(
    connection.execute(
        "SELECT verdict, count(DISTINCT c.id) FROM claims c JOIN propositions p ON p.id = c.id "
        "WHERE NOT c.withdrawn GROUP BY verdict"
    )
)
same(recounted, counted(), f"sqlite: verdicts recounted, {recounted}")
