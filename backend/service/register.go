package service

import (
	"context"
	"strings"

	"shuangsuiji/backend/code"
	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/store"
)

// SubjectForm is a row of the subject register as typed into a form. Head is
// the version that the form was filled from, "" of a new row.
type SubjectForm struct {
	Subject inspect.Subject `json:"subject"`
	Head    string          `json:"head"`
	Reason  string          `json:"reason"` // why it is changed, in words; may be empty
}

// InspectorForm is a row of the inspector register as typed into a form.
type InspectorForm struct {
	Inspector inspect.Inspector `json:"inspector"`
	Head      string            `json:"head"`
	Reason    string            `json:"reason"`
}

// SubjectCard is a row of the subject register with what belongs to it.
type SubjectCard struct {
	Subject    inspect.Subject   `json:"subject"`
	Head       string            `json:"head"`
	MergedFrom []inspect.Subject `json:"mergedFrom"` // duplicates that were merged into it
	Recusals   []RecusalView     `json:"recusals"`
}

// InspectorCard is a row of the inspector register with what belongs to it.
type InspectorCard struct {
	Inspector inspect.Inspector `json:"inspector"`
	Head      string            `json:"head"`
	Recusals  []RecusalView     `json:"recusals"`
	Leaves    []LeaveView       `json:"leaves"`
}

// RegisterFields names the fields of the registers.
type RegisterFields struct {
	Subject   []inspect.RegisterField `json:"subject"`
	Inspector []inspect.RegisterField `json:"inspector"`
}

// Fields names the fields of the two registers, in the order shown.
func (l *Library) Fields(_ context.Context, a inspect.Actor) (RegisterFields, error) {
	return RegisterFields{inspect.SubjectFields, inspect.InspectorFields}, a.May(inspect.ActRead)
}

// subject finds a row by its id or code; a code that was merged away gives the
// row that stands for it.
func (c *core) subject(ctx context.Context, r store.Reader, ref string) (inspect.Subject, error) {
	s, err := store.Get[inspect.Subject](ctx, r, inspect.NounSubject, ref)
	if err == nil || inspect.CodeOf(err) != inspect.NotFound {
		return s, err
	}
	rows, _, err := store.List[inspect.Subject](ctx, r, inspect.NounSubject, store.Where("code", code.CheckCredit(ref).Code, "merged", ""))
	switch {
	case err != nil:
		return s, err
	case len(rows) == 0 || ref == "":
		return s, inspect.E(inspect.NotFound, "检查对象名录库中没有“%s”", ref).WithArticle("第九条").WithRef(ref).WithHint("用统一社会信用代码、注册号或编号；list subjects --search 查找")
	case len(rows) > 1:
		return s, inspect.E(inspect.Conflict, "代码“%s”在名录库中有%d条，指的是哪一条不明确", ref, len(rows)).WithArticle("第九条").WithRef(rows[0].ID).WithHint("先合并重复的对象，或改用编号：%s、%s", rows[0].ID, rows[1].ID)
	}
	return rows[0], nil
}

// inspector finds a row by its id or badge.
func (c *core) inspector(ctx context.Context, r store.Reader, ref string) (inspect.Inspector, error) {
	for _, column := range []string{"id", "badge"} {
		rows, _, err := store.List[inspect.Inspector](ctx, r, inspect.NounInspector, store.Where(column, ref))
		if err != nil || len(rows) == 1 {
			return append(rows, inspect.Inspector{})[0], err
		}
	}
	return inspect.Inspector{}, inspect.E(inspect.NotFound, "执法检查人员名录库中没有“%s”", ref).WithArticle("第九条").WithRef(ref).WithHint("用警号或编号；list inspectors --search 查找")
}

// SubjectCard reads a 检查对象 by id or code.
func (l *Library) SubjectCard(ctx context.Context, a inspect.Actor, ref string) (SubjectCard, error) {
	card := SubjectCard{}
	if err := a.May(inspect.ActRead); err != nil {
		return card, err
	}
	s, err := l.c.subject(ctx, l.c.db, ref)
	if err != nil {
		return card, err
	}
	if card.Subject, card.Head, err = store.GetHead[inspect.Subject](ctx, l.c.db, inspect.NounSubject, s.ID); err != nil {
		return card, err
	}
	if card.MergedFrom, _, err = store.List[inspect.Subject](ctx, l.c.db, inspect.NounSubject, store.Where("merged", s.ID)); err != nil {
		return card, err
	}
	card.Recusals, err = l.c.recusals(ctx, l.c.db, store.Where("subject", s.ID))
	return card, err
}

// InspectorCard reads a 执法检查人员 by id or badge.
func (l *Library) InspectorCard(ctx context.Context, a inspect.Actor, ref string) (InspectorCard, error) {
	card := InspectorCard{}
	if err := a.May(inspect.ActRead); err != nil {
		return card, err
	}
	i, err := l.c.inspector(ctx, l.c.db, ref)
	if err != nil {
		return card, err
	}
	if card.Inspector, card.Head, err = store.GetHead[inspect.Inspector](ctx, l.c.db, inspect.NounInspector, i.ID); err != nil {
		return card, err
	}
	if card.Recusals, err = l.c.recusals(ctx, l.c.db, store.Where("inspector", i.ID)); err != nil {
		return card, err
	}
	card.Leaves, err = l.c.leaves(ctx, l.c.db, store.Where("inspector", i.ID))
	return card, err
}

// SaveSubject adds a row (without an id) or changes one. A code that fails its
// check is kept with a written reason; a code that another row has is refused
// with a pointer to that row; a form that somebody else overtook is refused.
func (l *Library) SaveSubject(ctx context.Context, a inspect.Actor, f SubjectForm) (SubjectCard, error) {
	s := f.Subject
	err := l.c.write(ctx, a, inspect.ActLibrary, func(tx *store.Tx) error {
		action := "subject.add"
		if s.ID != "" {
			action = "subject.change"
			old, head, err := store.GetHead[inspect.Subject](ctx, tx, inspect.NounSubject, s.ID)
			if err == nil {
				err = overtaken(head, f.Head, old.Name)
			}
			if err != nil {
				return err
			}
			if old.MergedInto != "" {
				return inspect.E(inspect.Refused, "“%s”已合并到另一条记录，不再修改", old.Name).WithArticle("第九条").WithRef(old.MergedInto).WithHint("修改合并后保留的那一条")
			}
		} else {
			s.ID = store.NewID()
		}
		s.MergedInto = ""
		return l.c.putSubject(ctx, tx, s, store.Event{Action: action, Article: "第九条", Reason: f.Reason})
	})
	if err != nil {
		return SubjectCard{}, err
	}
	return l.SubjectCard(ctx, a, s.ID)
}

// putSubject checks a row of the subject register as a form must be, and
// stores it.
func (c *core) putSubject(ctx context.Context, tx *store.Tx, s inspect.Subject, e store.Event) error {
	credit := code.CheckCredit(s.Code)
	s.Code = credit.Code
	if credit.Warning == "" {
		s.CodeNote = ""
	}
	if s.Premises == "" {
		s.Premises = s.Address
	}
	if err := s.ValidateForm(); err != nil {
		return err
	}
	if credit.Warning != "" && strings.TrimSpace(s.CodeNote) == "" {
		return inspect.E(inspect.Invalid, "%s", credit.Warning).WithField("codeNote").WithArticle("第九条").WithRef(s.Code).
			WithHint("核对证照后改正；确要保留的，写明代码未通过校验的原因")
	}
	same := store.Where("code", s.Code, "merged", "")
	if s.Code == "" {
		same = store.Where("code", "", "name", s.Name, "merged", "")
	}
	rows, _, err := store.List[inspect.Subject](ctx, tx, inspect.NounSubject, same)
	if err != nil {
		return err
	}
	for _, o := range rows {
		if o.ID != s.ID && (s.Code != "" || o.Premises == s.Premises) {
			return inspect.E(inspect.Conflict, "名录库中已有这个检查对象：%s（%s）", o.Name, joinOr(o.Code, "无代码")).WithField("code").WithArticle("第九条").WithRef(o.ID).
				WithHint("修改已有的那一条；确有两条的，用“合并”并为一条")
		}
	}
	_, err = tx.Put(ctx, inspect.NounSubject, s.ID, s, e)
	return err
}

// SaveInspector adds a row (without an id) or changes one. An identity number
// that fails its check is kept with a written reason.
func (l *Library) SaveInspector(ctx context.Context, a inspect.Actor, f InspectorForm) (InspectorCard, error) {
	i := f.Inspector
	err := l.c.write(ctx, a, inspect.ActLibrary, func(tx *store.Tx) error {
		action := "inspector.add"
		if i.ID != "" {
			action = "inspector.change"
			old, head, err := store.GetHead[inspect.Inspector](ctx, tx, inspect.NounInspector, i.ID)
			if err == nil {
				err = overtaken(head, f.Head, old.Name)
			}
			if err != nil {
				return err
			}
		} else {
			i.ID = store.NewID()
		}
		return l.c.putInspector(ctx, tx, i, store.Event{Action: action, Article: "第九条", Reason: f.Reason})
	})
	if err != nil {
		return InspectorCard{}, err
	}
	return l.InspectorCard(ctx, a, i.ID)
}

func (c *core) putInspector(ctx context.Context, tx *store.Tx, i inspect.Inspector, e store.Event) error {
	i.Badge, i.Scope, i.Qualifications = strings.TrimSpace(i.Badge), append([]string{}, i.Scope...), append([]string{}, i.Qualifications...)
	warning := code.CheckID(i.IDNumber)
	if warning == "" {
		i.IDNote = ""
	}
	if err := i.ValidateForm(); err != nil {
		return err
	}
	if warning != "" && strings.TrimSpace(i.IDNote) == "" {
		return inspect.E(inspect.Invalid, "%s", warning).WithField("idNote").WithArticle("第九条").WithRef(i.Badge).
			WithHint("对照证件改正；确要保留的，写明身份证号未通过校验的原因")
	}
	rows, _, err := store.List[inspect.Inspector](ctx, tx, inspect.NounInspector, store.Where("badge", i.Badge))
	if err != nil {
		return err
	}
	for _, o := range rows {
		if o.ID != i.ID {
			return inspect.E(inspect.Conflict, "名录库中已有警号（工号）%s：%s（%s）", o.Badge, o.Name, o.Department).WithField("badge").WithArticle("第九条").WithRef(o.ID).
				WithHint("修改已有的那一条，或更正警号")
		}
	}
	_, err = tx.Put(ctx, inspect.NounInspector, i.ID, i, e)
	return err
}

// overtaken refuses a form that was filled from another version than the head.
func overtaken(head, seen, name string) error {
	if head == seen {
		return nil
	}
	return inspect.E(inspect.Conflict, "“%s”在您填写期间已被他人修改，没有保存", name).WithArticle("第九条").WithHint("重新打开这一条，核对后再改；历史记录中可看到对方改了什么")
}
