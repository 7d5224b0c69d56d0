"""The tables of an export: the contract with whoever loads one.

A minor version of the schema may add tables, columns at the end of a table, and values of columns
without a closed list of choices; everything else is a major one (`checker/docs/export.md`).
"""

from __future__ import annotations

from claims_check.export.columns import RECORD, Column, Table, dated, entity, inferred, needed
from claims_check.findings import CERTAINTIES, SEVERITIES

SCHEMA_VERSION = "1.0"
"""Version of the export's form; the corpus's own version is in the head of the envelope."""

VERDICTS = ("supported", "refuted", "conflicting-evidence", "not-enough-evidence")
CONFIDENCE = ("low", "moderate", "high")

CLAIMS = Table(
    "claims",
    "Claim",
    "What somebody said, or the corpus asserts, with the verdict on it.",
    ("id",),
    (
        needed("id", "Stable name of the claim; never used again for another."),
        needed("statement", "The claim in one sentence, checkable alone."),
        Column("topic", "text", "Folder of the claim in the corpus."),
        needed("kind", "Kind of proposition; `claims-check explain KIND` says its fields."),
        *entity("subject", "Entity that the claim is about."),
        *entity("object", "Second entity of the claim."),
        Column("verdict", "text", "One of AVeriTeC's four.", needed=True, choices=VERDICTS),
        Column("flaw", "text", "How a claim that holds still misleads."),
        Column("confidence", "text", "How sure the verdict is.", needed=True, choices=CONFIDENCE),
        needed("why", "Reason of the verdict."),
        Column("searched", "text", "What was looked through in vain, where nothing was found."),
        needed("instead", "Ids of the supported claims that stand against it.", "", "texts"),
        needed(
            "established",
            "True where it counts for the timeline: supported and not withdrawn.",
            of="boolean",
        ),
        *dated("checked", "The day it was last checked"),
        *dated("at", "The day of an event, or a day on which a state held"),
        *inferred("at"),
        *dated("start", "The day a state began"),
        *inferred("start"),
        *dated("end", "The day a state ended"),
        *inferred("end"),
        *RECORD,
    ),
)
PROPOSITIONS = Table(
    "propositions",
    "Proposition",
    "The claims in machine form: the fields of each kind, named as in the records.",
    ("id",),
    (
        needed("id", "Id of the claim.", "claims"),
        needed("kind", "Kind of proposition."),
        *entity("subject", "Entity that it is about."),
        *entity("object", "Second entity."),
        needed("objects", "Ids of several entities.", of="texts"),
        *entity("by", "Entity that made or did it."),
        needed("against", "Ids of the entities that the subject is held against.", "", "texts"),
        Column("claim", "text", "Claim that was said, or that something was a condition of."),
        Column("first", "text", "Claim whose event came first.", to="claims"),
        Column("then", "text", "Claim whose event came after it.", to="claims"),
        Column("cause", "text", "Claim whose event brought about the other's.", to="claims"),
        Column("effect", "text", "Claim whose event was brought about.", to="claims"),
        Column("answers", "text", "Claim that a statement answers.", to="claims"),
        Column("how", "text", "In which of the kind's own ways."),
        Column("what", "text", "What, in the corpus's own words."),
        Column("name", "text", "Name, letter by letter."),
        Column("official", "boolean", "True for the one official name."),
        Column("title", "text", "Title of a post, or of a document."),
        Column("office", "text", "Post that one person at a time holds."),
        Column("shared", "boolean", "True where several hold the office together."),
        Column("part", "text", "Part of a work."),
        Column("act", "text", "What may or may not be done with it."),
        Column("allowed", "text", "Whether it may be done."),
        Column("stage", "text", "Stage of a release."),
        *dated("target", "The day that was planned for"),
        needed("values", "Numbers, such as the sizes of a model.", of="numbers"),
        Column("complete", "boolean", "True where these are all."),
        Column("quantity", "text", "Quantity that was measured."),
        Column("value", "number", "Its value."),
        Column("low", "number", "Its least value."),
        Column("high", "number", "Its greatest value."),
        Column("approximate", "boolean", "True where the value is about right."),
        Column("unit", "text", "Unit of the numbers."),
        Column("per", "text", "Span that the value is for."),
        Column("rank", "integer", "Rank on a board or benchmark."),
        Column("score", "number", "Score on it."),
        Column("measure", "text", "By which two things are compared."),
        Column("extent", "text", "By how much of the measure."),
        Column("min_days", "integer", "Fewest days between two events."),
        Column("max_days", "integer", "Most days between two events."),
        Column("words", "text", "Words that these limits stand for."),
        Column("why", "text", "Why no other kind fits."),
        Column("spell", "integer", "2 for the second time that a state held."),
    ),
)
APPEARANCES = Table(
    "appearances",
    "Appearance",
    "Where claims were made; a claim without one is the corpus's own.",
    ("claim", "position"),
    (
        needed("claim", "Id of the claim.", "claims"),
        needed("position", "1 for the claim's first, and so on.", of="integer"),
        needed("source", "Document that it stands in.", "sources"),
        Column("source_label", "text", "Title of that document."),
        Column("passage", "text", "Passage of that document."),
        *entity("by", "Who says it there, if not the document itself."),
        *dated("said", "When it was said"),
        Column("implied", "boolean", "True where the text implies it."),
    ),
)
EVIDENCE = Table(
    "evidence",
    "Evidence",
    "What sources say for, against or around claims.",
    ("claim", "position"),
    (
        needed("claim", "Id of the claim.", "claims"),
        needed("position", "1 for the claim's first, and so on.", of="integer"),
        needed("source", "Document that says it.", "sources"),
        Column("source_label", "text", "Title of that document."),
        Column(
            "stance",
            "text",
            "Whether it speaks for the claim, against it, or around it.",
            needed=True,
            choices=("supports", "refutes", "context"),
        ),
        needed("basis", "From those who did it, from a report, or said before the fact."),
        needed("says", "What it says, in the corpus's own words."),
        Column("place", "text", "Where in the source."),
        needed("read", "How much of the source was read."),
    ),
)
FACTS = Table(
    "facts",
    "Fact",
    "What the corpus establishes: lives, names, parents, posts, releases, with their windows.",
    ("id",),
    (
        needed("id", "Name of the fact, made of its kind and what it is about."),
        needed("kind", "Kind of the propositions that say so."),
        *entity("subject", "Entity that it is about."),
        *entity("object", "Second entity, such as the whole of a part or the place of a post."),
        Column("detail", "text", "The name, the title of the post, the stage, the terms."),
        Column("official", "boolean", "True for the one official name."),
        Column("still", "boolean", "True where a claim says that it was so when checked."),
        *inferred("start"),
        *inferred("end"),
        needed("said_by", "Ids of the claims that say so.", of="texts"),
    ),
)
SOURCES = Table(
    "sources",
    "Source",
    "Documents that claims stand in or that evidence comes from.",
    ("id",),
    (
        needed("id", "Stable name of the source."),
        needed("kind", "Sort of document."),
        needed("title", "Its title, or a description where it has none."),
        needed("publisher", "Who published it."),
        *entity("by", "Entity that speaks in it."),
        *dated("published", "The day of publication"),
        needed("address", "Where it was read."),
        *dated("retrieved", "The day it was read"),
        Column("archive_address", "text", "A permanent copy."),
        *dated("archived", "The day of that copy"),
        needed("derived_from", "Ids of the sources that it repeats.", of="texts"),
        needed(
            "origins",
            "Ids of the ends of its derived_from chains; itself where it repeats none.",
            of="texts",
        ),
        needed("language", "BCP 47 tag of its language."),
        *RECORD,
    ),
)
ENTITIES = Table(
    "entities",
    "Entity",
    "Who and what claims are about.",
    ("id",),
    (
        needed("id", "Stable name of the entity."),
        needed("kind", "What it is."),
        needed("name", "A name to show."),
        needed("aliases", "Other names, for look-up.", of="texts"),
        Column("wikidata", "text", "Item in Wikidata."),
        *RECORD,
    ),
)
PASSAGES = Table(
    "passages",
    "Passage",
    "Located spans of the documents under check; their words stay out of the corpus.",
    ("source", "position"),
    (
        needed("source", "Document that it is in.", "sources"),
        needed("position", "1 for the document's first, and so on.", of="integer"),
        needed("passage", "Name of the passage in that document."),
        needed("section", "Heading, or its number."),
        needed("first_words", "Its first few words."),
        needed("last_words", "Its last few words."),
        Column("nth", "integer", "Which occurrence of the first words in the section."),
        needed("span_sha256", "SHA-256 of the normalised span."),
        Column("unchecked", "text", "Why it is not checked."),
    ),
)
CORRECTIONS = Table(
    "corrections",
    "Correction",
    "What was changed in claims since their publication.",
    ("claim", "position"),
    (
        needed("claim", "Id of the claim.", "claims"),
        needed("position", "1 for the claim's first, and so on.", of="integer"),
        *dated("corrected", "The day of the change"),
        needed("what", "What was wrong, and what it says now."),
    ),
)
REDIRECTS = Table(
    "redirects",
    "Redirect",
    "Ids that records had before, and the ids they have now.",
    ("former_id",),
    (
        needed("former_id", "Id that a record had."),
        needed("id", "Id that it has."),
        needed("sort", "claim, entity or source."),
    ),
)
FINDINGS = Table(
    "findings",
    "Finding",
    "What the check of the corpus says, notes included.",
    ("position",),
    (
        needed("position", "Place in the report, from 1.", of="integer"),
        needed("rule", "Name of the rule; `claims-check explain RULE` has its manual."),
        Column("severity", "text", "How bad it is.", needed=True, choices=SEVERITIES),
        Column("certainty", "text", "On which reading.", needed=True, choices=CERTAINTIES),
        needed("message", "What is wrong, and what to write instead."),
        needed("file", "Path of the file in its repository."),
        needed("line", "Line in it, from 1.", of="integer"),
        needed("column", "Code point in the line, from 1.", of="integer"),
        Column("pointer", "text", "JSON Pointer of the value; null for the whole record."),
        Column("record", "text", "Id of the record; null where the file is none."),
        needed("conflict", "Ids of the records that cannot all hold.", of="texts"),
        Column("suspect", "text", "Id of the record most likely at fault."),
        needed("fingerprint", "Stays when lines move and words change."),
    ),
)

TABLES = (
    *(CLAIMS, PROPOSITIONS, APPEARANCES, EVIDENCE, FACTS, SOURCES, ENTITIES),
    *(PASSAGES, CORRECTIONS, REDIRECTS, FINDINGS),
)
