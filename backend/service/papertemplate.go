package service

import (
	"context"
	"slices"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/store"
)

// PaperForm is a document being filled in: its template and what stands in each
// blank. A blank nobody wrote has what the record says, and revision 0.
type PaperForm struct {
	Template inspect.Template `json:"template"`
	Ref      string           `json:"ref"`
	Fields   []inspect.Field  `json:"fields"`
}

// template finds a kind that is data, in the wording that holds today.
func (p *Paper) template(ctx context.Context, r store.Reader, kind string) (inspect.Template, error) {
	k, err := p.kind(ctx, r, kind)
	if err == nil && !k.Filled {
		err = inspect.E(inspect.Refused, "%s由记录生成，没有要填的栏目", k.Name).WithField("kind").WithHint("直接制作")
	}
	return k.template, err
}

// Form opens a document for filling in.
func (p *Paper) Form(ctx context.Context, a inspect.Actor, kind, ref string) (PaperForm, error) {
	if err := a.May(inspect.ActDocument); err != nil {
		return PaperForm{}, err
	}
	t, err := p.template(ctx, p.c.db, kind)
	if err != nil {
		return PaperForm{}, err
	}
	return p.form(ctx, p.c.db, a, t, ref)
}

func (p *Paper) form(ctx context.Context, r store.Reader, a inspect.Actor, t inspect.Template, ref string) (PaperForm, error) {
	rec, err := p.record(ctx, r, a, t.Noun, ref)
	if err != nil {
		return PaperForm{}, err
	}
	written, err := store.Draft(ctx, r, t.Noun, ref)
	if err != nil {
		return PaperForm{}, err
	}
	out := PaperForm{Template: t, Ref: ref, Fields: []inspect.Field{}}
	for _, f := range t.Fields {
		x := inspect.Field{Path: f.Key, Value: rec.begins(f)}
		if i := slices.IndexFunc(written, func(w inspect.Field) bool { return w.Path == blankPath(t.Kind, f.Key) }); i >= 0 && !f.Fixed {
			x = written[i]
			x.Path = f.Key
		}
		out.Fields = append(out.Fields, x)
	}
	return out, nil
}

// SaveField stores one blank; it returns once the text is synced to disk, as
// Visit.Save does.
func (p *Paper) SaveField(ctx context.Context, a inspect.Actor, kind, ref, key, value string, rev int64) (inspect.Field, error) {
	if err := a.May(inspect.ActDocument); err != nil {
		return inspect.Field{}, err
	}
	t, err := p.template(ctx, p.c.db, kind)
	if err != nil {
		return inspect.Field{}, err
	}
	if err := checkBlank(t, key, value); err != nil {
		return inspect.Field{}, err
	}
	f, err := p.c.db.SaveField(ctx, a, t.Noun, ref, blankPath(t.Kind, key), value, rev, func(tx *store.Tx) error {
		if _, _, err := p.locate(ctx, tx, t.Noun, ref); err != nil {
			return err
		}
		return p.c.oursOf(ctx, tx, t.Noun, ref)
	})
	f.Path = key
	return f, err
}

// LeaveForm covers a form's edits with an audit leaf: on leaving the page.
func (p *Paper) LeaveForm(ctx context.Context, a inspect.Actor, kind, ref string) error {
	if err := a.May(inspect.ActDocument); err != nil {
		return err
	}
	t, err := p.template(ctx, p.c.db, kind)
	if err != nil {
		return err
	}
	forms, err := store.OpenForms(ctx, p.c.db)
	if err != nil || !slices.Contains(forms, store.FormRef{Noun: t.Noun, ID: ref}) {
		return err
	}
	return p.c.write(ctx, a, inspect.ActDocument, func(tx *store.Tx) error {
		_, err := tx.FlushEdits(ctx, t.Noun, ref)
		return err
	})
}

// templateSnapshot freezes a document made from a template. A blank one, for a
// hand, has what the record says and nothing that was typed.
func (p *Paper) templateSnapshot(ctx context.Context, tx *store.Tx, head inspect.DocumentHead, t inspect.Template, ref string, blank bool) (frozenDoc, error) {
	a := tx.Actor()
	rec, err := p.record(ctx, tx, a, t.Noun, ref)
	if err != nil {
		return frozenDoc{}, err
	}
	if t.After && rec.open {
		return frozenDoc{}, notFinished(t.Name, ref)
	}
	if err := p.mayMake(ctx, tx, t, ref); err != nil {
		return frozenDoc{}, err
	}
	form, err := p.form(ctx, tx, a, t, ref)
	if err != nil {
		return frozenDoc{}, err
	}
	head.Organ = rec.text["organ"]
	s := inspect.TemplateSnapshot{Template: t.Text, Own: t.Version, Blank: blank, Values: []inspect.TemplateValue{}}
	for i, f := range t.Fields {
		text := form.Fields[i].Value
		if blank && !f.Fixed && f.From == "" {
			text = f.Default
		}
		if f.Key == "officialNumber" {
			head.OfficialNumber = text
			continue
		}
		s.Values = append(s.Values, inspect.TemplateValue{Key: f.Key, Text: text})
	}
	s.DocumentHead = head
	if _, err := tx.FlushEdits(ctx, t.Noun, ref); err != nil {
		return frozenDoc{}, err
	}
	if t.Many && !blank {
		// The next one of its kind begins anew; what was typed stays in the history.
		err = tx.DropDraft(ctx, t.Noun, ref, blankPath(t.Kind, ""))
	}
	return frozenDoc{s, rec.grant}, err
}
