package service

import (
	"cmp"
	"context"
	"slices"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/store"
)

// Home says where things stand: what the first page shows.
type Home struct{ c *core }

// Overview counts the lists and names what waits to be done.
type Overview struct {
	Matters          int        `json:"matters"`
	Subjects         int        `json:"subjects"`
	Inspectors       int        `json:"inspectors"`
	Plans            int        `json:"plans"`
	PlansUnpublished int        `json:"plansUnpublished"` // lines whose present version is not on record as public (art. 10)
	Tasks            []TaskLine `json:"tasks"`            // not closed, newest number first
	Closed           int        `json:"closed"`
	ResultsEntered   int        `json:"resultsEntered"`  // 待审核
	ResultsReviewed  int        `json:"resultsReviewed"` // 待录平台
	ResultsOnFile    int        `json:"resultsOnFile"`   // 待公示
	Overdue          int        `json:"overdue"`         // results past the deadline of art. 21
	FilingsReturned  int        `json:"filingsReturned"` // packages that the platform gave back and that nothing replaced
	ReturnedTask     string     `json:"returnedTask"`    // the task of one of them
	NoticesDue       int        `json:"noticesDue"`      // tasks handed out whose notice is not on record (art. 14)
	NextDue          string     `json:"nextDue"`         // the earliest deadline of an open result, "" = none
}

// TaskLine is a task that is not closed, with what decides its next step.
type TaskLine struct {
	ID         string            `json:"id"`
	No         string            `json:"no"`
	Name       string            `json:"name"`
	Origin     inspect.Origin    `json:"origin"`
	State      inspect.TaskState `json:"state"`
	From       string            `json:"from"`
	To         string            `json:"to"`
	Winners    int               `json:"winners"`
	Draw       inspect.DrawState `json:"draw"`       // of the last draw, "" = none
	Leaderless int               `json:"leaderless"` // teams without a leader
	Late       bool              `json:"late"`       // its last day has passed
	Notice     NoticeState       `json:"notice"`     // of its 抽查任务公告 (art. 14)
}

// Overview reads the counts.
func (h *Home) Overview(ctx context.Context, a inspect.Actor) (Overview, error) {
	if err := a.May(inspect.ActRead); err != nil {
		return Overview{}, err
	}
	o := Overview{Tasks: []TaskLine{}}
	for _, n := range []struct {
		noun inspect.Noun
		to   *int
	}{{inspect.NounMatter, &o.Matters}, {inspect.NounSubject, &o.Subjects}, {inspect.NounInspector, &o.Inspectors}} {
		f := store.Filter{}
		if n.noun == inspect.NounSubject {
			f = store.Where("merged", "")
		}
		count, err := store.Count(ctx, h.c.db, n.noun, f)
		if err != nil {
			return Overview{}, err
		}
		*n.to = count
	}
	plans, _, err := store.List[inspect.Plan](ctx, h.c.db, inspect.NounPlan, store.Filter{})
	if err != nil {
		return Overview{}, err
	}
	o.Plans = len(plans)
	for _, p := range plans {
		if s := p.Standing(); s != inspect.PlanPublished && s != inspect.PlanCancelled {
			o.PlansUnpublished++
		}
	}
	if err := h.tasks(ctx, &o); err != nil {
		return Overview{}, err
	}
	if err := h.filings(ctx, &o); err != nil {
		return Overview{}, err
	}
	return o, h.results(ctx, &o)
}

// tasks lists the open ones; the closed, which only grow, are counted.
func (h *Home) tasks(ctx context.Context, o *Overview) (err error) {
	if o.Closed, err = store.Count(ctx, h.c.db, inspect.NounTask, store.Where("state", string(inspect.TaskClosed))); err != nil {
		return err
	}
	for _, state := range []inspect.TaskState{inspect.TaskDraft, inspect.TaskFrozen, inspect.TaskDrawn, inspect.TaskLocked, inspect.TaskAssigned, inspect.TaskMatched,
		inspect.TaskApproved, inspect.TaskDispatched, inspect.TaskReturned} {
		rows, _, err := store.List[inspect.Task](ctx, h.c.db, inspect.NounTask, store.Where("state", string(state)))
		if err != nil {
			return err
		}
		for _, t := range rows {
			if t.Recalled != "" || h.c.owns(ctx, t) != nil {
				continue // a unit's part: the whole task stands for it
			}
			line := TaskLine{ID: t.ID, No: t.No, Name: t.Name, Origin: t.Origin, State: t.State, From: t.From, To: t.To,
				Winners: len(t.Winners), Late: t.To < h.c.today()}
			draws, _, err := store.List[inspect.Drawing](ctx, h.c.db, inspect.NounDraw, store.Where("task", t.ID))
			if err != nil {
				return err
			}
			if len(draws) > 0 {
				line.Draw = draws[len(draws)-1].State
			}
			if line.Leaderless, err = store.Count(ctx, h.c.db, inspect.NounTeam, store.Where("task", t.ID, "state", string(inspect.TeamMatched))); err != nil {
				return err
			}
			if line.Notice, err = (&Publish{h.c}).notice(ctx, t); err != nil {
				return err
			}
			if line.Notice == NoticeToMake || line.Notice == NoticeToRegister {
				o.NoticesDue++
			}
			o.Tasks = append(o.Tasks, line)
		}
	}
	slices.SortFunc(o.Tasks, func(a, b TaskLine) int { return cmp.Compare(b.No, a.No) })
	return nil
}

// filings counts what the platform gave back and nothing replaced.
func (h *Home) filings(ctx context.Context, o *Overview) error {
	returned, err := store.Count(ctx, h.c.db, inspect.NounFiling, store.Where("state", string(inspect.FilingReturned)))
	if err != nil || returned == 0 {
		return err
	}
	list, err := h.c.filings(ctx, h.c.db, "")
	for _, f := range list {
		if f.Last && f.State == inspect.FilingReturned {
			o.FilingsReturned++
			o.ReturnedTask = f.Task
		}
	}
	return err
}

func (h *Home) results(ctx context.Context, o *Overview) error {
	for _, n := range []struct {
		state inspect.ResultState
		to    *int
	}{{inspect.ResultEntered, &o.ResultsEntered}, {inspect.ResultReviewed, &o.ResultsReviewed}, {inspect.ResultOnFile, &o.ResultsOnFile}} {
		rows, _, err := store.List[inspect.Result](ctx, h.c.db, inspect.NounResult, store.Where("state", string(n.state)))
		if err != nil {
			return err
		}
		*n.to = len(rows)
		for _, r := range rows {
			if r.DueOn == "" {
				continue
			}
			if r.DueOn < h.c.today() {
				o.Overdue++
			}
			if o.NextDue == "" || r.DueOn < o.NextDue {
				o.NextDue = r.DueOn
			}
		}
	}
	return nil
}
