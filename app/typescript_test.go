package app

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"reflect"
	"sort"
	"strconv"
	"strings"
	"testing"
)

// generateTypeScript writes frontend/src/api/generated.ts: an object of typed
// functions per bound struct, an interface per Go struct, a union per named
// string with constants, and the Chinese labels that Go gives those constants.
// Types come from reflection; names of parameters, comments and constants from
// the source.
func generateTypeScript(t *testing.T, bound []any) []byte {
	g := &tsGenerator{t: t, types: map[string]reflect.Type{}, text: map[string]string{}, source: map[string]*goSource{}}
	var structs bytes.Buffer
	for _, b := range bound {
		g.boundStruct(&structs, reflect.TypeOf(b))
	}
	var out bytes.Buffer
	out.WriteString("// Written from the Go sources by: go test ./app -run Generated -update\n" +
		"// Do not edit.\n\nimport { call } from './call';\n\n")
	names := make([]string, 0, len(g.text))
	for n := range g.text {
		names = append(names, n)
	}
	sort.Strings(names)
	for _, n := range names {
		out.WriteString(g.text[n])
	}
	out.Write(structs.Bytes())
	return append(bytes.TrimRight(out.Bytes(), "\n"), '\n')
}

type tsGenerator struct {
	t      *testing.T
	types  map[string]reflect.Type // by TypeScript name
	text   map[string]string       // declaration by TypeScript name
	source map[string]*goSource    // by package path
}

func (g *tsGenerator) boundStruct(w *bytes.Buffer, v reflect.Type) {
	name := v.Elem().Name()
	src := g.load(v.Elem().PkgPath())
	comment(w, "", src.docs[name])
	fmt.Fprintf(w, "export const %s = {\n", name)
	for m := range v.Methods() {
		full := name + "." + m.Name
		params := src.params[full]
		var typed []string
		for i := 1; i < m.Type.NumIn(); i++ {
			typed = append(typed, params[i-1]+": "+g.ref(m.Type.In(i)))
		}
		result := "void"
		if m.Type.NumOut() == 2 {
			result = g.ref(m.Type.Out(0))
		}
		comment(w, "  ", src.docs[full])
		fmt.Fprintf(w, "  %s: (%s) =>\n    call<%s>('%s', '%s', [%s]),\n",
			m.Name, strings.Join(typed, ", "), result, name, m.Name, strings.Join(params, ", "))
	}
	w.WriteString("};\n\n")
}

// ref is v in TypeScript; a named type is declared on the way.
func (g *tsGenerator) ref(v reflect.Type) string {
	switch v.Kind() {
	case reflect.Bool:
		return "boolean"
	case reflect.Int, reflect.Int32, reflect.Int64, reflect.Float64:
		return "number"
	case reflect.String:
		if v.PkgPath() == "" {
			return "string"
		}
		return g.declare(v, g.stringType)
	case reflect.Slice:
		elem := g.ref(v.Elem())
		if strings.Contains(elem, " ") {
			elem = "(" + elem + ")"
		}
		return elem + "[]"
	case reflect.Pointer:
		return g.ref(v.Elem()) + " | null"
	case reflect.Struct:
		return g.declare(v, g.structType)
	}
	g.t.Fatalf("no TypeScript for %v", v)
	return ""
}

func (g *tsGenerator) declare(v reflect.Type, write func(reflect.Type) string) string {
	name := v.Name()
	if name == "Error" {
		name = "ErrorBody" // JavaScript has an Error of its own
	}
	if i := strings.IndexByte(name, '['); i >= 0 { // Page[pkg.Subject] -> SubjectPage
		arg := name[i+1 : len(name)-1]
		name = arg[strings.LastIndexByte(arg, '.')+1:] + name[:i]
	}
	if known, ok := g.types[name]; ok {
		if known != v {
			g.t.Fatalf("%v and %v have the same name in TypeScript", known, v)
		}
		return name
	}
	g.types[name] = v
	g.text[name] = "" // a struct may refer to itself
	g.text[name] = write(v)
	return name
}

func (g *tsGenerator) structType(v reflect.Type) string {
	var w bytes.Buffer
	name := g.tsName(v)
	comment(&w, "", g.load(v.PkgPath()).docs[v.Name()])
	fmt.Fprintf(&w, "export interface %s {\n", name)
	for _, f := range reflect.VisibleFields(v) {
		if f.Anonymous || !f.IsExported() || f.Tag.Get("json") == "-" {
			continue
		}
		json, opts, _ := strings.Cut(f.Tag.Get("json"), ",")
		optional := ""
		if strings.Contains(opts, "omit") {
			optional = "?"
		}
		fmt.Fprintf(&w, "  %s%s: %s;\n", json, optional, g.ref(f.Type))
	}
	w.WriteString("}\n\n")
	return w.String()
}

func (g *tsGenerator) tsName(v reflect.Type) string {
	for name, known := range g.types {
		if known == v {
			return name
		}
	}
	return v.Name()
}

func (g *tsGenerator) stringType(v reflect.Type) string {
	var w bytes.Buffer
	src := g.load(v.PkgPath())
	comment(&w, "", src.docs[v.Name()])
	values := src.constants[v.Name()]
	if len(values) == 0 {
		return w.String() + "export type " + v.Name() + " = string;\n\n"
	}
	fmt.Fprintf(&w, "export type %s =\n", v.Name())
	for i, c := range values {
		end := "\n"
		if i == len(values)-1 {
			end = ";\n\n"
		}
		fmt.Fprintf(&w, "  | '%s'%s", c, end)
	}
	type labeled interface{ Label() string }
	if v.Implements(reflect.TypeFor[labeled]()) {
		fmt.Fprintf(&w, "export const %sLabels: Record<%s, string> = {\n", v.Name(), v.Name())
		for _, c := range values {
			label := reflect.ValueOf(c).Convert(v).Interface().(labeled).Label()
			fmt.Fprintf(&w, "  '%s': '%s',\n", c, label)
		}
		w.WriteString("};\n\n")
	}
	return w.String()
}

// tsReserved are the words a Go parameter may have and a TypeScript one may not.
var tsReserved = map[string]bool{
	"class": true, "delete": true, "enum": true, "export": true, "extends": true, "in": true, "new": true,
	"private": true, "protected": true, "public": true, "static": true, "this": true, "with": true,
}

// goSource is what reflection cannot see of a package.
type goSource struct {
	docs      map[string]string   // "Type" or "Type.Method"
	params    map[string][]string // "Type.Method"
	constants map[string][]string // values by type, in order
}

func (g *tsGenerator) load(pkg string) *goSource {
	if s, ok := g.source[pkg]; ok {
		return s
	}
	s := &goSource{docs: map[string]string{}, params: map[string][]string{}, constants: map[string][]string{}}
	g.source[pkg] = s
	dir := "../" + strings.TrimPrefix(pkg, "shuangsuiji/")
	names, err := filepath.Glob(dir + "/*.go") // sorted
	if err != nil {
		g.t.Fatal(err)
	}
	for _, n := range names {
		if strings.HasSuffix(n, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), n, nil, parser.ParseComments)
		if err != nil {
			g.t.Fatal(err)
		}
		for _, d := range file.Decls {
			s.read(d)
		}
	}
	return s
}

func (s *goSource) read(d ast.Decl) {
	switch d := d.(type) {
	case *ast.FuncDecl:
		if d.Recv == nil {
			return
		}
		recv := d.Recv.List[0].Type
		if star, ok := recv.(*ast.StarExpr); ok {
			recv = star.X
		}
		ident, ok := recv.(*ast.Ident)
		if !ok {
			return
		}
		full := ident.Name + "." + d.Name.Name
		s.docs[full] = d.Doc.Text()
		for _, f := range d.Type.Params.List {
			for _, n := range f.Names {
				name := n.Name
				if tsReserved[name] {
					name += "_"
				}
				s.params[full] = append(s.params[full], name)
			}
		}
	case *ast.GenDecl:
		for _, spec := range d.Specs {
			switch spec := spec.(type) {
			case *ast.TypeSpec:
				if s.docs[spec.Name.Name] = spec.Doc.Text(); spec.Doc == nil {
					s.docs[spec.Name.Name] = d.Doc.Text()
				}
			case *ast.ValueSpec:
				s.constant(spec)
			}
		}
	}
}

func (s *goSource) constant(spec *ast.ValueSpec) {
	typ, ok := spec.Type.(*ast.Ident)
	if !ok || len(spec.Values) != 1 {
		return
	}
	lit, ok := spec.Values[0].(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return
	}
	if value, err := strconv.Unquote(lit.Value); err == nil {
		s.constants[typ.Name] = append(s.constants[typ.Name], value)
	}
}

func comment(w *bytes.Buffer, indent, text string) {
	text = strings.TrimSpace(text)
	if text == "" {
		return
	}
	fmt.Fprintf(w, "%s/**\n", indent)
	for line := range strings.SplitSeq(text, "\n") {
		fmt.Fprintf(w, "%s\n", strings.TrimRight(indent+" * "+line, " "))
	}
	fmt.Fprintf(w, "%s */\n", indent)
}
