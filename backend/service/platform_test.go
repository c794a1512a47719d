package service_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
	"shuangsuiji/backend/store"
)

// json writes a value as a JSON file and gives its path.
func (b *bureau) json(v any) string {
	b.t.Helper()
	data, err := json.Marshal(v)
	b.ok(err)
	path := filepath.Join(b.dir, "名单.json")
	b.ok(os.WriteFile(path, data, 0o600))
	return path
}

// hotels are the first subjects of 旅馆业 and its inspectors who may go.
func (b *bureau) hotels(task inspect.Task) ([]inspect.Subject, []inspect.Inspector) {
	b.t.Helper()
	s, err := b.office.Library.Subjects(b.ctx, b.clerk, service.Query{Trade: "旅馆业", Page: 1, Size: 3})
	b.ok(err)
	people, err := b.office.Library.Inspectors(b.ctx, b.clerk, service.Query{})
	b.ok(err)
	fit := []inspect.Inspector{}
	for _, p := range people.Rows {
		if p.Department == task.Lead && p.Eligible(task.To) == "" {
			fit = append(fit, p)
		}
	}
	return s.Rows, fit
}

func TestPlatformPreviewStoresNothing(t *testing.T) {
	b := at(t, "library")
	task := b.platformTask("旅馆业")
	s, people := b.hotels(task)
	path := b.csv("任务编号,统一社会信用代码,名称,警号,检查人员,组长",
		"T1,"+s[0].Code+","+s[0].Name+","+people[0].Badge+"，"+people[1].Badge+","+people[0].Name+"，"+people[1].Name+","+people[1].Name,
		"T1,91999901MA0099999X,不在库中的旅馆,000002，"+people[0].Badge+",,", "T1,"+s[1].Code+","+s[1].Name+",000001，"+people[1].Badge+",生面孔，"+people[1].Name+",", "T1,"+s[0].Code+","+s[0].Name+",,,")
	before := b.state(b.office)
	rep, err := b.office.Task.PreviewPlatform(b.ctx, b.clerk, service.PlatformInput{Task: task.ID, Path: path})
	b.ok(err)
	if b.state(b.office) != before {
		t.Fatal("a preview changed the store")
	}
	states := []string{}
	for _, r := range rep.Rows {
		states = append(states, r.State)
	}
	if got := strings.Join(states, " "); got != "matched unknown problem problem" || rep.No != "T1" || rep.Matched != 1 || rep.Unknown != 1 || rep.Problems != 2 {
		t.Fatalf("%s: %+v", got, rep)
	}
	if rep.Rows[0].People != people[1].Name+"、"+people[0].Name {
		t.Errorf("the leader does not stand first: %s", rep.Rows[0].People)
	}
	if len(rep.People) != 2 || rep.People[0].Badge != "000002" || rep.People[1].Badge != "000001" || rep.People[1].Name != "生面孔" || !strings.Contains(rep.Rows[3].Why, "出现了两次") {
		t.Errorf("%+v", rep)
	}
	b.refuses(b.office, inspect.Invalid, "第九条", func() error { _, err := b.office.Task.ImportPlatform(b.ctx, b.clerk, task.ID, path); return err })
}

// TestArticle09PlatformAddsWithAReason: what the registers lack is added with a
// reason, in the transaction that takes the list, or not at all.
func TestArticle09PlatformAddsWithAReason(t *testing.T) {
	b := at(t, "library")
	task := b.platformTask("旅馆业")
	_, people := b.hotels(task)
	path := b.csv("任务编号,统一社会信用代码,名称,警号", "T9,91999901MA0099999X,不在库中的旅馆,000001，"+people[0].Badge)
	in := service.PlatformInput{Task: task.ID, Path: path, People: []service.PlatformPerson{{Badge: "000001", Name: "生面孔", Department: task.Lead, CertNo: "ZF-1", CertUntil: "2030-12-31"}}}
	take := func(in service.PlatformInput) error {
		_, err := b.office.Task.TakePlatform(b.ctx, b.clerk, in)
		return err
	}
	b.refuses(b.office, inspect.Invalid, "第九条", func() error { return take(in) }) // no reason
	in.Reason = "平台新登记"
	spoilt := in
	spoilt.People = []service.PlatformPerson{{Badge: "000001", Name: "生面孔", CertNo: "ZF-1"}}
	b.refuses(b.office, inspect.Invalid, "第九条", func() error { return take(spoilt) }) // no department
	spoilt.People = []service.PlatformPerson{{Badge: "000001", Name: "生面孔", Department: task.Lead}}
	b.refuses(b.office, inspect.Refused, "第十五条", func() error { return take(spoilt) }) // no certificate
	spoilt = in
	spoilt.File = strings.Repeat("0", 64)
	b.refuses(b.office, inspect.Conflict, "", func() error { return take(spoilt) }) // not the file that was looked at
	rep, err := b.office.Task.TakePlatform(b.ctx, b.clerk, in)
	b.ok(err)
	if rep.Added != 1 || rep.Task.PlatformNo != "T9" || rep.Task.OriginFile != rep.File || len(rep.Task.Winners) != 1 || len(rep.Task.Winners[0].Inspectors) != 2 {
		t.Fatalf("%+v", rep)
	}
	entries, _, err := b.office.Store().Log(b.ctx, inspect.NounSubject, rep.Task.Winners[0].Subject, 1, 1)
	b.ok(err)
	if entries[0].Action != "subject.add" || !strings.Contains(entries[0].Reason, "平台新登记") {
		t.Errorf("logged as %+v", entries[0])
	}
	// Kept apart: there is no draw of it that could be taken for a replayable one.
	draws, err := b.office.Draw.List(b.ctx, b.clerk, task.ID)
	b.ok(err)
	if len(draws) != 0 || rep.Task.Pool != 0 || rep.Task.Winners[0].Ticket != "" || rep.Task.Winners[0].DrawID != "" {
		t.Errorf("the platform's draw looks like one made here: %+v", rep.Task.Winners[0])
	}
	if _, err := b.office.Task.Lock(b.ctx, b.clerk, task.ID); err != nil {
		t.Fatal(err)
	}
	teams, err := b.office.Match.Teams(b.ctx, b.clerk, task.ID)
	b.ok(err)
	if len(teams) != 1 || len(teams[0].Team.Members) != 2 {
		t.Fatalf("%+v", teams)
	}
}

// TestPlatformJSON reads the field names of the national publicity system in
// the shapes in which they are met.
func TestPlatformJSON(t *testing.T) {
	b := at(t, "library")
	task := b.platformTask("旅馆业")
	s, people := b.hotels(task)
	type m map[string]any
	record := func(i int) m {
		return m{"raninsPlanId": "99990120261000", "raninsPlaneName": "计划", "raninsTaskId": "999901202603011000", "raninsTaskName": "任务", "raninsTypeName": "不定向",
			"insAuth": "某市公安局××分局", "insDate": "2026-03-03", "entName": s[i].Name, "uniscId": s[i].Code,
			"inspectors": []m{{"name": people[0].Name, "badge": people[0].Badge}, {"name": people[1].Name, "badge": people[1].Badge}},
			"details":    []m{{"seqno": 1, "raninsItemName": "旅馆业治安管理检查", "raninsCheckResName": ""}}}
	}
	bare := []m{{"entName": s[0].Name}, {"uniscId": s[1].Code}}
	for name, c := range map[string]struct {
		file any
		no   string
	}{
		"a list":                 {[]m{record(0), record(1)}, "999901202603011000"},
		"an object with a list":  {m{"raninsTaskId": "7", "subjects": bare}, "7"},
		"a list two levels down": {m{"code": 200, "data": m{"total": 2, "list": []m{record(0), record(1)}}}, "999901202603011000"},
		"titles of the sheets":   {[]m{{"任务编号": "8", "企业名称": s[0].Name, "统一社会信用代码": s[0].Code, "警号": people[0].Badge + "、" + people[1].Badge}, {"企业名称": s[1].Name, "统一社会信用代码": s[1].Code}}, "8"},
	} {
		rep, err := b.office.Task.PreviewPlatform(b.ctx, b.clerk, service.PlatformInput{Task: task.ID, Path: b.json(c.file)})
		b.ok(err)
		if rep.Matched != 2 || rep.No != c.no {
			t.Errorf("%s: %+v", name, rep)
		}
	}
	foreign := record(0)
	foreign["details"] = []m{{"raninsItemName": "不相干的事项"}}
	rep, err := b.office.Task.PreviewPlatform(b.ctx, b.clerk, service.PlatformInput{Task: task.ID, Path: b.json([]m{foreign, {"raninsTaskId": "2", "uniscId": s[1].Code}, {"insDate": "2026-03-03"}})})
	b.ok(err)
	if notes := strings.Join(rep.Notes, "；"); !strings.Contains(notes, "不相干的事项") || !strings.Contains(notes, "2个任务编号") || rep.Rows[2].State != "problem" {
		t.Errorf("%+v", rep)
	}
	for _, file := range []any{m{"code": 500}, []m{}, "text"} {
		_, err := b.office.Task.PreviewPlatform(b.ctx, b.clerk, service.PlatformInput{Task: task.ID, Path: b.json(file)})
		if e := inspect.ForPerson(err); err == nil || e.Code != inspect.Invalid || e.Hint == "" {
			t.Errorf("%v: %v", file, err)
		}
	}
	path := b.json([]m{record(0), record(1)})
	taken, err := b.office.Task.ImportPlatform(b.ctx, b.clerk, task.ID, path)
	b.ok(err)
	kept, err := os.ReadFile(path)
	b.ok(err)
	if taken.File != store.Digest(kept) || len(taken.Task.Winners) != 2 || len(taken.Task.Winners[1].Inspectors) != 2 {
		t.Fatalf("%+v", taken)
	}
}

// TestPlatformFileIsSaved: the file that came in goes out byte for byte under
// any name, and not at all once it was touched.
func TestPlatformFileIsSaved(t *testing.T) {
	b := at(t, "library")
	task := b.platformTask("娱乐场所")
	out := filepath.Join(b.dir, "另存.xlsx")
	save := func() error { _, err := b.office.Task.SaveOrigin(b.ctx, b.clerk, task.ID, out); return err }
	b.refuses(b.office, inspect.Refused, "第十三条", save)
	rep, err := b.office.Task.ImportPlatform(b.ctx, b.clerk, task.ID, b.files.PlatformDraw)
	b.ok(err)
	done, err := b.office.Task.SaveOrigin(b.ctx, b.clerk, task.No, out)
	b.ok(err)
	was, err := os.ReadFile(b.files.PlatformDraw)
	b.ok(err)
	is, err := os.ReadFile(out)
	b.ok(err)
	if !bytes.Equal(was, is) || done.SHA256 != rep.File || done.Size != int64(len(was)) || done.Name != filepath.Base(b.files.PlatformDraw) {
		t.Fatalf("%+v", done)
	}
	kept := filepath.Join(b.office.Dir(), "evidence", rep.File[:2], rep.File)
	b.ok(os.Chmod(kept, 0o600))
	b.ok(os.WriteFile(kept, append(was, ' '), 0o600))
	b.refuses(b.office, inspect.Damaged, "", save)
}
