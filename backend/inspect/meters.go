package inspect

import (
	"fmt"
	"strings"
)

// The yearly minima of art. 8 and 11.
const (
	minCoverage = 5  // percent of a department's valid subjects (art. 8)
	minJoint    = 10 // percent of all random inspections (art. 8)
	minTogether = 1  // joint inspections a department initiates or joins (art. 11)
)

// Meters 年度指标 says how far a year has come by art. 8 and 11, and what is
// missing. Every ratio stands with its numerator and denominator; tasks that
// are not random (art. 3) are outside.
type Meters struct {
	Year        int               `json:"year"`
	Departments []DepartmentMeter `json:"departments"`
	Tasks       int               `json:"tasks"`    // random tasks whose list is locked: the inspections made
	Joint       int               `json:"joint"`    // the joint ones among them
	Unlocked    int               `json:"unlocked"` // random tasks not yet locked: they do not count
	NonRandom   int               `json:"nonRandom"`
	MissJoint   int               `json:"missJoint"` // further joint inspections that would reach the minimum
	JointOK     bool              `json:"jointOk"`
	OK          bool              `json:"ok"` // everything is reached
	Missing     []string          `json:"missing"`
}

// DepartmentMeter is the part of one 警种部门. A subject counts as covered once
// a result of this year's random inspections is 已公示.
type DepartmentMeter struct {
	Department string `json:"department"`
	Unkept     bool   `json:"unkept"`   // a 监管警种 of the subject register that no department keeps
	Subjects   int    `json:"subjects"` // valid ones of its register: the denominator
	Invalid    int    `json:"invalid"`  // 注销、吊销、停业 …: not in the denominator
	Covered    int    `json:"covered"`  // distinct valid subjects with a published result
	Waiting    int    `json:"waiting"`  // checked this year, not yet published
	Target     int    `json:"target"`   // how many must be covered
	Miss       int    `json:"miss"`
	Initiated  int    `json:"initiated"` // joint inspections
	Joined     int    `json:"joined"`
	CoverageOK bool   `json:"coverageOk"`
	JointOK    bool   `json:"jointOk"`
	// The denominator as it stood when the last list of the year was
	// locked; LockedOn "" = none was, or the department had no subjects.
	AtLock   int    `json:"atLock"`
	LockedOn string `json:"lockedOn"`
	LockedNo string `json:"lockedNo"` // of the task
}

// Measure computes targets and what is missing from the counts.
func (m Meters) Measure() Meters {
	m.Missing, m.OK = []string{}, true
	miss := func(format string, args ...any) {
		m.OK, m.Missing = false, append(m.Missing, fmt.Sprintf(format, args...))
	}
	for i := range m.Departments {
		d := &m.Departments[i]
		d.Target = (d.Subjects*minCoverage + 99) / 100
		d.Miss = max(0, d.Target-d.Covered)
		d.CoverageOK, d.JointOK = d.Miss == 0, d.Unkept || d.Initiated+d.Joined >= minTogether
		if d.Unkept {
			miss("检查对象名录库中的监管警种“%s”（有效对象%d户）没有对应的警种部门，请核对两库（第九条）", d.Department, d.Subjects)
		}
		if !d.CoverageOK {
			miss("%s：有效检查对象%d户，已公示%d户（%s），不低于%d%%即%d户，还差%d户（第八条）", d.Department, d.Subjects, d.Covered, Percent(d.Covered, d.Subjects), minCoverage, d.Target, d.Miss)
		}
		if !d.JointOK {
			miss("%s：本年度还没有发起或参与联合抽查，至少%d次（第十一条）", d.Department, minTogether)
		}
	}
	// With x more joint ones: (joint+x) / (tasks+x) >= minJoint percent.
	m.MissJoint = max(0, (m.Tasks*minJoint-m.Joint*100+99-minJoint)/(100-minJoint))
	m.JointOK = m.MissJoint == 0 && m.Tasks > 0
	switch {
	case m.Tasks == 0:
		miss("本年度还没有锁定名单的抽查任务，联合抽查不低于总次数的%d%%（第八条）", minJoint)
	case !m.JointOK:
		miss("抽查%d次，其中联合%d次（%s），不低于%d%%，还差联合抽查%d次（第八条）", m.Tasks, m.Joint, Percent(m.Joint, m.Tasks), minJoint, m.MissJoint)
	}
	return m
}

// Percent writes a ratio to two places, cut off and never rounded up; "—" of
// nothing.
func Percent(num, den int) string {
	if den == 0 {
		return "—"
	}
	p := num * 10000 / den
	return fmt.Sprintf("%d.%02d%%", p/100, p%100)
}

// Registers tells whether a department keeps the register of a 监管警种: it has
// that name, or begins with it (治安 is kept by 治安大队).
func Registers(department, branch string) bool {
	return branch != "" && strings.HasPrefix(department, branch)
}
