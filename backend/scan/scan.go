package scan

import (
	"bytes"
	"context"
	"fmt"
	"image"
	_ "image/jpeg" // a scanner's pictures
	_ "image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"shuangsuiji/backend/inspect"
)

// Page is one scanned sheet side.
type Page struct {
	No    int    // in its file, from 1
	Image []byte // JPEG or PNG; nil when Fault says that there is none
	Text  string // of the QR code; "" = none was read
	Turn  int    // degrees clockwise that make it upright: 0, 90, 180, 270; known from the code
	Blank bool   // nothing is on it, such as the back of a sheet
	Fault string // why the page could not be taken out, in Chinese
}

const (
	maxFile   = 1 << 30 // bytes
	maxPages  = 1000    // of one file
	maxPixels = 100 << 20
)

// Files are the scans that paths stand for; a folder stands for its files.
// Errors: NotFound, Invalid for an empty folder, an empty or a giant file.
func Files(paths []string) ([]string, error) {
	out := []string{}
	for _, p := range paths {
		info, err := os.Stat(p)
		if err != nil {
			return nil, inspect.E(inspect.NotFound, "没有这个扫描件：%s", p).WithRef(p).WithHint("请检查路径").Because(err)
		}
		if !info.IsDir() {
			out = append(out, p)
			continue
		}
		entries, err := os.ReadDir(p)
		if err != nil {
			return nil, inspect.E(inspect.Storage, "打不开文件夹：%s", p).WithRef(p).Because(err)
		}
		names := []string{}
		for _, e := range entries {
			if e.Type().IsRegular() && kindByName(e.Name()) {
				names = append(names, e.Name())
			}
		}
		slices.SortFunc(names, byNumber)
		for _, n := range names {
			out = append(out, filepath.Join(p, n))
		}
	}
	for _, p := range out {
		info, err := os.Stat(p)
		switch {
		case err != nil:
			return nil, inspect.E(inspect.NotFound, "没有这个扫描件：%s", p).WithRef(p).Because(err)
		case info.Size() == 0:
			return nil, inspect.E(inspect.Invalid, "扫描件是空的（0 字节）：%s", p).WithRef(p).WithHint("多半是扫描没有完成，请重新扫描")
		case info.Size() > maxFile:
			return nil, inspect.E(inspect.Invalid, "扫描件超过1 GB：%s", p).WithRef(p).WithHint("以 200 dpi 灰度扫描，分成几个文件")
		}
	}
	if len(out) == 0 {
		return nil, inspect.E(inspect.Invalid, "没有找到扫描件").WithField("paths").WithHint("选择 PDF、JPEG、PNG 或 TIFF 文件，或放有这些文件的文件夹")
	}
	return out, nil
}

// kindByName is which files of a folder are scans; others lie there by chance.
func kindByName(name string) bool {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".pdf", ".jpg", ".jpeg", ".png", ".tif", ".tiff":
		return !strings.HasPrefix(name, ".")
	}
	return false
}

// byNumber compares names as people count: 2 before 10.
func byNumber(a, b string) int {
	digits := func(s string) int { return len(s) - len(strings.TrimLeft(s, "0123456789")) }
	for a != "" && b != "" {
		m, n := digits(a), digits(b)
		if m == 0 || n == 0 {
			if a[0] != b[0] {
				return int(a[0]) - int(b[0])
			}
			a, b = a[1:], b[1:]
			continue
		}
		x, y := strings.TrimLeft(a[:m], "0"), strings.TrimLeft(b[:n], "0")
		if len(x) != len(y) {
			return len(x) - len(y)
		}
		if c := strings.Compare(x, y); c != 0 {
			return c
		}
		a, b = a[m:], b[n:]
	}
	return len(a) - len(b)
}

// Read calls each with every page of a file, in order; pages is how many there
// are. Errors: Invalid for what is no scan or a damaged one, Canceled.
func Read(ctx context.Context, path string, each func(p Page, pages int) error) error {
	f, err := os.Open(path)
	if err != nil {
		return inspect.E(inspect.Storage, "打不开扫描件：%s", path).WithRef(path).WithHint("检查文件是否可读").Because(err)
	}
	defer f.Close()
	head := make([]byte, 1024)
	n, err := f.ReadAt(head, 0)
	if n == 0 {
		return inspect.E(inspect.Storage, "读不出扫描件：%s", path).WithRef(path).Because(err)
	}
	head, err = head[:n], nil
	var sheets []sheet
	switch {
	case bytes.Contains(head, []byte("%PDF-")):
		sheets, err = guarded(func() ([]sheet, error) { return pdfSheets(ctx, f) })
	case bytes.HasPrefix(head, []byte("II*\x00")), bytes.HasPrefix(head, []byte("MM\x00*")):
		sheets, err = tiffSheets(f)
	case bytes.HasPrefix(head, []byte("\xff\xd8\xff")), bytes.HasPrefix(head, []byte("\x89PNG\r\n\x1a\n")):
		sheets = []sheet{func() ([]byte, error) { return os.ReadFile(path) }}
	default:
		err = inspect.E(inspect.Invalid, "不是扫描件：%s", filepath.Base(path)).WithHint("扫描件是 PDF、JPEG、PNG 或 TIFF 文件；在扫描仪上换一种格式重新扫描")
	}
	if err != nil {
		return asFault(err, path)
	}
	for i, s := range sheets {
		if err := ctx.Err(); err != nil {
			return inspect.E(inspect.Canceled, "已取消读取扫描件").Because(err)
		}
		if err := each(look(i+1, s), len(sheets)); err != nil {
			return err
		}
	}
	return nil
}

// sheet gives the picture of one page.
type sheet func() ([]byte, error)

// look reads the picture of a page and its code.
func look(no int, s sheet) Page {
	p := Page{No: no}
	data, err := guarded(s)
	if err != nil {
		p.Fault = inspect.ForPerson(asFault(err, "")).Message
		return p
	}
	img, err := guarded(func() (image.Image, error) { return picture(data) })
	if err != nil {
		p.Fault = inspect.ForPerson(asFault(err, "")).Message
		return p
	}
	p.Image = data
	g := grey(img)
	if p.Blank = blank(g); !p.Blank {
		p.Text, p.Turn = readCode(g)
	}
	return p
}

// picture decodes a JPEG or PNG after a look at its size.
func picture(data []byte) (image.Image, error) {
	c, _, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return nil, broken("图像读不出，可能已损坏", err)
	}
	if err := sized(c.Width, c.Height); err != nil {
		return nil, err
	}
	img, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, broken("图像读不出，可能已损坏", err)
	}
	return img, nil
}

func sized(w, h int) error {
	if w <= 0 || h <= 0 || w > maxPixels || h > maxPixels || w*h > maxPixels {
		return inspect.E(inspect.Invalid, "图像太大（%d×%d），以 200 dpi 重新扫描", w, h)
	}
	return nil
}

func broken(message string, cause error) error {
	return inspect.E(inspect.Invalid, "%s", message).WithHint("重新扫描这一页").Because(cause)
}

// guarded turns a decoder's panic into an error: scans come from anywhere.
func guarded[T any](fn func() (T, error)) (out T, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = broken("扫描件读不出，可能已损坏", fmt.Errorf("decoder: %v", r))
		}
	}()
	return fn()
}

// asFault says which file a library's error is about.
func asFault(err error, path string) error {
	if e := inspect.ForPerson(err); e.Code != inspect.Internal {
		if path != "" && e.Ref == "" {
			e = e.WithRef(path)
		}
		return e
	}
	return inspect.E(inspect.Invalid, "扫描件读不出，可能已损坏：%s", filepath.Base(path)).WithRef(path).WithHint("重新扫描，或换一种格式").Because(err)
}
