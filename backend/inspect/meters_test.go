package inspect

import (
	"strings"
	"testing"
)

func TestMeasure(t *testing.T) {
	for _, c := range []struct {
		name                     string
		subjects, covered        int
		tasks, joint             int
		target, miss, missJoint  int
		coverageOK, jointOK, all bool
	}{
		{"exactly five percent", 2000, 100, 10, 1, 100, 0, 0, true, true, true},
		{"one short", 2000, 99, 10, 1, 100, 1, 0, false, true, false},
		{"a part of one is one", 2001, 100, 10, 1, 101, 1, 0, false, true, false},
		{"nothing to cover", 0, 0, 10, 1, 0, 0, 0, true, true, true},
		{"one joint of eleven", 20, 1, 11, 1, 1, 0, 1, true, false, false},
		{"two of eleven", 20, 1, 11, 2, 1, 0, 0, true, true, true},
		{"none of one", 20, 1, 1, 0, 1, 0, 1, true, false, false},
		{"none of ninety-one", 20, 1, 91, 0, 1, 0, 11, true, false, false}, // 11 of 102; 10 of 101 is 9.9 %
		{"none of ninety", 20, 1, 90, 0, 1, 0, 10, true, false, false},     // 10 of 100
		{"no inspection yet", 20, 1, 0, 0, 1, 0, 0, true, false, false},
	} {
		m := Meters{Tasks: c.tasks, Joint: c.joint, Departments: []DepartmentMeter{{Department: "治安大队", Subjects: c.subjects, Covered: c.covered, Joined: 1}}}.Measure()
		d := m.Departments[0]
		if d.Target != c.target || d.Miss != c.miss || m.MissJoint != c.missJoint || d.CoverageOK != c.coverageOK || m.JointOK != c.jointOK || m.OK != c.all {
			t.Errorf("%s: %+v", c.name, m)
		}
		if m.OK != (len(m.Missing) == 0) {
			t.Errorf("%s: words %q", c.name, m.Missing)
		}
		// What is said to be missing is the least that suffices.
		if c.tasks > 0 {
			enough := func(x int) bool { return (c.joint+x)*100 >= (c.tasks+x)*minJoint }
			if !enough(m.MissJoint) || m.MissJoint > 0 && enough(m.MissJoint-1) {
				t.Errorf("%s: %d more", c.name, m.MissJoint)
			}
		}
	}
	m := Meters{Tasks: 20, Joint: 1, Departments: []DepartmentMeter{{Department: "治安大队", Subjects: 2600, Covered: 3}}}.Measure()
	want := []string{
		"治安大队：有效检查对象2600户，已公示3户（0.11%），不低于5%即130户，还差127户（第八条）",
		"治安大队：本年度还没有发起或参与联合抽查，至少1次（第十一条）",
		"抽查20次，其中联合1次（5.00%），不低于10%，还差联合抽查2次（第八条）",
	}
	if strings.Join(m.Missing, "\n") != strings.Join(want, "\n") {
		t.Errorf("missing:\n%s", strings.Join(m.Missing, "\n"))
	}
}

func TestRegisters(t *testing.T) {
	for _, c := range []struct {
		department, branch string
		want               bool
	}{{"治安大队", "治安", true}, {"治安大队", "治安大队", true}, {"网安大队", "治安", false}, {"治安大队", "", false}, {"治安", "治安大队", false}} {
		if Registers(c.department, c.branch) != c.want {
			t.Errorf("%+v", c)
		}
	}
}
