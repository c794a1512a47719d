package service_test

import (
	"context"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/pack"
	"shuangsuiji/backend/service"
)

// openMethods need nobody signed in: what the sign-in page shows and does, two
// tables without data, and the backup that the program makes on its own.
var openMethods = []string{"Backup.Auto", "Workspace.Accounts", "Workspace.IdleMinutes", "Workspace.Info", "Workspace.SignIn", "Workspace.Unlock", "Workspace.Roles", "Paper.Kinds"}

// TestNobodyMay calls every exported method of every service without an actor:
// each refuses before it looks at anything else, except the open ones.
func TestNobodyMay(t *testing.T) {
	b := at(t, "library")
	before := b.state(b.office)
	open, actor := []string{}, reflect.TypeFor[inspect.Actor]()
	services := reflect.ValueOf(b.office).Elem()
	calls := 0
	for i := range services.NumField() {
		stage := services.Type().Field(i)
		if !stage.IsExported() {
			continue
		}
		for m := range services.Field(i).NumMethod() {
			name := stage.Name + "." + stage.Type.Method(m).Name
			method := services.Field(i).Method(m)
			args, asks := []reflect.Value{}, false
			for p := range method.Type().NumIn() {
				in := method.Type().In(p)
				asks = asks || in == actor
				if in == reflect.TypeFor[context.Context]() {
					args = append(args, reflect.ValueOf(b.ctx))
				} else {
					args = append(args, reflect.Zero(in))
				}
			}
			if !asks {
				open = append(open, name)
				continue
			}
			calls++
			out := method.Call(args)
			err, _ := out[len(out)-1].Interface().(error)
			if err == nil || inspect.CodeOf(err) != inspect.Forbidden {
				t.Errorf("%s lets nobody do it: %v", name, err)
			}
		}
	}
	slices.Sort(open)
	want := slices.Sorted(slices.Values(openMethods))
	if !slices.Equal(open, want) {
		t.Errorf("open are %v, want %v", open, want)
	}
	if calls < 50 {
		t.Errorf("only %d methods were called", calls)
	}
	if b.state(b.office) != before {
		t.Error("something changed")
	}
}

// TestArticle22Roles: one step of every kind, each by somebody whose role does
// not have it. What follows from the table alone is tested in inspect.
func TestArticle22Roles(t *testing.T) {
	b := at(t, "returned")
	result := b.results()[0].Result.ID
	plan := b.line("旅馆业", false)
	out := filepath.Join(b.dir, "out")
	for name, c := range map[string]struct {
		role inspect.Role
		step func(a inspect.Actor) error
	}{
		"new task": {inspect.RoleSupervisor, func(a inspect.Actor) error { _, err := b.office.Task.New(b.ctx, a, inspect.Task{}); return err }},
		"plan":     {inspect.RoleHead, func(a inspect.Actor) error { _, err := b.office.Plan.Save(b.ctx, a, plan); return err }},
		"import": {inspect.RoleLeader, func(a inspect.Actor) error {
			_, err := b.office.Library.Import(b.ctx, a, service.ImportMatters, b.files.Matters)
			return err
		}},
		"draw": {inspect.RoleDeputy, func(a inspect.Actor) error {
			_, err := b.office.Draw.Freeze(b.ctx, a, service.FreezeInput{Task: b.task.ID})
			return err
		}},
		"leader": {inspect.RoleLeader, func(a inspect.Actor) error { _, err := b.office.Match.ChooseLeader(b.ctx, a, "", "", ""); return err }},
		"paper": {inspect.RoleSupervisor, func(a inspect.Actor) error {
			_, err := b.office.Approval.Register(b.ctx, a, b.sheet(b.task))
			return err
		}},
		"account": {inspect.RoleOffice, func(a inspect.Actor) error {
			_, err := b.office.Approval.Register(b.ctx, a, service.ApprovalInput{Kind: "account"})
			return err
		}},
		"dispatch": {inspect.RoleMember, func(a inspect.Actor) error {
			_, err := b.office.Dispatch.TaskPackage(b.ctx, a, b.task.ID, "", nil, out)
			return err
		}},
		"visit": {inspect.RoleOffice, func(a inspect.Actor) error { _, err := b.office.Visit.Start(b.ctx, a, ""); return err }},
		"document": {inspect.RoleSupervisor, func(a inspect.Actor) error {
			_, err := b.office.Paper.Issue(b.ctx, a, "approval", b.task.ID)
			return err
		}},
		"review": {inspect.RoleMember, func(a inspect.Actor) error { _, err := b.office.Result.Review(b.ctx, a, result); return err }},
		"published": {inspect.RoleLegal, func(a inspect.Actor) error {
			_, err := b.office.Result.Published(b.ctx, a, result, "1", b.files.PublishProof)
			return err
		}},
		"notice": {inspect.RoleHead, func(a inspect.Actor) error {
			_, err := b.office.Publish.Notice(b.ctx, a, "task", b.task.ID, "html", out)
			return err
		}},
		"audit": {inspect.RoleMember, func(a inspect.Actor) error { _, err := b.office.Trace.Log(b.ctx, a, "", "", 1, 10); return err }},
		"people": {inspect.RoleMember, func(a inspect.Actor) error {
			_, err := b.office.Workspace.SavePerson(b.ctx, a, inspect.Person{Name: "某", Role: inspect.RoleOffice})
			return err
		}},
		"backup": {inspect.RoleMember, func(a inspect.Actor) error { _, err := b.office.Backup.Make(b.ctx, a, out, nil); return err }},
	} {
		a := b.clerk
		a.Role = c.role
		t.Run(name, func(t *testing.T) {
			b.refuses(b.office, inspect.Forbidden, "第二十二条", func() error { return c.step(a) })
			if _, err := os.Stat(out); err == nil {
				t.Fatal("a file was written")
			}
		})
	}
}

func TestArticle22Witness(t *testing.T) {
	b := at(t, "library")
	task := b.planned("旅馆业", false)
	d, err := b.office.Draw.Freeze(b.ctx, b.clerk, service.FreezeInput{Task: task.ID, Purpose: "subjects", InputKind: "dice", InputNote: "当众掷骰"})
	b.ok(err)
	for _, who := range []string{b.clerk.Name, " " + b.clerk.Name + "　"} {
		b.refuses(b.office, inspect.Refused, "第二十二条", func() error {
			_, err := b.office.Draw.Witness(b.ctx, b.clerk, d.ID, who, "打印")
			return err
		})
	}
}

// TestArticle22ForgedPackages: a package from a stranger, one that was changed
// on the way at any of many places, one of the wrong kind, one for another
// device, one cut short.
func TestArticle22ForgedPackages(t *testing.T) {
	b := at(t, "visited")
	good := filepath.Join(b.dir, "result.zip")
	_, err := b.field.Dispatch.ResultPackage(b.ctx, b.anyone(b.field), b.task.ID, good)
	b.ok(err)
	bytes, err := os.ReadFile(good)
	b.ok(err)
	bad := filepath.Join(b.dir, "bad.zip")
	open := func(path string) func() error {
		return func() error { _, err := b.office.Dispatch.Open(b.ctx, b.clerk, path); return err }
	}
	refused := func(spoiled []byte) {
		t.Helper()
		b.ok(os.WriteFile(bad, spoiled, 0o600))
		b.refuses(b.office, inspect.Damaged, "第二十二条", open(bad))
	}
	for i := range 12 {
		spoiled := slices.Clone(bytes)
		spoiled[(i*len(bytes))/12+i] ^= 1
		refused(spoiled)
	}
	refused(bytes[:len(bytes)/2])
	refused(append(slices.Clone(bytes), 'x'))

	stranger := &bureau{t: t, ctx: b.ctx, dir: t.TempDir(), now: b.now, task: b.task} // another office, with a root of its own
	stranger.found()
	defer stranger.close()
	foreign := stranger.rogue("外来设备").pack(pack.Result, "", b.version(inspect.NounVisit, "v-9", "", "", inspect.Visit{ID: "v-9"}))
	b.refuses(b.office, inspect.Refused, "第二十二条", open(foreign))
	b.ok(open(good)())
}
