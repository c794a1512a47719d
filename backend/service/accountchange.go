package service

import (
	"context"
	"errors"
	"strings"

	"shuangsuiji/backend/account"
	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/store"
)

// CheckPassword holds a password to the person of a session: to unlock the screen.
func (w *Workspace) CheckPassword(ctx context.Context, a inspect.Actor, password []byte) error {
	if err := a.May(inspect.ActRead); err != nil {
		return err
	}
	err := w.c.accounts.change(func(f *account.File) error {
		p, err := f.Find(a.Person)
		if err == nil {
			_, err = p.Open(password, w.c.accounts.now())
		}
		return err
	})
	return errors.Join(err, w.c.logTries(ctx))
}

// CheckPassphrase is CheckPassword for the setup actor of a laptop without people.
func (w *Workspace) CheckPassphrase(ctx context.Context, a inspect.Actor, passphrase []byte) error {
	if err := a.May(inspect.ActSettings); err != nil {
		return err
	}
	return errors.Join(w.c.holdPassphrase(passphrase), w.c.logTries(ctx))
}

// ChangePassword changes one's own password.
func (w *Workspace) ChangePassword(ctx context.Context, a inspect.Actor, old, fresh []byte) error {
	if err := a.May(inspect.ActRead); err != nil {
		return err
	}
	if len(fresh) == 0 {
		return inspect.E(inspect.Invalid, "没有填写新密码").WithField("newPassword")
	}
	if _, _, err := w.c.accounts.admit(Credentials{Person: a.Person, Password: old, NewPassword: fresh}); err != nil {
		return errors.Join(err, w.c.logTries(ctx))
	}
	return w.c.accountEvent(ctx, a, "account.change", a.Person, "")
}

// GivePassword gives somebody a first password, or another one instead of a
// forgotten one; it is to be changed at the next sign-in. Error: Refused for
// one's own.
func (w *Workspace) GivePassword(ctx context.Context, a inspect.Actor, person string, initial []byte) error {
	if err := a.May(inspect.ActPeople); err != nil {
		return err
	}
	if person == a.Person {
		return inspect.E(inspect.Refused, "自己的密码不用初始密码重设").WithField("person").WithArticle("第二十二条").WithHint("用“修改密码”，需要原密码")
	}
	if err := w.c.syncAccounts(ctx); err != nil {
		return err
	}
	// The log first: a password that nobody knows of must not exist.
	if err := w.c.accounts.change(func(f *account.File) error {
		p, err := f.Find(person)
		if err == nil {
			err = account.Check(initial, p.Name, p.Badge)
		}
		return err
	}); err != nil {
		return err
	}
	if err := w.c.accountEvent(ctx, a, "account.give", person, ""); err != nil {
		return err
	}
	return w.c.accounts.change(func(f *account.File) error { return w.set(f, person, initial, true) })
}

// Gone is what the 停用 of a person did.
type Gone struct {
	Person  inspect.Person   `json:"person"`
	Devices []inspect.Device `json:"devices"` // whose certificates were revoked
}

// Deactivate shuts out somebody who left: the account, its password and the
// certificates of the person's own devices, in one step. reason stands in the log
// and in the revocation.
func (w *Workspace) Deactivate(ctx context.Context, a inspect.Actor, person, reason string) (Gone, error) {
	if err := a.May(inspect.ActPeople); err != nil {
		return Gone{}, err
	}
	reason = strings.TrimSpace(reason)
	if reason == "" {
		return Gone{}, inspect.E(inspect.Invalid, "没有写明为什么停用").WithField("reason").WithArticle("第二十二条").WithHint("如：调离、退休、借调期满")
	}
	p, err := store.Get[inspect.Person](ctx, w.c.db, inspect.NounPerson, person)
	if err != nil {
		return Gone{}, err
	}
	if !p.Active {
		return Gone{}, inspect.E(inspect.Refused, "%s的账户已经停用", p.Name).WithField("person").WithArticle("第二十二条")
	}
	was := p
	p.Active = false
	gone := Gone{Person: p}
	if err := w.mayLeave(ctx, a, was, p); err != nil {
		return Gone{}, err
	}
	err = w.c.write(ctx, a, inspect.ActPeople, func(tx *store.Tx) error {
		if _, err := tx.Put(ctx, inspect.NounPerson, p.ID, p, store.Event{Action: "account.off", Article: "第二十二条", Detail: string(p.Role), Reason: reason}); err != nil {
			return err
		}
		gone.Devices, err = w.c.revokePerson(ctx, tx, p.ID, reason)
		return err
	})
	if err != nil {
		return Gone{}, err
	}
	return gone, w.c.syncAccounts(ctx)
}

// mayLeave refuses a change of a person that would leave nobody who administers
// the people, and that of one's own account.
func (w *Workspace) mayLeave(ctx context.Context, a inspect.Actor, was, now inspect.Person) error {
	may := func(p inspect.Person) bool {
		return p.Active && inspect.Actor{Person: p.ID, Role: p.Role}.May(inspect.ActPeople) == nil
	}
	if was.ID == a.Person && was.Active && !now.Active {
		return inspect.E(inspect.Refused, "不能停用自己的账户").WithField("person").WithArticle("第二十二条").WithHint("请另一位管理员或办公室人员办理")
	}
	if !may(was) || may(now) {
		return nil
	}
	people, err := w.c.people(ctx)
	if err != nil {
		return err
	}
	for _, p := range people {
		if p.ID != was.ID && may(p) {
			return nil
		}
	}
	return inspect.E(inspect.Refused, "%s是最后一位能管理人员的人", was.Name).WithField("person").WithArticle("第二十二条").WithHint("先把另一人设为管理员或办公室")
}
