package audit

import (
	"fmt"

	"golang.org/x/mod/sumdb/tlog"

	"shuangsuiji/backend/inspect"
)

// Append returns the hashes to store when leaf becomes entry number size of a
// log that has size entries. They belong at the stored-hash indexes
// tlog.StoredHashCount(size), +1, … ; r reads the hashes stored so far.
func Append(size int64, leaf []byte, r tlog.HashReader) ([]tlog.Hash, error) {
	if size < 0 {
		return nil, badSize(size)
	}
	return tlog.StoredHashes(size, leaf, r)
}

// Root is the root of the first size entries, from the stored hashes alone.
func Root(size int64, r tlog.HashReader) (tlog.Hash, error) {
	if size < 0 {
		return tlog.Hash{}, badSize(size)
	}
	return tlog.TreeHash(size, r)
}

// LeafSource calls yield for every stored leaf in order of seq and stops at the
// first error, which it returns. The bytes may be reused after yield returns.
type LeafSource func(yield func(seq int64, leaf []byte) error) error

// Verify recomputes the whole tree from the leaves and compares every stored
// hash. It returns the head it found (with no Origin), to be compared with the
// checkpoints held elsewhere. The error is damaged and its Ref names the first
// thing that does not fit: "leaf/SEQ" for an altered, missing or surplus leaf,
// "hash/INDEX" for an altered or missing stored hash.
func Verify(size int64, leaves LeafSource, r tlog.HashReader) (Checkpoint, error) {
	if size < 0 {
		return Checkpoint{}, badSize(size)
	}
	v := verifier{size: size, stored: r}
	if err := leaves(v.leaf); err != nil {
		return Checkpoint{}, err
	}
	if err := v.compare(); err != nil {
		return Checkpoint{}, err
	}
	if v.next < size {
		return Checkpoint{}, damagedLeaf(v.next, "第 %d 条日志缺失（应有 %d 条）", v.next, size)
	}
	root, err := tlog.TreeHash(size, r) // every hash it reads was just compared
	if err != nil {
		return Checkpoint{}, err
	}
	return Checkpoint{Size: size, Root: root}, nil
}

// verifier recomputes stored hashes in the order they are stored and compares
// them in batches, so that a reader backed by a database is asked seldom.
type verifier struct {
	size    int64
	next    int64       // the leaf expected next
	edge    []tlog.Hash // edge[l] is the last left sibling at level l still waiting for its right one
	first   int64       // stored-hash index of hashes[0]
	hashes  []tlog.Hash // recomputed and not yet compared
	indexes []int64     // scratch for compare
	stored  tlog.HashReader
}

const batch = 8192

func (v *verifier) leaf(seq int64, leaf []byte) error {
	if seq != v.next || seq >= v.size {
		// What came before is compared first: the earliest damage is the one named.
		if err := v.compare(); err != nil {
			return err
		}
		if seq > v.next && v.next < v.size {
			return damagedLeaf(v.next, "第 %d 条日志缺失", v.next)
		}
		return damagedLeaf(seq, "第 %d 条日志多余或重复（应有 %d 条）", seq, v.size)
	}
	h := tlog.RecordHash(leaf)
	v.hashes = append(v.hashes, h)
	level := 0
	for n := seq; n&1 == 1; n >>= 1 {
		h = tlog.NodeHash(v.edge[level], h)
		v.hashes = append(v.hashes, h)
		level++
	}
	if level == len(v.edge) {
		v.edge = append(v.edge, h)
	}
	v.edge[level] = h
	v.next++

	var place [32]byte
	want := fmt.Appendf(place[:0], `{"seq":%d,`, seq)
	if len(leaf) < len(want) || string(leaf[:len(want)]) != string(want) {
		if err := v.compare(); err != nil {
			return err
		}
		return damagedLeaf(seq, "第 %d 条日志自己写的序号不是 %d", seq, seq)
	}
	if len(v.hashes) >= batch {
		return v.compare()
	}
	return nil
}

// compare reads the stored hashes of the current batch and names the first that
// differs. Stored order puts a leaf before every node above it, so the first
// difference is where the damage is.
func (v *verifier) compare() error {
	v.indexes = v.indexes[:0]
	for i := range v.hashes {
		v.indexes = append(v.indexes, v.first+int64(i))
	}
	if len(v.indexes) == 0 {
		return nil
	}
	stored, err := v.stored.ReadHashes(v.indexes)
	if err != nil || len(stored) != len(v.indexes) {
		return v.missing(err)
	}
	for i, h := range v.hashes {
		if stored[i] != h {
			return v.blame(v.first+int64(i), stored[i])
		}
	}
	v.first += int64(len(v.hashes))
	v.hashes = v.hashes[:0]
	return nil
}

// missing finds the stored hash that cannot be read after a batch failed. When
// none can be read at all the storage is at fault and its error is returned.
func (v *verifier) missing(cause error) error {
	first, readable := int64(-1), false
	for _, index := range v.indexes {
		one, err := v.stored.ReadHashes([]int64{index})
		if err == nil && len(one) == 1 {
			readable = true
		} else if first < 0 {
			first = index
		}
		if readable && first >= 0 {
			return damagedHash(first, "日志第 %d 号摘要缺失", first).Because(cause)
		}
	}
	if cause == nil {
		cause = inspect.E(inspect.Damaged, "日志的摘要全部缺失").WithHint("请从备份恢复")
	}
	return cause
}

// blame decides whether the leaf or its stored hash was altered: if the stored
// hash still fits the stored node above it, the leaf was.
func (v *verifier) blame(index int64, stored tlog.Hash) error {
	level, n := tlog.SplitStoredHashIndex(index)
	if level > 0 {
		return damagedHash(index, "日志第 %d 号摘要（第 %d 层）被改动", index, level)
	}
	parent := tlog.StoredHashIndex(1, n>>1)
	if parent >= tlog.StoredHashCount(v.size) {
		return damagedLeaf(n, "第 %d 条日志的内容与它的摘要不符", n)
	}
	near, err := v.stored.ReadHashes([]int64{tlog.StoredHashIndex(0, n^1), parent})
	if err != nil {
		return err
	}
	left, right := stored, near[0]
	if n&1 == 1 {
		left, right = right, left
	}
	if tlog.NodeHash(left, right) == near[1] {
		return damagedLeaf(n, "第 %d 条日志的内容被改动", n)
	}
	return damagedHash(index, "第 %d 条日志的摘要（第 %d 号）被改动", n, index)
}

func damagedLeaf(seq int64, format string, args ...any) *inspect.Error {
	return damaged(fmt.Sprintf("leaf/%d", seq), format, args...)
}

func damagedHash(index int64, format string, args ...any) *inspect.Error {
	return damaged(fmt.Sprintf("hash/%d", index), format, args...)
}

func damaged(ref, format string, args ...any) *inspect.Error {
	return inspect.E(inspect.Damaged, format, args...).WithRef(ref).
		WithHint("请保留现状，不要继续操作；用最近的备份和已交出的检查点核对")
}

func badSize(size int64) *inspect.Error {
	return inspect.E(inspect.Invalid, "日志条数不能为负数：%d", size)
}
