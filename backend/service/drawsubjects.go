package service

import (
	"context"
	"crypto/rand"
	"slices"
	"strconv"

	"shuangsuiji/backend/draw"
	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/store"
)

// freezeSubjects builds the frame of a task: its pool in strata by trade, each
// with its rate, weighed as the task says, and whom it leaves out.
func (d *Draw) freezeSubjects(ctx context.Context, tx *store.Tx, task inspect.Task, dr *inspect.Drawing) (*draw.Frozen, error) {
	if !task.Random() {
		return nil, inspect.E(inspect.Refused, "非随机检查的对象由人工选定，不抽取").WithArticle("第三条").WithRef(task.No)
	}
	if task.Origin != inspect.OriginLocal {
		return nil, inspect.E(inspect.Refused, "该任务由平台抽取，应导入平台名单").WithArticle("第十三条").WithRef(task.No)
	}
	if err := task.State.To(inspect.TaskFrozen); err != nil {
		return nil, err
	}
	in, out, err := d.c.pool(ctx, tx, task)
	if err != nil {
		return nil, err
	}
	if err := d.c.drawable(ctx, tx, task, in, out); err != nil {
		return nil, err
	}
	if slices.ContainsFunc(out, func(x leftOut) bool { return x.reason == passedThisYear }) && len(in) == 0 {
		return nil, inspect.E(inspect.Refused, "任务的抽取库为空：符合条件的检查对象本年度相同事项均已检查合格").WithArticle("第十一条").WithRef(task.No).WithHint("同一年度内不得重复检查；另选事项或下一年度再查")
	}
	if len(in) == 0 {
		return nil, inspect.E(inspect.Refused, "任务的抽取库为空，没有可抽的检查对象").WithArticle("第九条").WithRef(task.No).WithHint("核对任务事项对应的行业，并维护名录库")
	}
	items := make([]draw.Candidate, len(in))
	for i, s := range in {
		items[i] = draw.Candidate{Stratum: stratum(slices.Index(task.Trades, s.Trade)), Code: subjectCode(s), Name: s.Name, Weight: task.Rule.Weights.Of(s.Risk)}
	}
	rules := draw.SubjectRules{Total: task.Total, Weights: task.Rule.Weights.All()}
	for i, trade := range task.Trades {
		if task.Total == 0 {
			num, den := task.RateOf(trade)
			rules.Rates = append(rules.Rates, draw.Rate{Stratum: stratum(i), Num: num, Den: den})
		}
	}
	excluded := make([]draw.Excluded, len(out))
	for i, x := range out {
		excluded[i] = draw.Excluded{Code: subjectCode(x.subject), Name: x.subject.Name, Reason: x.written()}
	}
	frozen, err := draw.FreezeSubjects(headingOf(*dr), items, rules, excluded, rand.Reader)
	if err != nil {
		return nil, err
	}
	for i, s := range in {
		dr.Subjects = append(dr.Subjects, inspect.DrawnRef{DrawID: frozen.IDs[i], ID: s.ID})
	}
	dr.Pool, dr.Excluded = len(in), len(out)
	task.State, task.Pool, task.Excluded = inspect.TaskFrozen, len(in), len(out)
	_, err = tx.Put(ctx, inspect.NounTask, task.ID, task, store.Event{Action: "task.freeze", Article: "第十三条"})
	return frozen, err
}

// stratum is the neutral name of a trade: A, B, ... Z, A1, B1, ... (P12).
func stratum(i int) string {
	letter := string(rune('A' + i%26))
	if i < 26 {
		return letter
	}
	return letter + strconv.Itoa(i/26)
}

// subjectCode identifies a subject in a draw; one without a code by its id.
func subjectCode(s inspect.Subject) string {
	if s.Code == "" {
		return "无代码" + s.ID
	}
	return s.Code
}
