package output

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"shuangsuiji/backend/pdf/fontkit"
	"shuangsuiji/backend/pdf/layout"
	"shuangsuiji/build/fonts"
)

// These calls of gofpdf lose, corrupt or panic on characters: MultiCell and
// SplitText drop one at every line break, Write and Cell panic outside the
// basic plane, AliasNbPages prints tofu; Text, SetFont and AddUTF8Font* bring in
// gofpdf's own font code, which fonts here do without.
var broken = regexp.MustCompile(`\bpdf\.(Text|SetFont|AddUTF8Font|AddUTF8FontFromBytes|MultiCell|SplitText|SplitLines|Write|Writef|WriteAligned|Cell|Cellf|CellFormat|AliasNbPages)\(`)

func TestBrokenCallsAreNotUsed(t *testing.T) {
	err := filepath.WalkDir("..", func(path string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		source, err := os.ReadFile(path)
		if err != nil || !bytes.Contains(source, []byte("jung-kurt/gofpdf")) {
			return err
		}
		if filepath.Dir(path) != filepath.Join("..", "output") {
			t.Errorf("%s imports gofpdf; only output may", path)
		}
		if bad := broken.Find(source); bad != nil {
			t.Errorf("%s uses %s", path, bad)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func samplePage(t *testing.T) (*layout.Doc, []layout.Page) {
	t.Helper()
	font, err := fontkit.Open(fonts.WenKai().Data)
	if err != nil {
		t.Fatal(err)
	}
	face := &fontkit.Face{ID: "kai", Font: font}
	picture := func(c color.Color, alpha bool) []byte {
		m := image.NewNRGBA(image.Rect(0, 0, 8, 8))
		for i := range 64 {
			m.Set(i%8, i/8, c)
		}
		if alpha {
			m.Set(0, 0, color.Transparent)
		}
		var b bytes.Buffer
		if err := png.Encode(&b, m); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	page := layout.Page{Ops: []layout.Op{
		layout.Text{X: 50, Y: 100, Face: face, Size: 12, S: "一𠮷(\\)"},
		layout.Text{X: 50, Y: 120, Face: face, Size: 14, Space: 1.5, Color: layout.Red(), S: "二𠮷"},
		layout.Line{X1: 50, Y1: 130, X2: 90, Y2: 130, Width: 1},
		layout.Rect{X: 50, Y: 140, W: 10, H: 10, Width: 1},
		layout.Modules{X: 50, Y: 160, Side: 2, Runs: []layout.Run{{X: 0, Y: 0, N: 3}}},
	}}
	// Pictures of one size, which gofpdf would put in the order of a Go map.
	for i := range 6 {
		page.Ops = append(page.Ops, layout.Image{X: 50, Y: 200 + float64(i)*20, W: 10, H: 10, Data: picture(color.Gray{uint8(i * 30)}, i%2 == 0)})
	}
	return &layout.Doc{Title: "标题", Author: "机关 <&>", Created: "2026-03-05T12:10:00+08:00", Sheet: layout.A4(30, 20, 20, 20)}, []layout.Page{page}
}

func TestSameBytes(t *testing.T) {
	d, pages := samplePage(t)
	first, err := Write(d, pages)
	if err != nil {
		t.Fatal(err)
	}
	for range 8 {
		again, err := Write(d, pages)
		if err != nil || !bytes.Equal(first, again) {
			t.Fatalf("the same pages give other bytes (%v)", err)
		}
	}
}

func TestFileStructure(t *testing.T) {
	d, pages := samplePage(t)
	pdf, err := Write(d, pages)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"%PDF-1.4\n", "/GTS_PDFA1", "<pdfaid:part>1</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>",
		"/Title<FEFF68079898>", `<rdf:li xml:lang="x-default">标题</rdf:li>`, "机关 &lt;&amp;&gt;",
		"/CreationDate(D:20260305121000+08'00')", "<xmp:CreateDate>2026-03-05T12:10:00+08:00</xmp:CreateDate>", "+LXGWWenKai",
	} {
		if !bytes.Contains(pdf, []byte(want)) {
			t.Errorf("no %q in the file", want)
		}
	}
	for _, bad := range []string{"/SMask", "/Group", "/EmbeddedFiles", "utf8"} {
		if bytes.Contains(pdf, []byte(bad)) {
			t.Errorf("%q in the file", bad)
		}
	}
}

func TestUnicodeMap(t *testing.T) {
	u := &usedFace{runes: []rune{'一', '𠮷'}, codes: map[rune]int{'一': 1, '𠮷': 2}}
	got := string(unicodeMap(u))
	for _, want := range []string{"2 beginbfchar\n<0001> <4E00>\n<0002> <D842DFB7>\nendbfchar"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
}

func TestGlyphMissing(t *testing.T) {
	d, pages := samplePage(t)
	text := pages[0].Ops[0].(layout.Text)
	text.S = "\U000E0041"
	pages[0].Ops[0] = text
	if _, err := Write(d, pages); err == nil || !strings.Contains(err.Error(), "U+E0041") {
		t.Errorf("error %v", err)
	}
}

func TestFlatten(t *testing.T) {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, 4, 4)), nil); err != nil {
		t.Fatal(err)
	}
	if out, kind, err := flatten(b.Bytes()); err != nil || kind != "jpeg" || !bytes.Equal(out, b.Bytes()) {
		t.Errorf("a JPEG does not pass as it is: %s, %v", kind, err)
	}
	for name, bad := range map[string][]byte{"empty": nil, "text": []byte("text"), "cut": b.Bytes()[:b.Len()/2]} {
		if _, _, err := flatten(bad); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	for _, bad := range []string{"", "startxref\n", "startxref\n99\n", "x\nxref\n0 2\n0000000000 65535 f \n0000000000 00000 n \nstartxref\n2\n"} {
		if _, err := parse([]byte(bad)); err == nil {
			t.Errorf("%q: no error", bad)
		}
	}
}

func TestProfile(t *testing.T) {
	p := srgb()
	if int(binary.BigEndian.Uint32(p)) != len(p) || string(p[36:40]) != "acsp" {
		t.Fatalf("header of %d bytes says %d, %q", len(p), binary.BigEndian.Uint32(p), p[36:40])
	}
	for i := range int(binary.BigEndian.Uint32(p[128:])) {
		at := binary.BigEndian.Uint32(p[132+12*i+4:])
		n := binary.BigEndian.Uint32(p[132+12*i+8:])
		if int(at+n) > len(p) || at%4 != 0 {
			t.Errorf("tag %s stands at %d, %d long, in %d", p[132+12*i:132+12*i+4], at, n, len(p))
		}
	}
}
