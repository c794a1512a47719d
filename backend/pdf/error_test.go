package pdf

import (
	"compress/gzip"
	"encoding/binary"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/build/fonts"
)

func asError(t testing.TB, err error) *inspect.Error {
	t.Helper()
	var e *inspect.Error
	if !errors.As(err, &e) {
		t.Fatalf("not an inspect.Error: %v", err)
	}
	if e.Hint == "" {
		t.Errorf("no hint: %v", e)
	}
	return e
}

func TestRefusedSnapshots(t *testing.T) {
	f := loadFonts(t)
	change := func(fn func(*inspect.SceneRecordSnapshot)) []byte {
		s := sampleScene()
		fn(&s)
		data, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	good := string(change(func(*inspect.SceneRecordSnapshot) {}))
	for name, c := range map[string]struct {
		snapshot []byte
		code     inspect.Code
		field    string
		says     []string
	}{
		"no JSON":        {[]byte("%PDF"), inspect.Invalid, "", []string{"JSON"}},
		"unknown kind":   {[]byte(`{"kind":"poem"}`), inspect.Unsupported, "kind", []string{"poem"}},
		"unknown field":  {[]byte(strings.Replace(good, `{`, `{"added":"x",`, 1)), inspect.Unsupported, "", nil},
		"something more": {[]byte(good + "{}"), inspect.Invalid, "", nil},
		"all blanks named": {change(func(s *inspect.SceneRecordSnapshot) {
			s.Place, s.Party.Name, s.Officers, s.Credentials = " ", "", s.Officers[:1], false
		}), inspect.Invalid, "party.name", []string{"被检查单位", "检查地点", "两名以上检查人员", "出示执法证件"}},
		"blank in a list": {change(func(s *inspect.SceneRecordSnapshot) { s.Officers[1].CertNo = "" }),
			inspect.Invalid, "officers[1].certNo", []string{"检查人员第 2 项的执法证件号"}},
		"absent glyph": {change(func(s *inspect.SceneRecordSnapshot) { s.Findings[0].Description = "室内有\U0002A6A0字" }),
			inspect.Invalid, "findings[0].description", []string{"\U0002A6A0", "U+2A6A0", "发现的问题", "第 4 个字"}},
		"invisible": {change(func(s *inspect.SceneRecordSnapshot) { s.Place = "前台\u200b" }),
			inspect.Invalid, "place", []string{"看不见", "U+200B", "检查地点"}},
		"broken UTF-8": {[]byte(strings.Replace(good, "客栈前台", "客\xe6\xa0前台", 1)), inspect.Invalid, "place", []string{"U+FFFD"}},
		"bad date": {change(func(s *inspect.SceneRecordSnapshot) { s.Findings[0].Deadline = "下周" }),
			inspect.Invalid, "findings[0].deadline", []string{"下周"}},
	} {
		_, err := Render(f, c.snapshot)
		if err == nil {
			t.Errorf("%s: no error", name)
			continue
		}
		e := asError(t, err)
		if e.Code != c.code || (c.field != "" && e.Field != c.field) {
			t.Errorf("%s: code %s, field %s: %v", name, e.Code, e.Field, e)
		}
		for _, say := range c.says {
			if !strings.Contains(e.Error(), say) {
				t.Errorf("%s: %q does not say %q", name, e.Error(), say)
			}
		}
	}
}

func TestCheck(t *testing.T) {
	f := loadFonts(t)
	for _, good := range []string{"", rare, "一\n二\t三", "☐☑", "abc ÀΩЖ", "①㎡℃％"} {
		if err := f.Check("note", good); err != nil {
			t.Errorf("%q: %v", good, err)
		}
	}
	for _, bad := range []string{"\x00", "\U0002A6A0", "一\u200d", "\U000E0100", "\xff"} {
		if e := asError(t, f.Check("note", bad)); e.Code != inspect.Invalid || e.Field != "note" {
			t.Errorf("%q: %v", bad, e)
		}
	}
}

// Faces in folders are used when whole and embeddable, and refused with a
// reason otherwise.
func TestFoundFaces(t *testing.T) {
	z, err := gzip.NewReader(strings.NewReader(fonts.Serif().Data))
	if err != nil {
		t.Fatal(err)
	}
	whole, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	restricted := append([]byte(nil), whole...)
	for at := 12; ; at += 16 {
		if string(restricted[at:at+4]) == "OS/2" {
			os2 := binary.BigEndian.Uint32(restricted[at+8:])
			binary.BigEndian.PutUint16(restricted[os2+8:], 2)
			break
		}
	}
	full := loadFonts(t)
	few, err := full.head[1].Font.Subset([]uint16{1, 2, 3})
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		data     []byte
		rejected string
	}{
		"good": {whole, ""}, "text": {[]byte("no font"), "不是可用"}, "cut": {whole[:1000], "不是可用"},
		"restricted": {restricted, "不允许嵌入"}, "few": {few, "缺 GB 2312 汉字 6763 个"},
	} {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, "simfang.ttf"), c.data, 0o600); err != nil {
			t.Fatal(err)
		}
		f := loadFonts(t, filepath.Join(dir, "absent"), dir)
		infos := f.Faces()
		last := infos[len(infos)-1]
		used := f.body[0].ID == "fang"
		if last.File != "simfang.ttf" || len(last.Digest) != 64 || used != (c.rejected == "") || !strings.Contains(last.Rejected, c.rejected) {
			t.Errorf("%s: used %v, %+v", name, used, last)
		}
		if name == "good" {
			if _, err := Render(f, samples(t)[inspect.DocSceneRecord]); err != nil {
				t.Error(err)
			}
		}
	}
}

func TestEmbeddedFaceInfos(t *testing.T) {
	for _, info := range loadFonts(t).Faces() {
		if len(info.Digest) != 64 || info.Licence == "" || info.Coverage < 8105 || info.Rejected != "" {
			t.Errorf("%+v", info)
		}
	}
}

// A draft is stamped and a local form is marked, on every page.
func TestMarks(t *testing.T) {
	f := loadFonts(t)
	for kind, snapshot := range samples(t) {
		var v map[string]any
		if err := json.Unmarshal(snapshot, &v); err != nil {
			t.Fatal(err)
		}
		v["draft"] = true
		data, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		_, pages, err := lay(f, data)
		if err != nil {
			t.Fatal(err)
		}
		local := false
		templates, err := Templates()
		if err != nil {
			t.Fatal(err)
		}
		for _, k := range templates {
			local = local || (k.Kind == kind && k.Local)
		}
		for _, k := range Kinds() {
			local = local || (k.Kind == kind && k.Local)
		}
		for i := range pages {
			text := drawn(pages[i : i+1])
			if !strings.Contains(text, "草稿") || strings.Contains(text, "分局内部表样") != local {
				t.Errorf("%s page %d: marks are wrong", kind, i+1)
			}
		}
	}
}
