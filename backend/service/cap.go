package service

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/store"
)

// nounCapException is what an approved check over a cap is filed under: the
// approvals of noun "capexception", their ref the subject and the year.
const nounCapException = "capexception"

func exceptionRef(subject, year string) string { return subject + "/" + year }

// Caps lists the yearly caps, the organ's first.
func (p *Plan) Caps(ctx context.Context, a inspect.Actor) ([]inspect.Cap, error) {
	if err := a.May(inspect.ActRead); err != nil {
		return nil, err
	}
	caps, _, err := store.List[inspect.Cap](ctx, p.c.db, inspect.NounCap, store.Filter{Order: "department"})
	return caps, err
}

// SetCap sets a cap for its department, trade and class; one that is there is
// replaced. Limit 0 takes it away again: checks are then only counted.
func (p *Plan) SetCap(ctx context.Context, a inspect.Actor, in inspect.Cap) (inspect.Cap, error) {
	if err := a.May(inspect.ActPlan); err != nil {
		return in, err
	}
	in.Department, in.Trade = strings.TrimSpace(in.Department), strings.TrimSpace(in.Trade)
	if err := in.Validate(); err != nil {
		return in, err
	}
	return in, p.c.write(ctx, a, inspect.ActPlan, func(tx *store.Tx) error {
		same, _, err := store.List[inspect.Cap](ctx, tx, inspect.NounCap, store.Where("department", in.Department, "trade", in.Trade, "class", string(in.Class)))
		if err != nil {
			return err
		}
		in.ID = store.NewID()
		if len(same) > 0 {
			in.ID = same[0].ID
		}
		_, err = tx.Put(ctx, inspect.NounCap, in.ID, in, store.Event{Action: "cap.set", Article: inspect.Law54, Detail: fmt.Sprintf("上限%d次 %s", in.Limit, in.Basis)})
		return err
	})
}

// CapOf says how a firm stands to the caps in a year.
func (p *Plan) CapOf(ctx context.Context, a inspect.Actor, subject string, year int) (inspect.CapState, error) {
	if err := a.May(inspect.ActRead); err != nil {
		return inspect.CapState{Lines: []inspect.CapLine{}}, err
	}
	s, err := store.Get[inspect.Subject](ctx, p.c.db, inspect.NounSubject, subject)
	if err != nil {
		return inspect.CapState{Lines: []inspect.CapLine{}}, err
	}
	k, err := p.c.checks(ctx, p.c.db, fmt.Sprintf("%04d", year), "")
	if err != nil {
		return inspect.CapState{Lines: []inspect.CapLine{}}, err
	}
	return k.state(s, year, nil), nil
}

// CapException asks for one check of a firm over its cap.
type CapException struct {
	Subject  string        `json:"subject"` // id
	Year     int           `json:"year"`
	Reason   string        `json:"reason"`
	Approval ApprovalInput `json:"approval"` // of the 主要负责人: paper or oral
}

// ExceptCap registers the consent to one check of a firm over its cap in a year.
func (p *Plan) ExceptCap(ctx context.Context, a inspect.Actor, in CapException) (inspect.Approval, error) {
	if err := a.May(inspect.ActPlan); err != nil {
		return inspect.Approval{}, err
	}
	in.Approval.Noun, in.Approval.Ref = nounCapException, exceptionRef(in.Subject, fmt.Sprintf("%04d", in.Year))
	ap, act, err := (&Approval{p.c}).entered(ctx, a, in.Approval)
	if err != nil {
		return ap.Approval, err
	}
	err = p.c.write(ctx, a, act, func(tx *store.Tx) error {
		s, err := store.Get[inspect.Subject](ctx, tx, inspect.NounSubject, in.Subject)
		if err != nil {
			return err
		}
		k, err := p.c.checks(ctx, tx, fmt.Sprintf("%04d", in.Year), "")
		if err != nil {
			return err
		}
		switch {
		case strings.TrimSpace(in.Reason) == "":
			return inspect.E(inspect.Invalid, "超过年度频次上限的检查应写明理由").WithField("reason").WithArticle(inspect.Law54).WithRef(s.Code)
		case k.state(s, in.Year, nil).Reached == "":
			return inspect.E(inspect.Refused, "“%s”%d年度没有达到频次上限，不需要例外", s.Name, in.Year).WithField("subject").WithArticle(inspect.Law54).WithRef(s.Code).WithHint("直接设置检查任务")
		}
		ap.Applicant, ap.EnteredFor = a.Person, fmt.Sprintf("%d年度对“%s”超过频次上限检查一次：%s", in.Year, s.Name, strings.TrimSpace(in.Reason))
		return p.c.consent(ctx, tx, &ap, inspect.Law54)
	})
	return ap.Approval, err
}

// yearChecks are the checks of firms in one year, and the caps on them.
type yearChecks struct {
	caps  []inspect.Cap
	made  [][]string       // the departments of each check of a firm
	of    map[string][]int // subject, or code of a firm -> its checks
	extra map[string]int   // subject -> approved exceptions
}

// checks counts the checks of a year: random and not, once their task is
// approved. What the government or a higher police organ ordered (art. 3 item 2)
// does not count; nor does the task except.
func (c *core) checks(ctx context.Context, r store.Reader, year, except string) (yearChecks, error) {
	k := yearChecks{of: map[string][]int{}, extra: map[string]int{}}
	var err error
	if k.caps, _, err = store.List[inspect.Cap](ctx, r, inspect.NounCap, store.Filter{}); err != nil {
		return k, err
	}
	standing, err := c.survivors(ctx, r)
	if err != nil {
		return k, err
	}
	for _, state := range []inspect.TaskState{inspect.TaskApproved, inspect.TaskDispatched, inspect.TaskReturned, inspect.TaskClosed} {
		tasks, _, err := store.List[struct {
			ID          string             `json:"id"`
			From        string             `json:"from"`
			Lead        string             `json:"lead"`
			Departments []string           `json:"departments"`
			NonRandom   *inspect.NonRandom `json:"nonRandom"`
			Recalled    string             `json:"recalled"`
			Winners     []struct {
				Subject string `json:"subject"`
				Code    string `json:"code"`
			} `json:"winners"`
		}](ctx, r, inspect.NounTask, store.Where("state", string(state)))
		if err != nil {
			return k, err
		}
		for _, t := range tasks {
			if t.ID == except || t.Recalled != "" || !strings.HasPrefix(t.From, year+"-") || t.NonRandom != nil && t.NonRandom.Item == inspect.ExemptOrdered {
				continue
			}
			by := append(slices.Clone(t.Departments), t.Lead)
			for _, w := range t.Winners {
				id := joinOr(standing[w.Subject], w.Subject)
				k.of[id] = append(k.of[id], len(k.made))
				if w.Code != "" { // a row typed on site has an id of its own
					k.of[w.Code] = append(k.of[w.Code], len(k.made))
				}
				k.made = append(k.made, by)
			}
		}
	}
	exceptions, _, err := store.List[inspect.Approval](ctx, r, inspect.NounApproval, store.Where("noun", nounCapException))
	for _, e := range exceptions {
		if id, y, _ := strings.Cut(e.Ref, "/"); y == year {
			k.extra[joinOr(standing[id], id)]++
		}
	}
	return k, err
}

// checked are the checks of a firm: of its row of the register and of its code.
func (k yearChecks) checked(s inspect.Subject) [][]string {
	all := slices.Clone(k.of[joinOr(s.MergedInto, s.ID)])
	if s.Code != "" {
		all = append(all, k.of[s.Code]...)
	}
	slices.Sort(all)
	list := [][]string{}
	for _, i := range slices.Compact(all) {
		list = append(list, k.made[i])
	}
	return list
}

// line is the count of one organ ("") or department for a firm.
func (k yearChecks) line(s inspect.Subject, department string) inspect.CapLine {
	n := 0
	for _, by := range k.checked(s) {
		if department == "" || slices.Contains(by, department) {
			n++
		}
	}
	limit, _ := inspect.CapFor(k.caps, department, s)
	return inspect.NewCapLine(department, n, limit.Limit, k.extra[joinOr(s.MergedInto, s.ID)])
}

// state is how a firm stands: to the caps of the organ and of these
// departments, nil = all that have checked it or have a cap.
func (k yearChecks) state(s inspect.Subject, year int, departments []string) inspect.CapState {
	st := inspect.CapState{Subject: s.ID, Code: s.Code, Name: s.Name, Year: year, Lines: []inspect.CapLine{k.line(s, "")}}
	if departments == nil {
		for _, by := range k.checked(s) {
			departments = append(departments, by...)
		}
		for _, c := range k.caps {
			departments = append(departments, c.Department)
		}
	}
	departments = slices.DeleteFunc(slices.Clone(departments), func(d string) bool { return d == "" })
	slices.Sort(departments)
	for _, d := range slices.Compact(departments) {
		st.Lines = append(st.Lines, k.line(s, d))
	}
	for _, l := range st.Lines {
		if l.Full() && st.Reached == "" {
			st.Reached = l.Text
		}
	}
	return st
}

// capReached leaves a subject out of a pool.
const capReached = "本年度检查次数已达频次上限（" + inspect.Law54 + "）"

// overCap refuses a 非随机检查 of a firm that is at its cap. What was ordered from
// above is outside the caps.
func (c *core) overCap(ctx context.Context, r store.Reader, task inspect.Task, s inspect.Subject) error {
	if task.NonRandom.Item == inspect.ExemptOrdered {
		return nil
	}
	k, err := c.checks(ctx, r, task.From[:4], task.ID)
	if err != nil {
		return err
	}
	var year int
	if _, err := fmt.Sscan(task.From[:4], &year); err != nil {
		return err
	}
	if st := k.state(s, year, append(slices.Clone(task.Departments), task.Lead)); st.Reached != "" {
		return inspect.E(inspect.Refused, "“%s”%s，不能再检查", s.Name, st.Reached).WithField("subjects").WithArticle(inspect.Law54).WithRef(s.Code).
			WithHint("确需检查的，先在“年度计划－频次上限”登记主要负责人批准的例外")
	}
	return nil
}
