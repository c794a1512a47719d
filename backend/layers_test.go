package backend_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "shuangsuiji/"

// layers says which packages of this module each package may import. A package
// missing here fails the test: decide where it stands before it grows.
var layers = map[string][]string{
	".":       {"app/cli"},
	"app/cli": {"app", "backend/inspect", "backend/service", "backend/fixture"},
	"app":     {"backend/inspect", "backend/service", "frontend", "build/fonts"}, // the page's rare characters

	"backend/service": {"backend/inspect", "backend/account", "backend/backup", "backend/calendar", "backend/code", "backend/draw", "backend/sheet",
		"backend/media", "backend/pdf", "backend/pack", "backend/scan", "backend/trust", "backend/audit", "backend/publish", "backend/store", "backend/word"},
	"backend/store":   {"backend/inspect", "backend/audit"}, // no commit without its log entry
	"backend/publish": {"backend/inspect", "backend/pdf", "backend/sheet"},
	"backend/pack":    {"backend/disk", "backend/inspect", "backend/trust"}, // a package is signed and judged in one pass
	"backend/audit":   {"backend/inspect", "backend/trust"},                 // checkpoints are signed
	"backend/backup":  {"backend/disk", "backend/inspect", "backend/trust"}, // encrypted to the device and its office
	"backend/fixture": {"backend/inspect", "backend/sheet"},                 // the bureau is written as real Excel files

	"backend/pdf":          {"backend/inspect", "backend/pdf/fontkit", "backend/pdf/layout", "backend/pdf/output", "backend/pdf/template", "build/fonts"},
	"backend/pdf/template": {"backend/inspect"}, // kinds of documents that are data
	"backend/pdf/output":   {"backend/pdf/fontkit", "backend/pdf/layout"},
	"backend/pdf/layout":   {"backend/pdf/fontkit"},
	"backend/pdf/fontkit":  {},

	"backend/account":  {"backend/disk", "backend/inspect"},
	"backend/calendar": {"backend/inspect"},
	"backend/code":     {"backend/inspect"},
	"backend/draw":     {"backend/inspect"},
	"backend/sheet":    {"backend/disk", "backend/inspect"},
	"backend/media":    {"backend/disk", "backend/inspect"},
	"backend/word":     {"backend/inspect"},
	"backend/scan":     {"backend/inspect"},
	"backend/trust":    {"backend/disk", "backend/inspect"},
	"backend/disk":     {},
	"backend/inspect":  {}, // everybody imports it, so it imports nobody

	"backend":     {},
	"build/fonts": {},
	"frontend":    {},
}

// libraries says who may import what from outside; the longest prefix counts. A
// library missing here fails the test: a new dependency is a decision.
var libraries = []struct {
	prefix string
	users  []string
	why    string
}{
	{"database/sql", []string{"backend/store"}, "SQL stands in one place, where every write leaves a log entry"},
	{"modernc.org/", []string{"backend/store"}, "one database, opened one way"},
	{"github.com/mozillazg/go-pinyin", []string{"backend/store"}, "search by the first letters of a name"},
	{"github.com/xuri/excelize/", []string{"backend/sheet"}, "its traps (dimension, GetRows, formulas) are handled once"},
	{"github.com/shakinm/xlsReader", []string{"backend/sheet"}, "as excelize"},
	{"github.com/richardlehane/mscfb", []string{"backend/sheet"}, "the container of the old .xls"},
	{"github.com/jung-kurt/gofpdf", []string{"backend/pdf/output"}, "its text calls lose hanzi; only the output floor may draw"},
	{"github.com/makiuchi-d/gozxing", []string{"backend/scan"}, "hostile pictures are read behind one guard"},
	{"github.com/pdfcpu/pdfcpu/pkg/pdfcpu", []string{"backend/scan"}, "it takes pictures out of a scanner's PDF and makes no document; its api package would bring validators of megabytes"},
	{"golang.org/x/image/tiff", []string{"backend/scan"}, "scanners write TIFF"},
	{"github.com/goccy/go-yaml", []string{"backend/pdf/template"}, "templates are written by people, and its errors know the line"},
	{"rsc.io/qr", []string{"backend/pdf/layout"}, "a QR code is a picture on a page"},
	{"github.com/wailsapp/wails/", []string{"app"}, "the services must work without a window"},
	{"github.com/emmansun/gmsm/", []string{"backend/trust"}, "keys and signatures are judged in one place"},
	{"github.com/emmansun/gmsm/sm3", []string{"backend/trust", "backend/media", "backend/pack"}, "a digest is not a judgement"},
	{"filippo.io/age", []string{"backend/trust", "backend/pack"}, "encryption to a recipient"},
	{"golang.org/x/mod/sumdb/", []string{"backend/audit", "backend/trust", "backend/store"}, "log tree and signed notes"},
	{"golang.org/x/crypto/", []string{"backend/account", "backend/trust", "backend/store"}, "key derivation and sealing"},
	{"golang.org/x/sys/", []string{"app", "app/cli", "backend/media", "backend/pack", "backend/sheet", "backend/store"}, "file system calls of each system"},
	{"golang.org/x/text/", []string{"backend/account", "backend/code", "backend/sheet", "backend/pack", "backend/trust", "backend/pdf", "backend/publish"}, "GB18030, width and case folding"},
	{"github.com/pkg/browser", []string{"app"}, "only serve opens a browser"},
	{"github.com/google/uuid", []string{"app", "backend/store"}, "ids are made where things are stored"},
	{"pgregory.net/rapid", nil, "tests only"},
	{"github.com/rogpeppe/go-internal/", nil, "tests only"},
	{"github.com/transparency-dev/merkle/", nil, "tests only: a second opinion on proofs"},
}

// standard lists packages of the standard library with owners.
var standard = []string{"database/sql"}

func TestImports(t *testing.T) {
	seen := map[string]bool{}
	walk(t, ".go", func(file, text string) {
		dir := path.Dir(file)
		allowed, known := layers[dir]
		if !known && !seen[dir] {
			t.Errorf("%s: a package without a place in the table of layers", dir)
		}
		seen[dir] = true
		parsed, err := parser.ParseFile(token.NewFileSet(), file, text, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		test := strings.HasSuffix(file, "_test.go")
		for _, spec := range parsed.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			if inner, ours := strings.CutPrefix(imported, module); ours {
				if known && !mayImport(dir, inner, allowed, test) {
					t.Errorf("%s imports %s: %s may import only %v of this module", file, inner, dir, allowed)
				}
				continue
			}
			if why := refused(dir, imported, test); why != "" {
				t.Errorf("%s imports %s: %s", file, imported, why)
			}
		}
	})
	if len(seen) < 10 {
		t.Fatalf("only %d packages seen; the walk is wrong", len(seen))
	}
}

// mayImport: tests may also import the package they test, the invented bureau,
// and the floors of pdf real fonts.
func mayImport(dir, imported string, allowed []string, test bool) bool {
	return slices.Contains(allowed, imported) ||
		test && (imported == dir || imported == "backend/fixture" ||
			imported == "build/fonts" && strings.HasPrefix(dir, "backend/pdf/"))
}

// refused is why dir must not import a package from outside, empty when it may.
func refused(dir, imported string, test bool) string {
	first, _, _ := strings.Cut(imported, "/")
	if !strings.Contains(first, ".") && !slices.Contains(standard, imported) {
		return ""
	}
	best := -1
	for i, lib := range libraries {
		if strings.HasPrefix(imported, lib.prefix) && (best < 0 || len(lib.prefix) > len(libraries[best].prefix)) {
			best = i
		}
	}
	if best < 0 {
		return "a library without a place in the table of libraries"
	}
	lib := libraries[best]
	if lib.users == nil && test || slices.Contains(lib.users, dir) {
		return ""
	}
	return "allowed in " + strings.Join(lib.users, ", ") + " (" + lib.why + ")"
}

// TestRefused holds the two tables to a few bans that must never weaken.
func TestRefused(t *testing.T) {
	for _, c := range []struct {
		dir, imported string
		test, want    bool
	}{
		{"backend/service", "database/sql", false, true},
		{"backend/service", "database/sql", true, true},
		{"backend/store", "database/sql", false, false},
		{"backend/pdf", "github.com/jung-kurt/gofpdf", false, true},
		{"backend/service", "github.com/wailsapp/wails/v2/pkg/runtime", false, true},
		{"backend/pack", "github.com/emmansun/gmsm/sm2", false, true},
		{"backend/pack", "github.com/emmansun/gmsm/sm3", false, false},
		{"backend/draw", "pgregory.net/rapid", false, true},
		{"backend/draw", "pgregory.net/rapid", true, false},
		{"backend/draw", "example.com/unknown", true, true},
		{"backend/draw", "crypto/sha256", false, false},
	} {
		if got := refused(c.dir, c.imported, c.test); (got != "") != c.want {
			t.Errorf("%s importing %s (test %v): refused %q, want refused %v", c.dir, c.imported, c.test, got, c.want)
		}
	}
	for dir, allowed := range layers {
		if strings.HasPrefix(dir, "backend/") && (slices.Contains(allowed, "app") || slices.Contains(allowed, "frontend")) {
			t.Errorf("%s reaches up to the shell", dir)
		}
	}
}

func TestEveryPackageHasADoc(t *testing.T) {
	dirs := map[string]bool{}
	walk(t, ".go", func(file, _ string) {
		if strings.HasPrefix(file, "backend/") && !strings.HasSuffix(file, "_test.go") {
			dirs[path.Dir(file)] = true
		}
	})
	for dir := range dirs {
		if _, err := os.Stat(filepath.Join("..", filepath.FromSlash(dir), "doc.go")); err != nil {
			t.Errorf("%s has no doc.go: what is it for, what does it promise?", dir)
		}
	}
}

func TestFilesStaySmall(t *testing.T) {
	tooLong := func(limit int, when func(string) bool) func(file, text string) {
		return func(file, text string) {
			if lines := strings.Count(text, "\n"); when(file) && lines >= limit {
				t.Errorf("%s has %d lines, the limit is %d: which idea wants its own file?", file, lines, limit)
			}
		}
	}
	walk(t, ".go", tooLong(400, func(string) bool { return true }))
	walk(t, ".tsx", tooLong(250, func(file string) bool { return strings.HasPrefix(file, "frontend/src/pages/") }))
}

func TestNothingIsLeftForLater(t *testing.T) {
	marks := []string{"TO" + "DO", "FIX" + "ME"} // spelled so that this file passes
	for _, ext := range []string{".go", ".ts", ".tsx", ".css", ".sql", ".sh", ".py", ".nsi"} {
		walk(t, ext, func(file, text string) {
			for i, line := range strings.Split(text, "\n") {
				for _, mark := range marks {
					if strings.Contains(line, mark) {
						t.Errorf("%s:%d: %s: do it or drop it", file, i+1, mark)
					}
				}
			}
		})
	}
}

// walk visits every source file of the repository with this extension; names
// are relative to its root, with slashes.
func walk(t *testing.T, ext string, visit func(file, text string)) {
	t.Helper()
	made := []string{"node_modules", "testdata", "frontend/dist", "build/bin", "build/cache", "demo-out"}
	err := fs.WalkDir(os.DirFS(".."), ".", func(file string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() {
			hidden := file != "." && strings.HasPrefix(entry.Name(), ".")
			if hidden || slices.Contains(made, entry.Name()) || slices.Contains(made, file) {
				return fs.SkipDir
			}
			return nil
		}
		if path.Ext(file) != ext {
			return nil
		}
		text, err := os.ReadFile(filepath.Join("..", filepath.FromSlash(file)))
		if err != nil {
			return err
		}
		visit(file, string(text))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
