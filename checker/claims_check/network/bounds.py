"""How much work the network does before it settles for less: every bound on one page.

What a bound cuts short is said to be so (`Contradiction.exact`, `Solution.undecided`).  All count
steps, never time, so that the same network gives the same answer on every machine.
"""

from __future__ import annotations

PATIENCE = 30_000_000
"""Arcs and points that may be looked at to settle one tangle."""

LABELS = 200_000
"""Labels, a set of owners with a constraint, that may be looked at to find one smallest set."""

LABELS_WITHIN = 20_000
"""The same within one set that is known not to hold."""

LABELS_IN_ALL = 2_000_000
"""Labels for all contradictions of a network together."""

DRAWING = 4
"""Labels that finding the area of one constraint counts as."""

WALKS = 20_000
"""Partial walks, and constraints, among which a circle with fewer steps may be looked for."""

THINNING = 300_000
"""Constraints that may be looked at to make sets smaller for which a search met its bound."""

RAISES = 2_000_000
"""Constraints that may be looked at while an area is taken in one by one."""

RETURNING = 10
"""Constraints set aside that may be tried one by one when what they contradict is left out."""
