"""An editor as tests drive it: pygls' own client, and the server in a process of its own."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from lsprotocol import types
from pygls.lsp.client import LanguageClient

from tests.command import environment

WAIT = 30
"""Seconds after which an answer is not waited for any longer; on a busy machine most take one."""

Diagnostics = list[types.Diagnostic]


class Editor:
    """A session with one server."""

    def __init__(self, client: LanguageClient) -> None:
        self.client = client
        self.shown: dict[str, Diagnostics] = {}
        self.messages: list[str] = []
        self.log: list[str] = []
        self.registered: list[str] = []
        self._news = asyncio.Condition()
        self._versions: dict[str, int] = {}

        async def publish(params: types.PublishDiagnosticsParams) -> None:
            self.shown[params.uri] = list(params.diagnostics)
            await self._tell()

        async def message(params: types.ShowMessageParams) -> None:
            self.messages.append(params.message)
            await self._tell()

        async def log(params: types.LogMessageParams) -> None:
            self.log.append(params.message)
            await self._tell()

        async def register(params: types.RegistrationParams) -> None:
            self.registered += [each.method for each in params.registrations]
            await self._tell()

        client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(publish)
        client.feature(types.WINDOW_SHOW_MESSAGE)(message)
        client.feature(types.WINDOW_LOG_MESSAGE)(log)
        client.feature(types.CLIENT_REGISTER_CAPABILITY)(register)

    async def _tell(self) -> None:
        async with self._news:
            self._news.notify_all()

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait until something holds that the server's messages make so."""
        async with self._news:
            await asyncio.wait_for(self._news.wait_for(holds), WAIT)

    async def findings(self, path: Path, *rules: str) -> Diagnostics:
        """The findings of a file, once they are exactly of these rules."""
        uri = path.as_uri()
        wanted = sorted(rules)
        await self.until(
            lambda: sorted(str(each.code) for each in self.shown.get(uri, [])) == wanted
        )
        return self.shown.get(uri, [])

    def open(self, path: Path, text: str | None = None) -> types.TextDocumentIdentifier:
        """Open a file, with another text than it has on the disk where one is given."""
        text = path.read_text("utf-8") if text is None else text
        self._versions[path.as_uri()] = 1
        self.client.text_document_did_open(
            types.DidOpenTextDocumentParams(types.TextDocumentItem(path.as_uri(), "json", 1, text))
        )
        return types.TextDocumentIdentifier(path.as_uri())

    def type(self, path: Path, text: str) -> None:
        """Change the text of an open file without saving it."""
        self._versions[path.as_uri()] += 1
        self.client.text_document_did_change(
            types.DidChangeTextDocumentParams(
                types.VersionedTextDocumentIdentifier(
                    version=self._versions[path.as_uri()], uri=path.as_uri()
                ),
                [types.TextDocumentContentChangeWholeDocument(text)],
            )
        )

    def close(self, path: Path) -> None:
        """Close a file without saving it."""
        self.client.text_document_did_close(
            types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(path.as_uri()))
        )

    async def hover(self, path: Path, text: str, inside: str) -> str:
        """What is told of the place where a piece of a text begins; empty where nothing is."""
        found = await self.client.text_document_hover_async(
            types.HoverParams(types.TextDocumentIdentifier(path.as_uri()), position(text, inside))
        )
        if found is None:
            return ""
        assert isinstance(found.contents, types.MarkupContent)
        return found.contents.value

    async def fixes(self, path: Path, diagnostic: types.Diagnostic) -> list[types.CodeAction]:
        """The quick fixes that are offered for a finding."""
        found = await self.client.text_document_code_action_async(
            types.CodeActionParams(
                types.TextDocumentIdentifier(path.as_uri()),
                diagnostic.range,
                types.CodeActionContext([diagnostic]),
            )
        )
        actions = found or []
        assert all(isinstance(each, types.CodeAction) for each in actions)
        return [each for each in actions if isinstance(each, types.CodeAction)]


@asynccontextmanager
async def editor(
    folder: Path, capabilities: types.ClientCapabilities | None = None
) -> AsyncIterator[Editor]:
    """A session in a folder; without a word on its capabilities, a client that takes Markdown."""
    client = LanguageClient("tests", "1")
    session = Editor(client)
    await client.start_io(
        sys.executable, "-m", "claims_check", "lsp", env=environment({}), cwd=folder
    )
    hover = types.HoverClientCapabilities(content_format=[types.MarkupKind.Markdown])
    takes = types.ClientCapabilities(
        text_document=types.TextDocumentClientCapabilities(hover=hover)
    )
    await client.initialize_async(
        types.InitializeParams(
            capabilities=capabilities or takes,
            root_uri=folder.as_uri(),
            workspace_folders=[types.WorkspaceFolder(folder.as_uri(), folder.name)],
        )
    )
    client.initialized(types.InitializedParams())
    try:
        yield session
    finally:
        await client.shutdown_async(None)
        client.exit(None)
        stop: Callable[[], Awaitable[None]] = client.stop
        await stop()


def position(text: str, inside: str) -> types.Position:
    """The place right behind where a piece of a text begins, counted as the protocol does."""
    before = text[: text.index(inside) + 1]
    line = before.rpartition("\n")[2]
    return types.Position(before.count("\n"), len(line.encode("utf-16-le")) // 2)


def within(text: str, place: types.Range) -> str:
    """The piece of a text of one line that a range covers, in units of UTF-16."""
    assert place.start.line == place.end.line
    line = text.split("\n")[place.start.line].encode("utf-16-le")
    return line[2 * place.start.character : 2 * place.end.character].decode("utf-16-le")


def applied(text: str, edits: list[types.TextEdit]) -> str:
    """A text with the edits of an editor."""
    data = text.encode("utf-16-le")
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(f"{line}\n".encode("utf-16-le")))

    def offset(place: types.Position) -> int:
        return starts[place.line] + 2 * place.character

    for edit in sorted(edits, key=lambda each: each.range.start, reverse=True):
        new = edit.new_text.encode("utf-16-le")
        data = data[: offset(edit.range.start)] + new + data[offset(edit.range.end) :]
    return data.decode("utf-16-le")
