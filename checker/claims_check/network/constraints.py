"""All constraints of a network, in columns: many take little more than their numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, pairwise, repeat, starmap
from operator import itemgetter

from claims_check.network.constraint import (
    LITERAL,
    UNBOUNDED,
    Constraint,
    End,
    Limit,
    Owners,
    Reading,
    limit,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

BATCH: Final = 4096
"""So many constraints are put into columns at once; a small network never has as many."""


class Constraints:
    """Constraints in the order in which they were added.

    `rows` are the latest; who appends to them calls `pack` once they are BATCH.
    """

    __slots__ = ("_packed", "rows")

    def __init__(self, constraints: Iterable[Constraint] = ()) -> None:
        self.rows: list[Constraint] = []
        self._packed: _Columns | None = None
        for constraint in constraints:
            self.rows.append(constraint)
            if len(self.rows) == BATCH:
                self.pack()

    def pack(self) -> None:
        """Put the latest constraints into the columns."""
        if self._packed is None:
            self._packed = _Columns()
        self._packed.take(self.rows)
        self.rows.clear()

    def limits(self, reading: Reading) -> Iterator[Limit]:
        """What each of them says."""
        late = zip(*(map(itemgetter(n), self.rows) for n in (0, 1, reading)), strict=True)
        packed = self._packed
        if packed is None:
            return late
        days = packed.days if reading == LITERAL else packed.wide
        return chain(zip(packed.first, packed.then, days, strict=True), late)

    def ends(self, end: End) -> Iterator[int]:
        """The first point of each of them, or the other."""
        late = map(itemgetter(end), self.rows)
        packed = self._packed
        return late if packed is None else chain((packed.first, packed.then)[end], late)

    def limit(self, index: int, reading: Reading) -> Limit:
        """What one of them says."""
        packed = self._packed
        number = 0 if packed is None else len(packed.rules)
        if packed is None or index >= number:
            return limit(self.rows[index - number], reading)
        days = packed.days if reading == LITERAL else packed.wide
        return packed.first[index], packed.then[index], days[index]

    def owned(self) -> Iterator[tuple[Owners, range]]:
        """The owners of each, and the indices of all in a row that have these owners."""
        begin = 0
        if self._packed is not None:
            yield from self._packed.owned()
            begin = len(self._packed.rules)
        yield from ((row[4], range(n, n + 1)) for n, row in enumerate(self.rows, begin))

    def __len__(self) -> int:
        return len(self.rows) + (0 if self._packed is None else len(self._packed.rules))

    def __iter__(self) -> Iterator[Constraint]:
        return iter(self.rows) if self._packed is None else chain(self._packed, self.rows)

    def __getitem__(self, index: int) -> Constraint:
        packed = self._packed
        if packed is None:
            return self.rows[index]
        number = len(packed.rules)
        return packed[index] if index < number else self.rows[index - number]


class _Columns:
    """Constraints by what they are made of; the owners of several in a row stand once."""

    __slots__ = ("begin", "days", "first", "names", "owners", "rules", "then", "wide")

    def __init__(self) -> None:
        from array import array  # not loaded for a small network

        self.first, self.then, self.days, self.wide = (array("i") for _ in range(4))
        self.owners: list[str | Owners] = []  # nearly always a record alone
        self.begin = array("i")
        self.rules = array("H")
        self.names: dict[str, int] = {}

    def take(self, rows: list[Constraint]) -> None:
        """Add some constraints."""
        first, then, days, wide, owners, rules = zip(*rows, strict=True)
        self.first.extend(first)
        self.then.extend(then)
        self.days.extend(days)
        self.wide.extend(map(max, wide, repeat(-UNBOUNDED)))  # below that nothing is said
        last = self.owners[-1] if self.owners else None
        for number, each in enumerate(owners, len(self.rules)):
            kept = each[0] if len(each) == 1 else each
            if kept != last:
                self.owners.append(kept)
                self.begin.append(number)
                last = kept
        names = self.names
        self.rules.extend(names.setdefault(rule, len(names)) for rule in rules)

    def owned(self) -> Iterator[tuple[Owners, range]]:
        ends = pairwise([*self.begin, len(self.rules)])
        return zip(map(_owners, self.owners), starmap(range, ends), strict=True)

    def __iter__(self) -> Iterator[Constraint]:
        owners = chain.from_iterable(repeat(each, len(run)) for each, run in self.owned())
        rules = map([*self.names].__getitem__, self.rules)
        return zip(self.first, self.then, self.days, self.wide, owners, rules, strict=True)

    def __getitem__(self, index: int) -> Constraint:
        from bisect import bisect_right  # few runs ask for one of them

        return (
            self.first[index],
            self.then[index],
            self.days[index],
            self.wide[index],
            _owners(self.owners[bisect_right(self.begin, index) - 1]),
            [*self.names][self.rules[index]],
        )


def _owners(kept: str | Owners) -> Owners:
    return kept if isinstance(kept, tuple) else (kept,)
