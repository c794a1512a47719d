package draw

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// large is the published case that is given by digests only: n subjects
// 91LARGE0000000.., named 检查对象0000000.., in strata A, B, C by turns, weight 1,
// rates 5/100, 1/10, 1/7; salts and nonce from stream("large").
func large(tb testing.TB, n int) (*Frozen, Input) {
	tb.Helper()
	items := make([]Candidate, n)
	for i := range items {
		items[i] = Candidate{string(rune('A' + i%3)), fmt.Sprintf("91LARGE%07d", i), fmt.Sprintf("检查对象%07d", i), 1}
	}
	h := Heading{Purpose: PurposeSubjects, Task: "LARGE", Attempt: 1, InputKind: InputDice, InputNote: "twenty ten-sided dice"}
	rules := SubjectRules{Rates: []Rate{{"A", 5, 100}, {"B", 1, 10}, {"C", 1, 7}}}
	fr, err := FreezeSubjects(h, items, rules, nil, &stream{name: "large"})
	if err != nil {
		tb.Fatal(err)
	}
	return fr, Input{InputDice, "01234567890123456789", "published vector"}
}

// stream is a reproducible source of bytes: SHA-256 of "NAME/0 LF", "NAME/1 LF" ...
type stream struct {
	name string
	n    int
	rest []byte
}

func (s *stream) Read(p []byte) (int, error) {
	for len(s.rest) < len(p) {
		block := sha256.Sum256(fmt.Appendf(nil, "%s/%d\n", s.name, s.n))
		s.n++
		s.rest = append(s.rest, block[:]...)
	}
	n := copy(p, s.rest)
	s.rest = s.rest[n:]
	return n, nil
}

// checkLarge compares a large draw with the published digests.
func checkLarge(tb testing.TB, n int, f Files) {
	tb.Helper()
	data, err := os.ReadFile("testdata/large.json")
	if err != nil {
		tb.Fatal(err)
	}
	var want map[string]map[string]string
	if err := json.Unmarshal(data, &want); err != nil {
		tb.Fatal(err)
	}
	got := map[string]string{}
	for name, data := range f {
		got[name] = digest(data)
	}
	for name, d := range want[fmt.Sprint(n)] {
		if got[name] != d {
			tb.Errorf("%s of the draw of %d is %s, published is %s", name, n, got[name], d)
		}
	}
	if len(want[fmt.Sprint(n)]) != len(got) {
		tb.Errorf("published are %d digests, drawn %d files", len(want[fmt.Sprint(n)]), len(got))
	}
}

const million = 1_000_000

func BenchmarkFreezeMillion(b *testing.B) {
	for b.Loop() {
		large(b, million)
	}
}

func BenchmarkDrawMillion(b *testing.B) {
	fr, in := large(b, million)
	var r *SubjectResult
	for b.Loop() {
		var err error
		if r, err = Subjects(fr.Files, fr.Nonce, in); err != nil {
			b.Fatal(err)
		}
	}
	againstPython(b, r)
	checkLarge(b, million, r.Files)
}

func BenchmarkReplayMillion(b *testing.B) {
	fr, in := large(b, million)
	r, err := Subjects(fr.Files, fr.Nonce, in)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := Verify(r.Files); err != nil {
			b.Fatal(err)
		}
	}
	againstPython(b, r)
}

// plainSort is the draw as anybody would write it in Python: a SHA-256 ticket for
// each subject, sorted. It prints its seconds and the digest of its tickets.
const plainSort = `import hashlib, sys, time
start = time.perf_counter()
rows = [line.split("\t") for line in open(sys.argv[1], encoding="utf-8")]
tickets = sorted((s, hashlib.sha256(f"{sys.argv[2]}\nsubject/{s}\n{i}\n1\n".encode()).hexdigest(), i) for s, i, w in rows)
text = "".join(f"{s}\t{i}\t{t}\n" for s, t, i in tickets).encode()
print(time.perf_counter() - start, hashlib.sha256(text).hexdigest())`

// againstPython runs plainSort over the same draw and reports how many times
// as long it took as one operation of b.
func againstPython(b *testing.B, r *SubjectResult) {
	b.Helper()
	exe, err := exec.LookPath("python3")
	if err != nil {
		b.Fatal("the comparison needs python3: ", err)
	}
	file := filepath.Join(b.TempDir(), fileFrame)
	if err := os.WriteFile(file, r.Files[fileFrame], 0o666); err != nil {
		b.Fatal(err)
	}
	ours := b.Elapsed().Seconds() / float64(b.N)
	b.StopTimer()
	out, err := exec.Command(exe, "-c", plainSort, file, r.Seed).Output()
	if err != nil {
		b.Fatal(err)
	}
	var seconds float64
	var sum string
	if _, err := fmt.Sscan(string(out), &seconds, &sum); err != nil {
		b.Fatal(err)
	}
	if sum != digest(r.Files[fileTickets]) {
		b.Fatal("Python sorts other tickets")
	}
	b.ReportMetric(seconds/ours, "python/op")
}

// thousand is 1,000 subjects of two seats each and 300 inspectors of ten
// departments, with caps as tight as slack allows.
func thousand(tb testing.TB, cap int) *FrozenInspectors {
	tb.Helper()
	var in InspectorInput
	for i := range 300 {
		p := Person{Code: fmt.Sprintf("P%03d", i), Name: fmt.Sprintf("检查员%03d", i), Department: fmt.Sprintf("部门%d", i%10), Cap: cap}
		if i%3 > 0 {
			p.Qualifications = []string{"执法资格"}
		}
		in.Roster = append(in.Roster, p)
	}
	for i := range 1000 {
		in.Subjects = append(in.Subjects, Named{fmt.Sprintf("S%04d", i), fmt.Sprintf("对象%04d", i)})
		in.Seats = append(in.Seats, Seat{i, 1, fmt.Sprintf("部门%d", i%10), []string{"执法资格"}, "2026-03-02"}, Seat{i, 2, "", nil, "2026-03-02"})
		for j := range 5 {
			in.Recusals = append(in.Recusals, Recusal{i, (i*7 + j*31) % 300})
		}
	}
	h := Heading{Purpose: PurposeInspectors, Task: "THOUSAND", Attempt: 1, InputKind: InputDice, InputNote: "dice"}
	fr, err := FreezeInspectors(h, in, &stream{name: "thousand"})
	if err != nil {
		tb.Fatal(err)
	}
	return fr
}

func BenchmarkMatchThousand(b *testing.B) {
	for _, cap := range []int{20, 7} {
		fr := thousand(b, cap)
		b.Run(fmt.Sprintf("cap=%d", cap), func(b *testing.B) {
			for b.Loop() {
				if _, err := Inspectors(fr.Files, fr.Nonce, Input{InputDice, "01234567890123456789", ""}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkFreezeThousand(b *testing.B) {
	for b.Loop() {
		thousand(b, 7)
	}
}
