package service

import (
	"context"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/store"
)

// Result keeps 检查结果 from entry to 公示 (art. 21, P2).
type Result struct{ c *core }

// ResultView is a result with what lists and the 录入助手 show.
type ResultView struct {
	Result      inspect.Result `json:"result"`
	SubjectName string         `json:"subjectName"`
	SubjectCode string         `json:"subjectCode"`
	TaskNo      string         `json:"taskNo"`
	CodeLabel   string         `json:"codeLabel"`
	StateLabel  string         `json:"stateLabel"`
	Overdue     bool           `json:"overdue"`
}

// List lists the results of a task, "" for all.
func (r *Result) List(ctx context.Context, a inspect.Actor, task string) ([]ResultView, error) {
	if err := a.May(inspect.ActRead); err != nil {
		return nil, err
	}
	f := store.Filter{Order: "due_on"}
	if task != "" {
		t, err := r.c.task(ctx, r.c.db, task)
		if err != nil {
			return nil, err
		}
		f = store.Where("task", t.ID).Sorted("due_on")
	}
	return r.c.results(ctx, r.c.db, f)
}

func (c *core) results(ctx context.Context, rd store.Reader, f store.Filter) ([]ResultView, error) {
	rows, _, err := store.List[inspect.Result](ctx, rd, inspect.NounResult, f)
	if err != nil {
		return nil, err
	}
	list := make([]ResultView, 0, len(rows))
	for _, x := range rows {
		s, err := store.Get[inspect.Subject](ctx, rd, inspect.NounSubject, x.Subject)
		if err != nil {
			return nil, err
		}
		t, err := store.Get[inspect.Task](ctx, rd, inspect.NounTask, x.Task)
		if err != nil {
			return nil, err
		}
		open := x.State != inspect.ResultPublished && x.State != inspect.ResultWithheld
		list = append(list, ResultView{x, s.Name, s.Code, t.No, x.Code.Label(), x.State.Label(), open && x.DueOn != "" && x.DueOn < c.today()})
	}
	return list, nil
}

// Change corrects a result that was not reviewed yet: category and follow-up.
// Who changed it entered it, and cannot review it.
func (r *Result) Change(ctx context.Context, a inspect.Actor, id, code, followUp string) (inspect.Result, error) {
	return r.put(ctx, a, inspect.ActResultEnter, id, "result.enter", func(_ *store.Tx, x *inspect.Result) error {
		if x.State != inspect.ResultEntered {
			return x.State.To(inspect.ResultEntered)
		}
		x.Code, x.FollowUp, x.EnteredBy = inspect.ResultCode(code), followUp, a.Person
		return x.Validate()
	})
}

// Review passes a result on: the reviewer is not the person who entered it.
func (r *Result) Review(ctx context.Context, a inspect.Actor, id string) (inspect.Result, error) {
	return r.put(ctx, a, inspect.ActResultReview, id, "result.review", func(tx *store.Tx, x *inspect.Result) error {
		same, err := r.c.onePerson(ctx, tx, x.EnteredBy, a.Person)
		if err != nil {
			return err
		}
		if same {
			return inspect.E(inspect.Refused, "录入人不能审核自己录入的结果").WithArticle("第二十一条").WithRef(id)
		}
		if err := x.Validate(); err != nil {
			return err
		}
		if err := x.State.To(inspect.ResultReviewed); err != nil {
			return err
		}
		x.State, x.ReviewedBy, x.ReviewedAt = inspect.ResultReviewed, a.Person, tx.At()
		return nil
	})
}

// OnFile records that the result was typed into the platform.
func (r *Result) OnFile(ctx context.Context, a inspect.Actor, id, platformNo, operator string) (inspect.Result, error) {
	return r.put(ctx, a, inspect.ActResultPublish, id, "result.onfile", func(tx *store.Tx, x *inspect.Result) error {
		if operator == "" {
			return inspect.E(inspect.Invalid, "没有填写平台录入人").WithField("operator").WithArticle("第二十一条")
		}
		if err := x.State.To(inspect.ResultOnFile); err != nil {
			return err
		}
		x.State, x.PlatformNo, x.PlatformAt, x.Operator = inspect.ResultOnFile, platformNo, tx.At(), operator
		return nil
	})
}

// Published stops the clock of art. 21: proven by the time, the operator, the
// platform's number and a screenshot or receipt.
func (r *Result) Published(ctx context.Context, a inspect.Actor, id, platformNo, proofPath string) (inspect.Result, error) {
	if err := a.May(inspect.ActResultPublish); err != nil {
		return inspect.Result{}, err
	}
	if proofPath == "" {
		return inspect.Result{}, inspect.E(inspect.Refused, "登记已公示应附平台截图或回执").WithField("proof").WithArticle("第二十一条").WithHint("选择公示页面的截图文件")
	}
	item, err := r.c.media.Add(ctx, proofPath, nil)
	if err != nil {
		return inspect.Result{}, err
	}
	return r.put(ctx, a, inspect.ActResultPublish, id, "result.published", func(tx *store.Tx, x *inspect.Result) error {
		if platformNo != "" {
			x.PlatformNo = platformNo
		}
		if x.PlatformNo == "" {
			return inspect.E(inspect.Invalid, "没有填写平台编号").WithField("platformNo").WithArticle("第二十一条")
		}
		if err := x.State.To(inspect.ResultPublished); err != nil {
			return err
		}
		x.State, x.PublishedAt, x.Proof, x.ProofName = inspect.ResultPublished, tx.At(), item.SHA256, item.Name
		return r.closeTask(ctx, tx, *x)
	})
}

// closeTask closes a task whose last result was just published.
func (r *Result) closeTask(ctx context.Context, tx *store.Tx, last inspect.Result) error {
	task, err := store.Get[inspect.Task](ctx, tx, inspect.NounTask, last.Task)
	if err != nil || task.State != inspect.TaskReturned {
		return err
	}
	rows, _, err := store.List[inspect.Result](ctx, tx, inspect.NounResult, store.Where("task", task.ID))
	if err != nil {
		return err
	}
	for _, x := range rows {
		if x.ID != last.ID && x.State != inspect.ResultPublished && x.State != inspect.ResultWithheld {
			return nil
		}
	}
	task.State = inspect.TaskClosed
	if _, err = tx.Put(ctx, inspect.NounTask, task.ID, task, store.Event{Action: "task.close", Article: "第二十一条"}); err != nil || task.Whole() {
		return err
	}
	return r.c.partReturned(ctx, tx, task.Parent)
}

func (r *Result) put(ctx context.Context, a inspect.Actor, act inspect.Action, id, action string, fn func(*store.Tx, *inspect.Result) error) (inspect.Result, error) {
	var x inspect.Result
	err := r.c.write(ctx, a, act, func(tx *store.Tx) (err error) {
		if x, err = store.Get[inspect.Result](ctx, tx, inspect.NounResult, id); err != nil {
			return err
		}
		visit, err := store.Get[inspect.Visit](ctx, tx, inspect.NounVisit, x.Visit)
		if err != nil {
			return err
		}
		task, err := store.Get[inspect.Task](ctx, tx, inspect.NounTask, x.Task)
		if err != nil {
			return err
		}
		if err := r.c.owns(ctx, task); err != nil {
			return err
		}
		if err := fn(tx, &x); err != nil {
			return err
		}
		_, err = tx.Put(ctx, inspect.NounResult, id, x, store.Event{Action: action, Article: "第二十一条", Grant: grantOf(a, visit)})
		return err
	})
	return x, err
}

// grantOf names the grant only for what a field role writes.
func grantOf(a inspect.Actor, v inspect.Visit) string {
	if a.Role == inspect.RoleLeader || a.Role == inspect.RoleMember {
		return v.Grant
	}
	return ""
}
