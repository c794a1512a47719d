package service

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/store"
)

// unlistedMark begins the code of a matter that is in no list.
const unlistedMark = "清单外-"

// NonRandomInput sets up an inspection that art. 3 takes out of the draw. The
// task's kind, origin and ratio are not asked.
type NonRandomInput struct {
	Task      inspect.Task `json:"task"`
	ProofPath string       `json:"proofPath"` // scan of what it rests on
	Unlisted  []string     `json:"unlisted"`  // names of matters that are not in the list
	Subjects  []string     `json:"subjects"`  // ids, chosen by hand: allowed only here
}

// HandTeam is a team put together by hand, the proposed leader first.
type HandTeam struct {
	Subject    string   `json:"subject"`
	Inspectors []string `json:"inspectors"` // ids
}

// NewNonRandom sets a 非随机检查 up with its subjects. Its list is locked at
// once; inspectors are matched by a draw or by AssignByHand, and it goes through
// the same approval, dispatch, visit, documents and results as every task.
func (t *Task) NewNonRandom(ctx context.Context, a inspect.Actor, in NonRandomInput) (inspect.Task, error) {
	task := in.Task
	if err := a.May(inspect.ActTask); err != nil {
		return task, err
	}
	organ, err := t.c.db.Meta(ctx, metaOrgan)
	if err != nil {
		return task, err
	}
	why := inspect.NonRandom{}
	if task.NonRandom != nil {
		why.Item, why.Reason = task.NonRandom.Item, task.NonRandom.Reason
	}
	if in.ProofPath != "" {
		item, err := t.c.media.Add(ctx, in.ProofPath, nil)
		if err != nil {
			return task, err
		}
		why.Proof, why.ProofName = item.SHA256, item.Name
	}
	task.NonRandom = &why
	if len(task.Departments) == 0 {
		task.Departments = []string{task.Lead}
	}
	task.ID, task.Kind, task.Organ, task.CreatedBy, task.State = store.NewID(), inspect.TaskNonRandom, organ, a.Person, inspect.TaskLocked
	task.Origin, task.RatioNum, task.RatioDen, task.Total, task.Approval, task.Winners, task.Trades = "", 0, 0, 0, "", []inspect.Winner{}, []string{}
	if err := task.Validate(); err != nil {
		return task, err
	}
	err = t.c.write(ctx, a, inspect.ActTask, func(tx *store.Tx) error {
		for _, id := range slices.Compact(slices.Clone(in.Subjects)) {
			s, err := store.Get[inspect.Subject](ctx, tx, inspect.NounSubject, id)
			if err != nil {
				return err
			}
			if why := s.Drawable(); why != "" {
				return inspect.E(inspect.Refused, "“%s”不能检查：%s", s.Name, why).WithArticle("第九条").WithRef(s.Code).WithHint("先更正名录库")
			}
			if slices.ContainsFunc(task.Winners, func(w inspect.Winner) bool { return w.Subject == id }) {
				return inspect.E(inspect.Invalid, "“%s”选了两次", s.Name).WithArticle("第三条").WithField("subjects")
			}
			if err := t.c.overCap(ctx, tx, task, s); err != nil {
				return err
			}
			task.Winners = append(task.Winners, inspect.Winner{Subject: s.ID, Code: s.Code, Name: s.Name, Inspectors: []string{}})
			if !slices.Contains(task.Trades, s.Trade) {
				task.Trades = append(task.Trades, s.Trade)
			}
		}
		if len(task.Winners) == 0 {
			return inspect.E(inspect.Invalid, "没有选择检查对象").WithArticle("第三条").WithField("subjects")
		}
		if task.No, err = t.c.nextNo(ctx, tx, inspect.NounTask, inspect.LegalDate(tx.At())); err != nil {
			return err
		}
		if err := t.exemptMatters(ctx, tx, &task, in.Unlisted); err != nil {
			return err
		}
		_, err = tx.Put(ctx, inspect.NounTask, task.ID, task, store.Event{Action: "task.nonrandom", Article: "第三条", Reason: task.NonRandom.Reason,
			Detail: "第" + string(task.NonRandom.Item) + "项 依据 " + task.NonRandom.Proof})
		return err
	})
	return task, err
}

// exemptMatters checks the matters of a 非随机检查 and enters those that are in
// no list: item （一） is for these alone.
func (t *Task) exemptMatters(ctx context.Context, tx *store.Tx, task *inspect.Task, unlisted []string) error {
	ms, err := t.c.matters(ctx, tx, task.Matters)
	if err != nil {
		return err
	}
	if len(ms)+len(unlisted) == 0 {
		return inspect.E(inspect.Invalid, "没有写明检查事项").WithArticle("第三条").WithField("matters").WithHint("选择清单事项，或写明清单外事项的名称")
	}
	for _, m := range ms {
		if task.NonRandom.Item == inspect.ExemptUnlisted && m.InForce(task.From) {
			return inspect.E(inspect.Refused, "“%s”在现行随机抽查事项清单内，不属于第三条（一）未列入清单的情形", m.Name).WithArticle("第三条").WithRef(m.Code).
				WithHint("应当随机抽查；属于举报、交办、突发等情形的，选相应项并附依据")
		}
		for _, w := range task.Winners {
			s, err := store.Get[inspect.Subject](ctx, tx, inspect.NounSubject, w.Subject)
			if err != nil {
				return err
			}
			if !slices.Contains(m.Trades, s.Trade) {
				return inspect.E(inspect.Refused, "事项“%s”不适用于“%s”（%s）", m.Name, s.Name, s.Trade).WithArticle("第二条").WithRef(m.Code).WithHint("更换事项或检查对象")
			}
		}
	}
	for i, name := range unlisted {
		if strings.TrimSpace(name) == "" {
			return inspect.E(inspect.Invalid, "清单外事项的名称为空").WithArticle("第三条").WithField("unlisted")
		}
		m := inspect.Matter{ID: store.NewID(), Code: fmt.Sprintf("%s%s-%d", unlistedMark, task.No, i+1), Name: name, Trades: task.Trades, Level: inspect.LevelKey,
			Methods: []string{"实地核查"}, Authority: strings.Join(task.Departments, "，"), Department: task.Lead, Basis: task.NonRandom.Reason, Unlisted: true, Checklist: []inspect.CheckItem{}}
		if err := m.Validate(); err != nil {
			return err
		}
		if _, err := tx.Put(ctx, inspect.NounMatter, m.ID, m, store.Event{Action: "matter.unlisted", Article: "第三条"}); err != nil {
			return err
		}
		task.Matters = append(task.Matters, m.ID)
	}
	return nil
}

// AssignByHand puts the teams of a 非随机检查 together: one for each subject,
// two people or more, each in force, free and not recused. A random task is
// matched by a draw alone (art. 15).
func (m *Match) AssignByHand(ctx context.Context, a inspect.Actor, ref string, teams []HandTeam) (inspect.Task, error) {
	var task inspect.Task
	err := m.c.write(ctx, a, inspect.ActTeam, func(tx *store.Tx) (err error) {
		if task, err = m.c.task(ctx, tx, ref); err != nil {
			return err
		}
		if err := m.c.owns(ctx, task); err != nil {
			return err
		}
		if task.Random() {
			return inspect.E(inspect.Refused, "双随机任务的检查人员只能随机匹配，不能指定").WithArticle("第十五条").WithRef(task.No).WithHint("冻结人员名录后抽取")
		}
		if err := task.State.To(inspect.TaskMatched); err != nil {
			return err
		}
		people, out, err := (&Draw{m.c}).roster(ctx, tx, task, task.From)
		if err != nil {
			return err
		}
		needs, err := m.c.needsOf(ctx, tx, task)
		if err != nil {
			return err
		}
		var items []store.Item
		for i, w := range task.Winners {
			at := slices.IndexFunc(teams, func(h HandTeam) bool { return h.Subject == w.Subject })
			if at < 0 || len(teams[at].Inspectors) < 2 || len(teams) != len(task.Winners) {
				return inspect.E(inspect.Refused, "“%s”应安排不少于2名检查人员，每户一组", w.Name).WithArticle("第十五条").WithRef(w.Subject)
			}
			team := inspect.Team{ID: store.NewID(), Task: task.ID, Subject: w.Subject, Order: i + 1, Members: []inspect.Member{}, Changes: []inspect.TeamChange{}, Date: task.From,
				Proposed: teams[at].Inspectors[0], State: inspect.TeamMatched}
			recused, _, err := store.List[inspect.Recusal](ctx, tx, inspect.NounRecusal, store.Where("subject", w.Subject))
			if err != nil {
				return err
			}
			for seat, id := range teams[at].Inspectors {
				p, err := store.Get[inspect.Inspector](ctx, tx, inspect.NounInspector, id)
				if err != nil {
					return err
				}
				why := unfit(p, team, "", needs[i], recused, task.From, task.To)
				if !slices.ContainsFunc(people, func(x inspect.Inspector) bool { return x.ID == id }) {
					why = "不在实施部门"
					for _, x := range out {
						if x.Code == p.Badge {
							why = x.Reason
						}
					}
				}
				if why != "" {
					return inspect.E(inspect.Refused, "%s不能检查“%s”：%s", p.Name, w.Name, why).WithArticle("第十五条").WithRef(p.Badge)
				}
				team.Members = append(team.Members, member(p, seat+1))
			}
			items = append(items, store.Item{ID: team.ID, Aggregate: &team})
		}
		if err := tx.PutMany(ctx, inspect.NounTeam, items, store.Event{Action: "team.byhand", Article: "第十五条"}); err != nil {
			return err
		}
		task.State = inspect.TaskMatched
		_, err = tx.Put(ctx, inspect.NounTask, task.ID, task, store.Event{Action: "task.matched", Article: "第十五条", Detail: "非随机检查"})
		return err
	})
	return task, err
}
