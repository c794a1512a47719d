package service

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/pack"
	"shuangsuiji/backend/store"
)

// madeThere are the nouns of a 非随机检查 that a laptop made by itself.
var madeThere = []inspect.Noun{inspect.NounTask, inspect.NounMatter, inspect.NounSubject, inspect.NounApproval, inspect.NounTeam, inspect.NounGrant}

// fieldMade splits the versions of a result package: those that a laptop made
// for a 非随机检查 of its own (art. 3, P16), and the rest. Of any other task a
// laptop brings nothing but its visits.
func (d *Dispatch) fieldMade(in []store.Incoming, m pack.Meta) (made, rest []store.Incoming, err error) {
	own := false
	for _, x := range in {
		v, err := store.ParseVersion(x.Raw)
		if err != nil {
			return nil, nil, err
		}
		if v.Noun == inspect.NounTask && v.ID == m.Task {
			var t inspect.Task
			own = json.Unmarshal(v.Body, &t) == nil && t.InField
		}
		if slices.Contains(madeThere, v.Noun) {
			made = append(made, x)
		} else {
			rest = append(rest, x)
		}
	}
	if !own {
		return nil, in, nil
	}
	return made, rest, nil
}

// allowMade judges each version that a laptop made for its own task: a whole and
// lawful 非随机检查, granted by the laptop to itself and to nobody else.
func (d *Dispatch) allowMade(ctx context.Context, tx *store.Tx, m pack.Meta) func(store.Version) (string, error) {
	refuse := func(v store.Version, why string) (string, error) {
		return "", inspect.E(inspect.Refused, "结果包中的%s%s，没有导入", v.Noun.Label(), why).WithArticle("第三条").WithRef(v.ID)
	}
	return func(v store.Version) (string, error) {
		devices, _, err := store.List[inspect.Device](ctx, tx, inspect.NounDevice, store.Where("fingerprint", m.KeyFingerprint))
		if err != nil {
			return "", err
		}
		if len(devices) == 0 || devices[0].Revoked {
			return refuse(v, "来自没有登记或已吊销的设备")
		}
		read := func(to any) error {
			if err := json.Unmarshal(v.Body, to); err != nil {
				return inspect.E(inspect.Damaged, "数据内容的格式不对").WithRef(v.ID).Because(err)
			}
			return nil
		}
		switch v.Noun {
		case inspect.NounTask:
			var t inspect.Task
			if err := read(&t); err != nil {
				return "", err
			}
			if t.ID != m.Task || t.Random() || !t.InField {
				return refuse(v, "不是外勤直接开展的非随机检查")
			}
			return "", t.Validate()
		case inspect.NounMatter:
			var x inspect.Matter
			if err := read(&x); err != nil {
				return "", err
			}
			if !x.Unlisted || !strings.HasPrefix(x.Code, unlistedMark+fieldMark) {
				return refuse(v, "不是这次检查的清单外事项")
			}
			return "", x.Validate()
		case inspect.NounSubject:
			if _, err := store.Get[inspect.Subject](ctx, tx, inspect.NounSubject, v.ID); inspect.CodeOf(err) != inspect.NotFound {
				return "检查对象以办公室的名录库为准", err
			}
			var s inspect.Subject
			if err := read(&s); err != nil {
				return "", err
			}
			return "", s.Validate()
		case inspect.NounApproval:
			var x inspect.Approval
			if err := read(&x); err != nil {
				return "", err
			}
			if x.Ref != m.Task {
				return refuse(v, "不是这次检查的审批")
			}
		case inspect.NounTeam:
			var x inspect.Team
			if err := read(&x); err != nil {
				return "", err
			}
			if x.Task != m.Task {
				return refuse(v, "不是这次检查的检查组")
			}
			return "", x.Ready(inspect.Task{})
		case inspect.NounGrant:
			var x inspect.Grant
			if err := read(&x); err != nil {
				return "", err
			}
			if x.Task != m.Task || x.Device != m.KeyFingerprint || x.Epoch != 1 {
				return refuse(v, "不是该设备给自己的授权")
			}
		}
		return "", nil
	}
}

// takeOver gives a task that a laptop made its number of this office. From then
// on the office owns it, like every task.
func (d *Dispatch) takeOver(ctx context.Context, tx *store.Tx, task string) error {
	t, err := store.Get[inspect.Task](ctx, tx, inspect.NounTask, task)
	if err != nil || !strings.HasPrefix(t.No, fieldMark) {
		return err
	}
	t.FieldNo = t.No
	if t.No, err = d.c.nextNo(ctx, tx, inspect.NounTask, inspect.LegalDate(tx.At())); err != nil {
		return err
	}
	_, err = tx.Put(ctx, inspect.NounTask, t.ID, t, store.Event{Action: "task.takeover", Article: "第三条", Detail: t.FieldNo})
	return err
}

// madeSources are what a laptop made for its own task: it goes with the results.
func (d *Dispatch) madeSources(ctx context.Context, b *bundle, t inspect.Task) error {
	if !t.InField {
		return nil
	}
	for _, m := range t.Matters {
		x, err := store.Get[inspect.Matter](ctx, d.c.db, inspect.NounMatter, m)
		if err != nil {
			return err
		}
		if x.Unlisted {
			b.history(ctx, inspect.NounMatter, m)
		}
	}
	for _, w := range t.Winners {
		s, err := store.Get[inspect.Subject](ctx, d.c.db, inspect.NounSubject, w.Subject)
		if err != nil {
			return err
		}
		if s.CodeNote == fieldEntered {
			b.history(ctx, inspect.NounSubject, w.Subject)
		}
	}
	b.history(ctx, inspect.NounApproval, t.Approval)
	b.history(ctx, inspect.NounTask, t.ID)
	b.media(t.NonRandom.Proof, t.NonRandom.ProofName)
	teams, _, err := store.List[inspect.Team](ctx, d.c.db, inspect.NounTeam, store.Where("task", t.ID))
	if err != nil {
		return err
	}
	for _, x := range teams {
		b.history(ctx, inspect.NounTeam, x.ID)
	}
	grants, _, err := store.List[inspect.Grant](ctx, d.c.db, inspect.NounGrant, store.Where("task", t.ID))
	if err != nil {
		return err
	}
	for _, g := range grants {
		b.history(ctx, inspect.NounGrant, g.ID)
	}
	return b.err
}
