package service

import (
	"cmp"
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/store"
)

// StationList is a collection station's list, and what of it may fill in the
// recordings that were registered on site (P10).
type StationList struct {
	Name    string           `json:"name"`
	SHA256  string           `json:"sha256"` // of the list: what is filled in was seen in exactly this file
	Files   int              `json:"files"`
	Faults  []string         `json:"faults"` // lines that could not be read, and why
	Waiting []StationWaiting `json:"waiting"`
}

// StationWaiting is an item that waits to be filled in, with the candidates.
type StationWaiting struct {
	Evidence   inspect.Evidence       `json:"evidence"`
	Subject    string                 `json:"subject"`
	Candidates []inspect.StationMatch `json:"candidates"`
}

// Station reads a list (.xlsx, .xls, .csv) and proposes candidates for everything
// that waits. ahead is how many seconds the recorders' clock is fast. It stores nothing.
func (e *Evidence) Station(ctx context.Context, a inspect.Actor, path string, ahead int64) (StationList, error) {
	if err := a.May(inspect.ActEvidence); err != nil {
		return StationList{}, err
	}
	files, faults, digest, err := readStation(ctx, path)
	if err != nil {
		return StationList{}, err
	}
	list := StationList{Name: filepath.Base(path), SHA256: digest, Files: len(files), Faults: faults, Waiting: []StationWaiting{}}
	if files, err = e.unused(ctx, e.c.db, files); err != nil {
		return list, err
	}
	waiting, _, err := store.List[inspect.Evidence](ctx, e.c.db, inspect.NounEvidence, store.Where("state", string(inspect.EvidencePending)))
	if err != nil {
		return list, err
	}
	for _, item := range waiting {
		w := StationWaiting{Evidence: item.Whole()}
		v, err := store.Get[inspect.Visit](ctx, e.c.db, inspect.NounVisit, item.Visit)
		if err != nil {
			return list, err
		}
		s, err := ifKnown[inspect.Subject](ctx, e.c.db, inspect.NounSubject, v.Subject)
		if err != nil {
			return list, err
		}
		badge, err := e.badgeOf(ctx, v, item.Officer)
		if err != nil {
			return list, err
		}
		w.Subject, w.Candidates = s.Name, inspect.Candidates(item, badge, files, ahead)
		list.Waiting = append(list.Waiting, w)
	}
	slices.SortStableFunc(list.Waiting, func(a, b StationWaiting) int { return cmp.Compare(a.Evidence.From, b.Evidence.From) })
	return list, nil
}

// badgeOf is the police number of somebody of a visit's team.
func (e *Evidence) badgeOf(ctx context.Context, v inspect.Visit, name string) (string, error) {
	t, err := ifKnown[inspect.Team](ctx, e.c.db, inspect.NounTeam, v.Team)
	for _, m := range t.Members {
		if m.Name == name {
			return m.Badge, err
		}
	}
	return "", err
}

// unused leaves out the files that fill in an item already.
func (e *Evidence) unused(ctx context.Context, r store.Reader, files []inspect.StationFile) ([]inspect.StationFile, error) {
	used := map[[2]string]bool{}
	err := store.Each(ctx, r, inspect.NounEvidence, func(x inspect.Evidence) error {
		if x.Filled != nil {
			used[[2]string{x.Recorder, x.Name}] = true
		}
		return nil
	})
	return slices.DeleteFunc(files, func(f inspect.StationFile) bool { return used[[2]string{f.Recorder, f.Name}] }), err
}

// FillInput is a person's decision: these lines of this list are that recording.
type FillInput struct {
	Evidence string `json:"evidence"`
	Path     string `json:"path"`
	SHA256   string `json:"sha256"` // of the list as it was looked at
	Rows     []int  `json:"rows"`   // a recorder cuts a long recording into several files
	Ahead    int64  `json:"ahead"`
	Reason   string `json:"reason"` // due where recorder, wearer or time do not agree
}

// Fill fills in what a recording's file is: name, size, digest, place, and its time
// by the true clock. Of several files the first becomes the item, the others items
// of their own beside it.
func (e *Evidence) Fill(ctx context.Context, a inspect.Actor, in FillInput) ([]inspect.Evidence, error) {
	if err := a.May(inspect.ActEvidence); err != nil {
		return nil, err
	}
	files, _, digest, err := readStation(ctx, in.Path)
	if err != nil {
		return nil, err
	}
	if digest != in.SHA256 {
		return nil, inspect.E(inspect.Conflict, "采集站清单已不是刚才核对的那一份：%s", filepath.Base(in.Path)).WithRef(in.Path).WithHint("重新读取清单，再核对一遍")
	}
	out := []inspect.Evidence{}
	err = e.c.write(ctx, a, inspect.ActEvidence, func(tx *store.Tx) error {
		out = out[:0]
		item, v, err := e.owned(ctx, tx, in.Evidence)
		if err != nil {
			return err
		}
		if item.State != inspect.EvidencePending {
			return inspect.E(inspect.Refused, "“%s”不是待回填的录像（%s）", item.Title(), item.State.Label()).WithArticle("第二十条").WithRef(item.ID)
		}
		free, err := e.unused(ctx, tx, slices.Clone(files))
		if err != nil {
			return err
		}
		badge, err := e.badgeOf(ctx, v, item.Officer)
		if err != nil {
			return err
		}
		chosen, err := chosenOf(inspect.Candidates(item, badge, free, in.Ahead), in)
		if err != nil {
			return err
		}
		for i, c := range chosen {
			x := item
			if i > 0 {
				x.ID, x.AddedAt, x.AddedBy = store.NewID(), tx.At(), a.Person
				x.Spans, x.Custody = []inspect.Span{}, []inspect.Custody{}
			}
			fillFrom(&x, c)
			x.Filled = &inspect.Fill{List: filepath.Base(in.Path), SHA256: digest, Row: c.File.Row, Offset: in.Ahead, By: a.Person, At: tx.At(),
				Why: joined(strings.Join(c.Why, "，"), strings.TrimSpace(in.Reason))}
			event := store.Event{Action: "evidence.fill", Article: "第二十条", Grant: grantOf(a, v), Reason: strings.TrimSpace(in.Reason),
				Detail: fmt.Sprintf("清单 %s 第%d行", digest, c.File.Row)}
			if _, err := tx.Put(ctx, inspect.NounEvidence, x.ID, x, event); err != nil {
				return err
			}
			out = append(out, x)
		}
		return nil
	})
	return out, err
}

// chosenOf finds the chosen lines among the candidates, earliest first. One that
// agrees in everything needs no reason.
func chosenOf(candidates []inspect.StationMatch, in FillInput) ([]inspect.StationMatch, error) {
	out := []inspect.StationMatch{}
	for _, c := range candidates {
		if slices.Contains(in.Rows, c.File.Row) {
			out = append(out, c)
		}
	}
	if len(in.Rows) == 0 || len(out) != len(slices.Compact(slices.Sorted(slices.Values(in.Rows)))) {
		return nil, inspect.E(inspect.Refused, "选择的行不在候选之中，没有回填").WithField("rows").WithArticle("第二十条").WithHint("设备、佩戴人、时间都对不上的，或已回填给别的录像的，不能选用")
	}
	if strings.TrimSpace(in.Reason) == "" && slices.ContainsFunc(out, func(c inspect.StationMatch) bool { return !c.Sound }) {
		return nil, inspect.E(inspect.Refused, "所选文件的设备、佩戴人或时间不完全相符，应写明认定的理由").WithField("reason").WithArticle("第二十条")
	}
	slices.SortFunc(out, func(a, b inspect.StationMatch) int { return cmp.Compare(a.From, b.From) })
	return out, nil
}

func fillFrom(x *inspect.Evidence, c inspect.StationMatch) {
	x.State, x.Name, x.Size, x.SHA256, x.SM3 = inspect.EvidenceReferenced, c.File.Name, c.File.Size, c.File.SHA256, c.File.SM3
	x.Recorder, x.From, x.To, x.Duration = c.File.Recorder, c.From, c.To, c.File.Duration
	if c.File.Place != "" {
		x.Place = c.File.Place
	} else {
		x.Place = "采集站"
	}
}
