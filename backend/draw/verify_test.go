package draw

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"shuangsuiji/backend/inspect"
)

// change gives a copy of f in which name holds data.
func change(f Files, name string, data []byte) Files {
	f = maps.Clone(f)
	f[name] = data
	return f
}

// mustRefuse demands a damaged error that names file.
func mustRefuse(t *testing.T, f Files, file, what string) {
	t.Helper()
	r, err := Verify(f)
	if err == nil {
		t.Fatalf("%s: accepted: %+v", what, r)
	}
	e := inspect.ForPerson(err)
	if e.Code != inspect.Damaged || !strings.Contains(e.Message, file) || e.Hint == "" || e.Ref == "" {
		t.Fatalf("%s: %s %s (ref %s)", what, e.Code, e, e.Ref)
	}
}

// Every byte of every file counts, and the error names the file.
func TestFlippedByte(t *testing.T) {
	if testing.Short() {
		t.Skip("every byte of every vector takes half a minute")
	}
	for _, v := range vectors() {
		f := readVector(t, v.name)
		for name, data := range f {
			for i := range data {
				bad := bytes.Clone(data)
				bad[i] ^= 1 << (i % 8)
				mustRefuse(t, change(f, name, bad), name, fmt.Sprintf("%s: %s byte %d", v.name, name, i))
			}
		}
	}
}

func TestLostAndAddedText(t *testing.T) {
	for _, v := range vectors() {
		f := readVector(t, v.name)
		for name, data := range f {
			what := v.name + ": " + name
			mustRefuse(t, change(f, name, append(bytes.Clone(data), '\n')), name, what+" with an empty line")
			mustRefuse(t, change(f, name, append(bytes.Clone(data), "x\ty\tz\n"...)), name, what+" with another line")
			if len(data) > 0 {
				mustRefuse(t, change(f, name, data[:len(data)-1]), name, what+" without its last byte")
				mustRefuse(t, change(f, name, nil), name, what+" empty")
			}
			if !slices.Contains(internalFiles, name) {
				less := maps.Clone(f)
				delete(less, name)
				mustRefuse(t, less, name, what+" missing")
			}
		}
	}
}

// reseal makes the digests agree again after a change: what a forger would do.
func reseal(t testing.TB, f Files) Files {
	t.Helper()
	var st statement
	if err := json.Unmarshal(f[fileStatement], &st); err != nil {
		return f
	}
	for name := range st.Files {
		if data, ok := f[name]; ok {
			st.Files[name] = digest(data)
		}
	}
	data, err := encodeJSON(st)
	if err != nil {
		t.Fatal(err)
	}
	f[fileStatement] = data
	f[fileSums] = sums(f, st.Purpose.publicFiles())
	return f
}

// A forger who mends the checksums still cannot change the result, and a forger
// who mends the statement gets other tickets.
func TestForgery(t *testing.T) {
	swapLines := func(b []byte) []byte {
		l := bytes.SplitAfter(b, []byte("\n"))
		l[0], l[1] = l[1], l[0]
		return bytes.Join(l, nil)
	}
	replace := func(old, new string) func([]byte) []byte {
		return func(b []byte) []byte { return bytes.Replace(b, []byte(old), []byte(new), 1) }
	}
	for _, c := range []struct {
		vector, file string
		forge        func([]byte) []byte
		want         string // file and line to blame
	}{
		{"subjects-plain", fileWinners, swapLines, "winners.txt 第1行"},
		{"subjects-plain", fileTickets, swapLines, "tickets.txt 第1行"},
		{"subjects-plain", fileFrame, swapLines, "frame.txt 第2行"},
		{"subjects-plain", fileFrame, replace("\t1\n", "\t2\n"), "frame.txt 第"},
		{"subjects-weights", fileFrame, replace("\t1000\n", "\t1\n"), "tickets.txt"},
		{"subjects-weights", fileFrame, replace("\t1000\n", "\t999\n"), "frame.txt 第"},
		{"subjects-weights", fileRules, replace("    2,\n", ""), "frame.txt 第"},
		{"subjects-plain", fileFrame, replace("\t1\n", "\t1001\n"), "frame.txt 第1行"},
		{"subjects-plain", fileRules, replace(`"den": 10`, `"den": 20`), "statement.json"},
		{"subjects-plain", fileRules, replace(`"A"`, `"a"`), "rules.json"},
		{"subjects-plain", fileOpenings, replace("测试旅馆", "别家旅馆"), "tickets.txt 第1行"},
		{"subjects-plain", fileExcluded, func(b []byte) []byte { return b[:bytes.IndexByte(b, '\n')+1] }, "statement.json"},
		{"subjects-plain", fileReveal, replace(twentyDice, "1"+twentyDice[1:]), "tickets.txt 第1行"},
		{"subjects-plain", fileReveal, replace(twentyDice, twentyDice[1:]), "reveal.json"},
		{"subjects-weights", fileReveal, replace("03 11", "03  11"), "reveal.json"},
		{"inspectors-joint", fileAssign, swapLines, "assignment.txt 第1行"},
		{"inspectors-joint", filePassed, replace("\trest\n", "\tcap\n"), "passed.txt"},
		{"inspectors-joint", fileRoster, swapLines, "roster.txt 第2行"},
		{"inspectors-joint", fileRoster, replace("\t4\n", "\t1\n"), ".txt"},
		{"inspectors-joint", fileSeats, swapLines, "seats.txt 第2行"},
		{"inspectors-joint", fileSeats, replace("2026-03-02", "2026-02-30"), "seats.txt 第1行"},
		{"inspectors-joint", fileRecusals, swapLines, "recusals.txt 第2行"},
		{"inspectors-joint", fileRules, replace(`"perSubject": 1`, `"perSubject": 2`), "rules.json"},
	} {
		f := readVector(t, c.vector)
		bad := c.forge(f[c.file])
		if bytes.Equal(bad, f[c.file]) {
			t.Errorf("%s %s: nothing was forged", c.vector, c.file)
		}
		mustRefuse(t, reseal(t, change(f, c.file, bad)), c.want, c.vector+" "+c.file)
	}
}

// Neither does it help to draw again over forged inputs: the ids bind.
func TestForgedOpening(t *testing.T) {
	v := vectors()[0]
	f, nonce, err := v.make(&stream{name: v.name})
	if err != nil {
		t.Fatal(err)
	}
	f[fileOpenings] = bytes.Replace(f[fileOpenings], []byte("测试旅馆"), []byte("别家旅馆"), 1)
	r, err := Subjects(reseal(t, f), nonce, v.in)
	if err != nil {
		t.Fatal(err)
	}
	mustRefuse(t, r.Files, "openings.txt 第1行", "another name behind an id")
	if _, err := Verify(Public(r.Files)); err != nil {
		t.Errorf("the public form knows no names: %v", err)
	}
}

func TestSubjectInTwoStrata(t *testing.T) {
	f := readVector(t, "subjects-all")
	first, _, _ := strings.Cut(string(f[fileFrame]), "\n")
	f = change(f, fileFrame, append(bytes.Clone(f[fileFrame]), "C"+first[1:]+"\n"...))
	var err error
	if f[fileRules], err = encodeJSON(SubjectRules{Rates: []Rate{{"A", 1, 1}, {"B", 1, 1}, {"C", 1, 1}}}); err != nil {
		t.Fatal(err)
	}
	mustRefuse(t, reseal(t, f), "frame.txt 第", "a subject in two strata")
}

func TestOtherVersion(t *testing.T) {
	f := readVector(t, "subjects-one")
	f = change(f, fileStatement, bytes.Replace(f[fileStatement], []byte(version), []byte("ssj-draw/2"), 1))
	f[fileSums] = sums(f, PurposeSubjects.publicFiles())
	if _, err := Verify(f); inspect.CodeOf(err) != inspect.Unsupported {
		t.Errorf("a later version: %v", err)
	}
}

func TestReportNotes(t *testing.T) {
	for name, want := range map[string][]string{
		"subjects-plain":   {"种子", "每个编号都由", "公共随机输入属实"},
		"replacement":      {"无公共随机输入", "概率并不完全相等"},
		"inspectors-joint": {"概率并不完全相等", "公共随机输入属实"},
	} {
		f := change(readVector(t, name), "replay.py", ReplayScript())
		r, err := Verify(f)
		if err != nil {
			t.Fatal(err)
		}
		all := strings.Join(r.Notes, "\n")
		for _, w := range append(want, "replay.py 不是抽取材料") {
			if !strings.Contains(all, w) {
				t.Errorf("%s: notes lack %q:\n%s", name, w, all)
			}
		}
		if r, err = Verify(Public(f)); err != nil || !strings.Contains(strings.Join(r.Notes, "\n"), "未附 openings.txt") {
			t.Errorf("%s: public notes %v %v", name, r, err)
		}
	}
}

func TestOpening(t *testing.T) {
	f := readVector(t, "subjects-plain")
	id := strings.Fields(string(f[fileWinners]))[1]
	salt, code, name, err := Opening(f, id)
	if err != nil || pseudonym(salt, code, name).String() != id {
		t.Errorf("%s %s %s %v", salt, code, name, err)
	}
	for what, f := range map[string]Files{"public": Public(f), "another draw": readVector(t, "subjects-one")} {
		if _, _, _, err := Opening(f, id); inspect.CodeOf(err) != inspect.NotFound {
			t.Errorf("%s: %v", what, err)
		}
	}
	f = change(f, fileOpenings, bytes.ReplaceAll(f[fileOpenings], []byte(code), []byte("99TEST9999")))
	if _, _, _, err := Opening(f, id); inspect.CodeOf(err) != inspect.Damaged {
		t.Errorf("a changed opening: %v", err)
	}
}

// Whatever stands in one file, Verify ends with a verdict, and no other content
// than the true one is accepted, checksums mended or not.
func FuzzVerify(f *testing.F) {
	names := []string{"subjects-plain", "subjects-weights", "inspectors-joint", "replacement"}
	for i, name := range names {
		for file, data := range readVector(f, name) {
			f.Add(i, file, data, i%2 == 0)
		}
	}
	f.Fuzz(func(t *testing.T, i int, file string, data []byte, mend bool) {
		if i < 0 || i >= len(names) {
			return
		}
		want := readVector(t, names[i])
		got := change(want, file, data)
		if mend {
			got = reseal(t, got)
		}
		_, err := Verify(got)
		if _, known := want[file]; !known || bytes.Equal(want[file], data) {
			if err != nil {
				t.Fatalf("%s is the true one and refused: %v", file, err)
			}
			return
		}
		var a, b reveal
		if err == nil && mend && file == fileReveal && json.Unmarshal(want[file], &a) == nil && json.Unmarshal(data, &b) == nil {
			a.Source = b.Source // a remark, covered by the checksums and the package's signature only
			if a == b {
				return
			}
		}
		if err == nil && !(mend && file == fileSums) {
			t.Fatalf("%s is not the true one and accepted", file)
		}
	})
}
