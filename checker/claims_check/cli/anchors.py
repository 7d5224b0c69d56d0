"""`anchors`: verify every passage of a document that you hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims_check.anchors import Anchored, verify
from claims_check.cli import CLEAN, FOUND, console
from claims_check.cli.target import corpus_of, target_by_option
from claims_check.corpus.entry import read_bytes
from claims_check.suggestion import closest

if TYPE_CHECKING:
    from argparse import Namespace


def run(options: Namespace) -> int:
    """Compare the passages of a source with the document."""
    corpus = corpus_of(target_by_option(options.corpus).root)
    digest = corpus.sources.get(options.source)
    if digest is None:
        meant = closest(options.source, corpus.sources)
        cure = f"; did you mean {meant}?" if meant else ""
        raise console.UsageError(f"there is no source {options.source} in the corpus{cure}")
    entry = corpus.entry_of[digest.id]
    try:
        document = read_bytes(options.document).decode("utf-8")
    except OSError as error:
        raise console.UsageError(f"{options.document}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise console.UsageError(
            f"{options.document}: it is not UTF-8 (byte {error.start}); save it as UTF-8"
        ) from error
    if not entry.record.passages:
        raise console.UsageError(
            f"the source {digest.id} has no passages to verify; add some to {entry.file}: "
            "`claims-check explain passage` shows how one is written"
        )
    results = verify(document, entry.record)
    wrong = [result for result in results if result.trouble]
    if options.format == "json":
        import json

        rows = [{"passage": r.passage, "sha256": r.sha256, "trouble": r.trouble} for r in results]
        text = json.dumps({"source": digest.id, "passages": rows}, indent=2, ensure_ascii=False)
        console.write(text + "\n")
    else:
        console.write(_text(digest.id, results, wrong))
    return FOUND if wrong else CLEAN


def _text(source: str, results: list[Anchored], wrong: list[Anchored]) -> str:
    lines = [f"{source} {result.passage}: {result.trouble}" for result in wrong]
    lines.append(f"{len(results) - len(wrong)} of {len(results)} passages verified")
    return "".join(f"{line}\n" for line in lines)
