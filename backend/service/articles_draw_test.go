package service_test

import (
	"path/filepath"
	"testing"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

func TestArticle13JointDepartments(t *testing.T) {
	b := at(t, "library")
	for name, departments := range map[string][]string{
		"none": {}, "one": {"治安大队"}, "one twice": {"治安大队", "治安大队"}, "without the leading one": {"交警大队", "××区消防救援大队"},
	} {
		t.Run(name, func(t *testing.T) {
			plan := b.line("旅馆业", true)
			plan.Lead, plan.Departments = "治安大队", departments
			b.refuses(b.office, inspect.Invalid, "第十三条", func() error { _, err := b.office.Plan.Save(b.ctx, b.clerk, plan); return err })
		})
	}
	plan := b.line("旅馆业", true)
	plan.Lead = ""
	b.refuses(b.office, inspect.Invalid, "第十三条", func() error { _, err := b.office.Plan.Save(b.ctx, b.clerk, plan); return err })
}

func TestArticle13TaskSettings(t *testing.T) {
	b := at(t, "library")
	ids, departments := b.matters("旅馆业", false)
	good := inspect.Task{Name: "查", AdHocReason: "交办", Matters: ids, Lead: departments[0], From: "2026-03-03", To: "2026-03-31", PerSubject: 2,
		Origin: inspect.OriginLocal, OriginReason: "平台维护", Total: 3}
	for name, spoil := range map[string]func(*inspect.Task){
		"no name":               func(t *inspect.Task) { t.Name = "" },
		"no plan and no reason": func(t *inspect.Task) { t.AdHocReason = " " },
		"no dates":              func(t *inspect.Task) { t.From = "" },
		"no such date":          func(t *inspect.Task) { t.From = "2026-02-30" },
		"not a date":            func(t *inspect.Task) { t.From, t.To = "a", "b" },
		"back to front":         func(t *inspect.Task) { t.From = "2026-04-01" },
		"no lead":               func(t *inspect.Task) { t.Lead = "" },
		"drawn here, no reason": func(t *inspect.Task) { t.OriginReason = "" },
		"joint, one department": func(t *inspect.Task) { t.Joint = true },
	} {
		t.Run(name, func(t *testing.T) {
			task := good
			spoil(&task)
			b.refuses(b.office, inspect.Invalid, "第十三条", func() error { _, err := b.office.Task.New(b.ctx, b.clerk, task); return err })
		})
	}
	// Nothing that later steps decide can be brought along.
	good.State, good.Approval, good.CreatedBy, good.Winners = inspect.TaskApproved, "a-1", "p-9", []inspect.Winner{{Subject: "s"}}
	task, err := b.office.Task.New(b.ctx, b.clerk, good)
	b.ok(err)
	if task.State != inspect.TaskDraft || task.Approval != "" || task.CreatedBy != b.clerk.Person || len(task.Winners) != 0 {
		t.Fatalf("%+v", task)
	}
}

// TestArticle13DrawOrder: statement, witness, public input, result, once each.
func TestArticle13DrawOrder(t *testing.T) {
	b := at(t, "library")
	task := b.planned("旅馆业", false)
	freeze := func(kind string) error {
		_, err := b.office.Draw.Freeze(b.ctx, b.clerk, service.FreezeInput{Task: task.ID, Purpose: "subjects", InputKind: kind, InputNote: "当众掷骰"})
		return err
	}
	dice := "31415926535897932384"
	b.refuses(b.office, inspect.Refused, "第十三条", func() error { return freeze("none") })
	b.ok(freeze("dice"))
	draws, err := b.office.Draw.List(b.ctx, b.clerk, task.ID)
	b.ok(err)
	id := draws[0].ID
	reveal := func() error {
		_, err := b.office.Draw.Reveal(b.ctx, b.clerk, id, dice, dice, "当众掷骰")
		return err
	}
	resume := func() error { _, err := b.office.Draw.Resume(b.ctx, b.clerk, id); return err }
	b.refuses(b.office, inspect.Refused, "第十三条", func() error { return freeze("dice") }) // one attempt is open
	b.refuses(b.office, inspect.Refused, "第十三条", reveal)                                 // not before the witness
	b.refuses(b.office, inspect.Refused, "第十三条", resume)
	b.refuses(b.office, inspect.Invalid, "第十三条", func() error { _, err := b.office.Draw.Witness(b.ctx, b.clerk, id, "", "打印"); return err })
	_, err = b.office.Draw.Witness(b.ctx, b.clerk, id, "钱见证", "打印签字留存")
	b.ok(err)
	b.refuses(b.office, inspect.Invalid, "第十三条", func() error { _, err := b.office.Draw.Reveal(b.ctx, b.clerk, id, dice, dice, ""); return err })
	b.refuses(b.office, inspect.Invalid, "第十三条", func() error { _, err := b.office.Draw.Abandon(b.ctx, b.clerk, id, ""); return err })
	b.ok(reveal())
	won := b.reread(task).Winners
	b.refuses(b.office, inspect.Refused, "第十三条", reveal) // nor a second time
	b.refuses(b.office, inspect.Refused, "第十三条", resume)
	b.refuses(b.office, inspect.Refused, "第十三条", func() error { _, err := b.office.Draw.Abandon(b.ctx, b.clerk, id, "不满意"); return err })
	b.refuses(b.office, inspect.Refused, "第十三条", func() error { return freeze("dice") })
	if now := b.reread(task).Winners; len(won) != 3 || len(now) != 3 || now[0].Subject != won[0].Subject {
		t.Fatalf("%v then %v", won, now)
	}
}

// TestAbandonedAttemptStays: a new attempt is numbered and names the one before.
func TestAbandonedAttemptStays(t *testing.T) {
	b := at(t, "library")
	task := b.planned("旅馆业", false)
	first, err := b.office.Draw.Freeze(b.ctx, b.clerk, service.FreezeInput{Task: task.ID, Purpose: "subjects", InputKind: "dice", InputNote: "当众掷骰"})
	b.ok(err)
	_, err = b.office.Draw.Abandon(b.ctx, b.clerk, first.ID, "见证人未到场")
	b.ok(err)
	if got := b.reread(task).State; got != inspect.TaskDraft {
		t.Fatalf("the task is %s", got)
	}
	_, err = b.office.Approval.Register(b.ctx, b.clerk, service.ApprovalInput{Noun: "draw", Ref: first.ID, Kind: "oral", Approver: "吴分管", Post: "分管副局长", Date: "2026-03-02", Opinion: "同意"})
	b.ok(err)
	second, err := b.office.Draw.Freeze(b.ctx, b.clerk, service.FreezeInput{Task: task.ID, Purpose: "subjects", InputKind: "dice", InputNote: "当众掷骰", Reason: "见证人未到场"})
	b.ok(err)
	if second.Attempt != 2 || second.Previous != first.Statement || second.Statement == first.Statement {
		t.Fatalf("%+v", second)
	}
	draws, err := b.office.Draw.List(b.ctx, b.clerk, task.ID)
	b.ok(err)
	if len(draws) != 2 {
		t.Fatalf("%d attempts on record", len(draws))
	}
	_, err = b.office.Draw.Abandon(b.ctx, b.clerk, second.ID, "停电")
	b.ok(err)
	given, err := b.office.Draw.Get(b.ctx, b.clerk, second.ID)
	b.ok(err)
	if given.Reason != "见证人未到场" || given.AbandonedFor != "停电" {
		t.Fatalf("what was stated was rewritten: %+v", given)
	}
}

// TestWitnessTakesTheStatedCheckpoint: whatever else is logged meanwhile, the
// draw keeps the checkpoint that the page showed and the witness took along.
func TestWitnessTakesTheStatedCheckpoint(t *testing.T) {
	b := at(t, "library")
	task := b.planned("旅馆业", false)
	dr, err := b.office.Draw.Freeze(b.ctx, b.clerk, service.FreezeInput{Task: task.ID, Purpose: "subjects", InputKind: "dice", InputNote: "当众掷骰"})
	b.ok(err)
	if dr.Checkpoint == "" {
		t.Fatal("nothing for the witness to take along")
	}
	b.planned("娱乐场所", false)
	after, err := b.office.Draw.Witness(b.ctx, b.clerk, dr.ID, "某见证人", "打印签字留存")
	b.ok(err)
	stored, err := b.office.Draw.Get(b.ctx, b.clerk, dr.ID)
	b.ok(err)
	if after.Checkpoint != dr.Checkpoint || stored.Checkpoint != dr.Checkpoint || stored.StatedBy != b.clerk.Name {
		t.Fatalf("shown %s, kept %s", dr.Checkpoint, stored.Checkpoint)
	}
}

func TestArticle13OneOriginOnly(t *testing.T) {
	b := at(t, "library")
	local, platform := b.planned("娱乐场所", false), b.platformTask("娱乐场所")
	b.refuses(b.office, inspect.Refused, "第十三条", func() error {
		_, err := b.office.Task.ImportPlatform(b.ctx, b.clerk, local.ID, b.files.PlatformDraw)
		return err
	})
	b.refuses(b.office, inspect.Refused, "第十三条", func() error {
		_, err := b.office.Draw.Freeze(b.ctx, b.clerk, service.FreezeInput{Task: platform.ID, Purpose: "subjects", InputKind: "dice", InputNote: "当众掷骰"})
		return err
	})
	_, err := b.office.Task.ImportPlatform(b.ctx, b.clerk, platform.ID, b.files.PlatformDraw)
	b.ok(err)
	b.refuses(b.office, inspect.Refused, "第十三条", func() error { // the list came once
		_, err := b.office.Task.ImportPlatform(b.ctx, b.clerk, platform.ID, b.files.PlatformDraw)
		return err
	})
}

func TestArticle14LockOnceAfterTheDraw(t *testing.T) {
	b := at(t, "library")
	task := b.planned("旅馆业", false)
	lock := func() error { _, err := b.office.Task.Lock(b.ctx, b.clerk, task.ID); return err }
	b.refuses(b.office, inspect.Refused, "第十四条", lock)
	b.drawn(task, "subjects", "31415926535897932384")
	b.ok(lock())
	b.refuses(b.office, inspect.Refused, "第十四条", lock)
}

func TestArticle14NoticeAfterTheLock(t *testing.T) {
	b := at(t, "library")
	task := b.planned("旅馆业", false)
	notice := func() error {
		_, err := b.office.Publish.Notice(b.ctx, b.clerk, service.NoticeTask, task.ID, "html", filepath.Join(b.dir, "公告.html"))
		return err
	}
	b.refuses(b.office, inspect.Refused, "第十四条", notice)
	b.drawn(task, "subjects", "31415926535897932384")
	b.refuses(b.office, inspect.Refused, "第十四条", notice) // tomorrow's winners are not public yet
	if text, err := readText(filepath.Join(b.dir, "公告.html")); err == nil {
		t.Fatalf("a refused notice was written: %s", text)
	}
	_, err := b.office.Task.Lock(b.ctx, b.clerk, task.ID)
	b.ok(err)
	b.ok(notice())
}

func TestArticle14DispatchAfterApproval(t *testing.T) {
	b := at(t, "matched")
	b.laptop()
	out := filepath.Join(b.dir, "task.zip")
	b.refuses(b.office, inspect.Refused, "第十四条", func() error {
		_, err := b.office.Dispatch.TaskPackage(b.ctx, b.clerk, b.task.ID, "外勤一号", nil, out)
		return err
	})
	b.approve(b.task)
	_, err := b.office.Dispatch.TaskPackage(b.ctx, b.clerk, b.task.ID, "外勤一号", nil, out)
	b.ok(err)
	b.refuses(b.office, inspect.Refused, "第十四条", func() error { // everything is out already
		_, err := b.office.Dispatch.TaskPackage(b.ctx, b.clerk, b.task.ID, "外勤一号", nil, out)
		return err
	})
}
