"""What a power cut can leave of a drive.

Certain is only what was synced. Of what was not, a drive without a journal may keep any part: of
each name any of the contents it had since, of each content nothing, half of it, zeros or all. A
drive with a journal of names (NTFS) keeps them in order: all changes up to some moment.
"""

from collections.abc import Iterator, Mapping
from itertools import product
from posixpath import dirname

from tests.saving.memory import (
    FOLDER_NODE,
    FolderSynced,
    MemoryDisk,
    Named,
    Step,
    Synced,
    Written,
)

Files = Mapping[str, bytes]
Tree = Mapping[str, int | None]


def any_part(drive: MemoryDisk, start: Tree, cut: int) -> Iterator[Files]:
    """All that can be left where names survive each by itself, cut off after `cut` steps."""
    versions: dict[str, list[int | None]] = {path: [node] for path, node in start.items()}
    for step in drive.log[:cut]:
        if isinstance(step, Named):
            for path, node in step.changes.items():
                versions.setdefault(path, [None]).append(node)
        elif isinstance(step, FolderSynced):
            for path in versions:
                if dirname(path) == step.folder:
                    versions[path] = versions[path][-1:]
    choices = [[(path, node) for node in set(nodes)] for path, nodes in versions.items()]
    for chosen in product(*choices):
        yield from _contents(drive, dict(chosen), drive.log[:cut])


def in_order(drive: MemoryDisk, start: Tree, cut: int) -> Iterator[Files]:
    """All that can be left where names survive in order, cut off after `cut` steps."""
    for last in range(cut + 1):
        tree = dict(start)
        for step in drive.log[:last]:
            tree |= step.changes if isinstance(step, Named) else {}
        yield from _contents(drive, tree, drive.log[:cut])


def _contents(drive: MemoryDisk, tree: Tree, done: list[Step]) -> Iterator[Files]:
    files = {
        path: node for path, node in tree.items() if node and tree.get(dirname(path)) == FOLDER_NODE
    }
    written = {step.node for step in done if isinstance(step, Written)}
    torn = written - {step.node for step in done if isinstance(step, Synced)}
    nodes = sorted(set(files.values()))
    for contents in product(*(_versions(drive.contents[node], node in torn) for node in nodes)):
        data = dict(zip(nodes, contents, strict=True))
        yield {path: data[node] for path, node in files.items()}


def _versions(data: bytes, torn: bool) -> tuple[bytes, ...]:
    return (b"", data[: len(data) // 2], bytes(len(data)), data) if torn else (data,)
