package service

import (
	"context"
	"fmt"
	"path/filepath"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/store"
)

// PlatformReport says how the platform's list was taken, or would be.
type PlatformReport struct {
	Task     inspect.Task     `json:"task"`
	File     string           `json:"file"` // SHA-256
	Name     string           `json:"name"`
	No       string           `json:"no"` // the platform's number of the task
	Matched  int              `json:"matched"`
	Added    int              `json:"added"`    // to the register, with the reason
	Unknown  int              `json:"unknown"`  // subjects not in the register
	Problems int              `json:"problems"` // rows that stand in the way for another reason
	Barred   int              `json:"barred"`   // passed this year, or at a limit: an approved exception, or left out
	LeftOut  int              `json:"leftOut"`  // not taken, with the reason
	Rows     []PlatformRow    `json:"rows"`
	Notes    []string         `json:"notes"`  // what to look at; nothing of it stands in the way
	People   []PlatformPerson `json:"people"` // inspectors not in the register
	Head     FileHead         `json:"head"`   // which column of a sheet was read as what; empty of JSON
	Unread   string           `json:"unread"` // why no line could be read, "" = they were: a person may say which column is which
}

// PlatformRow is what became of one line of the list.
type PlatformRow struct {
	Row        int    `json:"row"`
	Code       string `json:"code"`
	Name       string `json:"name"`
	State      string `json:"state"` // matched, added, unknown, barred, out, problem
	StateLabel string `json:"stateLabel"`
	Why        string `json:"why"`
	People     string `json:"people"` // names, the leader first
}

// PlatformPerson is an inspector of the list who is not in the register: as
// found, and completed by hand when they are to be added.
type PlatformPerson struct {
	Badge      string `json:"badge"`
	Name       string `json:"name"`
	Department string `json:"department"`
	CertNo     string `json:"certNo"`
	CertUntil  string `json:"certUntil"`
}

// PlatformInput takes a list, and says what of it is to be added to the
// registers first. Without a Reason nothing is.
type PlatformInput struct {
	Task     string           `json:"task"`
	Path     string           `json:"path"`
	At       HeaderRow        `json:"at"`       // where a person saw the head of a sheet
	File     string           `json:"file"`     // SHA-256 of the list that was looked at, "" = none was
	Reason   string           `json:"reason"`   // why unknown ones are added to the registers
	Trade    string           `json:"trade"`    // of the subjects added, "" = the task's only one
	People   []PlatformPerson `json:"people"`   // inspectors to be added
	LeaveOut string           `json:"leaveOut"` // why what may not be inspected again is not taken, "" = refuse
}

var platformStates = map[string]string{"matched": "名录库中有", "added": "补入名录库", "unknown": "名录库中没有", "barred": "不得再查", "out": "不列入", "problem": "有问题"}

// PreviewPlatform reads the platform's list and says what importing it would
// do. Nothing is stored.
func (t *Task) PreviewPlatform(ctx context.Context, a inspect.Actor, in PlatformInput) (PlatformReport, error) {
	if err := a.May(inspect.ActDraw); err != nil {
		return PlatformReport{}, err
	}
	task, err := t.c.task(ctx, t.c.db, in.Task)
	if err != nil {
		return PlatformReport{}, err
	}
	j, err := t.judge(ctx, t.c.db, task, in)
	return j.rep, err
}

// ImportPlatform takes the list that the platform drew as it is (art. 13; the
// default). The file is kept by digest; the draw is recorded as the platform's
// and is never presented as replayable.
func (t *Task) ImportPlatform(ctx context.Context, a inspect.Actor, ref, path string) (PlatformReport, error) {
	return t.TakePlatform(ctx, a, PlatformInput{Task: ref, Path: path})
}

// TakePlatform is ImportPlatform that also adds to the registers what the list
// has and they lack, with a reason. One line that cannot be taken refuses all.
func (t *Task) TakePlatform(ctx context.Context, a inspect.Actor, in PlatformInput) (PlatformReport, error) {
	var rep PlatformReport
	if err := a.May(inspect.ActDraw); err != nil {
		return rep, err
	}
	if in.Reason != "" {
		if err := a.May(inspect.ActLibrary); err != nil {
			return rep, err
		}
	}
	if _, err := fileDigest(in.Path); err != nil {
		return rep, err
	}
	item, err := t.c.media.Add(ctx, in.Path, nil)
	if err != nil {
		return rep, err
	}
	if in.File != "" && in.File != item.SHA256 {
		return rep, inspect.E(inspect.Conflict, "名单文件在预览之后被改动：%s", filepath.Base(in.Path)).WithField("file").WithRef(in.Path).WithHint("重新预览后再导入，没有导入任何内容")
	}
	err = t.c.write(ctx, a, inspect.ActDraw, func(tx *store.Tx) error {
		task, err := t.c.task(ctx, tx, in.Task)
		if err != nil {
			return err
		}
		j, err := t.judge(ctx, tx, task, in)
		if err != nil {
			return err
		}
		rep = j.rep
		if j.refusal != nil {
			return j.refusal
		}
		reason := "平台抽取名单中有，名录库中没有：" + in.Reason
		for _, s := range j.subjects {
			if _, err := tx.Put(ctx, inspect.NounSubject, s.ID, s, store.Event{Action: "subject.add", Article: "第九条", Reason: reason}); err != nil {
				return err
			}
		}
		for _, p := range j.people {
			if _, err := tx.Put(ctx, inspect.NounInspector, p.ID, p, store.Event{Action: "inspector.add", Article: "第九条", Reason: reason}); err != nil {
				return err
			}
		}
		task.Winners, task.Omitted, task.PlatformNo, task.Excluded = j.winners, j.out, rep.No, len(j.out)
		task.State, task.OriginFile, task.OriginName, task.Pool = inspect.TaskDrawn, item.SHA256, filepath.Base(in.Path), 0
		rep.Task = task
		_, err = tx.Put(ctx, inspect.NounTask, task.ID, task, store.Event{Action: "draw.import", Article: "第十三条",
			Reason: "平台抽取名单 SHA-256 " + item.SHA256, Detail: fmt.Sprintf("%d个对象，不列入%d个", len(j.winners), len(j.out))})
		return err
	})
	return rep, err
}

// platformTeams makes the teams that the platform matched.
func (t *Task) platformTeams(ctx context.Context, tx *store.Tx, task *inspect.Task) error {
	var items []store.Item
	for i, w := range task.Winners {
		team := inspect.Team{ID: store.NewID(), Task: task.ID, Subject: w.Subject, Order: i + 1, Members: []inspect.Member{}, Changes: []inspect.TeamChange{}, Date: task.From,
			Proposed: w.Inspectors[0], State: inspect.TeamMatched}
		for seat, id := range w.Inspectors {
			p, err := store.Get[inspect.Inspector](ctx, tx, inspect.NounInspector, id)
			if err != nil {
				return err
			}
			team.Members = append(team.Members, member(p, seat+1))
		}
		items = append(items, store.Item{ID: team.ID, Aggregate: team})
	}
	if err := tx.PutMany(ctx, inspect.NounTeam, items, store.Event{Action: "team.platform", Article: "第十五条"}); err != nil {
		return err
	}
	task.State = inspect.TaskMatched
	_, err := tx.Put(ctx, inspect.NounTask, task.ID, task, store.Event{Action: "task.matched", Article: "第十五条", Detail: "平台匹配"})
	return err
}
