package service_test

import (
	"os"
	"path/filepath"
	"testing"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

func (b *bureau) results() []service.ResultView {
	b.t.Helper()
	rows, err := b.office.Result.List(b.ctx, b.clerk, b.task.ID)
	b.ok(err)
	return rows
}

// reviewed reviews every result of the task.
func (b *bureau) reviewed() []service.ResultView {
	b.t.Helper()
	for _, r := range b.results() {
		_, err := b.office.Result.Review(b.ctx, b.clerk, r.Result.ID)
		b.ok(err)
	}
	return b.results()
}

func TestArticle21ResultsAfterTheVisit(t *testing.T) {
	b := at(t, "dispatched")
	export := func() error {
		_, err := b.field.Dispatch.ResultPackage(b.ctx, b.anyone(b.field), b.task.ID, filepath.Join(b.dir, "result.zip"))
		return err
	}
	b.refuses(b.field, inspect.Refused, "第二十一条", export)
	s := b.stops()[0]
	b.filled(b.leader(s), s, false) // started is not finished
	b.refuses(b.field, inspect.Refused, "第二十一条", export)
}

func TestArticle21ResultFitsTheRecord(t *testing.T) {
	b := at(t, "returned")
	id := b.results()[0].Result.ID
	change := func(code, followUp string) func() error {
		return func() error { _, err := b.office.Result.Change(b.ctx, b.clerk, id, code, followUp); return err }
	}
	b.refuses(b.office, inspect.Refused, "第二十一条", change("R1", "")) // there is a finding
	b.refuses(b.office, inspect.Refused, "第二十一条", change("R8", "")) // what follows?
	b.refuses(b.office, inspect.Invalid, "第二十一条", change("R9", ""))
	b.refuses(b.office, inspect.Invalid, "第二十一条", change("", ""))
	b.ok(change("R8", "移送处理")())
	_, err := b.office.Result.Review(b.ctx, b.as("吴分管", inspect.RoleDeputy), id)
	b.ok(err)
	b.refuses(b.office, inspect.Refused, "第二十一条", change("R5", ""))
}

func TestArticle21ReviewerDidNotEnter(t *testing.T) {
	b := at(t, "returned")
	id := b.results()[0].Result.ID
	_, err := b.office.Result.Change(b.ctx, b.clerk, id, "R8", "移送处理") // whoever changes it has entered it
	b.ok(err)
	b.refuses(b.office, inspect.Refused, "第二十一条", func() error { _, err := b.office.Result.Review(b.ctx, b.clerk, id); return err })
	_, err = b.office.Result.Review(b.ctx, b.as("郑法制", inspect.RoleLegal), id)
	b.ok(err)
}

func TestArticle21StepByStep(t *testing.T) {
	b := at(t, "returned")
	id := b.results()[0].Result.ID
	onFile := func(no, who string) func() error {
		return func() error { _, err := b.office.Result.OnFile(b.ctx, b.clerk, id, no, who); return err }
	}
	published := func(no, proof string) func() error {
		return func() error { _, err := b.office.Result.Published(b.ctx, b.clerk, id, no, proof); return err }
	}
	review := func() error { _, err := b.office.Result.Review(b.ctx, b.clerk, id); return err }
	b.refuses(b.office, inspect.Refused, "第二十一条", onFile("PT-1", "周办公"))
	b.refuses(b.office, inspect.Refused, "第二十一条", published("PT-1", b.files.PublishProof))
	b.ok(review())
	b.refuses(b.office, inspect.Refused, "第二十一条", review)
	b.refuses(b.office, inspect.Invalid, "第二十一条", onFile("PT-1", ""))
	b.ok(onFile("", "周办公")())
	b.refuses(b.office, inspect.Refused, "第二十一条", published("PT-1", ""))
	b.refuses(b.office, inspect.Invalid, "第二十一条", published("", b.files.PublishProof))
	b.ok(published("PT-1", b.files.PublishProof)())
	for _, step := range []func() error{review, onFile("PT-2", "周办公"), published("PT-2", b.files.PublishProof),
		func() error { _, err := b.office.Result.Change(b.ctx, b.clerk, id, "R8", "改"); return err }} {
		b.refuses(b.office, inspect.Refused, "第二十一条", step) // 结果一经公示，不得擅自更改
	}
	if b.reread(b.task).State != inspect.TaskReturned {
		t.Fatal("the task closed before its other results were published")
	}
}

// TestArticle21Notices: nothing before the review, and no personal data in any
// form, by any way.
func TestArticle21Notices(t *testing.T) {
	b := at(t, "returned")
	out := filepath.Join(b.dir, "公示")
	notice := func(kind, task, format string) func() error {
		return func() error { _, err := b.office.Publish.Notice(b.ctx, b.clerk, kind, task, format, out); return err }
	}
	b.refuses(b.office, inspect.Refused, "第二十一条", notice(service.NoticeResults, b.task.ID, "html"))
	b.reviewed()
	b.ok(notice(service.NoticeResults, b.task.ID, "html")())
	b.ok(os.Remove(out))
	for _, data := range []string{"联系人１００-００００-００００", "证号99990119900101000X"} { // more spellings in the tests of publish
		ids, departments := b.matters("旅馆业", false)
		task, err := b.office.Task.New(b.ctx, b.clerk, inspect.Task{Name: "查", AdHocReason: "交办", Matters: ids, Trades: []string{"旅馆业"}, Lead: departments[0], Scope: data,
			From: "2026-03-03", To: "2026-03-31", PerSubject: 2, Origin: inspect.OriginLocal, OriginReason: "平台维护", Total: 1})
		b.ok(err)
		b.drawn(task, "subjects", "31415926535897932384")
		_, err = b.office.Task.Lock(b.ctx, b.clerk, task.ID)
		b.ok(err)
		for _, format := range []string{"pdf", "xlsx", "html", "json"} {
			b.refuses(b.office, inspect.Refused, "第二十一条", notice(service.NoticeTask, task.ID, format))
		}
		b.refuses(b.office, inspect.Refused, "第二十一条", func() error {
			_, err := b.office.Paper.Issue(b.ctx, b.clerk, "task-notice", task.ID)
			return err
		})
		if _, err := os.Stat(out); err == nil {
			t.Fatalf("%s: the notice was written", data)
		}
	}
}

func TestArticle21Upload(t *testing.T) {
	b := at(t, "returned")
	out := filepath.Join(b.dir, "upload.zip")
	upload := func() error { _, err := b.office.Dispatch.Upload(b.ctx, b.clerk, b.task.ID, out); return err }
	b.refuses(b.office, inspect.Refused, "第二十一条", upload)
	b.reviewed()
	b.refuses(b.office, inspect.Refused, "第二十一条", upload) // the notice goes with it
	_, err := b.office.Publish.Notice(b.ctx, b.clerk, service.NoticeResults, b.task.ID, "xlsx", filepath.Join(b.dir, "公示.xlsx"))
	b.ok(err)
	b.ok(upload())
}
