package pdf

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/pdf/layout"
	"shuangsuiji/backend/pdf/output"
)

// drawnStamp stands at the head of every page that was signed on a screen.
const drawnStamp = "屏幕手写签名"

// RenderDrawn is Render with the signatures made on a screen: each in the first
// line to sign on that is its signer's, and all of them on a sheet at the end
// that says what they are and are not. The pages are the same otherwise, their
// codes too. Error: Damaged for a signature of another content.
func RenderDrawn(f *Fonts, snapshot []byte, signatures []inspect.DrawnSignature) ([]byte, error) {
	doc, pages, err := layDrawn(f, snapshot, signatures)
	if err != nil {
		return nil, err
	}
	return output.Write(doc, pages)
}

func layDrawn(f *Fonts, snapshot []byte, signatures []inspect.DrawnSignature) (*layout.Doc, []layout.Page, error) {
	doc, err := build(f, snapshot)
	if err != nil {
		return nil, nil, err
	}
	sum := sha256.Sum256(snapshot)
	digest := hex.EncodeToString(sum[:])
	hands := layout.Hands{Ink: 150, High: 52, Style: style(f.body, wuHao, 14.5)}
	var inks []layout.Ink
	for _, s := range signatures {
		if s.Snapshot != digest {
			return nil, nil, inspect.E(inspect.Damaged, "%s%s的签名不是对这份内容作出的", s.Kind.Label(), s.Name).WithArticle("第二十条").WithRef(s.Paper)
		}
		read, err := inspect.ReadInk(s.Strokes)
		if err != nil {
			return nil, nil, err
		}
		inks = append(inks, inkOf(read))
		hands.Items = append(hands.Items, layout.Hand{Ink: inks[len(inks)-1], Says: saysOf(s)})
	}
	signStrip(doc, signatures, inks)
	doc.Frame.Stamp += drawnStamp
	pages, err := layout.Lay(doc)
	if err != nil {
		return nil, nil, err
	}
	sheet, err := layout.Lay(signatureSheet(f, doc, snapshot, digest, hands))
	return doc, append(pages, sheet...), err
}

func inkOf(read inspect.Ink) layout.Ink {
	ink := layout.Ink{W: float64(read.W), H: float64(read.H)}
	for _, s := range read.Strokes {
		var stroke [][2]float64
		for _, p := range s {
			stroke = append(stroke, [2]float64{float64(p[0]), float64(p[1])})
		}
		ink.Strokes = append(ink.Strokes, stroke)
	}
	return ink
}

func saysOf(s inspect.DrawnSignature) []string {
	says := []string{s.Kind.Label() + "　" + s.Name + "　" + inspect.Minute(s.At), "签署过程：" + s.Recorded}
	if s.SHA256 != "" {
		says = append(says, "音视频 SHA-256 "+s.SHA256)
	}
	return says
}

// signStrip draws every signature into the first line that is its signer's, and
// dates the strip by the last of them.
func signStrip(doc *layout.Doc, signatures []inspect.DrawnSignature, inks []layout.Ink) {
	placed := make([]bool, len(signatures))
	rows := doc.Strip.Rows
	doc.Strip.Rows = nil
	for _, row := range rows {
		signed := append([]layout.Field(nil), row...)
		for i := range signed {
			label := strings.TrimSuffix(signed[i].Label, "：")
			if label == "日期" && len(signatures) > 0 {
				signed[i].Value = inspect.LegalDate(signatures[len(signatures)-1].At)
			}
			for n, s := range signatures {
				if !placed[n] && inspect.SignerOf(label) == s.Kind {
					signed[i].Ink, placed[n] = append(signed[i].Ink, inks[n]), true
				}
			}
		}
		doc.Strip.Rows = append(doc.Strip.Rows, signed)
	}
}

// signatureSheet is the page behind the document.
func signatureSheet(f *Fonts, doc *layout.Doc, snapshot []byte, digest string, hands layout.Hands) *layout.Doc {
	head := struct{ Number string }{}
	_ = json.Unmarshal(snapshot, &head) // build has read it
	text, bold, title := style(f.body, xiaoSi, 21), style(f.head, xiaoSi, 21), style(f.title, sanHao, 30)
	sheet := &layout.Doc{Title: doc.Title, Author: doc.Author, Created: doc.Created, Sheet: doc.Sheet, Frame: doc.Frame}
	sheet.Frame.Attached = true
	para := func(label, value string) layout.Para {
		return layout.Para{Spans: []layout.Span{{Text: label, Style: bold}, {Text: value, Style: text}}, After: 2}
	}
	sheet.Blocks = []layout.Block{
		layout.Para{Spans: []layout.Span{{Text: "屏幕手写签名页", Style: title}}, Align: layout.Center, After: 6},
		para("文书编号：", head.Number),
		para("文书内容摘要（快照，SHA-256）：", digest),
		layout.Gap{H: 6}, hands, layout.Gap{H: 4},
		layout.Para{Spans: []layout.Span{{Text: inspect.DrawnWords, Style: text}}, Indent: 2 * xiaoSi},
	}
	sheet.Ending = layout.Span{Text: "（以下空白）", Style: text}
	return sheet
}
