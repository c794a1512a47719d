package service

import (
	"context"
	"slices"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/pdf"
	"shuangsuiji/backend/store"
)

// DocKind is a kind of document that can be issued.
type DocKind struct {
	Kind string `json:"kind"`
	Name string `json:"name"`
	Noun string `json:"noun"` // what it is issued for

	Repeatable bool   `json:"repeatable"` // may be issued again while an earlier one stands
	About      bool   `json:"about"`      // written about a signed document, by Explain
	Class      string `json:"class"`      // 检查文书 or 案件文书 (P7)
	Parted     bool   `json:"parted"`     // one for each other department, sent by SendForms (P4)
	After      bool   `json:"after"`      // reports a visit that was finished
	Filled     bool   `json:"filled"`     // has blanks to fill in before it is issued
	Ready      bool   `json:"ready"`      // although it has blanks, the record has all it asks
	Own        int    `json:"own"`        // version of the bureau's own wording; 0 = the program's

	department string // whom a form goes to; "" = none
	short      string // the word its numbers begin with
	template   inspect.Template
}

type docKind struct {
	kind  inspect.DocumentKind
	noun  inspect.Noun
	short string
}

// docKinds are the kinds that can be issued now, with what they belong to and
// the word their numbers begin with.
var docKinds = []docKind{
	{inspect.DocSceneRecord, inspect.NounVisit, "检录"},
	{inspect.DocEvidenceList, inspect.NounVisit, "视听"},
	{inspect.DocRemoteRecord, inspect.NounVisit, "非现"},
	{inspect.DocCheckForm, inspect.NounTeam, "检表"},
	{inspect.DocDepartmentForm, inspect.NounTeam, "分检"},
	{inspect.DocDepartmentResult, inspect.NounVisit, "部移"},
	{inspect.DocExplanation, inspect.NounVisit, "情说"},
	{inspect.DocSupplement, inspect.NounVisit, "补录"},
	{inspect.DocWorkPlan, inspect.NounTeam, "检案"},
	{inspect.DocApproval, inspect.NounTask, "检批"},
	{inspect.DocTaskNotice, inspect.NounTask, "抽告"},
	{inspect.DocResultNotice, inspect.NounTask, "结告"},
	{inspect.DocDrawRecord, inspect.NounDraw, "抽录"},
}

// isNotice tells the notices: they may be issued again while an earlier one
// stands: notices follow the state of their task.
func isNotice(k inspect.DocumentKind) bool {
	return k == inspect.DocTaskNotice || k == inspect.DocResultNotice
}

// isStatement tells what is written about a signed document (P8).
func isStatement(k inspect.DocumentKind) bool {
	return k == inspect.DocExplanation || k == inspect.DocSupplement
}

// repeatable tells the kinds of which several may stand.
func repeatable(k inspect.DocumentKind) bool { return isNotice(k) || isStatement(k) }

// BuiltinKinds lists the kinds that come with the program: those whose form is
// part of it, then those that are data.
func BuiltinKinds() ([]DocKind, error) { return kindsWith(nil) }

// Kinds lists what can be issued today: the built-in kinds, those of them that
// the bureau words otherwise in its own words, and then its own forms.
func (p *Paper) Kinds(ctx context.Context) ([]DocKind, error) {
	own, err := p.c.ownKinds(ctx, p.c.db)
	if err != nil {
		return nil, err
	}
	return kindsWith(own)
}

// kindsWith are the built-in kinds with the bureau's own over them.
func kindsWith(own []inspect.Template) ([]DocKind, error) {
	names := map[string]string{}
	for _, k := range pdf.Kinds() {
		names[string(k.Kind)] = k.Name
	}
	list := []DocKind{}
	for _, k := range docKinds {
		list = append(list, DocKind{Kind: string(k.kind), Name: names[string(k.kind)], Noun: string(k.noun), Repeatable: repeatable(k.kind), About: isStatement(k.kind), Parted: k.kind == inspect.DocDepartmentForm || k.kind == inspect.DocDepartmentResult, After: k.noun == inspect.NounVisit, Class: pdf.ClassInspection, short: k.short})
	}
	templates, err := pdf.Templates()
	if err != nil {
		return nil, err
	}
	for _, t := range own {
		if i := slices.IndexFunc(templates, func(x inspect.Template) bool { return x.Kind == t.Kind }); i >= 0 {
			templates[i] = t
		} else {
			templates = append(templates, t)
		}
	}
	for _, t := range templates {
		list = append(list, DocKind{Kind: string(t.Kind), Name: t.Name, Noun: string(t.Noun), Repeatable: t.Many, Class: t.Class, After: t.After, Filled: true, Ready: t.Ready, Own: t.Version, short: t.Short, template: t})
	}
	return list, nil
}

// kind finds a kind that can be issued, a template in the wording that holds today.
func (p *Paper) kind(ctx context.Context, r store.Reader, kind string) (DocKind, error) {
	own, err := p.c.ownKind(ctx, r, kind)
	if err != nil {
		return DocKind{}, err
	}
	list, err := kindsWith(own)
	if err != nil {
		return DocKind{}, err
	}
	i := slices.IndexFunc(list, func(k DocKind) bool { return k.Kind == kind })
	if i < 0 {
		return DocKind{}, inspect.E(inspect.NotFound, "没有“%s”这种文书", kind).WithField("kind").WithHint("用 doc --list 查看可用种类")
	}
	return list[i], nil
}
