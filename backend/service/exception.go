package service

import (
	"context"
	"slices"
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/store"
)

// Exception keeps the 例外登记 of tasks: which passed matter may be inspected
// again this year (art. 11), and which subject is left out of a pool.
type Exception struct{ c *core }

// ExceptionDecision is what the 分管负责人 decided, however it was given (P1).
type ExceptionDecision struct {
	Exception string `json:"exception"`
	Approve   bool   `json:"approve"`
	Kind      string `json:"kind"` // paper, oral, account
	Approver  string `json:"approver"`
	Post      string `json:"post"`
	Date      string `json:"date"`
	Opinion   string `json:"opinion"`
	ScanPath  string `json:"scanPath"`
}

// ExceptionView is an exception with what a page shows beside it.
type ExceptionView struct {
	Exception   inspect.Exception `json:"exception"`
	MatterName  string            `json:"matterName"`
	KindLabel   string            `json:"kindLabel"`
	GroundLabel string            `json:"groundLabel"`
	StateLabel  string            `json:"stateLabel"`
}

// List lists the exceptions of a task, oldest first.
func (e *Exception) List(ctx context.Context, a inspect.Actor, task string) ([]ExceptionView, error) {
	if err := a.May(inspect.ActRead); err != nil {
		return nil, err
	}
	t, err := e.c.task(ctx, e.c.db, task)
	if err != nil {
		return nil, err
	}
	rows, err := e.c.exceptions(ctx, e.c.db, t.ID)
	if err != nil {
		return nil, err
	}
	list := make([]ExceptionView, 0, len(rows))
	for _, x := range rows {
		v := ExceptionView{x, "", x.Kind.Label(), x.Ground.Label(), x.State.Label()}
		if x.Matter != "" {
			m, err := store.Get[inspect.Matter](ctx, e.c.db, inspect.NounMatter, x.Matter)
			if err != nil {
				return nil, err
			}
			v.MatterName = m.Name
		}
		list = append(list, v)
	}
	return list, nil
}

func (c *core) exceptions(ctx context.Context, r store.Reader, task string) ([]inspect.Exception, error) {
	rows, _, err := store.List[inspect.Exception](ctx, r, inspect.NounException, store.Where("task", task))
	return rows, err
}

// Ask enters an exception of a task whose pool is not frozen yet, or whose list
// of the platform is not locked. It changes nothing until it is approved.
func (e *Exception) Ask(ctx context.Context, a inspect.Actor, in inspect.Exception) (inspect.Exception, error) {
	var x inspect.Exception
	err := e.c.write(ctx, a, inspect.ActTask, func(tx *store.Tx) error {
		t, err := e.open(ctx, tx, in.Task)
		if err != nil {
			return err
		}
		x = inspect.Exception{ID: store.NewID(), Task: t.ID, Kind: in.Kind, Ground: in.Ground, Subject: in.Subject, Trade: in.Trade, Matter: in.Matter,
			Reason: strings.Join(strings.Fields(in.Reason), " "), AskedBy: a.Person, Asker: a.Name, AskedAt: tx.At(), State: inspect.ExceptionAsked}
		if x.Kind == inspect.ExceptionOut {
			x.Ground, x.Trade, x.Matter = "", "", ""
		}
		if err := x.Validate(); err != nil {
			return err
		}
		if err := e.concerns(ctx, tx, t, &x); err != nil {
			return err
		}
		before, err := e.c.exceptions(ctx, tx, t.ID)
		if err != nil {
			return err
		}
		if i := slices.IndexFunc(before, func(b inspect.Exception) bool {
			return b.State != inspect.ExceptionRefused && b.Kind == x.Kind && b.Subject == x.Subject && b.Trade == x.Trade && b.Matter == x.Matter
		}); i >= 0 {
			return inspect.E(inspect.Refused, "“%s”已有同样的例外登记（%s），不重复登记", x.Name, before[i].State.Label()).WithArticle("第十一条").WithRef(before[i].ID).WithHint("办理已有的一项")
		}
		_, err = tx.Put(ctx, inspect.NounException, x.ID, x, store.Event{Action: "exception.ask", Article: "第十一条"})
		return err
	})
	return x, err
}

// open gives a task that still takes exceptions: random, its pool not frozen,
// or the platform's list not locked.
func (e *Exception) open(ctx context.Context, tx *store.Tx, ref string) (inspect.Task, error) {
	t, err := e.c.task(ctx, tx, ref)
	switch {
	case err != nil:
		return t, err
	case !t.Random():
		return t, inspect.E(inspect.Refused, "非随机检查的对象由人工选定，不作例外登记").WithArticle("第三条").WithRef(t.No)
	case t.Origin == inspect.OriginPlatform && t.State == inspect.TaskDrawn:
		return t, nil
	case t.Origin == inspect.OriginPlatform && t.State != inspect.TaskDraft:
		return t, inspect.E(inspect.Refused, "任务当前为“%s”，例外登记只能在名单锁定之前办理", t.State.Label()).WithArticle("第十三条").WithRef(t.No)
	case t.State != inspect.TaskDraft:
		return t, inspect.E(inspect.Refused, "任务当前为“%s”，例外登记只能在名录冻结之前办理", t.State.Label()).WithArticle("第十三条").WithRef(t.No).
			WithHint("公共输入之前可以写明理由作废本次抽取，办妥例外登记后另起一次")
	}
	return t, nil
}

// concerns checks that the subject, trade and matter are of the task, and names
// what the exception is for. A key matter may be repeated anyway (art. 11).
func (e *Exception) concerns(ctx context.Context, tx *store.Tx, t inspect.Task, x *inspect.Exception) error {
	x.Name = x.Trade
	trade := x.Trade
	if x.Subject != "" {
		s, err := store.Get[inspect.Subject](ctx, tx, inspect.NounSubject, x.Subject)
		if err != nil {
			return err
		}
		x.Name, trade = s.Name, s.Trade
	}
	if !slices.Contains(t.Trades, trade) {
		return inspect.E(inspect.Refused, "“%s”（%s）不在任务的抽取范围内", x.Name, trade).WithArticle("第十一条").WithField("subject").WithHint("任务的行业：%s", strings.Join(t.Trades, "、"))
	}
	if x.Kind == inspect.ExceptionOut {
		return nil
	}
	if !slices.Contains(t.Matters, x.Matter) {
		return inspect.E(inspect.Refused, "这个事项不是本任务的抽查事项").WithArticle("第十一条").WithField("matter").WithRef(x.Matter)
	}
	m, err := store.Get[inspect.Matter](ctx, tx, inspect.NounMatter, x.Matter)
	if err != nil {
		return err
	}
	if m.Level == inspect.LevelKey {
		return inspect.E(inspect.Refused, "“%s”是重点检查事项，可以重复检查，不需要例外登记", m.Name).WithArticle("第十一条").WithField("matter").WithRef(m.Code)
	}
	if !slices.Contains(m.Trades, trade) {
		return inspect.E(inspect.Refused, "事项“%s”不适用于%s", m.Name, trade).WithArticle("第十一条").WithField("matter").WithRef(m.Code)
	}
	return nil
}

// Decide registers the decision on an exception, before the freeze or lock. Who asked
// and who keeps the register do not decide it.
func (e *Exception) Decide(ctx context.Context, a inspect.Actor, in ExceptionDecision) (inspect.Exception, error) {
	var x inspect.Exception
	ap, act, err := (&Approval{e.c}).entered(ctx, a, ApprovalInput{Noun: string(inspect.NounException), Ref: in.Exception, Kind: in.Kind, Approver: in.Approver,
		Post: in.Post, Date: in.Date, Opinion: in.Opinion, ScanPath: in.ScanPath})
	if err != nil {
		return x, err
	}
	err = e.c.write(ctx, a, act, func(tx *store.Tx) error {
		if x, err = store.Get[inspect.Exception](ctx, tx, inspect.NounException, in.Exception); err != nil {
			return err
		}
		if _, err := e.open(ctx, tx, x.Task); err != nil {
			return err
		}
		next := inspect.ExceptionRefused
		ap.EnteredFor = "例外登记（" + x.Kind.Label() + "）不予批准：" + x.Name
		if in.Approve {
			next, ap.EnteredFor = inspect.ExceptionApproved, "例外登记（"+x.Kind.Label()+"）："+x.Name
		}
		if err := x.State.To(next); err != nil {
			return err
		}
		if err := ap.dueFrom(tx.Now()); err != nil {
			return err
		}
		if ap.Applicant = x.AskedBy; ap.Kind != inspect.ApprovalAccount && strings.Join(strings.Fields(ap.Approver), "") == a.Name {
			return inspect.E(inspect.Refused, "登记人不能登记自己的审批（%s）", a.Name).WithField("approver").WithArticle("第十六条").WithHint("由分管负责人审批")
		}
		if err := ap.Validate(x.Asker); err != nil {
			return err
		}
		if err := e.c.anothers(ctx, tx, ap.Approval); err != nil {
			return err
		}
		if !in.Approve && strings.TrimSpace(in.Opinion) == "" {
			return inspect.E(inspect.Invalid, "不予批准应写明理由").WithField("opinion").WithArticle("第十一条")
		}
		if _, err := tx.Put(ctx, inspect.NounApproval, ap.ID, ap.Approval, store.Event{Action: "approval." + string(ap.Kind), Article: "第十一条"}); err != nil {
			return err
		}
		x.State, x.Approval, x.Approver, x.Post, x.Opinion, x.DecidedAt = next, ap.ID, ap.Approver, ap.Post, ap.Opinion, tx.At()
		_, err := tx.Put(ctx, inspect.NounException, x.ID, x, store.Event{Action: "exception." + string(next), Article: "第十一条", Approval: ap.ID})
		return err
	})
	return x, err
}
