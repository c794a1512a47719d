package service

import (
	"context"
	"fmt"
	"slices"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/store"
)

// Handing is how far one task on this laptop has come on its way back (P14).
type Handing struct {
	Task       string                  `json:"task"`
	TaskNo     string                  `json:"taskNo"`
	TaskName   string                  `json:"taskName"`
	State      inspect.HandState       `json:"state"`
	StateLabel string                  `json:"stateLabel"`
	Teams      int                     `json:"teams"`   // granted to this laptop
	Handed     int                     `json:"handed"`  // visits handed back
	Lacks      []string                `json:"lacks"`   // what is not handed back or not receipted, in words
	SentAt     string                  `json:"sentAt"`  // the last result package
	Receipt    string                  `json:"receipt"` // id of the last receipt, "" = none
	ReceiptAt  string                  `json:"receiptAt"`
	ReceiptBy  string                  `json:"receiptBy"`
	Visits     []inspect.ReceivedVisit `json:"visits"` // as the office has them
	WipedAt    string                  `json:"wipedAt"`
}

// Handing lists the tasks of this laptop: 未交, 已交待回执, 已回执, 已清除.
func (d *Dispatch) Handing(ctx context.Context, a inspect.Actor) ([]Handing, error) {
	if err := a.May(inspect.ActRead); err != nil {
		return nil, err
	}
	list := []Handing{}
	tasks, _, err := store.List[inspect.Task](ctx, d.c.db, inspect.NounTask, store.Filter{Order: "-no"})
	if err != nil {
		return nil, err
	}
	for _, t := range tasks {
		h, err := d.holding(ctx, d.c.db, t)
		if err != nil {
			return nil, err
		}
		list = append(list, h.Handing)
	}
	return list, nil
}

// holding is a task on this laptop with all that hangs on it.
type holding struct {
	Handing
	task     inspect.Task
	teams    []inspect.Team // granted to this laptop
	idle     []inspect.Team // of them: not inspected, and not given to another device
	visits   []inspect.Visit
	away     []string       // visits that went on to another laptop
	items    []inspect.Item // versions and files that the office must have
	refs     []store.FormRef
	papers   []inspect.Paper
	files    []string // of the workspace, relative
	receipts []inspect.Receipt
}

func (d *Dispatch) holding(ctx context.Context, r store.Reader, t inspect.Task) (holding, error) {
	h := holding{task: t, Handing: Handing{Task: t.ID, TaskNo: t.No, TaskName: t.Name, Lacks: []string{}, Visits: []inspect.ReceivedVisit{}}}
	own, err := d.c.db.Meta(ctx, metaFingerprint)
	if err != nil {
		return h, err
	}
	if h.WipedAt, err = store.Wiped(ctx, r, inspect.NounTask, t.ID); err != nil {
		return h, err
	}
	if h.receipts, _, err = store.List[inspect.Receipt](ctx, r, inspect.NounReceipt, store.Where("task", t.ID)); err != nil {
		return h, err
	}
	if err := d.holdingTeams(ctx, r, &h, own); err != nil {
		return h, err
	}
	for _, v := range h.visits {
		if err := d.holdingVisit(ctx, r, &h, v); err != nil {
			return h, err
		}
	}
	sent, err := store.Packages(ctx, r, "out")
	if err != nil {
		return h, err
	}
	for _, p := range sent {
		if p.Task == t.ID && p.Kind == "result" {
			h.SentAt = max(h.SentAt, p.At)
		}
	}
	if n := len(h.receipts); n > 0 {
		last := h.receipts[n-1]
		h.Receipt, h.ReceiptAt, h.ReceiptBy = last.ID, last.At, last.By
		for _, x := range h.receipts {
			h.Visits = append(h.Visits, x.Visits...)
		}
	}
	h.settle()
	return h, nil
}

// holdingTeams finds the teams that this laptop was granted, and their visits.
func (d *Dispatch) holdingTeams(ctx context.Context, r store.Reader, h *holding, own string) error {
	grants, _, err := store.List[inspect.Grant](ctx, r, inspect.NounGrant, store.Where("task", h.task.ID))
	if err != nil {
		return err
	}
	teams, _, err := store.List[inspect.Team](ctx, r, inspect.NounTeam, store.Where("task", h.task.ID).Sorted("ord"))
	if err != nil {
		return err
	}
	if h.visits, _, err = store.List[inspect.Visit](ctx, r, inspect.NounVisit, store.Where("task", h.task.ID)); err != nil {
		return err
	}
	for _, team := range teams {
		h.refs = append(h.refs, store.FormRef{Noun: inspect.NounTeam, ID: team.ID})
		if !slices.ContainsFunc(grants, func(g inspect.Grant) bool { return g.Device == own && g.Has(team.ID) }) {
			continue
		}
		h.teams = append(h.teams, team)
		holder := inspect.Holders(grants)[team.ID]
		if holder.Device != own {
			h.Lacks = append(h.Lacks, fmt.Sprintf("第%d组已交接给“%s”", team.Order, holder.DeviceName))
			for _, v := range h.visits {
				if v.Team == team.ID {
					h.away = append(h.away, v.ID)
				}
			}
			continue
		}
		gone := slices.ContainsFunc(h.receipts, func(x inspect.Receipt) bool { return slices.Contains(x.Released, team.ID) })
		begun := slices.ContainsFunc(h.visits, func(v inspect.Visit) bool { return v.Team == team.ID })
		if !begun && !gone {
			h.idle = append(h.idle, team)
		}
	}
	h.Teams = len(h.teams)
	return nil
}

// holdingVisit collects what hangs on a visit.
func (d *Dispatch) holdingVisit(ctx context.Context, r store.Reader, h *holding, v inspect.Visit) error {
	if v.State == inspect.VisitHanded {
		h.Handed++
	}
	before := len(h.items)
	if slices.Contains(h.away, v.ID) {
		defer func() { // it is for the other laptop to bring
			for i := range h.items[before:] {
				h.items[before+i].At = ""
			}
		}()
	}
	s, err := ifKnown[inspect.Subject](ctx, r, inspect.NounSubject, v.Subject)
	if err != nil {
		return err
	}
	name := "“" + s.Name + "”的"
	if err := h.add(ctx, r, inspect.NounVisit, v.ID, name+"检查记录"); err != nil {
		return err
	}
	evidence, _, err := store.List[inspect.Evidence](ctx, r, inspect.NounEvidence, store.Where("visit", v.ID))
	if err != nil {
		return err
	}
	for _, e := range evidence {
		what := name + "证据“" + e.Name + "”"
		if err := h.add(ctx, r, inspect.NounEvidence, e.ID, what); err != nil {
			return err
		}
		if e.State == inspect.EvidenceCopied { // else the digest is of a file elsewhere
			d.file(h, inspect.NounEvidence, e.ID, e.SHA256, e.AddedAt, what)
		}
	}
	for _, ref := range []string{v.ID, v.Team} {
		papers, _, err := store.List[inspect.Paper](ctx, r, inspect.NounPaper, store.Where("ref", ref))
		if err != nil {
			return err
		}
		for _, p := range papers {
			if err := d.holdingPaper(ctx, r, h, p, name); err != nil {
				return err
			}
		}
	}
	for _, noun := range []inspect.Noun{inspect.NounResult, inspect.NounSuggestion} {
		ids, err := store.IDs(ctx, r, noun, store.Where("visit", v.ID))
		if err != nil {
			return err
		}
		for _, id := range ids {
			if err := h.add(ctx, r, noun, id, name+noun.Label()); err != nil {
				return err
			}
		}
	}
	return nil
}

func (d *Dispatch) holdingPaper(ctx context.Context, r store.Reader, h *holding, p inspect.Paper, name string) error {
	what := fmt.Sprintf("%s%s（%s）", name, p.Name, p.Number)
	if err := h.add(ctx, r, inspect.NounPaper, p.ID, what); err != nil {
		return err
	}
	h.papers = append(h.papers, p)
	d.file(h, inspect.NounPaper, p.ID, p.Scan, p.IssuedAt, what+"的扫描件")
	for _, x := range returnsOf(p) {
		d.file(h, inspect.NounPaper, p.ID, x.SHA256, x.At, what+"收回的电子表")
	}
	pdfs := []string{p.PDF}
	for _, x := range p.Reprints {
		pdfs = append(pdfs, x.PDF)
	}
	for _, x := range p.Drawn {
		pdfs = append(pdfs, x.PDF)
		h.items = append(h.items, inspect.Item{Noun: inspect.NounPaper, ID: p.ID, Digest: x.Digest, At: x.At, Name: what + "的手写签名"})
	}
	for _, x := range pdfs {
		h.items = append(h.items, inspect.Item{Noun: inspect.NounPaper, ID: p.ID, Digest: x, At: p.IssuedAt, Name: what})
		h.files = append(h.files, "documents/"+x+".pdf")
	}
	return nil
}

// add takes an aggregate in with every version.
func (h *holding) add(ctx context.Context, r store.Reader, noun inspect.Noun, id, name string) error {
	h.refs = append(h.refs, store.FormRef{Noun: noun, ID: id})
	versions, err := store.History(ctx, r, noun, id)
	if err != nil {
		return err
	}
	for _, raw := range versions {
		v, err := store.ParseVersion(raw)
		if err != nil {
			return err
		}
		h.items = append(h.items, inspect.Item{Noun: noun, ID: id, Digest: store.Digest(raw), At: v.At, Name: name})
	}
	return nil
}

// file takes a stored medium in; "" = there is none.
func (d *Dispatch) file(h *holding, noun inspect.Noun, id, sha256, at, name string) {
	if sha256 == "" {
		return
	}
	h.items = append(h.items, inspect.Item{Noun: noun, ID: id, Digest: sha256, At: at, Name: name})
	h.files = append(h.files, d.c.relative(d.c.media.Path(sha256)))
}

// settle says in one word and in detail how far the task has come.
func (h *holding) settle() {
	open, unsent := 0, 0
	for _, v := range h.visits {
		if v.State == inspect.VisitOpen && !slices.Contains(h.away, v.ID) {
			open++
		}
	}
	left := inspect.Uncovered(h.items, h.receipts)
	for _, it := range left {
		if it.At > h.SentAt {
			unsent++
		}
	}
	if n := len(h.idle); n > 0 {
		h.Lacks = append(h.Lacks, fmt.Sprintf("%d 户还没有检查", n))
	}
	if open > 0 {
		h.Lacks = append(h.Lacks, fmt.Sprintf("%d 户检查还没有结束", open))
	}
	if unsent > 0 {
		h.Lacks = append(h.Lacks, fmt.Sprintf("%d 项还没有交回", unsent))
	}
	if n := len(left) - unsent; n > 0 && len(h.receipts) > 0 {
		h.Lacks = append(h.Lacks, fmt.Sprintf("%d 项不在回执之内", n))
	}
	for _, v := range h.Visits {
		if v.Conflict != "" {
			h.Lacks = append(h.Lacks, "“"+v.Name+"”在办公室列为冲突，待裁定")
		}
	}
	switch {
	case h.WipedAt != "" && len(h.refs) == 0:
		h.State = inspect.HandWiped
	case unsent > 0 || open > 0 || len(h.idle) > 0 || len(h.items) == 0:
		h.State = inspect.HandHeld
	case len(left) > 0:
		h.State = inspect.HandSent
	default:
		h.State = inspect.HandReceipt
	}
	h.StateLabel = h.State.Label()
}
