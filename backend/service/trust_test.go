package service_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/pack"
	"shuangsuiji/backend/service"
	"shuangsuiji/backend/trust"
)

// said demands what a verdict of a workspace says of a package.
func (b *bureau) said(sv *service.Services, path, words string) {
	b.t.Helper()
	rep, err := sv.Dispatch.Verify(b.ctx, b.anyone(sv), path)
	b.ok(err)
	if !strings.Contains(rep.Verdict.Sentence, words) {
		b.t.Fatalf("%q, want %q", rep.Verdict.Sentence, words)
	}
}

// list makes the next trust package of the office.
func (b *bureau) list(name string) string {
	b.t.Helper()
	out := filepath.Join(b.dir, name)
	_, err := b.office.Trust.Package(b.ctx, b.clerk, out)
	b.ok(err)
	return out
}

// TestRevoked: what a device signed counts by when and why it was withdrawn; the
// laptops learn it from the trust package.
func TestRevoked(t *testing.T) {
	b := at(t, "dispatched")
	leader := b.anyone(b.field)
	r, gone := b.rogue("外勤二号"), b.rogue("外勤三号")
	before := r.pack(pack.Result, "", b.version(inspect.NounVisit, "v-1", "", "g", inspect.Visit{ID: "v-1"}))
	stolen := gone.pack(pack.Result, "", b.version(inspect.NounVisit, "v-2", "", "g", inspect.Visit{ID: "v-2"}))
	first := b.list("名单1.zip")
	rec, err := b.field.Dispatch.Open(b.ctx, leader, first)
	b.ok(err)
	if rec.Already || rec.Kind != "trust" {
		t.Fatalf("%+v", rec)
	}
	for _, sv := range []*service.Services{b.office, b.field} {
		b.said(sv, before, "有效：")
		b.said(sv, stolen, "有效：")
	}

	dev, err := b.office.Trust.Revoke(b.ctx, b.clerk, "外勤二号", inspect.RevokeReplaced, "换了新机器")
	b.ok(err)
	if !dev.Revoked || dev.Revocation.By != "周办公" || dev.Cert == "" {
		t.Fatalf("%+v", dev)
	}
	_, err = b.office.Dispatch.ReportLoss(b.ctx, b.clerk, loss("外勤三号"))
	b.ok(err)
	after := r.pack(pack.Result, "", b.version(inspect.NounVisit, "v-3", "", "g", inspect.Visit{ID: "v-3"}))
	judged := func(sv *service.Services) {
		t.Helper()
		b.said(sv, before, "签署时有效，现状无法核实")
		b.said(sv, after, "签于证书吊销之后")
		b.said(sv, stolen, "因遗失或密钥失控")
	}
	judged(b.office)
	b.said(b.field, after, "有效：") // it cannot know yet
	state, err := b.office.Trust.State(b.ctx, b.clerk)
	b.ok(err)
	if state.Unlisted != 2 || len(state.Lists) != 1 || !state.Lists[0].Own {
		t.Fatalf("%+v", state)
	}
	_, err = b.field.Dispatch.Open(b.ctx, leader, b.list("名单2.zip"))
	b.ok(err)
	judged(b.field)
	state, err = b.field.Trust.State(b.ctx, leader)
	b.ok(err)
	if len(state.Lists) != 1 || state.Lists[0].Revoked != 2 || state.Lists[0].Devices != 3 || state.Lists[0].Own || state.Lists[0].Stale {
		t.Fatalf("%+v", state.Lists)
	}

	// What a revoked device sends is kept and listed, never taken.
	heads := b.brought()
	rec, err = b.office.Dispatch.Open(b.ctx, b.clerk, after)
	b.ok(err)
	if len(rec.Conflicts) != 1 || !strings.Contains(rec.Verdict, "已吊销") || !strings.Contains(b.brought(), heads[:10]) {
		t.Fatalf("%+v", rec)
	}

	// The list that has grown old: the verdict says so.
	other := b.rogue("外勤四号")
	late := other.pack(pack.Result, "", b.version(inspect.NounVisit, "v-4", "", "g", inspect.Visit{ID: "v-4"}))
	b.said(b.field, late, "有效：")
	b.now = b.now.AddDate(0, 0, 91)
	b.said(b.field, late, "吊销名单已过期")
	b.said(b.office, late, "有效：") // it revokes itself, and knows
	b.healthy(b.office, b.clerk)
	b.healthy(b.field, leader)

	crl := filepath.Join(b.dir, "crl.pem")
	b.ok(b.field.Trust.SaveCRL(b.ctx, leader, crl))
	text, err := exec.Command("openssl", "crl", "-in", crl, "-noout", "-text").CombinedOutput()
	if err != nil || !strings.Contains(string(text), "Key Compromise") || !strings.Contains(string(text), "Superseded") {
		t.Fatalf("%v\n%s", err, text)
	}
}

// TestArticle22RevokedForAReason: by whom, why; once; a lost laptop otherwise.
func TestArticle22RevokedForAReason(t *testing.T) {
	b := at(t, "dispatched")
	revoke := func(device string, why inspect.RevokeWhy, note string) func() error {
		return func() error { _, err := b.office.Trust.Revoke(b.ctx, b.clerk, device, why, note); return err }
	}
	b.refuses(b.office, inspect.Invalid, "第二十二条", revoke("外勤一号", inspect.RevokeRetired, "  "))
	b.refuses(b.office, inspect.Invalid, "第二十二条", revoke("外勤一号", "whim", "不喜欢"))
	b.refuses(b.office, inspect.Refused, "第二十二条", revoke("外勤一号", inspect.RevokeLost, "丢了"))
	b.refuses(b.office, inspect.NotFound, "", revoke("没有这台", inspect.RevokeRetired, "停用"))
	leader := b.anyone(b.field)
	b.refuses(b.field, inspect.Forbidden, "第二十二条", func() error {
		_, err := b.field.Trust.Revoke(b.ctx, leader, "外勤一号", inspect.RevokeRetired, "停用")
		return err
	})
	b.ok(revoke("外勤一号", inspect.RevokeRetired, "停用")())
	b.refuses(b.office, inspect.Refused, "第二十二条", revoke("外勤一号", inspect.RevokeRetired, "停用"))
}

// TestPersonsDevices: who leaves takes the certificates of their own laptops
// along, and no shared one.
func TestPersonsDevices(t *testing.T) {
	b := at(t, "dispatched")
	p, err := b.office.Workspace.SavePerson(b.ctx, b.clerk, inspect.Person{Name: "离岗人", Role: inspect.RoleMember})
	b.ok(err)
	_, request, err := trust.NewRequest("离岗人专用机", b.now)
	b.ok(err)
	in, out := filepath.Join(b.dir, "in.pem"), filepath.Join(b.dir, "out.pem")
	b.ok(os.WriteFile(in, request, 0o600))
	b.refuses(b.office, inspect.NotFound, "", func() error {
		_, err := b.office.Workspace.EnrolPerson(b.ctx, b.clerk, in, "nobody", out)
		return err
	})
	own, err := b.office.Workspace.EnrolPerson(b.ctx, b.clerk, in, p.ID, out)
	b.ok(err)
	if own.Person != p.ID || own.Role != "个人设备" {
		t.Fatalf("%+v", own)
	}
	gone, err := b.office.Trust.RevokePerson(b.ctx, b.clerk, p.ID, "调离")
	b.ok(err)
	if len(gone) != 1 || gone[0].ID != own.ID || gone[0].Revocation.Why != inspect.RevokeLeft {
		t.Fatalf("%+v", gone)
	}
	if gone, err = b.office.Trust.RevokePerson(b.ctx, b.clerk, p.ID, "调离"); err != nil || len(gone) != 0 {
		t.Fatalf("again: %+v %v", gone, err)
	}
	p.Active = false
	_, err = b.office.Workspace.SavePerson(b.ctx, b.clerk, p)
	b.ok(err)
	b.refuses(b.office, inspect.Refused, "第二十二条", func() error {
		_, err := b.office.Workspace.EnrolPerson(b.ctx, b.clerk, in, p.ID, out)
		return err
	})
}

// TestArticle22TrustListsDoNotRollBack: an older list, a second one of the same
// number, one that another device signed, one whose parts do not belong together.
func TestArticle22TrustListsDoNotRollBack(t *testing.T) {
	b := at(t, "dispatched")
	leader := b.anyone(b.field)
	first := b.list("名单1.zip")
	second := b.list("名单2.zip")
	open := func(path string) func() error {
		return func() error { _, err := b.field.Dispatch.Open(b.ctx, leader, path); return err }
	}
	b.ok(open(second)())
	b.refuses(b.field, inspect.Refused, "第二十二条", open(first))
	rec, err := b.field.Dispatch.Open(b.ctx, leader, second)
	b.ok(err)
	if !rec.Already {
		t.Fatalf("%+v", rec)
	}
	b.refuses(b.office, inspect.Refused, "第十四条", func() error { _, err := b.office.Dispatch.Open(b.ctx, b.clerk, second); return err })

	root, err := trust.Load(filepath.Join(b.dir, "办公室", "keys", "identity.key"), pass)
	b.ok(err)
	n := 0
	forge := func(by *trust.Identity, list string, number int64) string {
		t.Helper()
		n++
		crl, err := root.Revoke(nil, number, b.now, b.now.AddDate(0, 3, 0))
		b.ok(err)
		d := &device{b: b, id: by, name: fmt.Sprintf("forger-%d", n)}
		return d.seal(pack.Trust, "", []pack.Source{pack.Bytes("data/trust/list.json", []byte(list)), pack.Bytes("data/trust/revoked.crl.pem", crl), pack.Bytes("data/trust/others.json", []byte("[]"))})
	}
	state, err := b.field.Trust.State(b.ctx, leader)
	b.ok(err)
	serial := state.Lists[0].Serial
	text := func(serial int64, root string) string {
		return fmt.Sprintf(`{"serial":%d,"office":"x","root":"%s","at":"","next":"","devices":[]}`, serial, root)
	}
	b.refuses(b.field, inspect.Damaged, "第二十二条", open(forge(root, text(serial, root.Fingerprint()), serial)))
	b.refuses(b.field, inspect.Damaged, "第二十二条", open(forge(root, text(serial+1, root.Fingerprint()), serial+2)))
	b.refuses(b.field, inspect.Damaged, "第二十二条", open(forge(root, text(serial+1, strings.Repeat("0", 64)), serial+1)))
	b.refuses(b.field, inspect.Damaged, "第二十二条", open(forge(root, `{"serial":1,"extra":true}`, 1)))
	b.refuses(b.field, inspect.Refused, "第十四条", open(forge(b.rogue("外勤二号").id, text(serial+9, root.Fingerprint()), serial+9)))
	b.ok(open(forge(root, text(serial+9, root.Fingerprint()), serial+9))())
}

// TestArticle22AuthorityIsCompared: another authority is trusted once, after its
// root's fingerprint was compared, and only to verify by.
func TestArticle22AuthorityIsCompared(t *testing.T) {
	b := at(t, "dispatched")
	other, err := trust.NewRoot("外省某局办公室", b.now)
	b.ok(err)
	file := filepath.Join(b.dir, "other.pem")
	b.ok(os.WriteFile(file, other.RootPEM(), 0o600))
	add := func(print string) func() error {
		return func() error { _, err := b.office.Trust.AddAuthority(b.ctx, b.clerk, file, print); return err }
	}
	short := other.ShortFingerprint()
	b.refuses(b.office, inspect.Refused, "第二十二条", add(""))
	b.refuses(b.office, inspect.Refused, "第二十二条", add(short[:14]))
	b.refuses(b.office, inspect.Refused, "第二十二条", add(strings.Replace(short, short[:1], map[bool]string{true: "1", false: "0"}[short[0] == '0'], 1)))
	d := &device{b: b, id: other, name: "外省某局办公室"}
	task := d.pack(pack.Result, "", b.version(inspect.NounVisit, "v-1", "", "", inspect.Visit{ID: "v-1"}))
	b.said(b.office, task, "完整，签发者未核实")
	b.ok(add(strings.ToLower(short))())
	b.refuses(b.office, inspect.Conflict, "", add(short))
	b.said(b.office, task, "有效：")
	b.refuses(b.office, inspect.Refused, "第二十二条", func() error { _, err := b.office.Dispatch.Open(b.ctx, b.clerk, task); return err })

	// A laptop learns of it from the office's trust package.
	leader := b.anyone(b.field)
	b.said(b.field, task, "完整，签发者未核实")
	_, err = b.field.Dispatch.Open(b.ctx, leader, b.list("名单.zip"))
	b.ok(err)
	b.said(b.field, task, "有效：")

	b.refuses(b.office, inspect.Invalid, "", func() error { return b.office.Trust.RemoveAuthority(b.ctx, b.clerk, other.Fingerprint(), " ") })
	b.refuses(b.office, inspect.NotFound, "", func() error { return b.office.Trust.RemoveAuthority(b.ctx, b.clerk, "00", "错了") })
	b.ok(b.office.Trust.RemoveAuthority(b.ctx, b.clerk, other.Fingerprint(), "合作结束"))
	b.said(b.office, task, "完整，签发者未核实")
}
