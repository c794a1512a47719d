package service

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/store"
)

// Stop is one firm of today's round (今日路线单).
type Stop struct {
	TeamView
	TaskNo     string   `json:"taskNo"`
	TaskName   string   `json:"taskName"`
	DueOn      string   `json:"dueOn"` // the last day of its task
	Late       bool     `json:"late"`
	VisitID    string   `json:"visitId"`
	VisitState string   `json:"visitState"`
	VisitLabel string   `json:"visitLabel"`
	SecondOn   string   `json:"secondOn"` // it was put off to this day, "" = it was not
	Problems   int      `json:"problems"` // what still keeps it from finishing
	Lacks      []string `json:"lacks"`    // what is still to be done there, in words
	OpenPast   int      `json:"openPast"` // rectifications that earlier inspections left open
	Matters    []string `json:"matters"`  // names
	Contact    string   `json:"contact"`  // 负责人 and telephone
}

// metaRound keeps the order in which the leader goes, team ids as JSON.
const metaRound = "round"

// Today lists the firms this workspace may visit, in the order of the leader,
// then of the draw; what was handed back comes last.
func (v *Visit) Today(ctx context.Context, a inspect.Actor) ([]Stop, error) {
	if err := a.May(inspect.ActRead); err != nil {
		return nil, err
	}
	teams, _, err := store.List[inspect.Team](ctx, v.c.db, inspect.NounTeam, store.Where("state", string(inspect.TeamDispatched)).Sorted("ord"))
	if err != nil {
		return nil, err
	}
	order, err := v.order(ctx)
	if err != nil {
		return nil, err
	}
	stops := make([]Stop, 0, len(teams))
	for _, t := range teams {
		s, err := v.stop(ctx, t)
		if err != nil {
			return nil, err
		}
		stops = append(stops, s)
	}
	place := func(s Stop) int {
		if i := slices.Index(order, s.Team.ID); i >= 0 {
			return i
		}
		return len(order)
	}
	handed := func(s Stop) int {
		if s.VisitState == string(inspect.VisitHanded) {
			return 1
		}
		return 0
	}
	slices.SortStableFunc(stops, func(x, y Stop) int {
		return cmp.Or(cmp.Compare(handed(x), handed(y)), cmp.Compare(place(x), place(y)), cmp.Compare(x.TaskNo, y.TaskNo), cmp.Compare(x.Team.Order, y.Team.Order))
	})
	return stops, nil
}

func (v *Visit) order(ctx context.Context) ([]string, error) {
	order := []string{}
	text, err := v.c.db.Meta(ctx, metaRound)
	if err != nil || text == "" {
		return order, err
	}
	if err := json.Unmarshal([]byte(text), &order); err != nil {
		return nil, inspect.E(inspect.Damaged, "路线单的次序读不出来").Because(err)
	}
	return order, nil
}

// Arrange sets the order of the round: the teams named first, as named, the rest
// after them as they stood.
func (v *Visit) Arrange(ctx context.Context, a inspect.Actor, teams []string) ([]Stop, error) {
	if err := a.May(inspect.ActVisit); err != nil {
		return nil, err
	}
	stops, err := v.Today(ctx, a)
	if err != nil {
		return nil, err
	}
	order := []string{}
	for _, id := range teams {
		i := slices.IndexFunc(stops, func(s Stop) bool { return s.Team.ID == id })
		if i < 0 {
			return nil, inspect.E(inspect.NotFound, "路线单上没有这个检查组").WithRef(id).WithField("teams").WithHint("刷新路线单后再调整")
		}
		if slices.Contains(order, id) {
			return nil, inspect.E(inspect.Invalid, "“%s”写了两次", stops[i].SubjectName).WithField("teams")
		}
		order = append(order, id)
	}
	for _, s := range stops {
		if !slices.Contains(order, s.Team.ID) {
			order = append(order, s.Team.ID)
		}
	}
	text, err := json.Marshal(order)
	if err != nil {
		return nil, err
	}
	err = v.c.write(ctx, a, inspect.ActVisit, func(tx *store.Tx) error {
		if err := tx.SetMeta(ctx, metaRound, string(text)); err != nil {
			return err
		}
		return tx.Audit(ctx, store.Event{Action: "round.arrange", Article: "第十八条", Detail: fmt.Sprintf("共%d户", len(order))}, "", "", store.Digest(text))
	})
	if err != nil {
		return nil, err
	}
	return v.Today(ctx, a)
}

// stop is one firm of the round.
func (v *Visit) stop(ctx context.Context, t inspect.Team) (Stop, error) {
	f, err := v.form(ctx, v.c.db, t)
	if err != nil {
		return Stop{}, err
	}
	s := Stop{TeamView: TeamView{f.Team, f.Subject.Name, f.Subject.Code, f.Subject.Premises, f.Subject.Trade, t.State.Label(), "", t.Frequency},
		TaskNo: f.Task.No, TaskName: f.Task.Name, DueOn: f.Task.To, VisitID: f.Visit.ID, VisitState: string(f.Visit.State), VisitLabel: "未开始",
		Lacks: []string{}, OpenPast: inspect.OpenPast(f.Team.Past), Matters: namesOf(f.Matters), Contact: strings.TrimSpace(f.Subject.LegalRep + " " + f.Subject.Phone)}
	s.Late = f.Task.To < v.c.today() && (f.Visit.ID == "" || f.Visit.State == inspect.VisitOpen)
	if f.Visit.ID != "" {
		s.VisitLabel, s.Problems = f.Visit.State.Label(), len(f.Problems)
	}
	if f.Visit.State == inspect.VisitOpen && f.Visit.Outcome == inspect.OutcomeLater {
		s.SecondOn = f.Visit.SecondOn
	}
	if f.HandedTo != "" {
		s.VisitState, s.VisitLabel, s.Lacks = string(inspect.VisitHanded), "已交接给“"+f.HandedTo+"”", []string{}
		return s, nil
	}
	s.Lacks, err = v.lacks(ctx, f)
	return s, err
}

// Door is what the team knows of a firm before it goes in.
type Door struct {
	Stop Stop                `json:"stop"`
	Past []inspect.PastCheck `json:"past"`
	Next string              `json:"next"` // team of the firm to go to after this one, "" = none is left
}

// Door tells what earlier inspections found and left open.
func (v *Visit) Door(ctx context.Context, a inspect.Actor, team string) (Door, error) {
	stops, err := v.Today(ctx, a)
	if err != nil {
		return Door{}, err
	}
	i := slices.IndexFunc(stops, func(s Stop) bool { return s.Team.ID == team })
	if i < 0 {
		return Door{}, inspect.E(inspect.NotFound, "路线单上没有这个检查组").WithRef(team).WithHint("回到今日路线单")
	}
	return Door{stops[i], stops[i].Team.Past, next(stops, i)}, nil
}

// next is the firm to go to after the ith: the first one below it that is not
// done, or from the top again.
func next(stops []Stop, i int) string {
	for n := 1; n < len(stops); n++ {
		s := stops[(i+n)%len(stops)]
		if s.VisitState == "" || s.VisitState == string(inspect.VisitOpen) && s.SecondOn == "" {
			return s.Team.ID
		}
	}
	return ""
}

// lacks says what is still to be done at a firm.
func (v *Visit) lacks(ctx context.Context, f VisitForm) ([]string, error) {
	list := []string{}
	ap, err := store.Get[inspect.Approval](ctx, v.c.db, inspect.NounApproval, f.Task.Approval)
	if err != nil && inspect.CodeOf(err) != inspect.NotFound {
		return nil, err
	}
	if err == nil && ap.Kind == inspect.ApprovalOral && ap.FiledAt == "" {
		list = append(list, "口头同意的书面审批应在 "+inspect.Minute(ap.DueAt)+" 前补办")
	}
	if f.Visit.ID == "" || f.Visit.State == inspect.VisitHanded {
		return list, nil
	}
	if n := len(f.Problems); n > 0 {
		list = append(list, fmt.Sprintf("记录尚缺 %d 处", n))
	}
	pending := 0
	for _, e := range f.Evidence {
		if e.State == inspect.EvidencePending {
			pending++
		}
	}
	if pending > 0 {
		list = append(list, fmt.Sprintf("记录仪 %d 段待回填", pending))
	}
	if f.Visit.State == inspect.VisitOpen {
		return list, nil
	}
	papers, _, err := store.List[inspect.Paper](ctx, v.c.db, inspect.NounPaper, store.Where("ref", f.Visit.ID))
	if err != nil {
		return nil, err
	}
	unsigned, made := 0, false
	for _, p := range papers {
		made = made || p.State != inspect.PaperVoid
		if p.State == inspect.PaperIssued || p.State == inspect.PaperPrinted {
			unsigned++
		}
	}
	if !made {
		list = append(list, "文书还没有制作")
	}
	if unsigned > 0 {
		list = append(list, fmt.Sprintf("文书 %d 份待签字归档", unsigned))
	}
	return append(list, "待交回办公室"), nil
}

// carriedPaths are the fields that one firm hands to the next on the same day:
// who came, by what, how the party is told. That it was told is never carried.
var carriedPaths = []string{"vehicle", "rightsNote", "noCheckCode"}

// carry gives the shared fields of the visit begun last on this legal day.
func (v *Visit) carry(ctx context.Context, visit *inspect.Visit, t inspect.Team) ([][2]string, error) {
	all, _, err := store.List[inspect.Visit](ctx, v.c.db, inspect.NounVisit, store.Filter{Order: "-id"})
	if err != nil {
		return nil, err
	}
	for _, last := range all {
		if last.State == inspect.VisitOpen {
			fields, err := store.Draft(ctx, v.c.db, inspect.NounVisit, last.ID)
			if err != nil {
				return nil, err
			}
			last = inspect.VisitFrom(last, fields)
		}
		if inspect.LegalDate(last.StartedAt) != v.c.today() {
			continue
		}
		visit.Carried = last.ID
		out := [][2]string{}
		for i, value := range []string{last.Vehicle, last.RightsNote, last.NoCheckCode} {
			if value != "" {
				out = append(out, [2]string{carriedPaths[i], value})
			}
		}
		here := slices.DeleteFunc(known(t, last.Present), func(id string) bool {
			return !slices.ContainsFunc(t.Members, func(m inspect.Member) bool { return m.Inspector == id })
		})
		if len(here) > 0 {
			out = append(out, [2]string{"present", strings.Join(here, "，")})
		}
		if len(out) == 0 {
			visit.Carried = ""
		}
		return out, nil
	}
	return nil, nil
}

// carriedFrom names the firm whose shared fields a visit began with.
func (v *Visit) carriedFrom(ctx context.Context, r store.Reader, visit inspect.Visit) (string, error) {
	if visit.Carried == "" {
		return "", nil
	}
	last, err := store.Get[inspect.Visit](ctx, r, inspect.NounVisit, visit.Carried)
	if inspect.CodeOf(err) == inspect.NotFound && err != nil {
		return "", nil // it stayed on the laptop that began it
	}
	if err != nil {
		return "", err
	}
	s, err := store.Get[inspect.Subject](ctx, r, inspect.NounSubject, last.Subject)
	return s.Name, err
}

// whole gives an older visit the lists it did not have then.
func whole(v inspect.Visit) inspect.Visit {
	if v.Ways == nil {
		v.Ways = []inspect.Way{}
	}
	if v.Rechecks == nil {
		v.Rechecks = []inspect.Recheck{}
	}
	if v.Marks == nil {
		v.Marks, v.StepReasons = []inspect.Mark{}, []inspect.StepReason{}
	}
	return v
}
