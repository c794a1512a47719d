// Package audit is the append-only log: what a leaf is, how leaves make a tree,
// and how the tree's head is signed, printed and proved. It holds no data and
// knows no database; the caller stores leaves and hashes and reads them back.
//
// # Leaf
//
// A leaf is one Entry as JSON on one line: UTF-8, fields in the order of the
// struct, empty fields left out, no line feed or other control character
// inside. Those exact bytes are stored, hashed and exported; nothing is ever
// encoded a second time. Leaves say who did what to which version, by digest;
// they hold no personal data, because a leaf can never be erased.
//
//	{"seq":0,"at":"2026-03-02T01:00:00.000Z","person":"…","action":"…", …}
//
// Seq is the leaf's place, counted from 0, and equals its index in the tree.
// An export is the leaves in order, one a line; testdata/root.py recomputes the
// root of such a file with nothing but Python's standard library.
//
// # Tree
//
// The hashes are those of RFC 6962: a leaf is SHA-256(0x00 leaf), a node is
// SHA-256(0x01 left right), the empty tree is SHA-256 of nothing. Every hash of
// a complete subtree is stored once, at the index tlog.StoredHashIndex gives
// it; Append returns the hashes to store from index tlog.StoredHashCount(size)
// on. The leaf and its hashes belong in one transaction with the change the
// leaf is about.
//
// # Checkpoint
//
// A checkpoint is the head of the tree in the C2SP tlog-checkpoint format: three
// lines (origin, size, root in base64), a blank line, then one signature line
// for each signer ("— name base64"). Ed25519 and SM2 lines, and those of
// witnesses, stand side by side. Short is what documents print.
//
// # Proofs
//
// An inclusion proof shows that one leaf is in a checkpoint's tree without the
// other leaves; its file is C2SP tlog-proof text with the leaf in the "extra"
// line, so that the file alone can be checked. A consistency proof shows that a
// later tree only added leaves to an earlier one.
//
// # What it proves, and what not
//
// Verify recomputes every hash from the leaves and names the first one that
// does not fit. Whoever owns the machine can still rewrite leaves and hashes
// together; only a checkpoint that has left the machine (printed, countersigned,
// in a package) shows that. So compare the result with those you hold.
package audit
