package service_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

// TestArticle20Reference: evidence kept elsewhere is registered so that it can be
// found again, and not once the visit is finished.
func TestArticle20Reference(t *testing.T) {
	b, leader, _, f := ready(t, false)
	sum := strings.Repeat("ab", 32)
	about := service.EvidenceInput{Visit: f.Visit.ID, Kind: "录像", Step: "检查", Recorder: "ZF-0009", Officer: leader.Name}
	good := service.ReferInput{About: about, Name: "GA001.mp4", Place: "二楼采集站", SHA256: strings.ToUpper(sum), Size: 5 << 30}
	for _, spoil := range []func(*service.ReferInput){
		func(in *service.ReferInput) { in.Name = " " }, func(in *service.ReferInput) { in.Place = "" }, func(in *service.ReferInput) { in.SHA256 = "abc" },
		func(in *service.ReferInput) { in.SM3 = strings.Repeat("g", 64) }, func(in *service.ReferInput) { in.About.Kind = "录影" },
		func(in *service.ReferInput) { in.About.Kind = "物品" }, func(in *service.ReferInput) { in.Size = -1 },
	} {
		in := good
		spoil(&in)
		b.refuses(b.field, inspect.Invalid, "第二十条", func() error { _, err := b.field.Evidence.Refer(b.ctx, leader, in); return err })
	}
	e, err := b.field.Evidence.Refer(b.ctx, leader, good)
	b.ok(err)
	if e.State != inspect.EvidenceReferenced || e.SHA256 != sum || !e.Recording() {
		t.Fatalf("%+v", e)
	}
	about.Kind = "物品"
	_, err = b.field.Evidence.Refer(b.ctx, leader, service.ReferInput{About: about, Name: "登记簿一本，封面破损", Place: "治安大队物证室"})
	b.ok(err)
	// A thing that was taken is a step of its own.
	f, err = b.field.Visit.Open(b.ctx, leader, f.Visit.ID)
	b.ok(err)
	if n := len(f.Steps); f.Steps[n-1].Step != inspect.StepSeizure {
		t.Fatalf("%+v", f.Steps)
	}
	_, err = b.field.Visit.Finish(b.ctx, leader, f.Visit.ID)
	b.ok(err)
	b.refuses(b.field, inspect.Refused, "第二十条", func() error { _, err := b.field.Evidence.Refer(b.ctx, leader, good); return err })
}

// TestTwins: the same content is told within the visit and beside it.
func TestTwins(t *testing.T) {
	b, leader, _, f := ready(t, false)
	_, err := b.field.Evidence.Add(b.ctx, leader, service.EvidenceInput{Visit: f.Visit.ID}, b.files.Evidence[0], nil)
	b.ok(err)
	s := b.stops()[1]
	other := b.leader(s)
	f2 := b.filled(other, s, false)
	twins, err := b.field.Evidence.Twins(b.ctx, leader, f.Visit.ID)
	b.ok(err)
	where := map[string]int{}
	for _, x := range twins {
		where[x.Where]++
	}
	if where["本次检查"] != 2 || where["同一任务的“"+f2.Subject.Name+"”"] != 4 {
		t.Fatalf("%v", where)
	}
}

// TestKeySpans: ranges lie in a recording, in its order, and say what they show.
func TestKeySpans(t *testing.T) {
	b, leader, _, f := ready(t, false)
	photo, sound := f.Evidence[0], f.Evidence[1]
	span := inspect.Span{From: 0, To: 0.5, Note: "承认未登记"}
	for _, bad := range []inspect.Span{{From: 1, To: 1, Note: "x"}, {From: -1, To: 1, Note: "x"}, {From: 0, To: 1e6, Note: "x"}, {From: 0, To: 0.5}} {
		b.refuses(b.field, inspect.Invalid, "", func() error {
			_, err := b.field.Evidence.SetSpans(b.ctx, leader, sound.ID, []inspect.Span{bad})
			return err
		})
	}
	b.refuses(b.field, inspect.Refused, "", func() error {
		_, err := b.field.Evidence.SetSpans(b.ctx, leader, photo.ID, []inspect.Span{span})
		return err
	})
	later := inspect.Span{From: 0.6, To: 0.9, Note: "签字"}
	got, err := b.field.Evidence.SetSpans(b.ctx, leader, sound.ID, []inspect.Span{later, span})
	b.ok(err)
	if len(got.Spans) != 2 || got.Spans[0] != span || inspect.KeyMarks(got, nil) != "00:00:00–00:00:00 承认未登记；00:00:00–00:00:00 签字" {
		t.Fatalf("%+v %s", got.Spans, inspect.KeyMarks(got, nil))
	}
}

// TestArticle20Custody: each hand-over begins where the one before ended.
func TestArticle20Custody(t *testing.T) {
	b, leader, _, f := ready(t, false)
	ids := []string{f.Evidence[0].ID, f.Evidence[1].ID}
	h := inspect.Custody{From: leader.Name, To: "周办公", Where: "治安大队办公室", Why: "返回移交"}
	for _, spoil := range []func(*inspect.Custody){
		func(h *inspect.Custody) { h.From = "" }, func(h *inspect.Custody) { h.To = " " }, func(h *inspect.Custody) { h.Where = "" },
		func(h *inspect.Custody) { h.Why = "" }, func(h *inspect.Custody) { h.To = h.From }, func(h *inspect.Custody) { h.At = "2099-01-01T00:00:00.000Z" },
	} {
		bad := h
		spoil(&bad)
		b.refuses(b.field, inspect.Invalid, "第二十条", func() error { return b.field.Evidence.HandOver(b.ctx, leader, ids, bad) })
	}
	b.refuses(b.field, inspect.Invalid, "第二十条", func() error { return b.field.Evidence.HandOver(b.ctx, leader, nil, h) })
	b.ok(b.field.Evidence.HandOver(b.ctx, leader, ids, h))
	b.refuses(b.field, inspect.Refused, "第二十条", func() error { return b.field.Evidence.HandOver(b.ctx, leader, ids, h) })
	b.refuses(b.field, inspect.Invalid, "第二十条", func() error {
		return b.field.Evidence.HandOver(b.ctx, leader, ids, inspect.Custody{At: "2020-01-01T00:00:00.000Z", From: "周办公", To: "法制员", Where: "大队", Why: "审核"})
	})
	b.ok(b.field.Evidence.HandOver(b.ctx, leader, ids[:1], inspect.Custody{From: "周办公", To: "法制员", Where: "大队", Why: "审核"}))
	list, err := b.field.Evidence.List(b.ctx, leader, f.Visit.ID)
	b.ok(err)
	if list[0].Holder() != "法制员" || list[1].Holder() != "周办公" {
		t.Fatalf("%s %s", list[0].Holder(), list[1].Holder())
	}
	// Once the visit is handed back, the office keeps them.
	_, err = b.field.Visit.Finish(b.ctx, leader, f.Visit.ID)
	b.ok(err)
	_, err = b.field.Dispatch.ResultPackage(b.ctx, leader, b.task.ID, filepath.Join(b.dir, "r.zip"))
	b.ok(err)
	b.refuses(b.field, inspect.Refused, "第二十条", func() error {
		return b.field.Evidence.HandOver(b.ctx, leader, ids[:1], inspect.Custody{From: "法制员", To: "某甲", Where: "x", Why: "y"})
	})
}

// station writes a collection station's list: recorder, wearer, from, to, name.
func (b *bureau) station(rows ...string) string {
	b.t.Helper()
	path := filepath.Join(b.t.TempDir(), "采集站清单.csv")
	b.ok(os.WriteFile(path, []byte("执法记录仪采集清单\n设备编号,使用人,开始时间,结束时间,文件名,文件大小,校验值,存放位置\n"+strings.Join(rows, "\n")+"\n"), 0o600))
	return path
}

// TestArticle20Station: the office fills in what waited for the docking station, by a
// person's decision, with a reason where something does not agree, and once.
func TestArticle20Station(t *testing.T) {
	b := at(t, "returned")
	waiting := func() []service.StationWaiting {
		t.Helper()
		list, err := b.office.Evidence.Station(b.ctx, b.clerk, b.station("X1,某乙,2020-01-01 00:00:00,,a.mp4,,,"), 0)
		b.ok(err)
		return list.Waiting
	}
	all := waiting()
	if len(all) != 3 {
		t.Fatalf("%d wait, want 3", len(all))
	}
	item := all[0].Evidence
	from, err := time.Parse(inspect.InstantLayout, item.From)
	b.ok(err)
	clock := func(after time.Duration) string {
		return from.Add(after).In(inspect.China).Format("2006/01/02 15:04:05")
	}
	sum := strings.Repeat("0f", 32)
	line := func(officer string, after, end time.Duration, name string) string {
		return fmt.Sprintf("ZF0007,%s,%s,%s,%s,1.5 GB,%s,二楼采集站", officer, clock(after), clock(end), name, sum)
	}
	path := b.station(line(item.Officer, 10*time.Minute, 20*time.Minute, "GA0002.mp4"), line(item.Officer, 0, 10*time.Minute, "GA0001.mp4"),
		line("别人", 20*time.Minute, 30*time.Minute, "GA0003.mp4"), "ZF0007,"+item.Officer+",昨天,,GA0004.mp4,,,", line(item.Officer, 40*time.Hour, 41*time.Hour, "GA0005.mp4"))
	list, err := b.office.Evidence.Station(b.ctx, b.clerk, path, 0)
	b.ok(err)
	if list.Files != 4 || len(list.Faults) != 1 || !strings.Contains(list.Faults[0], "第6行：开始时间“昨天”看不懂") {
		t.Fatalf("%d files, faults %v", list.Files, list.Faults)
	}
	if got := list.Waiting[0]; got.Subject == "" || len(got.Candidates) != 3 || !got.Candidates[0].Sound || got.Candidates[2].Sound {
		t.Fatalf("%+v", got)
	}
	in := service.FillInput{Evidence: item.ID, Path: path, SHA256: list.SHA256, Rows: []int{3, 4}}
	refuse := func(code inspect.Code, article string, spoil func(*service.FillInput)) {
		t.Helper()
		bad := in
		spoil(&bad)
		b.refuses(b.office, code, article, func() error { _, err := b.office.Evidence.Fill(b.ctx, b.clerk, bad); return err })
	}
	refuse(inspect.Conflict, "", func(in *service.FillInput) { in.SHA256 = sum })
	refuse(inspect.Refused, "第二十条", func(in *service.FillInput) { in.Rows = nil })
	refuse(inspect.Refused, "第二十条", func(in *service.FillInput) { in.Rows = []int{3, 7} })
	refuse(inspect.Refused, "第二十条", func(in *service.FillInput) { in.Rows = []int{5} }) // another's name, no reason
	filled, err := b.office.Evidence.Fill(b.ctx, b.clerk, in)
	b.ok(err)
	if len(filled) != 2 || filled[0].ID != item.ID || filled[0].Name != "GA0001.mp4" || filled[1].Name != "GA0002.mp4" || filled[0].Size != 3<<29 || filled[0].SHA256 != sum ||
		filled[0].Place != "二楼采集站" || filled[0].State != inspect.EvidenceReferenced || filled[0].Filled.Row != 4 || !strings.Contains(filled[1].Filled.Why, "设备编号相同") {
		t.Fatalf("%+v", filled)
	}
	refuse(inspect.Refused, "第二十条", func(*service.FillInput) {}) // filled in already
	next := waiting()[0]
	in.Evidence = next.Evidence.ID
	refuse(inspect.Refused, "第二十条", func(in *service.FillInput) { in.Rows, in.Reason = []int{4}, "凑数" }) // used for the first
	log, err := b.office.Trace.Log(b.ctx, b.clerk, string(inspect.NounEvidence), item.ID, 1, 5)
	b.ok(err)
	if log.Rows[0].Action != "evidence.fill" || !strings.Contains(log.Rows[0].Detail, list.SHA256) {
		t.Fatalf("%+v", log.Rows[0])
	}
}

// TestResultPackageListsWhatStays: a result package holds the files that are here
// and names what is elsewhere.
func TestResultPackageListsWhatStays(t *testing.T) {
	b, leader, _, f := ready(t, false)
	_, err := b.field.Evidence.Refer(b.ctx, leader, service.ReferInput{About: service.EvidenceInput{Visit: f.Visit.ID, Kind: "录像"}, Name: "GA9.mp4",
		Place: "二楼采集站", SHA256: strings.Repeat("ab", 32)})
	b.ok(err)
	_, err = b.field.Visit.Finish(b.ctx, leader, f.Visit.ID)
	b.ok(err)
	out := filepath.Join(b.dir, "r.zip")
	_, err = b.field.Dispatch.ResultPackage(b.ctx, leader, b.task.ID, out)
	b.ok(err)
	v, err := service.VerifyPackage(b.ctx, out, nil, b.now)
	b.ok(err)
	left := ""
	for _, l := range v.Verdict.Meta.LeftOut {
		left += l.Name + "=" + l.Reason + "\n"
	}
	if !strings.Contains(left, "GA9.mp4") || !strings.Contains(left, "外部存放：二楼采集站") || !strings.Contains(left, "待采集站回填：记录仪 ZF-0007") {
		t.Fatalf("left out: %s", left)
	}
	rec, err := b.office.Dispatch.Open(b.ctx, b.clerk, out)
	b.ok(err)
	if rec.Files != 3 {
		t.Fatalf("%d files", rec.Files)
	}
	bad, err := b.office.Evidence.VerifyAll(b.ctx, b.clerk, nil)
	b.ok(err)
	if len(bad) > 0 {
		t.Fatal(bad)
	}
}
