package service_test

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime/debug"
	"strconv"
	"testing"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
	"shuangsuiji/backend/sheet"
	"shuangsuiji/backend/store"
)

// registerFile writes n invented subjects as an office keeps them in Excel;
// edit changes a row's cells before it is written.
func registerFile(tb testing.TB, path string, n int, edit func(i int, cells []string)) {
	tb.Helper()
	g := sheet.Grid{Sheet: "检查对象", HeaderRow: 1, Rows: [][]sheet.Cell{textCells("统一社会信用代码/注册号", "企业名称", "行业类别", "监管警种", "所属派出所",
		"住所", "实际经营地址", "法定代表人", "联系电话", "登记状态")}}
	for i := range n {
		r := rand.New(rand.NewPCG(3, uint64(i)))
		word := func(n int) string {
			w := make([]rune, n)
			for i := range w {
				w[i] = rune(0x4e00 + int(2500*r.Float64()*r.Float64()))
			}
			return string(w)
		}
		trade := []string{"旅馆业", "娱乐场所", "印章业", "典当业"}[r.IntN(4)]
		street := fmt.Sprintf("测试市%s区%s路%d号", []string{"东", "西", "南", "北"}[r.IntN(4)], word(2), 1+r.IntN(999))
		cells := []string{fmt.Sprintf("9%d9901%02dMA%08X", 1+i%3, i%90, i), "测试市" + word(3) + trade + "店", trade, "治安大队", word(2) + "派出所",
			street, street + word(1) + "座", word(3), "000-00000000", "存续"}
		if edit != nil {
			edit(i, cells)
		}
		g.Rows = append(g.Rows, textCells(cells...))
	}
	if err := sheet.WriteXLSX(path, g); err != nil {
		tb.Fatal(err)
	}
}

func textCells(texts ...string) []sheet.Cell {
	row := make([]sheet.Cell, len(texts))
	for i, s := range texts {
		row[i].Text = s
	}
	return row
}

// peak is this process's highest resident memory in MB since from, 0 where
// the system does not tell.
func peak() float64 {
	b, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	_, rest, _ := bytes.Cut(b, []byte("VmHWM:"))
	kb, err := strconv.ParseFloat(string(bytes.Fields(rest)[0]), 64)
	if err != nil {
		return 0
	}
	return kb / 1024
}

// BenchmarkImport100k imports 100,000 rows of xlsx into an empty register,
// checked, stored and synced, then again with every tenth row changed
// (budget: 6 s and 150 MB).
func BenchmarkImport100k(b *testing.B) {
	dir := b.TempDir()
	first, second := filepath.Join(dir, "一.xlsx"), filepath.Join(dir, "二.xlsx")
	registerFile(b, first, 100_000, nil)
	registerFile(b, second, 100_000, func(i int, cells []string) {
		if i%10 == 0 {
			cells[1] += "二部"
		}
	})
	sv, err := service.Init(b.Context(), filepath.Join(dir, "办公室"), service.Setup{Kind: service.KindOffice, Name: "治安大队办公室",
		Organ: "某市公安局××分局", Region: "999901", Person: "周办公", Passphrase: pass}, service.Options{Cost: service.MinCost})
	if err != nil {
		b.Fatal(err)
	}
	defer sv.Close()
	clerk, err := sv.Workspace.SignIn(b.Context(), "周办公", "bench")
	if err != nil {
		b.Fatal(err)
	}
	for i, file := range []string{first, second} {
		b.Run([]string{"new", "again"}[i], func(b *testing.B) {
			// Longer than the second a benchmark runs at least, so it runs once.
			debug.FreeOSMemory()
			os.WriteFile("/proc/self/clear_refs", []byte("5"), 0) // the peak begins here, on Linux
			before := peak()
			b.ResetTimer()
			rep, err := sv.Library.Import(b.Context(), clerk, service.ImportSubjects, file)
			if err != nil || rep.Good != 100_000 || rep.Changed != i*10_000 {
				b.Fatal(rep.Good, rep.Changed, err)
			}
			b.ReportMetric(peak(), "peak-MB")
			b.ReportMetric(before, "before-MB")
		})
	}
}

// subjects counts the register, which must be sound.
func (b *bureau) subjects(sv *service.Services) int {
	b.t.Helper()
	page, err := sv.Library.Subjects(b.ctx, b.clerk, service.Query{Page: 1})
	b.ok(err)
	problems, err := sv.Store().Doctor(b.ctx, "")
	b.ok(err)
	if len(problems) > 0 {
		b.t.Fatal(problems)
	}
	return page.Total
}

// TestImportIsAllOrNothing: cancelled, or cut off by the end of the process, an
// import of many rows leaves nothing; finished, all.
func TestImportIsAllOrNothing(t *testing.T) {
	b := at(t, "empty")
	file := filepath.Join(b.dir, "名录.xlsx")
	const rows = 4000
	registerFile(t, file, rows, nil)
	logged := func() int {
		_, n, err := b.office.Store().Log(b.ctx, "", "", 1, 1)
		b.ok(err)
		return n
	}
	before := logged()

	ctx, cancel := context.WithCancel(b.ctx)
	_, err := b.office.Library.ImportTold(ctx, b.clerk, service.ImportSubjects, file, func(done, total int64) {
		if done >= rows/2 {
			cancel()
		}
	})
	if inspect.CodeOf(err) != inspect.Canceled || b.subjects(b.office) != 0 || logged() != before {
		t.Fatalf("cancelled: %v, %d subjects", err, b.subjects(b.office))
	}

	// What is on disk in the middle is what a kill or a power cut leaves.
	killed, last := filepath.Join(b.dir, "断电"), int64(0)
	b.ok(os.MkdirAll(killed, 0o700))
	rep, err := b.office.Library.ImportTold(b.ctx, b.clerk, service.ImportSubjects, file, func(done, total int64) {
		if done < last || total != 0 && (done != total || total != rows) {
			t.Errorf("progress %d of %d after %d", done, total, last)
		}
		if last < rows/2 && done >= rows/2 {
			for _, name := range []string{"data.db", "data.db-wal"} {
				text, err := os.ReadFile(filepath.Join(b.office.Store().Dir(), name))
				if err == nil {
					err = os.WriteFile(filepath.Join(killed, name), text, 0o600)
				}
				if err != nil {
					t.Error(err)
				}
			}
		}
		last = done
	})
	b.ok(err)
	if rep.Added != rows || last != rows || b.subjects(b.office) != rows || logged() != before+1 {
		t.Fatalf("%d added, %d subjects, %d entries", rep.Added, b.subjects(b.office), logged()-before)
	}
	s, err := store.Open(killed, store.Options{NoSync: true})
	b.ok(err)
	defer s.Close()
	n, err := store.Count(b.ctx, s, inspect.NounSubject, store.Filter{})
	b.ok(err)
	problems, err := s.Doctor(b.ctx, "")
	b.ok(err)
	if n != 0 || len(problems) > 0 {
		t.Fatalf("after a power cut: %d subjects, %v", n, problems)
	}

	// Again: what is the same makes no version, what changed makes one.
	rep, err = b.office.Library.Import(b.ctx, b.clerk, service.ImportSubjects, file)
	b.ok(err)
	if rep.Same != rows || logged() != before+1 {
		t.Fatalf("%+v", rep)
	}
	registerFile(t, file, rows+1, func(i int, cells []string) {
		if i%1000 == 0 {
			cells[1] = "𠮷庆旅馆"
		}
	})
	rep, err = b.office.Library.Import(b.ctx, b.clerk, service.ImportSubjects, file)
	b.ok(err)
	found, err := b.office.Library.Subjects(b.ctx, b.clerk, service.Query{Search: "𠮷庆", Page: 1})
	b.ok(err)
	if rep.Added != 1 || rep.Changed != 4 || rep.Same != rows-4 || found.Total != 5 || b.subjects(b.office) != rows+1 {
		t.Fatalf("%d added, %d changed, %d same, %d found", rep.Added, rep.Changed, rep.Same, found.Total)
	}
	history, err := store.History(b.ctx, b.office.Store(), inspect.NounSubject, found.Rows[0].ID)
	if err != nil || len(history) > 2 {
		t.Fatalf("%d versions, %v", len(history), err)
	}
}
