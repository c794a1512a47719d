package service

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/store"
)

// paperRecord is what of the record a document is about: the things its blanks
// may begin with, and the grant it is made under.
type paperRecord struct {
	text  map[string]string // by the names of template.Sources
	grant string
	open  bool // its visit is not finished
}

// record gathers what a document for ref may begin with. Not everything is
// there: a task has no party, a team no visit yet.
func (p *Paper) record(ctx context.Context, r store.Reader, a inspect.Actor, noun inspect.Noun, ref string) (paperRecord, error) {
	out, team, err := p.locate(ctx, r, noun, ref)
	if err != nil {
		return out, err
	}
	out.text["today"], out.text["me"] = p.c.today(), a.Name
	if noun == inspect.NounTask {
		return out, p.taskSource(ctx, r, &out, ref)
	}
	return out, p.teamSource(ctx, r, &out, team)
}

// locate finds what a document is for, its team and the grant it is made under;
// it is quick, for it is asked on every keystroke.
func (p *Paper) locate(ctx context.Context, r store.Reader, noun inspect.Noun, ref string) (out paperRecord, team inspect.Team, err error) {
	out.text = map[string]string{}
	switch noun {
	case inspect.NounTask:
		_, err = store.Get[inspect.Task](ctx, r, inspect.NounTask, ref)
	case inspect.NounTeam:
		if team, err = store.Get[inspect.Team](ctx, r, inspect.NounTeam, ref); err == nil {
			out.grant, err = p.c.teamGrant(ctx, r, team)
		}
	case inspect.NounVisit:
		var v inspect.Visit
		if v, err = store.Get[inspect.Visit](ctx, r, inspect.NounVisit, ref); err == nil {
			out.grant, out.open = v.Grant, v.State == inspect.VisitOpen
			team, err = store.Get[inspect.Team](ctx, r, inspect.NounTeam, v.Team)
		}
	case inspect.NounResult:
		var x inspect.Result
		if x, err = store.Get[inspect.Result](ctx, r, inspect.NounResult, ref); err == nil {
			out.text["result.outcome"], out.text["result.finishedOn"] = x.Code.Label(), x.FinishedOn
			team, err = store.Get[inspect.Team](ctx, r, inspect.NounTeam, x.Team)
		}
	default:
		err = inspect.E(inspect.Invalid, "不能为“%s”制作这种文书", noun.Label()).WithField("ref")
	}
	return out, team, err
}

func (p *Paper) taskSource(ctx context.Context, r store.Reader, out *paperRecord, id string) error {
	t, err := store.Get[inspect.Task](ctx, r, inspect.NounTask, id)
	if err != nil {
		return err
	}
	matters, err := p.c.matters(ctx, r, t.Matters)
	if err != nil {
		return err
	}
	put := out.text
	taskTexts(put, t, matters)
	teams, _, err := store.List[inspect.Team](ctx, r, inspect.NounTeam, store.Where("task", t.ID).Sorted("ord"))
	if err != nil {
		return err
	}
	ids := []string{}
	for _, x := range teams {
		ids = append(ids, x.Subject)
	}
	for _, w := range t.Winners {
		if len(teams) == 0 {
			ids = append(ids, w.Subject)
		}
	}
	rows := []string{}
	for _, id := range ids {
		s, err := store.Get[inspect.Subject](ctx, r, inspect.NounSubject, id)
		if err != nil {
			return err
		}
		rows = append(rows, cellRow(s.Name, s.Code, s.Premises))
	}
	put["task.subjects"] = strings.Join(rows, "\n")
	return nil
}

func taskTexts(put map[string]string, t inspect.Task, matters []inspect.Matter) {
	put["organ"], put["task.no"], put["task.name"], put["task.from"], put["task.to"] = t.Organ, t.No, t.Name, t.From, t.To
	put["task.matters"], put["task.basis"] = strings.Join(namesOf(matters), "、"), basisOf(matters)
	put["task.methods"], put["task.departments"] = strings.Join(methodsOf(matters), "、"), strings.Join(t.Departments, "、")
	put["task.origin"], put["task.title"] = purposeOf(t), t.No+"　"+t.Name
}

// purposeOf words why a firm is inspected.
func purposeOf(t inspect.Task) string {
	if t.Random() {
		return "按照" + t.Name + "（" + t.No + "），依法对随机抽取的检查对象实施双随机抽查。"
	}
	return "按照" + t.Name + "（" + t.No + "），依法实施检查（非随机检查，" + t.NonRandom.Item.Label() + "）。"
}

func (p *Paper) teamSource(ctx context.Context, r store.Reader, out *paperRecord, team inspect.Team) error {
	f, err := (&Visit{p.c}).form(ctx, r, team)
	if err != nil {
		return err
	}
	put, v := out.text, f.Visit
	taskTexts(put, f.Task, f.Matters)
	put["party.name"], put["party.code"], put["party.address"] = f.Subject.Name, f.Subject.Code, f.Subject.Premises
	put["party.principal"], put["party.phone"] = f.Subject.LegalRep, f.Subject.Phone
	present := v.Present
	if len(present) == 0 {
		present = nil // nobody was ticked: the whole team
	}
	names, rows, units, whole := []string{}, []string{}, []string{}, []string{}
	for _, o := range officersOf(f.Team, present) {
		names, rows = append(names, o.Name), append(rows, cellRow(o.Name, o.CertNo, o.Unit))
		whole = append(whole, officerLine(o))
		if !slices.Contains(units, o.Unit) {
			units = append(units, o.Unit)
		}
	}
	put["officers"], put["officers.rows"], put["department"] = strings.Join(names, "、"), strings.Join(rows, "\n"), strings.Join(units, "、")
	put["officers.lines"] = strings.Join(whole, "\n")
	put["leader"], put["team.date"], put["frequency"] = leaderName(f.Team), f.Team.Date, team.Frequency
	if v.ID == "" {
		return nil
	}
	put["visit.startedAt"], put["visit.endedAt"], put["visit.place"] = v.StartedAt, v.EndedAt, v.Place
	if at := cmp.Or(v.StartedAt, v.EndedAt); at != "" {
		put["visit.day"] = inspect.LegalDate(at)
	}
	put["visit.process"], put["visit.statement"], put["visit.refusal"], put["visit.outcome"] = v.Process, v.Statement, v.Refusal, v.Outcome.Label()
	if v.Process == "" && v.Outcome != "" {
		put["visit.process"] = processOf(f)
	}
	put["visit.partyName"], put["visit.partyPost"], put["visit.partyId"], put["visit.partyPhone"], put["visit.witness"] = v.PartyName, v.PartyPost, v.PartyID, v.PartyPhone, v.Witness
	put["visit.witnessId"], put["visit.legalRep"], put["visit.interpreter"], put["visit.interpreterId"], put["visit.language"] = v.WitnessID, v.LegalRep, v.Interpreter, v.InterpreterID, v.Language
	findingTexts(put, f)
	put["answers.rows"], put["media.rows"], put["media.names"] = answerRows(f), mediaRows(f.Evidence), mediaNames(f.Evidence)
	papers, _, err := store.List[inspect.Paper](ctx, r, inspect.NounPaper, store.Where("ref", v.ID, "kind", string(inspect.DocSceneRecord)))
	for _, x := range papers {
		if x.State != inspect.PaperVoid {
			put["recordNumber"] = x.Name + " " + x.No()
		}
	}
	return err
}

func findingTexts(put map[string]string, f VisitForm) {
	facts := []string{}
	for _, x := range f.Visit.Findings {
		facts = append(facts, x.Description)
	}
	stop, _ := measured(f, inspect.MeasureStop)
	transfer, _ := measured(f, inspect.MeasureTransfer)
	correct, _ := measured(f, inspect.MeasureCorrect)
	demands, deadline, words := demanded(f)
	put["findings"], put["findings.basis"] = strings.Join(facts, "\n"), breachedBy(f.Matters, f.Visit.Findings)
	put["findings.stop"], put["findings.transfer"], put["findings.correct"] = strings.Join(stop, "\n"), strings.Join(transfer, "\n"), strings.Join(correct, "\n")
	_, put["findings.stop.basis"] = measured(f, inspect.MeasureStop)
	_, put["findings.correct.basis"] = measured(f, inspect.MeasureCorrect)
	put["findings.transfer.to"] = strings.Join(transferredTo(f), "、")
	put["demands"], put["deadline"], put["deadline.words"] = strings.Join(demands, "\n"), deadline, words
}

func answerRows(f VisitForm) string {
	rows := []string{}
	for _, m := range matterLines(f) {
		for _, line := range m.Lines {
			rows = append(rows, cellRow(m.Name+"："+line.Content, line.Answer, line.Note))
		}
	}
	return strings.Join(rows, "\n")
}

func mediaRows(list []inspect.Evidence) string {
	rows := []string{}
	for _, e := range list {
		if e.State == inspect.EvidenceCopied {
			rows = append(rows, cellRow(e.Name, strconv.FormatInt(e.Size, 10), inspect.Minute(e.From), e.SHA256))
		}
	}
	return strings.Join(rows, "\n")
}

func mediaNames(list []inspect.Evidence) string {
	names := []string{}
	for _, e := range list {
		if e.Name != "" {
			names = append(names, e.Kind.Label()+"："+e.Name)
		}
	}
	return strings.Join(names, "\n")
}

// officerLine is an inspector with what shows that he may inspect.
func officerLine(o inspect.OfficerSnapshot) string {
	line := o.Name + "（执法证件号 " + o.CertNo + "）"
	if o.Leader {
		line += " 组长"
	}
	return strings.TrimRight(line+"　"+o.Unit, "　")
}

// cellRow is one line of a table: cells parted by tabs.
func cellRow(cells ...string) string {
	clean := strings.NewReplacer("\t", " ", "\r\n", "；", "\n", "；")
	for i, c := range cells {
		cells[i] = clean.Replace(strings.TrimSpace(c))
	}
	return strings.Join(cells, "\t")
}

// begins is what a blank begins with: the record, else the template's default.
func (rec paperRecord) begins(f inspect.TemplateField) string {
	text := rec.text[f.From]
	if text == "" {
		text = f.Default
	}
	if f.Type == inspect.BlankLine {
		return strings.ReplaceAll(text, "\n", "；")
	}
	if f.Type == inspect.BlankChoice {
		kept := []string{}
		for word := range strings.SplitSeq(text, "、") {
			if slices.Contains(f.Options, word) {
				kept = append(kept, word)
			}
		}
		return strings.Join(kept, "、")
	}
	return text
}

// notFinished refuses a document that reports a visit still going on.
func notFinished(name, ref string) error {
	return inspect.E(inspect.Refused, "检查还没有结束，不能制作%s", name).WithArticle("第二十条").WithRef(ref).WithHint("先完成自查并结束检查")
}

// checkBlank checks a blank's name and text.
func checkBlank(t inspect.Template, key, value string) error {
	i := slices.IndexFunc(t.Fields, func(f inspect.TemplateField) bool { return f.Key == key })
	switch {
	case i < 0:
		return inspect.E(inspect.Invalid, "%s没有“%s”这一栏", t.Name, key).WithField(key)
	case t.Fields[i].Fixed:
		return inspect.E(inspect.Refused, "“%s”取自检查记录，不能在文书里改", t.Fields[i].Label).WithField(key).WithArticle("第二十条").WithHint("记录有误的，先改记录")
	case t.Fields[i].Type == inspect.BlankChoice && value != "":
		for word := range strings.SplitSeq(value, "、") {
			if !slices.Contains(t.Fields[i].Options, word) {
				return inspect.E(inspect.Invalid, "“%s”没有“%s”这一选项", t.Fields[i].Label, word).WithField(key).
					WithHint("可选：%s", strings.Join(t.Fields[i].Options, "、"))
			}
		}
	}
	return inspect.CheckText(key, value)
}

// blankPath is where a blank of a document that is being filled in is kept:
// beside the fields of what it is for, whose history it belongs to.
func blankPath(kind inspect.DocumentKind, key string) string {
	return blankPrefix + string(kind) + "/" + key
}

const blankPrefix = "paper/"
