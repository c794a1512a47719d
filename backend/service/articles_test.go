package service_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

var numerals = []string{"", "一", "二", "三", "四", "五", "六", "七", "八", "九"}

// articleName writes a number from 1 to 99 the way the 工作指引 does.
func articleName(n int) string {
	tens := ""
	if n >= 10 {
		tens = "十"
	}
	if n >= 20 {
		tens = numerals[n/10] + "十"
	}
	return "第" + tens + numerals[n%10] + "条"
}

// TestArticles holds the table of inspect.Articles to be true: no empty cell,
// calls and tests that exist, tests that speak of their article and are named
// after it, and no article forgotten.
func TestArticles(t *testing.T) {
	tests := testSources(t)
	seen := map[string]bool{}
	for _, row := range inspect.Articles {
		if row.Article == "" || row.Rule == "" || row.Call == "" || row.Test == "" {
			t.Errorf("an empty cell: %+v", row)
			continue
		}
		seen[row.Article] = true
		if !hasCall(row.Call) {
			t.Errorf("%s: the services have no %s", row.Article, row.Call)
		}
		source, ok := tests[row.Test]
		_, method, _ := strings.Cut(row.Call, ".")
		switch {
		case !ok:
			t.Errorf("%s: no test %s", row.Article, row.Test)
		case !strings.Contains(source, `"`+row.Article+`"`):
			t.Errorf("%s never says %s", row.Test, row.Article)
		case !strings.Contains(source, "."+method+"(") && !strings.Contains(source, "b.finishRefuses("):
			t.Errorf("%s never calls %s", row.Test, row.Call)
		case !strings.Contains(source, "efuses("):
			t.Errorf("%s does not show that nothing changed", row.Test)
		}
	}
	for _, u := range inspect.Unenforced {
		if u.Article == "" || u.Why == "" {
			t.Errorf("an empty cell: %+v", u)
		}
		seen[u.Article] = true
	}
	for n := 2; n <= 22; n++ {
		if name := articleName(n); !seen[name] {
			t.Errorf("%s stands in neither table", name)
		}
		delete(seen, articleName(n))
	}
	delete(seen, inspect.Law54)
	for left := range seen {
		t.Errorf("the 工作指引 has no %s to enforce", left)
	}
	rows := map[inspect.Enforced]bool{}
	for _, row := range inspect.Articles {
		if rows[row] {
			t.Errorf("twice: %+v", row)
		}
		rows[row] = true
	}
	for name := range tests {
		used := false
		for _, row := range inspect.Articles {
			used = used || row.Test == name
		}
		if strings.HasPrefix(name, "TestArticle") && name != "TestArticles" && !used {
			t.Errorf("%s stands in no row", name)
		}
	}
}

// hasCall tells whether a service has an exported method, "Stage.Method".
func hasCall(call string) bool {
	stage, method, _ := strings.Cut(call, ".")
	f, ok := reflect.TypeFor[service.Services]().FieldByName(stage)
	if !ok || !f.IsExported() {
		return false
	}
	_, ok = f.Type.MethodByName(method)
	return ok
}

// testSources are the test functions of this package by name, as source.
func testSources(t *testing.T) map[string]string {
	t.Helper()
	set := token.NewFileSet()
	names, err := filepath.Glob("*_test.go")
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, name := range names {
		text, err := readText(name)
		if err != nil {
			t.Fatal(err)
		}
		file, err := parser.ParseFile(set, name, text, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range file.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && strings.HasPrefix(fn.Name.Name, "Test") {
				all[fn.Name.Name] = text[set.Position(fn.Pos()).Offset:set.Position(fn.End()).Offset]
			}
		}
	}
	return all
}
