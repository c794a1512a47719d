package service

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/store"
)

// RegisterChange is one field of a register's row that one version changed.
type RegisterChange struct {
	At     string `json:"at"` // instant
	Person string `json:"person"`
	How    string `json:"how"` // the log's name of the action
	Reason string `json:"reason"`
	Field  string `json:"field"` // its name for people
	Old    string `json:"old"`
	New    string `json:"new"`
}

// historyFields are the nouns whose history is shown field by field.
var historyFields = map[inspect.Noun][]inspect.RegisterField{inspect.NounSubject: inspect.SubjectFields,
	inspect.NounInspector: inspect.InspectorFields, inspect.NounMatter: inspect.MatterFields}

// History says who changed which field of a row when, from what to what,
// newest first. The first version counts as a change from nothing.
func (l *Library) History(ctx context.Context, a inspect.Actor, noun inspect.Noun, id string) ([]RegisterChange, error) {
	if err := a.May(inspect.ActRead); err != nil {
		return nil, err
	}
	if _, ok := historyFields[noun]; !ok {
		return nil, inspect.E(inspect.Invalid, "“%s”没有逐项历史", noun.Label()).WithField("noun").WithHint("可用 subject、inspector、matter")
	}
	return l.c.registerHistory(ctx, l.c.db, noun, id)
}

func (c *core) registerHistory(ctx context.Context, r store.Reader, noun inspect.Noun, id string) ([]RegisterChange, error) {
	past, err := store.Lineage(ctx, r, noun, id)
	if err != nil {
		return nil, err
	}
	if len(past) == 0 {
		return nil, inspect.E(inspect.NotFound, "没有找到这项%s", noun.Label()).WithRef(id)
	}
	names, out, old := map[string]string{}, []RegisterChange{}, values{}
	for _, v := range past {
		now := values{}
		if err := json.Unmarshal(v.Body, &now); err != nil {
			return nil, inspect.E(inspect.Damaged, "数据内容的格式不对").WithRef(id).Because(err)
		}
		if _, known := names[v.Person]; !known {
			if names[v.Person], err = c.personName(ctx, r, v.Person); err != nil {
				return nil, err
			}
		}
		step := []RegisterChange{}
		for _, f := range historyFields[noun] {
			if was, is := old.text(f), now.text(f); was != is {
				step = append(step, RegisterChange{At: v.At, Person: names[v.Person], How: v.Action, Reason: v.Reason, Field: f.Label, Old: was, New: is})
			}
		}
		out, old = append(step, out...), now
	}
	return out, nil
}

// values are the fields of a stored row by their JSON names.
type values map[string]json.RawMessage

// text is a field as people read it, "" when the version has none.
func (v values) text(f inspect.RegisterField) string {
	raw := v[f.Name]
	switch {
	case len(raw) == 0 || string(raw) == "null":
		return ""
	case f.Name == "checklist":
		var items []inspect.CheckItem
		if json.Unmarshal(raw, &items) != nil {
			return string(raw)
		}
		lines := []string{}
		for _, it := range items {
			lines = append(lines, fmt.Sprintf("%d. %s（%s）", it.No, it.Text, it.Law))
		}
		return strings.Join(lines, "\n")
	case f.Kind == inspect.FieldList:
		var list []string
		if json.Unmarshal(raw, &list) != nil {
			return string(raw)
		}
		return strings.Join(list, "，")
	case f.Kind == inspect.FieldYes:
		return map[bool]string{true: "是", false: ""}[string(raw) == "true"]
	}
	var s string
	if json.Unmarshal(raw, &s) != nil {
		return string(raw)
	}
	if f.Name == "level" {
		return inspect.Level(s).Label()
	}
	return s
}

// set writes a field as people write it. Error: Invalid.
func (v values) set(f inspect.RegisterField, text string) error {
	var x any = strings.TrimSpace(text)
	switch f.Kind {
	case inspect.FieldYes:
		switch x {
		case "是", "true", "1":
			x = true
		case "否", "false", "0", "":
			x = false
		default:
			return inspect.E(inspect.Invalid, "“%s”只能填 是 或 否", f.Label).WithField("value").WithArticle("第九条")
		}
	case inspect.FieldList:
		x = list(strings.NewReplacer(",", "，", "、", "，").Replace(text))
	}
	raw, err := json.Marshal(x)
	v[f.Name] = raw
	return err
}

// WithField is a row with one field set as people write it.
func WithField[T any](row T, f inspect.RegisterField, text string) (T, error) {
	var next T
	body, err := json.Marshal(row)
	if err != nil {
		return next, err
	}
	v := values{}
	if err := json.Unmarshal(body, &v); err != nil {
		return next, err
	}
	if err := v.set(f, text); err != nil {
		return next, err
	}
	if body, err = json.Marshal(v); err != nil {
		return next, err
	}
	return next, json.Unmarshal(body, &next)
}

// FieldText is one field of a row as people read it.
func FieldText(row any, f inspect.RegisterField) (string, error) {
	body, err := json.Marshal(row)
	if err != nil {
		return "", err
	}
	v := values{}
	err = json.Unmarshal(body, &v)
	return v.text(f), err
}
