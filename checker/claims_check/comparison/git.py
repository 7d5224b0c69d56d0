"""What a corpus was in a commit: its files, read from git's objects.

The working tree, the index and the references are not touched, and nothing is fetched.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from claims_check.corpus.corpus import kept_corpus
from claims_check.corpus.tree import LINES, MARK
from claims_check.named_tuple import NamedTuple
from claims_check.suggestion import closest

if TYPE_CHECKING:
    from collections.abc import Callable

    from claims_check.corpus.corpus import Corpus

LOCAL = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")
"""Variables that a hook inherits from git; the folder says which repository is meant."""

PATIENCE = 600
"""Seconds after which git is taken to hang."""

UNSHALLOW = "git fetch --unshallow (of GitHub's actions/checkout: fetch-depth: 0)"


class NoStateError(ValueError):
    """A state of a corpus that cannot be had; the message says why and what to do."""


class Repository(NamedTuple):
    """A repository, by a folder in it that git is run in.

    `prefix` leads there from the top of the tree; it is empty at the top, else it ends in a slash.
    """

    folder: str
    prefix: str
    bare: bool
    shallow: bool


class State(NamedTuple):
    """A commit by the name it was asked for, its id, and the id of its tree.

    `behind` says that what it is compared with lacks something that the commit has.
    """

    ref: str
    commit: str
    tree: str
    behind: bool


def repository_of(folder: str) -> Repository:
    """The repository that a folder lies in.

    Raises NoStateError where git is not installed, there is none, or git refuses to use it.
    """
    asked = ("--is-bare-repository", "--is-shallow-repository", "--show-prefix")
    code, out, said = git(folder, "rev-parse", *asked)
    if code:
        if "not a git repository" in said:
            raise NoStateError(
                f"{folder} is in no git repository, so it has no earlier state; "
                "`git init` and a commit begin one"
            )
        raise NoStateError(f"git cannot use the repository of {folder}: {said}")
    bare, shallow, prefix = os.fsdecode(out).removesuffix("\n").split("\n", 2)
    return Repository(folder, prefix, bare == "true", shallow == "true")


def state_of(repository: Repository, ref: str, tip: str = "HEAD") -> State:
    """The state that a commit, branch or tag has; it is compared with `tip`.

    `REF...` is the commit at which the tip left REF, and `A...B` that at which B left A, as in git.
    Raises NoStateError for what the repository does not have, with the cure.
    """
    name = ref
    if "..." in ref:
        first, _, then = ref.partition("...")
        for side in (first, then):
            if side:
                _commit_of(repository, side)
        code, out, _ = git(repository.folder, "merge-base", first or tip, then or tip)
        if code:
            cure = f"; this clone is shallow: {UNSHALLOW}" if repository.shallow else ""
            raise NoStateError(f"{ref}: the two have no commit in common{cure}")
        name = out.decode().strip()
    commit = _commit_of(repository, name)
    ancestor, _, _ = git(repository.folder, "merge-base", "--is-ancestor", commit, tip)
    return State(ref, commit, f"{commit}^{{tree}}", ancestor == 1)


def _commit_of(repository: Repository, ref: str) -> str:
    if ref.startswith("-") or not ref.isprintable() or not ref.strip():
        raise NoStateError(f'"{ref}" is no name of a commit, branch or tag')
    parsed = git(repository.folder, "rev-parse", "--verify", "--quiet", f"{ref}^{{commit}}")
    code, out, said = parsed
    if not code:
        return out.decode().strip()
    _, sort, _ = git(repository.folder, "cat-file", "-t", ref)
    if what := _NO_COMMIT.get(sort.strip()):
        raise NoStateError(f"{ref} names a {what} and no commit; name the commit that has it")
    if said:  # of what is only unknown, --quiet says nothing
        raise NoStateError(f"git cannot read {ref}: {said}")
    if repository.shallow:
        raise NoStateError(
            f"there is no {ref} here, and this clone is shallow, so it may only have been left "
            f"out; get the whole history: {UNSHALLOW}"
        )
    raise NoStateError(f"there is no commit, branch or tag {ref}; {_cure(repository, ref)}")


_NO_COMMIT = {b"tree": "folder", b"blob": "file", b"tag": "tag"}
"""What git's objects are called here that are no commits."""


def _cure(repository: Repository, ref: str) -> str:
    _, out, _ = git(repository.folder, "for-each-ref", "--format=%(refname:short)")
    names = os.fsdecode(out).split()
    if not names:
        return "the repository has none yet"
    if ".." in ref:
        return "name one; A...B is the commit at which B left A"
    remote = [name for name in names if name.endswith(f"/{ref}")]
    meant = remote[0] if remote else closest(ref, names)
    if meant:
        return f"did you mean {meant}?"
    first = re.split("[~^@:]", ref)[0]
    if first != ref:
        return f"`git log {first}` shows what there is"
    return f"if it is on a server, get it first: git fetch origin {ref}"


def corpora_in(repository: Repository, state: State, lines: bool) -> frozenset[str]:
    """The places of the corpora of a state, from the top of the tree: folders, or files of lines.

    A folder is one by its corpus.json.
    """
    names = _listed(repository, state, state.tree)
    if lines:
        return frozenset(name for name in names if name.endswith(LINES))
    marks = (name.rpartition("/") for name in names)
    return frozenset(folder for folder, _, name in marks if name == MARK)


def corpora_on_disk(repository: Repository, lines: bool) -> Callable[[str], bool]:
    """Says of a place in the tree whether the working tree has a corpus there."""
    top = os.path.join(repository.folder, *[os.pardir] * repository.prefix.count("/"))
    return lambda place: os.path.isfile(os.path.join(top, place, *([] if lines else [MARK])))


def place_in(
    repository: Repository, state: State, place: str, lines: bool, kept: Callable[[str], bool]
) -> str:
    """The way to a corpus in a state: as it is now, or where the one was that is gone since.

    `place` is the way to it now, from the top of the tree; `kept` says of a place whether a corpus
    is there now too.
    Raises NoStateError where several are gone, so that nobody can tell which has moved.
    """
    there = corpora_in(repository, state, lines)
    gone = set() if place in there else {other for other in there if not kept(other)}
    moved = sorted(o for o in gone if not any(o != a and _is_in(o, a) for a in gone))
    if len(moved) > 1:
        raise NoStateError(
            f"{state.ref} has no corpus at {place or '.'}, and several elsewhere that are gone: "
            f"{', '.join(each or '.' for each in moved)}; move one corpus at a time"
        )
    return moved[0] if moved else place


def _is_in(place: str, folder: str) -> bool:
    return not folder or place.startswith(f"{folder}/")


def corpus_at(repository: Repository, state: State, root: str, base: str, place: str) -> Corpus:
    """The corpus as it was in a state; without records where the state had none there.

    `root` and `base` are the folders (or the file of JSON Lines) that files are named from, `place`
    the way to the root from the top of the tree.
    Raises NoStateError where git does not have all contents.
    """
    return kept_corpus(root, base, _texts(repository, state, place, root.endswith(LINES)))


def _texts(repository: Repository, state: State, place: str, lines: bool) -> dict[str, bytes]:
    """The contents of the files below a place, by their paths from it; hidden ones are left out."""
    where = f"{state.tree}:{place.strip('/')}"
    code, _, _ = git(repository.folder, "rev-parse", "--verify", "--quiet", where)
    if code:
        return {}
    if lines:
        return _contents(repository, state, {"": where})
    within = where if where.endswith(":") else f"{where}/"
    listed = _listed(repository, state, where)
    names: dict[str, str] = {}
    for name, (mode, id) in listed.items():
        if name.endswith(".json"):  # what others hold says nothing
            link = mode == "120000" and "\n" not in name  # which would end the question
            names[name] = within + name if link else id
    return {**dict.fromkeys(listed, b""), **_contents(repository, state, names)}


def _listed(repository: Repository, state: State, where: str) -> dict[str, tuple[str, str]]:
    """The files below a folder of a state, by their paths from it, with their modes and ids."""
    code, out, said = git(repository.folder, "ls-tree", "-r", "-z", "--full-tree", where)
    if code:
        raise NoStateError(f"git cannot list the files of {state.ref}: {said}")
    names: dict[str, tuple[str, str]] = {}
    for row in filter(None, os.fsdecode(out).split("\0")):
        about, _, name = row.partition("\t")
        mode, sort, id = about.split(" ")
        if sort == "blob" and not any(part.startswith(".") for part in name.split("/")):
            names[name] = mode, id
    return names


def _contents(repository: Repository, state: State, names: dict[str, str]) -> dict[str, bytes]:
    """The contents of objects, all read by one process; a link that leads nowhere holds nothing."""
    asked = "".join(f"{name}\n" for name in names.values())
    code, out, said = git(
        repository.folder, "cat-file", "--batch", "--follow-symlinks", given=os.fsencode(asked)
    )
    if "promisor" in said:
        raise NoStateError(_without_contents(state))
    if code or said:
        raise NoStateError(f"git cannot read the files of {state.ref}: {said}")
    texts: dict[str, bytes] = {}
    at = 0
    for name in names:
        end = out.index(b"\n", at)
        *_, sort, size = out[at:end].decode("utf-8", "replace").split(" ")
        if size == "missing":
            raise NoStateError(_without_contents(state))
        at = end + 1 + int(size) + 1
        texts[name] = out[end + 1 : at - 1] if sort == "blob" else b""
    return texts


def _without_contents(state: State) -> str:
    return (
        f"this clone has not got all contents of {state.ref} (it was made with --filter); "
        "get them: git fetch --refetch --no-filter; if it was not, `git fsck` shows what is damaged"
    )


def git(
    folder: str, *arguments: str, given: bytes = b"", seconds: float = PATIENCE
) -> tuple[int, bytes, str]:
    """Run git in a folder: exit code, standard output, and what it says of errors, on one line.

    Raises NoStateError where it cannot be run, or takes longer than so many seconds.
    """
    import subprocess

    own = {key: value for key, value in os.environ.items() if key not in LOCAL}
    own |= {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}
    own |= {"GIT_NO_LAZY_FETCH": "1", "GIT_ALLOW_PROTOCOL": "none"}  # what is not here stays away
    try:
        done = subprocess.run(
            ["git", "-C", folder, *arguments],
            env=own,
            input=given,
            capture_output=True,
            timeout=seconds,
            check=False,
        )
    except OSError as error:
        raise NoStateError(
            f"git cannot be run ({error.strerror}); what an earlier state was is read from git"
        ) from error
    except subprocess.TimeoutExpired as error:
        raise NoStateError(f"git did not answer within {seconds:g} seconds") from error
    said = done.stderr.decode("utf-8", "replace").removeprefix("fatal: ")
    return done.returncode, done.stdout, " ".join(said.split())
