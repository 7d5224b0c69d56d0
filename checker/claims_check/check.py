"""Rules over a corpus: constrain, then the network, then check; suppressions; the report.

The one file to read for the flow.  A rule that raises becomes the finding `checker-fault`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager

from claims_check import dates
from claims_check.asking import STEPS, Asking, Part, fault
from claims_check.corpus.corpus import Corpus
from claims_check.corpus.entry import Entry, Found, Said
from claims_check.corpus.tree import ChangedFileError
from claims_check.findings import FAULT, Finding, Fix, Problem, Report, RuleCount, Severity
from claims_check.named_tuple import NamedTuple
from claims_check.rules.rule import Constrain, Rule, View
from claims_check.suppressions import set_aside
from claims_check.timeline.constraints import Constraint, own_dates
from claims_check.timeline.timeline import Timeline

TYPE_CHECKING = False
if TYPE_CHECKING:
    from claims_check.records.claim import Claim

LOWER: dict[Severity, Severity] = {"error": "warning", "warning": "note", "note": "note"}
"""A finding that holds only in the literal reading is one step milder."""


class Checked(NamedTuple):
    """A checked corpus: its report, and the timeline for whoever asks about states and dates."""

    report: Report
    view: View


def check_corpus(
    corpus: Corpus,
    rules: Iterable[Rule],
    as_of: int | None = None,
    severities: dict[str, Severity] | None = None,
    *,
    place_notes: bool = True,
    remember: Callable[[Entry, Said], None] | None = None,
    watch: Callable[[int, int], None] | None = None,
) -> Checked:
    """Run the rules over the corpus.

    `as_of` is a day number, by default the newest day on which a claim was checked; `severities`
    overrides the rules' own.  Without `place_notes` notes stand at the top of their files: who only
    counts them need not look for the place.  `remember` is told what the own rules of each record
    found in it, `watch` how far the run has come, and of how much.
    """
    day = as_of if as_of is not None else corpus.newest_check() or dates.MIN_DAY
    other = severities or {}
    chosen = [r._replace(severity=other[r.name]) if r.name in other else r for r in rules]
    run = _Run(corpus, chosen, View(corpus, Timeline(corpus.entry_of), day), remember)
    with run.asking(watch) as told:
        run.constrain(watch)
        run.contradictions()
        run.check(told())
    found, suppressed = set_aside(run.found, corpus, run.rules, day, run.examined)
    findings = _placed(found, corpus, place_notes) if found else []
    made: dict[str, int] = {}
    for finding in findings:
        made[finding.rule] = made.get(finding.rule, 0) + 1
    counts = (RuleCount(r.name, run.examined.get(r.name, 0), made.get(r.name, 0)) for r in chosen)
    report = Report(
        dates.day_text(day),
        len(corpus.claims),
        len(corpus.entities),
        len(corpus.sources),
        tuple(findings),
        suppressed,
        tuple(sorted(counts)),
    )
    return Checked(report, run.view)


def _placed(found: list[Found], corpus: Corpus, place_notes: bool) -> list[Finding]:
    from claims_check.placing import Places  # a clean corpus has nothing to place

    places = Places(corpus)
    findings = (places.finding(f, place_notes or f.severity != "note") for f in found)
    return sorted(findings, key=lambda finding: finding.order)


class _Run:
    """One run of the rules: what they found and how much each examined."""

    def __init__(
        self,
        corpus: Corpus,
        rules: list[Rule],
        view: View,
        remember: Callable[[Entry, Said], None] | None,
    ) -> None:
        self.corpus = corpus
        self.rules = {rule.name: rule for rule in rules}
        self.view = view
        self.remember = remember
        self.found: list[Found] = []
        self.examined: dict[str, int] = {}
        self._bound: dict[str, list[tuple[str, Constrain]]] = {}

    def constrain(self, watch: Callable[[int, int], None] | None) -> None:
        """First all dates, then what rules say about their order."""
        timeline = self.view.timeline
        claims: list[Entry] = []
        for entry in self.corpus.entries:
            digest = entry.digest
            if digest is None or digest.sort != "claim" or not digest.establishes:
                continue
            if self.corpus.entry_of[digest.id] is entry:  # of two with one id the first counts
                claims.append(entry)
                timeline.add(entry)
        timeline.close()
        for number, entry in enumerate(claims):
            if watch is not None and not number % 256:
                watch(number, STEPS * len(claims))
            claim: Claim = entry.record
            timeline.date(entry.id, claim)  # its own id is one text more, where it was read again
            self._constrain(entry, claim)

    def _binding(self, claim: Claim) -> list[tuple[str, Constrain]]:
        """The rules that state something of claims of a kind."""
        kind = claim.proposition.kind
        if kind not in self._bound:
            self._bound[kind] = [
                (rule.name, rule.constrain)
                for rule in self.rules.values()
                if rule.constrain is not None and (rule.kinds is None or kind in rule.kinds)
            ]
        return self._bound[kind]

    def _constrain(self, entry: Entry, claim: Claim) -> None:
        timeline = self.view.timeline
        for name, constrain in self._binding(claim):
            try:
                constraints = [*constrain(claim, self.view)]
            except ChangedFileError:
                raise
            except Exception as error:  # a rule's fault must not cost the findings of all others
                self._fault(f"the rule {name}", entry, error)
                continue
            if constraints and timeline.constrain(entry.id, name, constraints):
                self.examined[name] = self.examined.get(name, 0) + 1

    def contradictions(self) -> None:
        """What the network says cannot all hold, each under the rule that names it."""
        solution = self.view.timeline.solve()
        contradictions = solution.contradictions
        if solution.undecided:
            self._undecided(solution.undecided)
        if not contradictions:
            return
        from claims_check import suspicion
        from claims_check.timeline import explanation

        for id in sorted({id for found in contradictions for id in found.owners}):
            self._recall(self.view.timeline.claims[id])
        parts = Counter(owner for found in contradictions for owner in found.owners)
        cures: dict[str, Fix | None] = {}
        for contradiction in contradictions:
            name = explanation.rule_of(contradiction)
            if name not in self.rules:
                continue
            entry = self.corpus.entry_of[explanation.home_of(contradiction)]
            problem = explanation.contradiction_problem(
                contradiction, self.view.timeline, self.view.name
            )
            suspect = suspicion.suspect(contradiction, parts, self.view)
            if suspect is not None and suspect not in cures and len(cures) < suspicion.MOST:
                cures[suspect] = self._cure(suspect)
            problem = problem._replace(suspect=suspect, fix=cures.get(suspect or ""))
            self._add(name, entry, problem)

    def _cure(self, suspect: str) -> Fix | None:
        from claims_check import suspicion

        try:
            return suspicion.cure(suspect, self.corpus, self.view, self._stated)
        except ChangedFileError:
            raise
        except Exception as error:  # the finding counts, with an edit or without
            self._fault("the search for an edit", self.corpus.entry_of[suspect], error)
            return None

    def _recall(self, claim: Claim) -> None:
        """Have the timeline remember where a claim states what it does."""
        timeline = self.view.timeline
        for constraint in own_dates(claim):
            timeline.recall(claim.id, "", constraint)
        for name, constrain in self._binding(claim):
            try:
                for constraint in constrain(claim, self.view):
                    timeline.recall(claim.id, name, constraint)
            except ChangedFileError:
                raise
            except Exception:  # told when it was constrained
                continue

    def _undecided(self, points: tuple[int, ...]) -> None:
        """Say which claims the network could not judge within its bounds."""
        timeline = self.view.timeline
        keys = {timeline.keys[point] for point in points}
        claims = sorted(
            id
            for fact in timeline.all_facts()
            if not keys.isdisjoint(fact.points)
            for id in fact.claims
        )
        if claims:
            problem = Problem(
                f"the dates and gaps of {len(claims)} claims lead back to one another so often "
                "that they could not be judged; state fewer gaps, or more days",
                ("proposition",),
                conflict=tuple(claims),
            )
            self._add("too-tangled-to-judge", self.corpus.entry_of[claims[0]], problem)

    def _stated(self, claim: Claim) -> Iterator[Constraint]:
        """What the rules would state of a claim if it were supported."""
        for _, constrain in self._binding(claim):
            try:
                yield from list(constrain(claim, self.view))
            except ChangedFileError:
                raise
            except Exception:  # reported as checker-fault where the rule meets supported claims
                continue

    def _add(self, name: str, entry: Entry, problem: Problem) -> None:
        """Keep a problem, as severe as its rule, or one step milder where it is only possible."""
        rule = self.rules.get(name)
        if rule is not None:
            definite = problem.certainty == "definite"
            severity = rule.severity if definite else LOWER[rule.severity]
            self.found.append(Found(name, severity, entry, problem))

    def asking(
        self, watch: Callable[[int, int], None] | None
    ) -> AbstractContextManager[Callable[[], Iterator[Part]]]:
        """Each rule on each record of its sorts, begun with what needs no timeline."""
        rules, remembers = list(self.rules.values()), self.remember is not None
        entries = self.corpus.entries
        return Asking(entries, rules, self.view, self._stated, watch, remembers).begun()

    def check(self, told: Iterable[Part]) -> None:
        """What the rules say of the records."""
        entries = self.corpus.entries
        for part in told:
            for number, name, problem in part.found:
                self._add(name, entries[number], problem)
            for name, times in part.examined.items():
                self.examined[name] = self.examined.get(name, 0) + times
            if self.remember is not None:
                for number, own in part.own:
                    self.remember(entries[number], own)

    def _fault(self, what: str, entry: Entry, error: Exception) -> None:
        self._add(FAULT, entry, fault(what, error))
