package inspect

import (
	"fmt"
	"slices"
	"strings"
)

// Case is a visit with what must agree with it across the file (案卷自查, P18):
// CheckVisit looks at the record alone, CheckCase beside it. What it finds is
// shown to be settled or explained; it does not keep the visit from finishing.
type Case struct {
	Visit      Visit
	Team       Team
	Approval   Approval    // of the task; ID "" = not known here
	Inspectors []Inspector // of the team, as far as the register is known here
	Others     []Visit     // of the same workspace, with their members' ids in Present
	Papers     []Paper     // of this visit
	Organ      string      // 机关名称 of the task
	Organs     []string    // as each of Papers names it, in their order; "" = it names none
	Due        []DuePaper  // what the measures ask for
	Result     Result      // ID "" = none yet
	Steps      []StepRecord
}

// CheckCase runs every check of the file; each gives the field to jump to.
func CheckCase(c Case) []*Error {
	out := []*Error{}
	for _, check := range []func(Case) []*Error{twoPlaces, beforeApproval, expiredCertificates, recordGaps, contradiction, organNames, unfinishedPapers} {
		out = append(out, check(c)...)
	}
	return out
}

func found(field, article, format string, args ...any) *Error {
	return E(Refused, format, args...).WithField(field).WithArticle(article)
}

// twoPlaces: nobody inspects two firms at the same minute.
func twoPlaces(c Case) (out []*Error) {
	if c.Visit.StartedAt == "" {
		return nil
	}
	end := func(v Visit) string { return max(v.EndedAt, v.StartedAt) }
	for _, o := range c.Others {
		if o.ID == c.Visit.ID || o.StartedAt == "" || end(o) <= c.Visit.StartedAt || end(c.Visit) <= o.StartedAt {
			continue
		}
		names := []string{}
		for _, m := range c.Team.Members {
			if slices.Contains(c.Visit.Present, m.Inspector) && slices.Contains(o.Present, m.Inspector) {
				names = append(names, m.Name)
			}
		}
		if len(names) > 0 {
			out = append(out, found("startedAt", "第二十条", "%s同时在两处检查：本户%s至%s，%s%s至%s", strings.Join(names, "、"),
				Minute(c.Visit.StartedAt), Minute(end(c.Visit)), o.Place, Minute(o.StartedAt), Minute(end(o))))
		}
	}
	return out
}

// beforeApproval: the inspection begins after its approval.
func beforeApproval(c Case) []*Error {
	if day := LegalDate(c.Visit.StartedAt); c.Approval.ID != "" && day != "" && c.Approval.Date != "" && day < c.Approval.Date {
		return []*Error{found("startedAt", "第十五条", "检查开始于%s，早于任务的审批日期%s", day, c.Approval.Date)}
	}
	return nil
}

// expiredCertificates: who was present held a valid certificate that day.
func expiredCertificates(c Case) (out []*Error) {
	day := LegalDate(c.Visit.StartedAt)
	for _, i := range c.Inspectors {
		if day != "" && slices.Contains(c.Visit.Present, i.ID) && i.CertUntil != "" && i.CertUntil < day {
			out = append(out, found("present", "第十五条", "%s的执法证件已于%s到期，检查在%s", i.Name, i.CertUntil, day))
		}
	}
	return out
}

// contradiction: the result says what the findings say.
func contradiction(c Case) []*Error {
	if c.Result.ID == "" || c.Visit.State == VisitOpen {
		return nil
	}
	if c.Result.Code == R1 && len(c.Visit.Findings) > 0 {
		return []*Error{found("result", "第二十一条", "结果为“%s”，但记录中有%d个问题", c.Result.Code.Label(), len(c.Visit.Findings))}
	}
	if len(c.Visit.Findings) == 0 && c.Visit.Outcome == OutcomeDone && (c.Result.Code == R5 || c.Result.Code == R8) {
		return []*Error{found("result", "第二十一条", "结果为“%s”，但记录中没有发现问题", c.Result.Code.Label())}
	}
	return nil
}

// organNames: every document names the organ that the task names.
func organNames(c Case) (out []*Error) {
	for i, p := range c.Papers {
		if p.State == PaperVoid || i >= len(c.Organs) || c.Organs[i] == "" || c.Organs[i] == c.Organ {
			continue
		}
		out = append(out, found("papers", "第二十条", "%s（%s）的机关名称是“%s”，任务的是“%s”", p.Name, p.Number, c.Organs[i], c.Organ).WithRef(p.ID))
	}
	return out
}

// unfinishedPapers: every document of a finished visit is made, printed, signed
// and scanned, page by page.
func unfinishedPapers(c Case) (out []*Error) {
	if c.Visit.State == VisitOpen {
		return nil
	}
	for _, d := range c.Due {
		if d.Kind == "" {
			continue // it is made elsewhere
		}
		if !slices.ContainsFunc(c.Papers, func(p Paper) bool { return p.Kind == string(d.Kind) && p.State != PaperVoid }) {
			out = append(out, found("papers", "第二十条", "还没有制作%s", d.Name))
		}
	}
	for _, p := range c.Papers {
		what := ""
		switch {
		case p.State == PaperIssued && len(p.Drawn) > 0:
			what = "的手写签名还没有签齐归档"
		case p.State == PaperIssued:
			what = "还没有打印签字"
		case p.State == PaperPrinted && len(p.Signings) == 0:
			what = "没有登记签署情况，签字件也没有归档"
		case p.State == PaperPrinted:
			what = "签字件还没有扫描归档"
		}
		if missing := p.Missing(); p.State == PaperPrinted && len(p.Sheets) > 0 && len(missing) > 0 {
			what = "缺第" + strings.Join(strings.Fields(strings.Trim(fmt.Sprint(missing), "[]")), "、") + "页的扫描"
		}
		if what != "" {
			out = append(out, found("papers", "第二十条", "%s（%s）%s", p.Name, p.Number, what).WithRef(p.ID))
		}
	}
	return out
}
