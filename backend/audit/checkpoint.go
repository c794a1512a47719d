package audit

import (
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"

	"shuangsuiji/backend/inspect"
)

// Hash is a hash of the tree.
type Hash = tlog.Hash

// Head is a checkpoint from its parts, the root in hex.
func Head(origin string, size int64, root string) (Checkpoint, error) {
	raw, err := hex.DecodeString(root)
	if err != nil || len(raw) != tlog.HashSize {
		return Checkpoint{}, badCheckpoint(err)
	}
	c := Checkpoint{origin, size, Hash(raw)}
	return c, c.check()
}

// Signers are whom OpenCheckpoint knows: the holder of a C2SP verifier key, and others.
func Signers(logKey string, more ...note.Verifier) (note.Verifiers, error) {
	v, err := note.NewVerifier(logKey)
	if err != nil {
		return nil, badCheckpoint(err)
	}
	return note.VerifierList(append(more, v)...), nil
}

// Checkpoint is the head of a log: of the log named Origin, the first Size
// entries have this Root.
type Checkpoint struct {
	Origin string
	Size   int64
	Root   tlog.Hash
}

// Text is the body that is signed: origin, size and base64 root, a line each
// (C2SP tlog-checkpoint).
func (c Checkpoint) Text() string {
	return fmt.Sprintf("%s\n%d\n%s\n", c.Origin, c.Size, c.Root)
}

// Short is the form printed on documents and in their QR codes: the size, a
// hyphen and the first 8 bytes of the root in hex.
func Short(c Checkpoint) string { return fmt.Sprintf("%d-%x", c.Size, c.Root[:8]) }

// SignCheckpoint returns c with one signature line for each signer. It refuses
// (invalid) an Origin that is empty or holds spaces, "+" or control characters,
// and a call without signers.
func SignCheckpoint(c Checkpoint, signers ...note.Signer) ([]byte, error) {
	if err := c.check(); err != nil {
		return nil, inspect.E(inspect.Invalid, "检查点不能签名：%s", err).Because(err)
	}
	if len(signers) == 0 {
		return nil, inspect.E(inspect.Invalid, "检查点不能签名：没有签名密钥").WithHint("先建立本机身份")
	}
	return note.Sign(&note.Note{Text: c.Text()}, signers...)
}

// OpenCheckpoint reads a signed checkpoint. At least one signature must be from
// a signer v knows, and none of a known signer's may be wrong. A message that is
// malformed, or whose known signature does not fit, is damaged; one that nobody
// known has signed is refused; extra lines in the body are unsupported.
func OpenCheckpoint(msg []byte, v note.Verifiers) (Checkpoint, error) {
	n, err := note.Open(msg, v)
	var unverified *note.UnverifiedNoteError
	if errors.As(err, &unverified) {
		return Checkpoint{}, inspect.E(inspect.Refused, "检查点上没有已信任者的签名").
			WithHint("请先导入签名者的证书").Because(err)
	}
	if err != nil {
		return Checkpoint{}, badCheckpoint(err)
	}
	return parseCheckpoint(n.Text)
}

func parseCheckpoint(text string) (Checkpoint, error) {
	lines := strings.Split(text, "\n")
	if len(lines) > 4 && lines[len(lines)-1] == "" {
		return Checkpoint{}, inspect.E(inspect.Unsupported, "检查点含有本版本不认识的内容").
			WithHint("请升级本程序后再打开")
	}
	if len(lines) != 4 {
		return Checkpoint{}, badCheckpoint(errors.New("not three lines"))
	}
	c := Checkpoint{Origin: lines[0]}
	var err error
	if c.Size, err = strconv.ParseInt(lines[1], 10, 64); err != nil {
		return Checkpoint{}, badCheckpoint(err)
	}
	root, err := base64.StdEncoding.Strict().DecodeString(lines[2])
	if err != nil || len(root) != tlog.HashSize {
		return Checkpoint{}, badCheckpoint(err)
	}
	c.Root = tlog.Hash(root)
	if err := c.check(); err != nil {
		return Checkpoint{}, badCheckpoint(err)
	}
	// One head has one spelling: no "+1", no "007".
	if c.Text() != text {
		return Checkpoint{}, badCheckpoint(errors.New("not in canonical form"))
	}
	return c, nil
}

func (c Checkpoint) check() error {
	if c.Origin == "" || !plain(c.Origin) || strings.ContainsFunc(c.Origin, unicode.IsSpace) ||
		strings.Contains(c.Origin, "+") {
		return fmt.Errorf("日志名称 %q 为空或含有空格、加号、控制字符", c.Origin)
	}
	if c.Size < 0 {
		return fmt.Errorf("条数为负数：%d", c.Size)
	}
	return nil
}

func badCheckpoint(cause error) *inspect.Error {
	return inspect.E(inspect.Damaged, "检查点不完整或被改动").
		WithHint("请向签名者重新索取").Because(cause)
}
