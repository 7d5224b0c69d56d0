"""From an id to the record that it names, to all places that name it; the outline of a record."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from lsprotocol import types

from claims_check.findings import Pointer
from claims_check.lsp.ruler import Ruler
from claims_check.lsp.tokens import Token, tokens_of, value_at
from claims_check.positions import locate

if TYPE_CHECKING:
    from claims_check.lsp.desk import Known

Place = tuple[str, int, int]
"""A path, and two offsets in the text of its file."""

TextOf = Callable[[str], str]
"""The text of a file by its path, as it is open or on the disk."""


def named(token: Token) -> str:
    """The id that stands under the cursor, of a record or of the one it belongs to; else empty."""
    return token.text if token.wanted or (token.at == ("id",) and not token.is_key) else ""


def definition(token: Token, tokens: list[Token], known: Known, text_of: TextOf) -> Place | None:
    """Where the record, or the passage, that a quoted text names says its id."""
    if token.key == "passage" and not token.is_key:
        return _passage(token, tokens, known, text_of)
    return home(named(token), known, text_of)


def home(id: str, known: Known, text_of: TextOf) -> Place | None:
    """Where a record says its id; the beginning of its file where it says none."""
    entry = known.corpus.entry_of.get(known.corpus.stems.get(id, id))
    if entry is None:
        return None
    own = value_at(tokens_of(text_of(entry.path)), ("id",))
    return (entry.path, own.start, own.end) if own else (entry.path, 0, 0)


def _passage(token: Token, tokens: list[Token], known: Known, text_of: TextOf) -> Place | None:
    source = value_at(tokens, (*token.at[:-1], "source"))
    entry = known.corpus.entry_of.get(source.text) if source else None
    if entry is None:
        return None
    for each in tokens_of(text_of(entry.path)):
        passages = each.at[:1] == ("passages",) and len(each.at) == 3 and each.key == "id"
        if passages and not each.is_key and each.text == token.text:
            return entry.path, each.start, each.end
    return None


def references(id: str, known: Known, text_of: TextOf, with_home: bool) -> list[Place]:
    """All places that name a record, in the order of their files; first its own where asked for."""
    own = home(id, known, text_of) if with_home else None
    found = [own] if own else []
    for entry in known.corpus.entries:
        digest = entry.digest
        if digest is not None and id in digest.names:
            found += [
                (entry.path, token.start, token.end)
                for token in tokens_of(text_of(entry.path))
                if token.wanted and token.text == id
            ]
    return found


def outline(text: str, encoding: str) -> list[types.DocumentSymbol]:
    """The members of a record, each with its own; none while the text is no JSON."""
    try:
        value, positions = json.loads(text), locate(text)
    except (ValueError, RecursionError):
        return []
    ruler = Ruler(text, encoding)

    def inside(value: Any, at: Pointer) -> list[types.DocumentSymbol]:
        steps = value.items() if isinstance(value, dict) else enumerate(value)
        return [symbol(step, inner, (*at, step)) for step, inner in steps]

    def symbol(step: str | int, value: Any, at: Pointer) -> types.DocumentSymbol:
        key, whole = positions.key(at), positions.value(at)
        many = isinstance(value, dict | list)
        return types.DocumentSymbol(
            name=str(step) or '""',
            detail=_detail(value),
            kind=_kind(value),
            range=ruler.span(key._replace(end_line=whole.end_line, end_column=whole.end_column)),
            selection_range=ruler.span(key if isinstance(step, str) else whole),
            children=inside(value, at) if many else None,
        )

    return inside(value, ()) if isinstance(value, dict | list) else []


def _detail(value: Any) -> str:
    """A value in a few words: of an object, what tells it from its like."""
    if isinstance(value, list):
        return f"{len(value)}"
    if isinstance(value, dict):
        telling = ("kind", "label", "source", "id", "rule")
        return next((str(value[key]) for key in telling if key in value), "")
    return value if isinstance(value, str) else json.dumps(value)


def _kind(value: Any) -> types.SymbolKind:
    match value:
        case bool():
            return types.SymbolKind.Boolean
        case str():
            return types.SymbolKind.String
        case int() | float():
            return types.SymbolKind.Number
        case list():
            return types.SymbolKind.Array
        case dict():
            return types.SymbolKind.Object
    return types.SymbolKind.Null
