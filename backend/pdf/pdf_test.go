package pdf

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"unicode"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/pdf/layout"
)

// embedded are the fonts of the program, opened once for all tests.
var embedded = sync.OnceValues(func() (*Fonts, error) { return LoadFonts() })

func loadFonts(t testing.TB, dirs ...string) *Fonts {
	t.Helper()
	f, err := embedded()
	if len(dirs) > 0 {
		f, err = LoadFonts(dirs...)
	}
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// run runs a tool of a Debian package and returns what it prints.
func run(t *testing.T, debian, tool string, args ...string) string {
	t.Helper()
	path, err := exec.LookPath(tool)
	if err != nil {
		t.Fatalf("%s is not installed: apt-get install %s", tool, debian)
	}
	var out, errs bytes.Buffer
	cmd := exec.Command(path, args...)
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Run(); err != nil {
		t.Fatalf("%s: %v\n%s%s", tool, err, &out, &errs)
	}
	return out.String()
}

// renderAll writes a PDF of every kind into a folder. They are rendered
// once for all tests.
func renderAll(t *testing.T) map[inspect.DocumentKind]string {
	t.Helper()
	rendered.once.Do(func() {
		rendered.files = map[inspect.DocumentKind][]byte{}
		for kind, snapshot := range samples(t) {
			data, err := Render(loadFonts(t), snapshot)
			if err != nil {
				t.Fatalf("%s: %v", kind, err)
			}
			rendered.files[kind] = data
		}
	})
	dir, files := t.TempDir(), map[inspect.DocumentKind]string{}
	for kind, data := range rendered.files {
		files[kind] = filepath.Join(dir, string(kind)+".pdf")
		if err := os.WriteFile(files[kind], data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return files
}

var rendered struct {
	once  sync.Once
	files map[inspect.DocumentKind][]byte
}

func squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == 0xFEFF {
			return -1
		}
		return r
	}, s)
}

func drawn(pages []layout.Page) string {
	var b strings.Builder
	for _, p := range pages {
		for _, op := range p.Ops {
			if t, ok := op.(layout.Text); ok {
				b.WriteString(t.S)
			}
		}
	}
	return squeeze(b.String())
}

// What two independent readers extract from a PDF is what was drawn, in order.
func TestExtraction(t *testing.T) {
	f := loadFonts(t)
	files := renderAll(t)
	for kind, snapshot := range samples(t) {
		_, pages, err := lay(f, snapshot)
		if err != nil {
			t.Fatal(err)
		}
		want := drawn(pages)
		for tool, got := range map[string]string{
			"pdftotext": run(t, "poppler-utils", "pdftotext", "-raw", "-enc", "UTF-8", files[kind], "-"),
			"mutool":    run(t, "mupdf-tools", "mutool", "draw", "-q", "-F", "txt", files[kind]),
		} {
			if got := squeeze(got); got != want {
				t.Errorf("%s by %s:\n got %s\nwant %s", kind, tool, got, want)
			}
		}
	}
}

// printedElsewhere are texts that are not drawn as they are: dates, instants
// and digests.
var printedElsewhere = regexp.MustCompile(`^\d{4}-\d\d-\d\d|^[0-9a-f]{64}$`)

// Every text of a snapshot is drawn whole: on an endless page without frame,
// so that no page's end stands in between.
func TestSnapshotIsPrinted(t *testing.T) {
	f := loadFonts(t)
	for kind, snapshot := range samples(t) {
		doc, err := build(f, snapshot)
		if err != nil {
			t.Fatal(err)
		}
		doc.Sheet.H = 20000
		doc.Ending = layout.Span{}
		pages, err := layout.Lay(doc)
		if err != nil {
			t.Fatal(err)
		}
		text := drawn(pages)
		var v map[string]any
		if err := json.Unmarshal(snapshot, &v); err != nil {
			t.Fatal(err)
		}
		delete(v, "kind")
		delete(v, "template")
		eachText("", v, func(path, s string) {
			for s := range strings.FieldsFuncSeq(s, func(r rune) bool { return r == '\t' || r == '\n' }) {
				switch {
				case printedElsewhere.MatchString(s), strings.HasSuffix(path, ".data"), strings.HasSuffix(path, ".key"):
				case !strings.Contains(text, squeeze(s)):
					t.Errorf("%s: %s is not printed: %q", kind, path, s)
				}
			}
		})
	}
}

func eachText(path string, v any, fn func(path, s string)) {
	switch v := v.(type) {
	case map[string]any:
		for k, sub := range v {
			eachText(path+"."+k, sub, fn)
		}
	case []any:
		for _, sub := range v {
			eachText(path+"[]", sub, fn)
		}
	case string:
		fn(path, v)
	}
}

// No glyph 0 (tofu), every face embedded as a subset with a ToUnicode map.
func TestGlyphsAndFonts(t *testing.T) {
	tofu := regexp.MustCompile(`glyph="(0|\.notdef)"`)
	for kind, file := range renderAll(t) {
		trace := run(t, "mupdf-tools", "mutool", "trace", file)
		if !strings.Contains(trace, "<g unicode=") || tofu.MatchString(trace) {
			t.Errorf("%s: mutool trace shows no glyphs or glyph 0", kind)
		}
		lines := strings.Split(strings.TrimSpace(run(t, "poppler-utils", "pdffonts", file)), "\n")
		for _, line := range lines[2:] {
			if !regexp.MustCompile(`^[A-Z]{6}\+\S+ +CID TrueType +Identity-H +yes yes yes`).MatchString(line) {
				t.Errorf("%s: font %q", kind, line)
			}
		}
		if len(lines) < 4 {
			t.Errorf("%s: too few fonts: %q", kind, lines)
		}
	}
}

// PDF/A-1b of all kinds, in one JVM.
func TestPreflight(t *testing.T) {
	if testing.Short() {
		t.Skip("starts Java")
	}
	var path []string
	for jar, debian := range map[string]string{
		"preflight": "libpdfbox2-java", "pdfbox2": "libpdfbox2-java", "fontbox2": "libpdfbox2-java", "xmpbox": "libpdfbox2-java",
		"commons-logging": "libcommons-logging-java", "jaxb-api": "libjaxb-api-java", "javax.activation": "libactivation-java",
	} {
		file := "/usr/share/java/" + jar + ".jar"
		if _, err := os.Stat(file); err != nil {
			t.Fatalf("%s is not installed: apt-get install %s", file, debian)
		}
		path = append(path, file)
	}
	args := []string{"-cp", strings.Join(path, ":"), "testdata/Preflight.java"}
	for _, file := range renderAll(t) {
		args = append(args, file)
	}
	bound, _ := boundFile(t, loadFonts(t))
	args = append(args, bound)
	if out := run(t, "default-jdk-headless", "java", args...); !strings.Contains(out, fmt.Sprintf("%d files checked", len(samples(t))+1)) {
		t.Errorf("not all files were checked: %s", out)
	}
}

// The same snapshot gives the same bytes, also in many goroutines at once and
// with fonts opened anew.
func TestSameBytes(t *testing.T) {
	all := samples(t)
	want := map[inspect.DocumentKind][]byte{}
	f := loadFonts(t)
	for kind, snapshot := range all {
		data, err := Render(f, snapshot)
		if err != nil {
			t.Fatal(err)
		}
		want[kind] = data
	}
	fresh, err := LoadFonts()
	if err != nil {
		t.Fatal(err)
	}
	var wait sync.WaitGroup
	for range 2 {
		for kind, snapshot := range all {
			wait.Go(func() {
				data, err := Render(fresh, snapshot)
				if err != nil || !bytes.Equal(data, want[kind]) {
					t.Errorf("%s: other bytes (%v)", kind, err)
				}
			})
		}
	}
	wait.Wait()
}

// BenchmarkTwoPageRecord is one 笔录 of two pages with its tables, in a batch
// that shares the fonts.
func BenchmarkTwoPageRecord(b *testing.B) {
	f := loadFonts(b)
	record := sampleScene()
	record.Findings, record.Evidence = nil, nil
	snapshot, err := json.Marshal(record)
	if err != nil {
		b.Fatal(err)
	}
	if _, pages, err := lay(f, snapshot); err != nil || len(pages) != 2 {
		b.Fatalf("%d pages, %v", len(pages), err)
	}
	render := func() {
		if _, err := Render(f, snapshot); err != nil {
			b.Error(err)
		}
	}
	b.Run("one", func(b *testing.B) {
		for b.Loop() {
			render()
		}
	})
	b.Run("parallel", func(b *testing.B) {
		b.RunParallel(func(pb *testing.PB) {
			for pb.Next() {
				render()
			}
		})
	})
}

// BenchmarkLoadFonts is what a cold process pays before its first document.
func BenchmarkLoadFonts(b *testing.B) {
	for b.Loop() {
		if _, err := LoadFonts(); err != nil {
			b.Fatal(err)
		}
	}
}
