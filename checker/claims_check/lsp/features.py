"""The protocol: what an editor tells and asks, and what it is answered.

Every question is answered with nothing where there is nothing to tell: outside a corpus, and of a
text that means nothing at the moment.
"""

from __future__ import annotations

import os

from lsprotocol import types

from claims_check.corpus.tree import CONFIGURATIONS
from claims_check.lsp import completions, hovers, navigation
from claims_check.lsp.desk import Text
from claims_check.lsp.server import House, Server, path_of
from claims_check.mending.form import in_form


def serve(house: House) -> None:
    """Speak with an editor over standard input and output until it says goodbye or goes away."""
    server_of(house).start_io()


def server_of(house: House) -> Server:
    """A server with all that it can be asked."""
    server = Server(house)
    _texts(server)
    _questions(server)
    _writing(server)
    return server


def _texts(server: Server) -> None:
    """What the editor tells of its texts and files."""
    desk = server.desk

    @server.feature(types.INITIALIZED)
    def initialized(params: types.InitializedParams) -> None:
        workspace = server.workspace
        folders = [folder.uri for folder in workspace.folders.values()]
        for uri in folders or filter(None, [workspace.root_uri]):
            path = path_of(uri)
            if path:
                desk.touch(path)
                desk.touch(os.path.realpath(server.house.corpus_in(path)))
        _watch_files(server)

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def did_open(params: types.DidOpenTextDocumentParams) -> None:
        document = params.text_document
        path = path_of(document.uri)
        if path is None:
            return
        server.opened(path)
        desk.put(path, Text(document.uri, document.text, document.version))
        if desk.root_of(path) is None:
            server.remark(f"{path} lies in no corpus (no corpus.json above it): it is not checked")

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def did_change(params: types.DidChangeTextDocumentParams) -> None:
        uri, version = params.text_document.uri, params.text_document.version
        path = path_of(uri)
        if path is not None:
            desk.put(path, Text(uri, server.workspace.get_text_document(uri).source, version))

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def did_close(params: types.DidCloseTextDocumentParams) -> None:
        path = path_of(params.text_document.uri)
        if path is not None:
            desk.drop(path)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def did_save(params: types.DidSaveTextDocumentParams) -> None:
        path = path_of(params.text_document.uri)
        if path is not None:
            desk.touch(path)

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def did_change_files(params: types.DidChangeWatchedFilesParams) -> None:
        for change in params.changes:
            path = path_of(change.uri)
            if path is not None:
                desk.touch(path)
        desk.touch_all()  # a mark or a configuration may have come or gone


def _questions(server: Server) -> None:
    """What the editor asks about the text under the cursor, or of all of it."""
    desk = server.desk

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    async def hover(params: types.HoverParams) -> types.Hover | None:
        under = await server.under(params.text_document.uri, params.position)
        if under is None:
            return None
        told = hovers.told(under.token, under.tokens, under.known, server.house.explain)
        if told is None:
            return None
        place = server.ruler(under.path).range(under.token.start, under.token.end)
        if types.MarkupKind.Markdown in _hover_forms(server):
            content = types.MarkupContent(types.MarkupKind.Markdown, told.markdown())
        else:
            content = types.MarkupContent(types.MarkupKind.PlainText, told.plain())
        return types.Hover(content, place)

    @server.feature(types.TEXT_DOCUMENT_DEFINITION)
    async def definition(params: types.DefinitionParams) -> types.Location | None:
        under = await server.under(params.text_document.uri, params.position)
        if under is None:
            return None
        place = navigation.definition(under.token, under.tokens, under.known, desk.text)
        return server.location(place) if place else None

    @server.feature(types.TEXT_DOCUMENT_REFERENCES)
    async def references(params: types.ReferenceParams) -> list[types.Location] | None:
        under = await server.under(params.text_document.uri, params.position)
        id = navigation.named(under.token) if under else ""
        if under is None or not id:
            return None
        with_home = params.context.include_declaration
        places = navigation.references(id, under.known, desk.text, with_home)
        return [server.location(place) for place in places]

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    def symbols(params: types.DocumentSymbolParams) -> list[types.DocumentSymbol] | None:
        path = path_of(params.text_document.uri)
        if path is None or desk.root_of(path) is None:
            return None
        return navigation.outline(desk.text(path), server.encoding)


def _writing(server: Server) -> None:
    """What the editor offers to write: words, fixes, canonical form."""
    desk = server.desk

    @server.feature(
        types.TEXT_DOCUMENT_COMPLETION, types.CompletionOptions(trigger_characters=['"'])
    )
    async def completion(params: types.CompletionParams) -> types.CompletionList | None:
        under = await server.under(params.text_document.uri, params.position)
        if under is None:
            return None
        token = under.token
        entry = under.known.entry_at(under.path)
        sort = entry.sort if entry and entry.sort else "claim"
        place = server.ruler(under.path).range(token.start + 1, token.inner_end)
        names = types.CompletionItemKind.Reference
        words = types.CompletionItemKind.Property if token.is_key else types.CompletionItemKind.Enum
        items = [
            types.CompletionItem(
                offer.word,
                kind=names if token.wanted else words,
                detail=offer.about or None,
                text_edit=types.TextEdit(place, offer.word),
            )
            for offer in completions.offers(token, under.tokens, sort, under.known)
        ]
        return types.CompletionList(False, items)

    @server.feature(
        types.TEXT_DOCUMENT_CODE_ACTION,
        types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix]),
    )
    async def code_action(params: types.CodeActionParams) -> list[types.CodeAction] | None:
        path = path_of(params.text_document.uri)
        known = await desk.known(path) if path else None
        only = params.context.only
        if path is None or known is None or (only and types.CodeActionKind.QuickFix not in only):
            return None
        return server.cures(path, params.range, known)

    @server.feature(types.TEXT_DOCUMENT_FORMATTING)
    async def formatting(params: types.DocumentFormattingParams) -> list[types.TextEdit] | None:
        path = path_of(params.text_document.uri)
        known = await desk.known(path) if path else None
        entry = known.entry_at(path) if known and path else None
        if path is None or known is None or entry is None:
            return None
        ruler = server.ruler(path)
        if known.texts.get(path) != desk.open.get(path):
            return None  # whether writing it anew would lose something is not known yet
        data = ruler.text.encode("utf-8", "surrogatepass")
        after, problems = in_form([entry], data, lined=False)
        if problems or after == data:
            return None
        return [types.TextEdit(ruler.whole(), after.decode())]


def _hover_forms(server: Server) -> list[types.MarkupKind]:
    """The forms in which the client shows a hover."""
    documents = server.client_capabilities.text_document
    hover = documents.hover if documents else None
    return list(hover.content_format or []) if hover else []


def _watch_files(server: Server) -> None:
    """Ask to be told of files that change outside the editor, where the client can tell."""
    workspace = server.client_capabilities.workspace
    watched = workspace.did_change_watched_files if workspace else None
    if not (watched and watched.dynamic_registration):
        return
    globs = ["**/*.json", *(f"**/{name}" for name in CONFIGURATIONS)]
    options = types.DidChangeWatchedFilesRegistrationOptions(
        [types.FileSystemWatcher(glob) for glob in globs]
    )
    server.client_register_capability(
        types.RegistrationParams(
            [types.Registration("files", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)]
        )
    )
