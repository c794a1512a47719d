package draw

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite testdata from what the code does now")

const twentyDice = "31415926535897932384"

func dice() Input { return Input{InputDice, twentyDice, "第一组 20 枚十面骰，两人录入"} }

func heading(p Purpose) Heading {
	return Heading{Purpose: p, Task: "990000202603010001", Attempt: 1, InputKind: InputDice, InputNote: "当众掷 20 枚十面骰"}
}

// vector is a published draw: how it is made, frozen and drawn.
type vector struct {
	name string
	make func(rnd *stream) (Files, []byte, error)
	in   Input
}

func subjectsVector(name string, in Input, h Heading, items []Candidate, rules SubjectRules, excluded ...Excluded) vector {
	return vector{name, func(rnd *stream) (Files, []byte, error) {
		fr, err := FreezeSubjects(h, items, rules, excluded, rnd)
		if err != nil {
			return nil, nil, err
		}
		return fr.Files, fr.Nonce, nil
	}, in}
}

func inspectorsVector(name string, in Input, h Heading, given InspectorInput) vector {
	return vector{name, func(rnd *stream) (Files, []byte, error) {
		fr, err := FreezeInspectors(h, given, rnd)
		if err != nil {
			return nil, nil, err
		}
		return fr.Files, fr.Nonce, nil
	}, in}
}

func pool(strata string, n int, weight func(i int) int) []Candidate {
	items := make([]Candidate, n)
	for i := range items {
		items[i] = Candidate{string(strata[i%len(strata)]), fmt.Sprintf("99TEST%04d", i), fmt.Sprintf("测试旅馆%d号", i), weight(i)}
	}
	return items
}

func one(int) int { return 1 }

func vectors() []vector {
	plain := pool("ABB", 40, one)
	plain[3].Name, plain[7].Name = "𠮷祥典当行（测试）", "测试\"引号\\斜杠'店 "
	again := heading(PurposeSubjects)
	again.Attempt, again.Previous, again.Reason = 2, strings.Repeat("0123456789abcdef", 4), "名录有遗漏，重新抽取"
	again.InputKind, again.InputNote = InputValue, "第 26001 期测试彩票开奖号码"
	replacement := heading(PurposeReplacement)
	replacement.InputKind, replacement.InputNote, replacement.Reason = InputNone, "", "原检查人员另有任务"
	return []vector{
		subjectsVector("subjects-plain", dice(), heading(PurposeSubjects), plain,
			SubjectRules{Rates: []Rate{{"A", 1, 10}, {"B", 1, 3}, {"C", 1, 2}}}, // C is empty
			Excluded{"99TEST9001", "已检查合格的测试单位", "本年度已检查合格"}, Excluded{"99TEST9000", "测试\u3000单位", "已注销"}),
		subjectsVector("subjects-one", dice(), heading(PurposeSubjects), pool("A", 1, one), SubjectRules{Rates: []Rate{{"A", 5, 100}}}),
		subjectsVector("subjects-all", dice(), heading(PurposeSubjects), pool("AB", 9, one), SubjectRules{Rates: []Rate{{"A", 1, 1}, {"B", 1, 1}}}),
		subjectsVector("subjects-weights", Input{InputValue, "03 11 17 22 29 33 + 08", "公开发布的开奖公告"}, again,
			pool("PQRS", 30, func(i int) int { return []int{1, 2, 5, 1000}[i/4%4] }), SubjectRules{Total: 13, Weights: []int{1, 2, 5, 1000}}), // exact shares 3.47 3.47 3.03 3.03: a tie for the last
		subjectsVector("subjects-empty-stratum", dice(), heading(PurposeSubjects), pool("AC", 12, one),
			SubjectRules{Rates: []Rate{{"A", 1, 3}, {"B", 1, 1}, {"C", 0, 1}, {"D", 1, 2}}}), // B and D are empty, C draws nobody
		subjectsVector("subjects-total", dice(), heading(PurposeSubjects), pool("ABBCCC", 20, one), SubjectRules{Total: 7}), // exact shares 1.40 2.45 3.15
		subjectsVector("subjects-non-bmp", dice(), heading(PurposeSubjects), nonBMP(), SubjectRules{Rates: []Rate{{"一", 1, 2}, {"𠀀", 1, 2}}}),
		inspectorsVector("inspectors-joint", dice(), heading(PurposeInspectors), joint()),
		inspectorsVector("replacement", Input{Kind: InputNone}, replacement, InspectorInput{
			Subjects: []Named{{"99TEST0001", "测试旅馆1号"}},
			Roster:   []Person{{"T01", "甲测", "治安", nil, 3}, {"T02", "乙测", "治安", nil, 3}, {"T03", "𠮷测", "网安", nil, 1}},
			Seats:    []Seat{{0, 2, "", nil, "2026-03-02"}},
			Recusals: []Recusal{{0, 0}},
		}),
	}
}

// nonBMP has names and a stratum beyond U+FFFF, and names that normalisation,
// trimming or case folding would change.
func nonBMP() []Candidate {
	var items []Candidate
	for i, name := range []string{"𠮷祥旅馆", "㛃䶮〇镕典当行", "𬭎𬭬金店", "👩‍👩‍👧电竞酒店", "\u00e9旅馆", "e\u0301旅馆", "ＡＢＣ旅馆", "abc旅馆", "ABC旅馆", " 前后有空格 ", "\U00031350"} {
		items = append(items, Candidate{[]string{"一", "𠀀"}[i%2], fmt.Sprintf("99TEST%04d", i), name, 1})
	}
	return items
}

// joint is a check by two departments in which caps, a recusal and scarce
// qualifications make every reason code appear.
func joint() InspectorInput {
	in := InspectorInput{Excluded: []Excluded{{"T99", "丙测", "执法资格已过期"}}}
	for i := range 4 {
		in.Roster = append(in.Roster,
			Person{fmt.Sprintf("T0%d", i), fmt.Sprintf("治安测%d", i), "治安", []string{"执法资格"}, 1 + i},
			Person{fmt.Sprintf("X0%d", i), fmt.Sprintf("消防𠮷%d", i), "消防", []string{"执法资格", "消防监督"}, 2})
	}
	in.Roster[1].Qualifications = []string{"执法资格"}
	for i := range 4 {
		in.Subjects = append(in.Subjects, Named{fmt.Sprintf("99TEST%04d", i), fmt.Sprintf("测试娱乐场所%d", i)})
		in.Seats = append(in.Seats,
			Seat{i, 1, "治安", []string{"执法资格"}, "2026-03-02"},
			Seat{i, 2, "消防", []string{"消防监督"}, "2026-03-02"},
			Seat{i, 3, "", nil, "2026-03-02"}, Seat{i, 4, "", nil, "2026-03-02"})
		in.Recusals = append(in.Recusals, Recusal{i, 2 * i}, Recusal{i, 2*((i+1)%4) + 1})
	}
	return in
}

func drawVector(t *testing.T, v vector) Files {
	t.Helper()
	f, nonce, err := v.make(&stream{name: v.name})
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := f[fileFrame]; ok {
		r, err := Subjects(f, nonce, v.in)
		if err != nil {
			t.Fatal(err)
		}
		return r.Files
	}
	r, err := Inspectors(f, nonce, v.in)
	if err != nil {
		t.Fatal(err)
	}
	return r.Files
}

func readVector(t testing.TB, name string) Files {
	t.Helper()
	dir := filepath.Join("testdata", "vectors", name)
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	f := Files{}
	for _, e := range entries {
		if f[e.Name()], err = os.ReadFile(filepath.Join(dir, e.Name())); err != nil {
			t.Fatal(err)
		}
	}
	return f
}

func writeFiles(t testing.TB, dir string, f Files) {
	t.Helper()
	if err := os.MkdirAll(dir, 0o777); err != nil {
		t.Fatal(err)
	}
	for name, data := range f {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// python replays dir with the shipped script and gives its output.
func python(t testing.TB, dir string) (string, error) {
	t.Helper()
	exe := "/usr/bin/python3"
	if _, err := os.Stat(exe); err != nil {
		if exe, err = exec.LookPath("python3"); err != nil {
			t.Fatal("the replay script needs Python 3: no /usr/bin/python3 and no python3 in PATH; install python3")
		}
	}
	script := filepath.Join(t.TempDir(), "replay.py")
	if err := os.WriteFile(script, ReplayScript(), 0o666); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(exe, "-X", "utf8", script, dir).CombinedOutput()
	return string(out), err
}

func TestVectors(t *testing.T) {
	for _, v := range vectors() {
		t.Run(v.name, func(t *testing.T) {
			got := drawVector(t, v)
			dir := filepath.Join("testdata", "vectors", v.name)
			if *update {
				if err := os.RemoveAll(dir); err != nil {
					t.Fatal(err)
				}
				writeFiles(t, dir, got)
			}
			want := readVector(t, v.name)
			if a, b := slices.Sorted(maps.Keys(got)), slices.Sorted(maps.Keys(want)); !slices.Equal(a, b) {
				t.Fatalf("files %v, published %v", a, b)
			}
			for name := range want {
				if !bytes.Equal(got[name], want[name]) {
					t.Errorf("%s differs from the published one in line %d", name, firstDifference(got[name], want[name]))
				}
			}
			r, err := Verify(want)
			if err != nil {
				t.Fatal(err)
			}
			if codes := string(want[filePassed]); v.name == "inspectors-joint" {
				for _, code := range []string{passedRecused, passedTeam, passedCap, passedRest} {
					if !strings.Contains(codes, "\t"+code+"\n") {
						t.Errorf("no candidate is passed over for %s", code)
					}
				}
			}
			if !r.Openings || r.Seed == "" || r.Pool == 0 || r.Winners == 0 {
				t.Errorf("report %+v", r)
			}
			pub, err := Verify(Public(want))
			if err != nil {
				t.Fatal(err)
			}
			if pub.Openings || len(Public(want)) != len(want)-2 || pub.Seed != r.Seed {
				t.Errorf("public report %+v", pub)
			}
			public := filepath.Join(t.TempDir(), "public")
			writeFiles(t, public, Public(want))
			for _, dir := range []string{dir, public} {
				if out, err := python(t, dir); err != nil || !strings.Contains(out, r.Seed) {
					t.Errorf("python on %s: %v\n%s", dir, err, out)
				}
			}
		})
	}
}

// A replay script that accepts everything would pass the test above.
func TestPythonRefuses(t *testing.T) {
	if testing.Short() {
		t.Skip("starts Python a hundred times")
	}
	for _, v := range vectors() {
		for name := range readVector(t, v.name) {
			f := readVector(t, v.name)
			if len(f[name]) == 0 {
				continue
			}
			f[name][len(f[name])/2] ^= 1
			dir := t.TempDir()
			writeFiles(t, dir, f)
			if out, err := python(t, dir); err == nil {
				t.Errorf("%s: python accepts a changed %s: %s", v.name, name, out)
			}
		}
	}
}

func TestShellReplay(t *testing.T) {
	for _, name := range []string{"subjects-plain", "subjects-one"} {
		cmd := exec.Command("bash", "testdata/replay.sh", filepath.Join("testdata", "vectors", name))
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("%s: %v\n%s(needs bash and coreutils)", name, err, out)
		}
	}
	dir := t.TempDir()
	f := readVector(t, "subjects-one")
	f[fileTickets] = bytes.Replace(f[fileTickets], []byte("A\t"), []byte("B\t"), 1)
	writeFiles(t, dir, f)
	if out, err := exec.Command("bash", "testdata/replay.sh", dir).CombinedOutput(); err == nil {
		t.Errorf("the shell replay accepts changed tickets: %s", out)
	}
}

// TestMillion replays the largest draw, published by digest only, in both
// languages.
func TestMillion(t *testing.T) {
	if testing.Short() {
		t.Skip("half a minute in Python")
	}
	fr, in := large(t, million)
	r, err := Subjects(fr.Files, fr.Nonce, in)
	if err != nil {
		t.Fatal(err)
	}
	checkLarge(t, million, r.Files)
	if _, err := Verify(r.Files); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	writeFiles(t, dir, Public(r.Files))
	if out, err := python(t, dir); err != nil || !strings.Contains(out, r.Seed) {
		t.Errorf("python: %v\n%s", err, out)
	}
}

// TestTwentyThousand is TestMillion for those in a hurry, and writes the digests
// of both.
func TestTwentyThousand(t *testing.T) {
	fr, in := large(t, 20_000)
	r, err := Subjects(fr.Files, fr.Nonce, in)
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		published := map[string]map[string]string{}
		for _, n := range []int{20_000, million} {
			fr, in := large(t, n)
			r, err := Subjects(fr.Files, fr.Nonce, in)
			if err != nil {
				t.Fatal(err)
			}
			published[fmt.Sprint(n)] = map[string]string{}
			for name, data := range r.Files {
				published[fmt.Sprint(n)][name] = digest(data)
			}
		}
		data, err := json.MarshalIndent(published, "", "  ")
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile("testdata/large.json", append(data, '\n'), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	checkLarge(t, 20_000, r.Files)
	dir := t.TempDir()
	writeFiles(t, dir, r.Files)
	if out, err := python(t, dir); err != nil {
		t.Errorf("python: %v\n%s", err, out)
	}
}
