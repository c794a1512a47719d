package audit

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/tlog"

	"shuangsuiji/backend/inspect"
)

// Past is an earlier head of the same log, and the proof that the present one
// only added to it.
type Past struct {
	Size  int64
	Root  tlog.Hash
	Proof tlog.TreeProof
}

const pastHeader = "shuangsuiji/past/1"

// PastFile writes earlier heads as text: the header, and for each head a line
// "old SIZE ROOT", its proof a hash a line, and a blank line. Hashes are base64.
func PastFile(all []Past) []byte {
	var b bytes.Buffer
	b.WriteString(pastHeader + "\n\n")
	for _, p := range all {
		fmt.Fprintf(&b, "old %d %s\n", p.Size, p.Root)
		for _, h := range p.Proof {
			b.WriteString(h.String() + "\n")
		}
		b.WriteString("\n")
	}
	return b.Bytes()
}

// OpenPastFile reads such a file and checks every proof against the present
// head c. A file that is none, or a proof that does not hold, is damaged.
func OpenPastFile(file []byte, c Checkpoint) ([]Past, error) {
	blocks := strings.Split(string(file), "\n\n")
	if blocks[0] != pastHeader || blocks[len(blocks)-1] != "" {
		return nil, badProof(fmt.Errorf("no header or cut off"))
	}
	all := []Past{}
	for _, block := range blocks[1 : len(blocks)-1] {
		lines := strings.Split(block, "\n")
		size, root, ok := strings.Cut(strings.TrimPrefix(lines[0], "old "), " ")
		n, err := strconv.ParseInt(size, 10, 64)
		raw, berr := base64.StdEncoding.Strict().DecodeString(root)
		if !ok || err != nil || berr != nil || len(raw) != tlog.HashSize || n < 1 || len(lines) > 130 {
			return nil, badProof(err)
		}
		p := Past{Size: n, Root: tlog.Hash(raw)}
		for _, line := range lines[1:] {
			h, err := tlog.ParseHash(line)
			if err != nil {
				return nil, badProof(err)
			}
			p.Proof = append(p.Proof, h)
		}
		if err := CheckConsistency(p.Proof, c, Checkpoint{c.Origin, p.Size, p.Root}); err != nil {
			return nil, err
		}
		all = append(all, p)
	}
	if !bytes.Equal(PastFile(all), file) {
		return nil, badProof(fmt.Errorf("another spelling"))
	}
	return all, nil
}

// Diverged says that one log has told two stories: held is a head that was
// accepted before, brought is one that does not agree with it.
func Diverged(held, brought Checkpoint, why string) error {
	return inspect.E(inspect.Damaged, "日志分叉：先收到的检查点 %s 与这次的 %s 不能同属一份日志（%s）", Short(held), Short(brought), why).
		WithHint("两份检查点都已作为证据保留；问清该设备是否从备份恢复过，由负责人裁定后再打开").WithRef(brought.Origin)
}
