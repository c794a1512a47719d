package service

import (
	"context"
	"os"
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/pack"
	"shuangsuiji/backend/store"
	"shuangsuiji/backend/trust"
)

// The office of a 任务执行单位 has a parent office (P3). It keeps its own root,
// which certifies its laptops, and gets a second certificate from the parent,
// by the same request and accept files as a laptop: with that one it signs what
// it hands up, and the parent's root tells it what comes from above.
const (
	metaUnitKey    = "unit"     // fingerprint of the certificate that the parent issued
	metaParentName = "parentOf" // name of the parent's root
)

const unitRole = "任务执行单位"

// keyFiles are where an enrolment keeps its pending key and its identity.
func (w *Workspace) keyFiles(kind string) (pending, identity string) {
	if kind == KindOffice {
		return w.c.path("keys", "unit-pending.key"), w.c.path("keys", "unit.key")
	}
	return w.c.path("keys", "pending.key"), w.c.path("keys", "identity.key")
}

// acceptParent keeps the certificate that the parent office issued.
func (w *Workspace) acceptParent(ctx context.Context, a inspect.Actor, id *trust.Identity, accept []byte) error {
	parent, err := trust.Describe(id.RootPEM())
	if err != nil {
		return err
	}
	w.c.setUnitIdentity(id)
	return w.c.write(ctx, a, inspect.ActSettings, func(tx *store.Tx) error {
		for _, kv := range [][2]string{{metaParent, string(id.RootPEM())}, {metaParentName, parent.Name}, {metaUnitKey, id.Fingerprint()}} {
			if err := tx.SetMeta(ctx, kv[0], kv[1]); err != nil {
				return err
			}
		}
		return tx.Audit(ctx, store.Event{Action: "enrol.parent", Article: "第十四条", Detail: id.Fingerprint()}, inspect.NounDevice, "", store.Digest(accept))
	})
}

func (c *core) setUnitIdentity(id *trust.Identity) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.up = id
}

// unitIdentity signs what goes up to the parent office. Error: Forbidden.
func (c *core) unitIdentity() (*trust.Identity, error) {
	c.mu.RLock()
	defer c.mu.RUnlock()
	if c.up == nil {
		return nil, inspect.E(inspect.Forbidden, "本单位没有登记上级单位，或密钥还没有解锁，不能向上级交回").WithArticle("第十四条").
			WithHint("先向上级申请登记并装入其签发的证书；已登记的输入工作区口令解锁")
	}
	return c.up, nil
}

// unlockUnit opens the key for the parent office, where there is one.
func (c *core) unlockUnit(passphrase []byte) error {
	path := c.path("keys", "unit.key")
	if _, err := os.Stat(path); err != nil {
		return nil // not a unit of another office
	}
	id, err := trust.Load(path, passphrase)
	if err != nil {
		return err
	}
	c.setUnitIdentity(id)
	return nil
}

// namedUnit is the unit's name as the registers write it.
func namedUnit(name string) (string, error) {
	name = strings.Join(strings.Fields(name), "")
	if name == "" {
		return "", inspect.E(inspect.Invalid, "没有写明执行单位的名称").WithField("unit").WithHint("写名录库中的所属派出所或业务部门，如：东关派出所")
	}
	return name, nil
}

// signer is the identity that signs a package: an office hands results to its
// parent, under the certificate that the parent issued.
func (c *core) signer(ctx context.Context, kind pack.Kind) (*trust.Identity, error) {
	of, err := c.db.Meta(ctx, metaKind)
	if err != nil {
		return nil, err
	}
	if of == KindOffice && kind == pack.Result {
		return c.unitIdentity()
	}
	if kind == pack.Upload || kind == pack.Draw { // what leaves the bureau
		return c.outward(ctx)
	}
	return c.identity()
}
