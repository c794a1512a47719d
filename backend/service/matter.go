package service

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/store"
)

// SaveMatter adds a matter to the list (ID "") or adjusts one. An adjustment is
// a version with its reason and the day it takes effect, to be published (art. 7).
func (l *Library) SaveMatter(ctx context.Context, a inspect.Actor, m inspect.Matter) (inspect.Matter, error) {
	if err := a.May(inspect.ActLibrary); err != nil {
		return m, err
	}
	m.Code, m.Checklist, m.Unlisted = strings.TrimSpace(m.Code), m.Numbered(), false
	if m.Department == "" && m.Authority != "" {
		m.Department = m.Departments()[0]
	}
	if err := m.Validate(); err != nil {
		return m, err
	}
	if err := m.Limits(); err != nil {
		return m, err
	}
	qualifications, err := m.Qualified()
	if err != nil {
		return m, err
	}
	m.Qualifications = qualifications
	m = m.Worded()
	err = l.c.write(ctx, a, inspect.ActLibrary, func(tx *store.Tx) error {
		action := "matter.adjust"
		if m.ID == "" {
			same, err := store.Count(ctx, tx, inspect.NounMatter, store.Where("code", m.Code))
			if err != nil {
				return err
			}
			if same > 0 {
				return inspect.E(inspect.Conflict, "清单中已有编码为“%s”的事项", m.Code).WithField("code").WithArticle("第七条").WithRef(m.Code).WithHint("换一个编码，或调整已有的事项")
			}
			action, m.ID, m.Version, m.VersionFrom = "matter.add", store.NewID(), 1, m.EffectiveFrom
			m.Announced, m.Site, m.URL, m.PublishedOn, m.Ended, m.Reason = 0, "", "", "", "", ""
		} else {
			old, err := store.Get[inspect.Matter](ctx, tx, inspect.NounMatter, m.ID)
			if err != nil {
				return err
			}
			m.Ended = old.Ended
			if err := m.Adjusts(old); err != nil {
				return err
			}
			m.Version = max(1, old.Version) + 1
			m.Announced, m.Site, m.URL, m.PublishedOn = old.Announced, old.Site, old.URL, old.PublishedOn
		}
		_, err := tx.Put(ctx, inspect.NounMatter, m.ID, m, store.Event{Action: action, Article: "第七条", Reason: m.Reason})
		return err
	})
	return m, err
}

// EndMatter takes a matter out of the list after a day, with the reason; what
// was inspected stays on record.
func (l *Library) EndMatter(ctx context.Context, a inspect.Actor, id, date, reason string) (inspect.Matter, error) {
	var m inspect.Matter
	err := l.c.write(ctx, a, inspect.ActLibrary, func(tx *store.Tx) (err error) {
		if m, err = store.Get[inspect.Matter](ctx, tx, inspect.NounMatter, id); err != nil {
			return err
		}
		switch {
		case m.Unlisted || m.Ended != "":
			return inspect.E(inspect.Refused, "抽查事项“%s”已失效或不在清单内", m.Name).WithArticle("第七条").WithRef(m.Code)
		case strings.TrimSpace(reason) == "":
			return inspect.E(inspect.Invalid, "抽查事项“%s”失效应写明原因", m.Name).WithField("reason").WithArticle("第七条").WithRef(m.Code)
		case !isDay(date) || date < m.EffectiveFrom:
			return inspect.E(inspect.Invalid, "失效日期“%s”不对", date).WithField("date").WithArticle("第七条").WithRef(m.Code).WithHint("填最后一天有效的日期，如 2026-12-31，不早于生效日期")
		}
		m.EffectiveTo, m.Ended, m.Reason, m.VersionFrom, m.Version = date, strings.TrimSpace(reason), strings.TrimSpace(reason), date, max(1, m.Version)+1
		_, err = tx.Put(ctx, inspect.NounMatter, id, m, store.Event{Action: "matter.end", Article: "第七条", Reason: reason})
		return err
	})
	return m, err
}

// MattersPublished records where and when matters were made public (art. 7):
// those given, or with none all whose present version is not public yet. It
// returns how many.
func (l *Library) MattersPublished(ctx context.Context, a inspect.Actor, ids []string, site, url, date string) (int, error) {
	if err := a.May(inspect.ActLibrary); err != nil {
		return 0, err
	}
	switch {
	case strings.TrimSpace(site) == "" || date == "":
		return 0, inspect.E(inspect.Invalid, "公布登记应写明网站和日期").WithField("site").WithArticle("第七条")
	case !isDay(date) || date > l.c.today():
		return 0, inspect.E(inspect.Invalid, "公布日期“%s”不对", date).WithField("date").WithArticle("第七条").WithHint("填已经公布的日期，如 2026-03-01，不晚于今天")
	}
	n := 0
	return n, l.c.write(ctx, a, inspect.ActLibrary, func(tx *store.Tx) error {
		ms, _, err := store.List[inspect.Matter](ctx, tx, inspect.NounMatter, store.Filter{Order: "code"})
		if err != nil {
			return err
		}
		for _, m := range ms {
			if m.Unlisted || len(ids) > 0 && !slices.Contains(ids, m.ID) || m.PublishedOn != "" && m.Announced == m.Version {
				continue
			}
			if date < m.PublishedOn {
				return inspect.E(inspect.Invalid, "“%s”调整后的公布日期%s早于上一次公布%s", m.Name, date, m.PublishedOn).WithField("date").WithArticle("第七条").WithRef(m.Code).WithHint("填写调整之后重新公布的日期")
			}
			m.Version = max(1, m.Version)
			m.Site, m.URL, m.PublishedOn, m.Announced = strings.TrimSpace(site), strings.TrimSpace(url), date, m.Version
			if _, err := tx.Put(ctx, inspect.NounMatter, m.ID, m, store.Event{Action: "matter.published", Article: "第七条"}); err != nil {
				return err
			}
			n++
		}
		if n == 0 {
			return inspect.E(inspect.Refused, "没有待登记公布的抽查事项").WithArticle("第七条").WithHint("已登记的不重复登记")
		}
		return nil
	})
}

// MatterVersion is one step in the history of a matter.
type MatterVersion struct {
	Version     int                  `json:"version"` // from 1
	At          string               `json:"at"`      // instant
	By          string               `json:"by"`      // name
	What        string               `json:"what"`    // 列入, 调整, 公布, 失效
	From        string               `json:"from"`    // the day it takes effect
	Reason      string               `json:"reason"`
	Changes     []inspect.PlanChange `json:"changes"`
	Site        string               `json:"site"` // of a publication
	URL         string               `json:"url"`
	PublishedOn string               `json:"publishedOn"`
}

// MatterHistory tells how a matter came to be what it is, newest first.
func (l *Library) MatterHistory(ctx context.Context, a inspect.Actor, id string) ([]MatterVersion, error) {
	if err := a.May(inspect.ActRead); err != nil {
		return nil, err
	}
	bodies, err := store.History(ctx, l.c.db, inspect.NounMatter, id)
	if err != nil {
		return nil, err
	}
	list := []MatterVersion{}
	var old inspect.Matter
	for i, b := range bodies {
		v, m, err := matterVersion(b)
		if err != nil {
			return nil, err
		}
		by, err := l.c.personName(ctx, l.c.db, v.Person)
		if err != nil {
			return nil, err
		}
		step := MatterVersion{Version: max(1, m.Version), At: v.At, By: by, What: "列入", From: joinOr(m.VersionFrom, m.EffectiveFrom), Changes: []inspect.PlanChange{}}
		if i > 0 {
			step.Changes = m.Changes(old)
			switch {
			case m.Ended != "" && old.Ended == "":
				step.What, step.Reason = "失效", m.Reason
			case max(1, m.Version) != max(1, old.Version) || len(step.Changes) > 0:
				step.What, step.Reason = "调整", m.Reason
			default:
				step.What, step.Site, step.URL, step.PublishedOn = "公布", m.Site, m.URL, m.PublishedOn
			}
		}
		list, old = append(list, step), m
	}
	slices.Reverse(list)
	return list, nil
}

func matterVersion(raw []byte) (store.Version, inspect.Matter, error) {
	v, err := store.ParseVersion(raw)
	if err != nil {
		return v, inspect.Matter{}, err
	}
	var m inspect.Matter
	if err := json.Unmarshal(v.Body, &m); err != nil {
		return v, m, inspect.E(inspect.Damaged, "抽查事项的历史版本格式不对").WithRef(v.ID).Because(err)
	}
	return v, m, nil
}

// inForceOn are the versions of matters that are in effect on a day: an
// adjustment binds from the day it takes effect, not from when it was entered.
func (c *core) inForceOn(ctx context.Context, r store.Reader, ms []inspect.Matter, date string) ([]inspect.Matter, error) {
	out := slices.Clone(ms)
	for i, m := range ms {
		if m.VersionFrom <= date {
			continue
		}
		bodies, err := store.History(ctx, r, inspect.NounMatter, m.ID)
		if err != nil {
			return nil, err
		}
		for _, b := range slices.Backward(bodies) {
			_, old, err := matterVersion(b)
			if err != nil {
				return nil, err
			}
			if out[i] = old; old.VersionFrom <= date {
				break
			}
		}
	}
	return out, nil
}

// within refuses a ratio above that of a general matter in force (art. 8).
func (c *core) within(ctx context.Context, r store.Reader, ms []inspect.Matter, date string, num, den int) error {
	ms, err := c.inForceOn(ctx, r, ms, date)
	if err != nil || den == 0 {
		return err
	}
	for _, m := range ms {
		if err := m.Within(num, den); err != nil {
			return err
		}
	}
	return nil
}
