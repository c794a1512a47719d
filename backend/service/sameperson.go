package service

import (
	"context"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/store"
)

// onePerson tells whether two accounts are one person's, who may hold several
// with different roles. An id that is no account's is somebody else's.
func (c *core) onePerson(ctx context.Context, r store.Reader, a, b string) (bool, error) {
	if a == b {
		return true, nil
	}
	p, err := store.Get[inspect.Person](ctx, r, inspect.NounPerson, a)
	if err == nil {
		var q inspect.Person
		if q, err = store.Get[inspect.Person](ctx, r, inspect.NounPerson, b); err == nil {
			return p.Same(q), nil
		}
	}
	if inspect.CodeOf(err) == inspect.NotFound {
		return false, nil
	}
	return false, err
}

// anothers refuses an approval given in an account of the person who asked for it.
func (c *core) anothers(ctx context.Context, r store.Reader, ap inspect.Approval) error {
	if ap.Person == "" {
		return nil
	}
	same, err := c.onePerson(ctx, r, ap.Person, ap.Applicant)
	if err == nil && same {
		return inspect.E(inspect.Refused, "申请人与审批人不能是同一人（%s），换一个账户也不行", ap.Approver).WithField("approver").WithArticle("第十六条").
			WithHint("由分管负责人或主要负责人审批")
	}
	return err
}
