package pack

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strconv"
	"strings"

	"shuangsuiji/backend/inspect"
)

// flaw is a broken rule and the file that breaks it ("" for the package).
type flaw struct{ file, rule string }

var errCRC = errors.New("ZIP CRC differs")

// tree is a package's files, from a folder or a ZIP.
type tree struct {
	folder string           // the single top folder in a ZIP, "" for a folder on disk
	sizes  map[string]int64 // by path below the top folder
	names  []string         // in the order of compareNames
	open   func(name string) (io.ReadCloser, error)
	close  func() error
}

// openTree opens what lies at path. The error is for what cannot be read at
// all; a flaw is for what was read and is no package.
func openTree(path string) (*tree, *flaw, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, nil, unreadable(path, err)
	}
	if info.IsDir() {
		return openFolder(path)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, nil, unreadable(path, err)
	}
	t, bad := zipTree(f, info.Size())
	if bad != nil {
		return nil, bad, f.Close()
	}
	t.close = f.Close
	return t, nil, nil
}

func unreadable(path string, err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return inspect.E(inspect.NotFound, "找不到文件 %s", path).WithRef(path).Because(err)
	}
	return inspect.E(inspect.Storage, "读不出 %s", path).WithRef(path).
		WithHint("请检查介质与权限，或把文件复制到本机再试").Because(err)
}

// zipTree reads the directory of a ZIP; close is left to the caller.
func zipTree(r io.ReaderAt, length int64) (*tree, *flaw) {
	entries, bad := readZip(r, length)
	if bad != nil {
		return nil, bad
	}
	t := &tree{sizes: map[string]int64{}}
	byName := map[string]zipEntry{}
	for i, e := range entries {
		folder, name, ok := strings.Cut(e.name, "/")
		if err := checkName(e.name); err != nil {
			return nil, &flaw{e.name, err.Error()}
		}
		if i == 0 {
			t.folder = folder
		}
		if !ok || folder != t.folder {
			return nil, &flaw{e.name, fmt.Sprintf("不在包的唯一文件夹「%s」之内", t.folder)}
		}
		if _, twice := byName[name]; twice {
			return nil, &flaw{name, "文件在包里出现了两次"}
		}
		byName[name] = e
		t.sizes[name] = e.size
		t.names = append(t.names, name)
	}
	if bad := checkNames(t.names); bad != nil {
		return nil, bad
	}
	for i, name := range t.names[min(1, len(t.names)):] {
		if compareNames(t.names[i], name) >= 0 {
			return nil, &flaw{name, "在压缩包里的次序不合规定"}
		}
	}
	t.open = func(name string) (io.ReadCloser, error) {
		e, ok := byName[name]
		if !ok {
			return nil, fs.ErrNotExist
		}
		return io.NopCloser(e.open(r)), nil
	}
	return t, nil
}

// openFolder lists a folder through os.Root, so that nothing leads out of it.
func openFolder(path string) (*tree, *flaw, error) {
	root, err := os.OpenRoot(path)
	if err != nil {
		return nil, nil, unreadable(path, err)
	}
	t := &tree{sizes: map[string]int64{}, close: root.Close}
	var bad *flaw
	err = fs.WalkDir(root.FS(), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			return nil
		}
		if !d.Type().IsRegular() {
			bad = &flaw{name, "是链接或特殊文件，不是普通文件"}
			return fs.SkipAll
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		t.sizes[name] = info.Size()
		t.names = append(t.names, name)
		return nil
	})
	if err != nil {
		return nil, nil, errors.Join(unreadable(path, err), root.Close())
	}
	if bad == nil {
		bad = checkNames(t.names)
	}
	if bad != nil {
		return nil, bad, root.Close()
	}
	slices.SortFunc(t.names, compareNames)
	t.open = func(name string) (io.ReadCloser, error) { return root.Open(name) }
	return t, nil, nil
}

func checkNames(names []string) *flaw {
	k := newKin()
	for _, name := range names {
		if err := checkName(name); err != nil {
			return &flaw{name, err.Error()}
		}
		if err := k.add(name); err != nil {
			return &flaw{name, err.Error()}
		}
	}
	return nil
}

// printable makes a hostile name fit to be shown.
func printable(name string) string {
	if len(name) > 200 {
		name = name[:200] + "…"
	}
	s := strconv.Quote(strings.ToValidUTF8(name, "?")) // escapes what cannot be seen
	if s == `"`+name+`"` {
		return name
	}
	return s
}

// read returns a whole small file.
func (t *tree) read(name string, limit int64) ([]byte, error) {
	if t.sizes[name] > limit {
		return nil, fmt.Errorf("文件过大（%d 字节，最多 %d）", t.sizes[name], limit)
	}
	r, err := t.open(name)
	if err != nil {
		return nil, err
	}
	data, err := io.ReadAll(io.LimitReader(r, limit+1))
	return data, errors.Join(err, r.Close())
}
