package inspect

import (
	"regexp"
	"slices"
	"sort"
	"strconv"
	"strings"
)

// The fields of an open visit, by path:
//
//	startedAt endedAt place outcome outcomeNote method present credentials rights
//	recusal recusalNote checkCode noCheckCode partyName partyPost partyId partyPhone witness process
//	statement refusal recordNote
//	answer/MATTER/ITEM            yes, no, na, skip
//	answer/MATTER/ITEM/note
//	vehicle rightsNote callRecord clauseRead secondOn
//	witnessId legalRep legalRepId interpreter interpreterId language
//	method/MATTER                 how a matter is inspected, "" = as the visit
//	method/MATTER/{url,at,shot,papers}
//	past/FINDING                  done, open; of an earlier inspection's finding
//	past/FINDING/note
//	finding/ID/{matter,item,description,measure,measureNote,deadline,recheck,deleted}
//	note/ID, note/ID/at and note/ID/finding
//	mark/ID, mark/ID/at and mark/ID/step
//	reply/DEPARTMENT/{officer,cert,on,form,reason}   another department of a joint task
//	recordNote/STEP               why a step of RecordSteps has no audio or video
//
// present is a list of inspector ids joined with "，"; credentials, rights, clauseRead and
// deleted are "1" or "". A matter without a checklist is answered as item 0.
var visitPath = regexp.MustCompile(`^(startedAt|endedAt|place|outcome|outcomeNote|method|present|credentials|rights|recusal|recusalNote|checkCode|noCheckCode|partyName|partyPost|partyId|partyPhone|witness|process|statement|refusal|recordNote|vehicle|rightsNote|callRecord|clauseRead|secondOn|witnessId|legalRep|legalRepId|interpreter|interpreterId|language` +
	`|method/[0-9a-f-]{36}(/(url|at|shot|papers))?|past/[0-9a-f-]{36}(/note)?` +
	`|answer/[0-9a-f-]{36}/[0-9]{1,4}(/note)?` +
	`|finding/[0-9a-f-]{36}/(matter|item|description|measure|measureNote|deadline|recheck|deleted)` +
	`|note/[0-9a-f-]{36}(/(at|finding))?` +
	`|mark/[0-9a-f-]{36}(/(at|step))?` +
	`|reply/[^/]{1,200}/(officer|cert|on|form|reason)` +
	`|recordNote/(告知|进入|陈述申辩|拒签|扣押|送达))$`)

// MaxField is the longest text of one field, in bytes: more than 300,000 hanzi.
const MaxField = 1 << 20

// CheckVisitField refuses a path that is no field of a visit, and text that
// could not be kept exactly.
func CheckVisitField(path, value string) error {
	if !visitPath.MatchString(path) {
		return E(Invalid, "检查记录没有“%s”这一栏", path).WithField(path)
	}
	return CheckText(path, value)
}

// VisitFrom fills v from its stored fields. Unknown paths cannot occur: they
// were refused when saved.
func VisitFrom(v Visit, fields []Field) Visit {
	simple := map[string]*string{"startedAt": &v.StartedAt, "endedAt": &v.EndedAt, "place": &v.Place, "outcomeNote": &v.OutcomeNote,
		"method": &v.Method, "checkCode": &v.CheckCode, "noCheckCode": &v.NoCheckCode, "partyName": &v.PartyName, "partyPost": &v.PartyPost,
		"partyId": &v.PartyID, "partyPhone": &v.PartyPhone, "witness": &v.Witness, "process": &v.Process, "statement": &v.Statement,
		"refusal": &v.Refusal, "recordNote": &v.RecordNote, "outcome": (*string)(&v.Outcome), "recusal": (*string)(&v.Recusal), "recusalNote": &v.RecusalNote,
		"vehicle": &v.Vehicle, "rightsNote": &v.RightsNote, "callRecord": &v.CallRecord, "secondOn": &v.SecondOn,
		"witnessId": &v.WitnessID, "legalRep": &v.LegalRep, "legalRepId": &v.LegalRepID, "interpreter": &v.Interpreter, "interpreterId": &v.InterpreterID, "language": &v.Language}
	v.Present, v.Answers, v.Findings, v.Notes, v.Ways, v.Rechecks = []string{}, []Answer{}, []Finding{}, []Note{}, []Way{}, []Recheck{}
	v.Marks, v.StepReasons, v.Replies = []Mark{}, []StepReason{}, []Reply{}
	marks, replies := map[string]*Mark{}, map[string]*Reply{}
	ways, rechecks := map[string]*Way{}, map[string]*Recheck{}
	answers, findings, notes, deleted := map[string]*Answer{}, map[string]*Finding{}, map[string]*Note{}, map[string]bool{}
	for _, f := range fields {
		if p := simple[f.Path]; p != nil {
			*p = f.Value
			continue
		}
		part := strings.Split(f.Path, "/")
		switch part[0] {
		case "present":
			v.Present = slices.DeleteFunc(strings.Split(f.Value, "，"), func(s string) bool { return s == "" })
		case "credentials":
			v.Credentials = f.Value == "1"
		case "rights":
			v.Rights = f.Value == "1"
		case "clauseRead":
			v.ClauseRead = f.Value == "1"
		case "method":
			w := get(ways, part[1])
			w.Matter = part[1]
			*w.field(part[2:]) = f.Value
		case "past":
			x := get(rechecks, part[1])
			x.Finding = part[1]
			if len(part) == 3 {
				x.Note = f.Value
			} else {
				x.State, x.At = RecheckState(f.Value), f.At
			}
		case "answer":
			a := get(answers, part[1]+"/"+part[2])
			a.Matter = part[1]
			a.Item, _ = strconv.Atoi(part[2]) // the path's pattern has digits only
			if len(part) == 4 {
				a.Note = f.Value
			} else {
				a.Value = AnswerValue(f.Value)
			}
		case "finding":
			x := get(findings, part[1])
			x.ID = part[1]
			switch part[2] {
			case "item":
				x.Item, _ = strconv.Atoi(f.Value)
			case "deleted":
				deleted[x.ID] = f.Value == "1"
			case "measure":
				x.Measure = Measure(f.Value)
			default:
				*map[string]*string{"matter": &x.Matter, "description": &x.Description, "measureNote": &x.MeasureNote, "deadline": &x.Deadline, "recheck": &x.Recheck}[part[2]] = f.Value
			}
		case "mark":
			m := get(marks, part[1])
			m.ID = part[1]
			*map[string]*string{"": &m.Text, "at": &m.At, "step": (*string)(&m.Step)}[strings.Join(part[2:], "")] = f.Value
		case "reply":
			r := get(replies, part[1])
			r.Department = part[1]
			*map[string]*string{"officer": &r.Officer, "cert": &r.CertNo, "on": &r.On, "form": &r.Form, "reason": &r.Reason}[part[2]] = f.Value
		case "recordNote":
			v.StepReasons = append(v.StepReasons, StepReason{RecordStep(part[1]), f.Value})
		case "note":
			n := get(notes, part[1])
			n.ID = part[1]
			if len(part) == 3 && part[2] == "at" {
				n.At = f.Value
			} else if len(part) == 3 {
				n.Finding = f.Value
			} else {
				n.Text = f.Value
				if n.At == "" {
					n.At = f.At
				}
			}
		}
	}
	for _, k := range sortedKeys(answers) {
		v.Answers = append(v.Answers, *answers[k])
	}
	for _, k := range sortedKeys(findings) {
		if !deleted[k] && *findings[k] != (Finding{ID: k}) { // an empty one was undone
			v.Findings = append(v.Findings, *findings[k])
		}
	}
	for _, k := range sortedKeys(ways) {
		if ways[k].Method != "" {
			v.Ways = append(v.Ways, *ways[k])
		}
	}
	for _, k := range sortedKeys(rechecks) {
		if rechecks[k].State != "" {
			v.Rechecks = append(v.Rechecks, *rechecks[k])
		}
	}
	for _, k := range sortedKeys(marks) {
		if marks[k].At != "" { // one without was taken back
			v.Marks = append(v.Marks, *marks[k])
		}
	}
	slices.SortFunc(v.Marks, func(a, b Mark) int { return strings.Compare(a.At+a.ID, b.At+b.ID) })
	for _, k := range sortedKeys(replies) {
		if *replies[k] != (Reply{Department: k}) {
			v.Replies = append(v.Replies, *replies[k])
		}
	}
	for _, k := range sortedKeys(notes) {
		if notes[k].Text != "" {
			v.Notes = append(v.Notes, *notes[k])
		}
	}
	return v
}

func get[T any](m map[string]*T, k string) *T {
	if m[k] == nil {
		m[k] = new(T)
	}
	return m[k]
}

func sortedKeys[T any](m map[string]T) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}
