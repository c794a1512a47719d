package layout

import (
	"fmt"
	"go/parser"
	"go/token"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"shuangsuiji/backend/pdf/fontkit"
	"shuangsuiji/build/fonts"
)

func testStyle(t testing.TB) Style {
	t.Helper()
	var chain fontkit.Chain
	for i, file := range []fonts.File{fonts.Sans(), fonts.WenKai()} {
		font, err := fontkit.Open(file.Data)
		if err != nil {
			t.Fatal(err)
		}
		chain = append(chain, &fontkit.Face{ID: string(rune('a' + i)), Font: font})
	}
	return Style{Chain: chain, Size: 12, Leading: 20}
}

func testDoc(s Style, blocks ...Block) *Doc {
	return &Doc{Sheet: A4(30, 20, 30, 20), Blocks: blocks,
		Frame: Frame{Small: s.Sized(7), Number: s, QR: func(page, pages int) string { return fmt.Sprint(page, "/", pages) }}}
}

// texts are the runs inside the margins of a page, in order.
func texts(d *Doc, p Page) (out []Text) {
	for _, op := range p.Ops {
		if t, ok := op.(Text); ok && t.Y > d.Sheet.Top && t.Y < d.Sheet.H-d.Sheet.Bottom {
			out = append(out, t)
		}
	}
	return out
}

func joinedText(d *Doc, pages []Page) string {
	var b strings.Builder
	for _, p := range pages {
		for _, t := range texts(d, p) {
			b.WriteString(t.S)
		}
	}
	return b.String()
}

func withoutBlanks(s string) string {
	return strings.Map(func(r rune) rune {
		if isBlank(r) {
			return -1
		}
		return r
	}, s)
}

// Whatever is written in whatever block, every character is drawn, in order,
// once, and nothing is drawn outside the sheet's margins.
func TestNothingIsLost(t *testing.T) {
	s := testStyle(t)
	alphabet := []rune("一二三四，。、（）《》“”—…abc123.,/-% \n\t㛃䶮喆镕〇𠮷年月日")
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Repeat(rapid.StringOfN(rapid.SampledFrom(alphabet), 5, 60, -1).Draw(t, "text"), rapid.IntRange(1, 80).Draw(t, "times"))
		blocks := map[string]Block{
			"para":   Para{Spans: []Span{{"头：", s}, {text, s.Sized(14)}}, Indent: 24},
			"field":  Fields{Rows: [][]Field{{{Label: "头：", Value: text, Share: 1}}}, Label: s, Value: s},
			"table":  Table{Cols: []Col{{Share: 1}, {Share: 2}}, Rows: [][]Cell{{{Text: "头："}, {Text: text}}}, Style: s, Bold: s},
			"footed": Table{Cols: []Col{{Share: 1}}, Rows: [][]Cell{{{Text: "头：" + text, Foot: "尾"}}}, Style: s, Bold: s},
		}
		name := rapid.SampledFrom([]string{"para", "field", "table", "footed"}).Draw(t, "block")
		d := testDoc(s, blocks[name])
		pages, err := Lay(d)
		if err != nil {
			t.Fatal(err)
		}
		want := "头：" + text
		if name == "footed" {
			want += "尾"
		}
		if got, want := joinedText(d, pages), withoutBlanks(want); got != want {
			t.Fatalf("%s: drawn text differs:\n got %q\nwant %q", name, got, want)
		}
		for _, p := range pages {
			for _, op := range texts(d, p) {
				end := op.X
				for _, r := range strings.TrimRight(op.S, " ") {
					end += float64(op.Face.Font.Advance(op.Face.Font.Glyph(r)))*op.Size/1000 + op.Space
				}
				if op.X < d.Sheet.Left-0.1 || end-op.Space > d.Sheet.W-d.Sheet.Right+0.1 {
					t.Fatalf("%q stands from %.1f to %.1f", op.S, op.X, end)
				}
			}
		}
	})
}

func TestAbsentGlyphIsAnError(t *testing.T) {
	s := testStyle(t)
	for _, b := range []Block{
		Para{Spans: []Span{{"一\U000E0041", s}}},
		Fields{Rows: [][]Field{{{Label: "一", Value: "\U000E0041", Share: 1}}}, Label: s, Value: s},
		Table{Cols: []Col{{Share: 1}}, Rows: [][]Cell{{{Text: "\U000E0041"}}}, Style: s, Bold: s},
	} {
		if _, err := Lay(testDoc(s, b)); err == nil || !strings.Contains(err.Error(), "U+E0041") {
			t.Errorf("%T: %v", b, err)
		}
	}
}

// A long table repeats its head on every page, in each page at the top.
func TestTableHeadRepeats(t *testing.T) {
	s := testStyle(t)
	table := Table{Cols: []Col{{Share: 1}, {Share: 4}}, Head: []string{"序号", "内容"}, Style: s, Bold: s}
	for i := range 120 {
		table.Rows = append(table.Rows, []Cell{{Text: fmt.Sprint(i)}, {Text: strings.Repeat("检查", i%40)}})
	}
	d := testDoc(s, table)
	pages, err := Lay(d)
	if err != nil || len(pages) < 3 {
		t.Fatalf("%d pages, %v", len(pages), err)
	}
	for i, p := range pages {
		ops := texts(d, p)
		sort.SliceStable(ops, func(a, b int) bool { return ops[a].Y < ops[b].Y })
		if ops[0].S+ops[1].S != "序号内容" {
			t.Errorf("page %d begins with %q", i+1, ops[0].S)
		}
	}
}

// What is kept with the next block does not end a page.
func TestKeep(t *testing.T) {
	s := testStyle(t)
	var blocks []Block
	for i := range 200 {
		blocks = append(blocks, Para{Spans: []Span{{fmt.Sprintf("头%d", i), s}}, Keep: true}, Para{Spans: []Span{{"身", s}}})
	}
	d := testDoc(s, blocks...)
	pages, err := Lay(d)
	if err != nil || len(pages) < 2 {
		t.Fatal(len(pages), err)
	}
	for i, p := range pages {
		if ops := texts(d, p); ops[len(ops)-1].S != "身" {
			t.Errorf("page %d ends with %q", i+1, ops[len(ops)-1].S)
		}
	}
}

// Page numbers know the number of pages; the strip and the code stand on all.
func TestFrame(t *testing.T) {
	s := testStyle(t)
	d := testDoc(s, Para{Spans: []Span{{strings.Repeat("检查过程。", 900), s}}})
	d.Strip = Fields{Rows: [][]Field{{{Label: "签名：", Share: 1, Open: true}}}, Label: s, Value: s}
	d.Ending = Span{"（以下空白）", s}
	pages, err := Lay(d)
	if err != nil {
		t.Fatal(err)
	}
	for i, p := range pages {
		var all strings.Builder
		codes := 0
		for _, op := range p.Ops {
			switch op := op.(type) {
			case Text:
				all.WriteString(op.S)
			case Modules:
				codes++
			}
		}
		number := fmt.Sprintf("第 %d 页  共 %d 页", i+1, len(pages))
		if !strings.Contains(all.String(), number) || !strings.Contains(all.String(), "签名：") || codes != 1 {
			t.Errorf("page %d: %d codes, text %q", i+1, codes, all.String())
		}
		if strings.Contains(all.String(), "（以下空白）") != (i == len(pages)-1) {
			t.Errorf("page %d: 以下空白 in the wrong place", i+1)
		}
	}
}

// GB/T 9704-2012: 22 lines of 28 characters fill 156 x 225 mm exactly.
func TestOfficialGeometry(t *testing.T) {
	s := testStyle(t)
	s.Size, s.Leading, s.Tracking = 16, 225*MM/22, 156*MM/28-16
	d := testDoc(s, Para{Spans: []Span{{strings.Repeat("检", 22*28+1), s}}})
	d.Sheet = Official()
	pages, err := Lay(d)
	if err != nil || len(pages) != 2 {
		t.Fatalf("%d pages, %v", len(pages), err)
	}
	perLine := map[float64]int{}
	for _, op := range texts(d, pages[0]) {
		perLine[op.Y] += len([]rune(op.S))
	}
	// The last two lines of a paragraph go together: 21 lines and 2.
	if len(perLine) != 21 {
		t.Errorf("%d lines on the first page", len(perLine))
	}
	for y, n := range perLine {
		if n != 28 {
			t.Errorf("%d characters at %.1f", n, y)
		}
	}
}

// A tall row that a page's end cuts is closed there and opened again.
func TestTallRowIsCut(t *testing.T) {
	s := testStyle(t)
	d := testDoc(s, Table{Cols: []Col{{Share: 1}}, Rows: [][]Cell{{{Text: strings.Repeat("过程。", 800)}}}, Style: s, Bold: s})
	pages, err := Lay(d)
	if err != nil || len(pages) < 2 {
		t.Fatal(len(pages), err)
	}
	for i, p := range pages {
		across := 0
		for _, op := range p.Ops {
			if l, ok := op.(Line); ok && l.Y1 == l.Y2 {
				across++
			}
		}
		if across != 2 {
			t.Errorf("page %d has %d rules across, want one above and one below", i+1, across)
		}
	}
}

func TestPictures(t *testing.T) {
	s := testStyle(t)
	if _, err := Lay(testDoc(s, Pictures{Items: []Picture{{[]byte("no picture"), "一"}}, PerRow: 2, Height: 100, Style: s})); err == nil {
		t.Error("no error for bytes that are no picture")
	}
}

// Layout knows nothing of PDF.
func TestImports(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		for _, imp := range file.Imports {
			if strings.Contains(imp.Path.Value, "gofpdf") || strings.Contains(imp.Path.Value, "pdf/output") {
				t.Errorf("%s imports %s", name, imp.Path.Value)
			}
		}
	}
}
