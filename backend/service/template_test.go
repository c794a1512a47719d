package service_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
	"shuangsuiji/backend/store"
)

// person makes an account and signs it in.
func (b *bureau) person(name string, role inspect.Role) inspect.Actor {
	b.t.Helper()
	p, err := b.office.Workspace.SavePerson(b.ctx, b.clerk, inspect.Person{Name: name, Role: role, Unit: "法制大队"})
	b.ok(err)
	return inspect.Actor{Person: p.ID, Name: p.Name, Role: p.Role, Device: b.clerk.Device, Session: "test"}
}

// builtinText is the text of a built-in template.
func (b *bureau) builtinText(kind string) string {
	b.t.Helper()
	t, err := b.office.Template.Show(b.ctx, b.clerk, kind, 0)
	b.ok(err)
	return t.Text
}

// kindOf is a kind as the list of templates has it.
func (b *bureau) kindOf(sv *service.Services, kind string) service.TemplateKind {
	b.t.Helper()
	list, err := sv.Template.List(b.ctx, b.clerk)
	b.ok(err)
	i := slices.IndexFunc(list, func(k service.TemplateKind) bool { return k.Kind == kind })
	if i < 0 {
		b.t.Fatalf("no kind %s", kind)
	}
	return list[i]
}

func approves(v inspect.TemplateVersion, from string) service.TemplateDecision {
	return service.TemplateDecision{ID: v.ID, Approve: true, From: from, Kind: "account", Opinion: "同意"}
}

const visitorForm = `# 访客登记核查表
kind: visitor-check
name: 访客登记核查表
class: 检查文书
local: true
for: visit
short: 访核
source: 分局旅馆业检查指引
fields:
  - {key: party, label: 被检查单位, required: true, from: party.name, fixed: true, sample: 云上𠮷祥客栈（虚构）}
  - {key: seen, label: 核查情况, type: text, required: true, sample: 访客登记簿记载完整。}
body:
  - fields: ["party"]
  - section: {title: 核查情况, of: seen}
strip: ["被检查人签名:1.2 检查人员签名"]
`

// A changed wording holds from its date once 法制 approved it, is kept with what
// was issued, goes to the laptop, and gives way to the built-in one again.
func TestOwnTemplate(t *testing.T) {
	b := at(t, "approved")
	tpl := b.office.Template
	legal := b.person("钱法制", inspect.RoleLegal)
	const kind = "rights-notice"
	changed := strings.Replace(b.builtinText(kind), "现将你（单位）", "现将你（你单位）", 1)
	v, err := tpl.Load(b.ctx, b.clerk, changed, "按分局法制部门意见改正称谓")
	b.ok(err)
	if k := b.kindOf(b.office, kind); k.Own != 0 || len(k.Versions) != 1 || k.Versions[0].State != inspect.TemplateLoaded {
		t.Errorf("loaded, and in force at once: %+v", k)
	}
	v, err = tpl.Decide(b.ctx, legal, approves(v, "2026-03-10"))
	b.ok(err)
	if v.State != inspect.TemplateApproved || v.Approver != "钱法制" {
		t.Errorf("%+v", v)
	}
	if k := b.kindOf(b.office, kind); k.Own != 0 {
		t.Error("it holds before its date")
	}
	own, err := tpl.Load(b.ctx, b.clerk, visitorForm, "新增访客登记核查")
	b.ok(err)
	_, err = tpl.Decide(b.ctx, legal, approves(own, "2026-03-03"))
	b.ok(err)

	b.dispatched()
	stops, err := b.field.Visit.Today(b.ctx, b.anyone(b.field))
	b.ok(err)
	leader := b.leader(stops[0])
	f, err := b.field.Visit.Start(b.ctx, leader, stops[0].Team.ID)
	b.ok(err)
	_, err = b.field.Paper.SaveField(b.ctx, leader, kind, f.Visit.ID, "person", "丙某某", 0)
	b.ok(err)
	before, err := b.field.Paper.Issue(b.ctx, leader, kind, f.Visit.ID)
	b.ok(err)
	b.tick.Lock()
	b.now = time.Date(2026, 3, 10, 1, 0, 0, 0, time.UTC)
	b.tick.Unlock()
	_, err = b.field.Paper.SaveField(b.ctx, leader, kind, f.Visit.ID, "person", "丙某某", 0)
	b.ok(err)
	after, err := b.field.Paper.Issue(b.ctx, leader, kind, f.Visit.ID)
	b.ok(err)
	if before.Own != 0 || after.Own != 1 {
		t.Errorf("issued by version %d before its date, %d after", before.Own, after.Own)
	}
	snap, err := store.Blob(b.ctx, b.field.Store(), after.Snapshot)
	b.ok(err)
	if !strings.Contains(string(snap), "你（你单位）") || !strings.Contains(string(snap), `"own":1`) {
		t.Error("the snapshot does not carry the wording it was made of")
	}
	_, err = b.field.Paper.SaveField(b.ctx, leader, "visitor-check", f.Visit.ID, "seen", "登记完整", 0)
	b.ok(err)
	if p, err := b.field.Paper.Issue(b.ctx, leader, "visitor-check", f.Visit.ID); err != nil || !strings.HasPrefix(p.Number, "访核") {
		t.Errorf("the bureau's own form: %+v %v", p, err)
	}

	back, err := tpl.Retire(b.ctx, b.clerk, kind, "公安部发布新式样")
	b.ok(err)
	if k := b.kindOf(b.office, kind); k.Own != 1 {
		t.Error("gone before 法制 agreed")
	}
	_, err = tpl.Decide(b.ctx, legal, approves(back, "2026-03-10"))
	b.ok(err)
	if k := b.kindOf(b.office, kind); k.Own != 0 || !k.InUse || len(k.Versions) != 2 {
		t.Errorf("not back to the built-in one: %+v", k)
	}
	old, err := tpl.Show(b.ctx, b.clerk, kind, 1)
	b.ok(err)
	if old.Text != changed {
		t.Error("the version was not kept")
	}
	gone, err := tpl.Retire(b.ctx, b.clerk, "visitor-check", "不再使用")
	b.ok(err)
	_, err = tpl.Decide(b.ctx, legal, approves(gone, "2026-03-10"))
	b.ok(err)
	if b.kindOf(b.office, "visitor-check").InUse {
		t.Error("a form out of use is still offered")
	}
	b.healthy(b.office, b.clerk)
	b.healthy(b.field, leader)
}

// 法制 may be without an account here: the signed sheet is registered (P1).
func TestOwnTemplateOnPaper(t *testing.T) {
	b := at(t, "empty")
	v, err := b.office.Template.Load(b.ctx, b.clerk, visitorForm, "新增")
	b.ok(err)
	in := service.TemplateDecision{ID: v.ID, Approve: true, From: "2026-03-02", Kind: "paper", Approver: "钱法制", Post: "法制大队长", Date: "2026-03-02", Opinion: "同意",
		ScanPath: filepath.Join(t.TempDir(), "scan.jpg")}
	b.ok(os.WriteFile(in.ScanPath, []byte("\xff\xd8\xff 签字页"), 0o600))
	v, err = b.office.Template.Decide(b.ctx, b.clerk, in)
	b.ok(err)
	if v.State != inspect.TemplateApproved || v.Approver != "钱法制" {
		t.Errorf("%+v", v)
	}
}

// A template says why and from when, is approved by another person, never
// backdated, and never drops what is mandatory.
func TestArticle20OwnTemplate(t *testing.T) {
	b := at(t, "matched")
	tpl := b.office.Template
	legal := b.person("钱法制", inspect.RoleLegal)
	twin := b.person("周办公", inspect.RoleLegal) // another account of who loads
	text := b.builtinText("penalty-notice-record")
	for _, c := range []struct{ from, to, says, article string }{
		{"class: 案件文书", "class: 检查文书", "class", "行政处罚法第四十四条"},
		{"label: 事实, type: text, required: true", "label: 事实, type: text", "required", "行政处罚法第四十四条"},
		{"{key: hearing, label: 听证告知", "{key: hearing, label: 告知", "", ""},
		{"- ruled: {title: 被告知人核对意见, lines: 2}", "- heading: 完", "ruled", "行政处罚法第四十四条"},
		{`strip: ["被告知人签名、捺指印:1.3 日期", `, `strip: ["日期", `, "被告知人签名", "行政处罚法第四十四条"},
		{"  - text: 对上述告知事项，你有权提出陈述和申辩。公安机关不因陈述、申辩给予更重的处罚。\n", "", "", ""},
		{"name: 行政处罚告知笔录", "name: 处罚告知单", "名称", "行政处罚法第四十四条"},
		{"short: 罚告", "short: 检录", "检录", "公安机关办理行政案件程序规定第二百六十四条"},
	} {
		changed := strings.Replace(text, c.from, c.to, 1)
		if changed == text {
			t.Fatalf("%q does not stand in the template", c.from)
		}
		if c.says == "" {
			if _, err := tpl.Check(b.ctx, b.clerk, changed); err != nil {
				t.Errorf("%q: %v", c.to, err)
			}
			continue
		}
		var err error
		b.refuses(b.office, inspect.Refused, c.article, func() error { _, err = tpl.Load(b.ctx, b.clerk, changed, "简化"); return err })
		if !strings.Contains(err.Error(), c.says) || !strings.Contains(err.Error(), "行：") {
			t.Errorf("%q: %v", c.to, err)
		}
	}
	noHearing := strings.NewReplacer("听证", "程序").Replace(text)
	if _, err := tpl.Check(b.ctx, b.clerk, noHearing); err == nil || !strings.Contains(err.Error(), "听证") {
		t.Errorf("the words about a hearing were dropped: %v", err)
	}
	b.refuses(b.office, inspect.Invalid, "第二十条", func() error { _, err := tpl.Load(b.ctx, b.clerk, visitorForm, " "); return err })
	v, err := tpl.Load(b.ctx, b.clerk, visitorForm, "新增")
	b.ok(err)
	b.refuses(b.office, inspect.Forbidden, "第二十二条", func() error { _, err := tpl.Decide(b.ctx, b.clerk, approves(v, "2026-03-20")); return err })
	b.refuses(b.office, inspect.Refused, "第十六条", func() error { _, err := tpl.Decide(b.ctx, twin, approves(v, "2026-03-20")); return err })
	b.refuses(b.office, inspect.Refused, "第二十条", func() error { _, err := tpl.Decide(b.ctx, legal, approves(v, "2026-03-01")); return err })
	b.refuses(b.office, inspect.Invalid, "第二十条", func() error { _, err := tpl.Decide(b.ctx, legal, approves(v, "明天")); return err })
	b.refuses(b.office, inspect.Invalid, "第二十条", func() error {
		_, err := tpl.Decide(b.ctx, legal, service.TemplateDecision{ID: v.ID, Kind: "account"})
		return err
	})
	v, err = tpl.Decide(b.ctx, legal, approves(v, "2026-03-20"))
	b.ok(err)
	b.refuses(b.office, inspect.Refused, "第二十条", func() error { _, err := tpl.Decide(b.ctx, legal, approves(v, "2026-03-21")); return err })
	b.refuses(b.office, inspect.Invalid, "第二十条", func() error { _, err := tpl.Load(b.ctx, b.clerk, visitorForm, "再载一次"); return err })
	next, err := tpl.Load(b.ctx, b.clerk, strings.Replace(visitorForm, "核查情况，", "", 1)+"# 第二版\n", "改注释")
	b.ok(err)
	b.refuses(b.office, inspect.Refused, "第二十条", func() error { _, err := tpl.Decide(b.ctx, legal, approves(next, "2026-03-10")); return err })
	b.refuses(b.office, inspect.Refused, "第二十条", func() error { _, err := tpl.Retire(b.ctx, b.clerk, "rights-notice", "没有本局的"); return err })
	b.refuses(b.office, inspect.Refused, "第二十条", func() error {
		_, err := tpl.Load(b.ctx, b.clerk, strings.Replace(visitorForm, "kind: visitor-check", "kind: scene-record", 1), "替换笔录")
		return err
	})
}

// On a laptop templates come with the packages.
func TestOwnTemplateOnALaptop(t *testing.T) {
	b := at(t, "dispatched")
	a := b.anyone(b.field)
	a.Role = inspect.RoleLegal
	_, err := b.field.Template.Load(b.ctx, a, visitorForm, "现场要用")
	b.refused(err, inspect.Refused, "第二十条")
}
