"""What a proposition says, as one sentence of our own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bench.made_up.words import spoken

Names = Callable[[str], str]
"""Name of an entity, or short description of a claim, by id."""

STAGES = {
    "announced": "was announced",
    "previewed": "could be tried in a preview",
    "paper": "was described in a paper",
    "weights": "was released with its weights",
    "service": "was opened as a service",
    "leaked": "leaked",
    "released": "was released",
    "withdrawn": "was withdrawn",
}
DEALS = {
    "acquisition": "bought",
    "stake": "took a stake in",
    "partnership": "entered a partnership with",
}
ORIGINS = {
    "succeeds": "is next in line after",
    "variant-of": "is a variant of",
    "tuned-from": "was tuned from",
    "distilled-from": "was distilled from",
}
ALLOWED = {
    "yes": "may",
    "no": "may not",
    "on-condition": "may on a condition",
    "on-request": "may on request",
}
SAID = {
    "stated": "said",
    "interviewed": "said in an interview",
    "alleged": "alleged",
    "denied": "denied the allegation and said",
}
COMPARED = {"above": "better than", "equal": "as well as", "below": "worse than"}


def statement_of(p: dict[str, Any], names: Names) -> str:
    """The sentence, with the dates that the proposition gives."""
    at = spoken(p.get("at", ""))
    start, end = spoken(p.get("start", "")), spoken(p.get("end", ""))
    when = " ".join(
        part
        for part in (
            f"beginning {start}" if start and p["kind"] != "existed" else "",
            f"ending {end}" if end and p["kind"] != "existed" else "",
            at and ("as it stood " if start or end else "") + at,
        )
        if part
    )
    body = _body(p, names, start, end)
    return f"{body} {when}." if when else f"{body}."


NOUNS = {
    "existed": "the beginning",
    "named": "the naming",
    "released": "the release",
    "planned": "the plan",
    "ranked": "the rank",
    "said": "the statement",
    "measured": "the count",
    "dealt": "the deal",
}


def label_of(p: dict[str, Any], names: Names) -> str:
    """A short description of what a claim tells, for claims that are about it."""
    when = spoken(p.get("at", "") or p.get("start", ""))
    stage = f" ({p['stage']})" if "stage" in p else ""
    what = f", {p['what']}," if "what" in p else ""
    noun = NOUNS.get(p["kind"], f"the state ({p['kind']})")
    subject = names(p.get("subject") or p["objects"][0])
    return f"{noun}{stage} of {subject}{what} {when}".rstrip(" ,")


def _body(p: dict[str, Any], names: Names, start: str, end: str) -> str:
    kind = p["kind"]
    one = names(p["subject"]) if "subject" in p else ""
    other = names(p["object"]) if "object" in p else ""
    what = p.get("what", "")
    match kind:
        case "existed":
            by = f", made by {names(p['by'])}" if "by" in p else ""
            lasted = " and ".join(
                part for part in (start and f"came about {start}", end and f"ended {end}") if part
            )
            return f"{one}{by}{',' if by else ''} {lasted or 'existed'}"
        case "named":
            official = "officially " if p.get("official") else ""
            return (
                f"{one} was {official}called {p['name']}"
                if one != p["name"]
                else (f"The body with the id {p['subject']} was {official}called {one}")
            )
        case "part-of":
            return f"{one} belonged to {other}"
        case "reports-to":
            return f"{one} reported to {other}"
        case "role":
            return f"{one} was {p['title']} at {other}"
        case "works-on":
            return f"{one} worked on {other or 'a project'} with {what}"
        case "arranged":
            return f"{one} had a {p['how']}{' towards ' + other if other else ''} of {what}"
        case "terms":
            whose = f"the {p['part']} of {one}"
            more = f" if it is for {what}" if what else ""
            act = p["act"].replace("-", " ")
            return f"Under {other}, one {ALLOWED[p['allowed']]} {act} {whose}{more}"
        case "available":
            return f"{one} could be had in {other}"
        case "described":
            return f"{one} {what}{' for ' + other if other else ''}"
        case "received":
            by = f" by {names(p['by'])}" if "by" in p else ""
            return f"{one} was {p['how']}{by} for {what}"
        case "succeeded":
            came = names(p["objects"][0])
            return (
                f"{one} took over {came}"
                if p["how"] == "absorption"
                else (f"{one} was spun off from {came}")
            )
        case "dealt":
            return f"{one} {DEALS[p['how']]} {other}{' for ' + what if what else ''}"
        case "released":
            return f"{one} {STAGES[p['stage']]}"
        case "planned":
            target = f", for {spoken(p['target'])}" if "target" in p else ""
            verb = {
                "set": "planned that it",
                "moved": "moved its plan that it",
                "dropped": "dropped its plan that it",
            }[p["how"]]
            return f"{one} {verb} {what}{target}"
        case "sized":
            values = ", ".join(f"{value:,}" for value in p["values"])
            only = "only " if p["complete"] else ""
            return f"{one} came {only}with {values} {p['unit']} {what}".rstrip()
        case "measured":
            number = p.get("value", f"{p.get('low')} to {p.get('high')}")
            about = "about " if p.get("approximate") else ""
            return f"{one} had a {p['quantity']} of {about}{number} {p['unit']} {what}".rstrip()
        case "ranked":
            place = f"at rank {p['rank']}" if "rank" in p else f"at {p['score']} points"
            return f"{one} stood {place} on {other} ({what})"
        case "compared":
            return (
                f"{one} did {COMPARED[p['how']]} {other} in {p['extent']} tests of {p['measure']}"
            )
        case "foremost":
            against = f", ahead of {names(p['against'][0])}" if "against" in p else ""
            return f"{one} was the {p['how']} {what}{against}"
        case "said":
            about = f" of {other}" if other else ""
            return f"{one} {SAID[p['how']]}{about} {what}"
        case "derived":
            return f"{one} {ORIGINS[p['how']]} {other}"
        case "ordered":
            return f"{names(p['then'])} came {p['words']} than {names(p['first'])}"
        case "caused":
            return f"{names(p['cause'])} brought about that {names(p['effect'])}"
        case _:
            both = " and ".join(names(id) for id in p["objects"])
            return f"{both} {what}"
