package service

import (
	"context"
	"slices"
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/pack"
	"shuangsuiji/backend/store"
)

// ReadOut is what the office reads to the leader by phone.
type ReadOut struct {
	Code       string         `json:"code"`
	Subject    string         `json:"subject"`
	Old        inspect.Member `json:"old"`
	New        inspect.Member `json:"new"`
	LeaderName string         `json:"leaderName"`
}

// ReadOut gives the code of a team's last replacement, for a laptop that is
// already gone (P11). The code is derived from the replacement and the grant of
// that laptop: see inspect.ReadOutCode for what it shows.
func (m *Match) ReadOut(ctx context.Context, a inspect.Actor, team string) (ReadOut, error) {
	if err := a.May(inspect.ActTeam); err != nil {
		return ReadOut{}, err
	}
	if err := m.c.inOffice(ctx); err != nil {
		return ReadOut{}, err
	}
	t, err := store.Get[inspect.Team](ctx, m.c.db, inspect.NounTeam, team)
	if err != nil {
		return ReadOut{}, err
	}
	n := len(t.Changes)
	if n == 0 {
		return ReadOut{}, inspect.E(inspect.Refused, "检查组没有更换过人员，没有核对码").WithArticle("第十六条").WithRef(t.ID)
	}
	task, err := m.c.task(ctx, m.c.db, t.Task)
	if err != nil {
		return ReadOut{}, err
	}
	if err := t.Ready(task); err != nil {
		return ReadOut{}, err
	}
	last, _, err := m.c.lastGrant(ctx, m.c.db, t)
	if err != nil {
		return ReadOut{}, err
	}
	grants, err := m.c.grantsOf(ctx, m.c.db, t, last.Device)
	if err != nil {
		return ReadOut{}, err
	}
	s, err := store.Get[inspect.Subject](ctx, m.c.db, inspect.NounSubject, t.Subject)
	if err != nil {
		return ReadOut{}, err
	}
	c := t.Changes[n-1]
	lead, err := memberOf(t, t.Leader)
	if err != nil {
		return ReadOut{}, err
	}
	// The laptop surely holds the grant that it went out with.
	code := inspect.ReadOutCode(grants[0].ID, t.ID, n, c.Old.Badge, c.New.Badge, c.New.Name, lead.Badge)
	return ReadOut{code, s.Name, c.Old, c.New, lead.Name}, nil
}

// grantsOf are a device's grants that cover a team, the first one first.
func (c *core) grantsOf(ctx context.Context, r store.Reader, t inspect.Team, device string) ([]inspect.Grant, error) {
	rows, _, err := store.List[inspect.Grant](ctx, r, inspect.NounGrant, store.Where("task", t.Task, "device", device).Sorted("epoch"))
	if err != nil {
		return nil, err
	}
	rows = slices.DeleteFunc(rows, func(g inspect.Grant) bool { return !slices.Contains(g.Teams, t.ID) })
	if len(rows) == 0 {
		err = inspect.E(inspect.Refused, "本机没有这个检查组的派发授权").WithArticle("第十四条").WithRef(t.ID).WithHint("打开办公室派发的任务包")
	}
	return rows, err
}

// PhonedInput is what the leader types while the office reads it out.
type PhonedInput struct {
	Team      string `json:"team"`
	Inspector string `json:"inspector"` // who leaves
	Name      string `json:"name"`      // who comes
	Badge     string `json:"badge"`
	CertNo    string `json:"certNo"`
	Leader    string `json:"leader"` // badge, when the leader is the one who leaves
	Code      string `json:"code"`
}

// TakePhone enters on the laptop a replacement that was told by phone. It stands
// as 待核 until the signed amend package arrives. A code that does not fit what
// was typed is refused.
func (m *Match) TakePhone(ctx context.Context, a inspect.Actor, in PhonedInput) (inspect.ReplaceRequest, error) {
	var r inspect.ReplaceRequest
	if err := a.May(inspect.ActReplaceAsk); err != nil {
		return r, err
	}
	kind, err := m.c.db.Meta(ctx, metaKind)
	if err != nil {
		return r, err
	}
	if kind != KindField {
		return r, inspect.E(inspect.Refused, "电话告知的更换只在外勤设备上登记").WithArticle("第十六条").WithHint("办公室直接办理更换，并读出核对码")
	}
	own, err := m.c.db.Meta(ctx, metaFingerprint)
	if err != nil {
		return r, err
	}
	err = m.c.write(ctx, a, inspect.ActReplaceAsk, func(tx *store.Tx) error {
		stored, err := store.Get[inspect.Team](ctx, tx, inspect.NounTeam, in.Team)
		if err != nil {
			return err
		}
		if err := replaceable(stored); err != nil {
			return err
		}
		t, err := m.c.standing(ctx, tx, stored)
		if err != nil {
			return err
		}
		old, err := memberOf(t, in.Inspector)
		if err != nil {
			return err
		}
		p := inspect.Phoned{Code: strings.TrimSpace(in.Code), Nth: len(t.Changes) + 1, Name: strings.TrimSpace(in.Name), Badge: strings.TrimSpace(in.Badge),
			CertNo: strings.TrimSpace(in.CertNo), Leader: strings.TrimSpace(in.Leader)}
		if err := p.Validate(); err != nil {
			return err
		}
		if slices.ContainsFunc(t.Members, func(x inspect.Member) bool { return x.Badge == p.Badge }) {
			return inspect.E(inspect.Refused, "警号%s已在这个检查组", p.Badge).WithField("badge").WithArticle("第十六条")
		}
		if old.Inspector != t.Leader {
			lead, err := memberOf(t, t.Leader)
			if err != nil {
				return err
			}
			p.Leader = lead.Badge
		} else if p.Leader != p.Badge && (p.Leader == old.Badge || !slices.ContainsFunc(t.Members, func(x inspect.Member) bool { return x.Badge == p.Leader })) {
			return inspect.E(inspect.Invalid, "组长被更换，请选择由谁任组长").WithField("leader").WithArticle("第十五条").WithHint("以办公室电话告知的为准")
		}
		if err := m.c.ongoing(ctx, tx, t.ID); err != nil {
			return err
		}
		grants, err := m.c.grantsOf(ctx, tx, t, own)
		if err != nil {
			return err
		}
		if !slices.ContainsFunc(grants, func(g inspect.Grant) bool {
			return inspect.SameCode(p.Code, inspect.ReadOutCode(g.ID, t.ID, p.Nth, old.Badge, p.Badge, p.Name, p.Leader))
		}) {
			return inspect.E(inspect.Refused, "核对码对不上，没有登记").WithField("code").WithArticle("第十六条").
				WithHint("请办公室再读一遍：核对码、被更换的人、新人员的姓名和警号、组长，有一处不同就对不上")
		}
		r = inspect.ReplaceRequest{ID: store.NewID(), Task: t.Task, Team: t.ID, Subject: t.Subject, Inspector: old.Inspector, Name: old.Name,
			Reason: "电话告知：由" + p.Name + "（" + p.Badge + "）接替", AskedBy: a.Person, Asker: a.Name, AskedAt: tx.At(), State: inspect.RequestPhoned, Phoned: &p}
		_, err = tx.Put(ctx, inspect.NounRequest, r.ID, r, store.Event{Action: "replace.phoned", Article: "第十六条", Detail: p.Code})
		return err
	})
	return r, err
}

// ongoing refuses a change to who was there once a visit is over (art. 20).
func (c *core) ongoing(ctx context.Context, r store.Reader, team string) error {
	rows, _, err := store.List[inspect.Visit](ctx, r, inspect.NounVisit, store.Where("team", team))
	if err != nil || len(rows) == 0 || rows[0].State == inspect.VisitOpen {
		return err
	}
	return inspect.E(inspect.Refused, "检查已经结束（%s），到场人员不再改动", rows[0].State.Label()).WithArticle("第二十条").WithRef(rows[0].ID)
}

// phoned are the replacements of a team that wait for their amend package.
func (c *core) phoned(ctx context.Context, r store.Reader, team string) ([]inspect.ReplaceRequest, error) {
	rows, _, err := store.List[inspect.ReplaceRequest](ctx, r, inspect.NounRequest, store.Where("team", team, "state", string(inspect.RequestPhoned)))
	return rows, err
}

// standing is a team as it goes out: with what was told by phone, marked so.
func (c *core) standing(ctx context.Context, r store.Reader, t inspect.Team) (inspect.Team, error) {
	told, err := c.phoned(ctx, r, t.ID)
	for _, p := range told {
		t.Phone(p)
	}
	return t, err
}

// known replaces badges by the register's ids where the team has them by now.
func known(t inspect.Team, present []string) []string {
	list := slices.Clone(present)
	for i, id := range list {
		for _, m := range t.Members {
			if m.Is(id) {
				list[i] = m.Inspector
			}
		}
	}
	return list
}

// settlePhoned compares what was told by phone with a signed amend package.
func (d *Dispatch) settlePhoned(ctx context.Context, tx *store.Tx, m pack.Meta) ([]inspect.ReplaceRequest, error) {
	teams, err := amended(ctx, tx, m)
	if err != nil {
		return nil, err
	}
	list := []inspect.ReplaceRequest{}
	for _, t := range teams {
		told, err := d.c.phoned(ctx, tx, t.ID)
		if err != nil {
			return nil, err
		}
		for _, r := range told {
			next := r.Settle(t)
			if next == r.State {
				continue
			}
			if err := r.State.To(next); err != nil {
				return nil, err
			}
			r.State = next
			if _, err := tx.Put(ctx, inspect.NounRequest, r.ID, r, store.Event{Action: "replace." + string(next), Article: "第十六条", Detail: m.ID}); err != nil {
				return nil, err
			}
			list = append(list, r)
		}
	}
	return list, nil
}
