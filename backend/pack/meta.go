package pack

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"shuangsuiji/backend/inspect"
)

// Format is the version of the package format written here, and the only one
// read.
const Format = 1

// Kind says what a package is for.
type Kind string

const (
	Library Kind = "library" // 一单两库
	Assign  Kind = "assign"  // 任务分派给执行单位
	Task    Kind = "task"    // 任务包，发给外勤
	Amend   Kind = "amend"   // 任务变更
	Result  Kind = "result"  // 检查结果，交回办公室
	Upload  Kind = "upload"  // 报送平台
	Receipt Kind = "receipt" // 平台或办公室的回执
	Draw    Kind = "draw"    // 抽取结果，可供任何人验证
	Trust   Kind = "trust"   // 信任名单与吊销名单
	Update  Kind = "update"  // 程序更新

	Handover Kind = "handover" // 一台外勤设备交给另一台
)

var kindLabels = []struct {
	kind  Kind
	label string
}{
	{Library, "一单两库包"}, {Assign, "任务分派包"}, {Task, "任务包"}, {Amend, "任务变更包"},
	{Result, "检查结果包"}, {Upload, "报送包"}, {Receipt, "回执包"}, {Draw, "抽取结果包"},
	{Trust, "信任名单包"}, {Update, "更新包"}, {Handover, "交接包"},
}

// Label is the Chinese name of the kind, empty for an unknown one.
func (k Kind) Label() string {
	for _, l := range kindLabels {
		if l.kind == k {
			return l.label
		}
	}
	return ""
}

// TimeLayout is how instants are written: UTC, milliseconds, fixed width.
const TimeLayout = "2006-01-02T15:04:05.000Z"

// Meta is meta/package.json. Its stored bytes are what is signed; they are
// never re-encoded. Write fills Format and Signers, and KeyFingerprint when
// it is empty.
type Meta struct {
	Format         int          `json:"format"`
	ID             string       `json:"id"`                 // UUIDv7, made once for one package
	Kind           Kind         `json:"kind"`               //
	Unit           string       `json:"unit"`               // the unit that sends it
	Task           string       `json:"task"`               // id of the task, if it concerns one
	Device         string       `json:"device"`             // id of the device that made it
	KeyFingerprint string       `json:"keyFingerprint"`     // of that device's certificate, one of Signers
	Sequence       int64        `json:"sequence"`           // of this device, from 1, without gaps
	Version        int          `json:"version,omitempty"`  // of an upload of its task, from 1; a later one replaces those before it; 0 = not one
	Previous       string       `json:"previous"`           // Tagmanifest of the device's package before, "" for the first
	Recipient      string       `json:"recipient"`          // whom it is for, "" for anyone
	Network        string       `json:"network"`            // network of the workspace it was made in
	Crossing       *Crossing    `json:"crossing,omitempty"` // consent to bring it to another network; nil = it stays in its own
	CreatedAt      string       `json:"createdAt"`          // TimeLayout, by the device's own clock
	Checkpoint     string       `json:"checkpoint"`         // root hash of the audit log when it was made
	LogSize        int64        `json:"logSize"`            // entries of the log at that time
	Clock          string       `json:"clock"`              // what is known of the device's clock
	Grants         []string     `json:"grants"`             // ids of grants handed out or used
	Wiped          []Erased     `json:"wiped,omitempty"`    // tasks whose data this laptop erased after the office's receipt
	LeftOut        []LeftOut    `json:"leftOut"`            // what does not travel, and why
	Critical       []string     `json:"critical"`           // fields a reader must know or refuse the package
	Signers        []SignerMeta `json:"signers"`            // all of them must have signed, nobody else may
}

// Crossing is the consent under which a package goes to another network (导出审批).
type Crossing struct {
	To       string `json:"to"`       // the network
	Approval string `json:"approval"` // who consented, when
}

// Erased is a task whose data a laptop erased, and when by its own clock.
type Erased struct {
	Task string `json:"task"`
	At   string `json:"at"`
}

// LeftOut is a file that belongs to the content but stays behind.
type LeftOut struct {
	Name   string `json:"name"`
	Reason string `json:"reason"`
}

// SignerMeta announces a signature inside the signed bytes, so that one
// cannot be dropped or exchanged unseen.
type SignerMeta struct {
	Name        string `json:"name"`        // common name of the certificate
	Role        string `json:"role"`        // in which capacity
	Meaning     string `json:"meaning"`     // what the signature says, in plain words
	Fingerprint string `json:"fingerprint"` // SHA-256 of the certificate's DER, hex
}

// AddressedTo refuses a package meant for somebody else; one without
// recipient is for anyone.
func (m Meta) AddressedTo(recipient string) error {
	if m.Recipient == "" || m.Recipient == recipient {
		return nil
	}
	return inspect.E(inspect.Refused, "这个包是发给「%s」的，不是发给「%s」的", m.Recipient, recipient).
		WithHint("请交给收件单位打开，或请发送单位重新制包").WithField("recipient").WithRef(m.ID)
}

// metaFields are the names a reader of this version knows.
var metaFields = []string{
	"format", "id", "kind", "unit", "task", "device", "keyFingerprint", "sequence", "previous", "recipient",
	"network", "createdAt", "checkpoint", "logSize", "clock", "grants", "wiped", "leftOut", "critical", "signers",
	"name", "reason", "role", "meaning", "fingerprint",
}

func (m Meta) encode() ([]byte, error) {
	m.Grants = append([]string{}, m.Grants...)
	m.LeftOut = append([]LeftOut{}, m.LeftOut...)
	m.Critical = append([]string{}, m.Critical...)
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	err := e.Encode(m)
	return b.Bytes(), err
}

// parseMeta reads package.json. The error is a rule in Chinese, for a verdict
// or for the caller of Write.
func parseMeta(data []byte) (Meta, error) {
	var m Meta
	if !utf8.Valid(data) {
		return m, fmt.Errorf("不是 UTF-8 文字")
	}
	if err := checkKeys(data); err != nil {
		return m, err
	}
	if err := json.Unmarshal(data, &m); err != nil {
		return m, fmt.Errorf("包说明不是规定的格式（%w）", err)
	}
	return m, m.check()
}

func (m Meta) check() error {
	if m.Format != Format {
		return fmt.Errorf("格式版本是 %d，本程序只认版本 %d，请升级程序或请对方重新制包", m.Format, Format)
	}
	for _, c := range m.Critical {
		if !slices.Contains(metaFields, c) {
			return fmt.Errorf("含有本程序不认识的关键字段 %q，请升级程序", c)
		}
	}
	if m.Kind.Label() == "" {
		return fmt.Errorf("包的种类 %q 无法识别", string(m.Kind))
	}
	for _, f := range []struct{ name, value string }{{"id", m.ID}, {"unit", m.Unit}, {"createdAt", m.CreatedAt}} {
		if strings.TrimSpace(f.value) == "" {
			return fmt.Errorf("缺字段 %s", f.name)
		}
		if strings.ContainsFunc(f.value, unicode.IsControl) {
			return fmt.Errorf("字段 %s 里有控制字符", f.name)
		}
	}
	created, err := time.Parse(TimeLayout, m.CreatedAt)
	if err != nil {
		return fmt.Errorf("创建时间 %q 不是规定的格式", m.CreatedAt)
	}
	if created.Before(born) {
		return fmt.Errorf("自记的创建时间 %s 早于本程序的编写日期，制包设备的时钟不对", day(created))
	}
	if m.Sequence < 1 || (m.Sequence == 1) != (m.Previous == "") || m.Previous != "" && !isDigest(m.Previous) {
		return fmt.Errorf("序号 %d 与上一个包的摘要 %q 不相称", m.Sequence, m.Previous)
	}
	return m.checkSigners()
}

func (m Meta) checkSigners() error {
	if len(m.Signers) == 0 {
		return fmt.Errorf("没有列出签署者")
	}
	own := false
	bases := map[string]bool{}
	for _, s := range m.Signers {
		if !isDigest(s.Fingerprint) || s.Name == "" || s.Role == "" || s.Meaning == "" {
			return fmt.Errorf("签署者 %q 缺姓名、身份、含义或指纹", s.Name)
		}
		if strings.ContainsFunc(s.Name+s.Role+s.Meaning, unicode.IsControl) {
			return fmt.Errorf("签署者 %q 的姓名、身份或含义里有控制字符", s.Name)
		}
		if bases[s.base()] {
			return fmt.Errorf("签署者「%s」列了两次", s.Name)
		}
		bases[s.base()] = true
		own = own || s.Fingerprint == m.KeyFingerprint
	}
	if !own {
		return fmt.Errorf("制包设备的密钥不在签署者之列")
	}
	return nil
}

// base is the name of the signer's files, without extension.
func (s SignerMeta) base() string { return signaturesDir + s.Fingerprint[:16] }

// checkKeys refuses what encoding/json would let pass: a key given twice, or
// spelled in other letter case, which other readers would understand
// otherwise.
func checkKeys(data []byte) error {
	d := json.NewDecoder(bytes.NewReader(data))
	type level struct {
		seen map[string]bool // nil in an array
		key  bool            // the next token is a key
	}
	var stack []level
	for {
		token, err := d.Token()
		if err == io.EOF && len(stack) == 0 {
			return nil
		}
		if err != nil {
			return fmt.Errorf("包说明不是完整的 JSON（%w）", err)
		}
		top := len(stack) - 1
		delim, _ := token.(json.Delim)
		if delim == '}' || delim == ']' {
			stack = stack[:top]
			continue
		}
		if top >= 0 && stack[top].seen != nil {
			if stack[top].key {
				key := token.(string)
				if stack[top].seen[strings.ToLower(key)] {
					return fmt.Errorf("字段 %q 出现了两次", key)
				}
				stack[top].seen[strings.ToLower(key)] = true
				if slices.ContainsFunc(metaFields, func(f string) bool { return f != key && strings.EqualFold(f, key) }) {
					return fmt.Errorf("字段 %q 的大小写不对", key)
				}
			}
			stack[top].key = !stack[top].key
		}
		switch delim {
		case '{':
			stack = append(stack, level{seen: map[string]bool{}, key: true})
		case '[':
			stack = append(stack, level{})
		}
		if len(stack) > 16 {
			return fmt.Errorf("包说明嵌套太深")
		}
	}
}

func isDigest(s string) bool {
	b, err := hex.DecodeString(s)
	return err == nil && len(b) == 32 && strings.ToLower(s) == s
}
