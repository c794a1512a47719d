package service_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"shuangsuiji/backend/audit"
	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/pack"
	"shuangsuiji/backend/store"
	"shuangsuiji/backend/trust"
)

// device is a key of our own making: certified by the office like a laptop's,
// but with no program around it, so that it can say anything.
type device struct {
	b    *bureau
	id   *trust.Identity
	name string
	sent int64
	last string // digest of its last package
	log  forgedLog
	bare bool // packages carry no head of the log
}

// forgedLog is a log in memory that a device can tell again from the beginning.
type forgedLog struct {
	size   int64
	hashes []audit.Hash
	heads  []int64 // sizes that packages carried
}

func (l *forgedLog) ReadHashes(at []int64) ([]audit.Hash, error) {
	out := []audit.Hash{}
	for _, i := range at {
		out = append(out, l.hashes[i])
	}
	return out, nil
}

// grow adds an entry, says what is new, and gives the head with its proofs.
func (d *device) grow(origin string) (audit.Checkpoint, []byte, []byte) {
	l := &d.log
	add, err := audit.Append(l.size, []byte(store.NewID()), l)
	d.b.ok(err)
	l.size, l.hashes = l.size+1, append(l.hashes, add...)
	root, err := audit.Root(l.size, l)
	d.b.ok(err)
	cp := audit.Checkpoint{Origin: origin, Size: l.size, Root: root}
	past := []audit.Past{}
	for _, n := range l.heads {
		was, err := audit.Root(n, l)
		d.b.ok(err)
		p, err := audit.ProveConsistency(l.size, n, l)
		d.b.ok(err)
		past = append(past, audit.Past{Size: n, Root: was, Proof: p})
	}
	l.heads = append(l.heads, l.size)
	ed, err := d.id.NoteSigner()
	d.b.ok(err)
	sm, err := d.id.SM2NoteSigner()
	d.b.ok(err)
	signed, err := audit.SignCheckpoint(cp, ed, sm)
	d.b.ok(err)
	return cp, signed, audit.PastFile(past)
}

// rogue makes a device that the office certified.
func (b *bureau) rogue(name string) *device {
	b.t.Helper()
	pending, request, err := trust.NewRequest(name, b.now)
	b.ok(err)
	in, out := filepath.Join(b.dir, name+".req"), filepath.Join(b.dir, name+".acc")
	b.ok(os.WriteFile(in, request, 0o600))
	_, err = b.office.Workspace.EnrolIssue(b.ctx, b.clerk, in, out)
	b.ok(err)
	accept, err := os.ReadFile(out)
	b.ok(err)
	id, err := trust.Accept(pending, accept)
	b.ok(err)
	return &device{b: b, id: id, name: name}
}

// pack writes a signed package of versions and gives its path.
func (d *device) pack(kind pack.Kind, recipient string, raws ...[]byte) string {
	d.b.t.Helper()
	src := []pack.Source{}
	for i, raw := range raws {
		src = append(src, pack.Bytes(fmt.Sprintf("data/versions/%06d.json", i), raw))
	}
	return d.seal(kind, recipient, src)
}

// seal writes a signed package of anything and gives its path.
func (d *device) seal(kind pack.Kind, recipient string, src []pack.Source) string {
	d.b.t.Helper()
	d.sent++
	name := "device-" + d.name
	cp, signed, past := d.grow("shuangsuiji/" + name)
	m := pack.Meta{ID: store.NewID(), Kind: kind, Unit: d.name, Task: d.b.task.ID, Device: name, Recipient: recipient, Sequence: d.sent, Network: "单机",
		CreatedAt: inspect.Instant(d.b.now), Clock: "本机时钟", Checkpoint: fmt.Sprintf("%x", cp.Root[:]), LogSize: cp.Size, Previous: d.last}
	if !d.bare {
		src = append(src, pack.Bytes("log/checkpoint.note", signed), pack.Bytes("log/past.txt", past))
	}
	out := filepath.Join(d.b.dir, fmt.Sprintf("%s-%d.zip", d.name, d.sent))
	sealed, err := pack.Write(d.b.ctx, out, m, src, []pack.Signer{{ID: d.id, Role: "设备", Meaning: "设备签名"}}, nil)
	d.b.ok(err)
	d.last = sealed.Tagmanifest
	return out
}

// version writes the exact bytes of a version.
func (b *bureau) version(noun inspect.Noun, id, parent, grant string, aggregate any) []byte {
	b.t.Helper()
	body, err := json.Marshal(aggregate)
	b.ok(err)
	b.now = b.now.Add(1e9)
	raw, err := json.Marshal(store.Version{Noun: noun, ID: id, Parent: parent, Grant: grant, Person: "p", Role: inspect.RoleLeader, Device: "d", At: inspect.Instant(b.now), Body: body})
	b.ok(err)
	return raw
}

// grant is the newest grant of the task.
func (b *bureau) grant() inspect.Grant {
	b.t.Helper()
	rows, _, err := store.List[inspect.Grant](b.ctx, b.office.Store(), inspect.NounGrant, store.Where("task", b.task.ID).Sorted("-epoch"))
	b.ok(err)
	return rows[0]
}
