package inspect

import (
	"strings"
	"testing"
)

// TestUndoable: what can be taken back, for every order people do things in.
func TestUndoable(t *testing.T) {
	at := func(sec string) string { return "2026-03-02T01:00:" + sec + ".000Z" }
	begin := Change{Path: "place", New: "前门", At: at("00")}
	c := func(path, old, text, sec string) Change { return Change{Path: path, Old: old, New: text, At: at(sec)} }
	for _, test := range []struct {
		name    string
		changes []Change
		want    string
	}{
		{"nothing", nil, ""},
		{"only the beginning", []Change{begin}, ""},
		{"typing on is one change", []Change{begin, c("process", "", "检", "10"), c("process", "检", "检查", "12"), c("process", "检查", "检查了", "14")}, "process:→检查了"},
		{"a pause parts them", []Change{begin, c("process", "", "检", "10"), c("process", "检", "检查", "30")}, "process:→检 process:检→检查"},
		{"two fields", []Change{begin, c("place", "前门", "后门", "10"), c("witness", "", "甲", "11")}, "place:前门→后门 witness:→甲"},
		{"taken back", []Change{begin, c("place", "前门", "后门", "10"), c("place", "后门", "前门", "40")}, ""},
		{"taken back after typing on", []Change{begin, c("process", "", "检", "10"), c("process", "检", "检查", "12"), c("process", "检查", "", "40")}, ""},
		{"two taken back, one left", []Change{begin, c("a", "", "1", "10"), c("b", "", "2", "20"), c("c", "", "3", "30"), c("c", "3", "", "40"), c("b", "2", "", "41")}, "a:→1"},
		{"kept beside", []Change{begin, {Path: "place", New: "旁门", At: at("10"), Kept: true}}, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			out := []string{}
			for _, c := range Undoable(test.changes) {
				out = append(out, c.Path+":"+c.Old+"→"+c.New)
			}
			if got := strings.Join(out, " "); got != test.want {
				t.Errorf("%q, want %q", got, test.want)
			}
		})
	}
}

// TestVisitFieldsHaveNames: every field that can be saved has a name for people.
func TestVisitFieldsHaveNames(t *testing.T) {
	id := "0198c0de-0000-7000-8000-000000000001"
	matters := []Matter{{ID: id, Name: "旅馆检查", Checklist: []CheckItem{{No: 3}}}}
	for path := range visitFields {
		if err := CheckVisitField(path, ""); err != nil {
			t.Error(err)
		}
	}
	for kind, label := range visitParts {
		path := strings.Replace(kind, "/", "/"+id+"/", 1)
		switch kind {
		case "answer":
			path = "answer/" + id + "/3"
		case "answer/note":
			path = "answer/" + id + "/3/note"
		case "method", "past", "note", "mark":
			path += "/" + id
		}
		if err := CheckVisitField(path, ""); err != nil {
			t.Error(err)
		}
		if got := VisitFieldLabel(path, matters); !strings.HasSuffix(got, label) {
			t.Errorf("%s: %q, want %q", path, got, label)
		}
	}
	if got := VisitFieldLabel("answer/"+id+"/3", matters); got != "旅馆检查 第3项检查结论" {
		t.Error(got)
	}
}
