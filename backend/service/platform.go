package service

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"shuangsuiji/backend/code"
	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/sheet"
	"shuangsuiji/backend/store"
)

// PlatformReport says how the platform's list was taken.
type PlatformReport struct {
	Task    inspect.Task `json:"task"`
	Matched int          `json:"matched"`
	File    string       `json:"file"`
}

// ImportPlatform takes the list that the platform drew (art. 13; the default).
// The file is kept by digest; the draw is recorded as the platform's and is
// never presented as replayable.
func (t *Task) ImportPlatform(ctx context.Context, a inspect.Actor, ref, path string) (PlatformReport, error) {
	if err := a.May(inspect.ActDraw); err != nil {
		return PlatformReport{}, err
	}
	layout, err := sheet.Inspect(path, fieldsOf[importPlatform])
	if err != nil {
		return PlatformReport{}, err
	}
	item, err := t.c.media.Add(ctx, path, nil)
	if err != nil {
		return PlatformReport{}, err
	}
	type line struct {
		no, code, name string
		badges         []string
		leader         string
	}
	var lines []line
	problems := []string{}
	err = sheet.Read(ctx, path, fieldsOf[importPlatform], layout, func(r sheet.Row) error {
		for _, p := range r.Problems() {
			problems = append(problems, fmt.Sprintf("第%d行“%s”：%s", p.Row, p.Column, p.Reason))
		}
		lines = append(lines, line{r.Get("no"), code.CheckCredit(r.Get("code")).Code, r.Get("name"), list(r.Get("badges")), r.Get("leader")})
		return nil
	})
	if err != nil {
		return PlatformReport{}, err
	}
	if len(problems) > 0 || len(lines) == 0 {
		return PlatformReport{}, inspect.E(inspect.Invalid, "平台名单有%d处问题，没有导入：%s", len(problems), strings.Join(problems[:min(3, len(problems))], "；")).
			WithRef(path).WithHint("核对是否为平台导出的抽取名单，改正后重新导入")
	}
	rep := PlatformReport{File: item.SHA256}
	err = t.c.write(ctx, a, inspect.ActDraw, func(tx *store.Tx) error {
		task, err := t.c.task(ctx, tx, ref)
		if err != nil {
			return err
		}
		if task.Origin != inspect.OriginPlatform {
			return inspect.E(inspect.Refused, "任务设为本机抽取，不能改为导入平台名单").WithArticle("第十三条").WithRef(task.No).WithHint("另建一个平台抽取的任务")
		}
		if err := task.State.To(inspect.TaskDrawn); err != nil {
			return err
		}
		seen := map[string]bool{}
		for _, l := range lines {
			if seen[l.code+l.name] {
				return inspect.E(inspect.Invalid, "平台名单中“%s”出现了两次，没有导入", l.name).WithRef(path).WithHint("核对名单后重新导入")
			}
			seen[l.code+l.name] = true
			rows, _, err := store.List[inspect.Subject](ctx, tx, inspect.NounSubject, store.Where("code", l.code, "merged", ""))
			if err != nil {
				return err
			}
			if len(rows) != 1 {
				return inspect.E(inspect.Invalid, "平台名单中的“%s”（%s）不在检查对象名录库中，没有导入", l.name, l.code).
					WithArticle("第九条").WithRef(l.code).WithHint("先把该对象补入名录库，再导入名单")
			}
			if !slices.Contains(task.Trades, rows[0].Trade) {
				return inspect.E(inspect.Refused, "平台名单中的“%s”属于%s，任务的抽查事项不适用，没有导入", l.name, rows[0].Trade).
					WithArticle("第二条").WithRef(l.code).WithHint("核对名单与任务的抽查事项")
			}
			rep.Matched++
			people, err := t.people(ctx, tx, task, l.badges, l.leader)
			if err != nil {
				return err
			}
			task.Winners = append(task.Winners, inspect.Winner{Subject: rows[0].ID, Code: l.code, Name: rows[0].Name, Inspectors: people})
			task.PlatformNo = l.no
		}
		task.State, task.OriginFile, task.Pool = inspect.TaskDrawn, item.SHA256, 0
		rep.Task = task
		_, err = tx.Put(ctx, inspect.NounTask, task.ID, task, store.Event{Action: "draw.import", Article: "第十三条",
			Reason: "平台抽取名单 SHA-256 " + item.SHA256, Detail: fmt.Sprintf("%d个对象", len(lines))})
		return err
	})
	return rep, err
}

// people finds the inspectors that the platform matched, the leader first, and
// refuses one who may not inspect (art. 15).
func (t *Task) people(ctx context.Context, tx *store.Tx, task inspect.Task, badges []string, leader string) ([]string, error) {
	ids := []string{}
	for _, b := range badges {
		rows, _, err := store.List[inspect.Inspector](ctx, tx, inspect.NounInspector, store.Where("badge", b))
		if err != nil {
			return nil, err
		}
		if len(rows) != 1 {
			return nil, inspect.E(inspect.Invalid, "平台名单中的检查人员（警号%s）不在名录库中，没有导入", b).WithArticle("第九条").WithRef(b).WithHint("先把该人员补入名录库")
		}
		if why := rows[0].Eligible(task.To); why != "" {
			return nil, inspect.E(inspect.Refused, "平台名单中的检查人员%s不能检查：%s", rows[0].Name, why).WithArticle("第十五条").WithRef(b).WithHint("在平台更换人员后重新导出名单")
		}
		if rows[0].Name == leader {
			ids = append([]string{rows[0].ID}, ids...)
			continue
		}
		ids = append(ids, rows[0].ID)
	}
	return ids, nil
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
