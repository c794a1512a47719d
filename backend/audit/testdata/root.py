"""Recompute the root of an exported log: python3 root.py < leaves.jsonl

One leaf a line. Prints the size and the base64 root, as in a checkpoint.
RFC 6962, section 2.1, straight from its definition.
"""
import base64
import hashlib
import sys


def root(hashes):
    if not hashes:
        return hashlib.sha256(b"").digest()
    if len(hashes) == 1:
        return hashes[0]
    k = 1
    while k * 2 < len(hashes):
        k *= 2
    return hashlib.sha256(b"\x01" + root(hashes[:k]) + root(hashes[k:])).digest()


leaves = sys.stdin.buffer.read().split(b"\n")
if leaves.pop() != b"":
    sys.exit("the last line is cut off")
print(len(leaves))
print(base64.b64encode(root([hashlib.sha256(b"\x00" + leaf).digest() for leaf in leaves])).decode())
