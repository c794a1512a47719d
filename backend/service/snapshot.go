package service

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/store"
)

// frozenDoc is a snapshot ready to be stored, and the grant it was made under.
type frozenDoc struct {
	body  any
	grant string
}

// snapshot gathers the content of a document.
func (p *Paper) snapshot(ctx context.Context, tx *store.Tx, head inspect.DocumentHead, ref string) (frozenDoc, error) {
	switch head.Kind {
	case inspect.DocSceneRecord, inspect.DocEvidenceList, inspect.DocRemoteRecord:
		return p.visitSnapshot(ctx, tx, head, ref)
	case inspect.DocWorkPlan:
		return p.workPlanSnapshot(ctx, tx, head, ref)
	case inspect.DocCheckForm:
		return p.checkFormSnapshot(ctx, tx, head, ref)
	case inspect.DocDrawRecord:
		return p.drawSnapshot(ctx, tx, head, ref)
	}
	return p.taskSnapshot(ctx, tx, head, ref)
}

func (p *Paper) visitSnapshot(ctx context.Context, tx *store.Tx, head inspect.DocumentHead, ref string) (frozenDoc, error) {
	v, err := store.Get[inspect.Visit](ctx, tx, inspect.NounVisit, ref)
	if err != nil {
		return frozenDoc{}, err
	}
	if v.State == inspect.VisitOpen {
		return frozenDoc{}, notFinished("这份文书", ref)
	}
	team, err := store.Get[inspect.Team](ctx, tx, inspect.NounTeam, v.Team)
	if err != nil {
		return frozenDoc{}, err
	}
	visits := &Visit{p.c}
	f, err := visits.form(ctx, tx, team)
	if err != nil {
		return frozenDoc{}, err
	}
	head.Organ, head.TaskNo, head.TaskName = f.Task.Organ, f.Task.No, f.Task.Name
	party := partyOf(f.Subject)
	switch head.Kind {
	case inspect.DocRemoteRecord:
		return p.remoteSnapshot(head, party, f)
	case inspect.DocEvidenceList:
		return frozenDoc{inspect.EvidenceListSnapshot{DocumentHead: head, Party: party, Items: evidenceLines(f),
			Pictures: []inspect.PictureSnapshot{}, Maker: tx.Actor().Name, MadeOn: inspect.LegalDate(tx.At())}, v.Grant}, nil
	}
	if remote(f) {
		return frozenDoc{}, inspect.E(inspect.Refused, "本次没有进门检查，不制作现场检查笔录").WithArticle("第十七条").WithRef(ref).WithHint("制作书面检查和网络监测记录")
	}
	s := inspect.SceneRecordSnapshot{DocumentHead: head, Party: party, StartedAt: v.StartedAt, EndedAt: v.EndedAt, Place: v.Place,
		Officers: officersOf(f.Team, f.Visit.Present), PartyPerson: v.PartyName, PartyPost: v.PartyPost, PartyID: v.PartyID, PartyPhone: v.PartyPhone,
		Witness: v.Witness, WitnessID: v.WitnessID, LegalRep: v.LegalRep, LegalRepID: v.LegalRepID,
		Interpreter: v.Interpreter, InterpreterID: v.InterpreterID, Language: v.Language, Credentials: v.Credentials, Rights: v.Rights, Recusal: joined(v.Recusal.Label(), v.RecusalNote),
		Purpose: purposeOf(f.Task),
		Basis:   basisOf(f.Matters), CheckCode: v.CheckCode, Methods: v.MethodsUsed(f.Matters), Matters: matterLines(f), Process: v.Process,
		Findings: findingLines(f), Evidence: evidenceLines(f), Statement: v.Statement, Refusal: v.Refusal}
	if s.Process == "" {
		s.Process = processOf(f)
	}
	for _, w := range v.Ways {
		s.Process += "\n" + wayOf(f, w)
	}
	if s.CheckCode == "" && v.NoCheckCode != "" {
		s.CheckCode = "未扫码：" + v.NoCheckCode
	}
	if v.Outcome != inspect.OutcomeDone {
		s.NotDone, s.Recusal = v.Outcome.Label(), "未能告知"
	}
	return frozenDoc{s, v.Grant}, nil
}

func partyOf(s inspect.Subject) inspect.PartySnapshot {
	return inspect.PartySnapshot{Name: s.Name, Code: s.Code, Address: s.Premises, Principal: s.LegalRep, Phone: s.Phone}
}

// officersOf lists those present, the leader first; nil present = all members.
func officersOf(t inspect.Team, present []string) []inspect.OfficerSnapshot {
	list := []inspect.OfficerSnapshot{}
	for _, m := range t.Members {
		if present != nil && !slices.Contains(present, m.Inspector) {
			continue
		}
		o := inspect.OfficerSnapshot{Name: m.Name, CertNo: m.CertNo, Unit: m.Department, Leader: m.Inspector == t.Leader}
		if o.Leader {
			list = slices.Insert(list, 0, o)
			continue
		}
		list = append(list, o)
	}
	return list
}

func basisOf(ms []inspect.Matter) string {
	out := []string{}
	for _, m := range ms {
		if !slices.Contains(out, m.Basis) {
			out = append(out, m.Basis)
		}
	}
	return strings.Join(out, "；")
}

func matterLines(f VisitForm) []inspect.MatterSnapshot {
	list, others := []inspect.MatterSnapshot{}, inspect.OthersIn(f.Task, f.Team)
	for _, m := range f.Matters {
		reply := inspect.Reply{}
		if d := inspect.OwnerOf(m, f.Task, others); d != "" && f.Visit.ID != "" {
			reply = f.Visit.ReplyOf(d, f.Team)
		}
		unanswered := ""
		if reply.Officer == "" {
			unanswered = reply.Reason
		}
		ms := inspect.MatterSnapshot{By: byOf(reply), Name: m.Name, Basis: m.Basis, Lines: []inspect.CheckLineSnapshot{}}
		items := m.Checklist
		if len(items) == 0 {
			items = []inspect.CheckItem{{Text: m.Name}}
		}
		for _, it := range items {
			line := inspect.CheckLineSnapshot{Content: it.Text, Answer: inspect.AnswerSkip.Label(), Note: unanswered}
			for _, a := range f.Visit.Answers {
				if a.Matter == m.ID && a.Item == it.No && a.Value != "" {
					line.Answer, line.Note = a.Value.Label(), a.Note
				}
			}
			ms.Lines = append(ms.Lines, line)
		}
		list = append(list, ms)
	}
	return list
}

// byOf says of another department's matter who answered, "" of ours.
func byOf(r inspect.Reply) string {
	if r.Department == "" {
		return ""
	}
	return r.Text()
}

func findingLines(f VisitForm) []inspect.FindingSnapshot {
	list := []inspect.FindingSnapshot{}
	for _, x := range f.Visit.Findings {
		measure := x.Measure.Label()
		if x.MeasureNote != "" {
			measure += "：" + x.MeasureNote
		}
		list = append(list, inspect.FindingSnapshot{Matter: matterName(f.Matters, x.Matter), Description: x.Description, Measure: measure, Deadline: x.Deadline})
	}
	return list
}

func matterName(ms []inspect.Matter, id string) string {
	for _, m := range ms {
		if m.ID == id {
			return m.Name
		}
	}
	return ""
}

func evidenceLines(f VisitForm) []inspect.EvidenceSnapshot {
	out := []inspect.EvidenceSnapshot{}
	for _, e := range f.Evidence {
		out = append(out, inspect.EvidenceSnapshot{Kind: e.Kind.Label(), Name: e.Name, Device: e.Recorder, Officer: e.Officer, From: e.From, To: e.To,
			Content: joined(e.Step, e.Note), KeySpans: inspect.KeyMarks(e, f.Visit.Marks), Size: sizeText(e), SHA256: e.SHA256, SM3: e.SM3, Place: e.Place, KeepTill: inspect.KeepOf(e, f.Visit).Text(), State: e.State.Label()})
	}
	return out
}

// processOf words the course of the visit from what was recorded, for a leader
// who left the field empty.
func processOf(f VisitForm) string {
	v := f.Visit
	if v.Outcome != inspect.OutcomeDone {
		return v.Outcome.Label() + "。" + v.OutcomeNote
	}
	yes, no := 0, 0
	for _, a := range v.Answers {
		switch a.Value {
		case inspect.AnswerYes:
			yes++
		case inspect.AnswerNo:
			no++
		}
	}
	company := "。"
	if who := strings.TrimSpace(v.PartyName + v.PartyPost); who != "" {
		company = "，" + who + "在场。"
	} else if v.Witness != "" {
		company = "，" + v.Witness + "在场见证。"
	}
	return fmt.Sprintf("检查人员出示执法证件，说明检查依据和事项，告知当事人享有的权利和应履行的义务，以%s方式进行检查%s共检查%d个事项，其中符合%d项、不符合%d项，详见检查结果表。",
		v.Method, company, len(f.Matters), yes, no)
}

func leaderName(t inspect.Team) string {
	for _, m := range t.Members {
		if m.Inspector == t.Leader {
			return m.Name
		}
	}
	return ""
}

func namesOf(ms []inspect.Matter) []string {
	out := []string{}
	for _, m := range ms {
		out = append(out, m.Name)
	}
	return out
}

func methodsOf(ms []inspect.Matter) []string {
	out := []string{}
	for _, m := range ms {
		for _, x := range m.Methods {
			if !slices.Contains(out, x) {
				out = append(out, x)
			}
		}
	}
	return out
}
