"""Check the proof of one log entry: python3 proof.py FILE.tlog-proof [LOGKEY]

核对一条留痕的证明：它确在检查点所写的那棵树里。给出日志公钥（证书里的 ssj-log）时，
用 openssl 一并核对检查点的 Ed25519 签名。只用 Python 标准库。

C2SP tlog-proof; the hashes are those of RFC 6962 (section 2.1.1), the walk is
that of RFC 9162, section 2.1.3.2.
"""
import base64
import hashlib
import subprocess
import sys
import tempfile


def sha(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def stop(why):
    sys.exit("不成立 does not hold: " + why)


head, _, note = open(sys.argv[1], "rb").read().partition(b"\n\n")
lines = head.decode().split("\n")
if lines[0] != "c2sp.org/tlog-proof@v1" or not lines[1].startswith("extra ") or not lines[2].startswith("index "):
    stop("not a proof file")
leaf = base64.b64decode(lines[1][6:], validate=True)
index = int(lines[2][6:])
path = [base64.b64decode(line, validate=True) for line in lines[3:]]
body, _, signatures = note.partition(b"\n\n")
origin, size, root = body.decode().split("\n")
size, root = int(size), base64.b64decode(root, validate=True)

if not 0 <= index < size:
    stop("the entry is not in a tree of %d" % size)
fn, sn, r = index, size - 1, sha(b"\0", leaf)
for p in path:
    if sn == 0:
        stop("the path is too long")
    if fn & 1 or fn == sn:
        r = sha(b"\1", p, r)
        while not fn & 1 and fn != 0:
            fn, sn = fn >> 1, sn >> 1
    else:
        r = sha(b"\1", r, p)
    fn, sn = fn >> 1, sn >> 1
if sn != 0 or r != root:
    stop("the root comes out differently")
print("第 %d 条在 %s 的 %d 条之内 entry %d is among the %d" % (index, origin, size, index, size))
print(leaf.decode())

if len(sys.argv) > 2:
    name, _, key = sys.argv[2].split("+", 2)
    key = base64.b64decode(key)
    der = bytes.fromhex("302a300506032b6570032100") + key[1:]
    for line in signatures.decode().splitlines():
        _, who, blob = line.split(" ")
        blob = base64.b64decode(blob)
        if who == name and blob[:4] == sha(name.encode(), b"\n", key)[:4]:
            break
    else:
        stop("no signature of this key")
    files = []
    for data in (der, blob[4:], body + b"\n"):
        files.append(tempfile.NamedTemporaryFile())
        files[-1].write(data)
        files[-1].flush()
    command = ["openssl", "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey", files[0].name, "-rawin", "-sigfile", files[1].name, "-in", files[2].name]
    if subprocess.run(command, capture_output=True).returncode != 0:
        stop("the signature of the checkpoint does not fit")
    print("检查点由 %s 签名 the checkpoint is signed" % name)
