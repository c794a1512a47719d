package service_test

import (
	"fmt"
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

// headConsent is what a clerk enters of the 主要负责人's word.
func headConsent() service.ApprovalInput {
	return service.ApprovalInput{Kind: "oral", Approver: "郑局长", Post: "分局局长", Date: "2026-12-02", Opinion: "同意"}
}

// A year that misses a minimum is not closed, unless the 主要负责人 consents with
// a reason; closed, it stays what it was.
func TestArticle08YearClose(t *testing.T) {
	b := at(t, "library")
	closeYear := func(reason string, ap service.ApprovalInput) func() error {
		return func() error {
			_, err := b.office.Plan.CloseYear(b.ctx, b.clerk, service.CloseInput{Year: 2026, Reason: reason, Approval: ap})
			return err
		}
	}
	b.refuses(b.office, inspect.Refused, "第八条", closeYear("机构改革", headConsent())) // in March
	b.now = time.Date(2026, 12, 2, 1, 0, 0, 0, time.UTC)
	b.refuses(b.office, inspect.Refused, "第八条", closeYear("", service.ApprovalInput{}))
	b.refuses(b.office, inspect.Refused, "第八条", closeYear("机构改革", service.ApprovalInput{}))
	b.refuses(b.office, inspect.Refused, "第八条", closeYear(" ", headConsent()))
	own := headConsent()
	own.Approver = b.clerk.Name
	b.refuses(b.office, inspect.Refused, "第十六条", closeYear("机构改革", own))
	b.ok(closeYear("机构改革", headConsent())())
	y, err := b.office.Plan.YearClosed(b.ctx, b.clerk, 2026)
	b.ok(err)
	if y.Reason != "机构改革" || y.Approver != "郑局长" || y.By != "周办公" || y.Meters.OK || len(y.Meters.Missing) == 0 {
		t.Fatalf("%+v", y)
	}
	b.refuses(b.office, inspect.Refused, "第八条", closeYear("机构改革", headConsent()))

	// The register grows; the closed year's denominators do not.
	i := slices.IndexFunc(y.Meters.Departments, func(d inspect.DepartmentMeter) bool { return d.Department == "治安大队" })
	frozen := y.Meters.Departments[i].Subjects
	_, err = b.office.Library.Import(b.ctx, b.clerk, service.ImportSubjects, b.csv("名称,行业类别,经营地址,监管警种", "某新旅馆,旅馆业,一号,治安"))
	b.ok(err)
	y, err = b.office.Plan.YearClosed(b.ctx, b.clerk, 2026)
	b.ok(err)
	if _, now := b.meter(2026, "治安大队"); now.Subjects != frozen+1 || y.Meters.Departments[i].Subjects != frozen {
		t.Fatalf("now %d, frozen %d then %d", now.Subjects, frozen, y.Meters.Departments[i].Subjects)
	}
	out := filepath.Join(b.dir, "指标.xlsx")
	b.ok(b.office.Plan.SaveMeters(b.ctx, b.clerk, 2026, out))
	if s, err := os.Stat(out); err != nil || s.Size() == 0 {
		t.Fatal(err)
	}
	if none, err := b.office.Plan.YearClosed(b.ctx, b.clerk, 2025); err != nil || none.ID != "" || none.Meters.Missing == nil {
		t.Fatalf("%+v %v", none, err)
	}
}

// The part of art. 11: without a joint inspection a 警种部门 keeps the year open.
func TestArticle11YearClose(t *testing.T) {
	m := inspect.Meters{Year: 2026, Tasks: 1, Joint: 1, Departments: []inspect.DepartmentMeter{{Department: "治安大队", Subjects: 10, Covered: 1}}}.Measure()
	if err := m.MayClose("2026-12-31", false); err == nil || !strings.Contains(err.Error(), "第十一条") {
		t.Fatal(err)
	}
	m.Departments[0].Joined = 1
	if err := m.Measure().MayClose("2026-12-31", false); err != nil {
		t.Fatal(err)
	}
	b := at(t, "library")
	b.now = time.Date(2026, 12, 2, 1, 0, 0, 0, time.UTC)
	b.refuses(b.office, inspect.Refused, "第八条", func() error { // names the first of those missing, art. 8 and "第十一条" alike
		_, err := b.office.Plan.CloseYear(b.ctx, b.clerk, service.CloseInput{Year: 2026})
		return err
	})
}

// BenchmarkMeters reads a year's meters over 100,000 subjects.
func BenchmarkMeters(b *testing.B) {
	dir := b.TempDir()
	sv, err := service.Init(b.Context(), dir, service.Setup{Kind: service.KindOffice, Name: "治安大队办公室", Organ: "某市公安局××分局", Region: "999901", Person: "周办公", Password: password, Passphrase: pass},
		service.Options{NoSync: true, Cost: service.MinCost})
	if err != nil {
		b.Fatal(err)
	}
	defer sv.Close()
	a, err := service.Actor(b.Context(), sv, "周办公", "test")
	if err != nil {
		b.Fatal(err)
	}
	err = sv.Store().Write(b.Context(), a, func(tx *store.Tx) error {
		subjects, results := []store.Item{}, []store.Item{}
		for i := range 100_000 {
			id := fmt.Sprintf("s-%06d", i)
			subjects = append(subjects, store.Item{ID: id, Aggregate: inspect.Subject{ID: id, Code: id, Name: "某" + id, Trade: "旅馆业", Department: "治安", Status: "存续"}})
			if i%20 == 0 {
				results = append(results, store.Item{ID: "r-" + id, Aggregate: inspect.Result{ID: "r-" + id, Task: "t-1", Subject: id, FinishedOn: "2026-03-03", State: inspect.ResultPublished}})
			}
		}
		if err := tx.PutMany(b.Context(), inspect.NounSubject, subjects, store.Event{Action: "test"}); err != nil {
			return err
		}
		if err := tx.PutMany(b.Context(), inspect.NounResult, results, store.Event{Action: "test"}); err != nil {
			return err
		}
		_, err := tx.Put(b.Context(), inspect.NounTask, "t-1", inspect.Task{ID: "t-1", No: "1", From: "2026-03-03", State: inspect.TaskClosed}, store.Event{Action: "test"})
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		m, err := sv.Plan.Meters(b.Context(), a, 2026)
		if err != nil || len(m.Departments) != 1 || m.Departments[0].Covered != 5000 {
			b.Fatalf("%+v %v", m, err)
		}
	}
}
