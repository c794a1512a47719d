package service

import (
	"context"
	"slices"
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/store"
)

// ReplaceAsk asks to take a member out of a team.
type ReplaceAsk struct {
	Team      string `json:"team"`
	Inspector string `json:"inspector"`
	Cause     string `json:"cause"`  // post, work, health, recusal
	Reason    string `json:"reason"` // in words; of a recusal the relation
}

// ReplaceDecision is what the 分管负责人 (or 主要负责人) decided, however it was
// given (P1).
type ReplaceDecision struct {
	Request  string `json:"request"`
	Approve  bool   `json:"approve"`
	Kind     string `json:"kind"` // paper, oral, account
	Approver string `json:"approver"`
	Post     string `json:"post"`
	Date     string `json:"date"`
	Opinion  string `json:"opinion"`
	ScanPath string `json:"scanPath"`
}

// RequestView is a request with what a page shows beside it.
type RequestView struct {
	Request     inspect.ReplaceRequest `json:"request"`
	SubjectName string                 `json:"subjectName"`
	Order       int                    `json:"order"` // of the team
	CauseLabel  string                 `json:"causeLabel"`
	StateLabel  string                 `json:"stateLabel"`
	Overdue     bool                   `json:"overdue"`
	PaperDue    string                 `json:"paperDue"` // instant; the paper of an oral decision is still to come
	Deputed     string                 `json:"deputed"`  // department that names the successor itself, "" = a draw does
}

// Requests lists the requests of a task, oldest first.
func (m *Match) Requests(ctx context.Context, a inspect.Actor, task string) ([]RequestView, error) {
	if err := a.May(inspect.ActRead); err != nil {
		return nil, err
	}
	t, err := m.c.task(ctx, m.c.db, task)
	if err != nil {
		return nil, err
	}
	rows, _, err := store.List[inspect.ReplaceRequest](ctx, m.c.db, inspect.NounRequest, store.Where("task", t.ID))
	if err != nil {
		return nil, err
	}
	list := make([]RequestView, 0, len(rows))
	for _, r := range rows {
		s, err := store.Get[inspect.Subject](ctx, m.c.db, inspect.NounSubject, r.Subject)
		if err != nil {
			return nil, err
		}
		team, err := store.Get[inspect.Team](ctx, m.c.db, inspect.NounTeam, r.Team)
		if err != nil {
			return nil, err
		}
		v := RequestView{r, s.Name, team.Order, r.Cause.Label(), r.State.Label(), r.Overdue(m.c.today()), "", inspect.DeputyOf(r.Inspector)}
		if r.Approval != "" {
			ap, err := store.Get[inspect.Approval](ctx, m.c.db, inspect.NounApproval, r.Approval)
			if err != nil {
				return nil, err
			}
			if ap.Scan == "" {
				v.PaperDue = ap.DueAt
			}
		}
		list = append(list, v)
	}
	return list, nil
}

// AskReplacement enters a request: by the office for any cause of art. 16, by
// an inspector for their own recusal. The work goes on until it is decided.
func (m *Match) AskReplacement(ctx context.Context, a inspect.Actor, in ReplaceAsk) (inspect.ReplaceRequest, error) {
	var r inspect.ReplaceRequest
	if err := m.c.inOffice(ctx); err != nil {
		return r, err
	}
	err := m.c.write(ctx, a, inspect.ActReplaceAsk, func(tx *store.Tx) error {
		team, err := store.Get[inspect.Team](ctx, tx, inspect.NounTeam, in.Team)
		if err != nil {
			return err
		}
		task, err := m.c.task(ctx, tx, team.Task)
		if err != nil {
			return err
		}
		if err := m.c.owns(ctx, task); err != nil {
			return err
		}
		r = inspect.ReplaceRequest{ID: store.NewID(), Task: team.Task, Team: team.ID, Subject: team.Subject, Inspector: in.Inspector, Cause: inspect.Cause(in.Cause),
			Reason: in.Reason, AskedBy: a.Person, Asker: a.Name, AskedAt: tx.At(), State: inspect.RequestAsked}
		if err := r.Validate(); err != nil {
			return err
		}
		if err := replaceable(team); err != nil {
			return err
		}
		old, err := memberOf(team, in.Inspector)
		if err != nil {
			return err
		}
		r.Name, r.DueOn = old.Name, r.Deadline()
		if a.Role != inspect.RoleOffice && (a.Person != in.Inspector || r.Cause != inspect.CauseRecusal) {
			return inspect.E(inspect.Forbidden, "检查人员只能为自己申请回避，更换人员由办公室申请").WithArticle("第十六条").WithField("inspector")
		}
		before, _, err := store.List[inspect.ReplaceRequest](ctx, tx, inspect.NounRequest, store.Where("team", team.ID, "inspector", in.Inspector))
		if err != nil {
			return err
		}
		if i := slices.IndexFunc(before, func(b inspect.ReplaceRequest) bool {
			return b.State == inspect.RequestAsked || b.State == inspect.RequestApproved
		}); i >= 0 {
			return inspect.E(inspect.Refused, "%s已有一项更换申请（%s），不重复申请", old.Name, before[i].State.Label()).WithArticle("第十六条").WithRef(before[i].ID).
				WithHint("办理已有的申请")
		}
		_, err = tx.Put(ctx, inspect.NounRequest, r.ID, r, store.Event{Action: "replace.ask", Article: "第十六条"})
		return err
	})
	return r, err
}

// DecideReplacement registers the decision on a request. Who asked, who is to
// leave, and who keeps the register do not decide it; persons are compared, not
// accounts. A recusal that is approved enters the register of recusals.
func (m *Match) DecideReplacement(ctx context.Context, a inspect.Actor, in ReplaceDecision) (inspect.ReplaceRequest, error) {
	var r inspect.ReplaceRequest
	if err := m.c.inOffice(ctx); err != nil {
		return r, err
	}
	ap, act, err := (&Approval{m.c}).entered(ctx, a, ApprovalInput{Noun: string(inspect.NounRequest), Ref: in.Request, Kind: in.Kind, Approver: in.Approver,
		Post: in.Post, Date: in.Date, Opinion: in.Opinion, ScanPath: in.ScanPath})
	if err != nil {
		return r, err
	}
	err = m.c.write(ctx, a, act, func(tx *store.Tx) error {
		if r, err = store.Get[inspect.ReplaceRequest](ctx, tx, inspect.NounRequest, in.Request); err != nil {
			return err
		}
		next := inspect.RequestRefused
		ap.EnteredFor = "不予更换检查人员：" + r.Name
		if in.Approve {
			next, ap.EnteredFor = inspect.RequestApproved, "更换检查人员："+r.Name+"（"+r.Cause.Label()+"）"
		}
		if err := r.State.To(next); err != nil {
			return err
		}
		if err := ap.dueFrom(tx.Now()); err != nil {
			return err
		}
		for _, asker := range []string{r.AskedBy, r.Inspector} {
			asked := ap.Approval
			asked.Applicant = asker
			if err := m.c.anothers(ctx, tx, asked); err != nil {
				return err
			}
		}
		if err := decides(ap.Approval, r, a); err != nil {
			return err
		}
		if next == inspect.RequestRefused && strings.TrimSpace(in.Opinion) == "" {
			return inspect.E(inspect.Invalid, "不予批准应写明理由").WithField("opinion").WithArticle("第十六条")
		}
		ap.Applicant = r.AskedBy
		if _, err := tx.Put(ctx, inspect.NounApproval, ap.ID, ap.Approval, store.Event{Action: "approval." + string(ap.Kind), Article: "第十六条"}); err != nil {
			return err
		}
		r.State, r.Approval, r.Approver, r.Post, r.Opinion, r.DecidedAt = next, ap.ID, ap.Approver, ap.Post, ap.Opinion, tx.At()
		if _, err := tx.Put(ctx, inspect.NounRequest, r.ID, r, store.Event{Action: "replace." + string(next), Article: "第十六条", Approval: ap.ID}); err != nil {
			return err
		}
		if r.Cause != inspect.CauseRecusal || !in.Approve {
			return nil
		}
		rec := inspect.Recusal{ID: store.NewID(), Subject: r.Subject, Inspector: r.Inspector, Kind: r.Reason, From: m.c.today()}
		_, err := tx.Put(ctx, inspect.NounRecusal, rec.ID, rec, store.Event{Action: "recusal.add", Article: "第十六条", Approval: ap.ID})
		return err
	})
	return r, err
}

// decides refuses an approver who asked, who is to leave, or who enters a
// paper in their own name.
func decides(ap inspect.Approval, r inspect.ReplaceRequest, a inspect.Actor) error {
	ap.Approver = strings.Join(strings.Fields(ap.Approver), "")
	for _, p := range []struct{ id, name string }{{r.AskedBy, r.Asker}, {r.Inspector, r.Name}} {
		ap.Applicant = p.id
		if err := ap.Validate(p.name); err != nil {
			return err
		}
	}
	if ap.Kind != inspect.ApprovalAccount && ap.Approver == a.Name {
		return inspect.E(inspect.Refused, "登记人不能登记自己的审批（%s）", a.Name).WithField("approver").WithArticle("第十六条").WithHint("由分管负责人审批")
	}
	return nil
}

// replaceable refuses a team whose visit is over.
func replaceable(t inspect.Team) error {
	if t.State == inspect.TeamReturned {
		return inspect.E(inspect.Refused, "检查组已交回结果，不再更换人员").WithArticle("第十六条").WithRef(t.ID)
	}
	return nil
}

func memberOf(t inspect.Team, inspector string) (inspect.Member, error) {
	for _, m := range t.Members {
		if m.Inspector == inspector {
			return m, nil
		}
	}
	return inspect.Member{}, inspect.E(inspect.Refused, "要更换的人员不在这个检查组").WithArticle("第十六条").WithRef(t.ID).WithField("inspector").WithHint("刷新检查组后重新选择")
}

// inOffice refuses a laptop: only the office changes teams.
func (c *core) inOffice(ctx context.Context) error {
	kind, err := c.db.Meta(ctx, metaKind)
	if err == nil && kind != KindOffice {
		err = inspect.E(inspect.Refused, "更换人员和回避只在办公室办理").WithArticle("第十六条").WithHint("电话告知办公室；更换后打开办公室发来的任务变更包")
	}
	return err
}
