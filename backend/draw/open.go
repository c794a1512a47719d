package draw

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"

	"shuangsuiji/backend/inspect"
)

// encodeJSON is the one form JSON has here: two spaces of indent, \" and \\ the
// only escapes, LF at the end. Python's json.dumps(v, ensure_ascii=False,
// indent=2) gives the same.
func encodeJSON(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// decodeJSON reads a JSON file into v, which must be a pointer. The file must be
// exactly what encodeJSON writes for v, so that no reader can find another
// meaning in it (double keys, other cases, trailing text).
func decodeJSON(f Files, name string, v any) error {
	data, ok := f[name]
	if !ok {
		return missing(name)
	}
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(v); err != nil {
		return damaged(name, 0, "内容读不懂").Because(err)
	}
	again, err := encodeJSON(v)
	if err != nil {
		return err
	}
	if !bytes.Equal(again, data) {
		return damaged(name, firstDifference(again, data), "不是规定的写法")
	}
	return nil
}

// opened is a statement whose input files were found to be the ones it names.
type opened struct {
	statement
	digest string // of statement.json
	files  Files
}

// open reads statement.json and compares every input file at hand with it.
// Only internal files may be missing.
func open(f Files) (*opened, error) {
	data, ok := f[fileStatement]
	if !ok {
		return nil, missing(fileStatement)
	}
	var only struct{ Version string }
	if json.Unmarshal(data, &only) == nil && only.Version != version {
		return nil, inspect.E(inspect.Unsupported, "%s 的格式版本是 %q，本程序只认 %q", fileStatement, only.Version, version).
			WithHint("请用出具单位所用版本的程序核验").WithRef(fileStatement)
	}
	o := &opened{files: f, digest: digest(data)}
	if err := decodeJSON(f, fileStatement, &o.statement); err != nil {
		return nil, err
	}
	h := Heading{o.Purpose, o.Task, o.Attempt, o.Previous, o.Reason, o.Input.Kind, o.Input.Note}
	if err := h.check(PurposeSubjects, PurposeInspectors, PurposeReplacement); err != nil {
		return nil, damaged(fileStatement, 0, "%s", inspect.ForPerson(err).Message)
	}
	names := o.Purpose.inputFiles()
	if !isDigest(o.Nonce) || !slices.Equal(slices.Sorted(maps.Keys(o.Files)), slices.Sorted(slices.Values(names))) {
		return nil, damaged(fileStatement, 0, "没有列全输入文件或秘密随机数的摘要")
	}
	for _, name := range names {
		data, ok := f[name]
		switch {
		case !ok && !slices.Contains(internalFiles, name):
			return nil, missing(name)
		case ok && digest(data) != o.Files[name]:
			return nil, damaged(name, 0, "内容与 %s 所记的摘要不符", fileStatement)
		}
	}
	if o.Purpose != PurposeSubjects {
		var r seatRules
		if err := decodeJSON(f, fileRules, &r); err != nil {
			return nil, err
		}
		if r != theSeatRules {
			return nil, damaged(fileRules, 0, "不是本版本的席位规则")
		}
	}
	return o, nil
}

// checkCounts compares the numbers the statement gives with those found.
func (o *opened) checkCounts(found map[string]int) error {
	if _, ok := o.files[fileExcluded]; ok {
		n := 0
		if err := table(o.files, fileExcluded, 3, func(int, [][]byte) error { n++; return nil }); err != nil {
			return err
		}
		found["excluded"] = n
	} else {
		found["excluded"] = o.Counts["excluded"]
	}
	if !maps.Equal(found, o.Counts) {
		return damaged(fileStatement, 0, "所记的数目与各文件不符")
	}
	return nil
}

// WinnersOpenings gives the content of winners-openings.txt: who is behind the
// winners of a draw of subjects, for when their list is public. It fails with
// notfound when f does not hold openings.txt.
func WinnersOpenings(f Files) ([]byte, error) {
	won := map[string]bool{}
	if err := table(f, fileWinners, 2, func(_ int, c [][]byte) error { won[string(c[1])] = true; return nil }); err != nil {
		return nil, err
	}
	if _, ok := f[fileOpenings]; !ok {
		return nil, inspect.E(inspect.NotFound, "没有 %s，不能公开当选对象的盐值", fileOpenings).WithRef(fileOpenings)
	}
	var b bytes.Buffer
	err := table(f, fileOpenings, 4, func(line int, c [][]byte) error {
		if !won[string(c[0])] {
			return nil
		}
		b.Write(bytes.Join(c, []byte("\t")))
		b.WriteByte('\n')
		return checkOpening(line, c)
	})
	return b.Bytes(), err
}

// checkOpened compares winners-openings.txt, when at hand, with the winners.
func (o *opened) checkOpened() (bool, error) {
	data, ok := o.files[fileOpened]
	if !ok || o.Purpose != PurposeSubjects {
		return false, nil
	}
	var won, said []string
	if err := table(o.files, fileWinners, 2, func(_ int, c [][]byte) error { won = append(won, string(c[1])); return nil }); err != nil {
		return false, err
	}
	if len(data) > 0 || len(won) > 0 {
		err := table(o.files, fileOpened, 4, func(line int, c [][]byte) error {
			said = append(said, string(c[0]))
			if want := pseudonym(c[1], c[2], c[3]); len(c[1]) != 32 || !isHex(c[1]) || !want.is(c[0]) {
				return damaged(fileOpened, line, "编号不是由盐、代码、名称算出的")
			}
			return nil
		})
		if err != nil {
			return false, err
		}
	}
	slices.Sort(won)
	if !slices.Equal(won, said) {
		return false, damaged(fileOpened, 0, "所列的不正是全部当选对象，或没有按序排列")
	}
	return true, nil
}

// checkOpenings compares openings.txt, when at hand, with the pseudonyms used.
// ids must be sorted and without doubles.
func (o *opened) checkOpenings(ids []idBytes) (checked bool, err error) {
	if _, ok := o.files[fileOpenings]; !ok {
		return false, nil
	}
	n := 0
	err = table(o.files, fileOpenings, 4, func(line int, c [][]byte) error {
		if n >= len(ids) {
			return damaged(fileOpenings, line, "多出一个编号")
		}
		if id, ok := parseID(c[0]); !ok || id != ids[n] {
			return damaged(fileOpenings, line, "编号与名录不符，或没有按序排列")
		}
		n++
		return checkOpening(line, c)
	})
	if err == nil && n < len(ids) {
		err = damaged(fileOpenings, n+1, "缺少编号 %s", ids[n])
	}
	return err == nil, err
}
