"""All constraints of a network, in columns: many take little more than their numbers."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Final, Literal

from claims_check.network.constraint import LITERAL, Constraint, Limit, Owners, Reading

BATCH: Final = 1024
"""So many constraints are put into columns at once; a small network never has as many."""


class Constraints:
    """Constraints in the order in which they were added.

    `rows` are the latest; who appends to them calls `pack` once they are BATCH.
    """

    __slots__ = ("_days", "_first", "_names", "_owners", "_rules", "_then", "_wide", "rows")

    def __init__(self, constraints: Iterable[Constraint] = ()) -> None:
        self.rows: list[Constraint] = []
        self._first, self._then, self._days, self._wide = (array("i") for _ in range(4))
        self._owners: list[str | Owners] = []  # nearly all have one owner, which needs no tuple
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
        self._owners.extend(each[0] if len(each) == 1 else each for each in owners)
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
        return len(self._owners) + len(self.rows)

    def __iter__(self) -> Iterator[Constraint]:
        names = [*self._names]
        owners = (each if isinstance(each, tuple) else (each,) for each in self._owners)
        rules = map(names.__getitem__, self._rules)
        columns = (self._first, self._then, self._days, self._wide, owners, rules)
        return chain(zip(*columns, strict=True), self.rows)

    def __getitem__(self, index: int) -> Constraint:
        packed = len(self._owners)
        if index >= packed:
            return self.rows[index - packed]
        owners = self._owners[index]
        return (
            self._first[index],
            self._then[index],
            self._days[index],
            self._wide[index],
            owners if isinstance(owners, tuple) else (owners,),
            [*self._names][self._rules[index]],
        )
