package service

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/pack"
	"shuangsuiji/backend/store"
	"shuangsuiji/backend/trust"
)

// Trust keeps who is trusted: the certificates this office issued and withdrew,
// the lists that say so elsewhere, certificates of other authorities, the keys'
// own copies.
type Trust struct{ c *core }

// Lists are kept by the fingerprint of the root that vouches for them.
const (
	metaList = "list:" // exact bytes of list.json, the newest known
	metaCRL  = "crl:"  // the revocation list that belongs to it, PEM
)

// listDays is how long a revocation list promises to be the newest: laptops
// come home once in a task, and a task takes weeks, not months.
const listDays = 90

// trustList is data/trust/list.json of a trust package.
type trustList struct {
	Serial  int64          `json:"serial"` // year to second of its making: grows, also after a restore
	Office  string         `json:"office"`
	Root    string         `json:"root"` // fingerprint of the root that signs it
	At      string         `json:"at"`
	Next    string         `json:"next"` // when the following one is promised
	Devices []listedDevice `json:"devices"`
}

type listedDevice struct {
	Name        string            `json:"name"`
	Role        string            `json:"role"`
	Unit        string            `json:"unit"`
	Fingerprint string            `json:"fingerprint"`
	RevokedAt   string            `json:"revokedAt"` // "" = in force
	Why         inspect.RevokeWhy `json:"why"`
}

// TrustState is what this workspace knows of whom to trust.
type TrustState struct {
	Root     TrustedRoot      `json:"root"` // our own office's
	Devices  []inspect.Device `json:"devices"`
	Lists    []KnownList      `json:"lists"`    // newest list of each office: our own, and the one above
	Unlisted int              `json:"unlisted"` // revoked here since our own list was made
	Others   []TrustedRoot    `json:"others"`   // authorities a person decided to trust
}

// TrustedRoot is a root certificate in words.
type TrustedRoot struct {
	Name        string `json:"name"`
	Fingerprint string `json:"fingerprint"`
	Short       string `json:"short"` // as people compare it
	Until       string `json:"until"` // last day, 2006-01-02
}

// KnownList is the newest trust list known of one office.
type KnownList struct {
	Office  string `json:"office"`
	Root    string `json:"root"`
	Serial  int64  `json:"serial"`
	At      string `json:"at"`
	Next    string `json:"next"`
	Stale   bool   `json:"stale"`
	Own     bool   `json:"own"`
	Devices int    `json:"devices"`
	Revoked int    `json:"revoked"`
}

// State tells whom this workspace trusts.
func (t *Trust) State(ctx context.Context, a inspect.Actor) (TrustState, error) {
	s := TrustState{Devices: []inspect.Device{}, Lists: []KnownList{}, Others: []TrustedRoot{}}
	if err := a.May(inspect.ActRead); err != nil {
		return s, err
	}
	roots, err := t.c.roots(ctx)
	if err != nil {
		return s, err
	}
	if s.Devices, _, err = store.List[inspect.Device](ctx, t.c.db, inspect.NounDevice, store.Filter{Order: "name"}); err != nil {
		return s, err
	}
	kind, err := t.c.db.Meta(ctx, metaKind)
	if err != nil {
		return s, err
	}
	ownSince := ""
	for i, root := range roots {
		words := rootWords(root)
		if i == 0 {
			s.Root = words
		}
		l, ok, err := t.c.heldList(ctx, t.c.db, root.Fingerprint)
		if err != nil {
			return s, err
		}
		if !ok {
			continue
		}
		k := KnownList{Office: l.Office, Root: words.Short, Serial: l.Serial, At: l.At, Next: l.Next, Stale: l.Next < inspect.Instant(t.c.db.Now()),
			Own: i == 0 && kind == KindOffice, Devices: len(l.Devices)}
		for _, d := range l.Devices {
			if d.RevokedAt != "" {
				k.Revoked++
			}
		}
		if k.Own {
			ownSince = l.At
		}
		s.Lists = append(s.Lists, k)
	}
	if kind == KindOffice {
		for _, d := range s.Devices {
			if d.Revoked && d.Revocation != nil && d.Revocation.At > ownSince {
				s.Unlisted++
			}
		}
	}
	others, err := t.c.authorities(ctx, t.c.db)
	if err != nil {
		return s, err
	}
	for _, x := range others {
		root, err := rootOf([]byte(x.Certs))
		if err != nil {
			return s, err
		}
		s.Others = append(s.Others, rootWords(root))
	}
	return s, nil
}

func rootWords(c trust.Certificate) TrustedRoot {
	return TrustedRoot{c.Name, c.Fingerprint, trust.ShortFingerprint(c.Fingerprint), c.NotAfter.In(inspect.China).Format(time.DateOnly)}
}

// rootPEMs are our own office's root and, in a unit, that of the office above.
func (c *core) rootPEMs(ctx context.Context) ([][]byte, error) {
	list := [][]byte{}
	for _, key := range []string{metaRoot, metaParent} {
		root, err := c.db.Meta(ctx, key)
		if err != nil {
			return nil, err
		}
		if root != "" {
			list = append(list, []byte(root))
		}
	}
	return list, nil
}

// roots says the same in words.
func (c *core) roots(ctx context.Context) ([]trust.Certificate, error) {
	list := []trust.Certificate{}
	all, err := c.rootPEMs(ctx)
	if err != nil {
		return nil, err
	}
	for _, root := range all {
		cert, err := trust.Describe(root)
		if err != nil {
			return nil, err
		}
		list = append(list, cert)
	}
	return list, nil
}

func (c *core) heldList(ctx context.Context, r store.Reader, root string) (l trustList, ok bool, err error) {
	raw, err := store.Meta(ctx, r, metaList+root)
	if err != nil || raw == "" {
		return l, false, err
	}
	return l, true, json.Unmarshal([]byte(raw), &l)
}

// Revoke withdraws the certificate of a device or a unit's office, for good.
// What it still sends is listed, never taken; a trust package tells the others.
func (t *Trust) Revoke(ctx context.Context, a inspect.Actor, device string, why inspect.RevokeWhy, note string) (inspect.Device, error) {
	var dev inspect.Device
	d := &Dispatch{t.c}
	if err := a.May(inspect.ActPeople); err != nil {
		return dev, err
	}
	if err := d.atOffice(ctx); err != nil {
		return dev, err
	}
	err := t.c.write(ctx, a, inspect.ActPeople, func(tx *store.Tx) (err error) {
		if dev, err = d.anyDevice(ctx, tx, device); err != nil {
			return err
		}
		return t.c.revoke(ctx, tx, &dev, why, note)
	})
	return dev, err
}

func (c *core) revoke(ctx context.Context, tx *store.Tx, dev *inspect.Device, why inspect.RevokeWhy, note string) error {
	if err := dev.Revoke(inspect.Revocation{Why: why, Note: note, By: tx.Actor().Name, At: tx.At()}); err != nil {
		return err
	}
	e := store.Event{Action: "device.revoke", Article: "第二十二条", Reason: dev.Revocation.Note, Detail: dev.Name + " " + dev.Fingerprint}
	if _, err := tx.Put(ctx, inspect.NounDevice, dev.ID, *dev, e); err != nil {
		return err
	}
	return (&Dispatch{c}).closeLeases(ctx, tx, *dev, why.Label())
}

// RevokePerson withdraws every certificate that was issued to one person, who
// left. It answers which; none is no error.
func (t *Trust) RevokePerson(ctx context.Context, a inspect.Actor, person, note string) ([]inspect.Device, error) {
	if err := a.May(inspect.ActPeople); err != nil {
		return nil, err
	}
	var gone []inspect.Device
	err := t.c.write(ctx, a, inspect.ActPeople, func(tx *store.Tx) (err error) {
		if gone, err = t.c.revokePerson(ctx, tx, person, note); err != nil || len(gone) > 0 {
			return err
		}
		return tx.Audit(ctx, store.Event{Action: "device.none", Article: "第二十二条"}, inspect.NounPerson, person, "")
	})
	return gone, err
}

// revokePerson is RevokePerson within another change, such as 停用 of an account.
func (c *core) revokePerson(ctx context.Context, tx *store.Tx, person, note string) ([]inspect.Device, error) {
	gone := []inspect.Device{}
	devices, _, err := store.List[inspect.Device](ctx, tx, inspect.NounDevice, store.Filter{})
	if err != nil {
		return nil, err
	}
	for _, d := range devices {
		if d.Person == "" || d.Person != person || d.Revoked {
			continue
		}
		if err := c.revoke(ctx, tx, &d, inspect.RevokeLeft, note); err != nil {
			return nil, err
		}
		gone = append(gone, d)
	}
	return gone, nil
}

// Package writes the trust list and the revocation list of this office as a
// signed package, under a new number. Whoever holds a newer one refuses it.
func (t *Trust) Package(ctx context.Context, a inspect.Actor, out string) (Sent, error) {
	if err := a.May(inspect.ActPeople); err != nil {
		return Sent{}, err
	}
	if err := (&Dispatch{t.c}).atOffice(ctx); err != nil {
		return Sent{}, err
	}
	id, err := t.c.identity()
	if err != nil {
		return Sent{}, err
	}
	return t.c.send(ctx, a, inspect.ActPeople, out, func(tx *store.Tx) (pack.Meta, []pack.Source, error) {
		l, src, err := t.c.newList(ctx, tx, id)
		if err != nil {
			return pack.Meta{}, nil, err
		}
		e := store.Event{Action: "trust.list", Article: "第二十二条", Detail: fmt.Sprintf("第%d号", l.Serial)}
		return pack.Meta{Kind: pack.Trust}, src, tx.Audit(ctx, e, inspect.NounDevice, "", src[0].SHA256)
	})
}
