"""The CSV tables through frictionless: valid by the Data Package, and equal to the corpus."""

import sys
from datetime import date

from frictionless import Package, validate
from truth import ENTITIES, SOURCES, finish, same_claims

name = f"{sys.argv[1]}/datapackage.json"
report = validate(name)
finish([str(error) for error in report.flatten(["message"])], f"frictionless: {report.stats}")
package = Package(name)


def plain(row: dict[str, object]) -> dict[str, object]:
    """The row with days as the corpus writes them."""
    return {k: v.isoformat() if isinstance(v, date) else v for k, v in row.items()}


rows = {table: [plain(r) for r in package.get_resource(table).read_rows()] for table in (
    "claims", "sources", "entities")}  # fmt: skip
same_claims(rows["claims"], "frictionless")
wrong = [
    f"{row['id']}: {row['published_written']}"
    for row in rows["sources"]
    if row["published_written"] != SOURCES[str(row["id"])].get("published")
]
wrong += [
    f"{row['id']}: {row['aliases']}"
    for row in rows["entities"]
    if row["aliases"] != ENTITIES[str(row["id"])].get("aliases", [])
]
finish(wrong, f"frictionless: {len(rows['sources'])} sources, {len(rows['entities'])} entities")
