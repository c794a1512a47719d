package service_test

import (
	"strings"
	"testing"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

const matterHead = "事项编码,抽查类别,抽查事项,检查对象,事项类别,检查方式,检查主体,检查依据,失效日期"

// matter imports one more matter and gives its id.
func (b *bureau) matter(code, trade, until string) string {
	b.t.Helper()
	_, err := b.office.Library.Import(b.ctx, b.clerk, service.ImportMatters, b.csv(matterHead,
		code+",旅馆业,"+trade+"检查,"+trade+",一般检查事项,实地核查,治安大队,某办法第一条,"+until))
	b.ok(err)
	ms, err := b.office.Library.Matters(b.ctx, b.clerk, service.Query{Search: code})
	b.ok(err)
	return ms.Rows[0].ID
}

func TestArticle02MatterOutOfForce(t *testing.T) {
	b := at(t, "library")
	id := b.matter("X-01", "旅馆业", "2026-03-15")
	plan := b.line("旅馆业", false)
	plan.Matters = append(plan.Matters, id)
	b.refuses(b.office, inspect.Refused, "第二条", func() error { _, err := b.office.Plan.Save(b.ctx, b.clerk, plan); return err })
	task := inspect.Task{Name: "查", AdHocReason: "交办", Matters: []string{id}, Lead: "治安大队", From: "2026-03-14", To: "2026-03-16", PerSubject: 2, Origin: inspect.OriginPlatform}
	b.refuses(b.office, inspect.Refused, "第二条", func() error { _, err := b.office.Task.New(b.ctx, b.clerk, task); return err })
	task.Matters = nil
	b.refuses(b.office, inspect.Invalid, "第二条", func() error { _, err := b.office.Task.New(b.ctx, b.clerk, task); return err })
	task.Matters, task.To = []string{id}, "2026-03-15" // its last day
	_, err := b.office.Task.New(b.ctx, b.clerk, task)
	b.ok(err)
}

func TestArticle02PlatformSubjectOfAnotherTrade(t *testing.T) {
	b := at(t, "library")
	task := b.platformTask("旅馆业") // the file holds 娱乐场所
	b.refuses(b.office, inspect.Refused, "第二条", func() error {
		_, err := b.office.Task.ImportPlatform(b.ctx, b.clerk, task.ID, b.files.PlatformDraw)
		return err
	})
}

func TestArticle07MatterElements(t *testing.T) {
	b := at(t, "library")
	full := strings.Split("X-01,旅馆业,旅馆检查,旅馆业,一般检查事项,实地核查,治安大队,某办法,", ",")
	for _, missing := range []int{3, 5, 6, 7} {
		row := append([]string{}, full...)
		row[missing] = ""
		b.refuses(b.office, inspect.Invalid, "第七条", func() error {
			_, err := b.office.Library.Import(b.ctx, b.clerk, service.ImportMatters, b.csv(matterHead, strings.Join(row, ",")))
			return err
		})
	}
}

func TestArticle08MatterClass(t *testing.T) {
	b := at(t, "library")
	for _, class := range []string{"", "特别检查事项"} {
		b.refuses(b.office, inspect.Invalid, "第八条", func() error {
			_, err := b.office.Library.Import(b.ctx, b.clerk, service.ImportMatters, b.csv(matterHead, "X-01,旅馆业,旅馆检查,旅馆业,"+class+",实地核查,治安大队,某办法,"))
			return err
		})
	}
}

func TestArticle09RegisterRows(t *testing.T) {
	b := at(t, "library")
	for kind, path := range map[service.ImportKind]string{
		service.ImportSubjects:   b.csv("统一社会信用代码,名称,行业类别", "91999901MA0099999X,某旅馆,　"),
		service.ImportInspectors: b.csv("警号,姓名,所在业务部门,执法证编号", ",某甲,治安大队,1"),
	} {
		b.refuses(b.office, inspect.Invalid, "第九条", func() error {
			_, err := b.office.Library.Import(b.ctx, b.clerk, kind, path)
			return err
		})
	}
}

func TestArticle09PlatformListOutsideTheRegisters(t *testing.T) {
	b := at(t, "library")
	task := b.platformTask("旅馆业")
	s, err := b.office.Library.Subjects(b.ctx, b.clerk, service.Query{Trade: "旅馆业", Page: 1, Size: 1})
	b.ok(err)
	for _, row := range []string{"91999901MA0099999X,不在库中的旅馆,", s.Rows[0].Code + "," + s.Rows[0].Name + ",000001"} {
		b.refuses(b.office, inspect.Invalid, "第九条", func() error {
			_, err := b.office.Task.ImportPlatform(b.ctx, b.clerk, task.ID, b.csv("统一社会信用代码,名称,警号", row))
			return err
		})
	}
}

func TestArticle09EmptyPool(t *testing.T) {
	b := at(t, "library")
	b.matter("X-01", "开锁业", "")
	task := b.planned("开锁业", false)
	b.refuses(b.office, inspect.Refused, "第九条", func() error {
		_, err := b.office.Draw.Freeze(b.ctx, b.clerk, service.FreezeInput{Task: task.ID, Purpose: "subjects", InputKind: "dice", InputNote: "当众掷骰"})
		return err
	})
}

func TestArticle10PlanPublication(t *testing.T) {
	b := at(t, "library")
	plan, err := b.office.Plan.Save(b.ctx, b.clerk, b.line("旅馆业", false))
	b.ok(err)
	b.refuses(b.office, inspect.Invalid, "第十条", func() error { return b.office.Plan.Published(b.ctx, b.clerk, plan.ID, "", "", "2026-03-02") })
	b.refuses(b.office, inspect.Invalid, "第十条", func() error { return b.office.Plan.Published(b.ctx, b.clerk, plan.ID, "门户网站", "", "") })
	b.ok(b.office.Plan.Published(b.ctx, b.clerk, plan.ID, "门户网站", "", "2026-03-02"))
}

// TestArticle11NoRepeat does a whole task over the only two firms of a trade;
// the same matter cannot be drawn for them again this year, next year it can.
func TestArticle11NoRepeat(t *testing.T) {
	b := at(t, "dispatched")
	b.matter("X-01", "开锁业", "")
	_, err := b.office.Library.Import(b.ctx, b.clerk, service.ImportSubjects, b.csv("名称,行业类别,经营地址", "甲锁店,开锁业,一号", "乙锁店,开锁业,二号"))
	b.ok(err)
	task := b.approve(b.drawnTask(b.plannedFor(2, "开锁业", false)))
	b.handOver(task, b.anyone(b.field))
	for _, s := range b.stops() {
		if s.Trade == "开锁业" {
			b.inspected(b.leader(s), s, false)
		}
	}
	b.task = task
	if rec := b.bringBack(b.dir + "/again.zip"); len(rec.Conflicts) > 0 {
		t.Fatalf("%+v", rec)
	}
	again := b.planned("开锁业", false)
	pool, err := b.office.Task.Pool(b.ctx, b.clerk, again.ID)
	b.ok(err)
	if pool.Pool != 0 || pool.Excluded != 2 || len(pool.Reasons) != 1 || !strings.Contains(pool.Reasons[0].Reason, "第十一条") {
		t.Fatalf("pool %+v", pool)
	}
	b.refuses(b.office, inspect.Refused, "第十一条", func() error {
		_, err := b.office.Draw.Freeze(b.ctx, b.clerk, service.FreezeInput{Task: again.ID, Purpose: "subjects", InputKind: "dice", InputNote: "当众掷骰"})
		return err
	})
	ids, _ := b.matters("开锁业", false)
	later, err := b.office.Task.New(b.ctx, b.clerk, inspect.Task{Name: "明年", AdHocReason: "下一年度", Matters: ids, Lead: "治安大队", From: "2027-03-01", To: "2027-03-31",
		PerSubject: 2, Origin: inspect.OriginLocal, OriginReason: "平台维护", Total: 1})
	b.ok(err)
	if pool, err = b.office.Task.Pool(b.ctx, b.clerk, later.ID); err != nil || pool.Pool != 2 {
		t.Fatalf("next year's pool %+v %v", pool, err)
	}
}

func TestArticle12PlanElements(t *testing.T) {
	b := at(t, "library")
	for name, spoil := range map[string]func(*inspect.Plan){
		"name":      func(p *inspect.Plan) { p.Name = " " },
		"year":      func(p *inspect.Plan) { p.Year = 26 },
		"matters":   func(p *inspect.Plan) { p.Matters = nil },
		"scope":     func(p *inspect.Plan) { p.Scope = "" },
		"from":      func(p *inspect.Plan) { p.From = "" },
		"order":     func(p *inspect.Plan) { p.From, p.To = p.To, p.From },
		"no date":   func(p *inspect.Plan) { p.To = "三月底" },
		"estimated": func(p *inspect.Plan) { p.Estimated = 0 },
		"ratio":     func(p *inspect.Plan) { p.RatioNum = 0 },
		"over 100%": func(p *inspect.Plan) { p.RatioNum = 101 },
	} {
		t.Run(name, func(t *testing.T) {
			plan := b.line("旅馆业", false)
			spoil(&plan)
			b.refuses(b.office, inspect.Invalid, "第十二条", func() error { _, err := b.office.Plan.Save(b.ctx, b.clerk, plan); return err })
		})
	}
}
