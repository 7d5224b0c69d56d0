"""Sets of owners, held so that those within or around another set are quickly found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from claims_check.network.constraint import WIDE, Limit, Reading


class OwnerIndex:
    """Numbers, each filed under a set of owners: under whichever of them has the fewest so far."""

    def __init__(self, filed: Iterable[Sequence[str]] = ()) -> None:
        self._count: Counter[str] = Counter()
        self._filed: dict[str | None, list[tuple[frozenset[str], int]]] = {}
        for number, owners in enumerate(filed):
            self.add(frozenset(owners), number)

    def add(self, owners: frozenset[str], number: int) -> None:
        """File a number."""
        rarest = min(owners, key=lambda owner: (self._count[owner], owner), default=None)
        self._count.update(owners)
        self._filed.setdefault(rarest, []).append((owners, number))

    def within(self, owners: frozenset[str]) -> list[int]:
        """The numbers whose owners are all among these, in order."""
        return sorted(
            number
            for owner in (*owners, None)
            for filed, number in self._filed.get(owner, ())
            if filed <= owners
        )


class Found:
    """A set of owners that cannot hold: the circle that shows it, and what has been dropped.

    `limits` is what the circle says, whoever says it.
    """

    __slots__ = ("circle", "dropped", "exact", "limits", "owners", "reading")

    def __init__(
        self,
        owners: frozenset[str],
        reading: Reading,
        exact: bool,
        circle: list[int],
        limits: frozenset[Limit],
    ) -> None:
        self.limits = limits
        self.owners = owners
        self.reading: Reading = reading
        self.exact = exact
        self.circle = circle
        self.dropped: list[int] = []

    def outranks(self, other: Found) -> bool:
        """Whether this is the one to report of two sets, one of which contains the other.

        A definite contradiction goes before a possible one, then the smaller set.
        """
        if self.reading != other.reading:
            return self.reading == WIDE
        return self.owners <= other.owners


class Antichain:
    """The sets found so far, none of which contains another."""

    def __init__(self) -> None:
        self._index = OwnerIndex()
        self._all: list[Found] = []
        self._out: set[int] = set()
        self._number: dict[frozenset[str], int] = {}
        self._with: dict[str, list[int]] = {}
        self._saying: dict[tuple[Reading, frozenset[Limit]], int] = {}

    def add(self, found: Found) -> None:
        """Take in a set, or leave it to one that outranks it, or that others say the same of.

        What was dropped for a set that does not stand counts as dropped for the one that does.
        """
        number = self._saying.get((found.reading, found.limits))
        if number is not None and number not in self._out:
            self._all[number].dropped += found.dropped
            return
        stronger: Found | None = None
        for number in self._rivals(found):
            rival = self._all[number]
            if not rival.outranks(found):
                self._out.add(number)
                found.dropped = rival.dropped + found.dropped
            elif stronger is None:
                stronger = rival
        if stronger is not None:
            stronger.dropped += found.dropped
            return
        number = len(self._all)
        self._all.append(found)
        self._index.add(found.owners, number)
        self._number[found.owners] = number
        self._saying[found.reading, found.limits] = number
        for owner in found.owners:
            self._with.setdefault(owner, []).append(number)

    def drop_for(self, owners: frozenset[str], dropped: list[int]) -> bool:
        """Whether exactly this set stands already; what is dropped is then dropped for it."""
        number = self._number.get(owners)
        if number is None or number in self._out:
            return False
        self._all[number].dropped += dropped
        return True

    def __iter__(self) -> Iterator[Found]:
        standing = (found for n, found in enumerate(self._all) if n not in self._out)
        return iter(sorted(standing, key=lambda found: (len(found.owners), sorted(found.owners))))

    def _rivals(self, found: Found) -> list[int]:
        """The standing sets that contain this one or lie within it."""
        around: Sequence[int] = range(len(self._all))
        for owner in found.owners:
            around = min(around, self._with.get(owner, ()), key=len)
        wider = [number for number in around if self._all[number].owners > found.owners]
        return [n for n in (*self._index.within(found.owners), *wider) if n not in self._out]
