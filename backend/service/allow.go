package service

import (
	"context"
	"encoding/json"
	"slices"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/pack"
	"shuangsuiji/backend/store"
)

// ofTheField are the nouns that a laptop writes and an office does not.
var ofTheField = []inspect.Noun{inspect.NounVisit, inspect.NounEvidence, inspect.NounPaper, inspect.NounResult, inspect.NounSuggestion}

// allow judges each version of a package, for store.Merge. From the office a
// laptop takes what the office owns; from a laptop the office takes only what
// belongs to a team of the grant it names, and only while no later grant gave
// that team to another device.
func (d *Dispatch) allow(ctx context.Context, tx *store.Tx, m pack.Meta) func(store.Version) (string, error) {
	if fromAbove(m) {
		return func(v store.Version) (string, error) {
			if slices.Contains(ofTheField, v.Noun) && !isDepartmentForm(v) {
				return "", inspect.E(inspect.Refused, "任务包中有不该出现的%s，没有导入", v.Noun.Label()).WithRef(v.ID)
			}
			if m.Kind == pack.Amend && v.Noun == inspect.NounTeam {
				return "", d.c.unfinished(ctx, tx, v.ID)
			}
			return "", nil
		}
	}
	visits := map[string]string{} // of this package: id -> team
	return func(v store.Version) (string, error) {
		if why, err := d.lost(ctx, tx, m); err != nil || why != "" {
			return why, err
		}
		if v.Noun == inspect.NounLease {
			return d.allowLease(ctx, tx, m, v)
		}
		if v.Noun == inspect.NounGrant {
			return "", d.acceptance(ctx, tx, m, v)
		}
		if !slices.Contains(ofTheField, v.Noun) {
			return "", inspect.E(inspect.Refused, "结果包中有不该出现的%s，没有导入", v.Noun.Label()).WithRef(v.ID)
		}
		g, err := store.Get[inspect.Grant](ctx, tx, inspect.NounGrant, v.Grant)
		if inspect.CodeOf(err) == inspect.NotFound || err == nil && g.Device != m.KeyFingerprint {
			return "该设备没有这项派发授权", nil
		}
		if err != nil {
			return "", err
		}
		teams, err := teamsOf(ctx, tx, v, visits)
		if err != nil {
			return "", err
		}
		later, _, err := store.List[inspect.Grant](ctx, tx, inspect.NounGrant, store.Where("task", g.Task))
		if err != nil {
			return "", err
		}
		for _, team := range teams {
			if !slices.Contains(g.Teams, team) {
				return "派发授权不包括这个检查组", nil
			}
			for _, l := range later {
				if l.After(g) && l.Device != g.Device && slices.Contains(l.Teams, team) {
					return "派发授权已被后来的派发取代", nil
				}
			}
		}
		if v.Noun == inspect.NounPaper {
			return d.c.fromRange(ctx, tx, m, v.Body)
		}
		return "", nil
	}
}

// isDepartmentForm tells the one document that an office gives a laptop: its pages
// come back there.
func isDepartmentForm(v store.Version) bool {
	var p inspect.Paper
	return v.Noun == inspect.NounPaper && json.Unmarshal(v.Body, &p) == nil &&
		p.Kind == string(inspect.DocDepartmentForm) && p.Noun == string(inspect.NounTeam) && p.Form != nil
}

// teamsOf are the teams a laptop's version speaks for: the one it names, or
// that of the visit it hangs on, and the one the stored aggregate of that id
// belongs to already. "" among them is a team nobody knows, which no grant has.
func teamsOf(ctx context.Context, tx *store.Tx, v store.Version, visits map[string]string) ([]string, error) {
	named, err := teamIn(ctx, tx, v.Noun, v.Body, visits)
	if err != nil {
		return nil, err
	}
	if v.Noun == inspect.NounVisit {
		visits[v.ID] = named
	}
	have, err := store.Get[json.RawMessage](ctx, tx, v.Noun, v.ID)
	if inspect.CodeOf(err) == inspect.NotFound {
		return []string{named}, nil
	}
	if err != nil {
		return nil, err
	}
	stored, err := teamIn(ctx, tx, v.Noun, have, visits)
	return []string{named, stored}, err
}

// teamIn reads the team out of an aggregate.
func teamIn(ctx context.Context, tx *store.Tx, noun inspect.Noun, body []byte, visits map[string]string) (string, error) {
	var of struct {
		Team  string       `json:"team"`  // of a visit and of a result
		Visit string       `json:"visit"` // of evidence and of a result
		Noun  inspect.Noun `json:"noun"`  // of a paper, with Ref
		Ref   string       `json:"ref"`
	}
	if err := json.Unmarshal(body, &of); err != nil {
		return "", inspect.E(inspect.Damaged, "数据内容的格式不对").Because(err)
	}
	switch {
	case noun == inspect.NounPaper && of.Noun == inspect.NounTeam:
		return of.Ref, nil
	case noun == inspect.NounPaper && of.Noun == inspect.NounVisit:
		of.Visit = of.Ref
	case noun == inspect.NounPaper:
		return "", nil
	case of.Team != "":
		return of.Team, nil
	}
	if team, ok := visits[of.Visit]; ok {
		return team, nil
	}
	visit, err := store.Get[inspect.Visit](ctx, tx, inspect.NounVisit, of.Visit)
	if inspect.CodeOf(err) == inspect.NotFound {
		return "", nil
	}
	return visit.Team, err
}
