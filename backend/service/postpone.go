package service

import (
	"context"

	"shuangsuiji/backend/draw"
	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/store"
)

// nobodyLeft is the field of the refusal of a replacement that nobody is
// qualified for.
const nobodyLeft = "roster"

// Postpone registers that the visit of a team is 改期: a member's replacement was
// consented to and nobody is qualified to be drawn, so that fewer than two would
// be left (art. 15, P11). A later draw for the same request ends it.
func (m *Match) Postpone(ctx context.Context, a inspect.Actor, request string) (inspect.Team, error) {
	var t inspect.Team
	if err := m.c.inOffice(ctx); err != nil {
		return t, err
	}
	err := m.c.write(ctx, a, inspect.ActTeam, func(tx *store.Tx) error {
		r, err := store.Get[inspect.ReplaceRequest](ctx, tx, inspect.NounRequest, request)
		if err != nil {
			return err
		}
		if err := r.State.To(inspect.RequestDone); err != nil {
			return err
		}
		if t, err = store.Get[inspect.Team](ctx, tx, inspect.NounTeam, r.Team); err != nil {
			return err
		}
		task, err := m.c.task(ctx, tx, t.Task)
		if err != nil {
			return err
		}
		_, err = (&Draw{m.c}).freezeReplacement(ctx, tx, task, t, r, &inspect.Drawing{ID: store.NewID(), Task: task.ID, TaskNo: task.No,
			Purpose: string(draw.PurposeReplacement), Attempt: 1, InputKind: string(draw.InputNone), InputNote: noPublicInput, Reason: replacementReason})
		if err == nil {
			return inspect.E(inspect.Refused, "还有符合条件的执法检查人员可以替换%s，应当重新随机抽取，不改期", r.Name).WithArticle("第十六条").WithRef(t.ID)
		}
		if e := inspect.ForPerson(err); e.Field != nobodyLeft {
			return err
		}
		t.Postponed = r.Name + "（" + r.Cause.Label() + "）不能参加，没有其他符合条件的人员可以替换"
		_, err = tx.Put(ctx, inspect.NounTeam, t.ID, t, store.Event{Action: "team.postponed", Article: "第十六条", Approval: r.Approval, Reason: t.Postponed})
		return err
	})
	return t, err
}
