"""A checked corpus to a folder of files, refused where the corpus has errors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from claims_check.export import files_of
from claims_check.export.directory import OccupiedFolderError, is_inside, write_folder
from claims_check.export.envelope import envelope_of
from claims_check.export.manifest import MANIFEST
from claims_check.findings import counted

if TYPE_CHECKING:
    from claims_check.check import Checked
    from claims_check.corpus.corpus import Corpus


class CorpusHasErrorsError(Exception):
    """The corpus has findings of severity error, so what an export says may be untrue."""

    def __init__(self, errors: int) -> None:
        super().__init__(f"the corpus has {counted(errors, 'error')}")
        self.errors = errors


def publish(
    corpus: Corpus,
    checked: Checked,
    formats: Sequence[str],
    folder: str,
    with_errors: bool = False,
    site_url: str | None = None,
) -> list[str]:
    """Write an export and give the names of its files; `site_url` as in `envelope_of`.

    Raises CorpusHasErrorsError unless `with_errors`, which the export then says (`clean`);
    UnavailableFormatError, OccupiedFolderError, ChangedFileError, OSError.
    """
    errors = checked.report.count("error")
    if errors and not with_errors:
        raise CorpusHasErrorsError(errors)
    if is_inside(folder, corpus.root):
        raise OccupiedFolderError(
            f"{folder} is inside the corpus, which would then hold its own export; name another"
        )
    files = files_of(envelope_of(corpus, checked, site_url=site_url), formats)
    write_folder(folder, files, MANIFEST)
    return list(files)
