package pdf

import "shuangsuiji/backend/pdf/layout"

// letterText sets running text in 三号, as served documents have it.
func (f *form) letterText() {
	f.text, f.bold = style(f.fonts.body, sanHao, 25), style(f.fonts.head, sanHao, 25)
}

// point is an indented paragraph that begins with a heading.
func (f *form) point(heading, text string) {
	f.add(layout.Para{Spans: []layout.Span{{Text: heading, Style: f.bold}, {Text: text, Style: f.text}}, Indent: 2 * f.text.Size})
}
