"""`parquet`: one file a table, its columns typed; needs DuckDB, the extra `parquet`."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from claims_check.export import UnavailableFormatError
from claims_check.export.json_lines import lines
from claims_check.export.tables import TABLES

if TYPE_CHECKING:
    from claims_check.export.columns import Table, Type
    from claims_check.export.envelope import Envelope

TYPES: dict[Type, str] = {
    "text": "VARCHAR",
    "integer": "BIGINT",
    "number": "DOUBLE",
    "boolean": "BOOLEAN",
    "date": "DATE",
    "texts": "VARCHAR[]",
    "numbers": "DOUBLE[]",
}


def files(envelope: Envelope) -> dict[str, bytes]:
    """All tables; one thread writes them, so that the same rows give the same bytes.

    Raises UnavailableFormatError where DuckDB is not installed.
    """
    try:
        import duckdb
    except ImportError as error:
        raise UnavailableFormatError(
            "parquet needs DuckDB; install it with: pip install duckdb"
        ) from error
    found = {}
    settings: dict[str, str | bool | int | float | list[str]] = {
        "threads": 1,
        "autoinstall_known_extensions": False,
    }
    with TemporaryDirectory() as folder, duckdb.connect(config=settings) as connection:
        for table in TABLES:
            path = Path(folder, f"{table.name}.jsonl")
            path.write_bytes(lines(envelope, table))
            made = path.with_suffix(".parquet")
            connection.execute(_copy(table, path, made))
            found[made.name] = made.read_bytes()
    return found


def _copy(table: Table, path: Path, made: Path) -> str:
    columns = ", ".join(f"'{column.name}': '{TYPES[column.type]}'" for column in table.columns)
    return (
        f"COPY (SELECT * FROM read_json({_text(path)}, format = 'newline_delimited', "
        f"columns = {{{columns}}})) TO {_text(made)} (FORMAT parquet)"
    )


def _text(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
