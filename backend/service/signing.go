package service

import (
	"context"
	"fmt"
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/pdf"
	"shuangsuiji/backend/store"
)

// statement is what a 情况说明 or 补充笔录 says, and about which document.
type statement struct {
	about      inspect.Paper
	text       string
	department string // whom a 分部门检查表 goes to
}

// Sign registers who signed a printed document by hand, or refused to.
func (p *Paper) Sign(ctx context.Context, a inspect.Actor, id string, s inspect.Signing) (inspect.Paper, error) {
	return p.put(ctx, a, id, "paper.sign", func(tx *store.Tx, x *inspect.Paper) error {
		s.At, s.By = tx.At(), a.Name
		return x.Sign(s)
	})
}

// Change registers a change by hand on the signed sheet (纸面改动, P8).
func (p *Paper) Change(ctx context.Context, a inspect.Actor, id string, c inspect.PaperChange) (inspect.Paper, error) {
	return p.put(ctx, a, id, "paper.change", func(tx *store.Tx, x *inspect.Paper) error {
		c.At, c.By = tx.At(), a.Name
		return x.Change(c)
	})
}

// Explain issues a 情况说明 or 补充笔录 about a document of a visit that was
// signed: nothing signed is ever made anew (P8).
func (p *Paper) Explain(ctx context.Context, a inspect.Actor, id, kind, text string) (inspect.Paper, error) {
	if err := a.May(inspect.ActDocument); err != nil {
		return inspect.Paper{}, err
	}
	about, err := store.Get[inspect.Paper](ctx, p.c.db, inspect.NounPaper, id)
	if err != nil {
		return inspect.Paper{}, err
	}
	if err := about.Explainable(); err != nil {
		return inspect.Paper{}, err
	}
	switch {
	case !isStatement(inspect.DocumentKind(kind)):
		return inspect.Paper{}, inspect.E(inspect.Invalid, "只能作情况说明或补充笔录").WithField("kind").WithArticle("第二十条")
	case about.Noun != string(inspect.NounVisit):
		return inspect.Paper{}, inspect.E(inspect.Refused, "%s（%s）不是检查中制作的文书，不作情况说明", about.Name, about.Number).WithArticle("第二十条").WithRef(id).WithHint("审批、公告有误的，按各自的调整和更正程序办理")
	case strings.TrimSpace(text) == "":
		return inspect.Paper{}, inspect.E(inspect.Invalid, "没有写明说明或补充的内容").WithField("text").WithArticle("第二十条")
	}
	return p.issue(ctx, a, kind, about.Ref, statement{about: about, text: strings.TrimSpace(text)}, false)
}

// snapshotOf gathers a document's content; a statement brings its own.
func (p *Paper) snapshotOf(ctx context.Context, tx *store.Tx, head inspect.DocumentHead, ref string, say statement) (frozenDoc, error) {
	if head.Kind == inspect.DocDepartmentResult {
		return p.departmentResult(ctx, tx, head, ref, say.department)
	}
	if head.Kind == inspect.DocDepartmentForm {
		return p.departmentSnapshot(ctx, tx, head, ref, say.department)
	}
	if !isStatement(head.Kind) {
		return p.snapshot(ctx, tx, head, ref)
	}
	if say.about.ID == "" {
		return frozenDoc{}, inspect.E(inspect.Refused, "情况说明和补充笔录只针对已签字的文书").WithArticle("第二十条").WithRef(ref).WithHint("在那份文书的“签署登记”中制作；命令行用 doc explain")
	}
	v, err := store.Get[inspect.Visit](ctx, tx, inspect.NounVisit, ref)
	if err != nil {
		return frozenDoc{}, err
	}
	team, err := store.Get[inspect.Team](ctx, tx, inspect.NounTeam, v.Team)
	if err != nil {
		return frozenDoc{}, err
	}
	f, err := (&Visit{p.c}).form(ctx, tx, team)
	if err != nil {
		return frozenDoc{}, err
	}
	head.Organ, head.TaskNo, head.TaskName = f.Task.Organ, f.Task.No, f.Task.Name
	return frozenDoc{inspect.StatementSnapshot{DocumentHead: head, Party: partyOf(f.Subject), About: say.about.Name + "（" + say.about.No() + "）",
		AboutSnapshot: say.about.Snapshot, Text: say.text, Officers: officersOf(f.Team, f.Visit.Present), Interpreter: f.Visit.Interpreter,
		DatedOn: inspect.LegalDate(head.IssuedAt)}, v.Grant}, nil
}

// reprint makes the PDF of a second or later print, marked on every page (P6).
func (p *Paper) reprint(ctx context.Context, tx *store.Tx, x *inspect.Paper, copies int) error {
	fonts, err := p.c.faces.set(x.Faces)
	if err != nil { // issued on another machine, in a face that this one lacks
		if fonts, err = p.c.fonts(); err != nil {
			return err
		}
	}
	frozen, err := store.Blob(ctx, tx, x.Snapshot)
	if err != nil {
		return err
	}
	no := len(x.Reprints) + 2
	out, err := pdf.RenderMarked(fonts, frozen, fmt.Sprintf("补打（第%d次打印）", no))
	if err != nil {
		return err
	}
	digest, err := p.c.keepPDF(documents, out)
	if err != nil {
		return err
	}
	x.Reprints = append(x.Reprints, inspect.Reprint{No: no, PDF: digest, Copies: copies, At: tx.At(), By: tx.Actor().Name})
	return nil
}
