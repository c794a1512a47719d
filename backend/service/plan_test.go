package service_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

// saved adds a plan line over a trade.
func (b *bureau) savedPlan(trade string) inspect.Plan {
	b.t.Helper()
	p, err := b.office.Plan.Save(b.ctx, b.clerk, b.line(trade, false))
	b.ok(err)
	return p
}

// stands demands the standing of a plan line and gives the line.
func (b *bureau) stands(id string, want inspect.PlanStanding) inspect.Plan {
	b.t.Helper()
	page, err := b.office.Plan.List(b.ctx, b.clerk, service.Query{})
	b.ok(err)
	for _, p := range page.Rows {
		if p.ID == id {
			if p.Standing() != want {
				b.t.Fatalf("stands %s, want %s", p.Standing(), want)
			}
			return p
		}
	}
	b.t.Fatal("no such line")
	return inspect.Plan{}
}

// A line's way: made, published, adjusted, published anew, cancelled; each step
// a version with what changed, and what is public always told apart.
func TestPlanVersions(t *testing.T) {
	b := at(t, "library")
	p := b.savedPlan("旅馆业")
	b.stands(p.ID, inspect.PlanUnpublished)
	b.ok(b.office.Plan.Published(b.ctx, b.clerk, p.ID, "门户网站", "https://example.invalid/1", "2026-03-01"))
	p = b.stands(p.ID, inspect.PlanPublished)
	p.Estimated, p.RatioNum, p.RatioDen, p.Reason = 12, 1, 20, "市局要求扩大覆盖"
	p.PublishedOn, p.Announced = "2020-01-01", 9 // what the page sends of these counts for nothing
	p, err := b.office.Plan.Save(b.ctx, b.clerk, p)
	b.ok(err)
	p = b.stands(p.ID, inspect.PlanAdjusted)
	if p.Version != 2 || p.PublishedOn != "2026-03-01" || p.Announced != 1 {
		t.Fatalf("%+v", p)
	}
	overview, err := b.office.Home.Overview(b.ctx, b.clerk)
	b.ok(err)
	if overview.PlansUnpublished != 1 {
		t.Fatalf("home does not ask for the publication: %+v", overview)
	}
	b.ok(b.office.Plan.Published(b.ctx, b.clerk, p.ID, "门户网站", "https://example.invalid/2", "2026-03-02"))
	b.stands(p.ID, inspect.PlanPublished)
	_, err = b.office.Plan.Cancel(b.ctx, b.clerk, p.ID, "并入联合抽查")
	b.ok(err)
	b.stands(p.ID, inspect.PlanDropped)
	b.ok(b.office.Plan.Published(b.ctx, b.clerk, p.ID, "门户网站", "", "2026-03-02"))
	b.stands(p.ID, inspect.PlanCancelled)

	h, err := b.office.Plan.History(b.ctx, b.clerk, p.ID)
	b.ok(err)
	what := []string{}
	for _, v := range h {
		what = append(what, v.What)
	}
	if strings.Join(what, " ") != "公开 取消 公开 调整 公开 编制" {
		t.Fatalf("%v", what)
	}
	if a := h[3]; a.Version != 2 || a.Reason != "市局要求扩大覆盖" || a.By != "周办公" || len(a.Changes) != 2 ||
		a.Changes[0] != (inspect.PlanChange{Field: "预估数量", Old: "10户", New: "12户"}) || a.Changes[1] != (inspect.PlanChange{Field: "抽查比例", Old: "1%", New: "5%"}) {
		t.Fatalf("%+v", a)
	}
	if h[4].URL != "https://example.invalid/1" || h[2].URL != "https://example.invalid/2" {
		t.Fatalf("%+v", h)
	}
}

func TestArticle10Adjustment(t *testing.T) {
	b := at(t, "library")
	first := b.savedPlan("旅馆业")
	save := func(p inspect.Plan) func() error {
		return func() error { _, err := b.office.Plan.Save(b.ctx, b.clerk, p); return err }
	}
	b.refuses(b.office, inspect.Invalid, "第十条", save(first)) // nothing is adjusted
	moved := first
	moved.Year = 2027
	b.refuses(b.office, inspect.Refused, "第十条", save(moved))
	more := first
	more.Estimated++
	b.ok(save(more)()) // not public yet: without a reason
	b.refuses(b.office, inspect.Conflict, "第十条", save(more))
	b.ok(b.office.Plan.Published(b.ctx, b.clerk, first.ID, "门户网站", "", "2026-03-02"))
	p := b.stands(first.ID, inspect.PlanPublished)
	p.Estimated, p.Reason = 99, " "
	b.refuses(b.office, inspect.Invalid, "第十条", save(p))
	p.Reason = "辖区户数增加"
	b.ok(save(p)())
	for _, date := range []string{"2026-03-01", "2026-03-03", "三月"} { // before the last one, tomorrow, no date
		b.refuses(b.office, inspect.Invalid, "第十条", func() error { return b.office.Plan.Published(b.ctx, b.clerk, p.ID, "门户网站", "", date) })
	}
	_, err := b.office.Plan.Cancel(b.ctx, b.clerk, p.ID, "不再开展")
	b.ok(err)
	p.Version, p.Estimated = 4, 1
	b.refuses(b.office, inspect.Refused, "第十条", save(p))
}

func TestArticle10Cancel(t *testing.T) {
	b := at(t, "library")
	p := b.savedPlan("旅馆业")
	cancel := func(id, reason string) func() error {
		return func() error { _, err := b.office.Plan.Cancel(b.ctx, b.clerk, id, reason); return err }
	}
	b.refuses(b.office, inspect.Invalid, "第十条", cancel(p.ID, " "))
	b.ok(cancel(p.ID, "机构调整")())
	b.refuses(b.office, inspect.Refused, "第十条", cancel(p.ID, "机构调整"))
	b.stands(p.ID, inspect.PlanCancelled)
	b.refuses(b.office, inspect.Refused, "第十条", func() error {
		_, err := b.office.Task.New(b.ctx, b.clerk, inspect.Task{Plan: p.ID, PerSubject: 2, Origin: inspect.OriginPlatform})
		return err
	})
	used := b.planned("旅馆业", false)
	b.refuses(b.office, inspect.Refused, "第十条", cancel(used.Plan, "不想查了"))
}

func TestArticle10PublishedYear(t *testing.T) {
	b := at(t, "library")
	a, c := b.savedPlan("旅馆业"), b.savedPlan("旅馆业")
	year := func(year int, site string) func() error {
		return func() error {
			n, err := b.office.Plan.PublishedYear(b.ctx, b.clerk, year, site, "", "2026-03-02")
			if err == nil && n != 2 {
				t.Fatalf("%d lines", n)
			}
			return err
		}
	}
	b.refuses(b.office, inspect.Invalid, "第十条", year(2026, " "))
	b.refuses(b.office, inspect.Refused, "第十条", year(2027, "门户网站"))
	b.ok(year(2026, "门户网站")())
	b.stands(a.ID, inspect.PlanPublished)
	b.stands(c.ID, inspect.PlanPublished)
	b.refuses(b.office, inspect.Refused, "第十条", year(2026, "门户网站"))
}

// The notice of a year's plan, in every format: what art. 12 asks for, adjusted
// and cancelled lines marked; a line cancelled before anybody knew it is not in it.
func TestArticle10Notice(t *testing.T) {
	b := at(t, "library")
	out := filepath.Join(b.dir, "plan")
	notice := func(year, format string) func() error {
		return func() error { _, err := b.office.Publish.Notice(b.ctx, b.clerk, "plan", year, format, out); return err }
	}
	b.refuses(b.office, inspect.Refused, "第十条", notice("2026", "pdf"))
	b.refuses(b.office, inspect.Invalid, "第十条", notice("今年", "pdf"))
	known, never, joint := b.savedPlan("旅馆业"), b.savedPlan("旅馆业"), b.line("娱乐场所", true)
	joint, err := b.office.Plan.Save(b.ctx, b.clerk, joint)
	b.ok(err)
	b.ok(b.office.Plan.Published(b.ctx, b.clerk, known.ID, "门户网站", "", "2026-03-02"))
	for _, id := range []string{known.ID, never.ID} {
		_, err := b.office.Plan.Cancel(b.ctx, b.clerk, id, "合并")
		b.ok(err)
	}
	joint.Estimated = 77
	joint, err = b.office.Plan.Save(b.ctx, b.clerk, joint)
	b.ok(err)
	for format, head := range map[string]string{"pdf": "%PDF-", "xlsx": "PK", "html": "<!doctype", "json": "["} {
		b.ok(notice("2026", format)())
		text, err := os.ReadFile(out)
		b.ok(err)
		if !strings.HasPrefix(string(text), head) {
			t.Fatalf("%s begins with %.10q", format, text)
		}
	}
	b.ok(notice("2026", "json")())
	text, err := os.ReadFile(out)
	b.ok(err)
	var lines []struct {
		ID, Note, RaninsPlanId string
		Number                 int
	}
	b.ok(json.Unmarshal(text, &lines))
	if len(lines) != 2 || lines[0].RaninsPlanId != known.No || lines[0].Note != "已取消" || lines[1].Number != 77 || lines[1].Note != "第2版（调整）" {
		t.Fatalf("%s", text)
	}
	made, err := b.office.Publish.PlanNotices(b.ctx, b.clerk, 2026)
	b.ok(err)
	if len(made) != 5 {
		t.Fatalf("%+v", made)
	}
}
