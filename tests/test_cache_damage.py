"""A cache that is damaged, foreign, hostile, full or shared is never believed and never in the way."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims_check.cache import folder, key, reports
from claims_check.cache.records import Records
from claims_check.findings import FileEdit, FileFix, Finding, Place, Report, RuleCount, Span
from tests.keeping import (
    both,
    count_judged,
    filled,
    is_mended,
    is_not_believed,
    kept,
    place,
)


@pytest.fixture
def claims(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return filled(tmp_path, monkeypatch)


# Damage.


def test_a_file_that_breaks_off_anywhere_is_not_believed(claims: Path) -> None:
    for path in kept():
        data = path.read_bytes()
        for length in sorted({*range(40), *range(0, len(data), len(data) // 20), len(data) - 1}):
            path.write_bytes(data[:length])
            assert folder.read(path.name) is None
    for path in kept():
        path.write_bytes(path.read_bytes()[:-1])
    assert is_mended(claims)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_flipped_bits_are_noticed(claims: Path, data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(kept()))
    good = path.read_bytes()
    bad = bytearray(good)
    for _ in range(data.draw(st.integers(1, 3))):
        bad[data.draw(st.integers(0, len(bad) - 1))] ^= data.draw(st.integers(1, 255))
    path.write_bytes(bad)
    assert folder.read(path.name) is None or bytes(bad) == good
    path.write_bytes(good)


def _whole(content: bytes) -> bytes:
    return folder._head(content) + b"\n" + content


def _told(path: Path) -> tuple[bytes, Any]:
    """What a file of a report holds before its JSON, and that."""
    content = folder.read(path.name)
    assert content is not None
    lengths, _, rest = content.partition(b"\n")
    head = sum(map(int, lengths.split()))
    return lengths + b"\n" + rest[:head], json.loads(rest[head:])


NESTED = b"[" * 100_000 + b"]" * 100_000
LIES = [b"", b"null", b"[]", b"{}", b'""', b"0", b"[" + b"9" * 5000 + b"]", NESTED, b"\xff", b"[1e999]",
        b'["\\ud800"]', b'["2026-01-31",0,0,0,"",0,[],null]', b'["2026-01-31",0,0,0,[],0,"",null]',
        b'["2026-01-31",0,0,0,{},0,[],null]', b'["2026-01-31",0,0,0,[],-1,[],null]']  # fmt: skip


@pytest.mark.parametrize("lie", LIES, ids=lambda lie: str(lie[:24]))
def test_a_report_of_another_form_is_not_believed(lie: bytes, claims: Path) -> None:
    for path in kept():
        if path.suffix != ".records":
            path.write_bytes(_whole(_told(path)[0] + lie))
    assert is_mended(claims)


@pytest.mark.parametrize("lie", LIES, ids=lambda lie: str(lie[:24]))
def test_records_of_another_form_are_not_believed(lie: bytes, claims: Path) -> None:
    for path in kept():
        content = folder.read(path.name)
        assert content is not None
        if path.suffix == ".records":
            before = path.read_bytes()
            code, *lines = content.split(b"\n")
            assert len(lines) == 9
            told = [line.partition(b"\t")[0] + b"\t" + lie for line in lines]
            path.write_bytes(_whole(b"\n".join([code, *told, lie])))
        else:
            path.unlink()
    assert is_mended(claims)
    assert kept()[1].read_bytes() == before


OTHERS: list[Any] = [
    None,
    True,
    -1,
    1.5,
    10**30,
    7,
    "",
    "\ud800",
    "note",
    [],
    ["a"],
    {},
    {"a": 1},
    [[[[]]]],
]


def _changed(value: Any) -> Iterator[Any]:
    """A JSON value with another in each of its places in turn, or with one taken out or added."""
    yield from OTHERS
    if isinstance(value, list):
        for n, inner in enumerate(value):
            yield value[:n] + value[n + 1 :]
            yield [*value[:n], inner, *value[n:]]
            yield from ([*value[:n], other, *value[n + 1 :]] for other in _changed(inner))


FULL = Report(
    "2026-01-31", 3, 2, 1,
    (Finding("x-y", "error", "possible", "m", "f", Span(1, 2, 3, 4), "/a/0", "x", ("x", "y"), "y",
             (Place("g", Span(1, 1, 1, 2), "y", "n"),),
             FileFix("s", True, (FileEdit("f", "/a", '"v"', 2),))),),
    4, (RuleCount("x-y", 5, 1),), 6,
)  # fmt: skip


def test_a_report_is_believed_in_its_form_only() -> None:
    told = json.loads(json.dumps(FULL))
    assert reports._report(told) == FULL
    refused = 0
    for other in _changed(told):
        try:
            believed = reports._report(other)
        except (ValueError, TypeError):
            refused += 1
            continue
        again = json.loads(json.dumps(believed))
        assert again == other
        assert str(again) == str(other)  # True is no 1
    assert refused > 500


def test_what_is_told_of_a_record_is_believed_in_its_form_only(claims: Path) -> None:
    root = str(claims)
    path = claims / "topic" / "x.json"
    known = Records(root)._known
    [content] = [content for content, told in known.items() if json.loads(told)[1]]
    told = json.loads(known[content])
    assert told[1][0][0] == "impossible-day"
    refused = 0
    for other in _changed(told):
        fresh = Records(root)
        fresh._known[content] = json.dumps(other)
        entry = fresh.read(path.read_bytes(), "f", str(path), "x", "claim")
        if entry.own is None:
            refused += 1
        else:
            again = json.loads(json.dumps([entry.sort, *entry.own]))
            assert str(again) == str(other)
    assert refused > 200


def test_a_record_whose_text_was_never_clean_is_read_closely_whatever_is_told_of_it(
    claims: Path,
) -> None:
    text = b'{"$schema": "claim.schema.json", "id": "x"}'
    for sort in ("claim", "entity", "corpus", "none"):
        known = Records(str(claims))
        known.read(text, "f", "f/x.json", "x", "claim")
        [mine] = known._contents.values()
        known._known[mine] = json.dumps([sort, [], []])
        entry = known.read(text, "f", "f/x.json", "x", "claim")
        assert not entry.readable
        assert entry.own is None


# What is somebody else's.


def test_the_cache_of_another_code_or_user_or_version_is_not_believed(
    claims: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(key, "code", lambda: "another")
    assert is_not_believed(claims)
    monkeypatch.setattr(folder, "MAGIC", b"claims-check cache 0")
    judged = count_judged(monkeypatch)
    both(claims)
    assert len(judged) == 2


def _link(path: Path) -> None:
    path.rename(path.with_suffix(".elsewhere"))
    path.symlink_to(path.with_suffix(".elsewhere"))


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


STRANGE: dict[str, Callable[[Path], None]] = {
    "a link": _link,
    "a folder": _folder,
    "a pipe": _pipe,
    "others may write": lambda path: path.chmod(0o622),
    "the group may write": lambda path: path.chmod(0o620),
}


@pytest.mark.parametrize("how", STRANGE)
def test_a_file_that_is_not_ours_alone_is_not_believed(how: str, claims: Path) -> None:
    for path in kept():
        STRANGE[how](path)
        assert folder.read(path.name) is None
    assert is_not_believed(claims)


@pytest.mark.parametrize("mode", [0o770, 0o702, 0o722])
def test_a_folder_that_others_may_write_to_is_left_alone(mode: int, claims: Path) -> None:
    place().chmod(mode)
    before = [(path, path.stat().st_mtime_ns) for path in kept()]
    assert is_not_believed(claims)
    assert [(path, path.stat().st_mtime_ns) for path in kept()] == before


def test_a_file_of_another_owner_is_not_believed(
    claims: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = os.fstat

    def of_another(handle: int) -> os.stat_result:
        told = list(own(handle))
        told[4] += 1
        return os.stat_result(told)

    with monkeypatch.context() as patch:
        patch.setattr(os, "fstat", of_another)
        assert all(folder.read(path.name) is None for path in kept())
    monkeypatch.setattr(os, "getuid", lambda: own(0).st_uid + 4711)
    assert all(folder.read(path.name) is None for path in kept())
    assert is_not_believed(claims)
