package inspect

import (
	"strings"
	"unicode/utf8"
)

// Template 文书式样 is a kind of document that is data: what is filled in, and
// for what it is issued. How it looks on paper stands in the text it was read
// from (backend/pdf/template).
type Template struct {
	Kind   DocumentKind    `json:"kind"`
	Name   string          `json:"name"`
	Class  string          `json:"class"`  // 检查文书 or 案件文书 (P7)
	Local  bool            `json:"local"`  // 分局内部表样: no ministry has designed it
	Noun   Noun            `json:"noun"`   // what it is issued for
	Short  string          `json:"short"`  // the word its numbers begin with
	Many   bool            `json:"many"`   // may be issued several times for the same thing
	After  bool            `json:"after"`  // made only after the visit was finished
	Ready  bool            `json:"ready"`  // the record has all it asks: it is made at one press, too
	Source string          `json:"source"` // the form or rule it follows
	Fields []TemplateField `json:"fields"`
	Text   string          `json:"text"` // the exact text it was read from

	Version int `json:"version"` // of the bureau's own (TemplateVersion); 0 = comes with the program
}

// BlankType says how a field of a template is filled.
type BlankType string

const (
	BlankLine   BlankType = "line"   // one line
	BlankText   BlankType = "text"   // paragraphs
	BlankDay    BlankType = "day"    // 2006-01-02
	BlankMinute BlankType = "minute" // an instant
	BlankChoice BlankType = "choice" // some of Options, joined with "、"
	BlankRows   BlankType = "rows"   // a table: lines, cells parted by tabs
)

// TemplateField is one blank of a template.
type TemplateField struct {
	Key      string    `json:"key"`
	Label    string    `json:"label"`
	Type     BlankType `json:"type"`
	Required bool      `json:"required"`
	Options  []string  `json:"options"`
	Columns  []string  `json:"columns"` // of BlankRows
	From     string    `json:"from"`    // what of the record it begins with; "" = empty
	Fixed    bool      `json:"fixed"`   // taken from the record, not typed
	Default  string    `json:"default"` // what it begins with when the record has nothing
	Hint     string    `json:"hint"`
	Sample   string    `json:"sample"` // what a preview shows
}

// TemplateSnapshot is the frozen content of a document made from a template.
// The template's text is part of it: another wording later changes no document
// already issued.
type TemplateSnapshot struct {
	DocumentHead
	Template string          `json:"template"`
	Own      int             `json:"own,omitempty"` // version of the bureau's own wording; 0 = comes with the program
	Blank    bool            `json:"blank"`         // to be filled by hand: empty blanks are left open, not struck (P6)
	Values   []TemplateValue `json:"values"`
}

// TemplateValue is what stands in one blank.
type TemplateValue struct {
	Key  string `json:"key"`
	Text string `json:"text"`
}

// CheckText refuses text that could not be kept exactly.
func CheckText(field, text string) error {
	switch {
	case len(text) > MaxField:
		return E(Invalid, "这一栏超过了%d千字节，没有保存", MaxField>>10).WithField(field).WithHint("把内容分到随记或附件中")
	case !utf8.ValidString(text) || strings.ContainsRune(text, 0):
		return E(Invalid, "这一栏含有无法保存的字符，没有保存").WithField(field).WithHint("重新录入这一栏")
	}
	return nil
}
