package service_test

import (
	"path/filepath"
	"strings"
	"testing"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
	"shuangsuiji/backend/store"
)

// listedMatter reads a matter by its code.
func (b *bureau) listedMatter(code string) inspect.Matter {
	b.t.Helper()
	page, err := b.office.Library.Matters(b.ctx, b.clerk, service.Query{Search: code})
	b.ok(err)
	if len(page.Rows) != 1 {
		b.t.Fatalf("%s: %d matters", code, len(page.Rows))
	}
	return page.Rows[0]
}

// adjust saves a matter with a reason, from a day on.
func (b *bureau) adjust(m inspect.Matter, from string) inspect.Matter {
	b.t.Helper()
	m.Reason, m.VersionFrom = "上级清单调整", from
	m, err := b.office.Library.SaveMatter(b.ctx, b.clerk, m)
	b.ok(err)
	return m
}

func TestArticle07Adjustment(t *testing.T) {
	b := at(t, "library")
	good := b.listedMatter("A014-ZA03")
	if good.Version != 1 || good.Standing() != inspect.MatterUnpublished || good.RatioNum != 1 || good.RatioDen != 20 || good.MaxTimes != 1 {
		t.Fatalf("imported: %+v", good)
	}
	good.Requirement, good.Reason, good.VersionFrom = "3 名以上民警", "上级清单调整", "2026-03-10"
	for name, spoil := range map[string]func(*inspect.Matter){
		"reason":      func(m *inspect.Matter) { m.Reason = " " },
		"day":         func(m *inspect.Matter) { m.VersionFrom = "" },
		"nothing":     func(m *inspect.Matter) { m.Requirement = b.listedMatter("A014-ZA03").Requirement },
		"element":     func(m *inspect.Matter) { m.Basis = "" },
		"other dates": func(m *inspect.Matter) { m.EffectiveFrom, m.EffectiveTo = "2026-05-01", "2026-04-01" },
	} {
		m := good
		spoil(&m)
		t.Run(name, func(t *testing.T) {
			b.refuses(b.office, inspect.Invalid, "第七条", func() error { _, err := b.office.Library.SaveMatter(b.ctx, b.clerk, m); return err })
		})
	}
	stale, code := good, good
	stale.Version, code.Code = 7, "A014-ZZ"
	b.refuses(b.office, inspect.Conflict, "第七条", func() error { _, err := b.office.Library.SaveMatter(b.ctx, b.clerk, stale); return err })
	b.refuses(b.office, inspect.Refused, "第七条", func() error { _, err := b.office.Library.SaveMatter(b.ctx, b.clerk, code); return err })
	again := good
	again.ID = ""
	b.refuses(b.office, inspect.Conflict, "第七条", func() error { _, err := b.office.Library.SaveMatter(b.ctx, b.clerk, again); return err })

	good.Checklist = append(good.Checklist, inspect.CheckItem{Text: "是否按规定报送报表", Law: "《典当管理办法》"}, inspect.CheckItem{Text: " "})
	saved, err := b.office.Library.SaveMatter(b.ctx, b.clerk, good)
	b.ok(err)
	if saved.Version != 2 || len(saved.Checklist) != 5 || saved.Checklist[4].No != 5 {
		t.Fatalf("%+v", saved)
	}
	_, err = b.office.Library.MattersPublished(b.ctx, b.clerk, []string{saved.ID}, "区政府网站", "", "2026-03-02")
	b.ok(err)
	list, err := b.office.Library.MatterHistory(b.ctx, b.clerk, saved.ID)
	b.ok(err)
	if len(list) != 3 || list[0].What != "公布" || list[1].What != "调整" || list[1].From != "2026-03-10" || len(list[1].Changes) != 2 || list[2].What != "列入" || list[1].By != "周办公" {
		t.Fatalf("%+v", list)
	}
	added, err := b.office.Library.SaveMatter(b.ctx, b.clerk, inspect.Matter{Code: "A014-X1", Name: "开锁业检查", Trades: []string{"开锁业"}, Level: inspect.LevelGeneral,
		Methods: []string{"实地核查"}, Authority: "治安大队", Basis: "某办法", RatioNum: 1, RatioDen: 10, MaxTimes: 2})
	b.ok(err)
	if added.Version != 1 || added.Ratio != "10%" || added.Frequency != "每年2次" || added.Department != "治安大队" {
		t.Fatalf("%+v", added)
	}
}

func TestArticle07End(t *testing.T) {
	b := at(t, "library")
	m := b.listedMatter("A014-ZA03")
	end := func(date, reason string) func() error {
		return func() error { _, err := b.office.Library.EndMatter(b.ctx, b.clerk, m.ID, date, reason); return err }
	}
	b.refuses(b.office, inspect.Invalid, "第七条", end("2026-03-15", " "))
	b.refuses(b.office, inspect.Invalid, "第七条", end("下月", "依据废止"))
	b.ok(end("2026-03-15", "依据废止")())
	b.refuses(b.office, inspect.Refused, "第七条", end("2026-03-20", "依据废止"))
	m = b.listedMatter("A014-ZA03")
	if m.Standing() != inspect.MatterAdjusted || !m.InForce("2026-03-15") || m.InForce("2026-03-16") {
		t.Fatalf("%+v", m)
	}
	m.Remark, m.Reason, m.VersionFrom = "再用", "再用", "2026-03-20"
	b.refuses(b.office, inspect.Refused, "第七条", func() error { _, err := b.office.Library.SaveMatter(b.ctx, b.clerk, m); return err })
	plan := b.line("典当业", false)
	b.refuses(b.office, inspect.Refused, "第二条", func() error { _, err := b.office.Plan.Save(b.ctx, b.clerk, plan); return err })
	rep, err := b.office.Library.Import(b.ctx, b.clerk, service.ImportMatters, b.files.Matters)
	b.ok(err)
	if rep.Changed != 0 || rep.Same != 14 || b.listedMatter("A014-ZA03").InForce("2026-03-16") { // a file does not bring it back
		t.Fatalf("%+v", rep)
	}
	rep, err = b.office.Library.Import(b.ctx, b.clerk, service.ImportMatters, b.csv("事项编码,抽查事项,抽查比例,失效日期", "A014-ZA03,典当业治安管理检查,9%,", "A014-ZA04,公章刻制业治安管理检查,9%,"))
	b.ok(err)
	if rep.Changed != 1 || rep.Bad != 1 || !strings.Contains(rep.Problems[0].Reason, "已失效") {
		t.Fatalf("%+v", rep)
	}
	if m := b.listedMatter("A014-ZA04"); m.Version != 2 || m.Upper() != "9%" || m.Standing() != inspect.MatterAdjusted {
		t.Fatalf("%+v", m)
	}
	_, err = b.office.Library.MattersPublished(b.ctx, b.clerk, nil, "区政府网站", "https://example.invalid", "2026-03-02")
	b.ok(err)
	if m = b.listedMatter("A014-ZA03"); m.Standing() != inspect.MatterEnded {
		t.Fatalf("%+v", m)
	}
}

func TestArticle07Published(t *testing.T) {
	b := at(t, "library")
	publish := func(ids []string, site, date string) func() error {
		return func() error {
			_, err := b.office.Library.MattersPublished(b.ctx, b.clerk, ids, site, "", date)
			return err
		}
	}
	for _, x := range [][2]string{{" ", "2026-03-02"}, {"区政府网站", ""}, {"区政府网站", "昨天"}, {"区政府网站", "2026-12-01"}} {
		b.refuses(b.office, inspect.Invalid, "第七条", publish(nil, x[0], x[1]))
	}
	n, err := b.office.Library.MattersPublished(b.ctx, b.clerk, nil, "区政府网站", "https://example.invalid", "2026-03-02")
	b.ok(err)
	if n != 14 {
		t.Fatalf("%d matters", n)
	}
	b.refuses(b.office, inspect.Refused, "第七条", publish(nil, "区政府网站", "2026-03-02"))
	m := b.listedMatter("A014-ZA03")
	if m.Standing() != inspect.MatterPublished {
		t.Fatalf("%+v", m)
	}
	m.Remark = "与商务部门联合"
	if m = b.adjust(m, "2026-03-05"); m.Standing() != inspect.MatterAdjusted {
		t.Fatalf("%+v", m)
	}
	b.refuses(b.office, inspect.Invalid, "第七条", publish([]string{m.ID}, "区政府网站", "2026-03-01"))
	b.ok(publish([]string{m.ID}, "区政府网站", "2026-03-02")())
	if m = b.listedMatter("A014-ZA03"); m.Standing() != inspect.MatterPublished || m.Announced != 2 {
		t.Fatalf("%+v", m)
	}
}

// TestArticle08Limits: the upper ratio of a general matter binds plans, tasks
// and draws; an adjustment binds from the day it takes effect.
func TestArticle08Limits(t *testing.T) {
	b := at(t, "library")
	key := b.listedMatter("A014-ZA01")
	key.RatioNum, key.RatioDen, key.Reason, key.VersionFrom = 1, 2, "限一半", "2026-03-02"
	b.refuses(b.office, inspect.Invalid, "第八条", func() error { _, err := b.office.Library.SaveMatter(b.ctx, b.clerk, key); return err })
	m := b.listedMatter("A014-ZA03") // 5%
	over := m
	over.RatioNum, over.RatioDen, over.Reason, over.VersionFrom = 3, 2, "放宽", "2026-03-02"
	b.refuses(b.office, inspect.Invalid, "第八条", func() error { _, err := b.office.Library.SaveMatter(b.ctx, b.clerk, over); return err })

	plan := b.line("典当业", false)
	plan.RatioNum, plan.RatioDen = 6, 100
	save := func() error { _, err := b.office.Plan.Save(b.ctx, b.clerk, plan); return err }
	b.refuses(b.office, inspect.Refused, "第八条", save)
	task := inspect.Task{Name: "典当业抽查", AdHocReason: "交办", Matters: []string{m.ID}, Lead: "治安大队", From: "2026-03-03", To: "2026-03-31", PerSubject: 2,
		Origin: inspect.OriginLocal, OriginReason: "平台维护", RatioNum: 6, RatioDen: 100}
	b.refuses(b.office, inspect.Refused, "第八条", func() error { _, err := b.office.Task.New(b.ctx, b.clerk, task); return err })
	task.RatioNum, task.RatioDen, task.Total = 0, 0, 100
	fixed, err := b.office.Task.New(b.ctx, b.clerk, task)
	b.ok(err)
	b.refuses(b.office, inspect.Refused, "第八条", func() error {
		_, err := b.office.Draw.Freeze(b.ctx, b.clerk, service.FreezeInput{Task: fixed.ID, Purpose: "subjects", InputKind: "dice", InputNote: "当众掷骰"})
		return err
	})
	m.RatioNum, m.RatioDen = 1, 10
	b.adjust(m, "2026-03-20")
	b.refuses(b.office, inspect.Refused, "第八条", save) // from the 3rd, when 5% is in effect
	plan.From = "2026-03-20"
	b.ok(save())
}

// TestArticle08Frequency: a subject inspected as often as the list allows in a
// year is not drawn again, though it did not pass.
func TestArticle08Frequency(t *testing.T) {
	b := at(t, "dispatched")
	b.matter("X-01", "开锁业", "")
	m := b.listedMatter("X-01")
	m.MaxTimes = 1
	b.adjust(m, "2026-03-02")
	_, err := b.office.Library.Import(b.ctx, b.clerk, service.ImportSubjects, b.csv("名称,行业类别,经营地址", "甲锁店,开锁业,一号", "乙锁店,开锁业,二号"))
	b.ok(err)
	task := b.approve(b.drawnTask(b.plannedFor(2, "开锁业", false)))
	b.handOver(task, b.anyone(b.field))
	for _, s := range b.stops() {
		if s.Trade == "开锁业" {
			b.inspected(b.leader(s), s, true)
		}
	}
	b.task = task
	if rec := b.bringBack(b.dir + "/again.zip"); len(rec.Conflicts) > 0 {
		t.Fatalf("%+v", rec)
	}
	again := b.plannedFor(1, "开锁业", false)
	pool, err := b.office.Task.Pool(b.ctx, b.clerk, again.ID)
	b.ok(err)
	if pool.Pool != 0 || pool.Excluded != 2 || len(pool.Reasons) != 1 || !strings.Contains(pool.Reasons[0].Reason, "第八条") {
		t.Fatalf("pool %+v", pool)
	}
	b.refuses(b.office, inspect.Refused, "第八条", func() error {
		_, err := b.office.Draw.Freeze(b.ctx, b.clerk, service.FreezeInput{Task: again.ID, Purpose: "subjects", InputKind: "dice", InputNote: "当众掷骰"})
		return err
	})
}

// TestArticle07Notice: the list as the public sees it, in every format, with what
// was adjusted or ended marked.
func TestArticle07Notice(t *testing.T) {
	empty := newBureau(t)
	empty.refuses(empty.office, inspect.Refused, "第七条", func() error {
		_, err := empty.office.Publish.Notice(empty.ctx, empty.clerk, service.NoticeMatters, "", "html", filepath.Join(empty.dir, "公告.html"))
		return err
	})
	b := at(t, "library")
	m := b.listedMatter("A014-ZA03")
	m.RatioNum, m.RatioDen = 1, 10
	b.adjust(m, "2026-03-10")
	_, err := b.office.Library.EndMatter(b.ctx, b.clerk, b.listedMatter("A014-ZA04").ID, "2026-06-30", "依据废止")
	b.ok(err)
	for _, format := range []string{"pdf", "xlsx", "html", "json"} {
		out := filepath.Join(b.dir, "清单."+format)
		pub, err := b.office.Publish.Notice(b.ctx, b.clerk, service.NoticeMatters, "", format, out)
		b.ok(err)
		text, err := readText(out)
		b.ok(err)
		if pub.SHA256 != store.Digest([]byte(text)) {
			t.Errorf("%s: not the file that was noted", format)
		}
		if format == "pdf" || format == "xlsx" {
			continue
		}
		for _, want := range []string{"典当业治安管理检查", "10%", "调整，自2026-03-10起施行", "自2026-06-30后失效", "《典当管理办法》第四条"} {
			if !strings.Contains(text, want) {
				t.Errorf("%s does not say %s", format, want)
			}
		}
	}
}
