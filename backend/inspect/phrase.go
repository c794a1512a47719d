package inspect

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Phrase 常用语 is a text that people put into a field at the cursor instead of
// typing it again: their own, or the office's for everybody.
type Phrase struct {
	ID    string     `json:"id"`
	Kind  PhraseKind `json:"kind"`
	Text  string     `json:"text"`
	Owner string     `json:"owner"` // person whose it is; "" = the office's, which travels with task packages
	Gone  bool       `json:"gone"`  // taken out of use
}

// PhraseKind 栏目 is the kind of field a phrase is for.
type PhraseKind string

const (
	PhraseAny       PhraseKind = "any"
	PhraseProcess   PhraseKind = "process"
	PhraseFinding   PhraseKind = "finding"
	PhraseMeasure   PhraseKind = "measure"
	PhraseStatement PhraseKind = "statement"
	PhraseNotice    PhraseKind = "notice"
	PhraseOutcome   PhraseKind = "outcome"
	PhraseReason    PhraseKind = "reason"
	PhraseNote      PhraseKind = "note"
	PhrasePaper     PhraseKind = "paper"
)

// PhraseKinds lists them in the order shown.
var PhraseKinds = []PhraseKind{PhraseAny, PhraseProcess, PhraseFinding, PhraseMeasure, PhraseStatement, PhraseNotice, PhraseOutcome, PhraseReason, PhraseNote, PhrasePaper}

func (k PhraseKind) Label() string {
	return label(map[PhraseKind]string{PhraseAny: "任何栏目", PhraseProcess: "检查过程和结果", PhraseFinding: "问题情况", PhraseMeasure: "措施说明",
		PhraseStatement: "陈述申辩", PhraseNotice: "告知和回避", PhraseOutcome: "未能实施的情况", PhraseReason: "原因和备注", PhraseNote: "现场随记", PhrasePaper: "文书栏目"}, k)
}

// phraseFields are the kinds of the fields of visitform.go; every other one
// takes the phrases of PhraseAny alone.
var phraseFields = map[string]PhraseKind{"process": PhraseProcess, "statement": PhraseStatement, "rightsNote": PhraseNotice, "recusalNote": PhraseNotice,
	"outcomeNote": PhraseOutcome, "callRecord": PhraseOutcome, "noCheckCode": PhraseReason, "refusal": PhraseReason, "recordNote": PhraseReason,
	"answer/note": PhraseReason, "past/note": PhraseReason, "finding/description": PhraseFinding, "finding/measureNote": PhraseMeasure, "note": PhraseNote}

// PhraseKindOf is the kind of a field by its path: of a visit, or of a document's
// blank, paper/KIND/KEY.
func PhraseKindOf(path string) PhraseKind {
	part := strings.Split(path, "/")
	if part[0] == "paper" {
		return PhrasePaper
	}
	name := part[0]
	if len(part) > 2 {
		name += "/" + part[len(part)-1]
	}
	if k, ok := phraseFields[name]; ok {
		return k
	}
	return PhraseAny
}

// MaxPhrase is the longest phrase, in characters.
const MaxPhrase = 2000

// Check refuses a phrase that is none.
func (p Phrase) Check() error {
	switch {
	case !slices.Contains(PhraseKinds, p.Kind):
		return E(Invalid, "没有“%s”这种栏目", p.Kind).WithField("kind").WithHint("选择常用语用在哪种栏目")
	case strings.TrimSpace(p.Text) == "":
		return E(Invalid, "没有填写常用语的内容").WithField("text")
	case utf8.RuneCountInString(p.Text) > MaxPhrase:
		return E(Invalid, "常用语超过了%d字", MaxPhrase).WithField("text").WithHint("拆成几条")
	}
	return CheckText("text", p.Text)
}
