package service_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

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
	d.sent++
	m := pack.Meta{ID: store.NewID(), Kind: kind, Unit: d.name, Task: d.b.task.ID, Device: "device-" + d.name, Recipient: recipient, Sequence: d.sent, Network: "单机",
		CreatedAt: inspect.Instant(d.b.now), Clock: "本机时钟", Checkpoint: fmt.Sprintf("%064d", 0), LogSize: 1, Previous: d.last}
	src := []pack.Source{}
	for i, raw := range raws {
		src = append(src, pack.Bytes(fmt.Sprintf("data/versions/%06d.json", i), raw))
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
