package template

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml"

	"shuangsuiji/backend/inspect"
)

// Form is a template as read: what is asked, and what stands on the paper.
type Form struct {
	inspect.Template
	Sheet string
	Law   string   // the article that its mandatory content follows
	Keep  []string // words that every wording of this kind must have
	Body  []Block
	Strip [][]Slot
}

// Slot is one place in a row of blanks: a field's key, or in rows for a hand
// its label, and its share of the width.
type Slot struct {
	Name  string
	Share float64
	When  string // a field: the row stands only when it is filled; "" = always
}

// Block is one part of the body; exactly one of its parts is set.
type Block struct {
	Fields  []string `yaml:"fields"`
	Text    string   `yaml:"text"`
	Plain   string   `yaml:"plain"`
	Section *Section `yaml:"section"`
	Heading string   `yaml:"heading"`
	Table   string   `yaml:"table"`
	List    string   `yaml:"list"`
	Choices string   `yaml:"choices"`
	Grid    []Row    `yaml:"grid"`
	Blanks  []string `yaml:"blanks"`
	Ruled   *Ruled   `yaml:"ruled"`
	Closing string   `yaml:"closing"`
	Receipt bool     `yaml:"receipt"`

	Wide []float64 `yaml:"wide"` // with table: shares of its columns
}

// Section is a heading and the field under it.
type Section struct {
	Title string `yaml:"title"`
	Of    string `yaml:"of"`
}

// Ruled is ruled space for a hand.
type Ruled struct {
	Title string `yaml:"title"`
	Lines int    `yaml:"lines"`
}

// Row is a row of a grid: one or two fields, or room for an opinion and a
// signature.
type Row struct {
	Row  string `yaml:"row"`
	Sign string `yaml:"sign"`
	Foot string `yaml:"foot"`
}

// file is a template as it is written.
type file struct {
	Kind   string   `yaml:"kind"`
	Name   string   `yaml:"name"`
	Class  string   `yaml:"class"`
	Local  bool     `yaml:"local"`
	For    string   `yaml:"for"`
	Short  string   `yaml:"short"`
	Many   bool     `yaml:"many"`
	After  bool     `yaml:"after"`
	Ready  bool     `yaml:"ready"`
	Sheet  string   `yaml:"sheet"`
	Source string   `yaml:"source"`
	Law    string   `yaml:"law"`
	Keep   []string `yaml:"keep"`
	Fields []field  `yaml:"fields"`
	Body   []Block  `yaml:"body"`

	Strip []string `yaml:"strip"`
}

type field struct {
	Key      string   `yaml:"key"`
	Label    string   `yaml:"label"`
	Type     string   `yaml:"type"`
	Required bool     `yaml:"required"`
	Options  []string `yaml:"options"`
	Columns  []string `yaml:"columns"`
	From     string   `yaml:"from"`
	Fixed    bool     `yaml:"fixed"`
	Default  string   `yaml:"default"`
	Hint     string   `yaml:"hint"`
	Sample   string   `yaml:"sample"`
}

// MaxText is the longest template that is read, in bytes.
const MaxText = 64 << 10

// Read reads a template. Errors: Invalid with the line at fault.
func Read(text []byte) (*Form, error) {
	if len(text) > MaxText {
		return nil, inspect.E(inspect.Invalid, "文书式样超过了 %d 千字节", MaxText>>10).WithField("template")
	}
	var f file
	if err := yaml.NewDecoder(bytes.NewReader(text), yaml.Strict()).Decode(&f); err != nil {
		return nil, badYAML(err)
	}
	r := reader{text: text, keys: map[string]inspect.BlankType{}, code: inspect.Invalid}
	return r.form(f)
}

func badYAML(err error) error {
	e := inspect.E(inspect.Invalid, "文书式样读不懂").WithField("template").WithHint("照着内置式样改：缩进用空格，冒号后空一格，有冒号的文字加引号").Because(err)
	var at yaml.Error
	if !errors.As(err, &at) {
		return e
	}
	var unknown *yaml.UnknownFieldError
	what := "写法不对或写了两次"
	if errors.As(err, &unknown) {
		what = "没有这一项"
	}
	token := at.GetToken()
	e.Message = fmt.Sprintf("文书式样第 %d 行：%s“%s”", token.Position.Line, what, strings.TrimSpace(token.Value))
	e.Ref = strconv.Itoa(token.Position.Line)
	return e
}

// reader checks a template and remembers the first thing wrong with it.
type reader struct {
	text    []byte
	keys    map[string]inspect.BlankType
	code    inspect.Code
	article string
	err     error
}

// fault notes what is wrong at a YAML path such as $.body[2].text.
func (r *reader) fault(path, format string, args ...any) {
	if r.err != nil {
		return
	}
	line := 1
	for _, path := range []string{path, "$.kind"} { // what is missing altogether has no line
		if p, err := yaml.PathString(path); err == nil {
			if node, err := p.ReadNode(bytes.NewReader(r.text)); err == nil {
				line = node.GetToken().Position.Line
				break
			}
		}
	}
	r.err = inspect.E(r.code, "文书式样第 %d 行：%s", line, fmt.Sprintf(format, args...)).
		WithField("template").WithRef(strconv.Itoa(line)).WithArticle(r.article)
}

var (
	kindName = regexp.MustCompile(`^[a-z][a-z0-9-]{2,39}$`)
	keyName  = regexp.MustCompile(`^[a-z][a-zA-Z0-9]{0,29}$`)
	hole     = regexp.MustCompile(`\{([^{}]*)\}`)
)

// Classes of documents that a template may have.
var classes = []string{"检查文书", "案件文书"}

// Nouns are what a document can be issued for.
var Nouns = []inspect.Noun{inspect.NounVisit, inspect.NounTeam, inspect.NounTask, inspect.NounResult}

func (r *reader) form(f file) (*Form, error) {
	out := &Form{Sheet: f.Sheet, Law: f.Law, Keep: f.Keep, Body: f.Body, Template: inspect.Template{Kind: inspect.DocumentKind(f.Kind), Name: f.Name, Class: f.Class, Local: f.Local,
		Noun: inspect.Noun(f.For), Short: f.Short, Many: f.Many, After: f.After, Ready: f.Ready, Source: f.Source, Fields: []inspect.TemplateField{}, Text: string(r.text)}}
	switch {
	case !kindName.MatchString(f.Kind):
		r.fault("$.kind", "kind 应为小写字母、数字和连字符，三个字符以上")
	case f.Name == "":
		r.fault("$.name", "缺 name（文书名称）")
	case !slices.Contains(classes, f.Class):
		r.fault("$.class", "class 应为 %s", strings.Join(classes, "或"))
	case !slices.Contains(Nouns, out.Noun):
		r.fault("$.for", "for 应为 visit、team、task 或 result")
	case f.Short == "" || len([]rune(f.Short)) > 6:
		r.fault("$.short", "short（文号用字）应为一至六个字")
	case f.Sheet != "" && f.Sheet != "small":
		r.fault("$.sheet", "sheet 只能是 small")
	case f.After && out.Noun != inspect.NounVisit:
		r.fault("$.after", "after 只用于 for: visit")
	case len(f.Body) == 0:
		r.fault("$.body", "body 没有内容")
	}
	for i, x := range f.Fields {
		out.Fields = append(out.Fields, r.field(fmt.Sprintf("$.fields[%d]", i), x))
	}
	used := map[string]bool{}
	for i, b := range f.Body {
		r.block(fmt.Sprintf("$.body[%d]", i), b, used)
	}
	for i, row := range f.Strip {
		out.Strip = append(out.Strip, r.slots(fmt.Sprintf("$.strip[%d]", i), row))
	}
	for i, x := range f.Fields {
		// What is typed and not printed would be lost on paper.
		if !used[x.Key] && x.Key != "officialNumber" {
			r.fault(fmt.Sprintf("$.fields[%d]", i), "%s（%s）没有用在 body 里", x.Label, x.Key)
		}
	}
	return out, r.err
}

func (r *reader) field(path string, x field) inspect.TemplateField {
	t := inspect.BlankType(x.Type)
	if x.Type == "" {
		t = inspect.BlankLine
	}
	known := []inspect.BlankType{inspect.BlankLine, inspect.BlankText, inspect.BlankDay, inspect.BlankMinute, inspect.BlankChoice, inspect.BlankRows}
	_, twice := r.keys[x.Key]
	switch {
	case !keyName.MatchString(x.Key):
		r.fault(path, "key“%s”应以小写字母开头，只含字母和数字", x.Key)
	case twice:
		r.fault(path, "key“%s”用了两次", x.Key)
	case x.Label == "":
		r.fault(path, "%s 缺 label", x.Key)
	case !slices.Contains(known, t):
		r.fault(path, "type 应为 line、text、day、minute、choice 或 rows")
	case t == inspect.BlankChoice && len(x.Options) == 0:
		r.fault(path, "choice 要有 options")
	case t == inspect.BlankRows && len(x.Columns) == 0:
		r.fault(path, "rows 要有 columns")
	case x.Fixed && x.From == "":
		r.fault(path, "fixed 要和 from 一起用")
	case x.From != "" && !slices.Contains(Sources(), x.From):
		r.fault(path, "没有“%s”这个来源", x.From)
	}
	r.keys[x.Key] = t
	return inspect.TemplateField{Key: x.Key, Label: x.Label, Type: t, Required: x.Required, Options: filled(x.Options), Columns: filled(x.Columns),
		From: x.From, Fixed: x.Fixed, Default: x.Default, Hint: x.Hint, Sample: x.Sample}
}

func filled(list []string) []string {
	if list == nil {
		return []string{}
	}
	return list
}

func (r *reader) block(path string, b Block, used map[string]bool) {
	parts := 0
	count := func(on bool) bool {
		if on {
			parts++
		}
		return on
	}
	need := func(sub, key string, types ...inspect.BlankType) {
		t, ok := r.keys[key]
		if !ok {
			r.fault(path+sub, "没有“%s”这个字段", key)
		} else if len(types) > 0 && !slices.Contains(types, t) {
			r.fault(path+sub, "“%s”是 %s，不能用在这里", key, t)
		}
		used[key] = true
	}
	holes := func(sub, text string) {
		for _, m := range hole.FindAllStringSubmatch(text, -1) {
			need(sub, m[1], inspect.BlankLine, inspect.BlankText, inspect.BlankDay, inspect.BlankMinute, inspect.BlankChoice)
		}
	}
	if count(b.Fields != nil) {
		for i, row := range b.Fields {
			for _, s := range r.slots(fmt.Sprintf("%s.fields[%d]", path, i), row) {
				need(fmt.Sprintf(".fields[%d]", i), s.Name, inspect.BlankLine, inspect.BlankText, inspect.BlankDay, inspect.BlankMinute, inspect.BlankChoice)
			}
		}
	}
	if count(b.Text != "") {
		holes(".text", b.Text)
	}
	if count(b.Plain != "") {
		holes(".plain", b.Plain)
	}
	if count(b.Section != nil) {
		need(".section", b.Section.Of, inspect.BlankLine, inspect.BlankText, inspect.BlankDay, inspect.BlankMinute, inspect.BlankChoice)
	}
	count(b.Heading != "")
	if count(b.Table != "") {
		need(".table", b.Table, inspect.BlankRows)
	}
	if count(b.List != "") {
		need(".list", b.List, inspect.BlankText)
	}
	if count(b.Choices != "") {
		need(".choices", b.Choices, inspect.BlankChoice)
	}
	if count(b.Grid != nil) {
		for i, row := range b.Grid {
			at := fmt.Sprintf(".grid[%d]", i)
			keys := strings.Fields(row.Row)
			if (row.Row == "") == (row.Sign == "") || len(keys) > 2 {
				r.fault(path+at, "grid 的一行写 row（一或两个字段）或 sign")
			}
			for _, key := range keys {
				need(at, key, inspect.BlankLine, inspect.BlankText, inspect.BlankDay, inspect.BlankMinute, inspect.BlankChoice)
			}
			holes(at, row.Foot)
		}
	}
	if count(b.Blanks != nil) {
		for i, row := range b.Blanks {
			r.slots(fmt.Sprintf("%s.blanks[%d]", path, i), row)
		}
	}
	count(b.Ruled != nil)
	if count(b.Closing != "") {
		need(".closing", b.Closing, inspect.BlankDay)
	}
	count(b.Receipt)
	if parts != 1 {
		r.fault(path, "body 的每一项只写一种内容")
	}
}

// slots reads a row such as "party code:1.3".
func (r *reader) slots(path, row string) []Slot {
	var out []Slot
	when := ""
	for _, word := range strings.Fields(row) {
		if key, ok := strings.CutPrefix(word, "?"); ok {
			if _, known := r.keys[key]; r.keys != nil && !known {
				r.fault(path, "没有“%s”这个字段", key)
			}
			when = key
			continue
		}
		name, share, given := strings.Cut(word, ":")
		s := Slot{name, 1, when}
		if given {
			n, err := strconv.ParseFloat(share, 64)
			if err != nil || n <= 0 || n > 20 {
				r.fault(path, "“%s”的宽度应为大于 0 的数", word)
				n = 1
			}
			s.Share = n
		}
		out = append(out, s)
	}
	if len(out) == 0 {
		r.fault(path, "这一行是空的")
	}
	return out
}
