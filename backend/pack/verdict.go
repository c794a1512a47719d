package pack

import (
	"fmt"
	"time"

	"shuangsuiji/backend/trust"
)

// State is the outcome for a package or for one signature.
type State string

const (
	Valid     State = "valid"      // 有效
	Intact    State = "intact"     // 完整，签发者未核实
	ValidThen State = "valid-then" // 签署时有效，现状无法核实
	Broken    State = "invalid"    // 无效
)

// Label is the state in Chinese.
func (s State) Label() string {
	switch s {
	case Valid:
		return "有效"
	case Intact:
		return "完整，签发者未核实"
	case ValidThen:
		return "签署时有效，现状无法核实"
	}
	return "无效"
}

// severity orders states; a package is as bad as its worst signature.
func (s State) severity() int {
	switch s {
	case Valid:
		return 0
	case ValidThen:
		return 1
	case Intact:
		return 2
	}
	return 3
}

// Verdict is what a person is told of a package. Meta and Signatures hold
// only what could be read; in an invalid package nothing of them is vouched
// for.
type Verdict struct {
	State       State              `json:"state"`
	Sentence    string             `json:"sentence"`
	Proves      []string           `json:"proves"`
	NotProves   []string           `json:"notProves"`
	Meta        Meta               `json:"meta"`
	Tagmanifest string             `json:"tagmanifest"` // SHA-256 of tagmanifest-sha256.txt
	Files       []FileVerdict      `json:"files"`
	Signatures  []SignatureVerdict `json:"signatures"`
}

// FileVerdict is one file, or the package itself when Name is empty; Problem
// is the broken rule.
type FileVerdict struct {
	Name    string `json:"name"`
	OK      bool   `json:"ok"`
	Problem string `json:"problem"`
}

// SignatureVerdict is one announced signer. Root is the fingerprint of the
// root that vouches for the certificate, trusted or not.
type SignatureVerdict struct {
	Name        string `json:"name"`
	Role        string `json:"role"`
	Meaning     string `json:"meaning"`
	Fingerprint string `json:"fingerprint"`
	Root        string `json:"root"`
	State       State  `json:"state"`
	Sentence    string `json:"sentence"`
	Stale       bool   `json:"stale"` // nothing is wrong but the age of the revocation list
}

// OnlyStale tells whether nothing keeps the package from being valid but that
// the revocation list at hand has grown old.
func (v *Verdict) OnlyStale() bool {
	for _, s := range v.Signatures {
		if s.State != Valid && !s.Stale {
			return false
		}
	}
	return v.State == ValidThen
}

// born is when this program was written: a clock that shows an earlier day is wrong.
var born = time.Date(2026, 1, 1, 0, 0, 0, 0, beijing)

// judge turns who vouches into a state. created is the time the signer wrote,
// now the reader's own.
func judge(s trust.Standing, created, now time.Time) (State, string) {
	root := fmt.Sprintf("「%s」（指纹 %s）", s.RootName, trust.ShortFingerprint(s.RootFingerprint))
	switch {
	case s.Revoked && s.Compromised:
		return Broken, fmt.Sprintf("证书已于 %s 因遗失或密钥失控被%s吊销；包内自记的时间不能证明它签于吊销之前", day(s.RevokedAt), root)
	case s.Revoked && !created.Before(s.RevokedAt):
		return Broken, fmt.Sprintf("签于证书吊销之后：证书已于 %s 被%s吊销，包内自记的签署日期是 %s", day(s.RevokedAt), root, day(created))
	case now.Before(born):
		return ValidThen, fmt.Sprintf("由%s签发；本机时间 %s 早于本程序的编写日期，证书是否到期、吊销都无从判断，请校准本机时间后再验", root, day(now))
	case created.Before(s.ValidFrom) || created.After(s.ValidTo):
		return Broken, fmt.Sprintf("包内自记的签署日期 %s 不在证书有效期 %s 至 %s 之内", day(created), day(s.ValidFrom), day(s.ValidTo))
	case !s.Known:
		return Intact, fmt.Sprintf("签名与内容相符，但签发根%s不在本机信任名单里", root)
	case s.Revoked:
		return ValidThen, fmt.Sprintf("由%s担保，自记签署日期 %s 时有效；证书已于 %s 正常停用吊销", root, day(created), day(s.RevokedAt))
	case s.Expired:
		return ValidThen, fmt.Sprintf("由%s担保，签署时有效；证书已于 %s 到期", root, day(s.ValidTo))
	case s.Early || created.After(now.Add(24*time.Hour)):
		return ValidThen, fmt.Sprintf("由%s担保；本机时间早于签署时间 %s，请核对本机时间后再验", root, day(created))
	case s.Stale:
		return ValidThen, fmt.Sprintf("由%s担保，签署时有效；本机的吊销名单已过期，请更新后再验", root)
	}
	return Valid, fmt.Sprintf("由%s担保", root)
}

// conclude writes the sentences of a verdict whose facts are complete.
func (v *Verdict) conclude(standings []trust.Standing) {
	problems := 0
	var first FileVerdict
	for _, f := range v.Files {
		if !f.OK {
			if problems == 0 {
				first = f
			}
			problems++
		}
	}
	v.State = Valid
	for _, s := range v.Signatures {
		if s.State.severity() > v.State.severity() {
			v.State = s.State
		}
	}
	if problems > 0 {
		v.State = Broken
	}
	v.Proves, v.NotProves = []string{}, []string{}
	if v.State == Broken {
		v.Sentence = v.brokenSentence(first, problems)
		v.NotProves = append(v.NotProves, "包内任何内容都不能采信，请向制包单位索取完好的包")
		return
	}
	v.Sentence = fmt.Sprintf("%s：%s，「%s」制作于 %s，共 %d 个文件", v.State.Label(), v.Meta.Kind.Label(), v.Meta.Unit, day(v.created()), len(v.Files))
	v.Proves = append(v.Proves, "包内文件自签署以来一字未改，不多不少")
	for _, s := range v.Signatures {
		v.Sentence += fmt.Sprintf("；「%s」%s", s.Name, s.Sentence)
		v.Proves = append(v.Proves, fmt.Sprintf("由持有「%s」（指纹 %s）密钥的设备签署，身份 %s，含义 %s", s.Name, trust.ShortFingerprint(s.Fingerprint), s.Role, s.Meaning))
	}
	v.NotProves = append(v.NotProves, "所载内容是否属实",
		"签署的时间：它由签署设备自记，没有时间戳或旁证",
		"操作设备的人是谁：这是设备签名，不是电子印章，也不是个人签名")
	for i, s := range v.Signatures {
		switch st := standings[i]; {
		case s.State == Intact:
			v.NotProves = append(v.NotProves, fmt.Sprintf("签发者是谁：请向制包单位核对根证书指纹 %s", trust.ShortFingerprint(s.Root)))
		case !st.Listed:
			v.NotProves = append(v.NotProves, fmt.Sprintf("「%s」的证书至今未被吊销：本机没有其签发根的吊销名单", s.Name))
		}
	}
	if n := len(v.Meta.LeftOut); n > 0 {
		v.NotProves = append(v.NotProves, fmt.Sprintf("未随包的 %d 项内容（包的说明里列有名称和原因）", n))
	}
}

func (v *Verdict) brokenSentence(first FileVerdict, problems int) string {
	if problems == 0 { // a signature alone
		for _, s := range v.Signatures {
			if s.State == Broken {
				return fmt.Sprintf("无效：「%s」的签名：%s", s.Name, s.Sentence)
			}
		}
	}
	where := first.Name
	if where == "" {
		where = "整个包"
	}
	more := ""
	if problems > 1 {
		more = fmt.Sprintf("（另有 %d 处）", problems-1)
	}
	return fmt.Sprintf("无效：%s：%s%s", where, first.Problem, more)
}

func (v *Verdict) created() time.Time {
	t, _ := time.Parse(TimeLayout, v.Meta.CreatedAt) // checked with the rest of Meta
	return t
}
