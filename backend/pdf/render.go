package pdf

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/pdf/layout"
	"shuangsuiji/backend/pdf/output"
)

// Render makes the PDF/A-1b of a snapshot: the exact stored JSON bytes of one
// of inspect's snapshots, whose SHA-256 is printed in the QR code.
//
// Errors: Unsupported for an unknown kind or field, Invalid for what does not
// read as JSON, for empty mandatory blanks (all of them are named), for a
// malformed date and for a character no face can show.
func Render(f *Fonts, snapshot []byte) ([]byte, error) {
	out, _, err := RenderPages(f, snapshot)
	return out, err
}

// RenderPages is Render that also tells the number of pages.
func RenderPages(f *Fonts, snapshot []byte) ([]byte, int, error) {
	doc, pages, err := lay(f, snapshot)
	if err != nil {
		return nil, 0, err
	}
	out, err := output.Write(doc, pages)
	return out, len(pages), err
}

// RenderMarked is Render with a stamp at the head of every page, such as 补打;
// the pages are the same otherwise, their codes too.
func RenderMarked(f *Fonts, snapshot []byte, stamp string) ([]byte, error) {
	doc, pages, err := layStamped(f, snapshot, stamp)
	if err != nil {
		return nil, err
	}
	return output.Write(doc, pages)
}

func lay(f *Fonts, snapshot []byte) (*layout.Doc, []layout.Page, error) {
	return layStamped(f, snapshot, "")
}

func layStamped(f *Fonts, snapshot []byte, stamp string) (*layout.Doc, []layout.Page, error) {
	doc, err := build(f, snapshot)
	if err != nil {
		return nil, nil, err
	}
	doc.Frame.Stamp += stamp
	pages, err := layout.Lay(doc)
	return doc, pages, err
}

// build makes the blocks of a snapshot, by its template or by its kind.
func build(f *Fonts, snapshot []byte) (*layout.Doc, error) {
	var head struct {
		Kind     inspect.DocumentKind `json:"kind"`
		Template string               `json:"template"`
	}
	if err := json.Unmarshal(snapshot, &head); err != nil {
		return nil, inspect.E(inspect.Invalid, "文书快照不是有效的 JSON").WithHint("内容可能已损坏，请重新生成文书").Because(err)
	}
	sum := sha256.Sum256(snapshot)
	digest := hex.EncodeToString(sum[:])
	if head.Template != "" {
		return templated(f, digest, snapshot)
	}
	for _, k := range kinds() {
		if k.info.Kind == head.Kind {
			return k.build(f, k.info, digest, snapshot)
		}
	}
	return nil, inspect.E(inspect.Unsupported, "没有“%s”这种文书", head.Kind).WithField("kind").WithHint("用 doc --list 查看可用的文书")
}

// decode reads a snapshot into its type. A field the type does not know is
// refused: what is not known is not printed, and that would be a loss.
func decode(snapshot []byte, into any) error {
	d := json.NewDecoder(bytes.NewReader(snapshot))
	d.DisallowUnknownFields()
	err := d.Decode(into)
	if err == nil {
		if _, more := d.Token(); !errors.Is(more, io.EOF) {
			err = fmt.Errorf("data after the snapshot")
		}
	}
	if err != nil {
		return inspect.E(inspect.Unsupported, "文书快照含有本版本不认识的内容").
			WithHint("可能由更新的版本生成，请升级本程序").Because(err)
	}
	return nil
}
