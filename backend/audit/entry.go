package audit

import (
	"bytes"
	"encoding/json"
	"io"
	"time"
	"unicode/utf8"

	"shuangsuiji/backend/inspect"
)

// MaxLeaf is the largest leaf in bytes, the limit of C2SP tlog-tiles; MaxDetail
// is the longest Detail in characters.
const (
	MaxLeaf   = 1<<16 - 1
	MaxDetail = 200
)

// timeLayout is the one form of an instant in this program: UTC, fixed width.
const timeLayout = "2006-01-02T15:04:05.000Z"

// Entry is one line of the log. All strings but At and Action may be empty.
// The names of persons, subjects and inspectors never stand here: Person,
// Device and ID are ids, Before and After are digests.
type Entry struct {
	Seq      int64  `json:"seq"`                // place in the log, from 0
	At       string `json:"at"`                 // instant, 2006-01-02T15:04:05.000Z
	Person   string `json:"person,omitempty"`   // id of who did it
	Role     string `json:"role,omitempty"`     // in which role
	Device   string `json:"device,omitempty"`   // on which device
	Action   string `json:"action"`             // what was done
	Noun     string `json:"noun,omitempty"`     // to which kind of thing
	ID       string `json:"id,omitempty"`       // to which one
	Before   string `json:"before,omitempty"`   // digest of the version before
	After    string `json:"after,omitempty"`    // digest of the version after
	Reason   string `json:"reason,omitempty"`   // why, in the person's words
	Approval string `json:"approval,omitempty"` // digest or id of the approval relied on
	Article  string `json:"article,omitempty"`  // clause it was done under
	Clock    string `json:"clock,omitempty"`    // evidence about the clock, such as how far it had gone back
	Detail   string `json:"detail,omitempty"`   // short, no personal data
}

// Leaf gives the exact bytes to store and hash; ParseLeaf gives e back from
// them. It refuses (invalid) a negative Seq, an At that is not an instant, an
// empty Action, text that is not UTF-8 or holds control characters, a Detail
// over MaxDetail and a leaf over MaxLeaf.
func (e Entry) Leaf() ([]byte, error) {
	if e.Seq < 0 {
		return nil, badEntry("seq", "日志序号不能为负数：%d", e.Seq)
	}
	if t, err := time.Parse(timeLayout, e.At); err != nil || t.Format(timeLayout) != e.At {
		return nil, badEntry("at", "日志时间须写成 %s：%q", timeLayout, e.At)
	}
	if e.Action == "" {
		return nil, badEntry("action", "日志条目没有写明操作")
	}
	if utf8.RuneCountInString(e.Detail) > MaxDetail {
		return nil, badEntry("detail", "日志说明超过 %d 个字", MaxDetail)
	}
	for _, f := range []struct{ name, text string }{
		{"person", e.Person}, {"role", e.Role}, {"device", e.Device}, {"action", e.Action},
		{"noun", e.Noun}, {"id", e.ID}, {"before", e.Before}, {"after", e.After},
		{"reason", e.Reason}, {"approval", e.Approval}, {"article", e.Article},
		{"clock", e.Clock}, {"detail", e.Detail},
	} {
		if !plain(f.text) {
			return nil, badEntry(f.name, "日志条目的 %s 含有换行、控制字符或乱码", f.name)
		}
	}
	leaf, err := encode(e)
	if err != nil {
		return nil, err
	}
	if len(leaf) > MaxLeaf {
		return nil, badEntry("reason", "日志条目过长：%d 字节，最多 %d 字节", len(leaf), MaxLeaf)
	}
	return leaf, nil
}

// ParseLeaf reads a leaf. It accepts only bytes that Leaf can produce, so that
// one entry has one spelling; anything else (another order, unknown or doubled
// fields, spaces, trailing bytes) is damaged.
func ParseLeaf(leaf []byte) (Entry, error) {
	var e Entry
	dec := json.NewDecoder(bytes.NewReader(leaf))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&e); err != nil {
		return Entry{}, badLeaf().Because(err)
	}
	if _, err := dec.Token(); err != io.EOF {
		return Entry{}, badLeaf().Because(err)
	}
	again, err := e.Leaf()
	if err != nil {
		return Entry{}, badLeaf().Because(err)
	}
	if !bytes.Equal(again, leaf) {
		return Entry{}, badLeaf()
	}
	return e, nil
}

// encode writes e as one line without HTML escapes. No text that plain lets
// through is escaped differently by different releases of encoding/json.
func encode(e Entry) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(e); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}

// plain reports whether s is UTF-8 without control characters and without the
// two Unicode line separators.
func plain(s string) bool {
	if !utf8.ValidString(s) {
		return false
	}
	for _, r := range s {
		if r < 0x20 || r >= 0x7f && r < 0xa0 || r == 0x2028 || r == 0x2029 {
			return false
		}
	}
	return true
}

func badEntry(field, format string, args ...any) *inspect.Error {
	return inspect.E(inspect.Invalid, format, args...).WithField(field).
		WithHint("请修改后重试；本次操作没有保存")
}

func badLeaf() *inspect.Error {
	return inspect.E(inspect.Damaged, "日志条目不是本程序写下的格式，可能被改动").
		WithHint("请运行 doctor 全面核对，并保留原文件")
}
