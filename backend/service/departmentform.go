package service

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/store"
)

// OtherDepartment is another department of a joint task at one subject: what it
// inspects, the forms it was sent, and what it answered (P4).
type OtherDepartment struct {
	Team       string          `json:"team"`
	Subject    string          `json:"subject"` // its name
	Department string          `json:"department"`
	Matters    []string        `json:"matters"` // names
	Lines      int             `json:"lines"`
	Answered   int             `json:"answered"`
	Officers   []string        `json:"officers"` // its people in the team
	Reply      inspect.Reply   `json:"reply"`
	Forms      []inspect.Paper `json:"forms"`  // those that are not void
	State      string          `json:"state"`  // in words
	Open       bool            `json:"open"`   // the visit is open here
	Done       bool            `json:"done"`   // the visit is finished
	Handed     string          `json:"handed"` // number of the 分部门结果移交单, "" = not made
}

// SentForm is a 分部门检查表 and the files it was written to.
type SentForm struct {
	Paper inspect.Paper `json:"paper"`
	PDF   string        `json:"pdf"`
	Sheet string        `json:"sheet"`
}

// OtherDepartments lists them for teams; none of a task that is not joint.
func (p *Paper) OtherDepartments(ctx context.Context, a inspect.Actor, teams []string) ([]OtherDepartment, error) {
	if err := a.May(inspect.ActRead); err != nil {
		return nil, err
	}
	list := []OtherDepartment{}
	for _, team := range teams {
		of, err := p.othersOf(ctx, team)
		if err != nil {
			return nil, err
		}
		list = append(list, of...)
	}
	return list, nil
}

func (p *Paper) othersOf(ctx context.Context, team string) ([]OtherDepartment, error) {
	f, err := p.formOf(ctx, p.c.db, team)
	if err != nil {
		return nil, err
	}
	papers, err := p.c.forms(ctx, p.c.db, team)
	if err != nil {
		return nil, err
	}
	handed, _, err := store.List[inspect.Paper](ctx, p.c.db, inspect.NounPaper, store.Where("ref", f.Visit.ID, "kind", string(inspect.DocDepartmentResult)))
	if err != nil {
		return nil, err
	}
	list := []OtherDepartment{}
	for _, d := range inspect.OthersIn(f.Task, f.Team) {
		matters := mattersOf(f, d)
		if len(matters) == 0 {
			continue
		}
		o := OtherDepartment{Team: team, Subject: f.Subject.Name, Department: d, Matters: namesOf(matters), Officers: []string{}, Forms: []inspect.Paper{}, Open: f.Visit.ID != "" && f.Visit.State == inspect.VisitOpen}
		for _, m := range f.Team.Members {
			if m.Department == d {
				o.Officers = append(o.Officers, m.Name)
			}
		}
		for _, m := range formMatters(matters) {
			o.Lines += len(m.Lines)
			for _, l := range m.Lines {
				if slices.ContainsFunc(f.Visit.Answers, func(x inspect.Answer) bool { return x.Matter == m.ID && x.Item == l.No && x.Value != "" }) {
					o.Answered++
				}
			}
		}
		for _, x := range papers {
			if x.Form.Department == d {
				o.Forms = append(o.Forms, x)
			}
		}
		o.Reply = f.Visit.ReplyOf(d, f.Team)
		o.Done = f.Visit.ID != "" && f.Visit.State != inspect.VisitOpen
		for _, x := range handed {
			if x.State != inspect.PaperVoid && x.Form != nil && x.Form.Department == d {
				o.Handed = x.Number
			}
		}
		o.State = o.state()
		list = append(list, o)
	}
	return list, nil
}

func (o OtherDepartment) state() string {
	undecided, back, scanned := 0, 0, false
	for _, x := range o.Forms {
		undecided, back, scanned = undecided+x.Form.Undecided(), back+len(x.Form.Returns), scanned || x.State == inspect.PaperFiled
	}
	switch {
	case o.Handed != "":
		return "结果已移交：" + o.Handed
	case undecided > 0:
		return fmt.Sprintf("答复与记录有%d处不同，待裁定", undecided)
	case o.Answered == o.Lines && o.Reply.Officer != "":
		return "已答复：" + o.Reply.Officer
	case o.Reply.Officer == "" && o.Reply.Reason != "":
		return "未答复：" + o.Reply.Reason
	case back > 0 || o.Answered > 0:
		return fmt.Sprintf("答复了%d项，共%d项", o.Answered, o.Lines)
	case scanned:
		return "签字的表已归档，结论待登记"
	case len(o.Forms) > 0:
		return "已发出，待收回"
	}
	return "还没有发出检查表"
}

// SendForms issues the forms of the other departments of teams, one for each
// department, and writes each as a PDF to sign and as a sheet to fill in into dir.
// One that stands is written again.
func (p *Paper) SendForms(ctx context.Context, a inspect.Actor, teams []string, dir string) ([]SentForm, error) {
	if err := a.May(inspect.ActDocument); err != nil {
		return nil, err
	}
	if err := aFolder(dir); err != nil {
		return nil, err
	}
	sent := []SentForm{}
	for _, team := range teams {
		others, err := p.othersOf(ctx, team)
		if err != nil {
			return sent, err
		}
		for _, o := range others {
			var x inspect.Paper
			if n := len(o.Forms); n > 0 {
				x = o.Forms[n-1]
			} else if x, err = p.issue(ctx, a, string(inspect.DocDepartmentForm), team, statement{department: o.Department}, false); err != nil {
				return sent, err
			}
			if x.State == inspect.PaperIssued {
				if x, err = p.Printed(ctx, a, x.ID, 1); err != nil {
					return sent, err
				}
			}
			s, err := p.writeForm(ctx, a, x, dir)
			if err != nil {
				return sent, err
			}
			sent = append(sent, s)
		}
	}
	if len(sent) == 0 {
		return nil, inspect.E(inspect.Refused, "没有要发给其他部门的检查表").WithArticle("第十八条").WithHint("只有联合抽查中由其他部门检查的事项才发分部门检查表；看事项的检查主体是否写明该部门")
	}
	return sent, nil
}

// aFolder refuses what is no folder to write into.
func aFolder(dir string) error {
	if info, err := os.Stat(dir); dir == "" || err != nil || !info.IsDir() {
		return inspect.E(inspect.Invalid, "没有这个文件夹：%s", dir).WithField("dir").WithHint("先建好文件夹，再写明它的完整路径").Because(err)
	}
	return nil
}

func (p *Paper) writeForm(ctx context.Context, a inspect.Actor, x inspect.Paper, dir string) (SentForm, error) {
	snap, err := p.formSnapshot(ctx, x)
	if err != nil {
		return SentForm{}, err
	}
	grid, err := formGrid(x, snap)
	if err != nil {
		return SentForm{}, err
	}
	name := filepath.Join(dir, fileName(x.Form.Department+"-"+snap.Party.Name+"-"+x.Number))
	s := SentForm{Paper: x, PDF: name + ".pdf", Sheet: name + ".xlsx"}
	if err := p.Save(ctx, a, x.ID, s.PDF); err != nil {
		return s, err
	}
	return s, writeFile(s.Sheet, grid)
}

// fileName is a name that every system takes.
func fileName(name string) string {
	return strings.Trim(strings.Map(func(r rune) rune {
		if r < ' ' || strings.ContainsRune(`<>:"/\|?*`, r) {
			return '_'
		}
		return r
	}, name), " .")
}

// formOf is the form of a team's visit, or what is known before there is one.
func (p *Paper) formOf(ctx context.Context, r store.Reader, team string) (VisitForm, error) {
	t, err := store.Get[inspect.Team](ctx, r, inspect.NounTeam, team)
	if err != nil {
		return VisitForm{}, err
	}
	return (&Visit{p.c}).form(ctx, r, t)
}

// forms are the 分部门检查表 of a team that stand.
func (c *core) forms(ctx context.Context, r store.Reader, team string) ([]inspect.Paper, error) {
	rows, _, err := store.List[inspect.Paper](ctx, r, inspect.NounPaper, store.Where("ref", team, "kind", string(inspect.DocDepartmentForm)).Sorted("id"))
	return slices.DeleteFunc(rows, func(x inspect.Paper) bool { return x.State == inspect.PaperVoid || x.Form == nil }), err
}

// mattersOf are the matters of a visit that are left to another department.
func mattersOf(f VisitForm, department string) []inspect.Matter {
	others, list := inspect.OthersIn(f.Task, f.Team), []inspect.Matter{}
	for _, m := range f.Matters {
		if inspect.OwnerOf(m, f.Task, others) == department {
			list = append(list, m)
		}
	}
	return list
}

func formMatters(matters []inspect.Matter) []inspect.FormMatter {
	list := []inspect.FormMatter{}
	for _, m := range matters {
		x := inspect.FormMatter{ID: m.ID, Name: m.Name, Basis: m.Basis, Lines: []inspect.FormLine{}}
		for _, it := range m.Checklist {
			x.Lines = append(x.Lines, inspect.FormLine{No: it.No, Text: it.Text})
		}
		if len(x.Lines) == 0 {
			x.Lines = append(x.Lines, inspect.FormLine{Text: m.Name})
		}
		list = append(list, x)
	}
	return list
}

func (p *Paper) departmentSnapshot(ctx context.Context, tx *store.Tx, head inspect.DocumentHead, ref, department string) (frozenDoc, error) {
	if department == "" {
		return frozenDoc{}, inspect.E(inspect.Refused, "分部门检查表按部门制作").WithField("department").WithArticle("第十八条").WithHint("在检查组页面“发出分部门检查表”；命令行用 department send")
	}
	f, err := p.formOf(ctx, tx, ref)
	if err != nil {
		return frozenDoc{}, err
	}
	head.Organ, head.TaskNo, head.TaskName = f.Task.Organ, f.Task.No, f.Task.Name
	s := inspect.DepartmentFormSnapshot{DocumentHead: head, Department: department, Lead: f.Task.Lead, Date: f.Team.Date, Party: partyOf(f.Subject),
		Officers: []inspect.OfficerSnapshot{}, Matters: formMatters(mattersOf(f, department))}
	for _, o := range officersOf(f.Team, nil) {
		if o.Unit == department {
			s.Officers = append(s.Officers, o)
		}
	}
	grant, err := p.c.teamGrant(ctx, tx, f.Team)
	return frozenDoc{s, grant}, err
}

// undecided are the problems of an open visit that other departments' sheets left.
func (c *core) undecided(ctx context.Context, r store.Reader, f VisitForm) ([]inspect.Error, error) {
	if !f.Task.Joint {
		return nil, nil
	}
	papers, err := c.forms(ctx, r, f.Team.ID)
	list := []inspect.Error{}
	for _, x := range papers {
		for _, clash := range x.Form.Clashes {
			if clash.Taken == "" {
				list = append(list, *inspect.E(inspect.Refused, "%s的答复与记录不同，待裁定：%s，该部门“%s”，记录“%s”", x.Form.Department, clash.Text, clash.Theirs.Label(), clash.Ours.Label()).
					WithField(fmt.Sprintf("answer/%s/%d", clash.Matter, clash.Item)).WithArticle("第十八条").WithRef(x.ID))
			}
		}
	}
	return list, err
}

// formsOut adds the forms of a team to what the laptop takes along: their pages are
// scanned there.
func (d *Dispatch) formsOut(ctx context.Context, r store.Reader, b *bundle, team string) error {
	papers, err := d.c.forms(ctx, r, team)
	for _, x := range papers {
		b.history(ctx, inspect.NounPaper, x.ID)
		b.document(ctx, x)
		b.filled(x)
	}
	return err
}

// filled adds the sheets that came back of a form.
func (b *bundle) filled(p inspect.Paper) {
	for _, x := range returnsOf(p) {
		b.media(x.SHA256, x.Name)
	}
}

func returnsOf(p inspect.Paper) []inspect.FormReturn {
	if p.Form == nil {
		return nil
	}
	return p.Form.Returns
}
