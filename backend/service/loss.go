package service

import (
	"context"
	"fmt"
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/pack"
	"shuangsuiji/backend/store"
)

// LossInput is a report that a device is gone.
type LossInput struct {
	Device   string `json:"device"`
	Reporter string `json:"reporter"`
	On       string `json:"on"`
	Place    string `json:"place"`
	Story    string `json:"story"`
}

// ReportLoss registers a lost laptop (P14): its certificate counts as revoked,
// and what it held and did not hand back is listed, to be dispatched anew. What
// it still sends becomes a listed conflict.
func (d *Dispatch) ReportLoss(ctx context.Context, a inspect.Actor, in LossInput) (DeviceHolding, error) {
	if err := a.May(inspect.ActDispatch); err != nil {
		return DeviceHolding{}, err
	}
	if err := d.atOffice(ctx); err != nil {
		return DeviceHolding{}, err
	}
	var dev inspect.Device
	err := d.c.write(ctx, a, inspect.ActDispatch, func(tx *store.Tx) (err error) {
		if dev, err = d.anyDevice(ctx, tx, in.Device); err != nil {
			return err
		}
		if err := dev.Report(inspect.Loss{Reporter: in.Reporter, On: in.On, Place: in.Place, Story: in.Story, By: a.Name, ReportedAt: tx.At()}, d.c.today()); err != nil {
			return err
		}
		if _, err = tx.Put(ctx, inspect.NounDevice, dev.ID, dev, store.Event{Action: "device.lost", Article: "第二十二条", Detail: dev.Name + " " + dev.Fingerprint}); err != nil {
			return err
		}
		return d.closeLeases(ctx, tx, dev, inspect.LostLease)
	})
	if err != nil {
		return DeviceHolding{}, err
	}
	return d.held(ctx, dev)
}

// closeLeases takes a revoked device's number ranges out of use: what is on its
// signed papers stays explained.
func (d *Dispatch) closeLeases(ctx context.Context, tx *store.Tx, dev inspect.Device, why string) error {
	leases, _, err := store.List[inspect.NumberLease](ctx, tx, inspect.NounLease, store.Where("device", dev.Fingerprint, "state", string(inspect.LeaseOpen)))
	if err != nil {
		return err
	}
	for _, l := range leases {
		if err := l.End(inspect.LeaseClosed, tx.At(), tx.Actor().Name, why); err != nil {
			return err
		}
		if _, err := tx.Put(ctx, inspect.NounLease, l.ID, l, store.Event{Action: "number.close", Article: "第二十二条", Reason: l.Reason, Detail: l.DeviceName}); err != nil {
			return err
		}
	}
	return nil
}

// Urge records that a device was called in (催交): whom, how, what was answered.
func (d *Dispatch) Urge(ctx context.Context, a inspect.Actor, device, note string) (inspect.Device, error) {
	var dev inspect.Device
	if err := a.May(inspect.ActDispatch); err != nil {
		return dev, err
	}
	if err := d.atOffice(ctx); err != nil {
		return dev, err
	}
	err := d.c.write(ctx, a, inspect.ActDispatch, func(tx *store.Tx) (err error) {
		if dev, err = d.anyDevice(ctx, tx, device); err != nil {
			return err
		}
		if dev.UrgedNote = strings.TrimSpace(note); dev.UrgedNote == "" {
			return inspect.E(inspect.Invalid, "没有写明向谁催交、对方如何答复").WithField("note").WithArticle("第二十一条")
		}
		dev.UrgedAt = tx.At()
		_, err = tx.Put(ctx, inspect.NounDevice, dev.ID, dev, store.Event{Action: "device.urge", Article: "第二十一条", Detail: dev.Name})
		return err
	})
	return dev, err
}

func (d *Dispatch) atOffice(ctx context.Context) error {
	kind, err := d.c.db.Meta(ctx, metaKind)
	if err == nil && kind != KindOffice {
		err = inspect.E(inspect.Refused, "外勤设备的持有、催交和遗失由办公室登记").WithArticle("第二十二条")
	}
	return err
}

// lost says why nothing that a device sends is taken without a decision, "" = it
// is not lost.
func (d *Dispatch) lost(ctx context.Context, r store.Reader, m pack.Meta) (string, error) {
	rows, _, err := store.List[inspect.Device](ctx, r, inspect.NounDevice, store.Where("fingerprint", m.KeyFingerprint))
	if err != nil || len(rows) == 0 || !rows[0].Revoked {
		return "", err
	}
	if l := rows[0].Loss; l != nil {
		return lossWords(rows[0].Name, *l) + "，须由负责人裁定", nil
	}
	return fmt.Sprintf("设备“%s”已吊销，须由负责人裁定", rows[0].Name), nil
}

// lossWords begins the reason of every conflict that a lost device left.
func lossWords(name string, l inspect.Loss) string {
	return fmt.Sprintf("设备“%s”已于 %s 登记遗失", name, inspect.Minute(l.ReportedAt))
}

// inPlaceOf names the lost device that held some of a new grant's teams.
func (d *Dispatch) inPlaceOf(ctx context.Context, r store.Reader, t inspect.Task, g inspect.Grant) (string, error) {
	grants, _, err := store.List[inspect.Grant](ctx, r, inspect.NounGrant, store.Where("task", t.ID))
	if err != nil {
		return "", err
	}
	holders := inspect.Holders(grants)
	for _, team := range g.Teams {
		why, err := d.lost(ctx, r, pack.Meta{KeyFingerprint: holders[team].Device})
		if err != nil || why != "" {
			return holders[team].DeviceName, err
		}
	}
	return "", nil
}
