"""All constraints of a network, in columns: many take little more than their numbers."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import chain, pairwise, repeat
from typing import Final, Literal

from claims_check.network.constraint import LITERAL, Constraint, Limit, Owners, Reading

BATCH: Final = 1024
"""So many constraints are put into columns at once; a small network never has as many."""


class Constraints:
    """Constraints in the order in which they were added.

    `rows` are the latest; who appends to them calls `pack` once they are BATCH.
    """

    __slots__ = (
        "_begin",
        "_days",
        "_first",
        "_names",
        "_owners",
        "_rules",
        "_then",
        "_wide",
        "rows",
    )

    def __init__(self, constraints: Iterable[Constraint] = ()) -> None:
        self.rows: list[Constraint] = []
        self._first, self._then, self._days, self._wide = (array("i") for _ in range(4))
        self._owners: list[str | Owners] = []  # nearly always a record alone, of several in a row
        self._begin = array("i")
        self._rules = array("H")
        self._names: dict[str, int] = {}
        for constraint in constraints:
            self.rows.append(constraint)
            if len(self.rows) == BATCH:
                self.pack()

    def pack(self) -> None:
        """Put the latest constraints into the columns."""
        first, then, days, wide, owners, rules = zip(*self.rows, strict=True)
        self._first.extend(first)
        self._then.extend(then)
        self._days.extend(days)
        self._wide.extend(wide)
        last = self._owners[-1] if self._owners else ()
        for number, each in enumerate(owners, len(self._rules)):
            said = each[0] if len(each) == 1 else each
            if said != last or not number:
                self._owners.append(said)
                self._begin.append(number)
                last = said
        names = self._names
        self._rules.extend(names.setdefault(rule, len(names)) for rule in rules)
        self.rows.clear()

    def copy(self) -> Constraints:
        """The same constraints, for others to be added to."""
        from copy import copy  # hardly any network grows once it is solved

        made = Constraints()
        for name in self.__slots__:
            setattr(made, name, copy(getattr(self, name)))
        return made

    def limits(self, reading: Reading) -> Iterator[Limit]:
        """What each of them says."""
        days = self._days if reading == LITERAL else self._wide
        late = [(row[0], row[1], row[reading]) for row in self.rows]
        return chain(zip(self._first, self._then, days, strict=True), late)

    def ends(self, end: Literal[0, 1]) -> Iterator[int]:
        """The first point of each of them, or the other."""
        return chain((self._first, self._then)[end], [row[end] for row in self.rows])

    def __len__(self) -> int:
        return len(self._rules) + len(self.rows)

    def __iter__(self) -> Iterator[Constraint]:
        names = [*self._names]
        runs = zip(self._owners, pairwise([*self._begin, len(self._rules)]), strict=True)
        owners = chain.from_iterable(repeat(_owners(o), end - first) for o, (first, end) in runs)
        rules = map(names.__getitem__, self._rules)
        columns = (self._first, self._then, self._days, self._wide, owners, rules)
        return chain(zip(*columns, strict=True), self.rows)

    def __getitem__(self, index: int) -> Constraint:
        packed = len(self._rules)
        if index >= packed:
            return self.rows[index - packed]
        return (
            self._first[index],
            self._then[index],
            self._days[index],
            self._wide[index],
            _owners(self._owners[bisect_right(self._begin, index) - 1]),
            [*self._names][self._rules[index]],
        )


def _owners(kept: str | Owners) -> Owners:
    return kept if isinstance(kept, tuple) else (kept,)
