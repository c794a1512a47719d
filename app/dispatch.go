package app

import (
	"encoding/json"
	"reflect"

	"shuangsuiji/backend/inspect"
)

// dispatcher finds a bound method by its name, as Wails does in the window.
type dispatcher map[string]reflect.Value

func newDispatcher(bound []any) dispatcher {
	d := dispatcher{}
	for _, b := range bound {
		v := reflect.ValueOf(b)
		for i := range v.NumMethod() {
			d[v.Elem().Type().Name()+"."+v.Type().Method(i).Name] = v.Method(i)
		}
	}
	return d
}

// run calls "Struct.Method" with a JSON array of arguments and answers with the
// JSON of its value ("null" without one).
func (d dispatcher) run(name string, args []byte) ([]byte, error) {
	m, ok := d[name]
	if !ok {
		return nil, inspect.E(inspect.NotFound, "没有“%s”这个功能", name).WithRef(name).
			WithHint("页面与程序的版本可能不一致，请重新打开页面")
	}
	in, err := arguments(m.Type(), args)
	if err != nil {
		return nil, inspect.E(inspect.Invalid, "“%s”的输入不符合要求", name).WithRef(name).
			WithHint("请检查所填内容；仍不行时请重新打开页面").Because(err)
	}
	out := m.Call(in)
	if err, _ := out[len(out)-1].Interface().(error); err != nil {
		return nil, err
	}
	if len(out) == 1 {
		return []byte("null"), nil
	}
	return json.Marshal(out[0].Interface())
}

func arguments(t reflect.Type, args []byte) ([]reflect.Value, error) {
	var raw []json.RawMessage
	if err := json.Unmarshal(args, &raw); err != nil {
		return nil, err
	}
	if len(raw) != t.NumIn() {
		return nil, inspect.E(inspect.Invalid, "需要 %d 个参数，收到 %d 个", t.NumIn(), len(raw))
	}
	in := make([]reflect.Value, t.NumIn())
	for i := range in {
		v := reflect.New(t.In(i))
		if err := json.Unmarshal(raw[i], v.Interface()); err != nil {
			return nil, err
		}
		in[i] = v.Elem()
	}
	return in, nil
}
