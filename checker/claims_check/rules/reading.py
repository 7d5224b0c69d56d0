"""Rules on the text and shape of a record: what the reader reports, under the name of the defect.

Here are their manuals; `text`, `records.validation` and `corpus.reading` find them.
"""

from __future__ import annotations

from claims_check.rules.rule import reported


def unreadable_file() -> None:
    """A file of the corpus cannot be read.

    Whatever it says is missing from the check, so nothing is known to be clean.

    Needs a file without permission to read; shown by a test of its own.
    """


def missing_corpus_file() -> None:
    """A folder of records has no corpus.json.

    The file marks where the corpus begins and says what it is.  Without it, which records belong
    together is only guessed from the folders `entities` and `sources`, and nothing is written.

    Fails at corpus:
        no corpus.json
        claim x {}
    Passes:
        claim x {}
    """


def not_utf_8() -> None:
    """The text of a record is not plain UTF-8.

    Other encodings, byte order marks and halves of characters read differently from tool to tool.

    Fails at x:
        file topic/x.json b'{"id": "x", "statement": "caf\\xe9"}'
    Passes:
        claim x {"statement": "The café opened in Paris."}
    """


def not_json() -> None:
    """The text of a record is not JSON.

    Nothing of the record can be checked until it is.

    Fails at x:
        file topic/x.json b'{"id": "x",}'
    Fails at x:
        file topic/x.json b'{"id": "x"'
    Passes:
        claim x {}
    """


def duplicate_key() -> None:
    """A key stands twice in one object.

    Most readers silently keep one of the two values, and not all keep the same.  What else is wrong
    with either is told once it is known which one is meant.

    Fails at x /name:
        file entities/x.json b'{"$schema": "../entity.schema.json", "id": "x", "kind": "group", "name": "X", "name": "Y"}'
        claim y {"kind": "existed", "subject": "x"}
    Fails at w /id:
        file entities/x.json b'{"$schema": "../entity.schema.json", "id": "w", "id": "x", "kind": "group", "name": "X"}'
        claim y {"kind": "existed", "subject": "x"}
    Passes:
        claim x {}
    """


def inexact_number() -> None:
    """A number is written so that readers may take it for another.

    1.0 is a whole number to some readers and not to others; digits beyond a double's are lost.

    Fails at x /proposition/spell:
        claim x {"kind": "named", "subject": "acme", "name": "Acme", "spell": 1.0}
    Passes:
        claim x {"kind": "measured", "subject": "acme", "quantity": "share", "value": 12.5, "unit": "percent"}
    """


def control_character() -> None:
    """A text holds a control character.

    Records hold single lines of text; what cannot be seen cannot be reviewed.

    Fails at x /statement:
        claim x {"statement": "A tab\\tstands in this statement."}
    Passes:
        claim x {"statement": "A blank stands in this statement."}
    """


def nested_too_deep() -> None:
    """Brackets are nested deeper than any record needs.

    Such a text is damaged, or made to exhaust its reader.

    Fails at x:
        file topic/x.json b'[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]'
    Passes:
        claim x {}
    """


def explicit_null() -> None:
    """A value is null.

    What is not known is left out: one way to say nothing, not two.

    Fails at x /proposition/start:
        claim x {"kind": "existed", "subject": "acme", "start": null}
    Passes:
        claim x {"kind": "existed", "subject": "acme"}
    """


def not_in_schema() -> None:
    """A value is missing or is not what the schema wants at its place.

    Rules rely on the shape of records, so nothing else of this record is checked.

    Fails at x /verdict/label:
        claim x {"verdict": {"label": true}}
    Fails at x /verdict:
        claim x {"verdict": {"confidence": "absent"}}
    Passes:
        claim x {"verdict": {"confidence": "low"}}
    """


def unknown_key() -> None:
    """An object has a key that its kind does not know.

    A misspelt key would otherwise be a statement that nobody reads.

    Fails at x /proposition/strat:
        claim x {"kind": "existed", "subject": "acme", "strat": "2004"}
    Passes:
        claim x {"kind": "existed", "subject": "acme", "start": "2004"}
    """


def unknown_kind() -> None:
    """A proposition is of a kind that is not on the list.

    The kind says which fields a proposition has and what it means in time.

    Fails at x /proposition/kind:
        claim x {"kind": "founded", "subject": "acme"}
    Passes:
        claim x {"kind": "existed", "subject": "acme"}
    """


def wrong_schema_line() -> None:
    """A record does not say which sort of record it is.

    The last part of `$schema` tells readers and editors by which schema to read the record.

    Fails at x /$schema:
        claim x {"$schema": "../../schemas/fact.schema.json"}
    Passes:
        claim x {"$schema": "https://example.org/claim.schema.json"}
    """


def stray_file() -> None:
    """A file stands where no such file belongs.

    A record in the wrong folder or under a wrong ending would be looked for and not found.

    Fails at notes:
        file topic/notes.txt b'to do'
        claim x {}
    Passes:
        file topic/README.md b'# What this folder holds'
        claim x {}
    """


RULES = (
    reported(unreadable_file),
    reported(missing_corpus_file),
    reported(not_utf_8),
    reported(not_json),
    reported(duplicate_key),
    reported(inexact_number),
    reported(control_character),
    reported(nested_too_deep),
    reported(explicit_null),
    reported(not_in_schema),
    reported(unknown_key),
    reported(unknown_kind),
    reported(wrong_schema_line),
    reported(stray_file),
)
