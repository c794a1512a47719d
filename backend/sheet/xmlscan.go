package sheet

import (
	"bytes"
	"errors"
	"io"
	"strconv"
	"unicode/utf8"
)

// xmlScanner walks the XML parts of a workbook. It is many times faster than
// encoding/xml because it builds no tokens, and stricter where it matters
// here: an end of input inside an element is an error, a document type
// (entity bombs) is refused. Namespace prefixes are dropped; OOXML's element
// names are distinct without them.
type xmlScanner struct {
	r     io.Reader
	buf   []byte
	pos   int
	end   int
	depth []int // start of each open element's name in names
	names []byte

	name   []byte // element of the last start or end
	attrs  []byte // raw attributes of the last start
	raw    []byte // buffer behind attrs
	text   []byte // last run of text, decoded
	closed bool   // the last start was <x/>; its end follows by itself
}

type xmlEvent int

const (
	xmlStart xmlEvent = iota
	xmlEnd
	xmlText
	xmlEOF
)

// maxXMLRun bounds one tag or text run; Excel allows 32,767 characters a cell.
const maxXMLRun = 1 << 20

var (
	errXMLCut   = errors.New("xml: ends inside an element")
	errXMLForm  = errors.New("xml: malformed")
	errXMLLong  = errors.New("xml: run too long")
	errXMLType  = errors.New("xml: document type not allowed")
	errXMLCoded = errors.New("xml: not UTF-8")
)

func newXMLScanner(r io.Reader) *xmlScanner {
	return &xmlScanner{r: r, buf: make([]byte, 64<<10)}
}

// fill moves the unread bytes to the front and reads more.
func (s *xmlScanner) fill() error {
	copy(s.buf, s.buf[s.pos:s.end])
	s.end -= s.pos
	s.pos = 0
	for tries := 0; tries < 100; tries++ {
		n, err := s.r.Read(s.buf[s.end:])
		s.end += n
		if n > 0 {
			return nil
		}
		if err != nil {
			return err
		}
	}
	return io.ErrNoProgress
}

// until appends to dst everything before the next delim and steps over it.
func (s *xmlScanner) until(delim byte, dst []byte) ([]byte, error) {
	for {
		if i := bytes.IndexByte(s.buf[s.pos:s.end], delim); i >= 0 {
			dst = append(dst, s.buf[s.pos:s.pos+i]...)
			s.pos += i + 1
			return dst, nil
		}
		dst = append(dst, s.buf[s.pos:s.end]...)
		s.pos = s.end
		if len(dst) > maxXMLRun {
			return dst, errXMLLong
		}
		if err := s.fill(); err != nil {
			return dst, err
		}
	}
}

// next gives the next start, end or text. Text is never empty and comes
// without entities.
func (s *xmlScanner) next() (xmlEvent, error) {
	if s.closed {
		s.closed = false
		return s.endElement()
	}
	for {
		raw, err := s.until('<', s.text[:0])
		s.text = raw
		if err == io.EOF {
			if len(s.depth) > 0 || len(bytes.TrimSpace(raw)) > 0 {
				return xmlEOF, errXMLCut
			}
			return xmlEOF, nil
		}
		if err != nil {
			return xmlEOF, err
		}
		if len(raw) > 0 && len(s.depth) > 0 {
			s.pos-- // the '<' stays for the next call
			if s.text, err = unescape(raw); err != nil {
				return xmlEOF, err
			}
			return xmlText, nil
		}
		if s.pos == s.end {
			if err := s.fill(); err != nil {
				return xmlEOF, errXMLCut
			}
		}
		switch s.buf[s.pos] {
		case '?':
			if err := s.skipTo("?>"); err != nil {
				return xmlEOF, err
			}
		case '!':
			cdata, err := s.declaration()
			if err != nil {
				return xmlEOF, err
			}
			if cdata {
				return xmlText, nil
			}
		default:
			return s.tag()
		}
	}
}

// declaration handles <!-- --> and <![CDATA[ ]]>; the latter leaves its text.
func (s *xmlScanner) declaration() (cdata bool, err error) {
	for s.end-s.pos < 8 {
		if err := s.fill(); err != nil {
			return false, errXMLCut
		}
	}
	switch head := s.buf[s.pos:s.end]; {
	case bytes.HasPrefix(head, []byte("!--")):
		s.pos += 3
		return false, s.skipTo("-->")
	case bytes.HasPrefix(head, []byte("![CDATA[")) && len(s.depth) > 0:
		s.pos += 8
		s.text = s.text[:0]
		for {
			if s.text, err = s.until('>', s.text); err != nil {
				return false, errXMLCut
			}
			if bytes.HasSuffix(s.text, []byte("]]")) {
				s.text = s.text[:len(s.text)-2]
				if !utf8.Valid(s.text) {
					return false, errXMLCoded
				}
				return len(s.text) > 0, nil
			}
			s.text = append(s.text, '>')
		}
	}
	return false, errXMLType
}

func (s *xmlScanner) skipTo(mark string) error {
	var run []byte
	for {
		var err error
		if run, err = s.until('>', run); err != nil {
			return errXMLCut
		}
		run = append(run, '>')
		if bytes.HasSuffix(run, []byte(mark)) {
			return nil
		}
	}
}

// tag reads one start or end tag; a '>' inside a quoted attribute belongs to it.
func (s *xmlScanner) tag() (xmlEvent, error) {
	raw, err := s.until('>', s.raw[:0])
	for err == nil && openQuote(raw) {
		raw, err = s.until('>', append(raw, '>'))
	}
	s.raw = raw
	if err != nil {
		if err == io.EOF {
			err = errXMLCut
		}
		return xmlEOF, err
	}
	if len(raw) > 0 && raw[0] == '/' {
		name := local(bytes.TrimRight(raw[1:], " \t\r\n"))
		if len(s.depth) == 0 || !bytes.Equal(name, s.top()) {
			return xmlEOF, errXMLForm
		}
		return s.endElement()
	}
	if n := len(raw); n > 0 && raw[n-1] == '/' {
		s.closed = true
		raw = raw[:n-1]
	}
	cut := bytes.IndexAny(raw, " \t\r\n")
	if cut < 0 {
		cut = len(raw)
	}
	name := local(raw[:cut])
	if len(name) == 0 || len(s.depth) > 100 {
		return xmlEOF, errXMLForm
	}
	s.depth = append(s.depth, len(s.names))
	s.names = append(s.names, name...)
	s.name, s.attrs = s.top(), raw[cut:]
	return xmlStart, nil
}

func (s *xmlScanner) top() []byte { return s.names[s.depth[len(s.depth)-1]:] }

func (s *xmlScanner) endElement() (xmlEvent, error) {
	at := s.depth[len(s.depth)-1]
	s.name = s.names[at:] // valid until the next start
	s.names = s.names[:at]
	s.depth = s.depth[:len(s.depth)-1]
	return xmlEnd, nil
}

func openQuote(raw []byte) bool {
	var quote byte
	for _, b := range raw {
		switch {
		case quote != 0:
			if b == quote {
				quote = 0
			}
		case b == '"' || b == '\'':
			quote = b
		}
	}
	return quote != 0
}

func local(name []byte) []byte {
	if i := bytes.IndexByte(name, ':'); i >= 0 {
		return name[i+1:]
	}
	return name
}

// attr is the value of an attribute of the last start element, or "". A
// prefixed attribute (r:id) is found by its local name.
func (s *xmlScanner) attr(want string) string {
	rest := s.attrs
	for {
		eq := bytes.IndexByte(rest, '=')
		if eq < 0 {
			return ""
		}
		name := local(bytes.TrimSpace(rest[:eq]))
		rest = bytes.TrimLeft(rest[eq+1:], " \t\r\n")
		if len(rest) == 0 {
			return ""
		}
		stop := bytes.IndexByte(rest[1:], rest[0])
		if stop < 0 {
			return ""
		}
		if string(name) == want {
			v, err := unescape(append([]byte(nil), rest[1:1+stop]...))
			if err != nil {
				return ""
			}
			return string(v)
		}
		rest = rest[stop+2:]
	}
}

var entities = map[string]byte{"lt": '<', "gt": '>', "amp": '&', "quot": '"', "apos": '\''}

// unescape replaces entities in place, makes line ends LF as XML demands, and
// checks the encoding.
func unescape(b []byte) ([]byte, error) {
	if !utf8.Valid(b) {
		return nil, errXMLCoded
	}
	if bytes.IndexByte(b, '\r') >= 0 {
		b = bytes.ReplaceAll(bytes.ReplaceAll(b, []byte("\r\n"), []byte("\n")), []byte("\r"), []byte("\n"))
	}
	amp := bytes.IndexByte(b, '&')
	if amp < 0 {
		return b, nil
	}
	out := b[:amp]
	for rest := b[amp:]; len(rest) > 0; {
		if rest[0] != '&' {
			out = append(out, rest[0])
			rest = rest[1:]
			continue
		}
		semi := bytes.IndexByte(rest, ';')
		if semi < 2 || semi > 10 {
			return nil, errXMLForm
		}
		name := string(rest[1:semi])
		rest = rest[semi+1:]
		if c, ok := entities[name]; ok {
			out = append(out, c)
			continue
		}
		if name[0] != '#' {
			return nil, errXMLForm
		}
		base, num := 10, name[1:]
		if len(num) > 0 && (num[0] == 'x' || num[0] == 'X') {
			base, num = 16, num[1:]
		}
		code, err := strconv.ParseUint(num, base, 32)
		if err != nil || code == 0 || !utf8.ValidRune(rune(code)) {
			return nil, errXMLForm
		}
		out = utf8.AppendRune(out, rune(code)) // never longer than the entity
	}
	return out, nil
}

// skipBOM steps over a UTF-8 byte-order mark at the start.
func (s *xmlScanner) skipBOM() error {
	for s.end-s.pos < 3 {
		if err := s.fill(); err != nil {
			return nil // shorter than a mark; next reports what is wrong
		}
	}
	if bytes.HasPrefix(s.buf[s.pos:s.end], []byte("\xef\xbb\xbf")) {
		s.pos += 3
	}
	return nil
}
