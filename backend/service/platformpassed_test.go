package service_test

import (
	"strings"
	"testing"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

// names is a list of the platform that has no codes.
func names(firms ...inspect.Subject) []map[string]string {
	list := []map[string]string{}
	for _, f := range firms {
		list = append(list, map[string]string{"raninsTaskId": "T1", "entName": f.Name})
	}
	return list
}

// TestArticle11PlatformNoRepeat: the platform's list is held against what
// passed this year like a pool of our own: an approved exception, or left out
// with a reason; and once more when the list is locked.
func TestArticle11PlatformNoRepeat(t *testing.T) {
	b := at(t, "library")
	_, firms := b.locksmiths()
	task := b.platformTask("开锁业")
	b.passed(task, firms[0])
	in := service.PlatformInput{Task: task.ID, Path: b.json(names(firms...))}
	rep, err := b.office.Task.PreviewPlatform(b.ctx, b.clerk, in)
	b.ok(err)
	if rep.Barred != 1 || rep.Matched != 1 || rep.Rows[0].State != "barred" || !strings.Contains(rep.Rows[0].Why, "甲锁店") || !strings.Contains(rep.Rows[0].Why, "第十一条") {
		t.Fatalf("%+v", rep)
	}
	take := func(in service.PlatformInput) error {
		_, err := b.office.Task.TakePlatform(b.ctx, b.clerk, in)
		return err
	}
	b.refuses(b.office, inspect.Refused, "第十一条", func() error { return take(in) })
	x, err := b.office.Exception.Ask(b.ctx, b.clerk, again(task, firms[0]))
	b.ok(err)
	b.refuses(b.office, inspect.Refused, "第十一条", func() error { return take(in) }) // asked, not approved
	left := in
	left.LeaveOut = "本年度已检查合格，不再检查"
	rep, err = b.office.Task.PreviewPlatform(b.ctx, b.clerk, left)
	b.ok(err)
	if rep.LeftOut != 1 || rep.Barred != 0 || rep.Rows[0].State != "out" {
		t.Fatalf("%+v", rep)
	}
	only := left
	only.Path = b.json(names(firms[0]))
	b.refuses(b.office, inspect.Refused, "第十一条", func() error { return take(only) }) // nobody would be left
	b.json(names(firms...))
	_, err = b.office.Exception.Decide(b.ctx, b.clerk, consent(x, true))
	b.ok(err)
	b.ok(take(left)) // nothing is barred any more, so nothing is left out
	if got := b.reread(task); len(got.Winners) != 2 || len(got.Omitted) != 0 {
		t.Fatalf("%+v", got)
	}

	// A result that came in after the import bars the lock.
	b.passed(task, firms[1])
	lock := func() error { _, err := b.office.Task.Lock(b.ctx, b.clerk, task.ID); return err }
	b.refuses(b.office, inspect.Refused, "第十一条", lock)
	out, err := b.office.Exception.Ask(b.ctx, b.clerk, inspect.Exception{Task: task.ID, Kind: inspect.ExceptionOut, Subject: firms[1].ID, Reason: "锁定前又检查合格"})
	b.ok(err)
	b.refuses(b.office, inspect.Refused, "第十一条", lock)
	_, err = b.office.Exception.Decide(b.ctx, b.clerk, consent(out, true))
	b.ok(err)
	b.ok(lock())
	got := b.reread(task)
	if len(got.Winners) != 1 || got.Winners[0].Subject != firms[0].ID || len(got.Omitted) != 1 || got.Excluded != 1 || got.Omitted[0].Reason != "锁定前又检查合格" {
		t.Fatalf("%+v", got)
	}
	b.refuses(b.office, inspect.Refused, "第十三条", func() error { // locked
		_, err := b.office.Exception.Ask(b.ctx, b.clerk, inspect.Exception{Task: task.ID, Kind: inspect.ExceptionOut, Subject: firms[0].ID, Reason: "迟了"})
		return err
	})
}

// TestPlatformRowsLeftOut: a row that may not be inspected again is left out
// with the written reason, and the rest of the list is taken.
func TestPlatformRowsLeftOut(t *testing.T) {
	b := at(t, "library")
	_, firms := b.locksmiths()
	task := b.platformTask("开锁业")
	b.passed(task, firms[0])
	rep, err := b.office.Task.TakePlatform(b.ctx, b.clerk, service.PlatformInput{Task: task.ID, LeaveOut: "本年度已检查合格",
		Path: b.json(names(firms...))})
	b.ok(err)
	got := b.reread(task)
	if rep.LeftOut != 1 || len(got.Winners) != 1 || got.Winners[0].Subject != firms[1].ID || len(got.Omitted) != 1 ||
		got.Omitted[0].Subject != firms[0].ID || got.Omitted[0].Reason != "本年度已检查合格" || !strings.Contains(got.Omitted[0].Why, "第十一条") {
		t.Fatalf("%+v\n%+v", rep, got)
	}
	_, err = b.office.Task.Lock(b.ctx, b.clerk, task.ID)
	b.ok(err)
}
