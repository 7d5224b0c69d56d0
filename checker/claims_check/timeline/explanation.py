"""A contradiction in words: which dates, which order between them, by how many days it fails."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from claims_check.dates import day_text
from claims_check.findings import Certainty, Pointer, Problem, Related, counted
from claims_check.timeline.points import STAGES

if TYPE_CHECKING:
    from claims_check.network import Contradiction, Step
    from claims_check.timeline.points import Key
    from claims_check.timeline.timeline import Timeline

Name = Callable[[str], str]
"""Display name of an entity."""


RECURRING = frozenset({"name", "part", "report", "role", "terms", "available"})
"""What may hold again: the last part of such a fact's key is its spell."""

ENDS = 6
"""Of a chain that is longer than twice this, so many steps at each end are told in the message."""


def point_name(key: Key, name: Name) -> str:
    """What a point is, in words."""
    about, side = key[:-1], key[-1]
    if about[0] in RECURRING and about[-1] != "1":
        return f"{point_name((*about[:-1], '1', side), name)} (spell {about[-1]})"
    edge = {"start": "the beginning of ", "end": "the end of ", "at": "", "day": ""}[side]
    match about[0]:
        case "life":
            return edge + name(about[1])
        case "name":
            return f"{edge}the name {about[2]} of {name(about[1])}"
        case "part":
            return f"{edge}{name(about[1])}'s time in {name(about[2])}"
        case "report":
            return f"{edge}{name(about[1])}'s reporting to {name(about[2])}"
        case "role":
            return (
                f"{edge}{name(about[1])}'s post as {about[3].replace('-', ' ')} at {name(about[2])}"
            )
        case "terms":
            answer = f'the answer "{about[4]}"'
            return f"{edge}{answer} for {about[3]} of the {about[2]} of {name(about[1])}"
        case "available":
            return f"{edge}{name(about[1])} on {name(about[2])}"
        case "available-from":
            return f"the first availability of {name(about[1])}"
        case "out-from":
            return f"the first stage of {name(about[1])}"
        case "stage":
            return STAGES[about[2]].format(name(about[1]))
        case "succession":
            if absorbed := " and ".join(map(name, about[3:])):
                return f"the {about[2]} of {absorbed} by {name(about[1])}"
            return f"the {about[2]} that {name(about[1])} came from"
    if side == "day":
        return f"the day given in {about[1]}"
    return f"{edge}what {about[1]} says" if edge else f"the event of {about[1]}"


def rule_of(contradiction: Contradiction) -> str:
    """The rule that names a contradiction: the one whose constraint it breaks, or a general one."""
    rules = {step.rule for step in contradiction.steps if step.rule}
    if len(rules) == 1:
        return rules.pop()
    if not rules and len(contradiction.owners) > 1:
        return "two-values-for-one-fact"
    return "dates-cannot-all-hold"


def home_of(contradiction: Contradiction) -> str:
    """The record at which a contradiction is shown: the owner of what a rule stated."""
    ruled = [step.owners[-1] for step in contradiction.steps if step.rule]
    return ruled[-1] if ruled else contradiction.owners[-1]


def contradiction_problem(contradiction: Contradiction, timeline: Timeline, name: Name) -> Problem:
    """The problem of a contradiction, at its home, with the places of all others."""
    home = home_of(contradiction)
    words = [_step_words(step, timeline, name) for step in contradiction.steps]
    if len(words) > 2 * ENDS + 1:
        between = f"{len(words) - 2 * ENDS} steps more between"
        words = [*words[:ENDS], between, *words[-ENDS:]]
    days = counted(contradiction.short, "day")
    grant = (
        "; they hold only if a ~, a ? or a day of slack is granted"
        if contradiction.certainty == "possible"
        else ""
    )
    same = "".join(
        f"; {', '.join(owners)} {'says' if len(owners) == 1 else 'say'} the same"
        for owners in sorted({owners for _, owners in contradiction.same})
    )
    limit = "" if contradiction.exact else "; the search for a smaller set reached its bound"
    message = f"{', '.join(words)}: {days} short{grant}{same}{limit}; correct one of these dates"
    steps: dict[str, list[Step]] = {}
    for step in contradiction.steps:
        for owner in step.owners:
            steps.setdefault(owner, []).append(step)
    related = [
        Related(
            owner,
            _place(owner, steps[owner], timeline),
            ", ".join(_step_words(step, timeline, name) for step in steps[owner]),
        )
        for owner in contradiction.owners
        if owner != home
    ]
    related += _reports(home, steps[home], timeline)
    certainty: Certainty = contradiction.certainty
    return Problem(
        message,
        _place(home, steps[home], timeline),
        conflict=contradiction.owners,
        certainty=certainty,
        related=tuple(related),
    )


def _step_words(step: Step, timeline: Timeline, name: Name) -> str:
    owners = " and ".join(step.owners)
    points = [point_name(timeline.keys[point], name) for point in step.points]
    keys = [(owner, step.rule, step.points[0]) for owner in step.owners]
    reasons = "".join(f": {timeline.reasons[key]}" for key in keys if key in timeline.reasons)
    why = f" ({owners}{reasons})"
    if step.kind == "not-before":
        return f"{points[0]} is no earlier than {day_text(step.days)}{why}"
    if step.kind == "not-after":
        return f"{points[0]} is no later than {day_text(step.days)}{why}"
    if step.days == 0:
        return f"{points[1]} cannot come before {points[0]}{why}"
    if step.days > 0:
        return f"{points[1]} comes at least {counted(step.days, 'day')} after {points[0]}{why}"
    return f"{points[1]} comes at most {counted(-step.days, 'day')} before {points[0]}{why}"


WHOLE: Pointer = ("proposition",)
"""Where a record states something that is in none of its dates."""


def _place(owner: str, steps: list[Step], timeline: Timeline) -> Pointer:
    """Where the owner states these steps: where a rule points in its proposition, or at its date.

    Only where it gives none is it the item of evidence that limits it, or the whole proposition.
    """
    ruled: list[Pointer] = []
    dated: list[Pointer] = []
    others: list[Pointer] = []
    for step, place in _placed(owner, steps, timeline):
        if place[0] != "proposition":
            others.append(place)
        else:
            (ruled if step.rule else dated).append(place)
    return (ruled or dated or others or [WHOLE])[0]


def _placed(owner: str, steps: list[Step], timeline: Timeline) -> Iterator[tuple[Step, Pointer]]:
    """Those of an owner's steps that stand at some place of its record."""
    for step in steps:
        place = timeline.places.get((owner, step.rule, step.kind, step.points), WHOLE)
        if place != WHOLE:
            yield step, place


def _reports(home: str, steps: list[Step], timeline: Timeline) -> Iterator[Related]:
    """The items of evidence that limit the record at which a contradiction is shown."""
    shown = _place(home, steps, timeline)
    for step, place in _placed(home, steps, timeline):
        if place[0] == "evidence" and place != shown:
            source = timeline.claims[home].evidence[int(place[1])].source
            reason = timeline.reasons.get((home, step.rule, step.points[0]), "limits the date")
            yield Related(home, place, reason)
            yield Related(source, ("published",), "the day of this source")
