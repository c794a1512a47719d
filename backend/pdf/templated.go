package pdf

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/pdf/layout"
	"shuangsuiji/backend/pdf/template"
)

// templated lays a document out that was made from a template: the template's
// own text, which the snapshot carries, says what stands where.
func templated(fonts *Fonts, digest string, snapshot []byte) (*layout.Doc, error) {
	s := new(inspect.TemplateSnapshot)
	if err := decode(snapshot, s); err != nil {
		return nil, err
	}
	t, err := template.Read([]byte(s.Template))
	if err != nil {
		return nil, err
	}
	f := &form{fonts: fonts, info: KindInfo{t.Kind, t.Name, t.Class, t.Local}, head: s.DocumentHead, digest: digest}
	f.begin()
	if s.Own > 0 {
		f.doc.Frame.Mark = strings.TrimSpace(fmt.Sprintf("%s 本局式样第 %d 版", f.doc.Frame.Mark, s.Own))
	}
	if t.Sheet == "small" {
		f.doc.Sheet = layout.A4(68.5, 40, 68.5, 40)
		f.text, f.bold = style(fonts.body, wuHao, 16), style(fonts.head, wuHao, 16)
	}
	w := filledForm{form: f, blank: s.Blank, values: map[string]string{}, fields: map[string]inspect.TemplateField{}}
	for _, field := range t.Fields {
		w.fields[field.Key] = field
	}
	if err := w.take(s.Values, t.Fields); err != nil {
		return nil, err
	}
	if w.letter = t.Letter(); w.letter {
		f.letterText()
	}
	f.titleBlock()
	for _, b := range t.Body {
		w.block(b)
	}
	if t.Strip != nil {
		f.doc.Ending = layout.Span{Text: "（以下空白）", Style: f.text}
		rows := [][]layout.Field{}
		for _, row := range t.Strip {
			if w.stands(row) {
				rows = append(rows, handRow(row))
			}
		}
		f.signStrip(rows...)
	}
	if err := fonts.verify(t.Name, &s.DocumentHead, f.blanks); err != nil {
		return nil, err
	}
	return &f.doc, f.dates.err
}

// filledForm writes a template's blocks with the values of one snapshot.
type filledForm struct {
	*form
	blank  bool
	letter bool              // set as what is served: text in 三号, blanks smaller
	values map[string]string // by key
	fields map[string]inspect.TemplateField
}

// take checks the values: each has its field, every mandatory one is there,
// and every character can be printed.
func (w *filledForm) take(values []inspect.TemplateValue, asked []inspect.TemplateField) error {
	for _, v := range values {
		field, ok := w.fields[v.Key]
		if !ok || v.Key == officialNumber {
			return inspect.E(inspect.Unsupported, "文书快照含有式样里没有的“%s”", v.Key).WithField(v.Key)
		}
		if err := w.fonts.check(v.Key, field.Label, v.Text); err != nil {
			return err
		}
		w.values[v.Key] = v.Text
	}
	if w.blank {
		return nil
	}
	for _, field := range asked {
		text := w.values[field.Key]
		if field.Type == inspect.BlankChoice {
			text = strings.Join(parts(text), "")
		}
		w.need(!field.Required || strings.TrimSpace(text) != "", field.Key, field.Label)
	}
	return nil
}

// value is a field's text as it is printed.
func (w *filledForm) value(key string) string {
	text := w.values[key]
	switch w.fields[key].Type {
	case inspect.BlankDay:
		return w.dates.date(key, text)
	case inspect.BlankMinute:
		return w.dates.minute(key, text)
	case inspect.BlankChoice:
		return choices(w.fields[key].Options, parts(text))
	}
	return text
}

// stands tells whether a row is printed: one with a condition when that field,
// or one of its own, was filled. A blank form has them all.
func (w *filledForm) stands(row []template.Slot) bool {
	filled := func(key string) bool { return strings.TrimSpace(w.values[key]) != "" }
	return w.blank || row[0].When == "" || filled(row[0].When) || slices.ContainsFunc(row, func(s template.Slot) bool { return filled(s.Name) })
}

func parts(text string) []string {
	return slices.DeleteFunc(strings.Split(text, "、"), func(s string) bool { return s == "" })
}

// fillIn puts the values into a sentence; an empty one is struck, or in a blank
// form left open.
func (w *filledForm) fillIn(text string) string {
	return template.Fill(text, func(key string) string {
		v := w.value(key)
		switch {
		case v != "":
			return v
		case w.blank:
			return "＿＿＿＿＿＿"
		}
		return "／"
	})
}

func (w *filledForm) block(b template.Block) {
	switch {
	case b.Fields != nil:
		var rows [][]layout.Field
		for _, row := range b.Fields {
			var line []layout.Field
			slots := template.Slots(row)
			if !w.stands(slots) {
				continue
			}
			for _, slot := range slots {
				e := entry(w.fields[slot.Name].Label, w.value(slot.Name), slot.Share)
				e.Open = w.blank
				line = append(line, e)
			}
			rows = append(rows, line)
		}
		look := w.small()
		w.add(layout.Fields{Rows: rows, Label: look, Value: look, After: 4})
	case b.Text != "":
		first, rest, more := strings.Cut(w.fillIn(b.Text), "\n")
		w.para(first)
		for more {
			first, rest, more = strings.Cut(rest, "\n")
			w.para(first)
		}
	case b.Plain != "":
		w.add(layout.Para{Spans: []layout.Span{{Text: w.fillIn(b.Plain), Style: w.text}}})
	case b.Section != nil:
		w.sectionOf(b.Section.Title, w.value(b.Section.Of))
	case b.Heading != "":
		title := strings.TrimSuffix(b.Heading, "：")
		if w.letter && !strings.HasPrefix(title, "附") {
			w.point(title+"：", "")
			w.keep()
			break
		}
		w.heading(title)
	case b.Table != "":
		w.rows(b.Table, b.Wide)
	case b.List != "":
		w.list(lines(w.values[b.List]))
	case b.Choices != "":
		w.sectionOf(w.fields[b.Choices].Label, w.value(b.Choices))
	case b.Grid != nil:
		w.grid(b.Grid)
	case b.Blanks != nil:
		var rows [][]layout.Field
		for _, row := range b.Blanks {
			if slots := template.Slots(row); w.stands(slots) {
				rows = append(rows, handRow(slots))
			}
		}
		high := w.small()
		high.Leading = 27
		w.add(layout.Gap{H: 4}, layout.Fields{Rows: rows, Label: high, Value: high, After: 4, Keep: true})
	case b.Ruled != nil:
		w.add(layout.Para{Spans: []layout.Span{{Text: b.Ruled.Title + "：", Style: w.bold}}, Keep: true},
			layout.Ruled{Lines: b.Ruled.Lines, Pitch: 26}, layout.Gap{H: 4})
	case b.Closing != "":
		date := w.value(b.Closing)
		if date == "" {
			date = "　　年　　月　　日"
		}
		w.closing(date)
	case b.Receipt:
		w.receipt()
	}
}

// list numbers what a field says; nothing is struck, or in a blank form ruled.
func (w *filledForm) list(items []string) {
	switch {
	case len(items) > 0:
		w.numbered(items)
	case w.blank:
		w.add(layout.Ruled{Lines: 3, Pitch: 24}, layout.Gap{H: 4})
	default:
		w.para("／")
	}
}

// sectionOf is a section whose empty text is struck, or in a blank form ruled
// for a hand.
func (w *filledForm) sectionOf(title, text string) {
	if w.blank && text == "" {
		w.add(layout.Para{Spans: []layout.Span{{Text: title + "：", Style: w.bold}}, Keep: true}, layout.Ruled{Lines: 4, Pitch: 24}, layout.Gap{H: 4})
		return
	}
	if w.letter && text != "" {
		first, rest, more := strings.Cut(text, "\n")
		w.point(title+"：", first)
		for more {
			first, rest, more = strings.Cut(rest, "\n")
			w.para(first)
		}
		return
	}
	w.section(title, text)
}

// small is the look of blanks.
func (w *filledForm) small() layout.Style {
	if w.letter {
		return style(w.fonts.body, xiaoSi, 21)
	}
	return w.text
}

func lines(text string) []string {
	return slices.DeleteFunc(strings.Split(text, "\n"), func(s string) bool { return strings.TrimSpace(s) == "" })
}

// blankRows are the empty rows of a table that is filled by hand.
const blankRows = 8

func (w *filledForm) rows(key string, wide []float64) {
	field := w.fields[key]
	cols := []layout.Col{{Share: 0.5, Align: layout.Center}}
	for i := range field.Columns {
		share := 1.0
		if i < len(wide) {
			share = wide[i]
		}
		cols = append(cols, layout.Col{Share: share})
	}
	var rows [][]layout.Cell
	for i, line := range lines(w.values[key]) {
		texts := strings.Split(line, "\t")
		row := []layout.Cell{{Text: strconv.Itoa(i + 1)}}
		for n := range field.Columns {
			cell := layout.Cell{Open: w.blank}
			if n < len(texts) {
				cell.Text = texts[n]
			}
			row = append(row, cell)
		}
		w.need(len(texts) <= len(field.Columns), key, fmt.Sprintf("%s第 %d 行的格数", field.Label, i+1))
		rows = append(rows, row)
	}
	if len(rows) == 0 {
		n := 1
		if w.blank {
			n = blankRows
		}
		for range n {
			row := []layout.Cell{{Open: w.blank}}
			for range field.Columns {
				row = append(row, layout.Cell{Open: w.blank, Least: 22})
			}
			rows = append(rows, row)
		}
	}
	w.table(cols, append([]string{"序号"}, field.Columns...), rows)
}

func (w *filledForm) grid(rows []template.Row) {
	const opinion = 64
	label := func(text string) layout.Cell { return layout.Cell{Text: text, Label: true} }
	var out [][]layout.Cell
	for _, row := range rows {
		keys := strings.Fields(row.Row)
		switch {
		case row.Sign != "":
			foot := row.Foot
			if foot == "" {
				foot = "签名：　　　　　　　　"
			}
			out = append(out, []layout.Cell{label(row.Sign), {Foot: w.fillIn(foot) + "　　　　　年　　月　　日", Span: 3, Least: opinion, Open: true}})
		case len(keys) == 1:
			out = append(out, []layout.Cell{label(w.fields[keys[0]].Label), {Text: w.value(keys[0]), Span: 3, Open: w.blank}})
		default:
			line := []layout.Cell{}
			for _, key := range keys {
				line = append(line, label(w.fields[key].Label), layout.Cell{Text: w.value(key), Open: w.blank})
			}
			out = append(out, line)
		}
	}
	w.table([]layout.Col{{Share: 2.7}, {Share: 4.1}, {Share: 2.7}, {Share: 4.1}}, nil, out)
}

func handRow(row []template.Slot) []layout.Field {
	var line []layout.Field
	for _, slot := range row {
		line = append(line, blankEntry(slot.Name, slot.Share))
	}
	return line
}
