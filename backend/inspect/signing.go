package inspect

import "strings"

// What happens to a document between printing and filing (P5, P6, P8). All of it
// is added to the Paper; the frozen snapshot and its PDF never change.

// SignerKind 签署人身份.
type SignerKind string

const (
	SignerParty     SignerKind = "party"       // 当事人（陪同人）
	SignerLegalRep  SignerKind = "legalrep"    // 法定代表人（负责人）
	SignerWitness   SignerKind = "witness"     // 见证人
	SignerInterpret SignerKind = "interpreter" // 翻译人员
	SignerOfficer   SignerKind = "officer"     // 检查人员
	SignerOutside   SignerKind = "outside"     // 外部门检查人员
)

func (k SignerKind) Label() string {
	return label(map[SignerKind]string{SignerParty: "当事人（陪同人）", SignerLegalRep: "法定代表人（负责人）", SignerWitness: "见证人",
		SignerInterpret: "翻译人员", SignerOfficer: "检查人员", SignerOutside: "外部门检查人员"}, k)
}

// Signing is who signed a document by hand, or refused to.
type Signing struct {
	Kind    SignerKind `json:"kind"`
	Name    string     `json:"name"`
	Refused bool       `json:"refused"`
	Reason  string     `json:"reason"`  // of a refusal
	Witness string     `json:"witness"` // who saw the refusal
	At      string     `json:"at"`
	By      string     `json:"by"` // who registered it
}

// PaperChange 纸面改动 is a change by hand on the signed sheet, confirmed by the
// party before leaving (P8).
type PaperChange struct {
	Page int    `json:"page"`
	From string `json:"from"` // the printed words, "" = nothing was struck
	To   string `json:"to"`   // the written words, "" = struck only
	Who  string `json:"who"`  // 捺指印 of
	At   string `json:"at"`
	By   string `json:"by"`
}

// Reprint 补打 is a print after the first; its PDF carries the mark.
type Reprint struct {
	No     int    `json:"no"` // 2 = the second print
	PDF    string `json:"pdf"`
	Copies int    `json:"copies"`
	At     string `json:"at"`
	By     string `json:"by"`
}

// signable refuses what cannot have a signature now.
func (p Paper) signable(what string) error {
	switch p.State {
	case PaperPrinted:
		return nil
	case PaperFiled:
		return E(Refused, "%s（%s）的签字件已经归档，不再登记%s", p.Name, p.Number, what).WithArticle("第二十条").WithRef(p.ID).
			WithHint("需要更正或补充的，另作情况说明或补充笔录")
	}
	return E(Refused, "%s（%s）当前为“%s”，不能登记%s", p.Name, p.Number, p.State.Label(), what).WithArticle("第二十条").WithRef(p.ID).
		WithHint("先打印，由本人在纸上签字，再登记")
}

// Sign registers a signature on paper or its refusal. Who refuses needs a
// reason on record and a witness who is not the one that refuses.
func (p *Paper) Sign(s Signing) error {
	if err := p.signable("签署情况"); err != nil {
		return err
	}
	s.Name, s.Reason, s.Witness = strings.TrimSpace(s.Name), strings.TrimSpace(s.Reason), strings.TrimSpace(s.Witness)
	bad := func(field, text string) error {
		return E(Invalid, "%s", text).WithField(field).WithArticle("第二十条").WithRef(p.ID)
	}
	switch {
	case s.Kind.Label() == string(s.Kind):
		return bad("kind", "没有选择签署人的身份")
	case s.Name == "":
		return bad("name", "没有填写签署人的姓名")
	case s.Refused && s.Reason == "":
		return bad("reason", "拒绝签字应写明理由（本人不说明理由的，照实写明）")
	case s.Refused && s.Witness == "":
		return bad("witness", "拒绝签字应有见证人，在附页上注明并签名")
	case s.Refused && s.Witness == s.Name:
		return bad("witness", "见证人不能是拒绝签字的本人")
	}
	for _, have := range p.Signings {
		if have.Kind == s.Kind && have.Name == s.Name {
			return E(Refused, "%s%s在这份文书上的签署情况已经登记", s.Kind.Label(), s.Name).WithArticle("第二十条").WithRef(p.ID).WithHint("登记之后不再改动，有误的在情况说明中写明")
		}
	}
	p.Signings = append(p.Signings, s)
	return nil
}

// Change registers a change by hand on the sheet.
func (p *Paper) Change(c PaperChange) error {
	if err := p.signable("纸面改动"); err != nil {
		return err
	}
	c.From, c.To, c.Who = strings.TrimSpace(c.From), strings.TrimSpace(c.To), strings.TrimSpace(c.Who)
	bad := func(field, format string, args ...any) error {
		return E(Invalid, format, args...).WithField(field).WithArticle("第二十条").WithRef(p.ID)
	}
	switch {
	case c.Page < 1 || p.Pages > 0 && c.Page > p.Pages:
		return bad("page", "这份文书共%d页，没有第%d页", p.Pages, c.Page)
	case c.From == c.To:
		return bad("to", "改动前后的文字相同")
	case c.Who == "":
		return bad("who", "没有写明由谁在改动处捺指印确认")
	}
	p.Changes = append(p.Changes, c)
	return nil
}

// Explainable refuses an explanation of what is not signed yet: that is voided
// and made anew.
func (p Paper) Explainable() error {
	if p.State == PaperPrinted || p.State == PaperFiled {
		return nil
	}
	return E(Refused, "%s（%s）当前为“%s”，不需要情况说明", p.Name, p.Number, p.State.Label()).WithArticle("第二十条").WithRef(p.ID).
		WithHint("还没有签字的文书有误，作废后重新制作")
}

const (
	DocExplanation DocumentKind = "explanation" // 情况说明 (P8), 分局内部表样
	DocSupplement  DocumentKind = "supplement"  // 补充笔录 (P8), 分局内部表样
)

// StatementSnapshot is a 情况说明 or 补充笔录 about a signed document.
type StatementSnapshot struct {
	DocumentHead
	Party         PartySnapshot     `json:"party"`
	About         string            `json:"about" doc:"所说明的文书,required"` // its name and number
	AboutSnapshot string            `json:"aboutSnapshot" doc:"原文书内容摘要,required"`
	Text          string            `json:"text" doc:"内容,required"`
	Officers      []OfficerSnapshot `json:"officers" doc:"检查人员"`
	Interpreter   string            `json:"interpreter" doc:"翻译人员"`
	DatedOn       string            `json:"datedOn" doc:"成文日期,required"`
}
