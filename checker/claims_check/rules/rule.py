"""What a rule is, and what it sees.

A rule is a function whose name is the defect, with dashes for underscores, and whose docstring is
its manual: the defect in one sentence, why it matters, examples that must fail and near misses that
must pass (`tests/examples.py` says how they are written).  Rules come in two shapes:

* `check(record, view)` looks at one record, typed, and at the digests of all others.  For each thing
  it looks at it yields a Problem, or None where all is well; a record for which it yields nothing
  was not examined.
* `constrain(claim, view)` states what must hold in time, by yielding constraints on the points of a
  supported claim; the network decides whether all of them can hold together.  It binds every other
  record: what is odd but can be is checked against the windows (`timeline.certainty`) instead.

A rule knows no colours, formats, files or options, and imports no other rule.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from claims_check import dates
from claims_check.findings import Certainty, Pointer, Problem, Related, Severity
from claims_check.named_tuple import NamedTuple
from claims_check.records.references import walk
from claims_check.timeline.constraints import Constraint
from claims_check.timeline.timeline import Timeline

Looked = Iterator[Problem | None]

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Literal, TypeVar

    from claims_check.corpus.corpus import Corpus
    from claims_check.corpus.digest import (
        ClaimDigest,
        Digest,
        EntityDigest,
        SourceDigest,
    )
    from claims_check.corpus.entry import Entry
    from claims_check.corpus.namesakes import Meant, Namesakes
    from claims_check.records.claim import Claim
    from claims_check.records.references import Reference, Wanted
    from claims_check.timeline.certainty import Certain

    Sort = Literal["file", "claim", "entity", "source"]
    Sees = Literal["itself", "records", "timeline"]
    Check = Callable[[Any, "View"], Looked]
    Constrain = Callable[[Any, "View"], Iterator[Constraint]]
    Built = TypeVar("Built")
else:
    Sort = Sees = str
    Check = Constrain = Callable


class Rule(NamedTuple):
    """A rule of the catalogue.

    It is not asked about claims of other `kinds` of proposition or with other `labels` of their
    verdict, where it names any, nor about records that lack the member that it `needs`: one of the
    record, of its proposition or of its verdict.  What a rule without a function is about, the
    reader or the network reports under its name.
    """

    name: str
    sorts: tuple[Sort, ...]
    severity: Severity
    manual: str
    check: Check | None = None
    constrain: Constrain | None = None
    kinds: frozenset[str] | None = None
    labels: frozenset[str] | None = None
    needs: str = ""
    sees: Sees = "timeline"

    @property
    def summary(self) -> str:
        """The defect in one sentence."""
        return self.manual.split("\n", 1)[0]


def check(
    function: Check,
    *sorts: Sort,
    severity: Severity = "error",
    kinds: Iterable[str] = (),
    labels: Iterable[str] = (),
    needs: str = "",
    sees: Sees = "timeline",
) -> Rule:
    """A rule that looks at records of some sorts; at claims of some kinds or verdicts only.

    What it `sees` says when it can be asked, and how long what it found stays true.
    """
    manual, kinds, labels = function.__doc__ or "", frozenset(kinds), frozenset(labels)
    return Rule(
        _name(function),
        sorts,
        severity,
        manual,
        function,
        None,
        kinds or None,
        labels or None,
        needs,
        sees,
    )


def constrain(function: Constrain, severity: Severity = "error", kinds: Iterable[str] = ()) -> Rule:
    """A rule that states what must hold in time, for claims of some kinds where it names any."""
    manual, kinds = function.__doc__ or "", frozenset(kinds)
    return Rule(_name(function), ("claim",), severity, manual, None, function, kinds or None)


def reported(manual: Callable[[], None], *sorts: Sort, severity: Severity = "error") -> Rule:
    """A rule that others report under its name, the reader or the network; here is its manual.

    It examines every record of its sorts, by default every file.
    """
    return Rule(_name(manual), sorts or ("file",), severity, manual.__doc__ or "")


def _name(function: Callable[..., Any]) -> str:
    return str(getattr(function, "__name__", "")).replace("_", "-")


BEARING: dict[str, tuple[str, ...]] = {
    "supported": ("supports",),
    "refuted": ("refutes",),
    "conflicting-evidence": ("supports", "refutes"),
}
"""The stances that evidence for a verdict has."""


def established(claim: Claim) -> bool:
    """Whether a claim counts for the timeline: supported and not withdrawn."""
    return claim.withdrawn is None and claim.verdict.label == "supported"


class View:
    """What a rule sees beside its own record: digests of all others, and the timeline."""

    def __init__(self, corpus: Corpus, timeline: Timeline, as_of: int) -> None:
        self.records: Mapping[str, Digest] = corpus.records
        self.entry_of: dict[str, Entry] = corpus.entry_of
        """Where each record is, for whoever looks at the digests of many."""
        self.claims: dict[str, ClaimDigest] = corpus.claims
        self.entities: dict[str, EntityDigest] = corpus.entities
        self.sources: dict[str, SourceDigest] = corpus.sources
        self.of_sort: dict[str, Collection[str]] = {
            "entity": corpus.entities,
            "claim": corpus.claims,
            "source": corpus.sources,
            "record": corpus.entry_of,
            "mixed": (),
        }
        """The ids of the records that may be named where one of a sort is wanted."""
        self.timeline = timeline
        self.as_of = as_of
        self.latest: dict[object, tuple[object, Any]] = {}
        """What several rules share on the record that is being checked."""
        self._corpus = corpus
        self._users: dict[str, list[str]] | None = None
        self._built: dict[object, Any] = {}
        self._namesakes: Namesakes | None = None
        self._behind: dict[str, tuple[str, ...]] = {}
        self._origins: dict[str, tuple[str, ...]] = {}

    def users(self, id: str) -> list[str]:
        """The records that name this one, in the order of their files."""
        if self._users is None:
            self._users = self._corpus.users()
        return self._users.get(id, [])

    def missed(self) -> Iterator[Reference]:
        """The places at which records name one that is not there."""
        for entry in self._corpus.entries:
            digest = entry.digest
            if digest is not None and not all(id in self.entry_of for id in digest.names):
                yield from (ref for ref in entry.references if ref.id not in self.records)

    def once(self, build: Callable[[View], Built]) -> Built:
        """What a rule builds from all records: built when first asked for, and kept."""
        if build not in self._built:
            self._built[build] = build(self)
        built: Built = self._built[build]
        return built

    def homes(self, id: str) -> list[Entry]:
        """The files and lines whose records bear this id; the first is the one that counts."""
        return self._corpus.bearers.get(id) or [self._corpus.entry_of[id]]

    def exists(self, id: str) -> bool:
        """Whether a record bears this id, or a record's file this name."""
        return id in self.records or id in self._corpus.stems

    def meant(self, id: str, wanted: Wanted) -> Meant | None:
        """The record that a reference to an id that none bears most likely means."""
        if self._namesakes is None:
            from claims_check.corpus.namesakes import Namesakes

            self._namesakes = Namesakes(self._corpus, self.of_sort)
        return self._namesakes.meant(id, wanted)

    def statement(self, id: str) -> str:
        """What a claim states, in one sentence."""
        return self._corpus.statement(id)

    def name(self, id: str) -> str:
        """The display name of an entity, or the id where it has no readable record."""
        entity = self.entities.get(id)
        return entity.name if entity else id

    def kind(self, id: str) -> str:
        """The kind of an entity, empty where it has no readable record."""
        entity = self.entities.get(id)
        return entity.kind if entity else ""

    def origin(self, source: str) -> tuple[str, ...]:
        """The ends of a source's `derived_from` chains, sorted; itself where it derives from none.

        A circle ends where it closes; `evidence-runs-in-a-circle` reports it.
        """
        found = self._origins.get(source)
        if found is None:
            all_of_it = self.behind(source)
            ends = [id for id in all_of_it if not self._derived_from(id)]
            found = self._origins[source] = tuple(sorted(ends or all_of_it))
        return found

    def behind(self, source: str) -> tuple[str, ...]:
        """A source and all that it derives from, the nearest first."""
        found = self._behind.get(source)
        if found is None:
            reached = {source: None}
            waiting = [source]
            for id in waiting:  # grows as it is read
                new = [other for other in self._derived_from(id) if other not in reached]
                reached.update(dict.fromkeys(new))
                waiting += new
            found = self._behind[source] = tuple(reached)
        return found

    def _derived_from(self, source: str) -> tuple[str, ...]:
        digest = self.sources.get(source)
        return digest.derived_from if digest else ()


def ids_named_in(claim: Claim) -> list[str]:
    """The records that a claim's proposition names."""
    p: Any = claim.proposition
    values = p.__dict__
    found: list[str] = []
    for name, _ in p.refers:
        value = values[name]
        if type(value) is str:
            found.append(value)
        elif value:
            found += value
    return found


def named_in(claim: Claim) -> list[Reference]:
    """The places of a claim's proposition that name other records."""
    found: list[Reference] = []
    proposition: Any = claim.proposition
    walk(proposition, ("proposition",), found)
    return found


def at_date_or(claim: Claim, *field: str | int) -> Pointer:
    """Where a constraint of a claim is shown: at a field where the claim gives no date of its own."""
    p = claim.proposition
    if any(getattr(p, date, None) for date in ("start", "end", "at")):
        return ("proposition",)  # the date that fails is known only when it does
    return ("proposition", *field)


def certain_problem(id: str, view: View, certain: Certain, message: str, at: Pointer) -> Problem:
    """The problem, shown in one record, of an order in time that several records make certain."""
    conflict = tuple(sorted({id, *certain.owners}))
    related = tuple(
        Related(other, ("proposition",), view.statement(other))
        for other in conflict
        if other != id and other in view.claims
    )
    message += grant(certain.certainty)
    return Problem(message, at, conflict=conflict, certainty=certain.certainty, related=related)


def shortest_circle(start: str, after: Callable[[str], Iterable[str]]) -> list[str]:
    """The shortest way from an id back to itself, without its repetition at the end; [] if none.

    Breadth first, in the order in which `after` gives what an id leads to.
    """
    came_from: dict[str, str] = {}
    waiting = [start]
    for id in waiting:
        for following in after(id):
            if following == start:
                circle = [id]
                while circle[-1] != start:
                    circle.append(came_from[circle[-1]])
                return circle[::-1]
            if following not in came_from:
                came_from[following] = id
                waiting.append(following)
    return []


def without_loose_ends(following: dict[str, list[str]]) -> dict[str, list[str]]:
    """Only those ids from which a circle can be reached, so that few have to be searched from.

    What each leads to comes sorted, so that the circle that is found does not depend on the files.
    """
    before: dict[str, list[str]] = {}
    ways = {}
    for first, all_after in following.items():
        ways[first] = len(all_after)
        for then in all_after:
            before.setdefault(then, []).append(first)
    loose = [first for first, number in ways.items() if not number]
    for end in loose:  # grows as it is read
        for first in before.get(end, ()):
            ways[first] -= 1
            if not ways[first]:
                loose.append(first)
    gone = set(loose)
    return {
        first: sorted(then for then in all_after if then not in gone)
        for first, all_after in following.items()
        if first not in gone
    }


def circle_problem(
    id: str, view: View, following: dict[str, list[str]], says: Callable[[list[str]], str]
) -> Problem | None:
    """The problem of claims that lead to one another in a circle, told at the last of them by id.

    `says` puts a circle into words.
    """
    circle = shortest_circle(id, lambda claim: following.get(claim, ())) if following else []
    if not circle or id != max(circle):
        return None
    related = tuple(
        Related(other, ("proposition",), view.statement(other)) for other in circle if other != id
    )
    message = f"{says(circle)}; swap the two sides where they are the wrong way round"
    return Problem(message, ("proposition",), conflict=tuple(sorted(circle)), related=related)


def comes_before(
    first: dates.Date, then: dates.Date, slack: int = 0, gap: int = 0
) -> Certainty | None:
    """How certain it is that one date comes more than `gap` days before another; None if it is not.

    Definite on every reading of both and with `slack` days granted; possible only as written.
    """
    if first.wide.latest + gap + slack < then.wide.earliest:
        return "definite"
    return "possible" if first.literal.latest + gap < then.literal.earliest else None


def grant(certainty: Certainty) -> str:
    """What a message about dates ends with where what it says is only possible."""
    if certainty == "definite":
        return ""
    return "; all can hold only if a ~, a ? or a day of slack is granted"


def exact_day(date: dates.Date | None) -> int | None:
    """The day number of a date that is one day without doubt, else None."""
    if date is None or date.qualifier or date.literal.earliest != date.literal.latest:
        return None
    return date.literal.earliest
