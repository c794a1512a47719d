package draw

import (
	"encoding/hex"
	"io"
	"slices"
	"strings"

	"shuangsuiji/backend/inspect"
)

const version = "ssj-draw/1"

// Purpose says what is drawn.
type Purpose string

const (
	PurposeSubjects    Purpose = "subjects"    // 抽取检查对象
	PurposeInspectors  Purpose = "inspectors"  // 抽取执法检查人员
	PurposeReplacement Purpose = "replacement" // 更换人员，抽法与 inspectors 相同
)

// Heading is what a statement says about itself. All of it is public: Task,
// Reason and InputNote must not name persons.
type Heading struct {
	Purpose   Purpose
	Task      string // number of the task
	Attempt   int    // 第几次抽取, from 1
	Previous  string // sha256 hex of the previous attempt's statement.json, "" for the first
	Reason    string // why a further attempt or a replacement; required for both
	InputKind InputKind
	InputNote string // the public input, named beforehand; required unless InputKind is none
}

// Excluded is an item left out of the pool before the draw, and why; none of the
// three may be empty. It stands in excluded.txt only, which is internal.
type Excluded struct{ Code, Name, Reason string }

// Frozen is a pool that can no longer change, with its statement. Files holds
// every input file, internal ones too, and statement.json. IDs are the
// pseudonyms of the candidates in the order given (the persons, for
// inspectors). Nonce is secret until the reveal. Statement is the sha256 hex of
// statement.json: the digest that must leave the PC before any public input
// can be typed.
type Frozen struct {
	Files     Files
	IDs       []string
	Nonce     []byte // 32 bytes
	Statement string
}

// statement is statement.json, in the order of its keys.
type statement struct {
	Version  string            `json:"version"`
	Purpose  Purpose           `json:"purpose"`
	Task     string            `json:"task"`
	Attempt  int               `json:"attempt"`
	Previous string            `json:"previous"`
	Reason   string            `json:"reason"`
	Input    announced         `json:"input"`
	Counts   map[string]int    `json:"counts"`
	Files    map[string]string `json:"files"`
	Nonce    string            `json:"nonce"`
}

type announced struct {
	Kind InputKind `json:"kind"`
	Note string    `json:"note"`
}

// inputFiles and outputFiles list what a draw of this purpose consists of
// besides statement.json, reveal.json and SHA256SUMS.
func (p Purpose) inputFiles() []string {
	switch p {
	case PurposeSubjects:
		return []string{fileFrame, fileRules, fileOpenings, fileExcluded}
	case PurposeInspectors, PurposeReplacement:
		return []string{fileRoster, fileSeats, fileRecusals, fileRules, fileOpenings, fileExcluded}
	}
	return nil
}

func (p Purpose) outputFiles() []string {
	if p == PurposeSubjects {
		return []string{fileTickets, fileWinners}
	}
	return []string{fileAssign, filePassed}
}

// publicFiles are the files SHA256SUMS covers.
func (p Purpose) publicFiles() []string {
	names := append([]string{fileStatement, fileReveal}, p.outputFiles()...)
	for _, name := range p.inputFiles() {
		if !slices.Contains(internalFiles, name) {
			names = append(names, name)
		}
	}
	return names
}

// check says what is wrong with a heading, nil if nothing.
func (h Heading) check(allowed ...Purpose) error {
	fault := func(field, message string) error {
		return inspect.E(inspect.Invalid, "抽取声明：%s", message).WithField(field)
	}
	for _, t := range []struct{ field, label, text string }{
		{"task", "任务编号", h.Task}, {"reason", "理由", h.Reason}, {"inputNote", "公共随机输入的说明", h.InputNote},
	} {
		if why := textFault(t.text); why != "" {
			return fault(t.field, t.label+why)
		}
	}
	again := h.Attempt > 1
	switch {
	case !slices.Contains(allowed, h.Purpose):
		return fault("purpose", "抽取种类 "+string(h.Purpose)+" 不适用于此处")
	case strings.TrimSpace(h.Task) == "":
		return fault("task", "没有任务编号")
	case h.Attempt < 1:
		return fault("attempt", "抽取次数从 1 起")
	case again && !isDigest(h.Previous):
		return fault("previous", "第 2 次及以后的抽取必须写明上一次声明的摘要")
	case !again && h.Previous != "" && (h.Purpose != PurposeReplacement || !isDigest(h.Previous)):
		return fault("previous", "第 1 次抽取没有上一次声明")
	case (again || h.Purpose == PurposeReplacement) && strings.TrimSpace(h.Reason) == "":
		return fault("reason", "重新抽取或更换人员必须写明理由")
	case !h.InputKind.known():
		return fault("inputKind", "没有这种公共随机输入："+string(h.InputKind))
	case h.InputKind != InputNone && strings.TrimSpace(h.InputNote) == "":
		return fault("inputNote", "必须在冻结时写明将采用哪一个公共随机输入")
	}
	return nil
}

func isDigest(s string) bool { _, ok := parseID([]byte(s)); return ok }

// freeze writes the statement over the input files already in files.
func freeze(h Heading, files Files, counts map[string]int, ids []string, nonce []byte) (*Frozen, error) {
	st := statement{
		Version: version, Purpose: h.Purpose, Task: h.Task, Attempt: h.Attempt,
		Previous: h.Previous, Reason: h.Reason,
		Input:  announced{h.InputKind, h.InputNote},
		Counts: counts, Files: map[string]string{}, Nonce: digest(nonce),
	}
	for name, data := range files {
		st.Files[name] = digest(data)
	}
	data, err := encodeJSON(st)
	if err != nil {
		return nil, err
	}
	files[fileStatement] = data
	return &Frozen{Files: files, IDs: ids, Nonce: nonce, Statement: digest(data)}, nil
}

// randomness reads n salts, written as hex, and a nonce from rnd, in this order.
func randomness(rnd io.Reader, n int) (salts []string, nonce []byte, err error) {
	raw := make([]byte, 16*n+32)
	if _, err := io.ReadFull(rnd, raw); err != nil {
		return nil, nil, inspect.E(inspect.Internal, "取不到随机数，没有冻结").
			WithHint("请重试；仍不行时把日志目录交给管理员").Because(err)
	}
	text := hex.EncodeToString(raw[:16*n])
	salts = make([]string, n)
	for i := range salts {
		salts[i] = text[32*i : 32*i+32]
	}
	return salts, raw[16*n:], nil
}

// excludedFile writes excluded.txt.
func excludedFile(items []Excluded) ([]byte, error) {
	lines := make([]string, len(items))
	for i, x := range items {
		for _, text := range []string{x.Code, x.Name, x.Reason} {
			if err := checkText("排除名单", i, x.Code, x.Name, text); err != nil {
				return nil, err
			}
		}
		lines[i] = x.Code + "\t" + x.Name + "\t" + x.Reason
	}
	return sortedLines(lines), nil
}

// checkText refuses an empty or unprintable text of item i (from 0) of a list.
func checkText(list string, i int, code, name, text string) error {
	why := textFault(text)
	if text == "" {
		why = "代码、名称、理由等文字不能为空"
	}
	if why == "" {
		return nil
	}
	return inspect.E(inspect.Invalid, "%s第%d项（%q %q）：%s", list, i+1, code, name, why).
		WithHint("请在名录库中改正这一项后重新冻结").WithRef(code)
}
