package service_test

import (
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"shuangsuiji/backend/inspect"
)

// wenkai unpacks a whole face that may be embedded.
func (b *bureau) wenkai() []byte {
	b.t.Helper()
	f, err := os.Open("../../build/fonts/LXGWWenKai-Regular.ttf.gz")
	b.ok(err)
	defer f.Close()
	z, err := gzip.NewReader(f)
	b.ok(err)
	data, err := io.ReadAll(z)
	b.ok(err)
	return data
}

func (b *bureau) faceOf(role string) string {
	b.t.Helper()
	list, err := b.office.Workspace.Fonts(b.ctx, b.clerk)
	b.ok(err)
	for _, r := range list.Roles {
		if r.Role == role {
			return r.Face
		}
	}
	return ""
}

// A face is added for a role, used from then on, and removed; what was issued
// keeps its face, also when it is printed again.
func TestUserFont(t *testing.T) {
	b := at(t, "returned")
	visit := b.refs()["visit"]
	ws := b.office.Workspace
	was := b.faceOf("仿宋")
	path := filepath.Join(t.TempDir(), "楷体.ttf")
	b.ok(os.WriteFile(path, b.wenkai(), 0o600))
	b.ok(ws.AddFont(b.ctx, b.clerk, path, "仿宋"))
	if now := b.faceOf("仿宋"); now == was || !strings.Contains(now, "WenKai") {
		t.Errorf("the face added is not used: %s", now)
	}
	issue := func() inspect.Paper {
		form, err := b.office.Paper.Form(b.ctx, b.clerk, "service-receipt", visit)
		b.ok(err)
		for i, f := range form.Template.Fields {
			if !f.Fixed && form.Fields[i].Value == "" {
				_, err := b.office.Paper.SaveField(b.ctx, b.clerk, "service-receipt", visit, f.Key, f.Sample, form.Fields[i].Rev)
				b.ok(err)
			}
		}
		p, err := b.office.Paper.Issue(b.ctx, b.clerk, "service-receipt", visit)
		b.ok(err)
		return p
	}
	added := issue()
	p, err := b.office.Paper.Printed(b.ctx, b.clerk, added.ID, 1)
	b.ok(err)
	p, err = b.office.Paper.Printed(b.ctx, b.clerk, added.ID, 1)
	b.ok(err)
	sheet, err := ws.FontSheet(b.ctx, b.clerk)
	b.ok(err)
	f, err := ws.File(b.clerk, sheet)
	b.ok(err)
	b.ok(f.Close())
	if f.Mime != "application/pdf" {
		t.Error(f.Mime)
	}
	b.ok(ws.RemoveFont(b.ctx, b.clerk, "仿宋"))
	if now := b.faceOf("仿宋"); now != was {
		t.Errorf("removed, and still %s", now)
	}
	q, err := b.office.Paper.Printed(b.ctx, b.clerk, added.ID, 1)
	b.ok(err)
	size := func(digest string) int64 {
		return int64(len(b.kept(b.office, digest)))
	}
	with, again := size(p.Reprints[0].PDF), size(q.Reprints[1].PDF)
	if without := size(issue().PDF); with-again > 400 || again-with > 400 || without == size(added.PDF) {
		t.Errorf("printed again in other faces: %d bytes, then %d; without the face %d, with it %d", with, again, without, size(added.PDF))
	}
	b.healthy(b.office, b.clerk)
}

// A file that is no font, that may not be embedded or is not whole is refused,
// and nothing changes.
func TestUserFontRefused(t *testing.T) {
	b := at(t, "empty")
	ws := b.office.Workspace
	dir := t.TempDir()
	file := func(name string, data []byte) string {
		path := filepath.Join(dir, name)
		b.ok(os.WriteFile(path, data, 0o600))
		return path
	}
	good := b.wenkai()
	locked := append([]byte(nil), good...)
	for i := 12; i < 12+16*int(good[5]); i += 16 {
		if string(good[i:i+4]) == "OS/2" {
			at := int(good[i+8])<<24 | int(good[i+9])<<16 | int(good[i+10])<<8 | int(good[i+11])
			locked[at+8], locked[at+9] = 0, 2
		}
	}
	for _, c := range []struct {
		path, role string
		code       inspect.Code
		says       string
	}{
		{file("a.ttf", []byte("不是字体")), "仿宋", inspect.Invalid, "不是可用的字体"},
		{file("b.ttf", good[:len(good)/2]), "仿宋", inspect.Invalid, "不是可用的字体"},
		{file("c.otf", []byte("OTTO\x00\x01\x00\x00")), "仿宋", inspect.Invalid, "不是可用的字体"},
		{file("d.ttf", locked), "仿宋", inspect.Refused, "不允许嵌入"},
		{file("e.ttf", good), "花体", inspect.Invalid, "用途"},
		{filepath.Join(dir, "没有.ttf"), "仿宋", inspect.Storage, "读不出"},
		{dir, "仿宋", inspect.Invalid, "不是字体文件"},
	} {
		var err error
		before := b.state(b.office)
		err = ws.AddFont(b.ctx, b.clerk, c.path, c.role)
		if inspect.CodeOf(err) != c.code || !strings.Contains(err.Error(), c.says) || b.state(b.office) != before {
			t.Errorf("%s: %v", c.path, err)
		}
	}
	if err := ws.RemoveFont(b.ctx, b.clerk, "仿宋"); inspect.CodeOf(err) != inspect.NotFound {
		t.Error(err)
	}
	list, err := ws.Fonts(b.ctx, b.clerk)
	b.ok(err)
	if len(list.Roles) != 4 || len(list.Faces) < 4 || list.Faces[0].Blocks[0].Have != 6763 {
		t.Errorf("%+v", list)
	}
}
