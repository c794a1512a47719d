package service_test

import (
	"testing"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

// TestArticle16TwoAccountsOnePerson: who asked does not approve, who entered does
// not review, in whatever account: the badge tells whose it is.
func TestArticle16TwoAccountsOnePerson(t *testing.T) {
	b := at(t, "returned")
	ws := b.office.Workspace
	me := inspect.Person{ID: b.clerk.Person, Name: "周办公", Badge: "041207", Role: inspect.RoleOffice, Active: true}
	_, err := ws.SavePerson(b.ctx, b.clerk, me)
	b.ok(err)
	again, err := ws.SavePerson(b.ctx, b.clerk, inspect.Person{Name: "周负责", Badge: "041207", Role: inspect.RoleDeputy})
	b.ok(err)
	other, err := ws.SavePerson(b.ctx, b.clerk, inspect.Person{Name: "周办公", Badge: "041209", Role: inspect.RoleDeputy}) // a namesake
	b.ok(err)
	second, err := service.Actor(b.ctx, b.office, again.ID, "test")
	b.ok(err)
	id := b.results()[0].Result.ID
	_, err = b.office.Result.Change(b.ctx, b.clerk, id, "R8", "移送处理")
	b.ok(err)
	b.refuses(b.office, inspect.Refused, "第二十一条", func() error { _, err := b.office.Result.Review(b.ctx, second, id); return err })
	namesake, err := service.Actor(b.ctx, b.office, other.ID, "test")
	b.ok(err)
	_, err = b.office.Result.Review(b.ctx, namesake, id)
	b.ok(err)
	fresh := at(t, "matched")
	_, err = fresh.office.Workspace.SavePerson(fresh.ctx, fresh.clerk, inspect.Person{ID: fresh.clerk.Person, Name: "周办公", Badge: "041207", Role: inspect.RoleOffice, Active: true})
	fresh.ok(err)
	again, err = fresh.office.Workspace.SavePerson(fresh.ctx, fresh.clerk, inspect.Person{Name: "周负责", Badge: "041207", Role: inspect.RoleDeputy})
	fresh.ok(err)
	second, err = service.Actor(fresh.ctx, fresh.office, again.ID, "test")
	fresh.ok(err)
	fresh.refuses(fresh.office, inspect.Refused, "第十六条", func() error {
		_, err := fresh.office.Approval.Register(fresh.ctx, second, service.ApprovalInput{Noun: "task", Ref: fresh.task.ID, Kind: "account"})
		return err
	})
}
