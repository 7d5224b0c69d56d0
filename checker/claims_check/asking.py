"""Rules asked about each record: its own, those that see others, and the stand in the timeline.

What is asked of one record changes nothing for the next, so several processes may share the asking.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from claims_check.corpus.entry import Entry, Said
from claims_check.cross_examination import VERDICT_RULES, verdict_problems
from claims_check.findings import Problem
from claims_check.rules.rule import Check, Rule, View
from claims_check.timeline.constraints import Constraint
from claims_check.workers import in_parts

if TYPE_CHECKING:
    from claims_check.records.claim import Claim

FAULT = "checker-fault"

FIRST = 256
"""Records that are asked about before the work is shared: what rules build from all records is
built with them, once for all processes."""

Asked = tuple[str, Check]


class _Asked:
    """Which rules are asked about which entries: by sort of record, and by kind of proposition."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        rules = list(rules)
        self.told = [rule for rule in rules if rule.check is None and rule.constrain is None]
        self.of_files = [(r.name, r.check) for r in rules if r.check and "file" in r.sorts]
        self._rules = rules
        self._needed = sorted({rule.needs for rule in rules if rule.needs})
        self._about: dict[object, tuple[list[Asked], list[Asked]]] = {}

    def about(self, entry: Entry) -> tuple[list[Asked], list[Asked]]:
        """The rules that are asked about a readable record: its own, and those that see others."""
        sort, kind, label, record = entry.sort or "", "", "", entry.record
        of = also = more = record.__dict__
        if sort == "claim":
            also, more = record.proposition.__dict__, record.verdict.__dict__
            kind, label = also["kind"], more["label"]
        has = [each for each in self._needed if of.get(each) or also.get(each) or more.get(each)]
        key = (sort, kind, label, *has)
        found = self._about.get(key)
        if found is None:
            found = ([], [])
            for rule in self._rules:
                if (
                    rule.check
                    and sort in rule.sorts
                    and (rule.kinds is None or kind in rule.kinds)
                    and (rule.labels is None or label in rule.labels)
                    and (not rule.needs or rule.needs in has)
                ):
                    found[not rule.own].append((rule.name, rule.check))
            self._about[key] = found
        return found


class Part(NamedTuple):
    """What was found in some of the records, by their numbers, and how often each rule looked."""

    found: list[tuple[int, str, Problem]]
    examined: dict[str, int]
    own: list[tuple[int, Said]]


class Asking:
    """Asks all rules about all records, in the order of the corpus.

    `stated` gives what rules would state of a claim if it were supported; `watch` is told how many
    records are done, and of how many.  What a record's own rules say is told apart only where
    somebody `remembers` it: there is much of it, and other processes have to send it.
    """

    def __init__(
        self,
        entries: list[Entry],
        rules: list[Rule],
        view: View,
        stated: Callable[[Claim], Iterable[Constraint]],
        watch: Callable[[int, int], None] | None = None,
        remembers: bool = False,
    ) -> None:
        self._entries = entries
        self._view = view
        self._stated = stated
        self._watch = watch
        self._remembers = remembers
        self._asked = _Asked(rules)
        self._examines = not VERDICT_RULES.isdisjoint(rule.name for rule in rules)

    def everything(self) -> Iterator[Part]:
        """What is found in all records, part by part."""
        number = len(self._entries)
        yield self._look(range(min(FIRST, number)))
        yield from in_parts(min(FIRST, number), number, self._look)
        claims = sum(entry.readable and entry.sort == "claim" for entry in self._entries)
        told = {r.name: number if "file" in r.sorts else claims for r in self._asked.told}
        yield Part([], told, [])

    def _look(self, numbers: range) -> Part:
        found: list[tuple[int, str, Problem]] = []
        examined: dict[str, int] = {}
        kept: list[tuple[int, Said]] = []
        asked = self._asked
        for number in numbers:
            if self._watch is not None and not number % 256:
                self._watch(number - numbers.start, len(numbers))
            entry = self._entries[number]
            twice = {problem.at for name, problem in entry.problems if name == "duplicate-key"}
            found += ((number, name, problem) for name, problem in entry.problems)
            said = [self._ask(asked.of_files, entry)]
            if entry.readable:
                record = entry.record
                own, others = asked.about(entry)
                mine = entry.own or self._ask(own, record)
                if self._remembers:
                    kept.append((number, mine))
                said += mine, self._ask(others, record)
                found += ((number, name, problem) for name, problem in self._on_the_stand(entry))
            for problems, names in said:
                for name, problem in problems:
                    if problem.at not in twice:  # which of the two values is meant is not known
                        found.append((number, name, problem))
                for name in names:
                    examined[name] = examined.get(name, 0) + 1
        return Part(found, examined, kept)

    def _ask(self, rules: list[Asked], record: Any) -> Said:
        """What each rule says of one record; one that yields nothing did not examine it."""
        view = self._view
        found: list[tuple[str, Problem]] = []
        examined: list[str] = []
        for name, check in rules:
            looked = False
            try:
                for problem in check(record, view):
                    looked = True
                    if problem is not None:
                        found.append((name, problem))
            except Exception as error:  # a rule's fault must not cost the findings of all others
                found.append((FAULT, fault(name, error)))
            if looked:
                examined.append(name)
        return Said(tuple(found), tuple(examined))

    def _on_the_stand(self, entry: Entry) -> Iterator[tuple[str, Problem]]:
        """A claim that is not supported, against the timeline that the others make."""
        digest = entry.digest
        if not self._examines or digest is None or digest.sort != "claim":
            return
        if digest.live and not digest.establishes:
            claim: Claim = entry.record
            yield from verdict_problems(claim, self._stated(claim), self._view.timeline)


def fault(rule: str, error: Exception) -> Problem:
    """The problem that a rule failed on a record."""
    return Problem(
        f"the rule {rule} failed on this record ({type(error).__name__}: {error}); "
        "this is a fault of claims-check, not of the record: please report it"
    )
