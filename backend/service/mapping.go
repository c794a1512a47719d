package service

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/sheet"
	"shuangsuiji/backend/store"
)

// ColumnChoice says which field a person wants a column to become, "" for none.
type ColumnChoice struct {
	Title string `json:"title"`
	Field string `json:"field"`
}

// FieldView is a field that a column may become.
type FieldView struct {
	Name     string `json:"name"`
	Label    string `json:"label"`
	Required bool   `json:"required"`
}

// MapColumns remembers which column of a file becomes which field, for this file
// and all with the same head, and says what an import would do then. No choices
// forget what was remembered. A field may be named by its usual title.
func (l *Library) MapColumns(ctx context.Context, a inspect.Actor, kind ImportKind, path string, choices []ColumnChoice) (ImportReport, error) {
	if err := a.May(inspect.ActLibrary); err != nil {
		return ImportReport{}, err
	}
	if err := l.importable(kind); err != nil {
		return ImportReport{}, err
	}
	layout, err := sheet.Inspect(path, fieldsOf[kind])
	if err != nil {
		return ImportReport{}, err
	}
	key := mappingKey(kind, layout)
	choices, err = chosenColumns(fieldsOf[kind], layout, choices)
	if err != nil {
		return ImportReport{}, err
	}
	text := ""
	if len(choices) > 0 {
		b, err := json.Marshal(choices)
		if err != nil {
			return ImportReport{}, err
		}
		text = string(b)
	}
	had, err := l.c.db.Meta(ctx, key)
	if err != nil {
		return ImportReport{}, err
	}
	if had != text {
		err = l.c.write(ctx, a, inspect.ActLibrary, func(tx *store.Tx) error {
			if err := tx.SetMeta(ctx, key, text); err != nil {
				return err
			}
			return tx.Audit(ctx, store.Event{Action: "library.mapping", Article: articleOf[kind], Detail: string(kind)}, "", "", store.Digest([]byte(text)))
		})
		if err != nil {
			return ImportReport{}, err
		}
	}
	return l.Preview(ctx, a, kind, path)
}

// mappingKey is where the mapping of files with one head is kept.
func mappingKey(kind ImportKind, l *sheet.Layout) string {
	titles := make([]string, len(l.Columns))
	for i, c := range l.Columns {
		titles[i] = c.Title
	}
	sum := sha256.Sum256([]byte(strings.Join(titles, "\n")))
	return "mapping/" + string(kind) + "/" + hex.EncodeToString(sum[:16])
}

// chosenColumns holds choices to the file and the fields there are.
func chosenColumns(fields []sheet.Field, l *sheet.Layout, choices []ColumnChoice) ([]ColumnChoice, error) {
	out, taken := make([]ColumnChoice, 0, len(choices)), map[string]string{}
	for _, c := range choices {
		if !slices.ContainsFunc(l.Columns, func(x sheet.Column) bool { return x.Title == c.Title }) {
			return nil, inspect.E(inspect.Invalid, "文件里没有列“%s”", c.Title).WithField(c.Title).WithHint("核对表头文字；两行表头写作 上/下")
		}
		i := slices.IndexFunc(fields, func(f sheet.Field) bool {
			return c.Field != "" && (f.Name == c.Field || slices.Contains(f.Titles, c.Field))
		})
		if i < 0 && c.Field != "" {
			return nil, inspect.E(inspect.Invalid, "列“%s”要对应的“%s”不存在", c.Title, c.Field).WithField(c.Title).WithHint("可用：%s", strings.Join(labelsOf(fields), "、"))
		}
		if i >= 0 {
			c.Field = fields[i].Name
			if other := taken[c.Field]; other != "" {
				return nil, inspect.E(inspect.Invalid, "列“%s”和“%s”都对应到“%s”", other, c.Title, fields[i].Titles[0]).WithField(c.Title).WithHint("只保留一列，另一列选“不导入”")
			}
			taken[c.Field] = c.Title
		}
		out = append(out, c)
	}
	return out, nil
}

func labelsOf(fields []sheet.Field) []string {
	out := make([]string, len(fields))
	for i, f := range fields {
		out[i] = f.Titles[0]
	}
	return out
}

// remembered lays what a person chose over what the titles say. It tells whether
// there was anything.
func (l *Library) remembered(ctx context.Context, kind ImportKind, layout *sheet.Layout) (bool, error) {
	text, err := l.c.db.Meta(ctx, mappingKey(kind, layout))
	if err != nil || text == "" {
		return false, err
	}
	var choices []ColumnChoice
	if err := json.Unmarshal([]byte(text), &choices); err != nil {
		return false, err
	}
	chosen, fields := map[string]bool{}, map[string]bool{}
	for _, c := range choices {
		chosen[c.Title], fields[c.Field] = true, true
	}
	for i := range layout.Columns {
		c := &layout.Columns[i]
		if !chosen[c.Title] && fields[c.Field] {
			c.Field = "" // the field was given to another column
		}
		for _, choice := range choices {
			if choice.Title == c.Title {
				c.Field = choice.Field
			}
		}
	}
	layout.Unknown = slices.DeleteFunc(layout.Unknown, func(t string) bool { return chosen[t] })
	layout.Missing = layout.Missing[:0]
	for _, f := range fieldsOf[kind] {
		if f.Required && !slices.ContainsFunc(layout.Columns, func(c sheet.Column) bool { return c.Field == f.Name }) {
			layout.Missing = append(layout.Missing, f.Titles[0])
		}
	}
	return true, nil
}
