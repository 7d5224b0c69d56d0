"""The shapes of records for pydantic_core; from `python -m claims_check.generate`."""

from __future__ import annotations

from claims_check.records.parts import array, choice, field, many, maybe, shape, text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

P1 = text('P1', {'type': 'str', 'max_length': 80, 'pattern': '^[a-z0-9]+(-[a-z0-9]+)*$'})
P2 = text('P2', {'type': 'str', 'max_length': 64, 'pattern': '^[0-9X.,~?%+:TZ\\[\\]-]+$'})
P3 = text('P3', {'type': 'str', 'max_length': 1000, 'pattern': '^[^ ]$|^[^ ][^\\n]*[^ ]$'})
P4 = text('P4', {'type': 'str', 'min_length': 8, 'max_length': 1500, 'pattern': '^[^ ]$|^[^ ][^\\n]*[^ ]$'})
P5 = {'type': 'int', 'ge': 1}
P6 = {'type': 'float', 'ge': -1000000000000000.0, 'le': 1000000000000000.0}
P7 = {'type': 'chain', 'steps': [{'type': 'bool', 'strict': True}, {'type': 'literal', 'expected': [True]}]}
P8 = {'type': 'literal', 'expected': ['supported', 'refuted', 'conflicting-evidence', 'not-enough-evidence']}
P9 = {'type': 'literal', 'expected': ['imprecise', 'outdated', 'overstated', 'conflated', 'misattributed', 'out-of-context', 'incomplete']}
P10 = text('P10', {'type': 'str', 'max_length': 1000, 'pattern': '^https?://[^ ]+$'})
P11 = {'type': 'literal', 'expected': ['parameters', 'tokens', 'people', 'years', 'months', 'days', 'usd', 'percent', 'points', 'users', 'downloads', 'gpus']}
P12 = {'type': 'int', 'ge': -36600, 'le': 36600}
P13 = text('P13', {'type': 'str', 'max_length': 60, 'pattern': '^[^ ]$|^[^ ][^\\n]*[^ ]$'})


def claim() -> dict[str, Any]:
    """The shape of a claim record."""
    return shape('Claim', {
        'schema_': field({'type': 'str', 'pattern': '(^|/)claim\\.schema\\.json$'}, '$schema'),
        'id': field(P1),
        'statement': field(P4),
        'proposition': field(choice('kind', {
            'existed': shape('Existed', {
                'kind': field({'type': 'literal', 'expected': ['existed']}),
                'subject': field(P1),
                'by': maybe(P1),
                'start': maybe(P2),
                'end': maybe(P2),
                'at': maybe(P2),
            }),
            'named': shape('Named', {
                'kind': field({'type': 'literal', 'expected': ['named']}),
                'subject': field(P1),
                'name': field(P3),
                'official': maybe(P7),
                'start': maybe(P2),
                'end': maybe(P2),
                'at': maybe(P2),
                'spell': maybe(P5),
            }),
            'part-of': shape('PartOf', {
                'kind': field({'type': 'literal', 'expected': ['part-of']}),
                'subject': field(P1),
                'object': field(P1),
                'start': maybe(P2),
                'end': maybe(P2),
                'at': maybe(P2),
                'spell': maybe(P5),
            }),
            'reports-to': shape('ReportsTo', {
                'kind': field({'type': 'literal', 'expected': ['reports-to']}),
                'subject': field(P1),
                'object': field(P1),
                'start': maybe(P2),
                'end': maybe(P2),
                'at': maybe(P2),
                'spell': maybe(P5),
            }),
            'role': shape('Role', {
                'kind': field({'type': 'literal', 'expected': ['role']}),
                'subject': field(P1),
                'object': field(P1),
                'title': field(P3),
                'office': maybe(P1),
                'shared': maybe(P7),
                'start': maybe(P2),
                'end': maybe(P2),
                'at': maybe(P2),
                'spell': maybe(P5),
            }),
            'works-on': shape('WorksOn', {
                'kind': field({'type': 'literal', 'expected': ['works-on']}),
                'subject': field(P1),
                'object': maybe(P1),
                'what': maybe(P3),
                'start': maybe(P2),
                'end': maybe(P2),
                'at': maybe(P2),
            }),
            'arranged': shape('Arranged', {
                'kind': field({'type': 'literal', 'expected': ['arranged']}),
                'subject': field(P1),
                'object': maybe(P1),
                'how': field({'type': 'literal', 'expected': ['condition', 'privilege', 'duty', 'policy']}),
                'what': field(P3),
                'claim': maybe(P1),
                'start': maybe(P2),
                'end': maybe(P2),
                'at': maybe(P2),
            }),
            'terms': shape('Terms', {
                'kind': field({'type': 'literal', 'expected': ['terms']}),
                'subject': field(P1),
                'part': field({'type': 'literal', 'expected': ['weights', 'code', 'training-code', 'data', 'whole']}),
                'act': field({'type': 'literal', 'expected': ['obtain', 'use', 'commercial-use', 'redistribute', 'train-others']}),
                'allowed': field({'type': 'literal', 'expected': ['yes', 'no', 'on-condition', 'on-request']}),
                'object': maybe(P1),
                'what': maybe(P3),
                'start': maybe(P2),
                'end': maybe(P2),
                'at': maybe(P2),
                'spell': maybe(P5),
            }),
            'available': shape('Available', {
                'kind': field({'type': 'literal', 'expected': ['available']}),
                'subject': field(P1),
                'object': field(P1),
                'start': maybe(P2),
                'end': maybe(P2),
                'at': maybe(P2),
                'spell': maybe(P5),
            }),
            'described': shape('Described', {
                'kind': field({'type': 'literal', 'expected': ['described']}),
                'subject': field(P1),
                'object': maybe(P1),
                'what': field(P3),
                'start': maybe(P2),
                'end': maybe(P2),
                'at': maybe(P2),
            }),
            'received': shape('Received', {
                'kind': field({'type': 'literal', 'expected': ['received']}),
                'subject': field(P1),
                'how': field({'type': 'literal', 'expected': ['praised', 'criticised', 'discussed', 'disappointed', 'harmed']}),
                'by': maybe(P1),
                'what': maybe(P3),
                'start': maybe(P2),
                'end': maybe(P2),
                'at': maybe(P2),
            }),
            'succeeded': shape('Succeeded', {
                'kind': field({'type': 'literal', 'expected': ['succeeded']}),
                'subject': field(P1),
                'objects': field(array(P1, 1)),
                'how': field({'type': 'literal', 'expected': ['merger', 'split', 'spin-off', 'absorption']}),
                'at': maybe(P2),
            }),
            'dealt': shape('Dealt', {
                'kind': field({'type': 'literal', 'expected': ['dealt']}),
                'subject': field(P1),
                'object': field(P1),
                'how': field({'type': 'literal', 'expected': ['acquisition', 'stake', 'partnership']}),
                'what': maybe(P3),
                'at': maybe(P2),
            }),
            'released': shape('Released', {
                'kind': field({'type': 'literal', 'expected': ['released']}),
                'subject': field(P1),
                'stage': field({'type': 'literal', 'expected': ['announced', 'previewed', 'paper', 'weights', 'service', 'leaked', 'released', 'withdrawn']}),
                'by': maybe(P1),
                'at': maybe(P2),
            }),
            'planned': shape('Planned', {
                'kind': field({'type': 'literal', 'expected': ['planned']}),
                'subject': field(P1),
                'object': maybe(P1),
                'what': field(P3),
                'how': field({'type': 'literal', 'expected': ['set', 'moved', 'dropped']}),
                'target': maybe(P2),
                'at': maybe(P2),
            }),
            'sized': shape('Sized', {
                'kind': field({'type': 'literal', 'expected': ['sized']}),
                'subject': field(P1),
                'values': field(array(P6, 1)),
                'unit': field(P11),
                'complete': field({'type': 'bool'}),
                'what': maybe(P3),
                'at': maybe(P2),
            }),
            'measured': shape('Measured', {
                'kind': field({'type': 'literal', 'expected': ['measured']}),
                'subject': field(P1),
                'quantity': field({'type': 'literal', 'expected': ['age', 'headcount', 'jobs-cut', 'pay', 'share', 'cost', 'users', 'count', 'price']}),
                'value': maybe(P6),
                'low': maybe(P6),
                'high': maybe(P6),
                'approximate': maybe(P7),
                'unit': field(P11),
                'per': maybe({'type': 'literal', 'expected': ['year', 'month', 'day', 'total']}),
                'what': maybe(P3),
                'at': maybe(P2),
            }),
            'ranked': shape('Ranked', {
                'kind': field({'type': 'literal', 'expected': ['ranked']}),
                'subject': field(P1),
                'object': field(P1),
                'rank': maybe(P5),
                'score': maybe(P6),
                'what': maybe(P3),
                'at': maybe(P2),
            }),
            'compared': shape('Compared', {
                'kind': field({'type': 'literal', 'expected': ['compared']}),
                'subject': field(P1),
                'object': field(P1),
                'measure': field(P3),
                'how': field({'type': 'literal', 'expected': ['above', 'equal', 'below']}),
                'extent': field({'type': 'literal', 'expected': ['all', 'most', 'some']}),
                'at': maybe(P2),
            }),
            'foremost': shape('Foremost', {
                'kind': field({'type': 'literal', 'expected': ['foremost']}),
                'subject': field(P1),
                'how': field({'type': 'literal', 'expected': ['first', 'only', 'largest', 'best', 'leading']}),
                'what': field(P3),
                'against': many(array(P1, 1)),
                'at': maybe(P2),
            }),
            'said': shape('Said', {
                'kind': field({'type': 'literal', 'expected': ['said']}),
                'subject': field(P1),
                'how': field({'type': 'literal', 'expected': ['stated', 'quoted', 'interviewed', 'alleged', 'denied', 'rumoured']}),
                'object': maybe(P1),
                'claim': maybe(P1),
                'what': maybe(P3),
                'answers': maybe(P1),
                'at': maybe(P2),
            }),
            'derived': shape('Derived', {
                'kind': field({'type': 'literal', 'expected': ['derived']}),
                'subject': field(P1),
                'object': field(P1),
                'how': field({'type': 'literal', 'expected': ['succeeds', 'variant-of', 'tuned-from', 'distilled-from']}),
            }),
            'ordered': shape('Ordered', {
                'kind': field({'type': 'literal', 'expected': ['ordered']}),
                'first': field(P1),
                'then': field(P1),
                'min_days': maybe(P12),
                'max_days': maybe(P12),
                'words': maybe(P3),
            }),
            'caused': shape('Caused', {
                'kind': field({'type': 'literal', 'expected': ['caused']}),
                'cause': field(P1),
                'effect': field(P1),
            }),
            'other': shape('Other', {
                'kind': field({'type': 'literal', 'expected': ['other']}),
                'objects': field(array(P1, 1)),
                'what': field(P3),
                'why': field(P3),
                'start': maybe(P2),
                'end': maybe(P2),
                'at': maybe(P2),
            }),
        })),
        'appearances': many(array(shape('Appearance', {
            'source': field(P1),
            'passage': maybe(P1),
            'by': maybe(P1),
            'on': maybe(P2),
            'implied': maybe(P7),
        }), 1)),
        'verdict': field(shape('Verdict', {
            'label': field(P8),
            'flaw': maybe(P9),
            'confidence': field({'type': 'literal', 'expected': ['low', 'moderate', 'high']}),
            'why': field(P4),
            'searched': maybe(P4),
            'instead': many(array(P1, 1)),
            'checked': field(P2),
        })),
        'evidence': field(array(shape('Evidence', {
            'source': field(P1),
            'stance': field({'type': 'literal', 'expected': ['supports', 'refutes', 'context']}),
            'basis': field({'type': 'literal', 'expected': ['first-hand', 'report', 'announcement']}),
            'says': field(P4),
            'where': maybe(P3),
            'read': field({'type': 'literal', 'expected': ['whole', 'excerpt', 'copy']}),
        }))),
        'reviews': many(array(shape('Review', {
            'label': field(P8),
            'flaw': maybe(P9),
            'label_then': field(P8),
            'flaw_then': maybe(P9),
            'saw': field({'type': 'literal', 'expected': ['sources', 'other', 'nothing']}),
            'on': field(P2),
            'why': field(P4),
            'adjudicated': maybe(P4),
        }), 1)),
        'corrections': many(array(shape('Correction', {
            'on': field(P2),
            'what': field(P4),
        }), 1)),
        'suppressions': many(array(shape('Suppression', {
            'rule': field(P1),
            'records': field(array(P1, 1)),
            'reason': field(P4),
            'expires': maybe(P2),
        }), 1)),
        'former_ids': many(array(P1, 1)),
        'withdrawn': maybe(shape('Withdrawal', {
            'on': field(P2),
            'why': field(P4),
            'replaced_by': maybe(P1),
        })),
    })


def entity() -> dict[str, Any]:
    """The shape of a entity record."""
    return shape('Entity', {
        'schema_': field({'type': 'str', 'pattern': '(^|/)entity\\.schema\\.json$'}, '$schema'),
        'id': field(P1),
        'kind': field({'type': 'literal', 'expected': ['person', 'organisation', 'model', 'product', 'board', 'benchmark', 'licence', 'work', 'event', 'group']}),
        'name': field(P3),
        'aliases': many(array(P3, 1)),
        'wikidata': maybe({'type': 'str', 'max_length': 16, 'pattern': '^Q[1-9][0-9]*$'}),
        'former_ids': many(array(P1, 1)),
        'withdrawn': maybe(shape('Withdrawal', {
            'on': field(P2),
            'why': field(P4),
            'replaced_by': maybe(P1),
        })),
    })


def source() -> dict[str, Any]:
    """The shape of a source record."""
    return shape('Source', {
        'schema_': field({'type': 'str', 'pattern': '(^|/)source\\.schema\\.json$'}, '$schema'),
        'id': field(P1),
        'kind': field({'type': 'literal', 'expected': ['article', 'announcement', 'paper', 'model-card', 'repository', 'licence-text', 'documentation', 'filing', 'memo', 'post', 'interview', 'broadcast', 'dataset', 'reference-work']}),
        'title': field(P3),
        'publisher': field(P3),
        'by': maybe(P1),
        'published': maybe(P2),
        'address': field(P10),
        'retrieved': maybe(P2),
        'archive': maybe(shape('Archive', {
            'address': field(P10),
            'on': field(P2),
        })),
        'derived_from': many(array(P1, 1)),
        'language': field({'type': 'str', 'max_length': 35, 'pattern': '^[a-z]{2,3}(-[A-Za-z0-9]+)*$'}),
        'passages': many(array(shape('Passage', {
            'id': field(P1),
            'section': field(P3),
            'from_': field(P13, 'from'),
            'to': field(P13),
            'nth': maybe(P5),
            'sha256': field({'type': 'str', 'pattern': '^[0-9a-f]{64}$'}),
            'unchecked': maybe(P4),
        }), 1)),
        'former_ids': many(array(P1, 1)),
        'withdrawn': maybe(shape('Withdrawal', {
            'on': field(P2),
            'why': field(P4),
            'replaced_by': maybe(P1),
        })),
    })


def corpus() -> dict[str, Any]:
    """The shape of a corpus record."""
    return shape('CorpusRecord', {
        'schema_': field({'type': 'str', 'pattern': '(^|/)corpus\\.schema\\.json$'}, '$schema'),
        'id': field(P1),
        'title': field(P3),
        'description': maybe(P4),
        'version': field({'type': 'str', 'max_length': 32, 'pattern': '^[0-9]+\\.[0-9]+\\.[0-9]+$'}),
        'licence': field(P3),
        'publisher': field(P3),
        'address': maybe(P10),
    })
