package service

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/store"
)

// fieldMark begins the provisional number of a task made on a laptop; the office
// numbers it when it comes back.
const fieldMark = "外勤"

// fieldEntered is the note of a subject that was typed by hand on site.
const fieldEntered = "外勤录入，待与名录库核对"

// StartNonRandom starts a 非随机检查 on a laptop without a package (art. 3, P16):
// task, team, oral approval and visit are made here, under a grant that the
// laptop gives itself, and go to the office in the result package. Eligibility is
// judged by the register, where the laptop knows it, and by what was typed.
func (v *Visit) StartNonRandom(ctx context.Context, a inspect.Actor, in inspect.FieldCheck) (VisitForm, error) {
	if err := a.May(inspect.ActVisit); err != nil {
		return VisitForm{}, err
	}
	if err := v.onEnrolledLaptop(ctx); err != nil {
		return VisitForm{}, err
	}
	if err := in.Validate(v.c.db.Now()); err != nil {
		return VisitForm{}, err
	}
	why, err := v.proof(ctx, a, in)
	if err != nil {
		return VisitForm{}, err
	}
	var team inspect.Team
	err = v.c.write(ctx, a, inspect.ActVisit, func(tx *store.Tx) error {
		task, err := v.fieldTask(ctx, tx, in, why)
		if err != nil {
			return err
		}
		subject, err := v.fieldSubject(ctx, tx, in)
		if err != nil {
			return err
		}
		task.Name += subject.Name
		task.Winners = []inspect.Winner{{Subject: subject.ID, Code: subject.Code, Name: subject.Name, Inspectors: []string{}}}
		task.Trades = []string{subject.Trade}
		if err := task.Validate(); err != nil {
			return err
		}
		if err := (&Task{v.c}).exemptMatters(ctx, tx, &task, in.Unlisted); err != nil {
			return err
		}
		if team, err = v.fieldTeam(ctx, tx, task, subject, in); err != nil {
			return err
		}
		if team.Past, err = v.c.past(ctx, tx, subject.ID); err != nil {
			return err
		}
		at, err := time.Parse(inspect.InstantLayout, in.ApprovedAt)
		if err != nil {
			return inspect.E(inspect.Invalid, "没有写明口头同意的时间").WithField("approvedAt")
		}
		ap := inspect.Approval{ID: store.NewID(), Noun: string(inspect.NounTask), Ref: task.ID, Kind: inspect.ApprovalOral, Approver: strings.TrimSpace(in.Approver), Post: in.Post,
			Date: inspect.LegalDate(in.ApprovedAt), Opinion: in.Opinion, DueAt: inspect.Instant(at.Add(24 * time.Hour)), Applicant: a.Person, EnteredBy: a.Person,
			EnteredFor: "非随机检查：" + subject.Name + "（" + inspect.Minute(in.ApprovedAt) + " 口头同意）"}
		if err := ap.Validate(a.Name); err != nil {
			return err
		}
		task.Approval = ap.ID
		grant, err := v.ownGrant(ctx, tx, task, team)
		if err != nil {
			return err
		}
		for _, it := range []struct {
			noun   inspect.Noun
			id     string
			what   any
			action string
		}{{inspect.NounApproval, ap.ID, ap, "approval.oral"}, {inspect.NounTask, task.ID, task, "task.field"}, {inspect.NounTeam, team.ID, team, "team.byhand"}, {inspect.NounGrant, grant.ID, grant, "grant.field"}} {
			if _, err := tx.Put(ctx, it.noun, it.id, it.what, store.Event{Action: it.action, Article: "第三条", Approval: ap.ID, Reason: in.Reason}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return VisitForm{}, err
	}
	return v.Start(ctx, a, team.ID)
}

func (v *Visit) onEnrolledLaptop(ctx context.Context) error {
	kind, err := v.c.db.Meta(ctx, metaKind)
	if err != nil {
		return err
	}
	if kind != KindField {
		return inspect.E(inspect.Refused, "办公室在“抽查任务”中新建非随机检查，经审批派发").WithArticle("第三条")
	}
	own, err := v.c.db.Meta(ctx, metaFingerprint)
	if err == nil && own == "" {
		err = inspect.E(inspect.Refused, "本机还没有登记签名证书，检查结果将无法交回").WithArticle("第十四条").WithHint("先在“派发与交换”中登记本机")
	}
	return err
}

// proof keeps the scan or photo, or the record of the phone call.
func (v *Visit) proof(ctx context.Context, a inspect.Actor, in inspect.FieldCheck) (inspect.NonRandom, error) {
	why := inspect.NonRandom{Item: in.Item, Reason: in.Reason}
	path := in.ProofPath
	if path == "" {
		name := in.SubjectName
		if in.Subject != "" {
			s, err := store.Get[inspect.Subject](ctx, v.c.db, inspect.NounSubject, in.Subject)
			if err != nil {
				return why, err
			}
			name = s.Name
		}
		path = v.c.path("inbox", "电话报告记录.txt")
		if err := writeFile(path, []byte(in.CallRecord(name, a.Name))); err != nil {
			return why, err
		}
		defer os.Remove(path) // a copy is kept by its digest
	}
	item, err := v.c.media.Add(ctx, path, nil)
	why.Proof, why.ProofName = item.SHA256, item.Name
	return why, err
}

func (v *Visit) fieldTask(ctx context.Context, tx *store.Tx, in inspect.FieldCheck, why inspect.NonRandom) (inspect.Task, error) {
	own, err := v.c.db.Meta(ctx, metaFingerprint)
	if err != nil {
		return inspect.Task{}, err
	}
	n, err := store.Count(ctx, tx, inspect.NounTask, store.Filter{})
	if err != nil {
		return inspect.Task{}, err
	}
	today := inspect.LegalDate(tx.At())
	return inspect.Task{ID: store.NewID(), No: fmt.Sprintf("%s%s-%s-%02d", fieldMark, strings.ReplaceAll(today, "-", ""), own[:6], n+1), Name: "非随机检查：",
		Kind: inspect.TaskNonRandom, NonRandom: &why, InField: true, Organ: strings.TrimSpace(in.Organ), Lead: in.Lead, Departments: []string{in.Lead}, Matters: slices.Clone(in.Matters),
		From: today, To: today, PerSubject: max(2, len(in.Members)), CreatedBy: tx.Actor().Person, State: inspect.TaskDispatched}, nil
}

// fieldSubject is one that the laptop knows, or the one typed by hand.
func (v *Visit) fieldSubject(ctx context.Context, tx *store.Tx, in inspect.FieldCheck) (inspect.Subject, error) {
	if in.Subject != "" {
		s, err := store.Get[inspect.Subject](ctx, tx, inspect.NounSubject, in.Subject)
		if err == nil && s.Drawable() != "" {
			err = inspect.E(inspect.Refused, "“%s”不能检查：%s", s.Name, s.Drawable()).WithArticle("第九条").WithField("subject")
		}
		return s, err
	}
	s := inspect.Subject{ID: store.NewID(), Code: in.Code, CodeNote: fieldEntered, Name: in.SubjectName, Trade: in.Trade, Department: in.Lead,
		Address: in.Premises, Premises: in.Premises, LegalRep: in.LegalRep, Phone: in.Phone}
	if err := s.Validate(); err != nil {
		return s, err
	}
	if strings.TrimSpace(s.Premises) == "" {
		return s, inspect.E(inspect.Invalid, "没有填写检查对象的地址").WithArticle("第九条").WithField("premises")
	}
	_, err := tx.Put(ctx, inspect.NounSubject, s.ID, s, store.Event{Action: "subject.field", Article: "第九条"})
	return s, err
}

// fieldTeam makes the team of those who are on site.
func (v *Visit) fieldTeam(ctx context.Context, tx *store.Tx, task inspect.Task, subject inspect.Subject, in inspect.FieldCheck) (inspect.Team, error) {
	t := inspect.Team{ID: store.NewID(), Task: task.ID, Subject: subject.ID, Order: 1, Members: []inspect.Member{}, Changes: []inspect.TeamChange{}, Date: task.From, State: inspect.TeamDispatched}
	recused, _, err := store.List[inspect.Recusal](ctx, tx, inspect.NounRecusal, store.Where("subject", subject.ID))
	if err != nil {
		return t, err
	}
	for i, m := range in.Members {
		id := inspect.BadgeID(m.Badge)
		rows, _, err := store.List[inspect.Inspector](ctx, tx, inspect.NounInspector, store.Where("badge", m.Badge))
		if err != nil {
			return t, err
		}
		for _, p := range rows {
			why := p.Eligible(task.To)
			if why == "" {
				why = unfit(p, t, "", nil, recused, task.From, task.To)
			}
			if why != "" {
				return t, inspect.E(inspect.Refused, "%s不能检查“%s”：%s", p.Name, subject.Name, why).WithArticle("第十五条").WithField("members").WithRef(p.Badge)
			}
			id = p.ID
		}
		people, _, err := store.List[inspect.Person](ctx, tx, inspect.NounPerson, store.Where("badge", m.Badge))
		if err != nil {
			return t, err
		}
		if len(people) == 1 {
			id = people[0].ID
		}
		t.Members = append(t.Members, inspect.Member{Inspector: id, Name: m.Name, Badge: m.Badge, CertNo: m.CertNo, Department: m.Department, Seat: i + 1})
		if m.Badge == in.Leader {
			t.Leader, t.Proposed = id, id
		}
	}
	return t, t.Ready(task)
}

// ownGrant lets this laptop write the visit of a team that it made itself.
func (v *Visit) ownGrant(ctx context.Context, tx *store.Tx, task inspect.Task, team inspect.Team) (inspect.Grant, error) {
	own, err := v.c.db.Meta(ctx, metaFingerprint)
	if err != nil {
		return inspect.Grant{}, err
	}
	name, err := v.c.db.Meta(ctx, metaName)
	return inspect.Grant{ID: store.NewID(), Task: task.ID, Departments: task.Departments, Teams: []string{team.ID}, Device: own, DeviceName: name, Epoch: 1,
		Leader: team.Leader, IssuedAt: tx.At(), Approval: task.Approval}, err
}

// FieldStart is what a laptop can propose when a 非随机检查 begins on it.
type FieldStart struct {
	Organ   string                `json:"organ"` // of the last task that it got
	Lead    string                `json:"lead"`
	Members []inspect.FieldMember `json:"members"` // of the register, and of earlier teams; certUntil "" = not known
}

// FieldStart proposes organ, department and people from what this laptop knows.
func (v *Visit) FieldStart(ctx context.Context, a inspect.Actor) (FieldStart, error) {
	f := FieldStart{Members: []inspect.FieldMember{}}
	if err := a.May(inspect.ActRead); err != nil {
		return f, err
	}
	tasks, _, err := store.List[inspect.Task](ctx, v.c.db, inspect.NounTask, store.Filter{Order: "-from"})
	if err != nil {
		return f, err
	}
	if len(tasks) > 0 {
		f.Organ, f.Lead = tasks[0].Organ, tasks[0].Lead
	}
	people, _, err := store.List[inspect.Inspector](ctx, v.c.db, inspect.NounInspector, store.Filter{Order: "badge"})
	if err != nil {
		return f, err
	}
	for _, p := range people {
		f.add(inspect.FieldMember{Name: p.Name, Badge: p.Badge, Department: p.Department, CertNo: p.CertNo, CertUntil: p.CertUntil})
	}
	teams, _, err := store.List[inspect.Team](ctx, v.c.db, inspect.NounTeam, store.Filter{})
	if err != nil {
		return f, err
	}
	for _, t := range teams {
		for _, m := range t.Members {
			f.add(inspect.FieldMember{Name: m.Name, Badge: m.Badge, Department: m.Department, CertNo: m.CertNo})
		}
	}
	return f, nil
}

func (f *FieldStart) add(m inspect.FieldMember) {
	if !slices.ContainsFunc(f.Members, func(x inspect.FieldMember) bool { return x.Badge == m.Badge }) {
		f.Members = append(f.Members, m)
	}
}
