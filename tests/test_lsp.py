"""The language server end to end: a real client, the server in a process of its own."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from tests.command import environment, run_alone
from tests.examples import write_corpus

pytest.importorskip("pygls", reason="the extra lsp is not installed")

from lsprotocol import types

from tests.editor import Editor, applied, editor, position, within

# From Python 3.14 on, a function that pygls 2.1 calls is deprecated.
pytestmark = pytest.mark.filterwarnings("ignore:.*iscoroutinefunction:DeprecationWarning")

RECORDS = """
claim x {"kind": "released", "subject": "lynx", "stage": "weights", "at": "2023-07-18"}
claim y {"kind": "existed", "subject": "acme", "start": "2004-02~"}
claim z {"verdict": {"label": "refuted", "instead": ["x"]}} {"evidence": [{"stance": "refutes"}]}
    {"kind": "released", "subject": "lynx", "stage": "weights", "at": "2022-07-18", "by": "acme"}
"""


def corpus(folder: Path, records: str = RECORDS) -> Path:
    """A corpus whose records have a line for each member, as people write them."""
    root = folder.resolve() / "claims"
    write_corpus(root, records.strip())
    (folder / ".git").mkdir()
    for path in root.rglob("*.json"):
        path.write_text(json.dumps(json.loads(path.read_text("utf-8")), indent=2) + "\n", "utf-8")
    return root


def session(folder: Path, acts: Callable[[Editor], Awaitable[None]], **more: Any) -> None:
    """Drive an editor in a folder."""

    async def whole() -> None:
        async with editor(folder.resolve(), **more) as opened:
            await acts(opened)

    asyncio.run(whole())


def test_a_finding_has_its_exact_range_severity_rule_and_manual(tmp_path: Path) -> None:
    path = corpus(tmp_path) / "topic" / "x.json"
    text = path.read_text("utf-8").replace("2023-07-18", "2023-02-29")

    async def acts(editor: Editor) -> None:
        editor.open(path, text)
        [found] = await editor.findings(path, "impossible-day")
        assert within(text, found.range) == '"2023-02-29"'
        assert found.severity == types.DiagnosticSeverity.Error
        assert found.source == "claims-check"
        assert found.message.startswith("2023-02-29 does not exist")
        assert found.code_description is not None
        assert found.code_description.href.endswith("/docs/rules.md#impossible-day")

    session(tmp_path, acts)


def test_columns_count_units_of_utf_16_behind_characters_beyond_the_bmp(tmp_path: Path) -> None:
    path = corpus(tmp_path) / "topic" / "x.json"
    record = {**json.loads(path.read_text("utf-8")), "statement": "𝒜 llama 🦙 was \u2028 released."}
    record["proposition"]["at"] = "2023-02-29"
    text = json.dumps(record, ensure_ascii=False)  # on one line

    async def acts(editor: Editor) -> None:
        editor.open(path, text)
        [found] = await editor.findings(path, "impossible-day")
        assert found.range.start.line == 0
        assert within(text, found.range) == '"2023-02-29"'
        told = await editor.hover(path, text, '"lynx"')
        assert told.startswith("**Lynx (model lynx)**")

    session(tmp_path, acts)


def test_columns_count_what_the_client_asks_for(tmp_path: Path) -> None:
    path = corpus(tmp_path) / "topic" / "x.json"
    record = {**json.loads(path.read_text("utf-8")), "statement": "The 🦙 was released then."}
    record["proposition"]["at"] = "2023-02-29"
    text = json.dumps(record, ensure_ascii=False)
    wanted = types.GeneralClientCapabilities(position_encodings=[types.PositionEncodingKind.Utf32])

    async def acts(editor: Editor) -> None:
        editor.open(path, text)
        [found] = await editor.findings(path, "impossible-day")
        start, end = found.range.start.character, found.range.end.character
        assert text[start:end] == '"2023-02-29"'

    session(tmp_path, acts, capabilities=types.ClientCapabilities(general=wanted))


def test_a_conflict_is_shown_in_every_open_record_of_it(tmp_path: Path) -> None:
    root = corpus(tmp_path)
    x, w = root / "topic" / "x.json", root / "topic" / "w.json"
    text = json.dumps({**json.loads(x.read_text("utf-8")), "id": "w"}, indent=2)
    text = text.replace("2023-07-18", "2024-07-18")

    async def acts(editor: Editor) -> None:
        editor.open(w, text)  # a record that no file has yet; the finding stands in x
        found, _ = await editor.findings(w, "two-values-for-one-fact", "same-statement-twice")
        assert within(text, found.range) == '"2024-07-18"'
        assert found.code == "two-values-for-one-fact"
        [other] = found.related_information or []
        assert other.location.uri == x.as_uri()
        assert within(x.read_text("utf-8"), other.location.range) == '"2023-07-18"'
        shown = await editor.findings(x, "two-values-for-one-fact", "same-statement-twice")
        assert within(x.read_text("utf-8"), shown[0].range) == '"2023-07-18"'
        editor.close(w)  # without saving it
        await editor.findings(w)
        await editor.findings(x)

    session(tmp_path, acts)


def test_hovering_over_an_entity_tells_what_held_on_the_day_of_the_claim(tmp_path: Path) -> None:
    root = corpus(tmp_path)
    x, z = root / "topic" / "x.json", root / "topic" / "z.json"

    async def acts(editor: Editor) -> None:
        for path in (x, z):
            editor.open(path)
        assert await editor.hover(x, x.read_text("utf-8"), '"lynx"') == (
            "**Lynx (model lynx)**\n\n"
            "On 2023-07-18 (the date of this claim), the corpus establishes:\n\n"
            "- stage: the release of the weights of Lynx (since 2023-07-18)"
        )
        assert await editor.hover(z, z.read_text("utf-8"), '"lynx"') == (
            "**Lynx (model lynx)**\n\n"
            "The corpus establishes nothing of it for 2022-07-18 (the date of this claim)."
        )
        assert await editor.hover(z, z.read_text("utf-8"), '"acme"') == (
            "**Acme (organisation acme)**\n\n"
            "On 2022-07-18 (the date of this claim), the corpus establishes:\n\n"
            "- possibly exists: Acme (since some day from 2004-02-01 to 2004-02-29)"
        )

    session(tmp_path, acts)


def test_hovering_over_a_claim_a_source_a_date_and_a_word(tmp_path: Path) -> None:
    root = corpus(tmp_path)
    y, z = root / "topic" / "y.json", root / "topic" / "z.json"

    async def acts(editor: Editor) -> None:
        for path in (y, z):
            editor.open(path)
        text = z.read_text("utf-8")
        assert await editor.hover(z, text, '"x"') == (
            "**x (claim, released)**\n\n"
            "The statement of claim x can be checked.\n\n"
            "verdict: supported, confidence moderate, checked 2026-01-31\n\n"
            "dates: at 2023-07-18"
        )
        assert await editor.hover(z, text, '"news"') == (
            "**What happened (source news)**\n\n"
            "The Paper, 2026-01-15 (article)\n\n"
            "https://example.org/what-happened"
        )
        assert (await editor.hover(z, text, '"refuted"')).startswith(
            "**refuted**\n\nThe claim does not hold."
        )
        assert (await editor.hover(z, text, '"released"')).startswith("**released**\n\n")
        assert await editor.hover(y, y.read_text("utf-8"), '"2004-02~"') == (
            "**2004-02\\~**\n\n"
            "a month: 2004-02-01 to 2004-02-29\n\n"
            "with \\~ granted: 2004-01-01 to 2004-03-31"
        )
        assert await editor.hover(z, text, '"statement"') == ""

    session(tmp_path, acts)


def test_a_client_that_shows_no_markdown_gets_none(tmp_path: Path) -> None:
    y = corpus(tmp_path) / "topic" / "y.json"

    async def acts(editor: Editor) -> None:
        editor.open(y)
        told = await editor.hover(y, y.read_text("utf-8"), '"2004-02~"')
        assert told.splitlines()[-1] == "with ~ granted: 2004-01-01 to 2004-03-31"

    session(tmp_path, acts, capabilities=types.ClientCapabilities())


def test_going_to_the_record_that_an_id_names_and_back_to_its_uses(tmp_path: Path) -> None:
    root = corpus(tmp_path)
    x, z, lynx = (
        root / "topic" / "x.json",
        root / "topic" / "z.json",
        root / "entities" / "lynx.json",
    )
    text = z.read_text("utf-8")

    async def acts(editor: Editor) -> None:
        document = editor.open(z)
        found = await editor.client.text_document_definition_async(
            types.DefinitionParams(document, position(text, '"lynx"'))
        )
        assert isinstance(found, types.Location)
        assert found.uri == lynx.as_uri()
        assert within(lynx.read_text("utf-8"), found.range) == '"lynx"'
        uses = await editor.client.text_document_references_async(
            types.ReferenceParams(
                types.ReferenceContext(include_declaration=True), document, position(text, '"lynx"')
            )
        )
        assert [use.uri for use in uses or []] == [lynx.as_uri(), x.as_uri(), z.as_uri()]
        assert within(text, (uses or [])[2].range) == '"lynx"'

    session(tmp_path, acts)


def test_going_to_the_passage_that_an_appearance_names(tmp_path: Path) -> None:
    digest = "0" * 64
    root = corpus(
        tmp_path,
        'claim x {"appearances": [{"source": "article", "passage": "second"}]}\n'
        'source article {"passages": [{"id": "second", "section": "2", "from": "The", '
        f'"to": "end.", "sha256": "{digest}"}}]}}',
    )
    x, article = root / "topic" / "x.json", root / "sources" / "article.json"

    async def acts(editor: Editor) -> None:
        found = await editor.client.text_document_definition_async(
            types.DefinitionParams(editor.open(x), position(x.read_text("utf-8"), '"second"'))
        )
        assert isinstance(found, types.Location)
        assert found.uri == article.as_uri()
        assert within(article.read_text("utf-8"), found.range) == '"second"'

    session(tmp_path, acts)


def test_a_quick_fix_mends_a_misspelt_id(tmp_path: Path) -> None:
    path = corpus(tmp_path) / "topic" / "x.json"
    right = path.read_text("utf-8")
    wrong = right.replace('"lynx"', '"lynks"')

    async def acts(editor: Editor) -> None:
        editor.open(path, wrong)
        await editor.until(lambda: bool(editor.shown.get(path.as_uri())))
        [found] = [d for d in editor.shown[path.as_uri()] if d.code == "unknown-id"]
        [action] = await editor.fixes(path, found)
        assert action.kind == types.CodeActionKind.QuickFix
        assert action.title == "write lynx for lynks (unsafe)"
        assert action.is_preferred is False
        assert action.edit is not None
        [edits] = (action.edit.changes or {}).values()
        assert applied(wrong, list(edits)) == right
        editor.type(path, applied(wrong, list(edits)))
        await editor.findings(path)

    session(tmp_path, acts)


def test_a_quick_fix_writes_the_id_that_a_record_has_now(tmp_path: Path) -> None:
    records = 'entity firm {"former_ids": ["shop"]}\nclaim x {"kind": "existed", "subject": "firm"}'
    path = corpus(tmp_path, records) / "topic" / "x.json"
    right = path.read_text("utf-8")
    wrong = right.replace('"firm"', '"shop"')

    async def acts(editor: Editor) -> None:
        editor.open(path, wrong)
        [found] = await editor.findings(path, "unknown-id")
        [action] = await editor.fixes(path, found)
        assert action.title == "write firm for shop"
        assert action.is_preferred is True

    session(tmp_path, acts)


def test_quick_fixes_mend_misspelt_keys_words_and_kinds(tmp_path: Path) -> None:
    path = corpus(tmp_path) / "topic" / "x.json"
    text = path.read_text("utf-8")
    slips = {
        '"stage"': '"stagge"',
        '"weights"': '"wheights"',
        '"released"': '"releasd"',
        '"moderate"': '"modest"',
    }

    async def acts(editor: Editor) -> None:
        editor.open(path)
        for right, wrong in slips.items():
            typed = text.replace(right, wrong)
            editor.type(path, typed)
            await editor.until(lambda: bool(editor.shown.get(path.as_uri())))
            actions = await editor.fixes(path, editor.shown[path.as_uri()][0])
            assert len(actions) == 1
            assert actions[0].edit is not None
            [edits] = (actions[0].edit.changes or {}).values()
            assert json.loads(applied(typed, list(edits))) == json.loads(text)
            editor.type(path, text)
            await editor.findings(path)

    session(tmp_path, acts)


def test_a_record_that_is_broken_while_typed_costs_no_other_its_findings(tmp_path: Path) -> None:
    root = corpus(tmp_path)
    x, z = root / "topic" / "x.json", root / "topic" / "z.json"
    text = x.read_text("utf-8")
    broken = text.replace('"at": "2023-07-18"', '"at": "2023-0')

    async def acts(editor: Editor) -> None:
        editor.open(x)
        editor.type(x, broken)
        [found] = await editor.findings(x, "not-json")
        assert found.range.start.line == broken[: broken.index('"2023-0')].count("\n")
        # what is asked meanwhile is still answered
        assert (await editor.hover(x, broken, '"lynx"')).startswith("**Lynx (model lynx)**")
        symbols = await editor.client.text_document_document_symbol_async(
            types.DocumentSymbolParams(types.TextDocumentIdentifier(x.as_uri()))
        )
        assert not symbols
        assert editor.shown.get(z.as_uri(), []) == []  # x still exists under its id
        editor.type(x, text)
        await editor.findings(x)

    session(tmp_path, acts)


def test_a_file_deleted_under_the_editor_lives_on_until_it_is_closed(tmp_path: Path) -> None:
    root = corpus(tmp_path)
    x, z = root / "topic" / "x.json", root / "topic" / "z.json"
    wrong = x.read_text("utf-8").replace("2023-07-18", "2023-02-29")

    async def acts(editor: Editor) -> None:
        editor.open(x)
        editor.open(z)
        x.unlink()
        editor.type(x, wrong)
        await editor.findings(x, "impossible-day")
        editor.close(x)
        await editor.findings(x)
        [found] = await editor.findings(z, "unknown-id")
        assert within(z.read_text("utf-8"), found.range) == '"x"'

    session(tmp_path, acts)


def test_what_changes_outside_the_editor_is_seen_when_the_client_tells(tmp_path: Path) -> None:
    root = corpus(tmp_path)
    x, z = root / "topic" / "x.json", root / "topic" / "z.json"
    watched = types.WorkspaceClientCapabilities(
        did_change_watched_files=types.DidChangeWatchedFilesClientCapabilities(
            dynamic_registration=True
        )
    )

    async def acts(editor: Editor) -> None:
        await editor.until(lambda: editor.registered == [types.WORKSPACE_DID_CHANGE_WATCHED_FILES])
        x.unlink()
        editor.client.workspace_did_change_watched_files(
            types.DidChangeWatchedFilesParams(
                [types.FileEvent(x.as_uri(), types.FileChangeType.Deleted)]
            )
        )
        await editor.findings(z, "unknown-id")
        (root / "corpus.json").unlink()  # no longer a corpus
        editor.client.workspace_did_change_watched_files(
            types.DidChangeWatchedFilesParams(
                [types.FileEvent((root / "corpus.json").as_uri(), types.FileChangeType.Deleted)]
            )
        )
        await editor.findings(z)

    session(tmp_path, acts, capabilities=types.ClientCapabilities(workspace=watched))


def test_a_folder_without_a_corpus_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path.resolve() / "package.json"
    path.write_text('{"name": "other"', "utf-8")

    async def acts(editor: Editor) -> None:
        document = editor.open(path)
        await editor.until(lambda: bool(editor.log))
        assert editor.log == [
            f"{path} lies in no corpus (no corpus.json above it): it is not checked"
        ]
        assert await editor.hover(path, '{"name": "other"', '"other"') == ""
        symbols = await editor.client.text_document_document_symbol_async(
            types.DocumentSymbolParams(document)
        )
        assert symbols is None
        assert editor.shown == {}
        assert editor.messages == []

    session(tmp_path, acts)


def test_the_configuration_counts_and_a_wrong_one_is_told_once(tmp_path: Path) -> None:
    root = corpus(tmp_path, RECORDS + "entity bolt {}")
    bolt, setting = root / "entities" / "bolt.json", tmp_path / "claims-check.toml"

    async def acts(editor: Editor) -> None:
        await editor.findings(bolt, "unused-record")
        setting.write_text('ignore = ["unused-record"]\n', "utf-8")
        editor.open(bolt)
        await editor.findings(bolt)
        setting.write_text('ignroe = ["unused-record"]\n', "utf-8")
        editor.type(bolt, bolt.read_text("utf-8") + " ")
        await editor.until(lambda: bool(editor.messages))
        assert "there is no key ignroe; did you mean ignore?" in editor.messages[0]

    session(tmp_path, acts)


def test_completion_offers_ids_of_the_sort_that_is_meant_kinds_and_keys(tmp_path: Path) -> None:
    path = corpus(tmp_path) / "topic" / "x.json"
    text = path.read_text("utf-8")

    async def offered(editor: Editor, typed: str, inside: str) -> dict[str, str | None]:
        editor.type(path, typed)
        found = await editor.client.text_document_completion_async(
            types.CompletionParams(
                types.TextDocumentIdentifier(path.as_uri()), position(typed, inside)
            )
        )
        assert isinstance(found, types.CompletionList)
        for item in found.items:
            assert isinstance(item.text_edit, types.TextEdit)
            assert within(typed, item.text_edit.range) == inside.strip('"')
        return {item.label: item.detail for item in found.items}

    async def acts(editor: Editor) -> None:
        editor.open(path)
        ids = await offered(editor, text.replace('"lynx"', '"ly'), '"ly')
        assert ids == {"acme": "Acme (organisation)", "lynx": "Lynx (model)"}
        kinds = await offered(editor, text, '"released"')
        assert {"released", "existed", "said"} <= kinds.keys()
        stages = await offered(editor, text, '"weights"')
        assert "weights" in stages
        keys = await offered(editor, text.replace('"stage"', '"st"'), '"st"')
        assert keys.keys() == {"stage", "by"}

    session(tmp_path, acts)


def test_the_outline_and_the_canonical_form(tmp_path: Path) -> None:
    path = corpus(tmp_path) / "entities" / "lynx.json"
    record = json.loads(path.read_text("utf-8"))
    shuffled = json.dumps(dict(reversed(record.items())))

    async def acts(editor: Editor) -> None:
        document = editor.open(path, shuffled)
        symbols = await editor.client.text_document_document_symbol_async(
            types.DocumentSymbolParams(document)
        )
        named = [(s.name, s.detail) for s in symbols or [] if isinstance(s, types.DocumentSymbol)]
        assert named[0] == ("name", "Lynx")
        assert [name for name, _ in named] == list(reversed(record))
        await editor.hover(path, shuffled, '"name"')  # until it has been checked
        edits = await editor.client.text_document_formatting_async(
            types.DocumentFormattingParams(document, types.FormattingOptions(2, True))
        )
        keys = ("$schema", "id", "kind", "name")
        ordered = json.dumps({key: record[key] for key in keys}, indent=2) + "\n"
        assert [edit.new_text for edit in edits or []] == [ordered]

    session(tmp_path, acts)


def test_the_server_ends_when_the_editor_goes_away(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "claims_check", "lsp"],
        cwd=tmp_path,
        env=environment({}),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_without_the_extra_the_command_says_how_to_install_it(tmp_path: Path) -> None:
    (tmp_path / "pygls").mkdir()
    (tmp_path / "pygls" / "__init__.py").write_text(
        'raise ModuleNotFoundError("no pygls", name="pygls")', "utf-8"
    )
    before = environment({})["PYTHONPATH"]
    ran = run_alone("lsp", PYTHONPATH=f"{tmp_path}:{before}")
    assert ran.code == 2
    assert ran.err == (
        "claims-check: the language server needs pygls, which is not installed: "
        'pip install "pygls>=2.1,<3"\n'
    )
