"""One editor's session: its texts, what it has been shown, and how places are told to it."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING

from lsprotocol import types
from pygls import uris
from pygls.lsp.server import LanguageServer

from claims_check import VERSION
from claims_check.lsp.desk import Check, Desk, Known, Watched
from claims_check.lsp.diagnostics import Diagnostics, places_of
from claims_check.lsp.fixes import cure
from claims_check.lsp.ruler import Ruler
from claims_check.lsp.tokens import Token, token_at, tokens_of
from claims_check.named_tuple import NamedTuple

if TYPE_CHECKING:
    from claims_check.lsp.fixes import Change
    from claims_check.lsp.navigation import Place

Shown = dict[str, list[types.Diagnostic] | None]
"""What was sent for each file of a corpus, by path; None: something, but not to where it is now."""


class House(NamedTuple):
    """What the session needs of whoever starts it.

    `check` checks a corpus as it is configured, `explain` gives the manual of a word (empty where
    it has none), `corpus_in` the folder that a workspace folder is most likely about.
    """

    check: Check
    explain: Callable[[str], str]
    corpus_in: Callable[[str], str]


class Under(NamedTuple):
    """What is under the cursor: a quoted text, all of its file, and the corpus as last checked."""

    token: Token
    tokens: list[Token]
    known: Known
    path: str


class Server(LanguageServer):
    """One editor's session.

    Texts are exchanged whole: records are short, and pygls would count U+2028 as the end of a line.
    """

    def __init__(self, house: House) -> None:
        super().__init__(
            "claims-check", VERSION, text_document_sync_kind=types.TextDocumentSyncKind.Full
        )
        self.house = house
        self.desk = Desk(house.check, self.show, self.complain)
        self._shown: dict[str, Shown] = {}

    # -- texts and their places --------------------------------------------------------------------

    @property
    def encoding(self) -> str:
        """What columns count, as agreed on with the client."""
        agreed = self.workspace.position_encoding or types.PositionEncodingKind.Utf16
        return types.PositionEncodingKind(agreed).value

    def uri(self, path: str) -> str:
        """The address of a file: the client's own where it has it open."""
        text = self.desk.open.get(path)
        return text.uri if text else str(uris.from_fs_path(path))

    def ruler(self, path: str) -> Ruler:
        """Measures a file as it is open, or on the disk."""
        return Ruler(self.desk.text(path), self.encoding)

    def location(self, place: Place) -> types.Location:
        """A place in a file as the protocol has it."""
        path, start, end = place
        return types.Location(self.uri(path), self.ruler(path).range(start, end))

    async def under(self, uri: str, position: types.Position) -> Under | None:
        """What is under the cursor; None outside quotes and outside a corpus."""
        path = path_of(uri)
        known = await self.desk.known(path) if path else None
        if path is None or known is None:
            return None
        ruler = self.ruler(path)
        tokens = tokens_of(ruler.text)
        token = token_at(tokens, ruler.offset(position))
        return Under(token, tokens, known, path) if token else None

    # -- findings ----------------------------------------------------------------------------------

    def show(self, watched: Watched) -> None:
        """Send what has changed in the findings of a corpus.

        A text that has changed since it was checked waits for its next check.
        """
        known = watched.known
        shown = self._shown.setdefault(watched.root, {})
        found = self._diagnostics(known) if known else {}
        for path in sorted({*shown, *found}):
            text = self.desk.open.get(path)
            if known and known.texts.get(path) != text:
                continue
            diagnostics = found.get(path, [])
            if shown.get(path, []) != diagnostics:
                self.text_document_publish_diagnostics(
                    types.PublishDiagnosticsParams(
                        self.uri(path), diagnostics, text.version if text else None
                    )
                )
            shown[path] = diagnostics
            if not diagnostics:
                del shown[path]

    def _diagnostics(self, known: Known) -> dict[str, list[types.Diagnostic]]:
        paths = known.paths()
        made = self._maker(known)
        found: dict[str, list[types.Diagnostic]] = {}
        for finding in known.findings:
            for place in places_of(finding, lambda file: paths[file] in known.texts):
                found.setdefault(paths[place.file], []).append(made.of(finding, place))
        return found

    def _maker(self, known: Known) -> Diagnostics:
        """Makes diagnostics in the texts that were checked."""
        paths = known.paths()

        def text_of(file: str) -> str:
            text = known.texts.get(paths[file])
            return text.text if text else self.desk.text(paths[file])

        return Diagnostics(text_of, lambda file: self.uri(paths[file]), self.encoding)

    def opened(self, path: str) -> None:
        """Take note that what was sent for a file has to be sent again, under its address now."""
        for shown in self._shown.values():
            if path in shown:
                shown[path] = None

    def cures(self, path: str, wanted: types.Range, known: Known) -> list[types.CodeAction]:
        """What mends the findings that touch a range of a file."""
        if known.texts.get(path) != self.desk.open.get(path):
            return []  # it has changed since it was checked
        paths = known.paths()
        made = self._maker(known)
        ruler = self.ruler(path)
        actions = []
        for finding in known.findings:
            for place in places_of(finding, lambda file: paths[file] in known.texts):
                at = made.range(place)
                if paths[place.file] != path or at.end < wanted.start or wanted.end < at.start:
                    continue
                stretch = ruler.offset(at.start), ruler.offset(at.end)
                mended = cure(finding, stretch, lambda file: self.desk.text(paths[file]))
                if mended is not None:
                    actions.append(
                        types.CodeAction(
                            title=mended.title if mended.safe else f"{mended.title} (unsafe)",
                            kind=types.CodeActionKind.QuickFix,
                            diagnostics=[made.of(finding, place)],
                            is_preferred=mended.safe,
                            edit=self._edit(mended.changes, paths),
                        )
                    )
        return actions

    def _edit(self, changes: tuple[Change, ...], paths: dict[str, str]) -> types.WorkspaceEdit:
        edits: dict[str, list[types.TextEdit]] = {}
        for change in changes:
            path = paths[change.file]
            place = self.ruler(path).range(change.start, change.end)
            edits.setdefault(self.uri(path), []).append(types.TextEdit(place, change.text))
        return types.WorkspaceEdit(changes=edits)

    # -- messages ----------------------------------------------------------------------------------

    def complain(self, message: str) -> None:
        """Show a message that the person has to act on."""
        self.window_show_message(
            types.ShowMessageParams(types.MessageType.Error, f"claims-check: {message}")
        )

    def remark(self, message: str) -> None:
        """Put a message where it can be looked up."""
        self.window_log_message(types.LogMessageParams(types.MessageType.Info, message))


def path_of(uri: str) -> str | None:
    """The real path of a file; None for a text that no file has."""
    path = uris.to_fs_path(uri)
    return os.path.realpath(path) if path else None
