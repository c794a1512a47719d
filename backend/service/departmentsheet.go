package service

import (
	"context"
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/sheet"
	"shuangsuiji/backend/store"
)

// formFields are the columns of the sheet that goes out with a 分部门检查表.
var formFields = []sheet.Field{
	{Name: "form", Titles: []string{"检查表编号"}, Required: true},
	{Name: "check", Titles: []string{"校验"}, Required: true},
	{Name: "no", Titles: []string{"序号"}, Required: true},
	{Name: "matter", Titles: []string{"抽查事项"}},
	{Name: "text", Titles: []string{"检查内容"}, Required: true},
	{Name: "answer", Titles: []string{"检查结论"}},
	{Name: "note", Titles: []string{"情况说明"}},
	{Name: "officer", Titles: []string{"检查人员"}},
	{Name: "cert", Titles: []string{"执法证号"}},
	{Name: "on", Titles: []string{"检查日期"}, Kind: sheet.Date},
}

// formAnswers are the words of a conclusion.
var formAnswers = []inspect.AnswerValue{inspect.AnswerYes, inspect.AnswerNo, inspect.AnswerNA, inspect.AnswerSkip}

// formCheck ties a sheet to the frozen form.
func formCheck(x inspect.Paper) string { return x.Snapshot[:16] }

func formGrid(x inspect.Paper, s inspect.DepartmentFormSnapshot) ([]byte, error) {
	head := []sheet.Cell{}
	for _, f := range formFields {
		head = append(head, sheet.Cell{Text: f.Titles[0], Bold: true})
	}
	names, certs := []string{}, []string{}
	for _, o := range s.Officers {
		names, certs = append(names, o.Name), append(certs, o.CertNo)
	}
	rows := [][]sheet.Cell{head}
	for i, m := range s.Matters {
		for j, l := range m.Lines {
			row := []sheet.Cell{}
			for _, text := range []string{x.Number, formCheck(x), fmt.Sprintf("%d.%d", i+1, j+1), m.Name, l.Text, "", "", strings.Join(names, "、"), strings.Join(certs, "、"), ""} {
				row = append(row, sheet.Cell{Text: text})
			}
			rows = append(rows, row)
		}
	}
	return sheet.BytesXLSX(
		sheet.Grid{Sheet: "分部门检查表", HeaderRow: 1, Rows: rows, Widths: []float64{26, 18, 8, 24, 44, 12, 36, 14, 18, 13}},
		sheet.Grid{Sheet: "填写说明", Widths: []float64{90}, Rows: [][]sheet.Cell{
			{{Text: fmt.Sprintf("%s：%s", s.Department, s.Party.Name), Bold: true}},
			{{Text: "检查结论只填：符合、不符合、不适用、未检查。"}},
			{{Text: "不符合的，在“情况说明”写明问题和采取的措施；未检查的，写明原因。"}},
			{{Text: "核对检查人员和执法证号，填写检查日期，如 2026-03-05；可以只填第一行。"}},
			{{Text: "检查表编号、校验、序号、检查内容不要改动。填好后交回" + s.Lead + "，同时交回签名的纸质表。"}}}})
}

func (p *Paper) formSnapshot(ctx context.Context, x inspect.Paper) (s inspect.DepartmentFormSnapshot, err error) {
	raw, err := store.Blob(ctx, p.c.db, x.Snapshot)
	if err != nil {
		return s, err
	}
	if err := json.Unmarshal(raw, &s); err != nil {
		return s, inspect.E(inspect.Damaged, "%s的内容读不出", x.Number).WithRef(x.ID).Because(err)
	}
	return s, nil
}

// TakeForm takes a filled sheet back: who of the department answered what. Where
// the visit is open here its answers go into the record; a line that says another
// thing already is not touched, but listed for a person to decide.
func (p *Paper) TakeForm(ctx context.Context, a inspect.Actor, path string) (inspect.Paper, error) {
	if err := a.May(inspect.ActDocument); err != nil {
		return inspect.Paper{}, err
	}
	rows, err := readForm(ctx, path)
	if err != nil {
		return inspect.Paper{}, err
	}
	found, _, err := store.List[inspect.Paper](ctx, p.c.db, inspect.NounPaper, store.Where("number", rows[0].Get("form")))
	if err != nil {
		return inspect.Paper{}, err
	}
	if len(found) == 0 || found[0].Form == nil {
		return inspect.Paper{}, inspect.E(inspect.NotFound, "本工作区没有编号为%s的分部门检查表", rows[0].Get("form")).WithRef(path).WithHint("核对是不是别的单位发出的；办公室在派发之后发出的表，由办公室收回")
	}
	x := found[0]
	snap, err := p.formSnapshot(ctx, x)
	if err != nil {
		return x, err
	}
	back, err := returnIn(rows, x, snap, path)
	if err != nil {
		return x, err
	}
	item, err := p.c.media.Add(ctx, path, nil)
	if err != nil {
		return x, err
	}
	back.By, back.SHA256, back.Name = a.Name, item.SHA256, filepath.Base(path)
	return p.put(ctx, a, x.ID, "form.take", func(tx *store.Tx, x *inspect.Paper) error {
		if x.State == inspect.PaperVoid {
			return inspect.E(inspect.Refused, "%s（%s）已经作废", x.Name, x.Number).WithArticle("第十八条").WithRef(x.ID).WithHint("用现行的检查表填写")
		}
		for _, r := range x.Form.Returns {
			if r.SHA256 == back.SHA256 {
				return inspect.E(inspect.Conflict, "这份表已经收回过（%s，%s）", inspect.Minute(r.At), r.By).WithRef(x.ID)
			}
		}
		f, err := p.formOf(ctx, tx, x.Ref)
		if err != nil {
			return err
		}
		if err := f.Team.FitOfficer(x.Form.Department, back.Officer); err != nil {
			return err
		}
		back.At = tx.At()
		stands := f.Visit.Answers
		if f.Visit.ID == "" {
			for _, r := range slices.Backward(x.Form.Returns) {
				stands = append(stands, r.Answers...)
			}
		}
		free, clashes := snap.Compare(stands, back.Answers)
		x.Form.Returns = append(x.Form.Returns, back)
		x.Form.Clashes = append(x.Form.Clashes, clashes...)
		return p.enter(ctx, tx, a, f, *x, back, free)
	})
}

// EnterForm puts what a form brought back before the visit began into the record.
func (p *Paper) EnterForm(ctx context.Context, a inspect.Actor, id string) (inspect.Paper, error) {
	return p.put(ctx, a, id, "form.enter", func(tx *store.Tx, x *inspect.Paper) error {
		if len(returnsOf(*x)) == 0 {
			return inspect.E(inspect.Refused, "%s（%s）还没有收回电子表", x.Name, x.Number).WithArticle("第十八条").WithRef(x.ID).WithHint("先收回填好的表；只有签字的纸质表的，照表逐项登记")
		}
		f, err := p.formOf(ctx, tx, x.Ref)
		if err != nil {
			return err
		}
		if f.Visit.ID == "" || f.Visit.State != inspect.VisitOpen {
			return inspect.E(inspect.Refused, "检查没有在本机进行，不能记入").WithArticle("第十八条").WithRef(x.Ref).WithHint("在记录检查的设备上办理；检查已经结束的，另作补充笔录")
		}
		back := x.Form.Returns[len(x.Form.Returns)-1]
		snap, err := p.formSnapshot(ctx, *x)
		if err != nil {
			return err
		}
		free, clashes := snap.Compare(f.Visit.Answers, back.Answers)
		for _, c := range clashes {
			if !slices.ContainsFunc(x.Form.Clashes, func(o inspect.FormClash) bool {
				return o.Matter == c.Matter && o.Item == c.Item && o.Theirs == c.Theirs && o.TheirsNote == c.TheirsNote
			}) {
				x.Form.Clashes = append(x.Form.Clashes, c)
			}
		}
		return p.enter(ctx, tx, a, f, *x, back, free)
	})
}

// DecideForm settles a clash: "theirs" takes the department's answer into the open
// record, "ours" leaves what stands. n counts the clashes from 0.
func (p *Paper) DecideForm(ctx context.Context, a inspect.Actor, id string, n int, taken, reason string) (inspect.Paper, error) {
	return p.put(ctx, a, id, "form.decide", func(tx *store.Tx, x *inspect.Paper) error {
		if x.Form == nil || n < 0 || n >= len(x.Form.Clashes) || x.Form.Clashes[n].Taken != "" {
			return inspect.E(inspect.NotFound, "没有这处待裁定的答复").WithRef(id).WithHint("刷新后再看")
		}
		c := &x.Form.Clashes[n]
		if taken != "ours" && taken != "theirs" {
			return inspect.E(inspect.Invalid, "请选择采用该部门的答复，还是保留记录").WithField("taken").WithArticle("第十八条")
		}
		if strings.TrimSpace(reason) == "" {
			return inspect.E(inspect.Invalid, "裁定答复的不同，应写明理由").WithField("reason").WithArticle("第十八条")
		}
		c.Taken, c.By, c.At, c.Reason = taken, a.Name, tx.At(), strings.TrimSpace(reason)
		if taken == "ours" {
			return nil
		}
		f, err := p.formOf(ctx, tx, x.Ref)
		if err != nil {
			return err
		}
		if f.Visit.ID == "" || f.Visit.State != inspect.VisitOpen {
			return inspect.E(inspect.Refused, "检查已经结束或不在本机，记录不能再改").WithArticle("第二十条").WithRef(x.Ref).WithHint("保留记录，另作补充笔录写明该部门的答复")
		}
		back := x.Form.Returns[len(x.Form.Returns)-1]
		return p.enter(ctx, tx, a, f, *x, back, []inspect.Answer{{Matter: c.Matter, Item: c.Item, Value: c.Theirs, Note: c.TheirsNote}})
	})
}

// enter writes answers of a department into the open record: the conclusion, who
// answered, and for what does not conform a finding that is the department's own
// to pursue.
func (p *Paper) enter(ctx context.Context, tx *store.Tx, a inspect.Actor, f VisitForm, x inspect.Paper, back inspect.FormReturn, answers []inspect.Answer) error {
	if f.Visit.ID == "" || f.Visit.State != inspect.VisitOpen {
		return nil
	}
	if err := a.May(inspect.ActVisit); err != nil {
		return err
	}
	d := x.Form.Department
	pairs := [][2]string{{inspect.ReplyPath(d, "officer"), back.Officer}, {inspect.ReplyPath(d, "cert"), back.CertNo},
		{inspect.ReplyPath(d, "on"), back.On}, {inspect.ReplyPath(d, "form"), x.Number}, {inspect.ReplyPath(d, "reason"), ""}}
	for _, t := range answers {
		path := fmt.Sprintf("answer/%s/%d", t.Matter, t.Item)
		pairs = append(pairs, [2]string{path, string(t.Value)}, [2]string{path + "/note", t.Note})
		has := slices.ContainsFunc(f.Visit.Findings, func(x inspect.Finding) bool { return x.Matter == t.Matter && x.Item == t.Item })
		if t.Value == inspect.AnswerNo && !has {
			own := "finding/" + store.NewID() + "/"
			pairs = append(pairs, [2]string{own + "matter", t.Matter}, [2]string{own + "item", fmt.Sprint(t.Item)},
				[2]string{own + "description", t.Note}, [2]string{own + "measure", string(inspect.MeasureOwner)})
		}
	}
	for _, kv := range pairs {
		if err := tx.ChangeField(ctx, inspect.NounVisit, f.Visit.ID, kv[0], kv[1]); err != nil {
			return err
		}
	}
	_, err := tx.FlushEdits(ctx, inspect.NounVisit, f.Visit.ID)
	return err
}

// readForm reads the rows of a filled sheet.
func readForm(ctx context.Context, path string) ([]sheet.Row, error) {
	layout, err := sheet.Inspect(path, formFields)
	if err != nil {
		return nil, err
	}
	if len(layout.Missing) > 0 {
		return nil, inspect.E(inspect.Invalid, "这不是分部门检查表，缺少这些列：%s", strings.Join(layout.Missing, "、")).WithRef(path).WithHint("用随检查表发出的电子表格填写，不要改列名")
	}
	rows := []sheet.Row{}
	err = sheet.Read(ctx, path, formFields, layout, func(r sheet.Row) error {
		if r.Get("form") != "" || r.Get("text") != "" {
			rows = append(rows, r)
		}
		return nil
	})
	if err == nil && len(rows) == 0 {
		err = inspect.E(inspect.Invalid, "表里没有检查内容").WithRef(path).WithHint("用随检查表发出的电子表格填写")
	}
	return rows, err
}

// returnIn is what a sheet says; every fault names its row, and one is enough to
// take nothing of it.
func returnIn(rows []sheet.Row, x inspect.Paper, s inspect.DepartmentFormSnapshot, path string) (inspect.FormReturn, error) {
	back := inspect.FormReturn{Answers: []inspect.Answer{}}
	faults, seen := []string{}, map[string]bool{}
	fault := func(r sheet.Row, format string, args ...any) {
		faults = append(faults, fmt.Sprintf("第%d行：", r.No)+fmt.Sprintf(format, args...))
	}
	officers, certs := []string{}, []string{}
	for _, r := range rows {
		for _, p := range r.Problems() {
			fault(r, "“%s”%s", p.Column, p.Reason)
		}
		m, line, ok := lineOf(s, r.Get("no"))
		switch {
		case r.Get("form") != x.Number || r.Get("check") != formCheck(x):
			fault(r, "编号或校验与发出的检查表%s不同", x.Number)
			continue
		case !ok || line.Text != r.Get("text"):
			fault(r, "序号“%s”的检查内容与发出的检查表不同", r.Get("no"))
			continue
		case seen[r.Get("no")]:
			fault(r, "序号“%s”重复", r.Get("no"))
			continue
		}
		seen[r.Get("no")] = true
		if v := r.Get("officer"); v != "" && !slices.Contains(officers, v) {
			officers = append(officers, v)
		}
		if v := r.Get("cert"); v != "" && !slices.Contains(certs, v) {
			certs = append(certs, v)
		}
		if back.On == "" {
			back.On = r.Get("on")
		}
		if r.Get("answer") == "" {
			continue
		}
		i := slices.IndexFunc(formAnswers, func(v inspect.AnswerValue) bool { return v.Label() == r.Get("answer") })
		switch {
		case i < 0:
			fault(r, "检查结论“%s”应填：符合、不符合、不适用、未检查", r.Get("answer"))
			continue
		case (formAnswers[i] == inspect.AnswerNo || formAnswers[i] == inspect.AnswerSkip) && r.Get("note") == "":
			fault(r, "结论为“%s”，没有写情况说明", r.Get("answer"))
		}
		back.Answers = append(back.Answers, inspect.Answer{Matter: m.ID, Item: line.No, Value: formAnswers[i], Note: r.Get("note")})
	}
	back.Officer, back.CertNo = strings.Join(officers, "、"), strings.Join(certs, "、")
	first := rows[0]
	switch {
	case len(faults) > 0:
	case len(back.Answers) == 0:
		fault(first, "一项结论都没有填")
	case back.Officer == "":
		fault(first, "没有填检查人员")
	case back.On == "":
		fault(first, "没有填检查日期")
	}
	if len(faults) == 0 {
		return back, nil
	}
	return back, inspect.E(inspect.Invalid, "分部门检查表有%d处不对，没有收回。%s", len(faults), strings.Join(faults[:min(len(faults), 5)], "；")).
		WithArticle("第十八条").WithRef(path).WithHint("退回该部门改正，或改正后重新收回")
}

// lineOf finds the line a row is about by its number, like 1.2.
func lineOf(s inspect.DepartmentFormSnapshot, no string) (inspect.FormMatter, inspect.FormLine, bool) {
	for i, m := range s.Matters {
		for j, l := range m.Lines {
			if no == fmt.Sprintf("%d.%d", i+1, j+1) {
				return m, l, true
			}
		}
	}
	return inspect.FormMatter{}, inspect.FormLine{}, false
}
