package service

import (
	"cmp"
	"context"
	"slices"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/store"
)

// DeviceHolding is what the office knows of one laptop: what it holds, since
// when, and when it was last heard of (P14).
type DeviceHolding struct {
	Device      inspect.Device `json:"device"`
	LastContact string         `json:"lastContact"` // the last package of it that was taken in, "" = none yet
	Held        []Held         `json:"held"`        // the oldest first
	Out         int            `json:"out"`         // of them: not handed back
	Late        int            `json:"late"`        // of them: past the last day of the task
	Wiped       []WipedTask    `json:"wiped"`       // what it reported as erased
}

// WipedTask is a task whose data a laptop erased, as it reported.
type WipedTask struct {
	Task   string `json:"task"`
	TaskNo string `json:"taskNo"`
	At     string `json:"at"`
}

// Held is one firm that a laptop holds.
type Held struct {
	Task        string `json:"task"`
	TaskNo      string `json:"taskNo"`
	TaskName    string `json:"taskName"`
	Team        string `json:"team"`
	Order       int    `json:"order"`
	SubjectName string `json:"subjectName"`
	Leader      string `json:"leader"` // name
	Since       string `json:"since"`
	From        string `json:"from"` // the laptop that handed it over, "" = dispatched by the office
	Returned    bool   `json:"returned"`
	DueOn       string `json:"dueOn"`
	Late        bool   `json:"late"`
	WipedAt     string `json:"wipedAt"` // the laptop erased its copy, "" = not reported
}

// Holdings lists the laptops and what each holds of tasks that are not closed.
func (d *Dispatch) Holdings(ctx context.Context, a inspect.Actor) ([]DeviceHolding, error) {
	if err := a.May(inspect.ActRead); err != nil {
		return nil, err
	}
	devices, _, err := store.List[inspect.Device](ctx, d.c.db, inspect.NounDevice, store.Filter{Order: "name"})
	if err != nil {
		return nil, err
	}
	list := []DeviceHolding{}
	for _, dev := range devices {
		if dev.Unit != "" {
			continue
		}
		h, err := d.held(ctx, dev)
		if err != nil {
			return nil, err
		}
		list = append(list, h)
	}
	return list, nil
}

func (d *Dispatch) held(ctx context.Context, dev inspect.Device) (DeviceHolding, error) {
	h := DeviceHolding{Device: dev, Held: []Held{}, Wiped: []WipedTask{}}
	r := d.c.db
	for _, w := range dev.Wiped {
		t, err := ifKnown[inspect.Task](ctx, r, inspect.NounTask, w.Task)
		if err != nil {
			return h, err
		}
		h.Wiped = append(h.Wiped, WipedTask{w.Task, t.No, w.At})
	}
	receipts, _, err := store.List[inspect.Receipt](ctx, r, inspect.NounReceipt, store.Where("device", dev.Fingerprint))
	if err != nil {
		return h, err
	}
	for _, x := range receipts {
		if x.Package != "" {
			h.LastContact = max(h.LastContact, x.At)
		}
	}
	grants, _, err := store.List[inspect.Grant](ctx, r, inspect.NounGrant, store.Where("device", dev.Fingerprint))
	if err != nil {
		return h, err
	}
	tasks := []string{}
	for _, g := range grants {
		if !slices.Contains(tasks, g.Task) {
			tasks = append(tasks, g.Task)
		}
	}
	for _, id := range tasks {
		if err := d.heldOf(ctx, &h, id); err != nil {
			return h, err
		}
	}
	slices.SortFunc(h.Held, func(x, y Held) int {
		return cmp.Or(cmp.Compare(x.Since, y.Since), cmp.Compare(x.TaskNo, y.TaskNo), cmp.Compare(x.Order, y.Order))
	})
	return h, nil
}

// heldOf adds the firms of one task that a laptop holds by the grants in force.
func (d *Dispatch) heldOf(ctx context.Context, h *DeviceHolding, task string) error {
	t, err := store.Get[inspect.Task](ctx, d.c.db, inspect.NounTask, task)
	if err != nil || t.State == inspect.TaskClosed {
		return err
	}
	grants, _, err := store.List[inspect.Grant](ctx, d.c.db, inspect.NounGrant, store.Where("task", task))
	if err != nil {
		return err
	}
	holders := inspect.Holders(grants)
	views, err := d.c.teams(ctx, d.c.db, task)
	if err != nil {
		return err
	}
	for _, v := range views {
		g, ok := holders[v.Team.ID]
		if !ok || g.Device != h.Device.Fingerprint {
			continue
		}
		x := Held{Task: t.ID, TaskNo: t.No, TaskName: t.Name, Team: v.Team.ID, Order: v.Team.Order, SubjectName: v.SubjectName, Since: g.IssuedAt,
			Returned: v.Team.State == inspect.TeamReturned, DueOn: t.To, WipedAt: h.Device.ErasedAt(t.ID)}
		for _, m := range v.Team.Members {
			if m.Inspector == v.Team.Leader {
				x.Leader = m.Name
			}
		}
		if g.Handover != nil {
			x.From = g.Handover.FromName
		}
		x.Late = !x.Returned && t.To < d.c.today()
		if !x.Returned {
			h.Out++
		}
		if x.Late {
			h.Late++
		}
		h.Held = append(h.Held, x)
	}
	return nil
}
