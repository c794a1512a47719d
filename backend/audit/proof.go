package audit

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"

	"shuangsuiji/backend/inspect"
)

// ProveInclusion proves that entry seq is in the tree of the first size entries.
func ProveInclusion(size, seq int64, r tlog.HashReader) (tlog.RecordProof, error) {
	if seq < 0 || seq >= size {
		return nil, inspect.E(inspect.NotFound, "日志没有第 %d 条（共 %d 条）", seq, size)
	}
	return tlog.ProveRecord(size, seq, r)
}

// CheckInclusion checks that leaf is entry seq of the tree c; if not, damaged.
func CheckInclusion(p tlog.RecordProof, c Checkpoint, seq int64, leaf []byte) error {
	if err := tlog.CheckRecord(p, c.Size, c.Root, seq, tlog.RecordHash(leaf)); err != nil {
		return damagedLeaf(seq, "证明不成立：第 %d 条日志不在检查点 %s 之内", seq, Short(c)).Because(err)
	}
	return nil
}

// ProveConsistency proves that the tree of newer entries begins with the tree of
// older entries. Every tree begins with the empty one, by an empty proof.
func ProveConsistency(newer, older int64, r tlog.HashReader) (tlog.TreeProof, error) {
	if older < 0 || older > newer {
		return nil, inspect.E(inspect.Invalid, "不能证明：较早的日志有 %d 条，较新的只有 %d 条", older, newer)
	}
	if older == 0 {
		return tlog.TreeProof{}, nil
	}
	return tlog.ProveTree(newer, older, r)
}

// CheckConsistency checks that newer only added entries to older; if not, or if
// they are heads of different logs, damaged.
func CheckConsistency(p tlog.TreeProof, newer, older Checkpoint) error {
	bad := func(why string) *inspect.Error {
		return inspect.E(inspect.Damaged, "日志前后不一致：%s 不是 %s 的延续（%s）", Short(newer), Short(older), why).
			WithHint("两份检查点都要保留；说明有人改写过日志，请报告主管部门").WithRef(Short(older))
	}
	if newer.Origin != older.Origin {
		return bad("不是同一份日志")
	}
	if newer.Size < older.Size {
		return bad("条数变少")
	}
	if older.Size == 0 {
		empty, err := tlog.TreeHash(0, nil)
		if err != nil {
			return err
		}
		if older.Root != empty || len(p) != 0 || newer.Size == 0 && newer.Root != empty {
			return bad("空日志的摘要不符")
		}
		return nil
	}
	if err := tlog.CheckTree(p, newer.Size, newer.Root, older.Size, older.Root); err != nil {
		return bad("证明不成立").Because(err)
	}
	return nil
}

const proofHeader = "c2sp.org/tlog-proof@v1"

// InclusionProofFile is the proof as a text file (C2SP tlog-proof, extension
// .tlog-proof): header, the leaf in base64 as "extra", its index, the hashes,
// a blank line, and the signed checkpoint as it stands.
func InclusionProofFile(seq int64, leaf []byte, p tlog.RecordProof, signed []byte) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s\nextra %s\nindex %d\n", proofHeader, base64.StdEncoding.EncodeToString(leaf), seq)
	for _, h := range p {
		b.WriteString(h.String() + "\n")
	}
	b.WriteString("\n")
	b.Write(signed)
	return b.Bytes()
}

// OpenInclusionProofFile checks such a file against the signers v knows and
// returns the entry it proves and the checkpoint it is proved in. The errors are
// those of OpenCheckpoint, CheckInclusion and ParseLeaf; a file that is not a
// proof is damaged.
func OpenInclusionProofFile(file []byte, v note.Verifiers) (Entry, Checkpoint, error) {
	fail := func(err error) (Entry, Checkpoint, error) { return Entry{}, Checkpoint{}, err }
	head, signed, found := bytes.Cut(file, []byte("\n\n"))
	lines := strings.Split(string(head), "\n")
	if !found || len(lines) < 3 || lines[0] != proofHeader {
		return fail(badProof(errors.New("no header, extra, index or checkpoint")))
	}
	extra, ok := strings.CutPrefix(lines[1], "extra ")
	leaf, err := base64.StdEncoding.Strict().DecodeString(extra)
	if !ok || err != nil {
		return fail(badProof(err))
	}
	index, ok := strings.CutPrefix(lines[2], "index ")
	seq, err := strconv.ParseInt(index, 10, 64)
	if !ok || err != nil || strconv.FormatInt(seq, 10) != index {
		return fail(badProof(err))
	}
	var p tlog.RecordProof
	for _, line := range lines[3:] {
		h, err := tlog.ParseHash(line)
		if err != nil || h.String() != line || len(p) == 63 { // no tree is deeper
			return fail(badProof(err))
		}
		p = append(p, h)
	}
	c, err := OpenCheckpoint(signed, v)
	if err != nil {
		return fail(err)
	}
	if err := CheckInclusion(p, c, seq, leaf); err != nil {
		return fail(err)
	}
	e, err := ParseLeaf(leaf)
	if err != nil {
		return fail(err)
	}
	if e.Seq != seq {
		return fail(damagedLeaf(seq, "第 %d 条日志自己写的序号是 %d", seq, e.Seq))
	}
	return e, c, nil
}

func badProof(cause error) *inspect.Error {
	return inspect.E(inspect.Damaged, "不是完整的日志证明文件").
		WithHint("请向出具者重新索取 .tlog-proof 文件").Because(cause)
}
