#!/usr/bin/env python3
"""A second verifier of bundles: cbor2 reads them, cryptography verifies Ed25519, pymerkle builds the trees, and the rule is
the one of fixtures/entries/test_story.py. Nothing of ours is imported. It accepts the files of fixtures/bundles and rejects
what becomes of them when a byte is changed, a part left out or the end cut off.
"""

import hashlib
import io
import pathlib
import re
import sys

import cbor2
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from pymerkle import InmemoryTree

TREE = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(TREE / "fixtures/entries"))
from test_story import Space  # noqa: E402  the rule, in the same language

SPACE, ENTRY, HEAD, ALONE, FORK, END = range(6)
IDENTITY, ENTER, ROTATE = 2, 17, 2
ZERO = bytes(32)


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

def kid_of(key):
    return labelled("detente/1/key", (-19 & (2**64 - 1)).to_bytes(8, "big"), key)


def verifies(key, protected, aad, payload, signature):
    signed = cbor2.dumps(["Signature1", protected, aad, payload])
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, signed)
    except (InvalidSignature, ValueError):
        return False
    return True


def by_one_of(keys, sign1, aad, detached=None):
    """Whether one of these keys signed; its kid must be the one in the header, and the header the one of our profile."""
    protected, unprotected, payload, signature = sign1
    header = strict(protected)
    need(not unprotected or list(unprotected) == [396], "nothing unprotected but proofs")
    need(header[1] == -19, f"unknown algorithm {header[1]}: this verifier knows Ed25519 (-19)")
    named = [key for key in keys if kid_of(key) == header[4]]
    content = payload if detached is None else detached
    return any(verifies(key, protected, aad, content, signature) for key in named)


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


def node_keys(entries):
    """For every party the node keys of its identity log, which begins with the party."""
    keys, nexts = {}, {}
    for (party, lane, epoch), entry in entries:
        if lane != IDENTITY:
            continue
        leaf_bytes, body_bytes = check_entry(entry)
        leaf, body = strict(leaf_bytes), strict(body_bytes)
        root = body[8][1][1]
        first = party not in keys
        need(epoch == 0 and (leaf[1] == party if first else kid_commitment(root) == nexts[party]), "an identity log")
        need(by_one_of([root], leaf[2][0], b"detente/1/statement", body_bytes), "signed by the root")
        keys.setdefault(party, []).append(body[8][4][1])
        nexts[party] = body[8][2]
    return keys


def kid_commitment(root):
    return labelled("detente/1/next-root", root)


def check(data):
    """What a bundle shows: the digest of its complete logs, its entries shown alone, its forks."""
    space, parts = parts_of(data)
    entries = [(tuple(part[1]), part[2]) for part in parts if part[0] == ENTRY]
    need(all(len(part) == {ENTRY: 3, HEAD: 3, ALONE: 4, FORK: 5}.get(part[0]) for part in parts), "known parts")
    keys = node_keys(entries)
    leaves = {}
    for log, entry in entries:
        leaves.setdefault(log, []).append(check_entry(entry)[0])
    heads = [check_head(part, space, keys, leaves) for part in parts if part[0] == HEAD]
    complete = any(log[1] != IDENTITY for log in leaves)
    for log, all_leaves in leaves.items():
        covered = max((size for of, size, _ in heads if of == log), default=0)
        need(covered == len(all_leaves) or not complete, "a head covers the log")
    digest = fold(space, entries) if complete else None
    alone = [check_alone(part, space, keys, heads) for part in parts if part[0] == ALONE]
    forks = [check_fork(part, space, keys) for part in parts if part[0] == FORK]
    return digest, alone, forks


def fold(space, entries):
    bodies = [strict(check_entry(entry)[1]) for _, entry in entries]
    founding = next((body[8][1] for body in bodies if body[4] == ENTER), None)
    need(founding and labelled("detente/1/body", founding) == space, "the founding of this space")
    record = Space(founding)
    for log, entry in sorted(entries, key=lambda row: row[0][1] != IDENTITY):
        record.add(log, entry)
    need(all(len(record.verdicts[log]) == len(record.leaves[log]) for log in record.leaves), "nothing waits")
    return record.digest()


def check_head(part, space, keys, leaves):
    _, checkpoint, receipts = part
    log_id, size, root, _, _ = strict(strict(checkpoint)[2])
    log = tuple(log_id[1:])
    need(log_id[0] == space, "a head of this space")
    need(by_one_of(keys.get(log[0], []), strict(checkpoint), b"detente/1/checkpoint"), "a head by its party")
    if log in leaves:
        need(size <= len(leaves[log]) and tree_of(leaves[log]).get_root(size) == root, "the root of the tree")
    name = labelled("detente/1/checkpoint", checkpoint)
    for receipt in receipts:
        protected, _, content, _ = strict(receipt)
        claims = strict(protected)[15]
        need(strict(content)[0] == name and claims[2] == space and claims[1] != log[0], "a receipt for this head")
        need(by_one_of(keys.get(claims[1], []), strict(receipt), b"detente/1/cosignature"), "a receipt by its party")
    return log, size, root


def check_alone(part, space, keys, heads):
    _, log, entry, place = part
    leaf_bytes, body_bytes = check_entry(entry)
    if isinstance(place, list):
        index, size, path = place
        need((tuple(log), size, root_from(leaf_bytes, index, size, path)) in heads, "under a head of this bundle")
    else:
        protected, unprotected, payload, signature = strict(place)
        header = strict(protected)
        need(header[395] == 1 and payload is None and list(unprotected) == [396], "a receipt of RFC 9942")
        size, index, path = strict(unprotected[396][-1][0])
        root = root_from(leaf_bytes, index, size, path)
        claims = header[15]
        need(claims[1] == log[0] and claims[2] == space and claims[-65537] == log[1:], "a receipt for this log")
        need(by_one_of(keys.get(log[0], []), strict(place), b"", root), "a receipt that fits")
    return tuple(log), index, strict(body_bytes)[4]


def check_fork(part, space, keys):
    _, first, second, prefix, path = part
    heads = [strict(strict(head)[2]) for head in (first, second)]
    (log, old, old_root, *_), (other, new, new_root, *_) = heads
    need(log == other and log[0] == space, "one log of this space")
    for head in (first, second):
        need(by_one_of(keys.get(log[1], []), strict(head), b"detente/1/checkpoint"), "a head by its party")
    need(old > 0 and old_root != prefix and leads(old, prefix, new, new_root, path), "heads that contradict")
    return tuple(log[1:]), old, new


# --- the files -------------------------------------------------------------------------------------------

def accepts(data):
    try:
        check(data)
    except Exception:  # noqa: BLE001  whatever goes wrong while reading a stranger's file is a refusal
        return False
    return True


def fixture(name):
    about, digits = (TREE / "fixtures/bundles" / f"{name}.hex").read_text().splitlines()
    return about, bytes.fromhex(digits)


def without_part(data, number):
    space, parts = parts_of(data)
    left = [part for at, part in enumerate(parts) if at != number]
    whole = [[SPACE, 1, space], *left, [END, len(left)]]
    return b"".join(cbor2.dumps(part, canonical=True) for part in whole)


def main():
    about, agreed = fixture("agreed")
    digest = re.search("digest ([0-9a-f]{64})", about).group(1)
    assert check(agreed)[0].hex() == digest
    assert check(fixture("quiet")[1])[0].hex() == digest, "the same without a word of content"
    _, alone, _ = check(fixture("alone")[1])
    assert [(index, kind) for _, index, kind in alone] == [(3, 67), (1, 19)], alone
    _, _, forks = check(fixture("fork")[1])
    assert [(old, new) for _, old, new in forks] == [(3, 8)], forks
    damaged = 0
    for name in ("agreed", "alone", "fork"):
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
    _, parts = parts_of(agreed)
    entries = [number for number, part in enumerate(parts) if part[0] == ENTRY]
    for number in entries:
        assert not accepts(without_part(agreed, number)), f"without part {number}"
        damaged += 1
    print(f"four bundles accepted, digest {digest[:12]}; {damaged} damaged ones rejected")


if __name__ == "__main__":
    main()
