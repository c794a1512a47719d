package service_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
	"time"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

// by are the credentials of somebody with everybody's password.
func by(person string) service.Credentials {
	return service.Credentials{Person: person, Password: password}
}

// enter opens a closed workspace of the bureau for somebody; the caller closes it.
func (b *bureau) enter(name string, c service.Credentials) (*service.Services, inspect.Actor, error) {
	o := b.options()
	o.Key = nil // it comes out of the accounts
	return service.Enter(b.ctx, filepath.Join(b.dir, name), c, "test", o)
}

// wants demands that a step is refused as Forbidden and asks for a field.
func (b *bureau) wants(err error, field string) {
	b.t.Helper()
	if e := inspect.ForPerson(err); err == nil || e.Code != inspect.Forbidden || e.Field != field {
		b.t.Fatalf("refused as %v, want Forbidden for %s", err, field)
	}
}

// TestThePasswordOpens: the right password opens the workspace and nothing else
// does, before it is open and in a session of the open one; wrong ones are counted
// across processes and stand in the log.
func TestThePasswordOpens(t *testing.T) {
	b := at(t, "empty")
	b.close()
	b.office = nil
	for _, c := range []struct {
		by    service.Credentials
		field string
	}{
		{service.Credentials{Person: "周办公"}, "password"}, {service.Credentials{Person: "周办公", Password: []byte("错的错的错的错的")}, "password"},
		{service.Credentials{Person: "某人", Password: password}, "person"}, {service.Credentials{Password: password}, "person"},
		{service.Credentials{Person: "周办公", Passphrase: []byte("错")}, "passphrase"}, {service.Credentials{Person: "周办公", Passphrase: pass}, "newPassword"},
	} {
		_, _, err := b.enter("办公室", c.by)
		b.wants(err, c.field)
	}
	if _, err := service.Open(filepath.Join(b.dir, "办公室"), service.Options{NoSync: true}); inspect.CodeOf(err) != inspect.Forbidden {
		t.Fatal("it opens without a key:", err)
	}
	sv, a, err := b.enter("办公室", by("周办公"))
	b.ok(err)
	b.office = sv
	if a.Name != "周办公" || a.Role != inspect.RoleOffice {
		t.Fatalf("%+v", a)
	}
	log, err := sv.Trace.Log(b.ctx, a, "", "", 1, 10)
	b.ok(err)
	failed := 0
	for _, e := range log.Rows {
		if e.Action == "account.failed" {
			failed++
		}
	}
	if failed != 2 { // the person's two in one entry, the passphrase's in another
		t.Errorf("%d entries tell of wrong passwords", failed)
	}
	for range 5 {
		_, err = sv.Workspace.SignIn(b.ctx, service.Credentials{Person: "周办公", Password: []byte("错的错的错的错的")}, "s")
		b.wants(err, "password")
	}
	_, err = sv.Workspace.SignIn(b.ctx, by("周办公"), "s")
	b.wants(err, "password") // shut, though it is right
	b.ok(sv.Close())
	b.office = nil
	_, _, err = b.enter("办公室", by("周办公"))
	b.wants(err, "password") // and a restart does not help
	b.now = b.now.Add(time.Minute)
	sv, _, err = b.enter("办公室", by("周办公"))
	b.ok(err)
	b.office = sv
	list, err := sv.Workspace.Accounts(b.ctx)
	b.ok(err)
	if len(list.People) != 1 || !list.People[0].Password || list.People[0].ShutUntil != "" || list.Old {
		t.Errorf("%+v", list)
	}
	b.healthy(sv, a)
}

// TestInitialPassword: given by an administrator, changed at the first sign-in; a
// person without one cannot come in, nor by the passphrase in an office.
func TestInitialPassword(t *testing.T) {
	b := at(t, "empty")
	p, err := b.office.Workspace.SavePerson(b.ctx, b.clerk, inspect.Person{Name: "钱法制", Badge: "041299", Role: inspect.RoleLegal})
	b.ok(err)
	ws, initial := b.office.Workspace, []byte("初始密码八个字呀")
	_, err = ws.SignIn(b.ctx, by(p.ID), "s")
	b.wants(err, "passphrase")
	_, err = ws.SignIn(b.ctx, service.Credentials{Person: p.ID, Passphrase: pass, NewPassword: password}, "s")
	b.refused(err, inspect.Forbidden, "第二十二条")
	b.refused(ws.GivePassword(b.ctx, b.clerk, b.clerk.Person, initial), inspect.Refused, "第二十二条")
	if err := ws.GivePassword(b.ctx, b.clerk, p.ID, []byte("041299041299")); inspect.ForPerson(err).Field != "newPassword" {
		t.Fatal(err)
	}
	b.ok(ws.GivePassword(b.ctx, b.clerk, p.ID, initial))
	_, err = ws.SignIn(b.ctx, service.Credentials{Person: p.ID, Password: initial}, "s")
	b.wants(err, "newPassword")
	if _, err = ws.SignIn(b.ctx, service.Credentials{Person: p.ID, Password: initial, NewPassword: initial}, "s"); inspect.CodeOf(err) != inspect.Invalid {
		t.Fatal(err)
	}
	a, err := ws.SignIn(b.ctx, service.Credentials{Person: p.ID, Password: initial, NewPassword: password}, "s")
	b.ok(err)
	_, err = ws.SignIn(b.ctx, service.Credentials{Person: p.ID, Password: initial}, "s")
	b.wants(err, "password")
	b.wants(ws.ChangePassword(b.ctx, a, initial, []byte("又一个密码八个字")), "password")
	b.ok(ws.ChangePassword(b.ctx, a, password, []byte("又一个密码八个字")))
	b.wants(ws.CheckPassword(b.ctx, a, password), "password")
	b.ok(ws.CheckPassword(b.ctx, a, []byte("又一个密码八个字")))
	// A changed badge keeps the password.
	p.Badge = "041300"
	_, err = ws.SavePerson(b.ctx, b.clerk, p)
	b.ok(err)
	_, err = ws.SignIn(b.ctx, service.Credentials{Person: "041300", Password: []byte("又一个密码八个字")}, "s")
	b.ok(err)
	b.healthy(b.office, b.clerk)
}

// TestForgottenByTheAdministrator: the workspace's passphrase leads back.
func TestForgottenByTheAdministrator(t *testing.T) {
	b := at(t, "empty")
	b.close()
	b.office = nil
	fresh := []byte("明月何时照我还呢")
	sv, a, err := b.enter("办公室", service.Credentials{Person: "周办公", Passphrase: pass, NewPassword: fresh})
	b.ok(err)
	b.office = sv
	log, err := sv.Trace.Log(b.ctx, a, "", "", 1, 1)
	b.ok(err)
	if log.Rows[0].Action != "account.recover" || log.Rows[0].Person != a.Person {
		t.Errorf("%+v", log.Rows[0])
	}
	_, err = sv.Workspace.SignIn(b.ctx, by("周办公"), "s")
	b.wants(err, "password")
	_, err = sv.Workspace.SignIn(b.ctx, service.Credentials{Person: "周办公", Password: fresh}, "s")
	b.ok(err)
}

// TestFirstSignInOnALaptop: whoever came with a task package chooses a password by
// the laptop's passphrase; before that, and with another's password, nobody comes in.
func TestFirstSignInOnALaptop(t *testing.T) {
	b := at(t, "dispatched")
	stops := b.stops()
	leader := stops[0].Team.Leader
	b.ok(b.field.Close())
	b.field = nil
	list, err := service.Accounts(b.ctx, filepath.Join(b.dir, "外勤一号"), b.options())
	b.ok(err)
	if list.Kind != service.KindField || len(list.People) < 2 || list.People[0].Password {
		t.Fatalf("%+v", list)
	}
	_, _, err = b.enter("外勤一号", by(leader))
	b.wants(err, "passphrase")
	_, _, err = b.enter("外勤一号", service.Credentials{Passphrase: pass}) // no longer without a person
	b.wants(err, "person")
	sv, a, err := b.enter("外勤一号", service.Credentials{Person: leader, Passphrase: pass, NewPassword: password})
	b.ok(err)
	if a.Person != leader || a.Role != inspect.RoleLeader {
		t.Fatalf("%+v", a)
	}
	b.ok(sv.Close())
	sv, _, err = b.enter("外勤一号", by(leader))
	b.ok(err)
	b.field = sv
	b.healthy(sv, a)
}

// TestALaptopBeforeItsFirstTask: the passphrase alone lets enrol it.
func TestALaptopBeforeItsFirstTask(t *testing.T) {
	b := at(t, "empty")
	sv, err := service.Init(b.ctx, filepath.Join(b.dir, "外勤九号"), service.Setup{Kind: service.KindField, Name: "外勤九号", Passphrase: pass}, b.options())
	b.ok(err)
	_, err = sv.Workspace.SignIn(b.ctx, service.Credentials{Passphrase: []byte("错")}, "s")
	b.wants(err, "passphrase")
	_, err = sv.Workspace.SignIn(b.ctx, service.Credentials{}, "s")
	b.wants(err, "person")
	a, err := sv.Workspace.SignIn(b.ctx, service.Credentials{Passphrase: pass}, "s")
	b.ok(err)
	out := filepath.Join(b.dir, "r.pem")
	b.wants(sv.Workspace.EnrolRequest(b.ctx, a, []byte("另一个口令"), out), "passphrase")
	b.ok(sv.Workspace.EnrolRequest(b.ctx, a, pass, out))
	b.ok(sv.Close())
}

// TestWorkspaceFromBeforePasswords: it is listed, opens by its passphrase for who
// administers it, who chooses the first password, and is sealed from then on.
func TestWorkspaceFromBeforePasswords(t *testing.T) {
	b := plainAt(t, "dispatched")
	whole := heads(b.state(b.office))
	b.close()
	b.office, b.field = nil, nil
	dir := filepath.Join(b.dir, "办公室")
	list, err := service.Accounts(b.ctx, dir, b.options())
	b.ok(err)
	if !list.Old || len(list.People) < 2 || list.Workspace != "治安大队办公室" {
		t.Fatalf("%+v", list)
	}
	other := ""
	for _, p := range list.People {
		if p.Role == inspect.RoleLeader {
			other = p.ID
		}
	}
	for _, c := range []struct {
		by    service.Credentials
		field string
	}{
		{by("周办公"), "passphrase"}, {service.Credentials{Person: "周办公", Passphrase: []byte("错"), NewPassword: password}, "passphrase"},
		{service.Credentials{Person: "周办公", Passphrase: pass}, "newPassword"}, {service.Credentials{Person: other, Passphrase: pass, NewPassword: password}, ""},
	} {
		_, _, err := b.enter("办公室", c.by)
		b.wants(err, c.field)
		if _, err := os.Stat(filepath.Join(dir, "accounts.json")); err == nil {
			t.Fatal("accounts were made for nobody")
		}
	}
	sv, a, err := b.enter("办公室", service.Credentials{Person: "周办公", Passphrase: pass, NewPassword: password})
	b.ok(err)
	b.office = sv
	if got := heads(b.state(sv)); got != whole {
		t.Error("something changed")
	}
	b.healthy(sv, a)
	b.ok(sv.Close())
	if _, err := service.Open(dir, service.Options{NoSync: true}); inspect.CodeOf(err) != inspect.Forbidden {
		t.Error("it still opens without a key:", err)
	}
	sv, _, err = b.enter("办公室", by("周办公"))
	b.ok(err)
	b.office = sv
	// The laptop too: whoever is on it may be the first.
	field, a, err := b.enter("外勤一号", service.Credentials{Person: other, Passphrase: pass, NewPassword: password})
	b.ok(err)
	b.field = field
	b.healthy(field, a)
}

// TestArticle22Deactivate: somebody who left is out at once: sign-in, session,
// password, certificate; not oneself, and not the last who could administer.
func TestArticle22Deactivate(t *testing.T) {
	b := at(t, "empty")
	ws := b.office.Workspace
	p, err := ws.SavePerson(b.ctx, b.clerk, inspect.Person{Name: "钱某", Role: inspect.RoleAdmin})
	b.ok(err)
	b.ok(ws.GivePassword(b.ctx, b.clerk, p.ID, []byte("初始密码八个字呀")))
	a, err := ws.SignIn(b.ctx, service.Credentials{Person: p.ID, Password: []byte("初始密码八个字呀"), NewPassword: password}, "s")
	b.ok(err)
	for _, step := range []func() error{
		func() error { _, err := ws.Deactivate(b.ctx, b.clerk, b.clerk.Person, "调离"); return err },
		func() error {
			me := inspect.Person{ID: b.clerk.Person, Name: "周办公", Role: inspect.RoleOffice}
			_, err := ws.SavePerson(b.ctx, b.clerk, me)
			return err
		},
	} {
		b.refuses(b.office, inspect.Refused, "第二十二条", step)
	}
	b.refuses(b.office, inspect.Invalid, "第二十二条", func() error { _, err := ws.Deactivate(b.ctx, b.clerk, p.ID, " "); return err })
	b.refuses(b.office, inspect.Forbidden, "第二十二条", func() error {
		legal := b.clerk
		legal.Role = inspect.RoleLegal
		_, err := ws.Deactivate(b.ctx, legal, p.ID, "调离")
		return err
	})
	request, accept := filepath.Join(b.dir, "own.req"), filepath.Join(b.dir, "own.acc")
	laptop, err := service.Init(b.ctx, filepath.Join(b.dir, "个人"), service.Setup{Kind: service.KindField, Name: "个人", Passphrase: pass}, b.options())
	b.ok(err)
	setup, err := laptop.Workspace.SignIn(b.ctx, service.Credentials{Passphrase: pass}, "s")
	b.ok(err)
	b.ok(laptop.Workspace.EnrolRequest(b.ctx, setup, pass, request))
	b.ok(laptop.Close())
	_, err = ws.EnrolPerson(b.ctx, b.clerk, request, p.ID, accept)
	b.ok(err)

	gone, err := ws.Deactivate(b.ctx, b.clerk, p.ID, "调离")
	b.ok(err)
	if gone.Person.Active || len(gone.Devices) != 1 || !gone.Devices[0].Revoked || gone.Devices[0].Revocation.Why != inspect.RevokeLeft {
		t.Fatalf("%+v", gone)
	}
	if stands, err := ws.Stands(b.ctx, a); err != nil || stands {
		t.Error("the session goes on:", err)
	}
	_, err = ws.SignIn(b.ctx, by(p.ID), "s")
	b.wants(err, "person")
	raw, err := os.ReadFile(filepath.Join(b.office.Dir(), "accounts.json"))
	b.ok(err)
	if bytes.Contains(raw, []byte(p.ID)) {
		t.Error("the password is still there")
	}
	b.refuses(b.office, inspect.Refused, "第二十二条", func() error { _, err := ws.Deactivate(b.ctx, b.clerk, p.ID, "调离"); return err })
	b.refuses(b.office, inspect.Refused, "第二十二条", func() error { // the last who administers, by another's hand
		me := inspect.Person{ID: b.clerk.Person, Name: "周办公", Role: inspect.RoleLegal, Active: true}
		_, err := ws.SavePerson(b.ctx, a, me)
		return err
	})
	b.healthy(b.office, b.clerk)
}

// TestSetIdle: between 5 and 60 minutes.
func TestSetIdle(t *testing.T) {
	b := at(t, "empty")
	ws := b.office.Workspace
	if n, err := ws.IdleMinutes(b.ctx); err != nil || n != service.DefaultIdle {
		t.Fatal(n, err)
	}
	for _, n := range []int{-1, 0, 4, 61} {
		if err := ws.SetIdle(b.ctx, b.clerk, n); inspect.CodeOf(err) != inspect.Invalid {
			t.Errorf("%d: %v", n, err)
		}
	}
	b.ok(ws.SetIdle(b.ctx, b.clerk, 5))
	if n, err := ws.IdleMinutes(b.ctx); err != nil || n != 5 {
		t.Fatal(n, err)
	}
}
