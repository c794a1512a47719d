package draw

import (
	"bytes"
	"encoding/hex"
	"maps"
	"slices"
	"strings"
	"sync"

	"shuangsuiji/backend/inspect"
)

// Report is what a successful Verify found.
type Report struct {
	Purpose     Purpose
	Task        string
	Attempt     int
	Statement   string   // sha256 hex of statement.json
	Seed        string   // sha256 hex
	PublicInput string   // "" when there was none
	Pool        int      // candidates: subjects in the frame, or persons on the roster
	Winners     int      // subjects drawn, or seats filled
	Openings    bool     // openings.txt was there and every pseudonym agreed with it
	Notes       []string // in Chinese: what was checked, what this does not prove
}

// Verify replays a draw from its files alone, public or complete. Any mismatch
// is a damaged error whose Ref is "file" or "file:line"; a statement of another
// format version is unsupported. Files that do not belong to a draw are not
// looked at and named in Notes.
func Verify(f Files) (*Report, error) {
	var file string
	var sumErr error
	var wg sync.WaitGroup
	wg.Go(func() { file, sumErr = checkSums(f) })
	r, err := replay(f)
	wg.Wait()
	if sumErr == nil {
		return r, err
	}
	// A changed statement shows first as wrong tickets: unless the replay
	// stopped inside the very file whose digest differs, the digest knows better.
	if err != nil && inspect.CodeOf(err) == inspect.Damaged {
		if at, _, _ := strings.Cut(inspect.ForPerson(err).Ref, ":"); at == file {
			return nil, err
		}
	}
	return nil, sumErr
}

// checkSums does what sha256sum -c does and names the file at fault.
func checkSums(f Files) (file string, err error) {
	lines, err := sumLines(f)
	if err != nil {
		return fileSums, err
	}
	for i, l := range lines {
		data, ok := f[l.name]
		if !ok {
			return fileSums, damaged(fileSums, i+1, "所列的 %q 不存在", l.name)
		}
		if digest(data) != l.digest {
			return l.name, damaged(l.name, 0, "内容与 %s 第%d行所记的摘要不符", fileSums, i+1)
		}
	}
	return "", nil
}

type sumLine struct{ digest, name string }

func sumLines(f Files) (lines []sumLine, err error) {
	data, ok := f[fileSums]
	if !ok {
		return nil, missing(fileSums)
	}
	for text := range strings.Lines(string(data)) {
		digest, name, ok := strings.Cut(text, "  ")
		name, ended := strings.CutSuffix(name, "\n")
		if !ok || !ended || !isDigest(digest) {
			return nil, damaged(fileSums, len(lines)+1, "应是 64 位小写十六进制摘要、两个空格、文件名")
		}
		lines = append(lines, sumLine{digest, name})
	}
	return lines, nil
}

// checkSumNames demands that SHA256SUMS lists exactly the public files, sorted.
func (o *opened) checkSumNames() error {
	lines, err := sumLines(o.files)
	if err != nil {
		return err
	}
	names := make([]string, len(lines))
	for i, l := range lines {
		names[i] = l.name
	}
	if !slices.Equal(names, slices.Sorted(slices.Values(o.Purpose.publicFiles()))) {
		return damaged(fileSums, 0, "没有按序列全公开文件")
	}
	return nil
}

func replay(f Files) (*Report, error) {
	o, err := open(f)
	if err != nil {
		return nil, err
	}
	var rv reveal
	if err := decodeJSON(f, fileReveal, &rv); err != nil {
		return nil, err
	}
	nonce, err := hex.DecodeString(rv.Nonce)
	if err != nil || hex.EncodeToString(nonce) != rv.Nonce {
		return nil, damaged(fileReveal, 0, "秘密随机数的写法不对")
	}
	if err := o.checkReveal(nonce, rv.PublicInput, rv.Source); err != nil {
		return nil, err
	}
	r := &Report{
		Purpose: o.Purpose, Task: o.Task, Attempt: o.Attempt, Statement: o.digest,
		Seed: o.seed(rv.Nonce, rv.PublicInput), PublicInput: rv.PublicInput,
	}
	var outputs Files
	var ids []idBytes
	if o.Purpose == PurposeSubjects {
		d, err := drawSubjects(o, r.Seed)
		if err != nil {
			return nil, err
		}
		outputs, ids, r.Pool, r.Winners = d.outputs, d.ids, len(d.frame.rows), len(d.winners)
	} else {
		d, err := drawInspectors(o, r.Seed)
		if err != nil {
			return nil, err
		}
		outputs, ids, r.Pool, r.Winners = d.outputs, d.sortedIDs(), len(d.persons), len(d.seats)
	}
	for _, name := range o.Purpose.outputFiles() {
		got, ok := f[name]
		if !ok {
			return nil, missing(name)
		}
		if !bytes.Equal(got, outputs[name]) {
			return nil, damaged(name, firstDifference(got, outputs[name]), "与重算的结果不符")
		}
	}
	if r.Openings, err = o.checkOpenings(ids); err != nil {
		return nil, err
	}
	if err := o.checkSumNames(); err != nil {
		return nil, err
	}
	named, err := o.checkOpened()
	if err != nil {
		return nil, err
	}
	r.Notes = o.notes(r.Openings, named)
	return r, nil
}

func (t *teams) sortedIDs() []idBytes {
	ids := slices.Clone(t.subjects)
	for _, p := range t.persons {
		ids = append(ids, p.id)
	}
	slices.SortFunc(ids, func(a, b idBytes) int { return bytes.Compare(a[:], b[:]) })
	return ids
}

// notes says what was checked and what that does not prove.
func (o *opened) notes(openings, named bool) []string {
	notes := []string{
		"已核对：各输入文件与声明所记的摘要一致，秘密随机数与声明事先公布的摘要一致",
		"已重算：由声明、秘密随机数和公共随机输入算出种子和全部结果，与所附文件逐字节一致",
	}
	if named {
		notes = append(notes, "已核对：每户当选对象的编号都由 "+fileOpened+" 所附的盐、代码、名称算出，任何人可以对照公布的名单")
	}
	if openings {
		notes = append(notes, "已核对：每个编号都由所附的盐、代码、名称算出")
	} else {
		notes = append(notes, "未附 "+fileOpenings+"：没有核对编号背后是谁；当事人可向出具单位索取自己那一行核对")
	}
	if _, ok := o.files[fileExcluded]; !ok {
		notes = append(notes, "未附 "+fileExcluded+"：没有核对事先排除了谁、为什么")
	}
	if o.Input.Kind == InputNone {
		notes = append(notes, "无公共随机输入：结果取决于出具单位自己产生的随机数，不能排除其反复试抽后择一；只可用于演练或更换人员")
	} else {
		notes = append(notes, "不证明：公共随机输入属实，且在声明固定之后才产生；请核对声明摘要的见证时间与输入的来源")
	}
	notes = append(notes, "不证明：名录本身齐全、准确，也不证明没有隐去别的抽取；请核对抽取次数和上一次声明的摘要")
	if o.Purpose != PurposeSubjects {
		notes = append(notes, "人员逐席抽取，每名合格人员都有机会，但各种分组方案的概率并不完全相等")
	}
	known := append([]string{fileStatement, fileReveal, fileSums, fileOpened}, append(o.Purpose.inputFiles(), o.Purpose.outputFiles()...)...)
	for _, name := range slices.Sorted(maps.Keys(o.files)) {
		if !slices.Contains(known, name) {
			notes = append(notes, "未核对："+name+" 不是抽取材料")
		}
	}
	return notes
}
