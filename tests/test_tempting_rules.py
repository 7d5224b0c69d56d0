"""Rules that look right and are wrong: corpora on which the whole rulebook has to be silent."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.examples import check_example

TEMPTING = {
    "a part was founded before its whole": """
        claim x {"kind": "existed", "subject": "acme", "start": "2015"}
        claim y {"kind": "existed", "subject": "bolt", "start": "2004"}
        claim z {"kind": "part-of", "subject": "bolt", "object": "acme", "start": "2016-02"}
    """,
    "a part outlived its whole": """
        claim x {"kind": "existed", "subject": "acme", "start": "2004", "end": "2015-06"}
        claim y {"kind": "existed", "subject": "bolt", "start": "2004", "end": "2020"}
        claim z {"kind": "part-of", "subject": "bolt", "object": "acme", "start": "2004",
            "end": "2015"}
    """,
    "a higher version number came out first, and nobody says that it succeeds": """
        claim x {"kind": "released", "subject": "lynx", "stage": "weights", "at": "2023-07-18"}
        claim y {"kind": "released", "subject": "lynx-2", "stage": "weights", "at": "2023-02-24"}
    """,
    "a model leaked after its training had ended": """
        claim x {"kind": "works-on", "subject": "acme", "object": "lynx", "what": "training",
            "start": "2022-07", "end": "2023-01"}
        claim y {"kind": "released", "subject": "lynx", "stage": "leaked", "at": "2023-03-03"}
    """,
    "a model leaked before it was announced": """
        claim x {"kind": "released", "subject": "lynx", "stage": "leaked", "at": "2023-07-17"}
        claim y {"kind": "released", "subject": "lynx", "stage": "announced", "at": "2023-07-18"}
    """,
    "the first day of a month comes before a day of that month": """
        claim x {"kind": "existed", "subject": "acme", "start": "2013-12-09"}
        claim y {"kind": "role", "subject": "ann", "object": "acme", "title": "Head",
            "start": "2013-12"}
        claim z {"kind": "released", "subject": "lynx", "stage": "weights", "by": "acme",
            "at": "2013"}
    """,
    "the first day of a year comes before the order that two claims have": """
        claim x {"kind": "said", "subject": "ann", "how": "alleged", "what": "a fault",
            "at": "2025-04-07"}
        claim y {"kind": "said", "subject": "bea", "how": "denied", "answers": "x", "at": "2025"}
    """,
    "the last day of a state is a day of it": """
        claim x {"kind": "existed", "subject": "acme", "start": "2004", "end": "2025-06-30"}
        claim y {"kind": "said", "subject": "acme", "how": "stated", "what": "good-bye",
            "at": "2025-06-30"}
    """,
    "two hold an office on the day of its hand-over": """
        claim x {"kind": "role", "subject": "ann", "object": "acme", "title": "Head",
            "office": "head",
            "start": "2018-01-15", "end": "2021-05-03"}
        claim y {"kind": "role", "subject": "bea", "object": "acme", "title": "Head",
            "office": "head",
            "start": "2021-05-03", "end": "2023-01-31"}
    """,
    "two hold an office, and the end of the first is not known": """
        claim x {"kind": "role", "subject": "ann", "object": "acme", "title": "Head",
            "office": "head",
            "start": "2018-01-15"}
        claim y {"kind": "role", "subject": "bea", "object": "acme", "title": "Head",
            "office": "head",
            "start": "2021-05-03", "end": "2023-01-31"}
    """,
    "a post of unknown end in a body that was dissolved": """
        claim x {"kind": "existed", "subject": "acme", "start": "2004", "end": "2025-06-30"}
        claim y {"kind": "role", "subject": "ann", "object": "acme", "title": "Head",
            "start": "2018"}
    """,
    "an age that is not the difference of the years": """
        claim x {"kind": "existed", "subject": "ann", "start": "1997-11-02"}
        claim y {"kind": "measured", "subject": "ann", "quantity": "age", "value": 26,
            "unit": "years",
            "at": "2024-06-30"}
    """,
    "one sort of event happens to one thing twice": """
        claim u {"kind": "dealt", "subject": "acme", "object": "bolt", "how": "partnership",
            "at": "2022-05"}
        claim v {"kind": "dealt", "subject": "acme", "object": "bolt", "how": "partnership",
            "at": "2023-07"}
        claim w {"kind": "measured", "subject": "acme", "quantity": "headcount", "value": 65,
            "unit": "people",
            "at": "2021-12"}
        claim x {"kind": "measured", "subject": "acme", "quantity": "headcount", "value": 70,
            "unit": "people",
            "at": "2022-12"}
        claim y {"kind": "ranked", "subject": "lynx", "object": "arena", "rank": 2,
            "at": "2025-04-07"}
        claim z {"kind": "ranked", "subject": "lynx", "object": "arena", "rank": 5,
            "at": "2025-06-07"}
    """,
    "a body takes in one after another": """
        claim x {"kind": "succeeded", "subject": "acme", "objects": ["bolt"], "how": "absorption",
            "at": "2012-04"}
        claim y {"kind": "succeeded", "subject": "acme", "objects": ["coil"], "how": "absorption",
            "at": "2014-10"}
    """,
    "an office is held in turn, each told of one day": """
        claim x {"kind": "role", "subject": "ann", "object": "acme", "title": "Head",
            "office": "head", "at": "2022-01-01"}
        claim y {"kind": "role", "subject": "bea", "object": "acme", "title": "Head",
            "office": "head", "at": "2023-01-01"}
        claim z {"kind": "role", "subject": "ann", "object": "acme", "title": "Head",
            "office": "head", "at": "2024-01-01", "spell": 2}
    """,
    "a thing is offered under two licences": """
        claim x {"kind": "terms", "subject": "lynx", "part": "code", "act": "redistribute",
            "allowed": "on-condition", "object": "open-1", "start": "2020", "end": ".."}
        claim y {"kind": "terms", "subject": "lynx", "part": "code", "act": "redistribute",
            "allowed": "yes", "object": "paid-1", "start": "2020", "end": ".."}
        entity paid-1 {"kind": "licence", "name": "Paid 1"}
    """,
    "a price below zero": """
        claim x {"kind": "measured", "subject": "acme", "quantity": "price", "value": -37.63,
            "unit": "usd", "at": "2020-04-20"}
    """,
    "one post is held twice": """
        claim x {"kind": "role", "subject": "ann", "object": "acme", "title": "Head",
            "office": "head",
            "start": "2010", "end": "2014"}
        claim y {"kind": "role", "subject": "ann", "object": "acme", "title": "Head",
            "office": "head",
            "start": "2018", "end": "2021", "spell": 2}
    """,
    "a unit belongs to a division and to the firm of that division": """
        claim x {"kind": "part-of", "subject": "bolt", "object": "coil", "start": "2018",
            "end": "2024"}
        claim y {"kind": "part-of", "subject": "bolt", "object": "acme", "start": "2013",
            "end": "2024"}
        claim z {"kind": "part-of", "subject": "coil", "object": "acme", "start": "2016",
            "end": "2025"}
    """,
    "somebody is praised, published and quoted after a death": """
        claim w {"kind": "existed", "subject": "ann", "start": "1950", "end": "2018-03"}
        claim x {"kind": "received", "subject": "ann", "how": "praised", "start": "2019",
            "end": "2020"}
        claim y {"kind": "released", "subject": "book", "stage": "released", "by": "ann",
            "at": "2019"}
        claim z {"kind": "said", "subject": "ann", "how": "quoted", "what": "that all is well",
            "at": "2019"}
    """,
    "somebody speaks of a body after leaving it": """
        claim x {"kind": "role", "subject": "ann", "object": "acme", "title": "Head",
            "start": "2013", "end": "2018"}
        claim y {"kind": "said", "subject": "ann", "how": "stated", "object": "acme",
            "what": "it has changed", "at": "2024"}
    """,
    "a model is tuned in house from one that is released later": """
        claim x {"kind": "released", "subject": "puma", "stage": "weights", "by": "acme",
            "at": "2025-06"}
        claim y {"kind": "released", "subject": "lynx", "stage": "weights", "by": "acme",
            "at": "2025-04-05"}
        claim z {"kind": "derived", "subject": "lynx", "object": "puma", "how": "distilled-from"}
    """,
    "a body keeps the name by which it is known today": """
        claim w {"kind": "named", "subject": "acme", "name": "Facemash", "official": true,
            "start": "2004", "end": "2021-10-28"}
        claim x {"kind": "named", "subject": "acme", "name": "Acmeta", "official": true,
            "start": "2021-10-28"}
        claim y {"kind": "role", "subject": "ann", "object": "acme", "title": "Head",
            "start": "2004"}
            {"statement": "Ann has led Acmeta since 2004."}
        claim z {"kind": "existed", "subject": "acme", "start": "2004"}
            {"statement": "Facemash, today's Acmeta, was founded in 2004."}
    """,
}


@pytest.mark.parametrize("temptation", TEMPTING)
def test_nothing_is_said_where_a_tempting_rule_would_speak(temptation: str, tmp_path: Path) -> None:
    report = check_example(tmp_path / "corpus", _lines(TEMPTING[temptation]))
    assert [f"{finding.rule}: {finding.message}" for finding in report.findings] == []


def _lines(text: str) -> str:
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())
