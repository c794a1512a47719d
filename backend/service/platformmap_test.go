package service_test

import (
	"strings"
	"testing"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

// TestPlatformMapping: a list whose titles nobody knows is read once a person said
// which row is the head and which column is what; the next one like it is read so.
func TestPlatformMapping(t *testing.T) {
	b := at(t, "library")
	task := b.platformTask("旅馆业")
	s, people := b.hotels(task)
	line := func(x inspect.Subject) string {
		return "T7," + x.Code + "," + x.Name + "," + people[0].Badge + "，" + people[1].Badge
	}
	in := service.PlatformInput{Task: task.ID, Path: b.csv("某省平台导出,,,", "批次,社会码,店名,工号", line(s[0]), line(s[1]))}
	rep, err := b.office.Task.PreviewPlatform(b.ctx, b.clerk, in)
	b.ok(err)
	if rep.Unread == "" || rep.Head.Header != 0 || len(rep.Head.Top) == 0 || len(rep.Rows) != 0 {
		t.Fatalf("%+v", rep)
	}
	take := func(ref string) (service.PlatformReport, error) {
		return b.office.Task.TakePlatform(b.ctx, b.clerk, service.PlatformInput{Task: ref, Path: in.Path})
	}
	b.refuses(b.office, inspect.Invalid, "", func() error { _, err := take(task.ID); return err })

	in.At.Row = 2
	rep, err = b.office.Task.PreviewPlatform(b.ctx, b.clerk, in)
	b.ok(err)
	if rep.Head.Header != 2 || !strings.Contains(rep.Unread, "统一社会信用代码") || len(rep.Head.Columns) != 4 || len(rep.Head.Fields) == 0 {
		t.Fatalf("%+v", rep)
	}
	choices := []service.ColumnChoice{{Title: "批次", Field: "任务编号"}, {Title: "社会码", Field: "code"}, {Title: "店名", Field: "名称"}, {Title: "工号", Field: "badges"}}
	for _, bad := range [][]service.ColumnChoice{{{Title: "没有的列", Field: "name"}}, {{Title: "店名", Field: "颜色"}}, {{Title: "店名", Field: "code"}, {Title: "社会码", Field: "code"}}} {
		b.refuses(b.office, inspect.Invalid, "", func() error { _, err := b.office.Task.MapPlatform(b.ctx, b.clerk, in, bad); return err })
	}
	onlooker := b.as("旁观", inspect.RoleSupervisor)
	b.refuses(b.office, inspect.Forbidden, "第二十二条", func() error {
		_, err := b.office.Task.MapPlatform(b.ctx, onlooker, in, choices)
		return err
	})
	wrong := in
	wrong.Path = b.json([]map[string]string{{"entName": "x"}})
	b.refuses(b.office, inspect.Invalid, "", func() error { _, err := b.office.Task.MapPlatform(b.ctx, b.clerk, wrong, choices); return err })

	rep, err = b.office.Task.MapPlatform(b.ctx, b.clerk, in, choices)
	b.ok(err)
	if !rep.Head.Mapped || rep.Unread != "" || rep.Matched != 2 || rep.No != "T7" {
		t.Fatalf("%+v", rep)
	}
	rep, err = take(task.ID)
	b.ok(err)
	if rep.Matched != 2 || rep.Task.State != inspect.TaskDrawn || rep.Task.Winners[0].Subject != s[0].ID {
		t.Fatalf("%+v", rep)
	}
	next := b.platformTask("旅馆业")
	in = service.PlatformInput{Task: next.ID, Path: b.csv("又一批,,,", "批次,社会码,店名,工号", line(s[2]))}
	if rep, err = b.office.Task.PreviewPlatform(b.ctx, b.clerk, in); err != nil || !rep.Head.Mapped || rep.Matched != 1 {
		t.Fatalf("the next one: %+v %v", rep, err)
	}
}
