package sheet

import (
	"archive/zip"
	"errors"
	"io"
	"os"
	"path"
	"strconv"
	"strings"

	"shuangsuiji/backend/inspect"
)

// Limits against archives that unpack to something monstrous.
const (
	maxPart     = 2 << 30   // a worksheet, unpacked
	maxStrings  = 512 << 20 // the shared strings, unpacked
	maxSmall    = 32 << 20  // workbook, relations, styles
	maxRatio    = 300       // unpacked : packed, for parts above maxUnasked
	maxUnasked  = 64 << 20
	maxZipFiles = 20_000
)

var errTooLarge = errors.New("xlsx: part too large")

// xlsxFile reads an OOXML workbook (ECMA-376) as a stream: a sheet is never
// held in memory, only the shared strings are.
type xlsxFile struct {
	f        *os.File
	name     string
	parts    map[string]*zip.File // by lower-case name with forward slashes
	order    []string             // visible sheets
	paths    map[string]string    // sheet name -> part
	dates    []bool               // cell style -> shows a date
	date1904 bool
	strings  stringTable
}

// stringTable keeps a million short strings without a million allocations.
type stringTable struct {
	bytes []byte
	ends  []int
}

func (t *stringTable) at(i int) (string, bool) {
	if i < 0 || i >= len(t.ends) {
		return "", false
	}
	start := 0
	if i > 0 {
		start = t.ends[i-1]
	}
	return string(t.bytes[start:t.ends[i]]), true
}

func openXLSX(f *os.File, size int64, name string) (source, error) {
	zr, err := zip.NewReader(f, size)
	if err != nil {
		return nil, damaged(name, "压缩结构不完整", err)
	}
	x := &xlsxFile{f: f, name: name, parts: map[string]*zip.File{}, paths: map[string]string{}}
	if len(zr.File) > maxZipFiles {
		return nil, tooLarge(name)
	}
	for _, p := range zr.File {
		x.parts[strings.ToLower(strings.ReplaceAll(p.Name, `\`, "/"))] = p
	}
	book, err := x.findWorkbook()
	if err != nil {
		return nil, err
	}
	if err := x.readWorkbook(book); err != nil {
		return nil, x.explain(err, "工作簿目录读不出来")
	}
	if len(x.order) == 0 {
		return nil, inspect.E(inspect.Invalid, "工作簿“%s”里没有可见的工作表", name).WithRef(name).
			WithHint("请在 Excel 中取消隐藏要导入的工作表，保存后再导入")
	}
	return x, nil
}

// findWorkbook names the workbook part, or says what this ZIP is instead.
func (x *xlsxFile) findWorkbook() (string, error) {
	book := "xl/workbook.xml"
	if x.parts["_rels/.rels"] != nil {
		rels, err := x.relations("_rels/.rels", "")
		if err != nil {
			return "", x.explain(err, "目录读不出来")
		}
		for _, r := range rels {
			if strings.HasSuffix(r.kind, "/officeDocument") {
				book = r.target
			}
		}
	}
	switch {
	case strings.HasSuffix(book, ".bin"):
		return "", notSheet(x.name, "二进制工作簿（.xlsb）")
	case x.parts["word/document.xml"] != nil:
		return "", notSheet(x.name, "Word 文档")
	case x.parts["ppt/presentation.xml"] != nil:
		return "", notSheet(x.name, "演示文稿")
	case x.parts["content.xml"] != nil && x.parts["mimetype"] != nil:
		return "", notSheet(x.name, "OpenDocument 文档")
	case x.parts[strings.ToLower(book)] == nil:
		return "", notSheet(x.name, "ZIP 压缩包")
	}
	return book, nil
}

type relation struct{ id, kind, target string }

func (x *xlsxFile) relations(part, base string) ([]relation, error) {
	var out []relation
	err := x.each(part, maxSmall, func(s *xmlScanner, ev xmlEvent) error {
		if ev == xmlStart && string(s.name) == "Relationship" && s.attr("TargetMode") != "External" {
			target := s.attr("Target")
			if strings.HasPrefix(target, "/") {
				target = target[1:]
			} else {
				target = path.Join(base, target)
			}
			out = append(out, relation{s.attr("Id"), s.attr("Type"), target})
		}
		return nil
	})
	return out, err
}

func (x *xlsxFile) readWorkbook(book string) error {
	dir := path.Dir(book)
	rels, err := x.relations(path.Join(dir, "_rels", path.Base(book)+".rels"), dir)
	if err != nil {
		return err
	}
	sheetPart := map[string]string{}
	for _, r := range rels {
		switch {
		case strings.HasSuffix(r.kind, "/worksheet"):
			sheetPart[r.id] = r.target
		case strings.HasSuffix(r.kind, "/styles"):
			if err := x.readStyles(r.target); err != nil {
				return err
			}
		case strings.HasSuffix(r.kind, "/sharedStrings"):
			if err := x.readStrings(r.target); err != nil {
				return err
			}
		}
	}
	return x.each(book, maxSmall, func(s *xmlScanner, ev xmlEvent) error {
		if ev != xmlStart {
			return nil
		}
		switch string(s.name) {
		case "workbookPr":
			v := s.attr("date1904")
			x.date1904 = v == "1" || v == "true"
		case "sheet":
			name, part := s.attr("name"), sheetPart[s.attr("id")]
			if state := s.attr("state"); part != "" && (state == "" || state == "visible") {
				x.order = append(x.order, name)
				x.paths[name] = part
			}
		}
		return nil
	})
}

func (x *xlsxFile) readStyles(part string) error {
	codes := map[int]string{}
	inXfs := false
	return x.each(part, maxSmall, func(s *xmlScanner, ev xmlEvent) error {
		switch name := string(s.name); {
		case ev == xmlStart && name == "numFmt":
			id, _ := strconv.Atoi(s.attr("numFmtId"))
			codes[id] = s.attr("formatCode")
		case name == "cellXfs":
			inXfs = ev == xmlStart
		case ev == xmlStart && name == "xf" && inXfs:
			id, _ := strconv.Atoi(s.attr("numFmtId"))
			x.dates = append(x.dates, isDateFormat(id, codes[id]))
		}
		return nil
	})
}

// readStrings reads the shared strings; phonetic guides (rPh) are no part of
// the text.
func (x *xlsxFile) readStrings(part string) error {
	inText, phonetic := false, false
	var item []byte
	return x.each(part, maxStrings, func(s *xmlScanner, ev xmlEvent) error {
		switch ev {
		case xmlText:
			if inText && !phonetic {
				item = append(item, s.text...)
			}
			return nil
		case xmlStart, xmlEnd:
			switch string(s.name) {
			case "t":
				inText = ev == xmlStart
			case "rPh":
				phonetic = ev == xmlStart
			case "si":
				if ev == xmlStart {
					item = item[:0]
					return nil
				}
				x.strings.bytes = append(x.strings.bytes, unescapeOOXML(string(item))...)
				x.strings.ends = append(x.strings.ends, len(x.strings.bytes))
			}
		}
		return nil
	})
}

// each walks a part; fn sees starts, ends and texts.
func (x *xlsxFile) each(part string, limit int64, fn func(*xmlScanner, xmlEvent) error) error {
	p := x.parts[strings.ToLower(part)]
	if p == nil {
		return errors.New("xlsx: no part " + part)
	}
	size := int64(p.UncompressedSize64)
	if size > limit || size > maxUnasked && size/maxRatio > int64(p.CompressedSize64) {
		return errTooLarge
	}
	r, err := p.Open()
	if err != nil {
		return err
	}
	defer r.Close()
	s := newXMLScanner(io.LimitReader(r, size+1)) // a part must not lie about its size
	if err := s.skipBOM(); err != nil {
		return err
	}
	for {
		ev, err := s.next()
		if err != nil {
			return err
		}
		if ev == xmlEOF {
			return nil
		}
		if err := fn(s, ev); err != nil {
			return err
		}
	}
}

// explain turns a reading error into one a person understands.
func (x *xlsxFile) explain(err error, where string) error {
	var known *inspect.Error
	switch {
	case err == nil, errors.As(err, &known), errors.Is(err, errStop):
		return err
	case errors.Is(err, errTooLarge):
		return tooLarge(x.name)
	}
	return damaged(x.name, where, err)
}

func (x *xlsxFile) sheets() []string { return x.order }
func (x *xlsxFile) Close() error     { return x.f.Close() }
