package service

import (
	"context"
	"time"

	"shuangsuiji/backend/draw"
	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/pack"
	"shuangsuiji/backend/publish"
	"shuangsuiji/backend/sheet"
	"shuangsuiji/backend/store"
	"shuangsuiji/backend/trust"
)

// Package exports a finished draw. The public form holds pseudonyms only
// (P12); the internal one, for supervision, also the openings and exclusions.
func (d *Draw) Package(ctx context.Context, a inspect.Actor, id string, public bool, out string) (Sent, error) {
	if err := a.May(inspect.ActDraw); err != nil {
		return Sent{}, err
	}
	dr, err := store.Get[inspect.Drawing](ctx, d.c.db, inspect.NounDraw, id)
	if err != nil {
		return Sent{}, err
	}
	if dr.State != inspect.DrawDone {
		return Sent{}, inspect.E(inspect.Refused, "本次抽取还没有结果，不能导出").WithArticle("第十三条").WithRef(id)
	}
	files, err := d.files(ctx, d.c.db, dr)
	if err != nil {
		return Sent{}, err
	}
	m := pack.Meta{Kind: pack.Draw, Task: dr.Task}
	if !public {
		if err := d.whole(ctx, d.c.db, dr, files); err != nil {
			return Sent{}, err
		}
	}
	if public {
		open, err := d.winnersOpen(ctx, dr)
		if err != nil {
			return Sent{}, err
		}
		all := files
		files = draw.Public(files)
		m.LeftOut = []pack.LeftOut{{Name: "openings.txt", Reason: "编号对应的名称不公开，当事人可单独申请核对本单位的一行"},
			{Name: "excluded.txt", Reason: "抽取前排除情况属于内部材料"}}
		if open {
			if files[draw.WinnersFile], err = draw.WinnersOpenings(all); err != nil {
				return Sent{}, err
			}
			m.LeftOut[0].Reason = "当选对象的一行见 " + draw.WinnersFile + "，其余不公开，当事人可单独申请核对本单位的一行"
		}
	}
	src := []pack.Source{pack.Bytes("data/draw/replay.py", draw.ReplayScript())}
	for name, b := range files {
		src = append(src, pack.Bytes("data/draw/"+name, b))
	}
	return d.c.seal(ctx, a, m, src, out)
}

// winnersOpen tells whether the public form of a draw says who its winners are:
// once the list of the task is locked and public (P12).
func (d *Draw) winnersOpen(ctx context.Context, dr inspect.Drawing) (bool, error) {
	if dr.Purpose != string(draw.PurposeSubjects) {
		return false, nil
	}
	t, err := d.c.task(ctx, d.c.db, dr.Task)
	if err != nil {
		return false, err
	}
	ms, err := d.c.matters(ctx, d.c.db, t.Matters)
	if err != nil {
		return false, err
	}
	hidden, err := d.c.nameless(ctx, d.c.db, t)
	locked := t.State != inspect.TaskDraft && t.State != inspect.TaskFrozen && t.State != inspect.TaskDrawn
	return locked && !hidden && !sensitive(ms) && d.c.today() >= t.Rule.NamesFrom, err
}

// Upload exports what the provincial platform takes: results, notices and the
// chosen documents of a task. Audio, video and photos stay here (P13).
func (d *Dispatch) Upload(ctx context.Context, a inspect.Actor, task, out string) (Sent, error) {
	if err := a.May(inspect.ActResultPublish); err != nil {
		return Sent{}, err
	}
	t, err := d.c.task(ctx, d.c.db, task)
	if err != nil {
		return Sent{}, err
	}
	version, err := d.c.nextFiling(ctx, d.c.db, t.ID)
	if err != nil {
		return Sent{}, err
	}
	crossing, err := d.c.crossing(ctx, d.c.db, t, version)
	if err != nil {
		return Sent{}, err
	}
	results, err := d.c.results(ctx, d.c.db, store.Where("task", t.ID).Sorted("due_on"))
	if err != nil {
		return Sent{}, err
	}
	b := bundle{c: d.c, r: d.c.db, seen: map[string]bool{}}
	b.head(ctx, inspect.NounTask, t.ID)
	for _, m := range t.Matters {
		b.head(ctx, inspect.NounMatter, m)
	}
	rows := [][]sheet.Cell{}
	for _, r := range results {
		if r.Result.State == inspect.ResultEntered || r.Result.State == inspect.ResultWithheld {
			continue
		}
		b.head(ctx, inspect.NounResult, r.Result.ID)
		for _, m := range r.Result.Matters {
			rows = append(rows, textRow(t.PlanNo, t.PlanName, t.No, t.PlatformNo, t.Name, t.Organ, r.SubjectName, r.SubjectCode, m.Name, m.Code.Label(),
				m.Problem, m.Handling, r.CodeLabel, r.Result.FollowUp, r.Result.FinishedOn, r.StateLabel))
		}
		papers, _, err := store.List[inspect.Paper](ctx, d.c.db, inspect.NounPaper, store.Where("ref", r.Result.Visit, "kind", string(inspect.DocSceneRecord)))
		if err != nil {
			return Sent{}, err
		}
		for _, p := range papers {
			if p.State != inspect.PaperVoid {
				b.document(ctx, p)
			}
		}
	}
	if b.err != nil {
		return Sent{}, b.err
	}
	if len(rows) == 0 {
		return Sent{}, inspect.E(inspect.Refused, "还没有审核通过的检查结果，没有可报送的内容").WithArticle("第二十一条").WithRef(t.No)
	}
	xlsx, err := uploadSheet(rows)
	if err != nil {
		return Sent{}, err
	}
	b.src = append(b.src, pack.Bytes("data/sheets/检查结果.xlsx", xlsx))
	if err := d.uploadNotices(ctx, &b, t); err != nil {
		return Sent{}, err
	}
	return d.c.seal(ctx, a, pack.Meta{Kind: pack.Upload, Task: t.ID, Version: version, Crossing: crossing, LeftOut: []pack.LeftOut{
		{Name: "音视频和照片", Reason: "执法视音频资料不外传，留存于本单位"}, {Name: "询问笔录等案件材料", Reason: "由执法办案信息系统流转"}}}, b.src, out)
}

func textRow(cells ...string) []sheet.Cell {
	row := make([]sheet.Cell, len(cells))
	for i, c := range cells {
		row[i] = sheet.Cell{Text: c}
	}
	return row
}

func uploadSheet(rows [][]sheet.Cell) ([]byte, error) {
	head := textRow("计划编号", "计划名称", "任务编号", "平台任务编号", "任务名称", "检查机关", "检查对象名称", "统一社会信用代码/注册号", "检查事项", "事项检查结果",
		"发现问题情况", "处置情况", "检查结果", "后续处置措施", "检查完成日期", "状态")
	for i := range head {
		head[i].Bold = true
	}
	return sheet.BytesXLSX(sheet.Grid{Sheet: "检查结果", HeaderRow: 1, Rows: append([][]sheet.Cell{head}, rows...),
		Widths: []float64{18, 24, 22, 22, 26, 24, 34, 24, 30, 22, 30, 24, 22, 24, 14, 12}})
}

// uploadNotices adds the result notice in the national field names.
func (d *Dispatch) uploadNotices(ctx context.Context, b *bundle, t inspect.Task) error {
	fonts, err := d.c.fonts()
	if err != nil {
		return err
	}
	pubs, _, err := store.List[inspect.Publication](ctx, d.c.db, inspect.NounPublication, store.Where("ref", t.ID, "kind", string(inspect.DocResultNotice)))
	if err != nil {
		return err
	}
	if len(pubs) == 0 {
		return inspect.E(inspect.Refused, "还没有制作抽查结果公示，不能报送").WithArticle("第二十一条").WithRef(t.No).WithHint("先在“公示”中制作结果公示")
	}
	snap, err := store.Blob(ctx, d.c.db, pubs[len(pubs)-1].Snapshot)
	if err != nil {
		return err
	}
	for _, format := range []string{publish.JSON, publish.XLSX, publish.PDF} {
		out, err := publish.Render(fonts, snap, format)
		if err != nil {
			return err
		}
		b.src = append(b.src, pack.Bytes("data/sheets/抽查结果公示."+format, out))
	}
	return nil
}

// DrawReport is the outcome of replaying a draw from its files.
type DrawReport struct {
	Purpose     string   `json:"purpose"`
	Task        string   `json:"task"`
	Attempt     int      `json:"attempt"`
	Statement   string   `json:"statement"`
	Seed        string   `json:"seed"`
	PublicInput string   `json:"publicInput"`
	Pool        int      `json:"pool"`
	Winners     int      `json:"winners"`
	Openings    bool     `json:"openings"`
	Notes       []string `json:"notes"`
}

// VerifyReport is what Verify says of a file: the verdict in words, and for a
// package its files and signatures; Draw is set when a draw was replayed too.
type VerifyReport struct {
	OK      bool         `json:"ok"`
	State   string       `json:"state"`
	Verdict pack.Verdict `json:"verdict"`
	Draw    *DrawReport  `json:"draw"`
}

// VerifyPackage checks any package this program ever wrote; it needs no
// workspace and no account. roots are trusted certificates (PEM); without one
// the package can be found intact, but nobody vouches for its signer.
func VerifyPackage(ctx context.Context, file string, roots [][]byte, now time.Time) (VerifyReport, error) {
	return VerifyWith(ctx, file, roots, nil, now)
}

// VerifyWith is VerifyPackage that also knows revocation lists of those roots (PEM).
func VerifyWith(ctx context.Context, file string, roots, crls [][]byte, now time.Time) (VerifyReport, error) {
	pool, err := trust.NewPool(roots...)
	if err != nil {
		return VerifyReport{}, err
	}
	for _, crl := range crls {
		if err := pool.AddCRL(crl); err != nil {
			return VerifyReport{}, err
		}
	}
	return verifyPackage(ctx, file, pool, now)
}

func verifyPackage(ctx context.Context, file string, pool *trust.Pool, now time.Time) (VerifyReport, error) {
	v, err := pack.Verify(ctx, file, pool, now, nil)
	if err != nil {
		return VerifyReport{}, err
	}
	rep := VerifyReport{OK: v.State != pack.Broken, State: v.State.Label(), Verdict: *v}
	if !rep.OK || v.Meta.Kind != pack.Draw {
		return rep, nil
	}
	if rep.Draw, err = replay(ctx, file, pool, now); err != nil {
		return rep, err
	}
	return rep, nil
}

// Verify checks any package against what this workspace trusts: its roots, the
// authorities added, and what is known to be revoked. Nothing is imported.
func (d *Dispatch) Verify(ctx context.Context, a inspect.Actor, file string) (VerifyReport, error) {
	if err := a.May(inspect.ActRead); err != nil {
		return VerifyReport{}, err
	}
	pool, err := d.c.verifying(ctx)
	if err != nil {
		return VerifyReport{}, err
	}
	return verifyPackage(ctx, file, pool, d.c.db.Now())
}

// VerifyDraw replays a draw package from its own files.
func VerifyDraw(ctx context.Context, file string, roots [][]byte, now time.Time) (DrawReport, error) {
	rep, err := VerifyPackage(ctx, file, roots, now)
	if err != nil {
		return DrawReport{}, err
	}
	if !rep.OK {
		return DrawReport{}, inspect.E(inspect.Damaged, "%s", rep.Verdict.Sentence).WithRef(file)
	}
	if rep.Draw == nil {
		return DrawReport{}, inspect.E(inspect.Invalid, "这不是抽取结果包：%s", file).WithRef(file)
	}
	return *rep.Draw, nil
}

// maxDrawFile bounds one file of a draw: a pool of a million subjects has 80 MB.
const maxDrawFile = 512 << 20

func replay(ctx context.Context, file string, pool *trust.Pool, now time.Time) (*DrawReport, error) {
	files, err := drawFilesOf(ctx, file, pool, now)
	if err != nil {
		return nil, err
	}
	d, err := draw.Verify(files)
	if err != nil {
		return nil, err
	}
	rep := reportOf(d)
	return &rep, nil
}
