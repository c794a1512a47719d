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
	"strings"
	"testing"
	"time"

	"shuangsuiji/backend/code"
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
		cells := []string{creditCode(i), "测试市" + word(3) + trade + "店", trade, "治安大队", word(2) + "派出所",
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

// creditCode is the ith invented code; its check character is right, but for
// every fiftieth.
func creditCode(i int) string {
	begin := fmt.Sprintf("9%d9901%02dMA%07X", 1+i%3, i%90, i)
	for _, last := range "0123456789ABCDEFGHJKLMNPQRTUWXY" {
		if c := begin + string(last); i%50 > 0 && code.CheckCredit(c).Warning == "" {
			return c
		}
	}
	return begin + "0"
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

// cpu is how many seconds of processor this process took, 0 where the system
// does not tell: beside others a wall clock says little.
func cpu() float64 {
	b, err := os.ReadFile("/proc/self/stat")
	if err != nil {
		return 0
	}
	f := strings.Fields(string(b[bytes.LastIndexByte(b, ')')+1:]))
	user, _ := strconv.ParseFloat(f[11], 64)
	system, _ := strconv.ParseFloat(f[12], 64)
	return (user + system) / 100
}

// autosaving saves a field five times a second until it is asked for the longest
// wait, in milliseconds.
func autosaving(b *testing.B, sv *service.Services, a inspect.Actor) (longest func() float64) {
	stop, told := make(chan struct{}), make(chan time.Duration)
	go func() {
		most := time.Duration(0)
		for i, form := int64(0), store.NewID(); ; i++ {
			select {
			case <-stop:
				told <- most
				return
			case <-time.After(200 * time.Millisecond):
			}
			start := time.Now()
			_, err := sv.Store().SaveField(b.Context(), a, inspect.NounVisit, form, "remark", fmt.Sprint(i), i, func(*store.Tx) error { return nil })
			if err != nil {
				b.Error(err)
			}
			most = max(most, time.Since(start))
		}
	}()
	return func() float64 {
		close(stop)
		return float64((<-told).Microseconds()) / 1000
	}
}

// BenchmarkImport100k imports 100,000 rows of xlsx into an empty register,
// checked, stored and synced, then again with every tenth row changed
// (budget: 6 s and 150 MB), while a form is being filled.
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
		Organ: "某市公安局××分局", Region: "999901", Person: "周办公", Password: password, Passphrase: pass}, service.Options{Cost: service.MinCost, Key: key})
	if err != nil {
		b.Fatal(err)
	}
	defer sv.Close()
	clerk, err := service.Actor(b.Context(), sv, "周办公", "bench")
	if err != nil {
		b.Fatal(err)
	}
	for i, file := range []string{first, second} {
		b.Run([]string{"new", "again"}[i], func(b *testing.B) {
			// Longer than the second a benchmark runs at least, so it runs once.
			debug.FreeOSMemory()
			os.WriteFile("/proc/self/clear_refs", []byte("5"), 0) // the peak begins here, on Linux
			before := peak()
			saved := autosaving(b, sv, clerk)
			cpu0 := cpu()
			b.ResetTimer()
			rep, err := sv.Library.Import(b.Context(), clerk, service.ImportSubjects, file)
			if err != nil || rep.Good != 100_000 || rep.Changed != i*10_000 {
				b.Fatal(rep.Good, rep.Changed, err)
			}
			b.StopTimer()
			b.ReportMetric(saved(), "autosave-max-ms")
			b.ReportMetric(100_000/b.Elapsed().Seconds(), "rows/s")
			b.ReportMetric(peak(), "peak-MB")
			b.ReportMetric(before, "before-MB")
			b.ReportMetric(cpu()-cpu0, "cpu-s")
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

// TestImportIsAllOrNothing: cancelled while it is checked, or cut off by the end
// of the process, an import of many rows leaves nothing; decided, it is stored to
// the end, by whoever opens the workspace next if need be.
func TestImportIsAllOrNothing(t *testing.T) {
	if testing.Short() {
		t.Skip("opens a workspace for every cut")
	}
	b := at(t, "empty")
	file := filepath.Join(b.dir, "名录.xlsx")
	const rows = 12_000 // several parts
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
	type cut struct {
		dir  string
		want int
	}
	cuts, last, stage := []cut{}, int64(0), int64(0)
	ctx, cancel = context.WithCancel(b.ctx)
	defer cancel()
	rep, err := b.office.Library.ImportTold(ctx, b.clerk, service.ImportSubjects, file, func(done, total int64) {
		if total != stage {
			if stage, last = total, 0; total != rows {
				t.Errorf("%d of %d", done, total)
			}
			cancel() // too late: it is decided
		}
		if done <= last {
			t.Errorf("progress %d of %d after %d", done, total, last)
		}
		last = done
		c := cut{filepath.Join(b.dir, fmt.Sprint("断电", len(cuts))), 0}
		if total > 0 {
			c.want = rows
		}
		if total == 0 && done%4000 != 0 {
			return
		}
		cuts = append(cuts, c)
		b.ok(os.MkdirAll(c.dir, 0o700))
		for _, name := range []string{"data.db", "data.db-wal"} {
			text, err := os.ReadFile(filepath.Join(b.office.Store().Dir(), name))
			if err == nil {
				err = os.WriteFile(filepath.Join(c.dir, name), text, 0o600)
			}
			if err != nil {
				t.Error(err)
			}
		}
		if total > 0 { // the register appears when all of it is there
			page, err := b.office.Library.Subjects(b.ctx, b.clerk, service.Query{Page: 1, Search: "旅馆"})
			if err != nil || page.Total != 0 {
				t.Errorf("%d of %d are stored and %d to be seen, %v", done, total, page.Total, err)
			}
		}
	})
	b.ok(err)
	if rep.Added != rows || last != rows || stage != rows || b.subjects(b.office) != rows || logged() != before+1 {
		t.Fatalf("%d added, %d subjects, %d entries", rep.Added, b.subjects(b.office), logged()-before)
	}
	if len(cuts) < 5 {
		t.Fatalf("only %d cuts", len(cuts))
	}
	for _, c := range cuts {
		s, err := store.Open(c.dir, store.Options{NoSync: true, Key: key})
		b.ok(err)
		n, err := store.Count(b.ctx, s, inspect.NounSubject, store.Filter{})
		b.ok(err)
		problems, err := s.Doctor(b.ctx, "")
		b.ok(err)
		_, entries, err := s.Log(b.ctx, "", "", 1, 1)
		b.ok(err)
		if n != c.want || len(problems) > 0 || entries != before+min(1, c.want) {
			t.Errorf("after a power cut: %d subjects of %d, %d entries, %v", n, c.want, entries-before, problems)
		}
		b.ok(s.Close())
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
	if rep.Added != 1 || rep.Changed != rows/1000 || rep.Same != rows-rows/1000 || found.Total != rows/1000+1 || b.subjects(b.office) != rows+1 {
		t.Fatalf("%d added, %d changed, %d same, %d found", rep.Added, rep.Changed, rep.Same, found.Total)
	}
	history, err := store.History(b.ctx, b.office.Store(), inspect.NounSubject, found.Rows[0].ID)
	if err != nil || len(history) > 2 {
		t.Fatalf("%d versions, %v", len(history), err)
	}
}

// TestOthersWriteDuringAnImport: while rows are checked and while they are
// stored, forms are saved and other registers written, readers see the register
// as it was, and whoever would write it or draw from it is told to wait.
func TestOthersWriteDuringAnImport(t *testing.T) {
	b := at(t, "library")
	file := filepath.Join(b.dir, "名录.xlsx")
	registerFile(t, file, 12_000, nil)
	line := b.line("旅馆业", false)
	task := b.planned("旅馆业", false)
	old := b.subjects(b.office)
	stages := map[bool]int{}
	_, err := b.office.Library.ImportTold(b.ctx, b.clerk, service.ImportSubjects, file, func(done, total int64) {
		storing := total > 0
		n := stages[storing]
		stages[storing]++
		_, err := b.office.Store().SaveField(b.ctx, b.clerk, inspect.NounVisit, "v", fmt.Sprint("remark", storing), fmt.Sprint(n), int64(n), func(*store.Tx) error { return nil })
		if err != nil {
			t.Errorf("saving a field while storing=%v: %v", storing, err)
		}
		if n > 0 {
			return
		}
		if _, err := b.office.Plan.Save(b.ctx, b.clerk, line); err != nil {
			t.Errorf("a plan while storing=%v: %v", storing, err)
		}
		page, err := b.office.Library.Subjects(b.ctx, b.clerk, service.Query{Page: 1})
		if err != nil || page.Total != old {
			t.Errorf("%d to be seen of %d, %v", page.Total, old, err)
		}
		if storing && done < total {
			_, err := b.office.Draw.Freeze(b.ctx, b.clerk, service.FreezeInput{Task: task.ID, Purpose: "subjects", InputKind: "dice", InputNote: "当众掷骰"})
			if inspect.CodeOf(err) != inspect.Busy {
				t.Errorf("a draw from the half: %v", err)
			}
		}
	})
	b.ok(err)
	if stages[false] == 0 || stages[true] < 2 {
		t.Fatalf("told %v", stages)
	}
	if n := b.subjects(b.office); n != old+12_000 {
		t.Fatalf("%d subjects", n)
	}
}
