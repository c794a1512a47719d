package service_test

import (
	"path/filepath"
	"strings"
	"testing"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/pack"
	"shuangsuiji/backend/service"
	"shuangsuiji/backend/store"
	"shuangsuiji/backend/trust"
)

// disputed opens a laptop's package with a result that the office changed too:
// the office's version stands and the other one waits.
func (b *bureau) disputed() (mine, other inspect.Result) {
	b.t.Helper()
	results, err := b.office.Result.List(b.ctx, b.clerk, b.task.ID)
	b.ok(err)
	was := results[0].Result
	parent, err := store.HeadBytes(b.ctx, b.office.Store(), inspect.NounResult, was.ID)
	b.ok(err)
	mine, err = b.office.Result.Change(b.ctx, b.clerk, was.ID, string(was.Code), "办公室补写的后续处置")
	b.ok(err)
	id, err := trust.Load(filepath.Join(b.dir, "外勤一号", "keys", "identity.key"), pass)
	b.ok(err)
	v, err := store.ParseVersion(parent)
	b.ok(err)
	other = was
	other.FollowUp = "外勤补写的后续处置"
	raw := b.version(inspect.NounResult, was.ID, store.Digest(parent), v.Grant, other)
	rec, err := b.office.Dispatch.Open(b.ctx, b.clerk, (&device{b: b, id: id, name: "外勤一号"}).pack(pack.Result, "", raw))
	b.ok(err)
	if len(rec.Conflicts) != 1 {
		b.t.Fatalf("%+v", rec)
	}
	return mine, other
}

func (b *bureau) waiting(decided bool) []service.ConflictView {
	b.t.Helper()
	list, err := b.office.Dispatch.Conflicts(b.ctx, b.clerk, decided)
	b.ok(err)
	return list
}

// TestDecideAConflict: the head stays, or the other version's content becomes
// the head; both versions stay stored, and importing again asks nothing anew.
func TestDecideAConflict(t *testing.T) {
	for _, take := range []bool{false, true} {
		b := at(t, "returned")
		mine, other := b.disputed()
		list := b.waiting(false)
		if len(list) != 1 || list[0].NounLabel != "检查结果" || list[0].Name == "" || list[0].Head.Person != "周办公" {
			t.Fatalf("%+v", list)
		}
		want := mine.FollowUp
		for _, f := range list[0].Fields {
			if f.Label == "后续处置" && (f.Head != mine.FollowUp || f.Other != other.FollowUp) {
				t.Fatalf("%+v", f)
			}
		}
		if take {
			want = other.FollowUp
		}
		b.ok(b.office.Dispatch.DecideConflict(b.ctx, b.clerk, service.Decision{Digest: list[0].Fork.Digest, Take: take, Person: "吴分管", Post: "分管副局长", Reason: "以现场所见为准"}))
		got, err := store.Get[inspect.Result](b.ctx, b.office.Store(), inspect.NounResult, mine.ID)
		b.ok(err)
		if got.FollowUp != want || len(b.waiting(false)) != 0 {
			t.Fatalf("take %v: %q, waiting %+v", take, got.FollowUp, b.waiting(false))
		}
		past := b.waiting(true)
		if len(past) != 1 || past[0].Fork.Decided == "" {
			t.Fatalf("%+v", past)
		}
		for _, digest := range []string{past[0].Fork.Digest, list[0].Fork.Head} {
			if _, err := store.Stored(b.ctx, b.office.Store(), digest); err != nil {
				t.Fatalf("lost: %v", err)
			}
		}
		b.bringBack(b.dir + "/again.zip")
		if len(b.waiting(false)) != 0 {
			t.Fatalf("asked anew: %+v", b.waiting(false))
		}
		b.healthy(b.office, b.clerk)
	}
}

func TestArticle22ConflictsByANamedPerson(t *testing.T) {
	b := at(t, "returned")
	b.disputed()
	digest := b.waiting(false)[0].Fork.Digest
	decide := func(a inspect.Actor, spoil func(*service.Decision)) func() error {
		in := service.Decision{Digest: digest, Take: true, Person: "吴分管", Post: "分管副局长", Reason: "以现场所见为准"}
		spoil(&in)
		return func() error { return b.office.Dispatch.DecideConflict(b.ctx, a, in) }
	}
	b.refuses(b.office, inspect.Invalid, "第二十二条", decide(b.clerk, func(d *service.Decision) { d.Person = " " }))
	b.refuses(b.office, inspect.Invalid, "第二十二条", decide(b.clerk, func(d *service.Decision) { d.Post = "" }))
	b.refuses(b.office, inspect.Invalid, "第二十二条", decide(b.clerk, func(d *service.Decision) { d.Reason = "" }))
	b.refuses(b.office, inspect.Refused, "第二十二条", decide(b.clerk, func(d *service.Decision) { d.Person = "周办公" }))
	b.refuses(b.office, inspect.NotFound, "", decide(b.clerk, func(d *service.Decision) { d.Digest = "none" }))
	legal, head := b.as("郑法制", inspect.RoleLegal), b.as("王局", inspect.RoleHead)
	b.refuses(b.office, inspect.Forbidden, "第二十二条", decide(legal, func(*service.Decision) {}))
	b.ok(decide(head, func(d *service.Decision) { d.Person = "别人" })()) // the account decides in its own name
	if past := b.waiting(true); len(past) != 1 || !strings.Contains(past[0].Fork.Decided, "王局（主要负责人）采用另一版本") {
		t.Fatalf("%+v", past)
	}
	b.refuses(b.office, inspect.NotFound, "", decide(head, func(*service.Decision) {})) // decided already
}
