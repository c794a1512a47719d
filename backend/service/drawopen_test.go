package service_test

import (
	"bytes"
	"index/suffixarray"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
	"shuangsuiji/backend/store"
)

// TestPublicBundleNamesNobody: no byte of a public draw tells who is in the
// registers, who is related to whom, who is away, or who is thought dangerous.
// The internal form shows that the test would see it.
func TestPublicBundleNamesNobody(t *testing.T) {
	b := at(t, "library")
	task := b.drawnTask(b.strata())
	secrets := b.secrets(task)
	draws, err := b.office.Draw.List(b.ctx, b.clerk, task.ID)
	b.ok(err)
	for _, d := range draws {
		for _, public := range []bool{true, false} {
			out := filepath.Join(b.dir, "draw.zip")
			_, err := b.office.Draw.Package(b.ctx, b.clerk, d.ID, public, out)
			b.ok(err)
			data, err := os.ReadFile(out)
			b.ok(err)
			b.ok(os.Remove(out))
			found, index := []string{}, suffixarray.New(data)
			for _, s := range secrets {
				if holds(index, s) {
					found = append(found, s)
				}
			}
			if public && len(found) > 0 {
				t.Errorf("the public draw of %s holds %d secrets: %.20q", d.Purpose, len(found), found)
			}
			if !public && len(found) < 20 {
				t.Errorf("the internal draw of %s holds only %q: the test sees nothing", d.Purpose, found)
			}
		}
	}
}

// holds finds s as a word of its own: digits within a digest are none.
func holds(index *suffixarray.Index, s string) bool {
	data := index.Bytes()
	word := func(i int) bool {
		return i >= 0 && i < len(data) && (data[i] >= '0' && data[i] <= '9' || data[i] >= 'a' && data[i] <= 'z' || data[i] >= 'A' && data[i] <= 'Z')
	}
	return slices.ContainsFunc(index.Lookup([]byte(s), -1), func(from int) bool {
		return !word(from) || !word(from-1) && !word(from+len(s))
	})
}

// secrets are the words that a stranger must not read.
func (b *bureau) secrets(task inspect.Task) []string {
	b.t.Helper()
	words := map[string]bool{"风险": true, "高风险": true, "中风险": true, "低风险": true}
	b.ok(store.Each(b.ctx, b.office.Store(), inspect.NounSubject, func(s inspect.Subject) error {
		for _, w := range []string{s.Code, s.Name, s.Premises, s.Address, s.Phone, s.LegalRep} {
			words[w] = true
		}
		return nil
	}))
	people, _, err := store.List[inspect.Inspector](b.ctx, b.office.Store(), inspect.NounInspector, store.Filter{})
	b.ok(err)
	for _, p := range people {
		for _, w := range []string{p.Badge, p.Name, p.IDNumber, p.Phone, p.CertNo} {
			words[w] = true
		}
	}
	recusals, _, err := store.List[inspect.Recusal](b.ctx, b.office.Store(), inspect.NounRecusal, store.Filter{})
	b.ok(err)
	for _, r := range recusals {
		words[r.Kind] = true
	}
	leaves, _, err := store.List[inspect.Leave](b.ctx, b.office.Store(), inspect.NounLeave, store.Filter{})
	b.ok(err)
	for _, l := range leaves {
		words[l.Reason] = true
	}
	words["请假"], words["回避"], words["病"] = true, true, true
	delete(words, "")
	list := []string{}
	for w := range words {
		list = append(list, w)
	}
	return list
}

func TestDrawOpensOneLine(t *testing.T) {
	b := at(t, "matched")
	draws, err := b.office.Draw.List(b.ctx, b.clerk, b.task.ID)
	b.ok(err)
	w := b.task.Winners[1]
	o, err := b.office.Draw.Open(b.ctx, b.clerk, draws[0].ID, w.Code, "该单位经办人")
	b.ok(err)
	if o.ID != w.DrawID || o.Name != w.Name || !o.Drawn || store.Digest([]byte(o.Salt+"\n"+o.Code+"\n"+o.Name+"\n")) != o.ID {
		t.Fatalf("%+v", o)
	}
	for _, other := range b.task.Winners {
		if other.Code != w.Code && (strings.Contains(o.Text, other.Name) || strings.Contains(o.Text, other.Code)) {
			t.Errorf("the line of %s names %s", w.Name, other.Name)
		}
	}
	entries, _, err := b.office.Store().Log(b.ctx, inspect.NounDraw, draws[0].ID, 1, 1)
	b.ok(err)
	if entries[0].Action != "draw.open" || entries[0].Reason != "该单位经办人" {
		t.Errorf("logged as %+v", entries[0])
	}
	b.refuses(b.office, inspect.NotFound, "", func() error {
		_, err := b.office.Draw.Open(b.ctx, b.clerk, draws[0].ID, "91000000000000000X", "某")
		return err
	})
	b.refuses(b.office, inspect.Invalid, "第十三条", func() error { _, err := b.office.Draw.Open(b.ctx, b.clerk, draws[0].ID, w.Code, " "); return err })
}

// TestDrawVerdict: a package or a folder, public or internal, is replayed and
// judged in words; a wrong byte is named by file and line.
func TestDrawVerdict(t *testing.T) {
	b := at(t, "matched")
	draws, err := b.office.Draw.List(b.ctx, b.clerk, b.task.ID)
	b.ok(err)
	for _, d := range draws {
		for _, public := range []bool{true, false} {
			out := filepath.Join(b.dir, d.Purpose+".zip")
			_, err := b.office.Draw.Package(b.ctx, b.clerk, d.ID, public, out)
			b.ok(err)
			v, err := b.office.Draw.Verify(b.ctx, b.clerk, out)
			b.ok(err)
			if !v.OK || v.Report.Seed != d.Seed || v.Report.Openings == public || len(v.Vouchers) != 1 || len(v.Checked) == 0 || len(v.Limits) == 0 {
				t.Fatalf("%s: %+v", out, v)
			}
			data, err := os.ReadFile(out)
			b.ok(err)
			at := bytes.Index(data, []byte(onlyThere(b, d)))
			data[at+10] ^= 1
			b.ok(os.WriteFile(out, data, 0o600))
			v, err = b.office.Draw.Verify(b.ctx, b.clerk, out)
			b.ok(err)
			if v.OK || !strings.HasPrefix(v.Where, "data/draw/") || !strings.Contains(v.Where, ".txt:") || !strings.HasPrefix(v.Sentence, "无效") {
				t.Fatalf("changed package: %+v", v)
			}
			b.ok(os.Remove(out))
		}
	}
	folder := filepath.Join(b.dir, "散件")
	b.ok(os.Mkdir(folder, 0o700))
	for _, f := range draws[0].Files {
		b.ok(os.WriteFile(filepath.Join(folder, f.Name), []byte(b.drawFile(draws[0], f.Name)), 0o600))
	}
	v, err := b.office.Draw.Verify(b.ctx, b.clerk, folder)
	b.ok(err)
	if !v.OK || !strings.Contains(v.Vouchers[0], "没有人担保") {
		t.Fatalf("folder: %+v", v)
	}
	winners := b.drawFile(draws[0], "winners.txt")
	b.ok(os.WriteFile(filepath.Join(folder, "winners.txt"), []byte(strings.Replace(winners, "\nA", "\nB", 1)), 0o600))
	v, err = b.office.Draw.Verify(b.ctx, b.clerk, folder)
	b.ok(err)
	if v.OK || v.Where != "winners.txt:2" || !strings.Contains(v.Sentence, "winners.txt 第2行") {
		t.Fatalf("changed folder: %+v", v)
	}
	_, err = b.office.Draw.Verify(b.ctx, b.clerk, b.files.Matters)
	b.ok(nilWhenNoDraw(err))
}

// onlyThere is a text that one file of a draw's result holds and no other.
func onlyThere(b *bureau, d inspect.Drawing) string {
	if d.Purpose != "subjects" {
		return strings.Split(b.drawFile(d, "assignment.txt"), "\n")[1]
	}
	line := strings.Split(b.drawFile(d, "tickets.txt"), "\n")[1]
	return line[strings.LastIndexByte(line, '\t')+1:]
}

func nilWhenNoDraw(err error) error {
	if err != nil && inspect.CodeOf(err) != inspect.Internal {
		return nil
	}
	return err
}

// TestNoticeSaysHowOftenAndWhen: attempts are counted on the notice, and names
// stay out of it until their day (P12).
func TestNoticeSaysHowOftenAndWhen(t *testing.T) {
	b := at(t, "library")
	plan, err := b.office.Plan.Save(b.ctx, b.clerk, b.line("旅馆业", false))
	b.ok(err)
	task, err := b.office.Task.New(b.ctx, b.clerk, inspect.Task{Plan: plan.ID, PerSubject: 2, Origin: inspect.OriginLocal, OriginReason: "平台维护", Total: 3,
		Rule: inspect.DrawRule{NamesFrom: "2026-03-04"}})
	b.ok(err)
	first, err := b.office.Draw.Freeze(b.ctx, b.clerk, service.FreezeInput{Task: task.ID, Purpose: "subjects", InputKind: "dice", InputNote: "当众掷骰"})
	b.ok(err)
	_, err = b.office.Draw.Abandon(b.ctx, b.clerk, first.ID, "见证人未到场")
	b.ok(err)
	_, err = b.office.Approval.Register(b.ctx, b.clerk, service.ApprovalInput{Noun: "draw", Ref: first.ID, Kind: "oral", Approver: "吴分管", Post: "分管副局长", Date: "2026-03-02", Opinion: "同意"})
	b.ok(err)
	second, err := b.office.Draw.Freeze(b.ctx, b.clerk, service.FreezeInput{Task: task.ID, Purpose: "subjects", InputKind: "dice", InputNote: "当众掷骰", Reason: "见证人未到场"})
	b.ok(err)
	_, err = b.office.Draw.Witness(b.ctx, b.clerk, second.ID, "钱见证", "打印签字留存")
	b.ok(err)
	dice := "31415926535897932384"
	_, err = b.office.Draw.Reveal(b.ctx, b.clerk, second.ID, dice, dice, "当众掷骰")
	b.ok(err)
	_, err = b.office.Task.Lock(b.ctx, b.clerk, task.ID)
	b.ok(err)
	notice := func(name string) string {
		out := filepath.Join(b.dir, name)
		_, err := b.office.Publish.Notice(b.ctx, b.clerk, service.NoticeTask, task.ID, "html", out)
		b.ok(err)
		text, err := readText(out)
		b.ok(err)
		return text
	}
	winner := b.reread(task).Winners[0]
	early := notice("早.html")
	for _, says := range []string{"第2次抽取，共2次", second.Statement, dice, "抽查名单于2026-03-04起公开"} {
		if !strings.Contains(early, says) {
			t.Errorf("the notice does not say %s", says)
		}
	}
	if strings.Contains(early, winner.Name) || strings.Contains(early, winner.Code) {
		t.Error("the notice names a subject before its day")
	}
	b.now = b.now.AddDate(0, 0, 2)
	if later := notice("后.html"); !strings.Contains(later, winner.Name) {
		t.Error("the notice names nobody on the day")
	}
}
