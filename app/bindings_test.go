package app

import (
	"bytes"
	"flag"
	"os"
	"reflect"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite generated files")

const generatedFile = "../frontend/src/api/generated.ts"

// TestBoundRules holds every bound method to the rules of the package doc.
func TestBoundRules(t *testing.T) {
	errType := reflect.TypeFor[error]()
	for _, b := range Bound(newSession(nil)) {
		v := reflect.TypeOf(b)
		for m := range v.Methods() {
			where := v.Elem().Name() + "." + m.Name
			if m.Type.IsVariadic() {
				t.Errorf("%s: variadic", where)
			}
			for i := 1; i < m.Type.NumIn(); i++ { // 0 is the receiver
				checkType(t, where+" argument", m.Type.In(i), nil)
			}
			outs := m.Type.NumOut()
			if outs == 0 || outs > 2 || m.Type.Out(outs-1) != errType {
				t.Errorf("%s: returns %d values, want error or (T, error)", where, outs)
				continue
			}
			if outs == 2 {
				checkType(t, where+" result", m.Type.Out(0), nil)
			}
		}
	}
}

// TestRulesRefuse shows that the rules can refuse.
func TestRulesRefuse(t *testing.T) {
	type untagged struct{ Name string }
	for _, bad := range []reflect.Type{
		reflect.TypeFor[map[string]string](), reflect.TypeFor[any](), reflect.TypeFor[[]byte](),
		reflect.TypeFor[chan int](), reflect.TypeFor[untagged](), reflect.TypeFor[[]untagged](),
	} {
		if problems := typeProblems("x", bad, nil); len(problems) == 0 {
			t.Errorf("%v was accepted", bad)
		}
	}
}

func checkType(t *testing.T, where string, v reflect.Type, seen []reflect.Type) {
	t.Helper()
	for _, p := range typeProblems(where, v, seen) {
		t.Error(p)
	}
}

func typeProblems(where string, v reflect.Type, seen []reflect.Type) []string {
	for _, s := range seen {
		if s == v {
			return nil
		}
	}
	seen = append(seen, v)
	switch v.Kind() {
	case reflect.Bool, reflect.String, reflect.Int, reflect.Int32, reflect.Int64, reflect.Float64:
		return nil
	case reflect.Pointer:
		return typeProblems(where, v.Elem(), seen)
	case reflect.Slice:
		if v.Elem().Kind() == reflect.Uint8 {
			return []string{where + ": bytes must not cross the bridge"}
		}
		return typeProblems(where, v.Elem(), seen)
	case reflect.Struct:
		var out []string
		for f := range v.Fields() {
			if !f.IsExported() || f.Tag.Get("json") == "-" {
				continue
			}
			name := where + ", " + v.String() + "." + f.Name
			if tag := f.Tag.Get("json"); !f.Anonymous && (tag == "" || strings.HasPrefix(tag, ",")) {
				out = append(out, name+": no json name")
			}
			out = append(out, typeProblems(name, f.Type, seen)...)
		}
		if v.NumField() > 0 && len(out) == 0 && v.PkgPath() == "time" {
			out = append(out, where+": instants are strings")
		}
		return out
	}
	return []string{where + ": " + v.String() + " is not a concrete plain type"}
}

// TestGenerated compares the committed TypeScript with the bound structs.
func TestGenerated(t *testing.T) {
	got := generateTypeScript(t, Bound(newSession(nil)))
	if *update {
		if err := os.WriteFile(generatedFile, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(generatedFile)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s has drifted from the bound structs; run go test ./app -run Generated -update", generatedFile)
	}
}
