package sheet

import (
	"bytes"
	"context"
	"encoding/xml"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// What the scanner accepts, encoding/xml accepts with the same text.
func FuzzXML(f *testing.F) {
	for _, s := range []string{
		"<a><b x='1>2'/>t&#65;<![CDATA[<x>]]]]></a>", "<?xml version=\"1.0\"?><a:b>\r\n</a:b>", "<!-- x --><a>&lt;&amp;</a>", "<a></b>", "<a>", "<a>&x;</a>",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		s := newXMLScanner(bytes.NewReader(data))
		var got strings.Builder
		for {
			ev, err := s.next()
			if err != nil {
				return
			}
			if ev == xmlText {
				got.Write(s.text)
			}
			if ev == xmlStart {
				s.attr("x")
			}
			if ev == xmlEOF {
				break
			}
		}
		d := xml.NewDecoder(bytes.NewReader(data))
		d.Strict = false // names and attributes are not our concern
		var want strings.Builder
		for depth := 0; ; {
			tok, err := d.Token()
			if err != nil {
				if err.Error() != "EOF" {
					return
				}
				break
			}
			switch tok := tok.(type) {
			case xml.StartElement:
				depth++
			case xml.EndElement:
				depth--
			case xml.CharData:
				if depth > 0 {
					want.Write(tok)
				}
			}
		}
		if crlf := strings.NewReplacer("\r\n", "\n", "\r", "\n"); crlf.Replace(got.String()) != crlf.Replace(want.String()) {
			t.Fatalf("%q: got %q, want %q", data, got.String(), want.String())
		}
	})
}

// No file, however broken, makes the reader panic or hang.
func FuzzFile(f *testing.F) {
	book, err := BytesXLSX(Grid{Sheet: "S", Rows: [][]Cell{{{Text: "代码"}, {Text: "名称"}}, {{Text: "1"}, {Date: "2026-01-05"}}}, Merges: [][4]int{{2, 1, 3, 1}}})
	if err != nil {
		f.Fatal(err)
	}
	old, err := os.ReadFile("testdata/legacy.xls")
	if err != nil {
		f.Fatal(err)
	}
	for _, seed := range []string{string(book), string(old[:20_000]), "代码,名称\n1,2\n", "\xb4\xfa\xc2\xeb,\xc3\xfb\xb3\xc6\n"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		path := filepath.Join(t.TempDir(), "f")
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		l, err := Inspect(path, people)
		if err != nil {
			return
		}
		rows := 0
		Read(context.Background(), path, people, l, func(r Row) error {
			if rows++; r.No <= l.HeaderRow {
				t.Fatalf("row %d above the head %d", r.No, l.HeaderRow)
			}
			return nil
		})
	})
}
