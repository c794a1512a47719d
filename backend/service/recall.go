package service

import (
	"context"
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/store"
)

// Recall takes the part of a unit back and gives it to another one, with the
// reason. The unit's grant is superseded: what it still hands up becomes a
// listed conflict. Nothing of it may have been inspected yet.
func (s *Assign) Recall(ctx context.Context, a inspect.Actor, task, part, to, reason string) (inspect.Task, error) {
	var t inspect.Task
	err := s.c.write(ctx, a, inspect.ActDispatch, func(tx *store.Tx) (err error) {
		if t, err = s.c.task(ctx, tx, task); err != nil {
			return err
		}
		dev, err := s.c.unit(ctx, tx, to)
		if err != nil {
			return err
		}
		if dev.ID == "" && to != t.Lead {
			return inspect.E(inspect.Refused, "“%s”没有登记为执行单位", to).WithField("to").WithArticle("第十四条").WithHint("先为该单位的办公室签发证书")
		}
		reason = strings.Join(strings.Fields(reason), " ")
		if err := t.Recall(inspect.Recall{Task: part, To: to, Reason: reason, Person: a.Person, At: tx.At()}); err != nil {
			return err
		}
		old, err := s.c.task(ctx, tx, part)
		if err != nil {
			return err
		}
		if err := s.recallable(ctx, tx, old); err != nil {
			return err
		}
		old.Recalled = reason
		if _, err := tx.Put(ctx, inspect.NounTask, old.ID, old, store.Event{Action: "assign.recall", Article: "第十四条", Reason: reason, Detail: old.Unit + " → " + to}); err != nil {
			return err
		}
		if err := s.supersede(ctx, tx, old); err != nil {
			return err
		}
		_, err = tx.Put(ctx, inspect.NounTask, t.ID, t, store.Event{Action: "assign.recall", Article: "第十四条", Reason: reason, Detail: old.Unit + " → " + to})
		return err
	})
	return t, err
}

// recallable refuses to take back what this office does itself, or what has
// been inspected.
func (s *Assign) recallable(ctx context.Context, tx *store.Tx, part inspect.Task) error {
	if part.UnitDevice == "" {
		return inspect.E(inspect.Refused, "%s的部分由本单位自办，不用收回", part.Unit).WithArticle("第十四条").WithRef(part.No).WithHint("检查组在本单位重新派发即可")
	}
	visits, err := store.Count(ctx, tx, inspect.NounVisit, store.Where("task", part.ID))
	if err != nil {
		return err
	}
	results, err := store.Count(ctx, tx, inspect.NounResult, store.Where("task", part.ID))
	if err == nil && visits+results > 0 {
		err = inspect.E(inspect.Refused, "%s已交回这一部分的检查记录，不能收回", part.Unit).WithArticle("第十四条").WithRef(part.No).WithHint("名单锁定派发后不变；没有检查成的，在结果中写明未能实施检查的情形")
	}
	return err
}

// supersede gives the grant of a part to this office, so that what its unit
// still hands up is kept, listed and not taken over.
func (s *Assign) supersede(ctx context.Context, tx *store.Tx, part inspect.Task) error {
	own, err := s.c.identity()
	if err != nil {
		return err
	}
	before, _, err := store.List[inspect.Grant](ctx, tx, inspect.NounGrant, store.Where("task", part.ID).Sorted("-epoch"))
	if err != nil {
		return err
	}
	epoch := 1
	if len(before) > 0 {
		epoch += before[0].Epoch
	}
	g := inspect.Grant{ID: store.NewID(), Task: part.ID, Departments: part.Departments, Teams: []string{}, Subjects: subjectsOf(part),
		Device: own.Fingerprint(), DeviceName: "收回", Epoch: epoch, IssuedAt: tx.At()}
	_, err = tx.Put(ctx, inspect.NounGrant, g.ID, g, store.Event{Action: "dispatch.grant", Article: "第十四条", Detail: "收回"})
	return err
}
