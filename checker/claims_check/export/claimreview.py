"""`claimreview`: what was said and reviewed, as a schema.org DataFeed of ClaimReviews.

The envelope of Data Commons' fact-check feed (https://datacommons.org/factcheck/faq); properties
and types are those of the schema.org vocabulary.  The corpus's own claims are reviews of nobody and
are left out, and so are withdrawn ones.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from claims_check.export.csv_tables import LICENCES

if TYPE_CHECKING:
    from claims_check.export.cells import Row
    from claims_check.export.envelope import Envelope

NAME = "claimreview.jsonld"
RATINGS = {"supported": 5, "conflicting-evidence": 3, "refuted": 1}
"""Verdicts on a scale from 1, false, to 5, true; without evidence there is no rating."""
FLAWED = 4
"""A claim that holds, but misleads."""
TYPES = {
    "person": "Person",
    "organisation": "Organization",
    "model": "SoftwareApplication",
    "product": "Product",
    "work": "CreativeWork",
    "licence": "CreativeWork",
    "event": "Event",
}
"""Kinds of entities as types of schema.org; others are Things."""

_ISO = re.compile("^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$")


def files(envelope: Envelope) -> dict[str, bytes]:
    """One feed."""
    return {NAME: (json.dumps(feed(envelope), indent=1, ensure_ascii=False) + "\n").encode()}


def feed(envelope: Envelope) -> dict[str, Any]:
    """The feed as JSON-LD."""
    made = _Feed(envelope)
    corpus = envelope["corpus"]
    reviewed = [
        row for row in envelope["claims"] if row["id"] in made.said and not row["withdrawn"]
    ]
    return _known(
        {
            "@context": "https://schema.org",
            "@type": "DataFeed",
            "@id": made.name,
            "name": corpus["title"],
            "description": corpus["description"],
            "version": corpus["version"],
            "license": made.licence,
            "url": corpus["address"],
            "dateModified": date_text(envelope["as_of"]),
            "publisher": made.publisher,
            "dataFeedElement": [
                {"@type": "DataFeedItem", "item": made.review(row)} for row in reviewed
            ],
        }
    )


class _Feed:
    """What the reviews share."""

    def __init__(self, envelope: Envelope) -> None:
        corpus = envelope["corpus"]
        self.name = f"urn:claims-check:{corpus['id'] or 'corpus'}"
        self.site = envelope["site_url"]
        licence = corpus["licence"]
        self.licence = LICENCES.get(licence, licence)
        name = corpus["publisher"]
        self.publisher = {"@type": "Organization", "name": name} if name else None
        self.sources = {row["id"]: row for row in envelope["sources"]}
        self.entities = {row["id"]: row for row in envelope["entities"]}
        self.said = _by_claim(envelope["appearances"])
        self.evidence = _by_claim(envelope["evidence"])
        self.corrections = _by_claim(envelope["corrections"])

    def review(self, claim: Row) -> dict[str, Any]:
        name = f"{self.name}:{claim['id']}"
        return _known(
            {
                "@type": "ClaimReview",
                "@id": f"{name}:review",
                "url": f"{self.site}{claim['file']}" if self.site else None,
                "claimReviewed": claim["statement"],
                "author": self.publisher,
                "datePublished": date_text(claim["checked_written"]),
                "reviewRating": self.rating(claim),
                "keywords": claim["flaw"],
                "itemReviewed": self.claim(name, claim),
                "citation": [
                    self.work(item["source"]) for item in self.evidence.get(claim["id"], ())
                ],
                "correction": [
                    _known(
                        {
                            "@type": "CorrectionComment",
                            "text": item["what"],
                            "datePublished": date_text(item["corrected_written"]),
                        }
                    )
                    for item in self.corrections.get(claim["id"], ())
                ],
                "sdLicense": self.licence,
                "sdPublisher": self.publisher,
            }
        )

    def rating(self, claim: Row) -> dict[str, Any]:
        value = RATINGS.get(claim["verdict"])
        if value == RATINGS["supported"] and claim["flaw"]:
            value = FLAWED
        scale = {"ratingValue": value, "bestRating": 5, "worstRating": 1} if value else {}
        return {
            "@type": "Rating",
            **scale,
            "alternateName": claim["verdict"],
            "ratingExplanation": claim["why"],
        }

    def claim(self, name: str, claim: Row) -> dict[str, Any]:
        said = self.said[claim["id"]]
        first = said[0]
        source = self.sources.get(first["source"])
        by = first["by"] or (source["by"] if source else None)
        author = self.entity(by) if by else None
        if author is None and source is not None:
            author = {"@type": "Organization", "name": source["publisher"]}
        day = first["said_written"] or (source["published_written"] if source else None)
        about = dict.fromkeys(id for id in (claim["subject"], claim["object"]) if id)
        works = [self.work(id) for id in dict.fromkeys(item["source"] for item in said)]
        return _known(
            {
                "@type": "Claim",
                "@id": name,
                "text": claim["statement"],
                "author": author,
                "datePublished": date_text(day),
                "firstAppearance": works[0],
                "appearance": works,
                "about": [self.entity(id) for id in about],
            }
        )

    def work(self, id: str) -> dict[str, Any]:
        source = self.sources.get(id)
        if source is None:  # only in a corpus with errors
            return {"@type": "CreativeWork", "name": id}
        return _known(
            {
                "@type": "CreativeWork",
                "name": source["title"],
                "url": source["address"],
                "archivedAt": source["archive_address"],
                "datePublished": date_text(source["published_written"]),
                "inLanguage": source["language"],
                "publisher": {"@type": "Organization", "name": source["publisher"]},
            }
        )

    def entity(self, id: str) -> dict[str, Any]:
        entity = self.entities.get(id)
        if entity is None:
            return {"@type": "Thing", "name": id}
        wikidata = entity["wikidata"]
        return _known(
            {
                "@type": TYPES.get(entity["kind"], "Thing"),
                "name": entity["name"],
                "sameAs": f"https://www.wikidata.org/entity/{wikidata}" if wikidata else None,
            }
        )


def date_text(text: str | None) -> str | None:
    """A date where ISO 8601 can say it, as schema.org asks; None where it takes more."""
    return text if text and _ISO.match(text) else None


def _by_claim(rows: list[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["claim"], []).append(row)
    return found


def _known(members: dict[str, Any]) -> dict[str, Any]:
    """The members that say something: JSON-LD leaves out what is not known."""
    return {key: value for key, value in members.items() if value not in (None, [])}
