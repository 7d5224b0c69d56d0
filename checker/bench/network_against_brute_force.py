"""This command compares the network with brute force on small random systems.

    python checker/bench/network_against_brute_force.py --systems 50000 --seed 1

What the network says is checked against the full distance graph (Floyd and Warshall) and against
trying sets of owners one after the other.  Neither shares any code with it.  It prints how many
systems of each kind there were, and ends with 1 if anything differs.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, pairwise
from pathlib import Path
from typing import Literal, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from claims_check.network import UNBOUNDED, Contradiction, Network, Solution, Step

ORIGIN = -1
NOTHING = -(10**12)
"""Stands for no path at all."""


class Statement(NamedTuple):
    """`then` lies at least `days` after `first`, in the wide reading at least `wide`."""

    first: int
    then: int
    days: int
    wide: int
    owners: tuple[str, ...]
    rule: str


class Sample(NamedTuple):
    """A random system: how many points it has, and what is said of them."""

    points: int
    statements: tuple[Statement, ...]


def sample(dice: random.Random) -> Sample:
    """A system of 4 to 8 points and 5 to 14 statements; about one owner in four has several."""
    points = dice.randint(4, 8)
    dated = dice.random() > 0.07
    ids = [f"{letter}{number}" for letter in "abc" for number in range(9)]
    dice.shuffle(ids)
    owners: list[str] = []
    statements: list[Statement] = []
    for number in range(dice.randint(5, 14)):
        if statements and dice.random() < 0.03:
            statements.append(dice.choice(statements))
            continue
        if owners and dice.random() < 0.22:
            owner = dice.choice(owners)
        else:
            owner = ids[len(owners)]
            owners.append(owner)
        together = {owner, dice.choice(owners)} if dice.random() < 0.1 else {owner}
        first, then, days = _limit(dice, points, dated, statements)
        wide = days - dice.choice((0, 0, 0, 1, 4, 2 * UNBOUNDED))
        statements.append(Statement(first, then, days, wide, tuple(sorted(together)), f"{number}"))
    return Sample(points, tuple(statements))


def _limit(
    dice: random.Random, points: int, dated: bool, before: Sequence[Statement]
) -> tuple[int, int, int]:
    if before and dice.random() < 0.12:  # several records give the same bound
        return dice.choice(before)[:3]
    point = dice.randrange(points)
    shape = dice.random()
    if dated and shape < 0.25:
        return ORIGIN, point, dice.randint(0, 12)
    if dated and shape < 0.5:
        return point, ORIGIN, -dice.randint(2, 18)
    if shape < 0.51:
        return point, point, dice.randint(-4, 1)
    then = dice.choice([other for other in range(points) if other != point])
    return (point, then, dice.randint(-6, 5)) if dated else (point, then, dice.randint(-5, 4))


def network_of(sample: Sample, dice: random.Random | None = None) -> tuple[Network, list[int]]:
    """The network of a sample and its points, shuffled with the dice."""
    order = list(sample.statements)
    numbers = list(range(sample.points))
    if dice is not None:
        dice.shuffle(order)
        dice.shuffle(numbers)
    network = Network()
    points = dict.fromkeys(range(sample.points), 0)
    for number in numbers:
        points[number] = network.point(("point", str(number)))
    for said in order:
        if said.first == ORIGIN:
            network.not_before(points[said.then], said.days, said.owners, said.rule, said.wide)
        elif said.then == ORIGIN:
            network.not_after(points[said.first], -said.days, said.owners, said.rule, -said.wide)
        else:
            ends = points[said.first], points[said.then]
            network.apart(*ends, said.days, said.owners, said.rule, said.wide)
    return network, [points[number] for number in range(sample.points)]


Reading = Literal["days", "wide"]


def distances(sample: Sample, reading: Reading) -> list[list[int]] | None:
    """The most days between any two points, the origin last; None if they cannot all hold."""
    size = sample.points + 1
    most = [[0 if a == b else NOTHING for b in range(size)] for a in range(size)]
    for said in sample.statements:
        days = _days(said, reading)
        most[said.first][said.then] = max(most[said.first][said.then], days)
    for middle in range(size):
        for row in most:
            if row[middle] > NOTHING // 2:
                for end, days in enumerate(most[middle]):
                    if days > NOTHING // 2 and row[middle] + days > row[end]:
                        row[end] = row[middle] + days
    return None if any(most[point][point] > 0 for point in range(size)) else most


def can_hold(statements: Iterable[Statement], reading: Reading) -> bool:
    """Whether statements can all hold: raise days until nothing changes (Bellman and Ford)."""
    arcs = [(said.first, said.then, _days(said, reading)) for said in statements]
    at = dict.fromkeys((end for arc in arcs for end in arc[:2]), 0)
    for _ in range(len(at) + 1):
        calm = True
        for first, then, days in arcs:
            if at[first] + days > at[then] and days > NOTHING // 2:
                at[then] = at[first] + days
                calm = False
        if calm:
            return True
    return False


def _days(said: Statement, reading: Reading) -> int:
    days = said.days if reading == "days" else said.wide
    return days if days > -UNBOUNDED else NOTHING


def held_by(statements: Iterable[Statement], owners: Iterable[str]) -> list[Statement]:
    """The statements all of whose owners are among these."""
    return [said for said in statements if set(said.owners) <= set(owners)]


def smallest(
    statements: Sequence[Statement], reading: Reading, at_most: int
) -> tuple[str, ...] | None:
    """The first set of owners that cannot hold, fewest first, ties by ids."""
    owners = sorted({owner for said in statements for owner in said.owners})
    for size in range(at_most + 1):
        for chosen in combinations(owners, size):
            if not can_hold(held_by(statements, chosen), reading):
                return chosen
    return None


def differences(sample: Sample, dice: random.Random) -> Iterator[str]:
    """All that is wrong with what the network says of a sample."""
    network, points = network_of(sample)
    solution = network.solve()
    found = solution.contradictions
    if (distances(sample, "days") is None) != bool(found):
        yield "detection"
    if (distances(sample, "wide") is None) != any(c.certainty == "definite" for c in found):
        yield "detection in the wide reading"
    ranks = [(len(contradiction.owners), contradiction.owners) for contradiction in found]
    if ranks != sorted(ranks):
        yield "order"
    if any(set(a.owners) <= set(b.owners) for a in found for b in found if a is not b):
        yield "one set contains another"
    if solution.undecided:
        yield "undecided"
    for contradiction in found:
        yield from _wrong_with(contradiction, sample)
    yield from _not_smallest_first(found, sample)
    left = [said for said in sample.statements if not _dropped(said, found)]
    yield from _wrong_windows(solution, points, Sample(sample.points, tuple(left)))
    again, places = network_of(sample, dice)
    back = {place: number for number, place in enumerate(places)}
    if _renamed(again.solve(), places, back) != _renamed(solution, points, dict(enumerate(points))):
        yield "another answer in another order"


def _wrong_with(contradiction: Contradiction, sample: Sample) -> Iterator[str]:
    reading: Reading = "wide" if contradiction.certainty == "definite" else "days"
    owners, steps = contradiction.owners, contradiction.steps
    held = held_by(sample.statements, owners)
    if can_hold(held, reading):
        yield "a reported set can hold"
    if reading == "days" and not can_hold(held, "wide"):
        yield "definite, but reported as possible"
    if not all(
        can_hold(held_by(held, fewer), reading) for fewer in combinations(owners, len(owners) - 1)
    ):
        yield "a part of a reported set cannot hold"
    if not contradiction.exact:
        yield "not exact"

    said = [_statement(step, sample.statements, reading) for step in steps]
    if None in said:
        yield "a step that nobody stated"
    circle = [statement for statement in said if statement is not None]
    if any(one.then != next_.first for one, next_ in pairwise([*circle, *circle[:1]])):
        yield "steps that do not meet"
    if contradiction.short != sum(_days(one, reading) for one in circle) or contradiction.short < 1:
        yield "the arithmetic"
    if {owner for one in circle for owner in one.owners} != set(owners):
        yield "steps of others"
    same = [
        (step, others)
        for step, one in zip(steps, circle, strict=True)
        for others in sorted(
            {
                other.owners
                for other in sample.statements
                if other[:2] == one[:2] and _days(other, reading) == _days(one, reading)
            }
        )
        if not set(others) <= set(owners)
    ]
    if contradiction.same != tuple(same):
        yield "who says the same"


def _not_smallest_first(found: Sequence[Contradiction], sample: Sample) -> Iterator[str]:
    left = list(sample.statements)
    for certainty in ("definite", "possible"):
        reading: Reading = "wide" if certainty == "definite" else "days"
        for contradiction in found:
            if contradiction.certainty == certainty:
                first = smallest(left, reading, len(contradiction.owners))
                size = len(contradiction.owners)
                if first is not None and (len(first), first) < (size, contradiction.owners):
                    yield "a smaller set was there to be found"
                left = [said for said in left if not _dropped(said, [contradiction])]
        if not can_hold(left, reading):
            yield "what is left cannot hold"


def _wrong_windows(solution: Solution, points: Sequence[int], left: Sample) -> Iterator[str]:
    most = distances(left, "days")
    if most is None:
        return
    for number, point in enumerate(points):
        earliest, latest = most[ORIGIN][number], -most[number][ORIGIN]
        window = max(earliest, -UNBOUNDED), min(latest, UNBOUNDED)
        if solution.window(point) != window:
            yield "a window"
        for side, day in (("earliest", window[0]), ("latest", window[1])):
            steps = solution.why(point, "earliest" if side == "earliest" else "latest")
            said = [_statement(step, left.statements, "days") for step in steps]
            total = sum(one.days for one in said if one is not None)
            if None in said or (total if side == "earliest" else -total) != (
                day if abs(day) < UNBOUNDED else 0
            ):
                yield "why a window is what it is"


def _statement(step: Step, among: Iterable[Statement], reading: Reading) -> Statement | None:
    """The statement that a step shows; points are numbered alike in the unshuffled network."""
    ends = {
        "not-before": (ORIGIN, step.points[-1], step.days),
        "not-after": (step.points[0], ORIGIN, -step.days),
        "apart": (step.points[0], step.points[-1], step.days),
    }[step.kind]
    for said in among:
        if (said.first, said.then, _days(said, reading)) == ends and said[4:] == step[3:]:
            return said
    return None


def _dropped(said: Statement, found: Iterable[Contradiction]) -> bool:
    return any(
        _statement(step, [said], "days") is not None
        for contradiction in found
        for step in contradiction.dropped
    )


def _renamed(solution: Solution, points: Sequence[int], back: dict[int, int]) -> object:
    """All that a solution says, with its points by their number in the sample."""

    def steps(some: Iterable[Step]) -> list[Step]:
        return [one._replace(points=tuple(back[point] for point in one.points)) for one in some]

    return (
        [c._replace(steps=(), same=(), dropped=()) for c in solution.contradictions],
        [(steps(c.steps), steps(c.dropped)) for c in solution.contradictions],
        [
            (steps(step for step, _ in c.same), [o for _, o in c.same])
            for c in solution.contradictions
        ],
        [solution.window(point) for point in points],
        [steps(solution.why(point, "earliest")) for point in points],
        [steps(solution.why(point, "latest")) for point in points],
    )


def compare(systems: int, seed: int) -> tuple[Counter[str], Counter[str], Sample | None]:
    """How many systems there are of each kind, what differed, and the first that did."""
    dice = random.Random(seed)
    kinds: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    culprit: Sample | None = None
    for _ in range(systems):
        one = sample(dice)
        found = network_of(one)[0].solve().contradictions
        dated = any(ORIGIN in said[:2] for said in one.statements)
        states = Counter(owner for said in set(one.statements) for owner in said.owners)
        kinds["systems"] += 1
        kinds["owners"] += len(states)
        kinds["owners of several statements"] += sum(1 for count in states.values() if count > 1)
        kinds["inconsistent systems" if found else "consistent systems"] += 1
        kinds["inconsistent systems without any date"] += bool(found) and not dated
        kinds["inconsistent systems with several sets"] += len(found) > 1
        for contradiction in found:
            kinds[f"{contradiction.certainty} sets"] += 1
            kinds[f"sets of {min(len(contradiction.owners), 6)} owners"] += 1
            kinds["sets that others say the same as"] += bool(contradiction.same)
        differs = set(differences(one, dice))
        wrong.update(differs)
        if differs and culprit is None:
            culprit = one
    return kinds, wrong, culprit


def main() -> int:
    """Compare, and print the counts."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--systems", type=int, default=50_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    kinds, wrong, culprit = compare(options.systems, options.seed)
    for kind, count in sorted(kinds.items()):
        print(f"{count:>9} {kind}")
    print(f"{wrong.total():>9} mismatches")
    for what, count in sorted(wrong.items()):
        print(f"{count:>9}   {what}")
    if culprit is not None:
        print(*culprit.statements, sep="\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
