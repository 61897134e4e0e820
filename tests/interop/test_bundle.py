#!/usr/bin/env python3
"""A second verifier of bundles: cbor2 reads them, cryptography verifies Ed25519 and ML-DSA-44, pymerkle builds the trees, and
the rule is the one of fixtures/entries/test_story.py. Nothing of ours is imported. It accepts the files of fixtures/bundles
and rejects what becomes of them when a byte is changed, a part left out or the end cut off. With files as arguments it says
what they show.
"""

import base64
import hashlib
import io
import itertools
import pathlib
import re
import sys
import typing

import cbor2
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PublicKey
from pymerkle import InmemoryTree

TREE = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(TREE / "fixtures/entries"))
from test_story import VERIFIERS, Space, is_key, is_key_set, kid_of  # noqa: E402  the rule, in the same language

SPACE, ENTRY, HEAD, ALONE, FORK, END, NOTE, CONSISTENCY, BRANCH = range(9)
LENGTHS = {ENTRY: 3, HEAD: 3, ALONE: 4, FORK: 5, NOTE: 2, CONSISTENCY: 2, BRANCH: 4}
BRANCHES_MAX = 8
INCEPTION, ROTATE, RECOVER, ENTER = 1, 2, 3, 17
IDENTITY, ED25519, ML_DSA_44 = 2, -19, -48
ZERO = bytes(32)


class Shown(typing.NamedTuple):
    """The digest of complete logs; how many branches those have that were forked; entries shown alone; forks; sizes of heads
    given as notes, and of heads one of which extends the other."""

    digest: bytes | None
    branches: list
    alone: list
    forks: list
    noted: list
    extended: list


class Refused(Exception):
    """Something in a bundle that does not fit."""


def need(holds, what):
    if not holds:
        raise Refused(what)


def sha(data):
    return hashlib.sha256(data).digest()


def labelled(label, *parts):
    return sha(label.encode() + b"\0" + b"".join(parts))


def strict(data):
    """One item in the one encoding that deterministic CBOR has for it."""
    value = cbor2.loads(data)
    need(cbor2.dumps(value, canonical=True) == data, "deterministic CBOR")
    return value


# --- signatures ------------------------------------------------------------------------------------------

def by_library(kind):
    def fits(key, message, signature):
        try:
            kind.from_public_bytes(key).verify(signature, message)
        except (InvalidSignature, ValueError):
            return False
        return True
    return fits


LIBRARY = {ED25519: by_library(Ed25519PublicKey), ML_DSA_44: by_library(MLDSA44PublicKey)}
VERIFIERS[ML_DSA_44] = LIBRARY[ML_DSA_44]


def by_one_of(keys, sign1, aad, detached=None):
    """Whether one of these keys signed; its kid must be the one in the header, and the header the one of our profile."""
    protected, unprotected, payload, signature = sign1
    header = strict(protected)
    need(not unprotected or list(unprotected) == [396], "nothing unprotected but proofs")
    need(payload is None or detached is None, "attached or detached, never both")
    content = payload if detached is None else detached
    signed = cbor2.dumps(["Signature1", protected, aad, content])
    named = [key for key in keys if key[0] == header[1] and kid_of(key) == header[4]]
    return any(LIBRARY[key[0]](key[1], signed, signature) for key in named)


# --- trees -----------------------------------------------------------------------------------------------

def tree_of(leaves):
    tree = InmemoryTree(algorithm="sha256")
    for leaf in leaves:
        tree.append_entry(leaf)
    return tree


def root_from(leaf, index, size, path):
    """RFC 9162 section 2.1.3.2."""
    need(index < size, "index below size")
    position, last, node = index, size - 1, sha(b"\0" + leaf)
    for sibling in path:
        need(last > 0, "path as long as the tree is high")
        if position & 1 or position == last:
            node = sha(b"\1" + sibling + node)
            while not position & 1 and position:
                position, last = position >> 1, last >> 1
        else:
            node = sha(b"\1" + node + sibling)
        position, last = position >> 1, last >> 1
    need(last == 0, "path as long as the tree is high")
    return node


def leads(old, old_root, new, new_root, path):
    """RFC 9162 section 2.1.4.2."""
    if old == new:
        return not path and old_root == new_root
    if not 0 < old < new:
        return False
    position, last = old - 1, new - 1
    while position & 1:
        position, last = position >> 1, last >> 1
    path = list(path)
    if old & (old - 1) == 0:
        path.insert(0, old_root)
    if not path:
        return False
    of_old = of_new = path.pop(0)
    for sibling in path:
        if last == 0:
            return False
        if position & 1 or position == last:
            of_old, of_new = sha(b"\1" + sibling + of_old), sha(b"\1" + sibling + of_new)
            while not position & 1 and position:
                position, last = position >> 1, last >> 1
        else:
            of_new = sha(b"\1" + of_new + sibling)
        position, last = position >> 1, last >> 1
    return last == 0 and of_old == old_root and of_new == new_root


# --- bundles ---------------------------------------------------------------------------------------------

def parts_of(data):
    """The parts of a CBOR sequence, which must end with their number."""
    stream, parts = io.BytesIO(data), []
    while stream.tell() < len(data):
        start = stream.tell()
        part = cbor2.load(stream)
        need(cbor2.dumps(part, canonical=True) == data[start:stream.tell()], "deterministic CBOR")
        parts.append(part)
    need(parts and parts[0][:2] == [SPACE, 1] and len(parts[0]) == 3, "a bundle of version 1")
    need(parts[-1] == [END, len(parts) - 2], "the end")
    return parts[0][2], parts[1:-1]


def check_entry(entry):
    """Leaf bytes and body bytes of an entry whose parts belong together."""
    leaf_bytes, body_bytes, payloads = strict(entry)
    leaf, body = strict(leaf_bytes), strict(body_bytes)
    need(leaf[1] == labelled("detente/1/body", body_bytes), "the body is the one that the leaf names")
    commitments = body.get(9, [])
    need(len(commitments) == len(payloads), "a place for each payload")
    for commitment, payload in zip(commitments, payloads):
        if payload is not None:
            salt, content = payload
            fits = commitment[0] == labelled("detente/1/payload", salt, content) and commitment[1] == len(content)
            need(fits, "the payload is the one committed to")
    return leaf_bytes, body_bytes


def branches_of(parts):
    """The complete logs, of each its branches with all their entries, those that they share among them."""
    logs, opened = {}, []
    for part in parts:
        if part[0] == ENTRY:
            logs.setdefault(tuple(part[1]), [[]])[-1].append(part[2])
        elif part[0] == BRANCH:
            log, size, root = tuple(part[1]), part[2], part[3]
            branches = logs.get(log, [])
            others = [other for other in branches if size < len(other) and root_at(other, size) == root]
            ends = [other for other in branches if size == len(other) and root_at(other, size) == root]
            need(others and not ends and len(branches) < BRANCHES_MAX, "a branch that leaves one further up")
            branches.append(others[0][:size])
            opened.append((branches[-1], others, size))
    for branch, others, size in opened:
        goes_on = len(branch) > size and all(leaf_of(branch[size]) != leaf_of(other[size]) for other in others)
        need(goes_on, "a branch that goes on otherwise")
    return logs


def leaf_of(entry):
    return strict(entry)[0]


def root_at(entries, size):
    return tree_of([leaf_of(entry) for entry in entries[:size]]).get_root(size) if size else sha(b"")


def node_keys(logs):
    """For every party its node key at each size of its identity log, which begins with the party, on each of its branches."""
    keys = {}
    for (party, lane, epoch), branches in logs.items():
        for branch in branches if lane == IDENTITY else []:
            latest, after, of_branch = None, None, []
            for entry in branch:
                leaf_bytes, body_bytes = check_entry(entry)
                leaf, body = strict(leaf_bytes), strict(body_bytes)
                need(epoch == 0 and replaces(latest, after, party, leaf, body, body_bytes), "an identity log")
                latest, after = body[8], leaf[1]
                of_branch.append(latest[4])
            keys.setdefault(party, []).append(of_branch)
    return keys


def every(keys, party, least=1):
    """The node keys that the party had from this size of its identity log on."""
    return [key for branch in keys.get(party, []) for key in branch[least - 1 :]]


class Signers:
    """Who signs for a tree: section 11. Of a tree those entries are shown that stand on a branch of a complete log with that
    root, whose own place leads to it, or that are shown to be in a smaller one which it extends."""

    def __init__(self, keys, logs, parts):
        self.keys, self.logs, self.apart = keys, logs, {}
        for _, log, entry, place in (part for part in parts if part[0] == ALONE):
            self.show(tuple(log), entry, place)
        heads = [strict(strict(part[1])[2])[:3] for part in parts if part[0] == HEAD]
        self.heads = heads = looked_at([(tuple(log[1:]), size, root) for log, size, root in heads])
        proofs = [receipt(part[1], None, -2) for part in parts if part[0] == CONSISTENCY]
        for log, (old, new, path) in sorted(proofs, key=lambda proof: proof[1][1]):
            for newer in (head for head in heads if head[:2] == (log, new)):
                older = [head for head in heads if head[:2] == (log, old) and leads(old, head[2], new, newer[2], path)]
                self.note(newer, max((self.under(head) for head in older), default=0))

    def show(self, log, entry, place):
        leaf = check_entry(entry)[0]
        if isinstance(place, list):
            index, size, path = place
        else:
            size, index, path = receipt(place, None, -1)[1]
        self.note((log, size, root_from(leaf, index, size, path)), named(log, leaf))

    def note(self, tree, size):
        self.apart[tree] = max(size, self.apart.get(tree, 0))

    def under(self, tree):
        """The largest identity size that the entries name which are shown to be in this tree; that of an identity log names its own."""
        log, size, root = tree
        if log[1] == IDENTITY:
            return size
        whole = branch_with(self.logs.get(log, []), size, root) or []
        return max([self.apart.get(tree, 0), *(named(log, leaf_of(entry)) for entry in whole[:size])])

    def of(self, tree):
        """The node keys of that size of the identity log and later, and beyond what is here the last one."""
        branches = self.keys.get(tree[0][0], [])
        size = min(self.under(tree), max(map(len, branches), default=0))
        return [key for keys in branches for key in keys[max(0, size - 1):]]


def looked_at(heads):
    """Of each size of a log the heads with the first eight roots."""
    kept = []
    for head in heads:
        if head not in kept and sum(other[:2] == head[:2] for other in kept) < 8:
            kept.append(head)
    return kept


def branch_with(branches, size, root):
    """A branch that has this root at this size."""
    return next((branch for branch in branches if size <= len(branch) and root_at(branch, size) == root), None)


def named(log, leaf):
    return 0 if log[1] == IDENTITY else strict(leaf)[3]


def replaces(before, after, party, leaf, body, body_bytes):
    """Whether this entry is the first of an identity log, or replaces the keys before it, which the statement `after` gave:
    section 5, Identity."""
    fields, kind = body.get(8, {}), body[4]
    place = (body[2], body[3], leaf[3], leaf[4])
    if place != (ZERO, party if before else ZERO, 0, []) or not is_key_set(fields):
        return False
    if before and fields.get(9) != after:
        return False
    claims = [strict(sign1[0])[15] for sign1 in leaf[2]]
    if claims != [{1: body[3], 2: ZERO}] * len(claims):
        return False
    holders = fields.get(8, []) if kind == RECOVER else []
    if not (isinstance(holders, list) and all(is_key(key) for key in holders)):
        return False
    signers = [fields[1], *holders]
    if len(leaf[2]) != len(signers) or len({kid_of(key) for key in signers}) != len(signers):
        return False
    if not all(by_one_of([key], one, b"detente/1/statement", body_bytes) for key, one in zip(signers, leaf[2])):
        return False
    commitments = [labelled("detente/1/next-root", key[1]) for key in signers]
    if before is None:
        return kind == INCEPTION and leaf[1] == party
    if kind == ROTATE:
        return commitments == [before[2]]
    needed, committed = before.get(7, (1, []))
    return kind == RECOVER and len(holders) >= needed and set(commitments[1:]) <= set(committed)


def check(data):
    """What a bundle shows."""
    space, parts = parts_of(data)
    need(all(len(part) == LENGTHS.get(part[0]) for part in parts), "known parts")
    logs = branches_of(parts)
    complete = any(log[1] != IDENTITY for log in logs)
    keys = node_keys(logs)
    signers = Signers(keys, logs, parts)
    heads = [check_head(part, space, signers, logs) for part in parts if part[0] == HEAD]
    for log, branches in logs.items():
        for branch in branches if complete else []:
            need((log, len(branch), root_at(branch, len(branch))) in heads, "a head covers each branch")
    digest = fold(space, logs) if complete else None
    alone = [check_alone(part, space, signers, heads) for part in parts if part[0] == ALONE]
    forks = [check_fork(part, space, keys) for part in parts if part[0] == FORK]
    noted = [check_note(part, space, signers, heads) for part in parts if part[0] == NOTE]
    extended = [check_consistency(part, space, signers, heads) for part in parts if part[0] == CONSISTENCY]
    forked = [len(branches) for _, branches in sorted(logs.items()) if len(branches) > 1]
    return Shown(digest, forked, alone, forks, noted, extended)


def fold(space, logs):
    branches = [(log, branch) for log, branches in logs.items() for branch in branches]
    bodies = [strict(check_entry(entry)[1]) for _, branch in branches for entry in branch]
    founding = next((body[8][1] for body in bodies if body[4] == ENTER), None)
    need(founding and labelled("detente/1/body", founding) == space, "the founding of this space")
    record = Space(founding)
    for log, branch in sorted(branches, key=lambda row: row[0][1] != IDENTITY):
        last = None
        for entry in branch:
            last = record.add(log, entry, last)
    need(not record.held, "nothing waits")
    return record.digest()


def check_head(part, space, signers, logs):
    _, checkpoint, receipts = part
    log_id, size, root, _, _ = strict(strict(checkpoint)[2])
    log = tuple(log_id[1:])
    need(log_id[0] == space, "a head of this space")
    need((log, size, root) in signers.heads, "one of eight roots")
    keys = signers.of((log, size, root))
    need(by_one_of(keys, strict(checkpoint), b"detente/1/checkpoint"), "a head by its party")
    need(log not in logs or branch_with(logs[log], size, root) is not None, "the root of the tree")
    name = labelled("detente/1/checkpoint", checkpoint)
    for receipt in receipts:
        protected, _, content, _ = strict(receipt)
        claims = strict(protected)[15]
        need(strict(content)[0] == name and claims[2] == space and claims[1] != log[0], "a receipt for this head")
        need(by_one_of(every(signers.keys, claims[1]), strict(receipt), b"detente/1/cosignature"), "a receipt by its party")
    return log, size, root


def check_alone(part, space, signers, heads):
    _, log, entry, place = part
    leaf_bytes, body_bytes = check_entry(entry)
    if isinstance(place, list):
        index, size, path = place
        need((tuple(log), size, root_from(leaf_bytes, index, size, path)) in heads, "under a head of this bundle")
    else:
        of, (size, index, path) = receipt(place, space, -1)
        root = root_from(leaf_bytes, index, size, path)
        need(of == tuple(log), "a receipt for this log")
        need(by_one_of(signers.of((tuple(log), size, root)), strict(place), b"", root), "a receipt that fits")
    return tuple(log), index, strict(body_bytes)[4]


def receipt(data, space, label):
    """The log that a receipt of RFC 9942 names, in this space or in any, and its proof: -1 of inclusion, -2 of consistency."""
    protected, unprotected, payload, _ = strict(data)
    header = strict(protected)
    need(header[395] == 1 and payload is None and list(unprotected) == [396], "a receipt of RFC 9942")
    claims, proofs = header[15], unprotected[396]
    need(space in (None, claims[2]), "a receipt about this space")
    need(list(proofs) == [label] and len(proofs[label]) == 1, "one proof")
    return (claims[1], *claims[-65537]), strict(proofs[label][0])


def check_consistency(part, space, signers, heads):
    log, (old, new, path) = receipt(part[1], space, -2)
    older, newer = ({root for of, size, root in heads if (of, size) == (log, one)} for one in (old, new))
    newer = {root for root in newer if any(leads(old, one, new, root, path) for one in older)}
    need(newer, "heads that extend")
    fits = (by_one_of(signers.of((log, new, root)), strict(part[1]), b"", root) for root in newer)
    need(any(fits), "a receipt that fits")
    return old, new


def check_note(part, space, signers, heads):
    """C2SP signed-note and tlog-checkpoint: three lines, an empty one, signatures."""
    text, signatures = part[1].split("\n\n")
    *signatures, end = signatures.split("\n")
    need(end == "", "a line feed at the end")
    name, size, root = text.split("\n")
    party, lane, epoch = name.removeprefix(f"detente-log/1/{space.hex()}/").split("/")
    log, size = (bytes.fromhex(party), int(lane), int(epoch)), int(size)
    root = base64.b64decode(root, validate=True)
    need((log, size, root) in heads, "the note of a head that is here")
    written = [f"detente-log/1/{space.hex()}/{log[0].hex()}/{log[1]}/{log[2]}", str(size), base64.b64encode(root).decode()]
    need(text == "\n".join(written), "the one way to write it")
    for kind, key in signers.of((log, size, root)):
        named = sha(name.encode() + b"\n\x01" + key)[:4]
        for line in signatures:
            mark, who, encoded = line.split(" ")
            signature = base64.b64decode(encoded, validate=True)
            if (mark, who, kind, signature[:4]) == ("\u2014", name, ED25519, named):
                need(base64.b64encode(signature).decode() == encoded, "the one encoding")
                need(LIBRARY[kind](key, (text + "\n").encode(), signature[4:]), "a note by its party")
                return size
    raise Refused("a note by its party")


def check_fork(part, space, keys):
    _, first, second, prefix, path = part
    heads = [strict(strict(head)[2]) for head in (first, second)]
    (log, old, old_root, *_), (other, new, new_root, *_) = heads
    need(log == other and log[0] == space, "one log of this space")
    need(log[3] < 256, "an epoch that is opened")
    for head in (first, second):
        may_open = every(keys, log[1], log[3] // 16 + 1)
        need(by_one_of(may_open, strict(head), b"detente/1/checkpoint"), "a head by its party")
    need(old > 0 and old_root != prefix and leads(old, prefix, new, new_root, path), "heads that contradict")
    return tuple(log[1:]), old, new


# --- the files -------------------------------------------------------------------------------------------

def accepts(data):
    return refusal(data) is None


def refusal(data):
    """Why a file is refused; none if it is not."""
    try:
        check(data)
    except Exception as why:  # noqa: BLE001  whatever goes wrong while reading a stranger's file is a refusal
        return str(why)
    return None


def fixture(name):
    about, digits = (TREE / "fixtures/bundles" / f"{name}.hex").read_text().splitlines()
    return about, bytes.fromhex(digits)


def written(space, parts):
    whole = [[SPACE, 1, space], *parts, [END, len(parts)]]
    return b"".join(cbor2.dumps(part, canonical=True) for part in whole)


def without_part(data, number):
    space, parts = parts_of(data)
    return written(space, [part for at, part in enumerate(parts) if at != number])


def the_other_way_round(data):
    """The same by somebody to whom the branches of each log came in the opposite order."""
    space, parts = parts_of(data)
    rewritten = []
    for log, branches in branches_of(parts).items():
        before = []
        for branch in reversed(branches):
            shared = max((len(common(branch, other)) for other in before), default=0)
            opens = [[BRANCH, list(log), shared, root_at(branch, shared)]] if before else []
            rewritten += opens + [[ENTRY, list(log), entry] for entry in branch[shared:]]
            before.append(branch)
    return written(space, rewritten + [part for part in parts if part[0] not in (ENTRY, BRANCH)])


def common(one, other):
    return list(itertools.takewhile(lambda pair: leaf_of(pair[0]) == leaf_of(pair[1]), zip(one, other)))


def with_branch(data, change):
    """What becomes of it when the first part that opens a branch is changed."""
    space, parts = parts_of(data)
    at = next(at for at, part in enumerate(parts) if part[0] == BRANCH)
    return written(space, [*parts[:at], *change(parts[at], parts[at + 1]), *parts[at + 2:]])


def refused_branches():
    """Branches that leave nothing, or are none."""
    data = fixture("branches")[1]
    nowhere, otherwise = "a branch that leaves one further up", "a branch that goes on otherwise"
    for why, change in (
        (None, lambda branch, entry: [branch, entry]),
        (nowhere, lambda branch, entry: [[*branch[:3], bytes(32)], entry]),
        (nowhere, lambda branch, entry: [[*branch[:2], branch[2] + 1, branch[3]], entry]),
        (nowhere, lambda branch, entry: [[*branch[:2], 2**64 - 1, branch[3]], entry]),
        (nowhere, lambda branch, entry: [[BRANCH, [ZERO, 0, 0], 0, sha(b"")], branch, entry]),
        (nowhere, lambda branch, entry: [branch, branch, entry]),
        (otherwise, lambda branch, entry: [branch, entry, branch, entry]),
    ):
        assert refusal(with_branch(data, change)) == why, why
    # A log that only goes on was not forked.
    space, parts = parts_of(fixture("agreed")[1])
    at = max(at for at, part in enumerate(parts) if part[0] == ENTRY)
    log, (before,) = parts[at][1], branches_of(parts[:at])[tuple(parts[at][1])]
    goes_on = [*parts[:at], [BRANCH, log, len(before), root_at(before, len(before))], *parts[at:]]
    assert refusal(written(space, goes_on)) == nowhere


def main():
    for name in ("agreed", "ml-dsa", "recovered", "branches"):
        about, data = fixture(name)
        digest = re.search("digest ([0-9a-f]{64})", about).group(1)
        assert check(data).digest.hex() == digest, name
    about, agreed = fixture("agreed")
    digest = re.search("digest ([0-9a-f]{64})", about).group(1)
    assert check(fixture("quiet")[1]).digest.hex() == digest, "the same without a word of content"
    alone = check(fixture("alone")[1]).alone
    assert [(index, kind) for _, index, kind in alone] == [(3, 67), (1, 19)], alone
    forks = check(fixture("fork")[1]).forks
    assert [(old, new) for _, old, new in forks] == [(3, 8)], forks
    branches = fixture("branches")[1]
    assert check(branches).branches == [3, 2], "three versions of the main log, two of the keys"
    turned = the_other_way_round(branches)
    assert turned != branches and check(turned) == check(branches), "in which order the branches stand means nothing"
    refused_branches()
    heads = check(fixture("heads")[1])
    assert (heads.noted, heads.extended) == ([4], [(2, 4)]), heads
    assert refusal(fixture("too-few")[1]) == "an identity log", "one holder of a recovery key is not enough"
    assert refusal(fixture("again")[1]) == "an identity log", "what renewed the keys once renews them nowhere else"
    assert refusal(fixture("replaced")[1]) == "a head by its party", "a key that was replaced signs nothing sealed since"
    damaged = 0
    for name in ("agreed", "alone", "branches", "fork", "heads", "ml-dsa", "recovered"):
        data = fixture(name)[1]
        assert accepts(data)
        step = max(1, len(data) // 300)
        for at in range(0, len(data), step):
            changed = bytearray(data)
            changed[at] ^= 1 << (at % 8)
            assert not accepts(bytes(changed)), f"{name}: byte {at}"
            damaged += 1
        for end in range(0, len(data), step * 7):
            assert not accepts(data[:end]), f"{name}: the first {end} bytes"
            damaged += 1
    for name in ("agreed", "branches", "recovered"):
        data = fixture(name)[1]
        _, parts = parts_of(data)
        for number in [number for number, part in enumerate(parts) if part[0] in (ENTRY, BRANCH)]:
            assert not accepts(without_part(data, number)), f"{name} without part {number}"
            damaged += 1
    print(f"eight bundles accepted, digest {digest[:12]}; {damaged} damaged ones rejected")


def say(path):
    shown = check(pathlib.Path(path).read_bytes())
    print(path, "digest", shown.digest and shown.digest.hex(), "branches", shown.branches, "alone", len(shown.alone),
          "forks", len(shown.forks),
          "notes", shown.noted, "extended", shown.extended)


if __name__ == "__main__":
    if sys.argv[1:]:
        [say(path) for path in sys.argv[1:]]
    else:
        main()
