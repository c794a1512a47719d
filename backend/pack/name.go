package pack

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

const (
	bagitName       = "bagit.txt"
	infoName        = "bag-info.txt"
	manifestName    = "manifest-sha256.txt"
	tagmanifestName = "tagmanifest-sha256.txt"
	metaName        = "meta/package.json"
	dataDir         = "data/"
	logDir          = "log/"
	metaDir         = "meta/"
	signaturesDir   = "signatures/"

	maxName    = 1024 // bytes of a whole path
	maxSegment = 240  // bytes of one part of it: ext4 takes 255, and room for .partial
)

// checkName refuses paths that some system would read otherwise than they are
// written, or would not store. One rule for writing and reading.
func checkName(name string) error {
	switch {
	case name == "":
		return fmt.Errorf("文件名为空")
	case len(name) > maxName:
		return fmt.Errorf("文件名太长（%d 字节，最多 %d）", len(name), maxName)
	case !utf8.ValidString(name):
		return fmt.Errorf("文件名不是 UTF-8 文字")
	case strings.HasPrefix(name, "/"):
		return fmt.Errorf("文件名是绝对路径")
	case strings.Contains(name, `\`):
		return fmt.Errorf("文件名含反斜杠")
	case strings.HasSuffix(name, "/"):
		return fmt.Errorf("是文件夹而不是文件")
	}
	for _, r := range name {
		switch {
		case unicode.IsControl(r), r == '\u2028', r == '\u2029', unicode.Is(unicode.Bidi_Control, r):
			return fmt.Errorf("文件名含控制字符 U+%04X", r)
		case strings.ContainsRune(`<>:"|?*`, r):
			return fmt.Errorf("文件名含 Windows 不允许的字符 %q", r)
		case r == '%':
			return fmt.Errorf("文件名含百分号，清单里会有两种写法")
		}
	}
	for part := range strings.SplitSeq(name, "/") {
		switch {
		case part == "":
			return fmt.Errorf("文件名有空的一级")
		case part == "." || part == "..":
			return fmt.Errorf("文件名含 %q，会跑出包外", part)
		case len(part) > maxSegment:
			return fmt.Errorf("文件名有一级太长（%d 字节，最多 %d）", len(part), maxSegment)
		case strings.HasSuffix(part, ".") || strings.HasSuffix(part, " "):
			return fmt.Errorf("文件名有一级以点或空格结尾")
		case isDevice(part):
			return fmt.Errorf("文件名 %q 是 Windows 的设备名", part)
		}
	}
	return nil
}

// isDevice knows the names Windows opens as devices, with any extension
// ("Naming Files, Paths, and Namespaces").
func isDevice(part string) bool {
	stem, _, _ := strings.Cut(part, ".")
	stem = strings.ToUpper(strings.TrimRight(stem, " "))
	switch stem {
	case "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$":
		return true
	}
	for _, port := range []string{"COM", "LPT"} {
		if n, ok := strings.CutPrefix(stem, port); ok && strings.Contains("0123456789¹²³", n) && utf8.RuneCountInString(n) == 1 {
			return true
		}
	}
	return false
}

// kin finds paths that would be one file on some system: equal after case
// folding and NFC, or one the folder of the other.
type kin struct {
	fold  cases.Caser
	paths map[string]string // folded path → path, "/" appended for folders
}

func newKin() *kin { return &kin{cases.Fold(), map[string]string{}} }

// add refuses name when a path like it was added before.
func (k *kin) add(name string) error {
	for i, r := range name {
		if r != '/' {
			continue
		}
		if was := k.look(name[:i], name[:i+1]); was != name[:i+1] {
			return fmt.Errorf("文件夹与「%s」只差大小写或编码，或与文件同名", was)
		}
	}
	key := k.key(name)
	switch was, ok := k.paths[key]; {
	case was == name:
		return fmt.Errorf("文件在包里出现了两次")
	case ok:
		return fmt.Errorf("文件名与「%s」只差大小写或编码，在有的系统上是同一个文件", was)
	}
	k.paths[key] = name
	return nil
}

// look returns the path held under the folded form, after storing path if
// there is none.
func (k *kin) look(name, path string) string {
	key := k.key(name)
	if was, ok := k.paths[key]; ok {
		return was
	}
	k.paths[key] = path
	return path
}

func (k *kin) key(name string) string {
	return norm.NFC.String(k.fold.String(norm.NFC.String(name)))
}

// rank is the order of files in a ZIP: the bag declaration, the payload, the
// tag files, their manifest, the signatures; by bytes within each.
func rank(name string) int {
	switch {
	case name == bagitName:
		return 0
	case strings.HasPrefix(name, dataDir):
		return 1
	case name == tagmanifestName:
		return 3
	case strings.HasPrefix(name, signaturesDir):
		return 4
	}
	return 2
}

func compareNames(a, b string) int {
	if d := rank(a) - rank(b); d != 0 {
		return d
	}
	return strings.Compare(a, b)
}
