package service

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/store"
)

// platformJudged is a list held against the registers.
type platformJudged struct {
	rep      PlatformReport
	winners  []inspect.Winner
	subjects []inspect.Subject   // to be added
	people   []inspect.Inspector // to be added
	out      []inspect.Omitted   // not taken
	sieve    sieve
	refusal  error // why the list cannot be taken, nil when it can
}

func (j *platformJudged) refuse(err *inspect.Error) string {
	if j.refusal == nil {
		j.refusal = err
	}
	return strings.TrimPrefix(err.Message, "平台名单中的")
}

func (t *Task) judge(ctx context.Context, r store.Reader, task inspect.Task, in PlatformInput) (platformJudged, error) {
	j := platformJudged{out: []inspect.Omitted{}, rep: PlatformReport{Task: task, Name: filepath.Base(in.Path), Rows: []PlatformRow{}, Notes: []string{}, People: []PlatformPerson{}, Head: noHead()}}
	if task.Origin != inspect.OriginPlatform {
		return j, inspect.E(inspect.Refused, "任务设为本机抽取，不能改为导入平台名单").WithArticle("第十三条").WithRef(task.No).WithHint("另建一个平台抽取的任务")
	}
	if err := task.State.To(inspect.TaskDrawn); err != nil {
		return j, err
	}
	var err error
	if j.rep.File, err = fileDigest(in.Path); err != nil {
		return j, err
	}
	if j.sieve, err = t.c.sieve(ctx, r, task); err != nil {
		return j, err
	}
	lines, err := t.readPlatformList(ctx, in, &j)
	if err != nil || j.rep.Unread != "" {
		return j, err
	}
	if in.Reason != "" {
		if err := j.addPeople(ctx, r, in); err != nil {
			return j, err
		}
	}
	seen := map[string]bool{}
	for _, l := range lines {
		row := PlatformRow{Row: l.row, Code: l.code, Name: l.name}
		if err := t.line(ctx, r, task, in, l, &row, &j, seen); err != nil {
			return j, err
		}
		row.StateLabel = platformStates[row.State]
		switch row.State {
		case "matched":
			j.rep.Matched++
		case "added":
			j.rep.Matched++
			j.rep.Added++
		case "unknown":
			j.rep.Unknown++
		case "barred":
			j.rep.Barred++
		case "out":
			j.rep.LeftOut++
		default:
			j.rep.Problems++
		}
		j.rep.Rows = append(j.rep.Rows, row)
	}
	if len(j.winners) == 0 && j.refusal == nil {
		j.refuse(inspect.E(inspect.Refused, "平台名单中的对象都不列入，没有可检查的对象，没有导入").WithArticle("第十一条").WithField("leaveOut").WithHint("核对名单，或办理例外登记"))
	}
	return j, t.note(ctx, r, task, lines, &j)
}

// line holds one line of the list against the registers.
func (t *Task) line(ctx context.Context, r store.Reader, task inspect.Task, in PlatformInput, l platformLine, row *PlatformRow, j *platformJudged, seen map[string]bool) error {
	row.State = "problem"
	if len(l.faults) > 0 {
		row.Why = j.refuse(inspect.E(inspect.Invalid, "平台名单中的第%d行有问题，没有导入：%s", l.row, strings.Join(l.faults, "；")).WithField("file").
			WithHint("核对是否为平台导出的抽取名单，改正后重新导入"))
		return nil
	}
	if seen[l.code+l.name] {
		row.Why = j.refuse(inspect.E(inspect.Invalid, "平台名单中的“%s”出现了两次，没有导入", l.name).WithField("file").WithHint("核对名单后重新导入"))
		return nil
	}
	seen[l.code+l.name] = true
	key, value := "code", l.code
	if value == "" {
		key, value = "name", l.name
	}
	rows, _, err := store.List[inspect.Subject](ctx, r, inspect.NounSubject, store.Where(key, value, "merged", ""))
	if err != nil {
		return err
	}
	people, names, trouble, err := t.people(ctx, r, task, l, j)
	if err != nil {
		return err
	}
	row.People = strings.Join(names, "、")
	if len(rows) == 0 {
		if rows = j.addSubject(task, in, l); len(rows) == 0 {
			row.State = "unknown"
			row.Why = j.refuse(inspect.E(inspect.Invalid, "平台名单中的“%s”（%s）不在检查对象名录库中，没有导入", l.name, l.code).
				WithArticle("第九条").WithRef(l.code).WithHint("写明理由补入名录库，或先导入名录，再导入名单"))
			return nil
		}
		row.State = "added"
	} else {
		row.State = "matched"
	}
	s := rows[0]
	why := ""
	switch {
	case len(rows) > 1:
		why = j.refuse(inspect.E(inspect.Invalid, "平台名单中的“%s”（%s）在名录库中有%d户，没有导入", l.name, l.code, len(rows)).WithArticle("第九条").WithRef(l.code).WithHint("先在名录库中合并重复的对象"))
	case !slices.Contains(task.Trades, s.Trade):
		why = j.refuse(inspect.E(inspect.Refused, "平台名单中的“%s”属于%s，任务的抽查事项不适用，没有导入", l.name, s.Trade).
			WithArticle("第二条").WithRef(l.code).WithHint("核对名单与任务的抽查事项"))
	}
	for _, p := range people {
		if lack := lacks(p, qualifications(fitting(j.sieve.matters, s.Trade), "")); lack != "" && why == "" && trouble == "" {
			why = j.refuse(inspect.E(inspect.Refused, "平台名单中的检查人员%s不能检查“%s”：%s", p.Name, s.Name, lack).WithArticle("第十五条").WithRef(p.Badge).WithHint("在平台更换人员后重新导出名单，或在名录库补登该人员的岗位资质"))
		}
	}
	if why == "" {
		why = trouble
	}
	if row.Name == "" {
		row.Name = s.Name
	}
	if why != "" {
		row.State, row.Why = "problem", why
		return nil
	}
	if taken := j.again(in, s, l, row); !taken {
		return nil
	}
	if l.name != "" && s.Name != l.name {
		row.Why = "名录库中的名称是“" + s.Name + "”，以名录库为准"
	}
	w := inspect.Winner{Subject: s.ID, Code: s.Code, Name: s.Name, Inspectors: []string{}}
	for _, p := range people {
		w.Inspectors = append(w.Inspectors, p.ID)
	}
	j.winners = append(j.winners, w)
	return nil
}

// again holds a subject against what was inspected this year: it is taken,
// left out with its reason, or stands in the way (art. 11).
func (j *platformJudged) again(in PlatformInput, s inspect.Subject, l platformLine, row *PlatformRow) (taken bool) {
	left := inspect.Omitted{Subject: s.ID, Code: s.Code, Name: s.Name}
	reason, out := j.sieve.out(s)
	barred := j.sieve.barred(s)
	switch {
	case out:
		left.Why, left.Reason = leftOutByReason, reason
	case barred == "":
		return true
	case strings.TrimSpace(in.LeaveOut) == "":
		row.State, row.Why = "barred", j.refuse(mayNot(barred, s).WithRef(l.code))
		return false
	default:
		left.Why, left.Reason = barred, strings.Join(strings.Fields(in.LeaveOut), " ")
	}
	row.State, row.Why = "out", left.Why+"："+left.Reason
	j.out = append(j.out, left)
	return false
}

// mayNot refuses to inspect a subject of the platform's list again this year.
func mayNot(barred string, s inspect.Subject) *inspect.Error {
	e := inspect.E(inspect.Refused, "平台名单中的“%s”（%s）%s", s.Name, s.Code, barred).WithField("leaveOut").WithRef(s.Code)
	switch barred {
	case capReached:
		return e.WithArticle(inspect.Law54).WithHint("在“年度计划－频次上限”登记主要负责人批准的例外，或写明理由不列入")
	case timesSpent:
		return e.WithArticle("第八条").WithHint("办理例外登记并经分管负责人批准，或写明理由不列入")
	}
	return e.WithArticle("第十一条").WithHint("办理例外登记并经分管负责人批准，或写明理由不列入")
}

// lockable looks once more at the platform's list before it is locked: results
// and decisions may have come in since it was imported.
func (c *core) lockable(ctx context.Context, r store.Reader, task *inspect.Task) error {
	if task.Origin != inspect.OriginPlatform {
		return nil
	}
	v, err := c.sieve(ctx, r, *task)
	if err != nil {
		return err
	}
	var refusal *inspect.Error
	names, winners := []string{}, []inspect.Winner{}
	for _, w := range task.Winners {
		s, err := store.Get[inspect.Subject](ctx, r, inspect.NounSubject, w.Subject)
		if err != nil {
			return err
		}
		reason, out := v.out(s)
		if out {
			task.Omitted = append(task.Omitted, inspect.Omitted{Subject: s.ID, Code: s.Code, Name: s.Name, Why: leftOutByReason, Reason: reason})
			continue
		}
		if barred := v.barred(s); barred != "" {
			names = append(names, s.Name)
			if refusal == nil {
				refusal = mayNot(barred, s)
			}
		}
		winners = append(winners, w)
	}
	if len(names) > 1 {
		refusal.Message += fmt.Sprintf("；共%d户：%s", len(names), strings.Join(names, "、"))
	}
	if refusal != nil {
		return refusal.WithField("").WithHint("办理例外登记（准予重复检查或排除），经分管负责人批准后再锁定")
	}
	if len(winners) == 0 {
		return inspect.E(inspect.Refused, "名单中的对象都已不列入，没有可检查的对象").WithArticle("第十四条").WithRef(task.No).WithHint("核对例外登记，或重新导入名单")
	}
	task.Winners, task.Excluded = winners, len(task.Omitted)
	return nil
}

// addSubject makes the register entry of an unknown subject, when a reason to
// add it was given.
func (j *platformJudged) addSubject(task inspect.Task, in PlatformInput, l platformLine) []inspect.Subject {
	if strings.TrimSpace(in.Reason) == "" {
		return nil
	}
	s := inspect.Subject{ID: store.NewID(), Code: l.code, Name: l.name, Trade: in.Trade, Address: l.address, Premises: l.address, Status: "存续"}
	if slices.Contains(task.Trades, l.trade) {
		s.Trade = l.trade
	}
	if s.Trade == "" && len(task.Trades) == 1 {
		s.Trade = task.Trades[0]
	}
	if s.Validate() != nil {
		return nil
	}
	j.subjects = append(j.subjects, s)
	return []inspect.Subject{s}
}

// addPeople makes the register entries of the inspectors to be added.
func (j *platformJudged) addPeople(ctx context.Context, r store.Reader, in PlatformInput) error {
	for _, p := range in.People {
		person := inspect.Inspector{ID: store.NewID(), Badge: p.Badge, Name: p.Name, Department: p.Department, CertNo: p.CertNo, CertUntil: p.CertUntil, Status: "有效",
			Scope: []string{}, Qualifications: []string{}}
		if err := person.Validate(); err != nil {
			return err
		}
		n, err := store.Count(ctx, r, inspect.NounInspector, store.Where("badge", p.Badge))
		if err != nil {
			return err
		}
		if n == 0 {
			j.people = append(j.people, person)
		}
	}
	return nil
}

// people finds the inspectors that the platform matched, the leader first, and
// tells what is wrong with one who may not inspect (art. 15).
func (t *Task) people(ctx context.Context, r store.Reader, task inspect.Task, l platformLine, j *platformJudged) (found []inspect.Inspector, names []string, trouble string, err error) {
	names = []string{}
	for i, b := range l.badges {
		rows, _, err := store.List[inspect.Inspector](ctx, r, inspect.NounInspector, store.Where("badge", b))
		if err != nil {
			return nil, nil, "", err
		}
		if k := slices.IndexFunc(j.people, func(p inspect.Inspector) bool { return p.Badge == b }); len(rows) == 0 && k >= 0 {
			rows = j.people[k : k+1]
		}
		name := ""
		if len(l.inspectors) == len(l.badges) {
			name = l.inspectors[i]
		}
		why := ""
		if len(rows) != 1 {
			why = j.refuse(inspect.E(inspect.Invalid, "平台名单中的检查人员（警号%s）不在名录库中，没有导入", b).WithArticle("第九条").WithRef(b).WithHint("写明理由补入名录库，或先导入人员名录"))
			if !slices.ContainsFunc(j.rep.People, func(p PlatformPerson) bool { return p.Badge == b }) {
				j.rep.People = append(j.rep.People, PlatformPerson{Badge: b, Name: name, Department: task.Lead})
			}
			names = append(names, cmpName(name, b))
		} else {
			if no := rows[0].Eligible(task.To); no != "" {
				why = j.refuse(inspect.E(inspect.Refused, "平台名单中的检查人员%s不能检查：%s", rows[0].Name, no).WithArticle("第十五条").WithRef(b).WithHint("在平台更换人员后重新导出名单"))
			}
			at := len(found)
			if rows[0].Name == l.leader {
				at = 0
			}
			found, names = slices.Insert(found, at, rows[0]), slices.Insert(names, min(at, len(names)), rows[0].Name)
		}
		if trouble == "" {
			trouble = why
		}
	}
	return found, names, trouble, nil
}

func cmpName(name, badge string) string {
	if name == "" {
		return "警号" + badge
	}
	return name
}

// note looks at the list as a whole: its number, its plan, its matters.
func (t *Task) note(ctx context.Context, r store.Reader, task inspect.Task, lines []platformLine, j *platformJudged) error {
	ms, err := t.c.matters(ctx, r, task.Matters)
	if err != nil {
		return err
	}
	numbers, foreign := []string{}, []string{}
	few, with := 0, 0
	for _, l := range lines {
		if l.no != "" && !slices.Contains(numbers, l.no) {
			numbers = append(numbers, l.no)
		}
		for _, m := range l.matterNames {
			known := slices.ContainsFunc(ms, func(x inspect.Matter) bool { return x.Name == m })
			if !known && !slices.Contains(foreign, m) {
				foreign = append(foreign, m)
			}
		}
		if len(l.badges) > 0 {
			with++
		}
		if len(l.badges) == 1 {
			few++
		}
	}
	if len(numbers) > 1 {
		j.refuse(inspect.E(inspect.Invalid, "平台名单中的任务编号不止一个：%s，没有导入", strings.Join(numbers, "、")).WithField("file").WithHint("一个任务导入一份名单，请分开导出"))
		j.rep.Problems++
		j.rep.Notes = append(j.rep.Notes, "名单里有"+fmt.Sprint(len(numbers))+"个任务编号，不能导入："+strings.Join(numbers, "、"))
	}
	if len(numbers) == 1 {
		j.rep.No = numbers[0]
	} else if len(numbers) == 0 {
		j.rep.Notes = append(j.rep.Notes, "名单里没有平台的任务编号")
	}
	if len(foreign) > 0 {
		j.rep.Notes = append(j.rep.Notes, "名单所列的抽查事项不在本任务中，请核对："+strings.Join(foreign, "、"))
	}
	if few > 0 {
		j.rep.Notes = append(j.rep.Notes, fmt.Sprintf("%d户只配了1名检查人员，每户应不少于2名（第十五条）", few))
	}
	if with > 0 && with < len(lines) {
		j.rep.Notes = append(j.rep.Notes, fmt.Sprintf("只有%d户列有检查人员：锁定后人员全部在本机随机匹配", with))
	}
	return nil
}
