package audit

import (
	"bytes"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"shuangsuiji/backend/inspect"
)

func TestLeafBytes(t *testing.T) {
	leaf, err := sample(7).Leaf()
	if err != nil {
		t.Fatal(err)
	}
	want := `{"seq":7,"at":"2026-03-02T01:00:00.000Z","person":"019c0000-0000-7000-8000-000000000001",` +
		`"role":"clerk","device":"pc-1","action":"task.freeze","noun":"task","id":"task-7","after":"` +
		strings.Repeat("ab", 32) + `","reason":"名录冻结 <\"&> 𠮷","article":"第十四条"}`
	if string(leaf) != want {
		t.Fatalf("leaf bytes changed:\n%s\n%s", leaf, want)
	}
}

func TestLeafRefuses(t *testing.T) {
	for name, change := range map[string]func(*Entry){
		"negative seq":   func(e *Entry) { e.Seq = -1 },
		"no time":        func(e *Entry) { e.At = "" },
		"short time":     func(e *Entry) { e.At = "2026-03-02T01:00:00Z" },
		"impossible day": func(e *Entry) { e.At = "2026-02-30T01:00:00.000Z" },
		"no action":      func(e *Entry) { e.Action = "" },
		"line feed":      func(e *Entry) { e.Reason = "a\nb" },
		"separator":      func(e *Entry) { e.Detail = "a\u2028b" },
		"not UTF-8":      func(e *Entry) { e.ID = "\xff" },
		"long detail":    func(e *Entry) { e.Detail = strings.Repeat("长", MaxDetail+1) },
		"long leaf":      func(e *Entry) { e.Reason = strings.Repeat("x", MaxLeaf) },
	} {
		e := sample(1)
		change(&e)
		_, err := e.Leaf()
		t.Run(name, func(t *testing.T) { wantCode(t, err, inspect.Invalid) })
	}
}

func TestParseLeafRefuses(t *testing.T) {
	good := `{"seq":0,"at":"2026-03-02T01:00:00.000Z","action":"a"}`
	if _, err := ParseLeaf([]byte(good)); err != nil {
		t.Fatal(err)
	}
	for name, leaf := range map[string]string{
		"empty":         "",
		"trailing text": good + "x",
		"trailing line": good + "\n",
		"two values":    good + good,
		"unknown field": `{"seq":0,"at":"2026-03-02T01:00:00.000Z","action":"a","more":1}`,
		"doubled field": `{"seq":0,"seq":0,"at":"2026-03-02T01:00:00.000Z","action":"a"}`,
		"other case":    `{"Seq":0,"at":"2026-03-02T01:00:00.000Z","action":"a"}`,
		"other order":   `{"at":"2026-03-02T01:00:00.000Z","seq":0,"action":"a"}`,
		"spaces":        `{"seq": 0,"at":"2026-03-02T01:00:00.000Z","action":"a"}`,
		"empty field":   `{"seq":0,"at":"2026-03-02T01:00:00.000Z","person":"","action":"a"}`,
		"needless \\u":  `{"seq":0,"at":"2026-03-02T01:00:00.000Z","action":"\u0061"}`,
		"array":         `[]`,
		"null":          `null`,
	} {
		_, err := ParseLeaf([]byte(leaf))
		t.Run(name, func(t *testing.T) { wantCode(t, err, inspect.Damaged) })
	}
}

func TestLeafRoundTrip(t *testing.T) {
	text := rapid.Map(rapid.String(), func(s string) string {
		return strings.Map(func(r rune) rune {
			if !plain(string(r)) {
				return -1
			}
			return r
		}, s)
	})
	rapid.Check(t, func(t *rapid.T) {
		e := Entry{
			Seq: rapid.Int64Min(0).Draw(t, "seq"), At: "2026-03-02T01:00:00.000Z",
			Person: text.Draw(t, "person"), Action: "a" + text.Draw(t, "action"), ID: text.Draw(t, "id"),
			Reason: text.Draw(t, "reason"), Clock: text.Draw(t, "clock"), Before: text.Draw(t, "before"),
		}
		leaf, err := e.Leaf()
		if err != nil {
			t.Fatal(err)
		}
		if bytes.IndexByte(leaf, '\n') >= 0 {
			t.Fatal("a leaf is one line")
		}
		if got, err := ParseLeaf(leaf); err != nil || got != e {
			t.Fatalf("%+v became %+v (%v)", e, got, err)
		}
	})
}

func FuzzParseLeaf(f *testing.F) {
	leaf, err := sample(3).Leaf()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(leaf)
	f.Add([]byte(`{"seq":0,"at":"2026-03-02T01:00:00.000Z","action":"a"}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		e, err := ParseLeaf(data)
		if err != nil {
			return
		}
		if again, err := e.Leaf(); err != nil || !bytes.Equal(again, data) {
			t.Fatalf("%q accepted but written as %q (%v)", data, again, err)
		}
	})
}
