package service_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

const bomb = "爆炸物品识别"

// asksFor makes the matter of the hotel tasks ask for a 岗位资质, and gives the
// department whose people inspect it.
func (b *bureau) asksFor(q string) (m inspect.Matter, department string) {
	b.t.Helper()
	ids, departments := b.matters("旅馆业", false)
	ms, err := b.office.Library.Matters(b.ctx, b.clerk, service.Query{})
	b.ok(err)
	m = ms.Rows[slices.IndexFunc(ms.Rows, func(m inspect.Matter) bool { return m.ID == ids[0] })]
	m.Qualifications = []string{" " + q + " ", q}
	if m = b.adjust(m, "2026-03-02"); !slices.Equal(m.Qualifications, []string{q}) {
		b.t.Fatalf("%q", m.Qualifications)
	}
	return m, departments[0]
}

// trained gives inspectors a 岗位资质.
func (b *bureau) trained(ids []string, q string) {
	b.t.Helper()
	for _, id := range ids {
		card, err := b.office.Library.InspectorCard(b.ctx, b.clerk, id)
		b.ok(err)
		card.Inspector.Qualifications = append(card.Inspector.Qualifications, q)
		_, err = b.office.Library.SaveInspector(b.ctx, b.clerk, service.InspectorForm{Inspector: card.Inspector, Head: card.Head, Reason: "取得资质"})
		b.ok(err)
	}
}

func (b *bureau) locked(task inspect.Task) inspect.Task {
	b.t.Helper()
	b.drawn(task, "subjects", "31415926535897932384")
	_, err := b.office.Task.Lock(b.ctx, b.clerk, task.ID)
	b.ok(err)
	return b.reread(task)
}

// TestOnlyTheQualifiedAreDrawn: whatever the dice say, the seats of a
// matter that asks for a 岗位资质 go to those who have it; a 抽查类别 of the same
// name in somebody's 执法事项范围 does not stand for it.
func TestOnlyTheQualifiedAreDrawn(t *testing.T) {
	b := at(t, "library")
	_, department := b.asksFor(bomb)
	fit := []string{}
	for i, id := range b.able(department) {
		if p := b.inspector(id); !slices.Contains(p.Scope, "旅馆业") {
			continue
		} else if len(fit) < 4 {
			fit = append(fit, id)
		} else if i%2 == 0 {
			p.Scope = append(p.Scope, bomb)
			_, err := b.office.Library.SaveInspector(b.ctx, b.clerk, service.InspectorForm{Inspector: p, Head: b.inspectorHead(id), Reason: "调整范围"})
			b.ok(err)
		}
	}
	b.trained(fit, bomb)
	choices, err := b.office.Library.InspectorChoices(b.ctx, b.clerk)
	b.ok(err)
	if !slices.Contains(choices.Qualifications, bomb) {
		t.Fatalf("the form does not offer it: %q", choices.Qualifications)
	}
	met := map[string]bool{}
	for n := range 6 {
		task := b.locked(b.planned("旅馆业", false))
		dr := b.drawn(task, "inspectors", fmt.Sprintf("2718281828459045%04d", n))
		if dr.Pool <= len(fit) {
			t.Fatalf("the roster has only %d: nothing was to be kept out", dr.Pool)
		}
		teams, err := b.office.Match.Teams(b.ctx, b.clerk, task.ID)
		b.ok(err)
		for _, v := range teams {
			for _, m := range v.Team.Members {
				if !slices.Contains(fit, m.Inspector) {
					t.Fatalf("%s was drawn without %s", m.Name, bomb)
				}
				met[m.Inspector] = true
			}
		}
	}
	if len(met) < 3 {
		t.Errorf("only %d of the qualified were ever drawn", len(met))
	}
}

// TestArticle15NobodyQualified: the match that cannot be names the subject and
// the qualification, and stores nothing.
func TestArticle15NobodyQualified(t *testing.T) {
	b := at(t, "library")
	_, department := b.asksFor(bomb)
	b.trained(b.able(department)[:1], bomb)
	task := b.locked(b.planned("旅馆业", false))
	var said error
	b.refuses(b.office, inspect.Refused, "第十五条", func() error {
		_, said = b.office.Draw.Freeze(b.ctx, b.clerk, service.FreezeInput{Task: task.ID, Purpose: "inspectors", InputKind: "dice", InputNote: "当众掷骰"})
		return said
	})
	for _, want := range []string{task.Winners[0].Name, "具备所需资格", bomb} {
		if !strings.Contains(said.Error(), want) {
			t.Errorf("%q is not in: %v", want, said)
		}
	}
}

// TestArticle15QualificationByHand: a 非随机检查 and the platform's list are held
// to the same.
func TestArticle15QualificationByHand(t *testing.T) {
	b := at(t, "library")
	m, department := b.asksFor(bomb)
	able := b.able(department)
	b.trained(able[:1], bomb)
	task, err := b.office.Task.NewNonRandom(b.ctx, b.clerk, b.report())
	b.ok(err)
	by := func(ids ...string) func() error {
		return func() error {
			_, err := b.office.Match.AssignByHand(b.ctx, b.clerk, task.ID, []service.HandTeam{{Subject: task.Winners[0].Subject, Inspectors: ids}})
			return err
		}
	}
	b.refuses(b.office, inspect.Refused, "第十五条", by(able[0], able[1]))
	people, err := b.office.Match.Candidates(b.ctx, b.clerk, task.ID)
	b.ok(err)
	for _, p := range people {
		if unfit := len(p.Unfit) > 0; p.Inspector == able[0] && unfit || p.Inspector == able[1] && (!unfit || !strings.Contains(p.Unfit[0].Why, bomb)) {
			t.Errorf("%+v", p)
		}
	}
	platform := b.platformTask("旅馆业")
	s := b.hotel(1)
	path := b.csv("任务编号,统一社会信用代码,名称,警号", "T1,"+s.Code+","+s.Name+","+b.inspector(able[0]).Badge+"，"+b.inspector(able[1]).Badge)
	b.refuses(b.office, inspect.Refused, "第十五条", func() error { _, err := b.office.Task.ImportPlatform(b.ctx, b.clerk, platform.ID, path); return err })
	b.trained(able[1:2], bomb)
	b.ok(by(able[0], able[1])())
	_, err = b.office.Task.ImportPlatform(b.ctx, b.clerk, platform.ID, path)
	b.ok(err)
	m.Qualifications = []string{"甲，乙"}
	m.Reason, m.VersionFrom = "调整", "2026-03-02"
	b.refuses(b.office, inspect.Invalid, "第十五条", func() error { _, err := b.office.Library.SaveMatter(b.ctx, b.clerk, m); return err })
}

func (b *bureau) inspector(id string) inspect.Inspector {
	b.t.Helper()
	card, err := b.office.Library.InspectorCard(b.ctx, b.clerk, id)
	b.ok(err)
	return card.Inspector
}

func (b *bureau) inspectorHead(id string) string {
	b.t.Helper()
	card, err := b.office.Library.InspectorCard(b.ctx, b.clerk, id)
	b.ok(err)
	return card.Head
}
