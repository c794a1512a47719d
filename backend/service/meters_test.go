package service_test

import (
	"fmt"
	"slices"
	"testing"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
	"shuangsuiji/backend/store"
)

// meter reads the year's meters and one department's part.
func (b *bureau) meter(year int, department string) (inspect.Meters, inspect.DepartmentMeter) {
	b.t.Helper()
	m, err := b.office.Plan.Meters(b.ctx, b.clerk, year)
	b.ok(err)
	i := slices.IndexFunc(m.Departments, func(d inspect.DepartmentMeter) bool { return d.Department == department })
	if i < 0 {
		b.t.Fatalf("no %s in %+v", department, m.Departments)
	}
	return m, m.Departments[i]
}

// A check counts as covered when it is 已公示, and not a moment earlier.
func TestMetersCountWhatIsPublished(t *testing.T) {
	b := at(t, "returned")
	subjects, err := b.office.Library.Subjects(b.ctx, b.clerk, service.Query{})
	b.ok(err)
	all, valid, invalid := 0, map[string]int{}, map[string]int{}
	for _, s := range subjects.Rows {
		all++
		if s.Drawable() == "" {
			valid[s.Department]++
		} else {
			invalid[s.Department]++
		}
	}
	if invalid["治安"] == 0 || valid["治安"] == 0 || valid["网安大队"] == 0 || valid[""] == 0 {
		t.Fatalf("the fixture shows nothing: %v %v", valid, invalid)
	}
	m, d := b.meter(2026, "治安大队")
	if d.Subjects != valid["治安"] || d.Invalid != invalid["治安"] || d.Covered != 0 || d.Waiting != 3 || d.Target != (valid["治安"]*5+99)/100 || d.Miss != d.Target {
		t.Fatalf("before: %+v, valid %v", d, valid)
	}
	if m.Tasks != 1 || m.Joint != 0 || m.MissJoint != 1 || m.OK {
		t.Fatalf("before: %+v", m)
	}
	if _, none := b.meter(2026, "未写明监管警种"); !none.Unkept || none.Subjects != valid[""] || none.Target == 0 {
		t.Fatalf("without a 监管警种: %+v", none)
	}
	total := 0
	for _, x := range m.Departments {
		total += x.Subjects + x.Invalid
		if x.Department == "东关派出所" || x.Department == "市场监督管理局××分局" {
			t.Errorf("%s is no 警种部门", x.Department)
		}
	}
	if total != all {
		t.Fatalf("%d of %d subjects counted", total, all)
	}
	results, err := b.office.Result.List(b.ctx, b.clerk, b.task.ID)
	b.ok(err)
	for i, r := range results[:2] {
		_, err = b.office.Result.Review(b.ctx, b.clerk, r.Result.ID)
		b.ok(err)
		_, err = b.office.Result.OnFile(b.ctx, b.clerk, r.Result.ID, fmt.Sprintf("PT-%d", i+1), "周办公")
		b.ok(err)
		if i == 0 {
			_, err = b.office.Result.Published(b.ctx, b.clerk, r.Result.ID, "", b.files.PublishProof)
			b.ok(err)
		}
	}
	if _, after := b.meter(2026, "治安大队"); after.Covered != 1 || after.Waiting != 2 || after.Miss != d.Target-1 {
		t.Fatalf("after: %+v", after)
	}
	if other, d := b.meter(2025, "治安大队"); d.Covered+d.Waiting != 0 || other.Tasks != 0 {
		t.Fatalf("another year: %+v", other)
	}
}

// Joint inspections count for whoever initiates and whoever joins; a task
// counts from the lock of its list on.
func TestMetersCountJointInspections(t *testing.T) {
	b := at(t, "library")
	put := func(n int, from string, state inspect.TaskState, departments ...string) {
		b.ok(b.office.Store().Write(b.ctx, b.clerk, func(tx *store.Tx) error {
			task := inspect.Task{ID: store.NewID(), No: fmt.Sprintf("T-%d", n), From: from, To: from, Lead: departments[0], Departments: departments,
				Joint: len(departments) > 1, State: state}
			_, err := tx.Put(b.ctx, inspect.NounTask, task.ID, task, store.Event{Action: "test"})
			return err
		}))
	}
	for n := range 10 {
		put(n, "2026-03-03", inspect.TaskLocked, "治安大队")
	}
	put(10, "2026-04-01", inspect.TaskClosed, "治安大队", "网安大队")
	put(11, "2026-04-01", inspect.TaskDrawn, "交警大队", "网安大队")  // not locked
	put(12, "2025-12-31", inspect.TaskClosed, "交警大队", "治安大队") // last year
	m, d := b.meter(2026, "治安大队")
	if m.Tasks != 11 || m.Joint != 1 || m.Unlocked != 1 || m.MissJoint != 1 || m.JointOK || d.Initiated != 1 || d.Joined != 0 || !d.JointOK {
		t.Fatalf("%+v %+v", m, d)
	}
	if _, d := b.meter(2026, "网安大队"); d.Initiated != 0 || d.Joined != 1 || !d.JointOK {
		t.Fatalf("%+v", d)
	}
	if _, d := b.meter(2026, "交警大队"); d.JointOK || d.Subjects != 0 || !d.CoverageOK {
		t.Fatalf("%+v", d)
	}
	put(13, "2026-05-01", inspect.TaskDispatched, "交警大队", "网安大队")
	if m, d := b.meter(2026, "交警大队"); m.MissJoint != 0 || !m.JointOK || !d.JointOK {
		t.Fatalf("%+v", m)
	}
	_, err := b.office.Plan.Meters(b.ctx, b.clerk, 26)
	b.refused(err, inspect.Invalid, "第十二条")
}

// The denominator at a lock is kept with the task: what the register does
// afterwards changes the meter and not the number of that day (DOMAIN: both are
// shown).
func TestDenominatorAtLockIsKept(t *testing.T) {
	b := at(t, "matched")
	_, d := b.meter(2026, "治安大队")
	if d.LockedOn == "" || d.AtLock != d.Subjects || d.LockedNo != b.task.No {
		t.Fatalf("%+v", d)
	}
	_, err := b.office.Library.SaveSubject(b.ctx, b.clerk, service.SubjectForm{Subject: inspect.Subject{Name: "新开旅馆", Trade: "旅馆业", Department: "治安", Premises: "新街1号"}})
	b.ok(err)
	_, after := b.meter(2026, "治安大队")
	if after.Subjects != d.Subjects+1 || after.AtLock != d.AtLock || after.LockedOn != d.LockedOn {
		t.Fatalf("before %+v, after %+v", d, after)
	}
	task := b.reread(b.task)
	if !slices.Contains(task.Registers, inspect.RegisterCount{Department: "治安大队", Subjects: d.AtLock}) || task.LockedOn != d.LockedOn {
		t.Fatalf("%+v %s", task.Registers, task.LockedOn)
	}
}
