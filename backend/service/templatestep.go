package service

import (
	"context"
	"slices"
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/pdf"
	"shuangsuiji/backend/store"
)

// Load keeps a bureau's own template as the next version of its kind, to be
// approved by 法制. One of that kind that still waits is withdrawn by it.
func (x *Template) Load(ctx context.Context, a inspect.Actor, text, reason string) (inspect.TemplateVersion, error) {
	return x.propose(ctx, a, reason, func(tx *store.Tx) (inspect.TemplateVersion, error) {
		t, err := x.check(ctx, tx, text)
		if err != nil {
			return inspect.TemplateVersion{}, err
		}
		was, err := x.c.versions(ctx, tx, string(t.Kind))
		if err != nil {
			return inspect.TemplateVersion{}, err
		}
		if v, ok := inspect.InForce(was, "9999-12-31"); ok && v.Text == text {
			return v, inspect.E(inspect.Invalid, "与%s的内容相同，不另存一版", v.Words()).WithField("template").WithArticle("第二十条").WithRef(v.ID)
		}
		return inspect.TemplateVersion{Kind: t.Kind, Name: t.Name, Text: text}, nil
	})
}

// Retire proposes to go back to the built-in wording, or to take a form of the
// bureau's own out of use; it is approved like a load.
func (x *Template) Retire(ctx context.Context, a inspect.Actor, kind, reason string) (inspect.TemplateVersion, error) {
	return x.propose(ctx, a, reason, func(tx *store.Tx) (inspect.TemplateVersion, error) {
		all, err := x.c.versions(ctx, tx, kind)
		if err != nil {
			return inspect.TemplateVersion{}, err
		}
		v, ok := inspect.InForce(all, "9999-12-31")
		if !ok || v.Text == "" {
			return v, inspect.E(inspect.Refused, "“%s”没有已批准的本局式样", kind).WithField("kind").WithArticle("第二十条").WithHint("用 template list 查看式样和版本")
		}
		return inspect.TemplateVersion{Kind: v.Kind, Name: v.Name}, nil
	})
}

func (x *Template) propose(ctx context.Context, a inspect.Actor, reason string, what func(*store.Tx) (inspect.TemplateVersion, error)) (v inspect.TemplateVersion, err error) {
	err = x.c.write(ctx, a, inspect.ActTemplateLoad, func(tx *store.Tx) error {
		if err := x.here(ctx); err != nil {
			return err
		}
		if v, err = what(tx); err != nil {
			return err
		}
		v.Reason = strings.TrimSpace(reason)
		if err := v.Loads(); err != nil {
			return err
		}
		before, err := x.c.versions(ctx, tx, string(v.Kind))
		if err != nil {
			return err
		}
		for _, b := range before {
			if b.State != inspect.TemplateLoaded {
				continue
			}
			b.State = inspect.TemplateWithdrawn
			if _, err := tx.Put(ctx, inspect.NounTemplate, b.ID, b, store.Event{Action: "template.withdrawn", Article: "第二十条"}); err != nil {
				return err
			}
		}
		v.ID, v.Version, v.State = store.NewID(), len(before)+1, inspect.TemplateLoaded
		v.LoadedBy, v.Loader, v.LoadedAt = a.Person, a.Name, tx.At()
		action := "template.load"
		if v.Text == "" {
			action = "template.retire"
		}
		_, err = tx.Put(ctx, inspect.NounTemplate, v.ID, v, store.Event{Action: action, Article: "第二十条", Detail: v.Words(), Reason: v.Reason})
		return err
	})
	return v, err
}

// here refuses where templates come from elsewhere: on a laptop and in the
// office of a unit they come with its packages.
func (x *Template) here(ctx context.Context) error {
	if _, root, err := x.c.counter(ctx); err != nil || root {
		return err
	}
	return inspect.E(inspect.Refused, "文书式样由分局办公室载入、法制员批准，随任务包带来").WithArticle("第二十条").WithHint("请在分局办公室的电脑上办理")
}

// TemplateDecision is what 法制 decided on a version, however it was given (P1).
type TemplateDecision struct {
	ID       string `json:"id"`
	Approve  bool   `json:"approve"`
	From     string `json:"from"` // 2006-01-02, the first day it holds
	Kind     string `json:"kind"` // account, paper, oral
	Approver string `json:"approver"`
	Post     string `json:"post"`
	Date     string `json:"date"`
	Opinion  string `json:"opinion"`
	ScanPath string `json:"scanPath"`
}

// Decide approves a version from a date, or refuses it with a reason. Who
// loaded it does not decide, in whatever account or on whatever paper.
func (x *Template) Decide(ctx context.Context, a inspect.Actor, in TemplateDecision) (inspect.TemplateVersion, error) {
	var v inspect.TemplateVersion
	ap, act, err := (&Approval{x.c}).entered(ctx, a, ApprovalInput{Noun: string(inspect.NounTemplate), Ref: in.ID, Kind: in.Kind, Approver: in.Approver,
		Post: in.Post, Date: in.Date, Opinion: in.Opinion, ScanPath: in.ScanPath})
	if err != nil {
		return v, err
	}
	err = x.c.write(ctx, a, act, func(tx *store.Tx) error {
		if err := x.here(ctx); err != nil {
			return err
		}
		if v, err = store.Get[inspect.TemplateVersion](ctx, tx, inspect.NounTemplate, in.ID); err != nil {
			return err
		}
		next := inspect.TemplateRefused
		ap.EnteredFor = "文书式样不予批准：" + v.Words()
		if in.Approve {
			next, ap.EnteredFor = inspect.TemplateApproved, "文书式样："+v.Words()+"，自"+in.From+"起施行"
		}
		if err := v.State.To(next); err != nil {
			return err
		}
		if err := ap.dueFrom(tx.Now()); err != nil {
			return err
		}
		if ap.Applicant = v.LoadedBy; ap.Kind != inspect.ApprovalAccount && strings.Join(strings.Fields(ap.Approver), "") == a.Name {
			return inspect.E(inspect.Refused, "登记人不能登记自己的审批（%s）", a.Name).WithField("approver").WithArticle("第十六条").WithHint("由法制员批准")
		}
		if err := ap.Validate(v.Loader); err != nil {
			return err
		}
		if err := x.c.anothers(ctx, tx, ap.Approval); err != nil {
			return err
		}
		if in.Approve {
			all, err := x.c.versions(ctx, tx, string(v.Kind))
			if err != nil {
				return err
			}
			if err := v.Holds(all, in.From, x.c.today()); err != nil {
				return err
			}
			v.From = in.From
		} else if strings.TrimSpace(in.Opinion) == "" {
			return inspect.E(inspect.Invalid, "不予批准应写明理由").WithField("opinion").WithArticle("第二十条")
		}
		if _, err := tx.Put(ctx, inspect.NounApproval, ap.ID, ap.Approval, store.Event{Action: "approval." + string(ap.Kind), Article: "第二十条"}); err != nil {
			return err
		}
		v.State, v.Approval, v.Approver, v.Post, v.Opinion, v.DecidedAt = next, ap.ID, ap.Approver, ap.Post, strings.TrimSpace(ap.Opinion), tx.At()
		_, err := tx.Put(ctx, inspect.NounTemplate, v.ID, v, store.Event{Action: "template." + string(next), Article: "第二十条", Approval: ap.ID, Detail: v.Words()})
		return err
	})
	return v, err
}

// versions are all of a kind, oldest first.
func (c *core) versions(ctx context.Context, r store.Reader, kind string) ([]inspect.TemplateVersion, error) {
	rows, _, err := store.List[inspect.TemplateVersion](ctx, r, inspect.NounTemplate, store.Where("kind", kind).Sorted("version"))
	return rows, err
}

// read is a version as a template.
func (c *core) read(v inspect.TemplateVersion) (inspect.Template, error) {
	known, ok := c.texts.Load(v.Text)
	if !ok {
		t, err := pdf.ReadTemplate(v.Text)
		if err != nil {
			return t, err
		}
		known, _ = c.texts.LoadOrStore(v.Text, t)
	}
	t := known.(inspect.Template) // nothing else is stored
	t.Version = v.Version
	return t, nil
}

// ownKind is the bureau's own wording of a kind that holds today, in a list:
// empty where there is none.
func (c *core) ownKind(ctx context.Context, r store.Reader, kind string) ([]inspect.Template, error) {
	all, err := c.versions(ctx, r, kind)
	if err != nil {
		return nil, err
	}
	return c.inForce(all, c.today())
}

// ownKinds are the bureau's own wordings and forms that hold today.
func (c *core) ownKinds(ctx context.Context, r store.Reader) ([]inspect.Template, error) {
	all, _, err := store.List[inspect.TemplateVersion](ctx, r, inspect.NounTemplate, store.Filter{Order: "version"})
	if err != nil {
		return nil, err
	}
	return c.inForce(all, c.today())
}

func (c *core) inForce(all []inspect.TemplateVersion, day string) ([]inspect.Template, error) {
	list, seen := []inspect.Template{}, []inspect.DocumentKind{}
	for _, v := range all {
		if slices.Contains(seen, v.Kind) {
			continue
		}
		seen = append(seen, v.Kind)
		of := slices.DeleteFunc(slices.Clone(all), func(x inspect.TemplateVersion) bool { return x.Kind != v.Kind })
		now, ok := inspect.InForce(of, day)
		if !ok || now.Text == "" {
			continue
		}
		t, err := c.read(now)
		if err != nil {
			return nil, err
		}
		list = append(list, t)
	}
	return list, nil
}

// templates adds the bureau's approved templates to a package, so that a laptop
// prints what the office prints.
func (b *bundle) templates(ctx context.Context) error {
	if b.err != nil {
		return b.err
	}
	rows, _, err := store.List[inspect.TemplateVersion](ctx, b.r, inspect.NounTemplate, store.Where("state", string(inspect.TemplateApproved)).Sorted("version"))
	if err != nil {
		return err
	}
	for _, v := range rows {
		b.history(ctx, inspect.NounTemplate, v.ID)
	}
	return b.err
}
