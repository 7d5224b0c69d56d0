"""What changed between two exports, for whoever keeps a copy: added, changed, withdrawn, renamed.

A record has changed where its content hash has; `columns` says in which columns of its row, and in
which other tables of the claim.  Columns and tables that one of the two does not have yet are not
compared, so that exports of different minor versions can be.
"""

from __future__ import annotations

from typing import Any

from claims_check.export.cells import Row
from claims_check.export.envelope import Envelope
from claims_check.export.tables import SCHEMA_VERSION

RECORDS = ("claims", "sources", "entities")
PARTS = {
    "claims": {
        "propositions": "id",
        "appearances": "claim",
        "evidence": "claim",
        "corrections": "claim",
    },
    "sources": {"passages": "source"},
    "entities": {},
}
"""Tables whose rows belong to a record, and the column that names it."""


class IncompatibleExportError(ValueError):
    """A value that is no export, or one of another major version of the schema."""


def delta(old: Envelope, new: Envelope) -> dict[str, Any]:
    """The differences as a JSON value, ids sorted.

    `from` and `to` say which versions; `claims`, `sources` and `entities` have `added`, `changed`
    (`id`, `columns`), `withdrawn`, `renamed` (`former_id`, `id`), `removed` (gone without a trace)
    and `moved` (the record is the same, but what all records leave of its dates is not); `facts`
    have `added`, `changed` and `removed`.  Raises IncompatibleExportError.
    """
    for envelope in (old, new):
        _refuse_other_major(envelope)
    return {
        "schema_version": SCHEMA_VERSION,
        "from": _version(old),
        "to": _version(new),
        **{table: _records(table, old, new) for table in RECORDS},
        "facts": _facts(_by_id(old["facts"]), _by_id(new["facts"])),
    }


def _refuse_other_major(envelope: Envelope) -> None:
    version = envelope.get("schema_version") if isinstance(envelope, dict) else None
    if not isinstance(version, str):
        raise IncompatibleExportError("it is no export of claims-check: it has no schema_version")
    ours = SCHEMA_VERSION.partition(".")[0]
    if version.partition(".")[0] != ours:
        raise IncompatibleExportError(
            f"the export has schema version {version}, and this claims-check reads {ours}.x"
        )


def _version(envelope: Envelope) -> dict[str, str | None]:
    return {
        "version": envelope["corpus"]["version"],
        "commit": envelope["commit"],
        "as_of": envelope["as_of"],
    }


def _by_id(rows: list[Row]) -> dict[str, Row]:
    return {row["id"]: row for row in rows}


def _records(table: str, old: Envelope, new: Envelope) -> dict[str, Any]:
    before, after = _by_id(old[table]), _by_id(new[table])
    renamed = {
        row["former_id"]: row["id"]
        for row in new["redirects"]
        if row["former_id"] in before and row["former_id"] not in after and row["id"] in after
    }
    earlier = {id: id for id in after if id in before} | {now: was for was, now in renamed.items()}
    parts = [_Part(name, owner, old, new) for name, owner in PARTS[table].items()]
    changed, withdrawn, moved = [], [], []
    for id in sorted(earlier):
        was, now = before[earlier[id]], after[id]
        if now["withdrawn"] and not was["withdrawn"]:
            withdrawn.append(id)
        elif now["record_sha256"] != was["record_sha256"]:
            names = [part.name for part in parts if part.differs(earlier[id], id)]
            changed.append({"id": id, "columns": [*_differing(was, now), *names]})
        elif any("_inferred_" in column for column in _differing(was, now)):
            moved.append(id)
    return {
        "added": sorted(after.keys() - earlier.keys()),
        "changed": changed,
        "withdrawn": withdrawn,
        "renamed": [{"former_id": was, "id": renamed[was]} for was in sorted(renamed)],
        "removed": sorted(before.keys() - after.keys() - renamed.keys()),
        "moved": moved,
    }


def _differing(was: Row, now: Row) -> list[str]:
    """The columns that both rows have with different cells; the hash only says that there are."""
    both = [column for column in now if column in was and column != "record_sha256"]
    return [column for column in both if was[column] != now[column]]


class _Part:
    """A table whose rows belong to records, in both exports by the record they belong to."""

    def __init__(self, name: str, owner: str, old: Envelope, new: Envelope) -> None:
        self.name = name
        self.owner = owner
        self.before = self._by_owner(old)
        self.after = self._by_owner(new)

    def _by_owner(self, envelope: Envelope) -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = {}
        for row in envelope.get(self.name, ()):
            found.setdefault(row[self.owner], []).append(row)
        return found

    def differs(self, before: str, after: str) -> bool:
        """Whether a record's rows differ, under the id that it had and the one that it has."""
        was, now = self.before.get(before, []), self.after.get(after, [])
        if len(was) != len(now):
            return True
        pairs = zip(was, now, strict=True)
        return any(set(_differing(one, other)) - {self.owner} for one, other in pairs)


def _facts(before: dict[str, Row], after: dict[str, Row]) -> dict[str, Any]:
    both = sorted(before.keys() & after.keys())
    compared = [(id, _differing(before[id], after[id])) for id in both]
    return {
        "added": sorted(after.keys() - before.keys()),
        "changed": [{"id": id, "columns": columns} for id, columns in compared if columns],
        "removed": sorted(before.keys() - after.keys()),
    }
