package service_test

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/draw"
	"image/jpeg"
	"image/png"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/pdf"
	"shuangsuiji/backend/scan"
	"shuangsuiji/backend/service"
	"shuangsuiji/backend/store"
)

// printed are the pages of a document's PDF as another program draws them.
func (b *bureau) printed(sv *service.Services, p inspect.Paper, dpi int) []*image.Gray {
	b.t.Helper()
	dir := b.t.TempDir()
	file := filepath.Join(dir, "p.pdf")
	b.ok(os.WriteFile(file, b.kept(sv, p.PDF), 0o600))
	out, err := exec.Command("pdftoppm", "-r", fmt.Sprint(dpi), "-gray", "-png", file, filepath.Join(dir, "p")).CombinedOutput()
	if err != nil {
		b.t.Fatalf("pdftoppm (apt-get install poppler-utils): %v\n%s", err, out)
	}
	names, err := filepath.Glob(filepath.Join(dir, "*.png"))
	b.ok(err)
	pages := []*image.Gray{}
	for _, n := range names {
		f, err := os.Open(n)
		b.ok(err)
		img, err := png.Decode(f)
		b.ok(err)
		b.ok(f.Close())
		g := image.NewGray(img.Bounds())
		draw.Draw(g, g.Rect, img, image.Point{}, draw.Src)
		pages = append(pages, g)
	}
	if len(pages) != p.Pages {
		b.t.Fatalf("%s has %d pages, registered are %d", p.Number, len(pages), p.Pages)
	}
	return pages
}

// scanned is a page as a cheap scanner makes it: askew by some degrees, grey
// paper, grain.
func scanned(g *image.Gray, degrees float64) *image.Gray {
	out, w, h := image.NewGray(g.Rect), g.Rect.Dx(), g.Rect.Dy()
	sin, cos := math.Sincos(degrees * math.Pi / 180)
	grain := rand.New(rand.NewPCG(1, uint64(degrees+360)))
	for y := range h {
		for x := range w {
			dx, dy := float64(x-w/2), float64(y-h/2)
			fx, fy := cos*dx+sin*dy+float64(w/2), cos*dy-sin*dx+float64(h/2)
			v := 0.0
			for _, c := range [][2]int{{0, 0}, {1, 0}, {0, 1}, {1, 1}} {
				px, py := int(math.Floor(fx))+c[0], int(math.Floor(fy))+c[1]
				part, white := (1-math.Abs(fx-float64(px)))*(1-math.Abs(fy-float64(py))), 255.0
				if px >= 0 && py >= 0 && px < w && py < h {
					white = float64(g.GrayAt(px, py).Y)
				}
				v += part * white
			}
			out.Pix[y*out.Stride+x] = uint8(min(max(45+v*0.7+grain.NormFloat64()*9, 0), 255))
		}
	}
	return out
}

func asJPEG(t testing.TB, g image.Image) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := jpeg.Encode(&out, g, &jpeg.Options{Quality: 70}); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// scannerPDF is what a scanner makes of a pile: pictures in a PDF.
func (b *bureau) scannerPDF(name string, pages ...*image.Gray) string {
	b.t.Helper()
	pictures := []pdf.Picture{}
	for _, p := range pages {
		pictures = append(pictures, pdf.Picture{Data: asJPEG(b.t, p)})
	}
	out, err := pdf.Bind(name, "", "2026-03-02T09:00:00+08:00", pictures)
	b.ok(err)
	path := filepath.Join(b.t.TempDir(), name)
	b.ok(os.WriteFile(path, out, 0o600))
	return path
}

// TestArticle20ScanInbox: one mixed pile of real pages, upside down, askew, grey
// and grainy, is sorted by the codes; what is old, double, blank or of a
// stranger waits; a document is filed only when no page is missing.
func TestArticle20ScanInbox(t *testing.T) {
	b, leader, _, f := ready(t, false)
	_, err := b.field.Visit.Finish(b.ctx, leader, f.Visit.ID)
	b.ok(err)
	issue := func(kind string) inspect.Paper {
		t.Helper()
		p, err := b.field.Paper.Issue(b.ctx, leader, kind, f.Visit.ID)
		b.ok(err)
		return p
	}
	old := issue("scene-record")
	_, err = b.field.Paper.Void(b.ctx, leader, old.ID, "地址有误")
	b.ok(err)
	record, list := issue("scene-record"), issue("evidence-list")
	if record.Pages < 2 || list.Pages < 1 {
		t.Fatalf("too few pages to mix: %d, %d", record.Pages, list.Pages)
	}
	_, err = b.field.Paper.Printed(b.ctx, leader, record.ID, 2)
	b.ok(err)

	rs, ls, os150 := b.printed(b.field, record, 200), b.printed(b.field, list, 150), b.printed(b.field, old, 150)
	blank := image.NewGray(rs[0].Rect)
	for i := range blank.Pix {
		blank.Pix[i] = 250
	}
	plain := image.NewGray(rs[0].Rect) // a page of a stranger, without a code
	copy(plain.Pix, blank.Pix)
	for y := 800; y < 1400; y += 30 {
		for x := 200; x < 1400; x++ {
			plain.Pix[y*plain.Stride+x] = 20
		}
	}
	pile := []*image.Gray{scanned(rs[0], 180), scanned(ls[0], 2.5), scanned(blank, 0), scanned(os150[0], -2), scanned(rs[0], 1), scanned(plain, 0)}
	for _, l := range ls[1:] {
		pile = append(pile, scanned(l, 183))
	}
	told := int64(0)
	v, err := b.field.Scan.Add(b.ctx, leader, "", []string{b.scannerPDF("混扫.pdf", pile...)}, func(done, total int64, _ string) { told = done; _ = total })
	b.ok(err)
	states := []string{}
	for _, p := range v.Batch.Pages {
		states = append(states, fmt.Sprintf("%s/%s/%d", p.State, p.Fault, p.Sheet))
	}
	want := []string{"placed//1", "placed//1", "waiting/blank/0", "waiting/old/1", "waiting/double/1", "waiting/nocode/0"}
	for n := range ls[1:] {
		want = append(want, fmt.Sprintf("placed//%d", n+2))
	}
	if !slices.Equal(states, want) || v.Waiting != 4 || told != int64(len(pile)) {
		t.Fatalf("sorted as\n%v, want\n%v; waiting %d, told %d", states, want, v.Waiting, told)
	}
	if len(v.Papers) != 3 || len(v.Papers[0].Missing) != record.Pages-1 || v.Papers[0].Whole || !v.Papers[1].Whole {
		t.Fatalf("documents %+v", v.Papers)
	}

	refused := func(code inspect.Code, step func() error) { t.Helper(); b.refuses(b.field, code, "第二十条", step) }
	file := func(id string) error { _, err := b.field.Scan.File(b.ctx, leader, []string{id}); return err }
	place := func(no int, paper string, sheet int) func() error {
		return func() error { _, err := b.field.Scan.Place(b.ctx, leader, v.Batch.ID, no, paper, sheet); return err }
	}
	refused(inspect.Refused, func() error { return file(record.ID) }) // pages are missing
	refused(inspect.Refused, func() error { return file(list.ID) })   // never printed
	refused(inspect.Refused, place(4, record.ID, 2))                  // the code names the void version
	refused(inspect.Refused, place(4, old.ID, 1))                     // the version is void
	refused(inspect.Refused, place(5, record.ID, 1))                  // double
	refused(inspect.Refused, place(1, record.ID, 1))                  // placed already
	refused(inspect.Refused, func() error { return file(old.ID) })    // void
	refused(inspect.Invalid, func() error { _, err := b.field.Scan.Aside(b.ctx, leader, v.Batch.ID, []int{3, 5}, " "); return err })

	// The clearer of two pages is taken: the first goes back, the other comes in.
	_, err = b.field.Scan.Return(b.ctx, leader, v.Batch.ID, 1)
	b.ok(err)
	b.ok(place(5, record.ID, 1)())
	_, err = b.field.Scan.Aside(b.ctx, leader, v.Batch.ID, []int{3}, "")
	b.ok(err)
	v, err = b.field.Scan.Aside(b.ctx, leader, v.Batch.ID, []int{1, 4, 6}, "重页、旧版本和无关的页")
	b.ok(err)
	if v.Waiting != 0 || !v.Batch.Done {
		t.Fatalf("%d pages wait", v.Waiting)
	}

	// The missing pages come as pictures in a folder, the last by hand.
	dir := t.TempDir()
	for i, p := range rs[1:] {
		if i == len(rs)-2 {
			p = scanned(p, 0)
			for y := range p.Rect.Dy() / 4 { // somebody's hand lay on the code
				for x := p.Rect.Dx() / 2; x < p.Rect.Dx(); x++ {
					p.Pix[y*p.Stride+x] = 0
				}
			}
		}
		b.ok(os.WriteFile(filepath.Join(dir, fmt.Sprintf("第%d页.jpg", i+2)), asJPEG(t, p), 0o600))
	}
	v, err = b.field.Scan.Add(b.ctx, leader, "补扫", []string{dir}, nil)
	b.ok(err)
	refused(inspect.Refused, func() error { return file(record.ID) })
	last := len(v.Batch.Pages)
	b.ok(func() error {
		_, err := b.field.Scan.Place(b.ctx, leader, v.Batch.ID, last, record.ID, record.Pages)
		return err
	}())
	filed, err := b.field.Scan.File(b.ctx, leader, []string{record.ID})
	b.ok(err)
	x := filed[0]
	if x.State != inspect.PaperFiled || x.PDF != record.PDF || x.Scan == "" || x.Sheets[record.Pages-1].ByHand != leader.Name || x.Sheets[0].Source == x.Sheets[1].Source {
		t.Fatalf("filed as %+v", x)
	}
	refused(inspect.Refused, func() error { _, err := b.field.Scan.Return(b.ctx, leader, v.Batch.ID, last); return err })
	refused(inspect.Refused, func() error { return file(record.ID) })

	// What was bound is read back: its pages in order, upright.
	got := []string{}
	b.ok(scan.Read(b.ctx, filepath.Join(b.field.Dir(), "evidence", x.Scan[:2], x.Scan), func(p scan.Page, n int) error {
		code, _ := inspect.ParseScanCode(p.Text)
		got = append(got, fmt.Sprintf("%d/%d %d %s", p.No, n, p.Turn, code.Number))
		return nil
	}))
	if len(got) != record.Pages || got[0] != fmt.Sprintf("1/%d 0 %s", record.Pages, record.Number) {
		t.Fatalf("bound: %v", got)
	}
}

// TestScanInboxTwice: the same file is not sorted twice, also under another name;
// what is no scan says so; a cancelled pile leaves nothing behind.
func TestScanInboxTwice(t *testing.T) {
	b, leader, _, f := ready(t, false)
	_, err := b.field.Visit.Finish(b.ctx, leader, f.Visit.ID)
	b.ok(err)
	p, err := b.field.Paper.Issue(b.ctx, leader, "evidence-list", f.Visit.ID)
	b.ok(err)
	pile := b.scannerPDF("扫描.pdf", b.printed(b.field, p, 150)...)
	add := func(path string) func() error {
		return func() error { _, err := b.field.Scan.Add(b.ctx, leader, "", []string{path}, nil); return err }
	}
	ctx, cancel := context.WithCancel(b.ctx)
	before := b.state(b.field)
	if _, err := b.field.Scan.Add(ctx, leader, "", []string{pile, pile}, func(int64, int64, string) { cancel() }); inspect.CodeOf(err) != inspect.Canceled {
		t.Fatalf("cancelled: %v", err)
	}
	text := filepath.Join(t.TempDir(), "说明.pdf")
	b.ok(os.WriteFile(text, []byte("这不是扫描件"), 0o600))
	b.refuses(b.field, inspect.Invalid, "", add(text))
	b.refuses(b.field, inspect.Invalid, "", add(t.TempDir()))
	if b.state(b.field) != before {
		t.Fatal("something was kept")
	}
	b.ok(add(pile)())
	other := filepath.Join(t.TempDir(), "另一个名字.pdf")
	data, err := os.ReadFile(pile)
	b.ok(err)
	b.ok(os.WriteFile(other, data, 0o600))
	b.refuses(b.field, inspect.Conflict, "", add(other))
	b.refuses(b.field, inspect.Forbidden, "第二十二条", func() error {
		a := leader
		a.Role = inspect.RoleSupervisor
		_, err := b.field.Scan.Add(b.ctx, a, "", []string{pile}, nil)
		return err
	})
	leaves, err := b.field.Store().Leaves(b.ctx, 0, 1<<20)
	b.ok(err)
	if !strings.Contains(string(leaves[len(leaves)-1]), "scan.add") {
		t.Error("the batch is not in the log")
	}
	list, err := b.field.Scan.List(b.ctx, leader)
	b.ok(err)
	if len(list) != 1 || store.Digest(data) != list[0].Batch.Files[0].SHA256 {
		t.Fatalf("batches %+v", list)
	}
}
