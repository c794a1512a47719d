package service_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"sort"
	"strings"
	"testing"

	"shuangsuiji/backend/inspect"
)

var update = flag.Bool("update", false, "rewrite testdata/roles.txt")

// roleLetters head the columns of testdata/roles.txt, in the order of inspect.Roles:
// 办公室 组长 检查员 法制员 分管负责人 主要负责人 监督 管理员.
const roleLetters = "o l m g d h s a"

// TestEveryServiceOfEveryRole calls every method of every service in every role,
// with empty arguments: a role that may not is refused by the role table before
// anything else, a role that may gets past it, to whatever the empty arguments
// meet. testdata/roles.txt holds each cell; a new method needs its row there.
func TestEveryServiceOfEveryRole(t *testing.T) {
	b := at(t, "empty")
	services, actor := reflect.ValueOf(b.office).Elem(), reflect.TypeFor[inspect.Actor]()
	rows := []string{}
	for i := range services.NumField() {
		stage := services.Type().Field(i)
		if !stage.IsExported() {
			continue
		}
		for m := range services.Field(i).NumMethod() {
			method := services.Field(i).Method(m)
			if !asks(method.Type(), actor) {
				continue
			}
			row := fmt.Sprintf("%-30s", stage.Name+"."+stage.Type.Method(m).Name)
			for j, role := range inspect.Roles {
				cell := "."
				if b.passes(method, inspect.Actor{Person: "p", Name: "某甲", Role: role}) {
					cell = strings.Fields(roleLetters)[j]
				}
				row += " " + cell
			}
			rows = append(rows, row)
		}
	}
	sort.Strings(rows)
	got := fmt.Sprintf("%-30s %s\n", "", roleLetters) + strings.Join(rows, "\n") + "\n"
	path := filepath.Join("testdata", "roles.txt")
	if *update {
		b.ok(os.WriteFile(path, []byte(got), 0o644))
	}
	want, err := readText(path)
	b.ok(err)
	if got == want {
		return
	}
	have := strings.Split(want, "\n")
	for _, row := range strings.Split(got, "\n") {
		if !strings.Contains("\n"+want, "\n"+row+"\n") {
			name, _, _ := strings.Cut(row, " ")
			t.Errorf("it is   %s", row)
			for _, h := range have {
				if strings.HasPrefix(h, name+" ") {
					t.Errorf("want    %s", h)
				}
			}
		}
	}
	t.Errorf("roles.txt has %d lines, the services %d", len(have), len(rows)+2)
}

func asks(method reflect.Type, actor reflect.Type) bool {
	for p := range method.NumIn() {
		if method.In(p) == actor {
			return true
		}
	}
	return false
}

// passes calls a method as somebody, with empty arguments, and tells whether the
// role table let it pass.
func (b *bureau) passes(method reflect.Value, a inspect.Actor) (passed bool) {
	args := []reflect.Value{}
	for p := range method.Type().NumIn() {
		switch in := method.Type().In(p); {
		case in == reflect.TypeFor[context.Context]():
			args = append(args, reflect.ValueOf(b.ctx))
		case in == reflect.TypeFor[inspect.Actor]():
			args = append(args, reflect.ValueOf(a))
		case in.Kind() == reflect.Func:
			args = append(args, reflect.MakeFunc(in, func([]reflect.Value) []reflect.Value {
				outs := []reflect.Value{}
				for o := range in.NumOut() {
					outs = append(outs, reflect.Zero(in.Out(o)))
				}
				return outs
			}))
		default:
			args = append(args, reflect.Zero(in))
		}
	}
	out := method.Call(args)
	err, _ := out[len(out)-1].Interface().(error)
	if err == nil {
		return true
	}
	e := inspect.ForPerson(err)
	return e.Code != inspect.Forbidden || !strings.Contains(e.Message, "无权进行")
}
