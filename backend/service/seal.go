package service

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"shuangsuiji/backend/audit"
	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/pack"
	"shuangsuiji/backend/store"
	"shuangsuiji/backend/trust"
)

// packNoun is what the log says a package is about: its task, or nothing.
func packNoun(m pack.Meta) inspect.Noun {
	if m.Task == "" {
		return ""
	}
	return inspect.NounTask
}

// signMeaning says in plain words what the signature on a package is.
const signMeaning = "本机制作了本包，制成后一字未改；设备签名，非电子印章，不代表个人意见，也不代替文书上的签字盖章"

// seal writes a signed package of what is committed already.
func (c *core) seal(ctx context.Context, a inspect.Actor, m pack.Meta, src []pack.Source, out string) (Sent, error) {
	c.sealing.Lock()
	defer c.sealing.Unlock()
	sent, err := c.sealed(ctx, c.db, func(fn func(*store.Tx) error) error { return c.db.Write(ctx, a, fn) }, m, src, out)
	if err != nil {
		return sent, err
	}
	return sent, c.witness(ctx, c.db)
}

// send commits a change together with the signed package that carries it: fn
// makes the change and says what goes into the package. A package that cannot
// be written takes the change back. The writer waits for the file, so this is
// for packages without evidence.
func (c *core) send(ctx context.Context, a inspect.Actor, act inspect.Action, out string, fn func(*store.Tx) (pack.Meta, []pack.Source, error)) (Sent, error) {
	c.sealing.Lock()
	defer c.sealing.Unlock()
	var sent Sent
	err := c.write(ctx, a, act, func(tx *store.Tx) error {
		m, src, err := fn(tx)
		if err != nil {
			return err
		}
		sent, err = c.sealed(ctx, tx, func(fn func(*store.Tx) error) error { return fn(tx) }, m, src, out)
		return err
	})
	if err != nil && sent.Path != "" {
		return Sent{}, errors.Join(err, os.Remove(sent.Path)) // a package that the log does not know
	}
	if err != nil {
		return sent, err
	}
	return sent, c.witness(ctx, c.db)
}

// sealed writes a signed package: pack.begin is logged, the checkpoint after it
// travels inside, and pack.sealed binds the digest of what was signed. out ""
// writes into the workspace's packages folder. The caller holds c.sealing.
func (c *core) sealed(ctx context.Context, r store.Reader, write func(func(*store.Tx) error) error, m pack.Meta, src []pack.Source, out string) (Sent, error) {
	id, err := c.signer(ctx, m.Kind)
	if err != nil {
		return Sent{}, err
	}
	unit, err := c.db.Meta(ctx, metaName)
	if err != nil {
		return Sent{}, err
	}
	if m.Device, err = c.db.Meta(ctx, metaDevice); err != nil {
		return Sent{}, err
	}
	sent, err := store.Packages(ctx, r, "out")
	if err != nil {
		return Sent{}, err
	}
	floor, err := c.db.Meta(ctx, metaSequence)
	if err != nil {
		return Sent{}, err
	}
	last, _ := strconv.ParseInt(floor, 10, 64) // "" = no package was lost by a restore
	if len(sent) > 0 {
		m.Previous, last = sent[0].Tagmanifest, max(last, sent[0].Sequence)
	}
	m.ID, m.Unit, m.KeyFingerprint, m.Sequence, m.CreatedAt = store.NewID(), unit, id.Fingerprint(), last+1, inspect.Instant(c.db.Now())
	networks, err := c.networks(ctx)
	if err != nil {
		return Sent{}, err
	}
	m.Network, m.Clock = networks.Own.Label(), "本机时钟"
	if out == "" {
		out = c.path("packages", fmt.Sprintf("%s-%s-%s-%d.zip", m.Kind, strings.ReplaceAll(c.today(), "-", ""), m.ID[24:], m.Sequence))
	}
	need := int64(0)
	for _, x := range src {
		need += x.Size
	}
	if err := store.Room(filepath.Dir(out), need); err != nil {
		return Sent{}, err
	}
	begin := store.Event{Action: "pack.begin", Article: "第二十二条", Detail: string(m.Kind)}
	if err := write(func(tx *store.Tx) error { return tx.Audit(ctx, begin, packNoun(m), m.Task, "") }); err != nil {
		return Sent{}, err
	}
	witness := id
	if id.LogVerifier() == "" { // another authority certified the SM2 key only
		if witness, err = c.identity(); err != nil {
			return Sent{}, err
		}
	}
	note, cp, err := c.checkpointBy(ctx, r, witness)
	if err != nil {
		return Sent{}, err
	}
	m.Checkpoint, m.LogSize = fmt.Sprintf("%x", cp.Root[:]), cp.Size
	past, heads, err := c.pastSources(ctx, r, cp)
	if err != nil {
		return Sent{}, err
	}
	src = append(src, pack.Bytes(noteFile, note), past)
	done, err := pack.Write(ctx, out, m, src, []pack.Signer{{ID: id, Role: "制包设备", Meaning: signMeaning}}, nil)
	if err != nil {
		return Sent{}, err
	}
	err = write(func(tx *store.Tx) error {
		row := inspect.Exchange{ID: m.ID, Kind: string(m.Kind), Direction: "out", Device: m.Device, Sequence: m.Sequence, Tagmanifest: done.Tagmanifest,
			Task: m.Task, Name: filepath.Base(out), Checkpoint: m.Checkpoint}
		if err := tx.PutPackage(ctx, row); err != nil {
			return err
		}
		if err := tx.SetMeta(ctx, metaHeads, heads); err != nil {
			return err
		}
		return tx.Audit(ctx, store.Event{Action: "pack.sealed", Article: "第二十二条", Detail: string(m.Kind) + " " + m.ID}, packNoun(m), m.Task, done.Tagmanifest)
	})
	return Sent{Path: out, Kind: string(m.Kind), Files: done.Files, Size: done.Size, Tagmanifest: done.Tagmanifest}, err
}

// signedCheckpoint is the log's checkpoint with this device's Ed25519 and SM2
// signature lines.
func (c *core) signedCheckpoint(ctx context.Context, r store.Reader) ([]byte, audit.Checkpoint, error) {
	id, err := c.identity()
	if err != nil {
		return nil, audit.Checkpoint{}, err
	}
	return c.checkpointBy(ctx, r, id)
}

func (c *core) checkpointBy(ctx context.Context, r store.Reader, id *trust.Identity) ([]byte, audit.Checkpoint, error) {
	cp, err := c.checkpoint(ctx, r)
	if err != nil {
		return nil, audit.Checkpoint{}, err
	}
	ed, err := id.NoteSigner()
	if err != nil {
		return nil, audit.Checkpoint{}, err
	}
	sm, err := id.SM2NoteSigner()
	if err != nil {
		return nil, audit.Checkpoint{}, err
	}
	note, err := audit.SignCheckpoint(cp.Checkpoint, ed, sm)
	return note, cp.Checkpoint, err
}

// safeExt is a file's extension when it is plain letters and digits, else "".
func safeExt(name string) string {
	ext := strings.ToLower(filepath.Ext(name))
	if len(ext) < 2 || len(ext) > 9 || strings.Trim(ext[1:], "abcdefghijklmnopqrstuvwxyz0123456789") != "" {
		return ""
	}
	return ext
}
