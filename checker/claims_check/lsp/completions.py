"""What may stand under the cursor: ids of records, passages, words of closed lists, keys."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from claims_check.lsp.tokens import Token, value_at
from claims_check.named_tuple import NamedTuple
from claims_check.records.parts import bare
from claims_check.records.shapes import kinds, members
from claims_check.rules import BY_NAME

if TYPE_CHECKING:
    from claims_check.corpus.corpus import Corpus
    from claims_check.corpus.digest import Digest
    from claims_check.findings import Pointer
    from claims_check.lsp.desk import Known
    from claims_check.records.references import Wanted


class Offer(NamedTuple):
    """A word that may stand there, and what it is, in a few words."""

    word: str
    about: str


def offers(token: Token, tokens: list[Token], sort: str, known: Known) -> list[Offer]:
    """What may stand in place of a quoted text; `sort` is the record's."""
    if token.is_key:
        return list(_keys(token, tokens, sort))
    if token.wanted:
        return list(_ids(token.wanted, known))
    if token.key == "passage":
        source = value_at(tokens, (*token.at[:-1], "source"))
        digest = known.corpus.sources.get(source.text) if source else None
        return [Offer(passage, "passage") for passage in digest.passages] if digest else []
    if token.key == "rule":
        return [Offer(rule.name, rule.summary) for rule in BY_NAME.values()]
    return [Offer(word, "") for word in _words(token.at, tokens, sort)]


def _ids(wanted: Wanted, known: Known) -> Iterator[Offer]:
    corpus = known.corpus
    pools: dict[Wanted, Iterable[Digest]] = {
        "entity": corpus.entities.values(),
        "claim": corpus.claims.values(),
        "source": corpus.sources.values(),
        "record": corpus.records.values(),
    }
    for digest in pools[wanted]:
        yield Offer(digest.id, _about(digest, corpus))


def _about(digest: Digest, corpus: Corpus) -> str:
    if digest.sort == "entity":
        return f"{digest.name} ({digest.kind})"
    if digest.sort == "claim":
        return corpus.statement(digest.id)
    if digest.sort == "source":
        return f"{digest.publisher}: {digest.title}"
    return "cannot be read"


def _words(at: Pointer, tokens: list[Token], sort: str) -> list[str]:
    """The words of the closed list that a value is taken from; empty where it is from none."""
    if at == ("proposition", "kind"):
        return list(kinds())
    within = _within(at, tokens)
    node: Any = members(sort, at[:-1], within).get(str(at[-1])) if at else None
    node = bare(node) if node else None
    if node is None or node["type"] != "literal":
        return []
    return [word for word in node["expected"] if isinstance(word, str)]


def _keys(token: Token, tokens: list[Token], sort: str) -> Iterator[Offer]:
    """The keys that an object may have and has not, but for the one under the cursor."""
    around = token.at[:-1]
    here = {each.text for each in tokens if each.is_key and each.at[:-1] == around}
    for key in members(sort, around, _within(token.at, tokens)):
        if key == token.text or key not in here:
            yield Offer(key, "")


def _within(at: Pointer, tokens: list[Token]) -> dict[str, Any]:
    """As much of the record as its shape depends on: the kind of its proposition."""
    kind = value_at(tokens, ("proposition", "kind"))
    return {"proposition": {"kind": kind.text if kind else ""}} if at[0] == "proposition" else {}
