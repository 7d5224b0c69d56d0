"""The ClaimReview feed against the schema.org vocabulary that ships inside rocrate."""

import json
import sys
from importlib.resources import files
from typing import Any

from truth import CLAIMS, finish, same

graph = json.loads(files("rocrate").joinpath("data/schema.jsonld").read_text("utf-8"))["@graph"]
terms = {
    node["@id"].rpartition(":")[2]: node for node in graph if node["@id"].startswith("schema:")
}


def names(node: dict[str, Any], member: str) -> set[str]:
    """The terms that a term of the vocabulary refers to."""
    value = node.get(member, [])
    listed = value if isinstance(value, list) else [value]
    return {item["@id"].rpartition(":")[2] for item in listed}


def above(kind: str) -> set[str]:
    """A type and all that it is a kind of."""
    found, waiting = set(), [kind]
    while waiting:
        one = waiting.pop()
        if one not in found and one in terms:
            found.add(one)
            waiting += names(terms[one], "rdfs:subClassOf")
    return found


wrong: list[str] = []
used: set[tuple[str, str]] = set()


def judge(node: Any) -> None:
    """Note each type, and each property of a type, that the vocabulary does not have."""
    if isinstance(node, list):
        for item in node:
            judge(item)
    if not isinstance(node, dict):
        return
    kind = node["@type"]
    if kind not in terms:
        wrong.append(f"there is no type {kind}")
    for member, value in node.items():
        if not member.startswith("@") and (kind, member) not in used:
            used.add((kind, member))
            term = terms.get(member)
            if term is None or not names(term, "schema:domainIncludes") & above(kind):
                wrong.append(f"{kind} has no property {member}")
        judge(value)


with open(f"{sys.argv[1]}/claimreview.jsonld", encoding="utf-8") as file:
    feed = json.load(file)
judge(feed)
finish(wrong, f"schema.org: {len(used)} properties of types, all in the vocabulary")
reviews = [item["item"] for item in feed["dataFeedElement"]]
said = {i: c for i, c in CLAIMS.items() if c.get("appearances") and "withdrawn" not in c}
read = {
    review["itemReviewed"]["@id"].rpartition(":")[2]: (
        review["claimReviewed"],
        review["reviewRating"]["alternateName"],
        review["datePublished"],
    )
    for review in reviews
}
wanted = {
    i: (c["statement"], c["verdict"]["label"], c["verdict"]["checked"]) for i, c in said.items()
}
same(read, wanted, f"schema.org: {len(reviews)} reviews with verdicts and days as in the corpus")
