package service

import (
	"context"
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/pack"
	"shuangsuiji/backend/store"
)

// FoundInput takes a report of loss back.
type FoundInput struct {
	Device string `json:"device"`
	Finder string `json:"finder"`
	On     string `json:"on"`
	Story  string `json:"story"`
}

// FoundAgain is what holds of a laptop after its report of loss was taken back.
type FoundAgain struct {
	Holding DeviceHolding `json:"holding"` // what it may go on with
	Gone    []string      `json:"gone"`    // firms that another laptop has by now
	Waiting int           `json:"waiting"` // conflicts that its packages left: a person still decides
	Leases  int           `json:"leases"`  // ranges of numbers that are in use again
}

// TakeBackLoss withdraws a report of loss (P14): what the laptop signs counts again
// and its numbers are in use again. What was dispatched anew stays with the other
// laptop, and what it sent meanwhile stays listed until a person decides.
func (d *Dispatch) TakeBackLoss(ctx context.Context, a inspect.Actor, in FoundInput) (FoundAgain, error) {
	out := FoundAgain{Gone: []string{}}
	if err := a.May(inspect.ActDispatch); err != nil {
		return out, err
	}
	if err := d.atOffice(ctx); err != nil {
		return out, err
	}
	var dev inspect.Device
	err := d.c.write(ctx, a, inspect.ActDispatch, func(tx *store.Tx) (err error) {
		if dev, err = d.anyDevice(ctx, tx, in.Device); err != nil {
			return err
		}
		listed, err := d.listed(ctx, tx, dev)
		if err != nil {
			return err
		}
		if err := dev.TakeBack(inspect.Found{Finder: in.Finder, On: in.On, Story: in.Story, By: a.Name, At: tx.At()}, listed, d.c.today()); err != nil {
			return err
		}
		if _, err = tx.Put(ctx, inspect.NounDevice, dev.ID, dev, store.Event{Action: "device.found", Article: "第二十二条", Reason: dev.Loss.Found.Story, Detail: dev.Name + " " + dev.Fingerprint}); err != nil {
			return err
		}
		leases, _, err := store.List[inspect.NumberLease](ctx, tx, inspect.NounLease, store.Where("device", dev.Fingerprint, "state", string(inspect.LeaseClosed)))
		if err != nil {
			return err
		}
		for _, l := range leases {
			if !l.Reopen() {
				continue
			}
			out.Leases++
			if _, err := tx.Put(ctx, inspect.NounLease, l.ID, l, store.Event{Action: "number.reopen", Article: "第二十二条", Reason: dev.Loss.Found.Story, Detail: l.DeviceName}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return out, err
	}
	if out.Holding, err = d.held(ctx, dev); err != nil {
		return out, err
	}
	if out.Gone, err = d.gone(ctx, dev); err != nil {
		return out, err
	}
	conflicts, err := store.Conflicts(ctx, d.c.db)
	for _, c := range conflicts {
		if strings.HasPrefix(c.Reason, lossWords(dev.Name, *dev.Loss)) {
			out.Waiting++
		}
	}
	return out, err
}

// listed tells whether a trust list of this office told others of a revocation.
func (d *Dispatch) listed(ctx context.Context, r store.Reader, dev inspect.Device) (bool, error) {
	roots, err := d.c.roots(ctx)
	if err != nil || len(roots) == 0 {
		return false, err
	}
	l, ok, err := d.c.heldList(ctx, r, roots[0].Fingerprint)
	if err != nil || !ok {
		return false, err
	}
	for _, x := range l.Devices {
		if x.Fingerprint == dev.Fingerprint && x.RevokedAt != "" {
			return true, nil
		}
	}
	return false, nil
}

// gone are the firms that a laptop was granted and another has by now.
func (d *Dispatch) gone(ctx context.Context, dev inspect.Device) ([]string, error) {
	list := []string{}
	mine, _, err := store.List[inspect.Grant](ctx, d.c.db, inspect.NounGrant, store.Where("device", dev.Fingerprint))
	if err != nil {
		return list, err
	}
	seen := map[string]bool{}
	for _, g := range mine {
		all, _, err := store.List[inspect.Grant](ctx, d.c.db, inspect.NounGrant, store.Where("task", g.Task))
		if err != nil {
			return list, err
		}
		holders := inspect.Holders(all)
		for _, team := range g.Teams {
			if h := holders[team]; h.Device == dev.Fingerprint || seen[team] {
				continue
			}
			seen[team] = true
			t, err := store.Get[inspect.Team](ctx, d.c.db, inspect.NounTeam, team)
			if err != nil {
				return list, err
			}
			s, err := store.Get[inspect.Subject](ctx, d.c.db, inspect.NounSubject, t.Subject)
			if err != nil {
				return list, err
			}
			list = append(list, s.Name+"（现由“"+holders[team].DeviceName+"”持有）")
		}
	}
	return list, nil
}

// wiped are the tasks that this laptop erased, for the office to know.
func (d *Dispatch) wiped(ctx context.Context) ([]pack.Erased, error) {
	rows, err := store.Wipes(ctx, d.c.db)
	list := []pack.Erased{}
	for _, x := range rows {
		list = append(list, pack.Erased{Task: x[0], At: x[1]})
	}
	return list, err
}

// erased takes in what a laptop says it erased. A lost one's word proves nothing.
func (d *Dispatch) erased(ctx context.Context, tx *store.Tx, m pack.Meta) error {
	if len(m.Wiped) == 0 {
		return nil
	}
	rows, _, err := store.List[inspect.Device](ctx, tx, inspect.NounDevice, store.Where("fingerprint", m.KeyFingerprint))
	if err != nil || len(rows) == 0 || rows[0].Revoked {
		return err
	}
	dev, news := rows[0], false
	for _, w := range m.Wiped {
		news = dev.Erased(inspect.DeviceWipe{Task: w.Task, At: w.At}) || news
	}
	if !news {
		return nil
	}
	_, err = tx.Put(ctx, inspect.NounDevice, dev.ID, dev, store.Event{Action: "device.wiped", Article: "第二十条", Detail: dev.Name})
	return err
}
