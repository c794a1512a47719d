package service

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/store"
)

// nounErasure is what the approval to erase evidence is filed under; its Ref is the
// request that the items share.
const nounErasure = "erasure"

// Kept is an item with how long it is kept and why.
type Kept struct {
	Evidence inspect.Evidence  `json:"evidence"`
	Subject  string            `json:"subject"`
	Keep     inspect.Retention `json:"keep"`
	Due      bool              `json:"due"` // its time is over: it may be asked to be erased
}

// Keeping lists what is kept, what is due first; with due, only what is due, was
// asked for or was erased.
func (e *Evidence) Keeping(ctx context.Context, a inspect.Actor, due bool) ([]Kept, error) {
	if err := a.May(inspect.ActRead); err != nil {
		return nil, err
	}
	visits, names, out, today := map[string]inspect.Visit{}, map[string]string{}, []Kept{}, e.c.today()
	err := store.Each(ctx, e.c.db, inspect.NounVisit, func(v inspect.Visit) error { visits[v.ID] = v; return nil })
	if err != nil {
		return nil, err
	}
	err = store.Each(ctx, e.c.db, inspect.NounEvidence, func(x inspect.Evidence) error {
		v := visits[x.Visit]
		k := Kept{Evidence: x.Whole(), Keep: inspect.KeepOf(x, v), Due: inspect.MayErase(x, v, today) == nil}
		if due && !k.Due && x.Erasure == nil {
			return nil
		}
		names[v.Subject] = ""
		k.Subject = v.Subject
		out = append(out, k)
		return nil
	})
	if err != nil {
		return nil, err
	}
	for id := range names {
		s, err := ifKnown[inspect.Subject](ctx, e.c.db, inspect.NounSubject, id)
		if err != nil {
			return nil, err
		}
		names[id] = s.Name
	}
	for i := range out {
		out[i].Subject = names[out[i].Subject]
	}
	slices.SortFunc(out, func(a, b Kept) int {
		return cmp.Or(boolFirst(a.Due, b.Due), boolFirst(!a.Keep.Forever, !b.Keep.Forever), cmp.Compare(a.Keep.Until, b.Keep.Until), cmp.Compare(a.Evidence.ID, b.Evidence.ID))
	})
	return out, nil
}

func boolFirst(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	}
	return 1
}

// AskErase asks to erase items whose time is over: all of them or none. It answers
// with the request that the approval names.
func (e *Evidence) AskErase(ctx context.Context, a inspect.Actor, ids []string, reason string) (string, error) {
	request := store.NewID()
	return request, e.c.write(ctx, a, inspect.ActEvidence, func(tx *store.Tx) error {
		if err := e.officeOnly(ctx); err != nil {
			return err
		}
		if len(ids) == 0 {
			return inspect.E(inspect.Invalid, "没有选择要销毁的证据").WithArticle("第二十条")
		}
		if strings.TrimSpace(reason) == "" {
			return inspect.E(inspect.Invalid, "没有写明销毁的理由").WithField("reason").WithArticle("第二十条")
		}
		for _, id := range ids {
			_, err := e.change(ctx, tx, id, "erase.ask", reason, func(item *inspect.Evidence, v inspect.Visit) error {
				if err := inspect.MayErase(*item, v, e.c.today()); err != nil {
					return err
				}
				if item.Erasure != nil {
					return inspect.E(inspect.Refused, "“%s”已经申请销毁", item.Title()).WithArticle("第二十条").WithRef(id)
				}
				item.Erasure = &inspect.Erasure{Request: request, Reason: reason, AskedBy: a.Person, AskedAt: tx.At()}
				return nil
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// officeOnly: a laptop's files go when it is cleared after the hand-over (P14).
func (e *Evidence) officeOnly(ctx context.Context) error {
	kind, err := e.c.db.Meta(ctx, metaKind)
	if err == nil && kind != KindOffice {
		err = inspect.E(inspect.Refused, "外勤电脑上的证据交回办公室之后随“清除”处理，不在这里销毁").WithArticle("第二十条")
	}
	return err
}

// asked are the items of a request that are not erased yet.
func (e *Evidence) asked(ctx context.Context, r store.Reader, request string) ([]inspect.Evidence, error) {
	out := []inspect.Evidence{}
	err := store.Each(ctx, r, inspect.NounEvidence, func(x inspect.Evidence) error {
		if x.Erasure != nil && x.Erasure.Request == request && request != "" {
			out = append(out, x)
		}
		return nil
	})
	if err == nil && len(out) == 0 {
		err = inspect.E(inspect.NotFound, "没有这项销毁申请：%s", request).WithRef(request)
	}
	return out, err
}

// erasure registers the approval of a request, by another person than who asked.
// Word of mouth is not enough: what was erased cannot be brought back.
func (p *Approval) erasure(ctx context.Context, tx *store.Tx, ap *entered) error {
	ev := &Evidence{p.c}
	items, err := ev.asked(ctx, tx, ap.Ref)
	if err != nil {
		return err
	}
	asked := items[0].Erasure
	applicant, err := store.Get[inspect.Person](ctx, tx, inspect.NounPerson, asked.AskedBy)
	if err != nil {
		return err
	}
	ap.Applicant, ap.EnteredFor = asked.AskedBy, fmt.Sprintf("销毁保存期满的证据%d件：%s", len(items), asked.Reason)
	switch {
	case ap.Kind == inspect.ApprovalOral:
		err = inspect.E(inspect.Refused, "销毁证据须账号审批或纸质审批，口头同意不算").WithField("kind").WithArticle("第二十条")
	case asked.Approval != "":
		err = inspect.E(inspect.Refused, "这项销毁申请已经批准").WithArticle("第二十条").WithRef(ap.Ref)
	default:
		if err = ap.Validate(applicant.Name); err == nil {
			err = p.c.anothers(ctx, tx, ap.Approval)
		}
	}
	if err != nil {
		return err
	}
	if _, err := tx.Put(ctx, inspect.NounApproval, ap.ID, ap.Approval, store.Event{Action: "approval." + string(ap.Kind), Article: "第二十条", Reason: ap.EnteredFor}); err != nil {
		return err
	}
	for _, x := range items {
		_, err := ev.change(ctx, tx, x.ID, "erase.approved", ap.EnteredFor, func(item *inspect.Evidence, _ inspect.Visit) error {
			item.Erasure.Approval = ap.ID
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// Erase erases the files of an approved request. The row stays with its digests, the
// log says what went. A file that another item or a document still needs stays.
// Erase again goes on where a crash or a locked file stopped it.
func (e *Evidence) Erase(ctx context.Context, a inspect.Actor, request string) ([]inspect.Evidence, error) {
	out := []inspect.Evidence{}
	err := e.c.write(ctx, a, inspect.ActEvidence, func(tx *store.Tx) error {
		out = out[:0]
		if err := e.officeOnly(ctx); err != nil {
			return err
		}
		items, err := e.asked(ctx, tx, request)
		if err != nil {
			return err
		}
		fresh := 0
		for _, x := range items {
			if x.State == inspect.EvidenceErased {
				out = append(out, x)
				continue
			}
			if x.Erasure.Approval == "" {
				return inspect.E(inspect.Refused, "销毁申请还没有批准").WithArticle("第二十条").WithRef(request).WithHint("由申请人之外的负责人审批后再销毁")
			}
			done, err := e.change(ctx, tx, x.ID, "erase.done", x.Erasure.Reason, func(item *inspect.Evidence, v inspect.Visit) error {
				if err := inspect.MayErase(*item, v, e.c.today()); err != nil {
					return err // it became evidence of a case since it was asked for
				}
				item.State, item.Erasure.By, item.Erasure.At = inspect.EvidenceErased, a.Person, tx.At()
				return nil
			})
			if err != nil {
				return err
			}
			fresh++
			out = append(out, done)
		}
		if fresh == 0 {
			return tx.Audit(ctx, store.Event{Action: "erase.again", Article: "第二十条", Detail: request}, inspect.NounEvidence, items[0].ID, "")
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	for _, x := range out {
		if err := e.dropFile(ctx, x.SHA256); err != nil {
			return out, err
		}
	}
	return out, nil
}

// dropFile removes a stored file that no row needs any more.
func (e *Evidence) dropFile(ctx context.Context, sha256 string) error {
	needed, err := e.c.needed(ctx, sha256)
	if err != nil || needed {
		return err
	}
	return e.c.media.Erase(sha256)
}

// needed tells whether a row still stands on a stored file.
func (c *core) needed(ctx context.Context, sha256 string) (bool, error) {
	n, err := store.Count(ctx, c.db, inspect.NounEvidence, store.Where("sha256", sha256, "state", string(inspect.EvidenceCopied)))
	if err != nil || n > 0 {
		return true, err
	}
	return store.FileNamed(ctx, c.db, sha256)
}
