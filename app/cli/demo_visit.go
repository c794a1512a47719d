package cli

import (
	"fmt"
	"slices"
	"strconv"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

// inspection is how a visit of the demo goes.
type inspection int

const (
	withFinding inspection = iota // a problem, a measure, all kinds of evidence
	clean                         // nothing wrong
	closedDoor                    // could not be inspected
)

// visits inspects the first subjects of a task, one after the other.
func (d *demo) visits(task inspect.Task, how []inspection) error {
	stops, err := d.field.Visit.Today(d.ctx, d.laptop)
	if err != nil {
		return err
	}
	for _, s := range stops {
		if s.Team.Task != task.ID || s.Team.Order > len(how) {
			continue
		}
		v := &demoVisit{demo: d, stop: s, how: how[s.Team.Order-1]}
		if err := v.run(); err != nil {
			return err
		}
	}
	return nil
}

// demoVisit is one visit, recorded by the team's leader.
type demoVisit struct {
	*demo
	stop   service.Stop
	how    inspection
	leader inspect.Actor
	form   service.VisitForm
}

func (v *demoVisit) run() (err error) {
	if v.leader, err = v.leaderOf(v.stop.Team); err != nil {
		return err
	}
	v.laptop = v.leader // whoever was first on site keeps the laptop
	if !slices.Contains(v.leaders, v.leader.Name) {
		v.leaders = append(v.leaders, v.leader.Name)
	}
	if v.form, err = v.field.Visit.Start(v.ctx, v.leader, v.stop.Team.ID); err != nil {
		return err
	}
	for _, do := range []func() error{v.arrive, v.answer, v.evidence, v.finish, v.papers} {
		if err := do(); err != nil {
			return err
		}
	}
	return nil
}

// save stores fields given as pairs of path and value; paths as on the command line.
func (v *demoVisit) save(pairs ...string) error {
	for i := 0; i < len(pairs); i += 2 {
		path, value, err := fieldOf(v.form, pairs[i], pairs[i+1])
		if err != nil {
			return err
		}
		rev := int64(0)
		for _, f := range v.form.Fields {
			if f.Path == path {
				rev = f.Rev
			}
		}
		if _, err := v.field.Visit.Save(v.ctx, v.leader, v.form.Visit.ID, path, value, rev); err != nil {
			return err
		}
	}
	return nil
}

func (v *demoVisit) arrive() error {
	if err := v.save("present", "all", "noCheckCode", "现场无网络，返回后补录", "note/1", "到达现场，开启执法记录仪。"); err != nil {
		return err
	}
	if v.how == closedDoor {
		return v.save("outcome", string(inspect.OutcomeClosed), "outcomeNote", "大门上锁，张贴停业告示，电话无人接听。", "witness", "郑社区（社区工作人员）")
	}
	return v.save("credentials", "1", "rights", "1", "recusal", string(inspect.RecusalNone), "partyName", "𠮷喆", "partyPost", "值班经理", "statement", "无异议",
		"note/2", "值班经理陪同检查，已核对营业执照。")
}

// answer answers every line of every checklist; the finding is on the first.
func (v *demoVisit) answer() error {
	if v.how == closedDoor {
		return nil
	}
	found := v.how != withFinding
	for _, m := range v.form.Matters {
		for _, it := range m.Checklist {
			value := inspect.AnswerYes
			if !found {
				found, value = true, inspect.AnswerNo
				if err := v.save("finding/1/matter", m.ID, "finding/1/item", strconv.Itoa(it.No), "finding/1/description", "经查，“"+it.Text+"”一项不符合要求，值班人员㛃䶮在场确认。",
					"finding/1/measure", string(inspect.MeasureCorrect), "finding/1/deadline", v.later(15)); err != nil {
					return err
				}
			}
			if err := v.save(fmt.Sprintf("answer/%s/%d", m.ID, it.No), string(value)); err != nil {
				return err
			}
		}
	}
	return nil
}

func (v *demoVisit) evidence() error {
	in := service.EvidenceInput{Visit: v.form.Visit.ID, Step: "检查", Officer: v.leader.Name}
	files := v.files.Evidence // photo, sound, film
	switch v.how {
	case clean:
		files = files[1:2]
	case closedDoor:
		files = files[:1]
	}
	for _, path := range files {
		if _, err := v.field.Evidence.Add(v.ctx, v.leader, in, path, nil); err != nil {
			return err
		}
	}
	if v.how != withFinding {
		return nil
	}
	in.Step, in.Recorder, in.From = inspect.StepWhole.Label(), "ZF-0007", v.form.Visit.StartedAt
	_, err := v.field.Evidence.Pending(v.ctx, v.leader, in)
	return err
}

func (v *demoVisit) finish() (err error) {
	if err := v.save("endedAt", inspect.Instant(v.now())); err != nil {
		return err
	}
	if v.form, err = v.field.Visit.Finish(v.ctx, v.leader, v.form.Visit.ID); err != nil {
		return err
	}
	v.say("    检查组%d　%s：%s，问题%d处，证据%d件（其中待采集站回填%d件）", v.stop.Team.Order, v.form.Subject.Name, v.form.Visit.Outcome.Label(),
		len(v.form.Visit.Findings), len(v.form.Evidence), pending(v.form.Evidence))
	return nil
}

func pending(list []inspect.Evidence) int {
	n := 0
	for _, e := range list {
		if e.State == inspect.EvidencePending {
			n++
		}
	}
	return n
}

// papers issues the documents, prints the first for signing and files its scan.
func (v *demoVisit) papers() error {
	kinds := map[inspection][]inspect.DocumentKind{
		withFinding: {inspect.DocSceneRecord, inspect.DocOrderToCorrect, inspect.DocEvidenceList},
		clean:       {inspect.DocSceneRecord, inspect.DocEvidenceList},
		closedDoor:  {inspect.DocSceneRecord, inspect.DocEvidenceList},
	}[v.how]
	for i, kind := range kinds {
		p, err := v.paper(v.field, v.leader, string(kind), v.form.Visit.ID, fmt.Sprintf("%s-%d", v.stop.TaskNo, v.stop.Team.Order))
		if err != nil {
			return err
		}
		if i > 0 {
			continue
		}
		if _, err := v.field.Paper.Printed(v.ctx, v.leader, p.ID, 2); err != nil {
			return err
		}
		if _, err := v.field.Paper.AttachScan(v.ctx, v.leader, p.ID, v.files.RecordScan); err != nil {
			return err
		}
		v.say("    打印2份，签字后扫描归档")
	}
	return nil
}
