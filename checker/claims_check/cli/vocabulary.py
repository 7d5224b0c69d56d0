"""The words of the method and what they mean: verdicts, flaws, confidence, certainty."""

from __future__ import annotations

VERDICTS = {
    "supported": "The claim held on the day it was said, at the precision it was said with. Later "
    "evidence may be used. Where the sentence still leads a reader to something that is not so, "
    "the verdict names a flaw.",
    "refuted": "The claim does not hold. `instead` names the supported claims that stand against "
    "it; they have evidence of their own.",
    "conflicting-evidence": "Good sources of independent origin disagree, and nothing settles it.",
    "not-enough-evidence": "Neither shown to hold nor shown not to. `searched` says what was "
    "looked through in vain.",
}
"""AVeriTeC's four labels.  There is no `partly`: a claim that holds in part is two claims."""

FLAWS = {
    "imprecise": "It holds, but blurs a number, a date or a name that sources give exactly.",
    "outdated": "It held once, but no longer did when it was said.",
    "overstated": "It holds in a weaker form than it was said in.",
    "conflated": "It runs together two things that have to be told apart.",
    "misattributed": "It holds, but of somebody or something else than the sentence suggests.",
    "out-of-context": "It holds, but the sentence leaves out a setting that changes its meaning.",
    "incomplete": "It holds, but something is missing without which a reader is misled.",
}
"""How a supported claim still misleads."""

CONFIDENCE = {
    "low": "The evidence is weak, copied or partial.",
    "moderate": "One good report, or a first-hand item that is indirect.",
    "high": "Evidence of two independent origins, or one first-hand item that settles it; at least "
    "one item was not read as a copy.",
}
"""How sure a verdict is, in the three words of ICD 203; it says nothing about how likely it is."""

CERTAINTY = {
    "definite": "No reading of the dates lets the records all hold.",
    "possible": "The records all hold only if a ~, a ? or a day of slack is granted, so it may be "
    "no defect; the severity is one step milder.",
}
"""How sure a finding is."""

FORMS = (
    ("2023-07-18", "a day"),
    ("2023-07", "a month: some day in it"),
    ("2023-34", "a quarter, here the second: codes 33 to 36"),
    ("2023-37", "a third of a year: codes 37 to 39"),
    ("2023-40", "half a year: codes 40 and 41"),
    ("2023", "a year"),
    ("202X", "a decade"),
    ("20XX", "a century"),
    ("[2024-04..2024-09]", "some day from the first to the last"),
    ("[2023-03,2023-05]", "one or the other"),
    ("[..2023-06]", "some day up to then"),
    ("[2023-06..]", "some day from then on"),
    ("2023-02~", "about then: `~` grants some days more on both sides"),
    ("2023-02?", "the source is in doubt: `?` grants any day"),
    ("2023-02%", "both"),
)
"""The forms that a date may have, each with an example; `claims_check.dates` says their days."""

DATES = (
    "A date is text in a profile of EDTF (ISO 8601-2), at the precision that is known and no "
    "finer. It stands for all days that it leaves open; the checker reasons over these days, and "
    "a qualifier turns an error into a warning where the days it grants would cure it.",
    "`..` alone is for the `end` of a state: still so on the day the claim was checked. The days "
    "of sources may have a time: 2023-07-18T10:00:00Z. What is not known is left out.",
)
"""What there is to know of dates beside their forms."""

WORDS_OF_DATES = (
    "A set in brackets is one day that is not known better; what lasted has its start and its end "
    "in two fields. Early, mid and late differ from writer to writer: write the days that you are "
    "sure of. `claims-check explain dates` has all forms."
)
"""What there is to know of a date in words beside what to write for it."""
