"""Rules asked about each record: its own, those that see others, and the stand in the timeline.

What is asked of one record changes nothing for the next, so several processes may share the asking;
and what needs no timeline may be asked while that is still being made.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from claims_check.corpus.entry import Entry, Said
from claims_check.corpus.tree import ChangedFileError
from claims_check.cross_examination import VERDICT_RULES, verdict_problems
from claims_check.findings import FAULT, Problem
from claims_check.named_tuple import NamedTuple
from claims_check.rules.rule import Check, Rule, View
from claims_check.timeline.constraints import Constraint
from claims_check.workers import beside, in_parts

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from claims_check.records.claim import Claim

FIRST = 256
"""Records that are asked about before the work is shared: what rules build from all records is
built with them, once for all processes."""

REMEMBERED = 1500
"""Records of which it is remembered from the first time to the second which rules are about them:
in a large corpus, other processes ask, and memory is short."""

STEPS = 3
"""Of a whole run as it is watched: constraining, asking without the timeline, and with it."""

Asked = tuple[str, Check]
Told = tuple[str, Problem]


class Chosen(NamedTuple):
    """The rules that are asked about a record, by what they see."""

    itself: list[Asked]
    records: list[Asked]
    timeline: list[Asked]


class _Asked:
    """Which rules are asked about which entries: by sort of record, and by kind of proposition."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        rules = list(rules)
        self.told = [rule for rule in rules if rule.check is None and rule.constrain is None]
        self.of_files = [(r.name, r.check) for r in rules if r.check and "file" in r.sorts]
        self._rules = rules
        self._needed = sorted({rule.needs for rule in rules if rule.needs})
        self._where: dict[tuple[str, str], tuple[list[Rule], tuple[list[str], ...]]] = {}
        self._about: dict[object, Chosen] = {}

    def about(self, entry: Entry) -> Chosen:
        """The rules that are asked about a readable record."""
        sort, kind, label, record = entry.sort or "", "", "", entry.record.__dict__
        if sort == "claim":
            proposition, verdict = record["proposition"].__dict__, record["verdict"].__dict__
            kind, label = proposition["kind"], verdict["label"]
        where = self._where.get((sort, kind))
        if where is None:
            rules = [
                rule
                for rule in self._rules
                if rule.check and sort in rule.sorts and (rule.kinds is None or kind in rule.kinds)
            ]
            parts = (record, proposition, verdict) if sort == "claim" else (record, {}, {})
            needed = tuple([each for each in self._needed if each in part] for part in parts)
            where = self._where[sort, kind] = rules, needed
        rules, needed = where
        has = [each for each in needed[0] if record[each]]
        if kind:
            has += [each for each in needed[1] if proposition[each]]
            has += [each for each in needed[2] if verdict[each]]
        key = (sort, kind, label, *has)
        found = self._about.get(key)
        if found is None:
            found = self._about[key] = Chosen([], [], [])
            for rule in rules:
                if (rule.labels is None or label in rule.labels) and (
                    not rule.needs or rule.needs in has
                ):
                    getattr(found, rule.sees).append((rule.name, rule.check))
        return found


class Part(NamedTuple):
    """What was found in some of the records, by their numbers, and how often each rule looked."""

    found: list[tuple[int, str, Problem]]
    examined: dict[str, int]
    own: list[tuple[int, Said]]


class Asking:
    """Asks all rules about all records, in the order of the corpus.

    `stated` gives what rules would state of a claim if it were supported; `watch` is told how far
    the run has come, and of how much.  What a record's own rules say is told apart only where
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
        self._chosen: dict[int, Chosen] = {}
        self._examines = not VERDICT_RULES.isdisjoint(rule.name for rule in rules)

    @contextmanager
    def begun(self) -> Iterator[Callable[[], Iterator[Part]]]:
        """Begin with what needs no timeline, beside the making of one.

        Gives what tells, once the timeline is made, all that is found, part by part.
        """
        with beside(self._without_timeline, len(self._entries)) as told:
            yield lambda: self._everything(told)

    def _everything(self, told: Callable[[], Part] | None) -> Iterator[Part]:
        number = len(self._entries)
        if told is None:  # no other process does it
            yield self._without_timeline()
        first = self._with_timeline(range(min(FIRST, number)))
        rest = in_parts(min(FIRST, number), number, self._with_timeline)
        if told is not None:
            yield told()  # which by now nobody has to wait for
        yield first
        yield from rest
        claims = sum(entry.readable and entry.sort == "claim" for entry in self._entries)
        counted = {r.name: number if "file" in r.sorts else claims for r in self._asked.told}
        yield Part([], counted, [])

    def _without_timeline(self) -> Part:
        """What reading found, and the rules that see the records only."""
        part = Part([], defaultdict(int), [])
        asked = self._asked
        for number, entry in enumerate(self._entries):
            self._tell(1, number)
            if entry.problems:
                part.found.extend((number, *told) for told in entry.problems)
            said: list[Told] = []
            self._ask(asked.of_files, entry, said, part.examined)
            if entry.readable:
                chosen = asked.about(entry)
                if number < REMEMBERED:
                    self._chosen[number] = chosen
                if entry.own is not None or self._remembers:
                    own = entry.own or self._own(chosen.itself, entry.record)
                    said += own.problems
                    for name in own.examined:
                        part.examined[name] += 1
                    if entry.own is None:
                        part.own.append((number, own))
                else:
                    self._ask(chosen.itself, entry.record, said, part.examined)
                self._ask(chosen.records, entry.record, said, part.examined)
            if said:
                _keep(said, number, entry, part)
        return part

    def _with_timeline(self, numbers: range) -> Part:
        """The rules that see the timeline, and the stand."""
        part = Part([], defaultdict(int), [])
        for number in numbers:
            self._tell(2, number)
            entry = self._entries[number]
            if entry.readable:
                said: list[Told] = []
                chosen = self._chosen.get(number) or self._asked.about(entry)
                self._ask(chosen.timeline, entry.record, said, part.examined)
                if self._examines:
                    self._examine(entry, said)
                if said:
                    _keep(said, number, entry, part)
        return part

    def _tell(self, step: int, done: int) -> None:
        if self._watch is not None and not done % 256:
            of = len(self._entries)
            self._watch(step * of + done, STEPS * of)

    def _own(self, rules: list[Asked], record: Any) -> Said:
        """What a record's own rules say of it."""
        problems: list[Told] = []
        examined: dict[str, int] = defaultdict(int)
        self._ask(rules, record, problems, examined)
        return Said(tuple(problems), tuple(examined))

    def _ask(
        self, rules: list[Asked], record: Any, said: list[Told], examined: dict[str, int]
    ) -> None:
        """Ask rules about one record; one that yields nothing did not examine it."""
        view = self._view
        for name, check in rules:
            looked = False
            try:
                for problem in check(record, view):
                    looked = True
                    if problem is not None:
                        said.append((name, problem))
            except ChangedFileError:
                raise
            except Exception as error:  # a rule's fault must not cost the findings of all others
                said.append((FAULT, fault(f"the rule {name}", error)))
            if looked:
                examined[name] += 1

    def _examine(self, entry: Entry, said: list[Told]) -> None:
        """Put a claim that is not supported against the timeline that the others make."""
        digest = entry.digest
        if digest is None or digest.sort != "claim" or not digest.live or digest.establishes:
            return
        claim: Claim = entry.record
        try:
            said += verdict_problems(claim, self._stated(claim), self._view.timeline)
        except ChangedFileError:
            raise
        except Exception as error:  # as of a rule
            said.append((FAULT, fault("cross-examination", error)))


def _keep(said: list[Told], number: int, entry: Entry, part: Part) -> None:
    """Keep what rules say of a record; nothing of a repeated key, whose value is not known."""
    twice = {problem.at for name, problem in entry.problems if name == "duplicate-key"}
    part.found.extend((number, name, problem) for name, problem in said if problem.at not in twice)


def fault(what: str, error: Exception) -> Problem:
    """The problem that a rule, or what else judges records, failed on one."""
    return Problem(
        f"{what} failed on this record ({type(error).__name__}: {error}); "
        "this is a fault of claims-check, not of the record: please report it"
    )
