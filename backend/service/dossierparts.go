package service

import (
	"context"
	"fmt"
	"os"
	"strconv"
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/pdf"
	"shuangsuiji/backend/scan"
	"shuangsuiji/backend/store"
)

// gather lists the parts of a file.
func (d *Dossier) gather(ctx context.Context, of DossierOf) (*dossier, error) {
	f := &dossier{c: d.c, r: d.c.db}
	var err error
	if f.out.Organ, err = d.c.db.Meta(ctx, metaOrgan); err != nil {
		return f, err
	}
	switch {
	case of.Task != "" && of.Subject == "":
		err = f.ofTask(ctx, of.Task)
	case of.Subject != "" && of.Task == "":
		err = f.ofSubject(ctx, of.Subject)
	default:
		err = inspect.E(inspect.Invalid, "装订卷宗应选定一个任务或一个检查对象").WithField("task")
	}
	if err == nil && len(f.items) == 0 {
		err = inspect.E(inspect.Refused, "%s还没有可以装订的材料", f.out.Title).WithArticle("第二十条").WithHint("先开展检查、制作文书")
	}
	return f, err
}

func (f *dossier) ofTask(ctx context.Context, ref string) error {
	t, err := f.c.task(ctx, f.r, ref)
	if err != nil {
		return err
	}
	teams, _, err := store.List[inspect.Team](ctx, f.r, inspect.NounTeam, store.Where("task", t.ID).Sorted("ord"))
	if err != nil {
		return err
	}
	f.organ(t)
	f.out.Kind, f.out.Title = "任务卷", t.Name
	f.out.Facts = [][2]string{{"任务编号", t.No}, {"组织部门", t.Lead}, {"实施时间", t.From + " 至 " + t.To}, {"检查对象", strconv.Itoa(len(teams)) + " 户"}}
	if err := f.approvals(ctx, inspect.NounTask, t.ID, ""); err != nil {
		return err
	}
	if _, err := f.papersOf(ctx, t.ID, ""); err != nil {
		return err
	}
	draws, err := store.IDs(ctx, f.r, inspect.NounDraw, store.Where("task", t.ID))
	if err != nil {
		return err
	}
	for _, id := range draws {
		if _, err := f.papersOf(ctx, id, ""); err != nil {
			return err
		}
	}
	for _, s := range t.Shares {
		f.remark("%s承办的部分另行立卷", s.Unit)
	}
	for _, team := range teams {
		if err := f.team(ctx, team, ""); err != nil {
			return err
		}
	}
	return nil
}

func (f *dossier) organ(t inspect.Task) {
	if t.Organ != "" {
		f.out.Organ = t.Organ
	}
}

func (f *dossier) ofSubject(ctx context.Context, id string) error {
	s, err := store.Get[inspect.Subject](ctx, f.r, inspect.NounSubject, id)
	if err != nil {
		return err
	}
	f.out.Kind, f.out.Title = "一企一档", s.Name
	f.out.Facts = [][2]string{{"统一社会信用代码", s.Code}, {"地址", s.Premises}, {"法定代表人（负责人）", s.LegalRep}}
	teams, _, err := store.List[inspect.Team](ctx, f.r, inspect.NounTeam, store.Where("subject", id).Sorted("id"))
	if err != nil {
		return err
	}
	for _, team := range teams {
		t, err := store.Get[inspect.Task](ctx, f.r, inspect.NounTask, team.Task)
		if err != nil {
			return err
		}
		f.organ(t)
		if err := f.team(ctx, team, t.No+" "); err != nil {
			return err
		}
	}
	return nil
}

// approvals adds the signed sheets of approvals; a consent by phone whose paper
// is not in is missing.
func (f *dossier) approvals(ctx context.Context, noun inspect.Noun, ref, prefix string) error {
	rows, _, err := store.List[inspect.Approval](ctx, f.r, inspect.NounApproval, store.Where("noun", string(noun), "ref", ref).Sorted("id"))
	if err != nil {
		return err
	}
	for _, a := range rows {
		x := dossierItem{DossierPart: pdf.DossierPart{Title: prefix + "审批（" + a.Approver + "）", Date: a.Date}}
		switch {
		case a.Scan != "":
			x.scan = a.Scan
			x.note("签批扫描件")
		case a.DueAt != "":
			x.note("缺：补办的纸质审批")
		default:
			f.remark("%s审批由%s（%s）在本系统账号办理，%s，没有纸质件", prefix, a.Approver, a.Post, a.Date)
			continue
		}
		f.add(x)
	}
	return nil
}

// team adds what one inspection brought, and names what it should have brought.
func (f *dossier) team(ctx context.Context, team inspect.Team, prefix string) error {
	form, err := (&Visit{f.c}).form(ctx, f.r, team)
	if err != nil {
		return err
	}
	if prefix == "" {
		prefix = form.Subject.Name + "："
	}
	if err := f.approvals(ctx, inspect.NounTeam, team.ID, prefix); err != nil {
		return err
	}
	ofTeam, err := f.papersOf(ctx, team.ID, prefix)
	if err != nil {
		return err
	}
	v := form.Visit
	if v.ID == "" {
		f.missing(prefix+"检查记录", "缺：还没有检查（"+form.Team.State.Label()+"）")
		return nil
	}
	ofVisit, err := f.papersOf(ctx, v.ID, prefix)
	if err != nil {
		return err
	}
	for _, due := range inspect.DuePapers(v, form.Matters) {
		switch {
		case due.Kind == "":
			f.missing(prefix+due.Name, "缺：不在本程序制作，应另附")
		case !ofVisit[string(due.Kind)]:
			f.missing(prefix+due.Name, "缺：没有制作")
		}
		if due.Kind == inspect.DocSceneRecord && v.Outcome == inspect.OutcomeDone && !ofTeam[string(inspect.DocInspectionNotice)] {
			f.missing(prefix+"行政检查通知书", "缺：没有制作")
		}
	}
	results, _, err := store.List[inspect.Result](ctx, f.r, inspect.NounResult, store.Where("visit", v.ID))
	if err != nil {
		return err
	}
	if len(results) == 0 {
		f.missing(prefix+"检查结果", "缺：没有登记")
	}
	for _, x := range results {
		if err := f.result(ctx, x, prefix); err != nil {
			return err
		}
	}
	for _, e := range form.Evidence {
		f.evidence(e, form.Subject.Name)
	}
	return nil
}

func (f *dossier) result(ctx context.Context, x inspect.Result, prefix string) error {
	if _, err := f.papersOf(ctx, x.ID, prefix); err != nil {
		return err
	}
	f.remark("%s检查结果：%s，%s", prefix, x.Code.Label(), x.State.Label())
	if x.Proof != "" {
		f.add(dossierItem{DossierPart: pdf.DossierPart{Number: x.PlatformNo, Title: prefix + "公示凭据", Date: inspect.LegalDate(x.PublishedAt), Note: x.ProofName}, scan: x.Proof})
	} else if x.State == inspect.ResultPublished {
		f.missing(prefix+"公示凭据", "缺：登记公示时没有附")
	}
	return nil
}

func (f *dossier) evidence(e inspect.Evidence, of string) {
	line := pdf.DossierEvidence{Of: of, Name: e.Name, Kind: e.Kind.Label(), When: inspect.Minute(e.From), SHA256: e.SHA256, SM3: e.SM3, State: e.State.Label()}
	if line.Name == "" {
		line.Name = joinedBy(" ", e.Recorder, e.Officer, e.Step)
	}
	if e.Size > 0 {
		line.Size = fmt.Sprintf("%d 字节", e.Size)
	}
	switch e.State {
	case inspect.EvidenceCopied:
		if info, err := os.Stat(f.c.media.Path(e.SHA256)); err != nil || info.Size() != e.Size {
			line.State = "缺：文件不在本机或大小不符"
			f.remark("证据材料“%s”（%s）的文件不在本机或大小不符", line.Name, of)
		}
	case inspect.EvidencePending:
		line.State = "缺：待采集站回填"
		f.remark("证据材料“%s”（%s）还没有由采集站回填", line.Name, of)
	default:
		line.State = joinedBy("，", line.State, e.Place)
	}
	f.out.Evidence = append(f.out.Evidence, line)
}

func joinedBy(sep string, parts ...string) string {
	kept := []string{}
	for _, p := range parts {
		if p != "" {
			kept = append(kept, p)
		}
	}
	return strings.Join(kept, sep)
}

// loadScan takes the pages out of a scanned file; what is no picture stays
// outside, and the list of contents says so.
func (f *dossier) loadScan(ctx context.Context, x *dossierItem) error {
	err := scan.Read(ctx, f.c.media.Path(x.scan), func(p scan.Page, _ int) error {
		if p.Image == nil {
			x.note("第%d页不能装入（%s），见原文件", p.No, p.Fault)
			return nil
		}
		x.Pictures = append(x.Pictures, pdf.Picture{Data: p.Image, Turn: p.Turn})
		return nil
	})
	switch {
	case inspect.CodeOf(err) == inspect.Canceled && err != nil:
		return err
	case err != nil:
		x.note("缺：文件不能装入（%s）", inspect.ForPerson(err).Message)
	}
	if len(x.Pictures) == 0 {
		f.remark("“%s”的影像没有装入，原文件 SHA-256 %s", x.Title, x.scan)
	}
	return nil
}
