package service

import (
	"context"
	"encoding/json"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/store"
)

// fromTheParent is why a register entry of a unit's own went out of use.
const fromTheParent = "上级下发了同编码的条目，以上级的为准"

// yield makes room for what a parent office or this laptop's office sends down:
// matters are matched by their code, inspectors by their 警号. The entry of our
// own with the same one goes out of use under another code; leave and recusals
// of an inspector follow to the entry that came. Subjects of one code stand
// beside each other until somebody merges them (库况检查 lists them).
func (d *Dispatch) yield(ctx context.Context, tx *store.Tx, in []store.Incoming) error {
	for _, x := range in {
		v, err := store.ParseVersion(x.Raw)
		if err != nil {
			return err
		}
		var of struct {
			Code  string `json:"code"`
			Badge string `json:"badge"`
		}
		switch v.Noun {
		case inspect.NounMatter, inspect.NounInspector:
			if err := json.Unmarshal(v.Body, &of); err != nil {
				return inspect.E(inspect.Damaged, "数据内容的格式不对").WithRef(v.ID).Because(err)
			}
		default:
			continue
		}
		if v.Noun == inspect.NounMatter {
			err = d.yieldMatter(ctx, tx, of.Code, v.ID)
		} else {
			err = d.yieldInspector(ctx, tx, of.Badge, v.ID)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (d *Dispatch) yieldMatter(ctx context.Context, tx *store.Tx, code, id string) error {
	rows, _, err := store.List[inspect.Matter](ctx, tx, inspect.NounMatter, store.Where("code", code))
	if err != nil || len(rows) == 0 || rows[0].ID == id {
		return err
	}
	m := rows[0]
	if m.Ended == "" {
		m.Ended, m.Reason, m.EffectiveTo, m.VersionFrom = fromTheParent, fromTheParent, d.c.today(), d.c.today()
		m.Version = max(1, m.Version) + 1
	}
	m.Code = m.Code + "-" + m.ID[len(m.ID)-6:]
	_, err = tx.Put(ctx, inspect.NounMatter, m.ID, m, store.Event{Action: "register.yield", Article: "第七条", Reason: fromTheParent, Detail: code})
	return err
}

func (d *Dispatch) yieldInspector(ctx context.Context, tx *store.Tx, badge, id string) error {
	rows, _, err := store.List[inspect.Inspector](ctx, tx, inspect.NounInspector, store.Where("badge", badge))
	if err != nil || len(rows) == 0 || rows[0].ID == id {
		return err
	}
	p, e := rows[0], store.Event{Action: "register.yield", Article: "第九条", Reason: fromTheParent, Detail: badge}
	p.Badge, p.Status = p.Badge+"-"+p.ID[len(p.ID)-6:], "失效"
	if _, err := tx.Put(ctx, inspect.NounInspector, p.ID, p, e); err != nil {
		return err
	}
	leaves, _, err := store.List[inspect.Leave](ctx, tx, inspect.NounLeave, store.Where("inspector", p.ID))
	if err != nil {
		return err
	}
	for _, l := range leaves {
		l.Inspector = id
		if _, err := tx.Put(ctx, inspect.NounLeave, l.ID, l, e); err != nil {
			return err
		}
	}
	recusals, _, err := store.List[inspect.Recusal](ctx, tx, inspect.NounRecusal, store.Where("inspector", p.ID))
	if err != nil {
		return err
	}
	for _, r := range recusals {
		r.Inspector = id
		if _, err := tx.Put(ctx, inspect.NounRecusal, r.ID, r, e); err != nil {
			return err
		}
	}
	return nil
}
