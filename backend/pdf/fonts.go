package pdf

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/text/encoding/simplifiedchinese"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/pdf/fontkit"
	"shuangsuiji/backend/pdf/layout"
	"shuangsuiji/build/fonts"
)

// Fonts are the faces of all documents. They never change after LoadFonts.
type Fonts struct {
	body, title, head, kai fontkit.Chain
	infos                  []FaceInfo
	fonts                  []*fontkit.Font // beside infos; nil for a file that does not parse
}

// FaceInfo describes one face for the page that shows what documents are set
// in, and for the record kept with a document.
type FaceInfo struct {
	Role     string  `json:"role"` // 仿宋, 宋, 黑, 楷, 标题
	Name     string  `json:"name"`
	File     string  `json:"file"` // file name, without folder
	Licence  string  `json:"licence"`
	Digest   string  `json:"digest"`   // SHA-256 of the font file
	Coverage int     `json:"coverage"` // characters
	Rejected string  `json:"rejected"` // why a face found in a folder is not used; "" when used
	Added    bool    `json:"added"`    // by a person, in the settings
	Blocks   []Block `json:"blocks"`   // what of the hanzi it has
}

// better lists the files looked for in the folders given to LoadFonts.
var better = []struct{ role, id, file string }{
	{"仿宋", "fang", "simfang.ttf"},
	{"仿宋", "fang", "FandolFang-Regular.ttf"},
	{"黑", "hei", "simhei.ttf"},
	{"楷", "kai", "simkai.ttf"},
	{"标题", "biaosong", "FZXBSJW.TTF"},
}

// LoadFonts opens the embedded faces and takes better ones found in dirs, in
// order. A folder or file that is not there is passed over; a file that is
// there and cannot be used is listed by Faces with the reason.
func LoadFonts(dirs ...string) (*Fonts, error) { return LoadFontsWith(nil, dirs...) }

// LoadFontsWith is LoadFonts with faces that a person added: each stands before
// all others of its role; one for rare characters is asked after the role's own.
func LoadFontsWith(added []UserFont, dirs ...string) (*Fonts, error) {
	var f Fonts
	mine := map[string]string{} // role -> id of the face added for it
	embedded := map[string]*fontkit.Face{}
	for _, e := range []struct {
		role, id string
		file     fonts.File
	}{{"宋", "serif", fonts.Serif()}, {"标题", "serifbold", fonts.SerifBold()}, {"黑", "sans", fonts.Sans()}, {"楷", "wenkai", fonts.WenKai()}} {
		font, err := fontkit.Open(e.file.Data)
		if err != nil {
			return nil, inspect.E(inspect.Damaged, "程序自带的字体 %s 不能读取", e.file.Name).WithHint("重新安装本程序").Because(err)
		}
		embedded[e.id] = &fontkit.Face{ID: e.id, Font: font}
		f.infos = append(f.infos, FaceInfo{Role: e.role, Name: font.Name(), File: e.file.Name, Licence: e.file.Licence,
			Digest: digestIn(fonts.Sums(), e.file.Name)})
		f.fonts = append(f.fonts, font)
	}
	found := map[string]*fontkit.Face{}
	for _, b := range better {
		if found[b.id] != nil {
			continue
		}
		face, err := f.search(dirs, b.role, b.id, b.file)
		if err != nil {
			return nil, err
		}
		if face != nil {
			found[b.id] = face
		}
	}
	for i, u := range added {
		face, info, err := u.open("user" + string(rune('a'+i)))
		if err != nil {
			return nil, err
		}
		found[face.ID], mine[u.Role] = face, face.ID
		f.infos, f.fonts = append(f.infos, info), append(f.fonts, face.Font)
	}
	// Every chain ends with all faces, so that what one style can show all can.
	chain := func(role string, ids ...string) (c fontkit.Chain) {
		ids = append([]string{mine[role]}, ids...)
		for _, id := range append(ids, mine[RoleRare], "fang", "serif", "wenkai", "sans", "serifbold", "hei", "kai", "biaosong") {
			face := found[id]
			if face == nil {
				face = embedded[id]
			}
			if face != nil && !slices.Contains(c, face) {
				c = append(c, face)
			}
		}
		return c
	}
	f.body = chain("仿宋", "fang", "serif")
	f.title = chain("标题", "biaosong", "serifbold")
	f.head = chain("黑", "hei", "sans")
	f.kai = chain("楷", "kai", "wenkai")
	return &f, nil
}

// digestIn finds a file's digest in the text of a SHA256SUMS.
func digestIn(sums, name string) string {
	digest := ""
	for line := range strings.Lines(sums) {
		if sum, file, ok := strings.Cut(strings.TrimSpace(line), "  "); ok && file == name {
			digest = sum
		}
	}
	return digest
}

// search takes the first usable file of a name from the folders.
func (f *Fonts) search(dirs []string, role, id, file string) (*fontkit.Face, error) {
	for _, dir := range dirs {
		data, err := os.ReadFile(filepath.Join(dir, file))
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, inspect.E(inspect.Storage, "读取字体 %s 失败", filepath.Join(dir, file)).WithHint("检查文件权限，或把它移走").Because(err)
		}
		sum := sha256.Sum256(data)
		info := FaceInfo{Role: role, File: file, Licence: "随文件或操作系统授权", Digest: hex.EncodeToString(sum[:])}
		font, err := fontkit.Open(string(data))
		switch {
		case err != nil:
			info.Rejected = "不是可用的 TrueType 字体：" + err.Error()
		case !font.Embeddable():
			info.Rejected = "字体不允许嵌入文档"
		default:
			info.Name = font.Name()
			if n := missingGB2312(font); n > 0 {
				info.Rejected = fmt.Sprintf("字体不完整，缺 GB 2312 汉字 %d 个", n)
			}
		}
		f.infos, f.fonts = append(f.infos, info), append(f.fonts, font)
		if info.Rejected == "" {
			return &fontkit.Face{ID: id, Font: font}, nil
		}
	}
	return nil, nil
}

// missingGB2312 counts the hanzi of GB 2312 (rows 16-87) that a font lacks.
func missingGB2312(font *fontkit.Font) int {
	decode := simplifiedchinese.HZGB2312.NewDecoder()
	missing := 0
	for row := byte(0x30); row <= 0x77; row++ {
		for cell := byte(0x21); cell <= 0x7E; cell++ {
			s, err := decode.String("~{" + string([]byte{row, cell}))
			if err != nil {
				continue
			}
			for _, r := range s {
				if r >= 0x4E00 && r <= 0x9FFF && font.Glyph(r) == 0 {
					missing++
				}
			}
		}
	}
	return missing
}

// Licences are the licence texts of the faces that come with the program.
func Licences() string { return fonts.Licences() }

// Faces lists the faces in use, and those found but rejected.
func (f *Fonts) Faces() []FaceInfo {
	infos := slices.Clone(f.infos)
	for i := range infos {
		infos[i].Blocks = []Block{}
	}
	for i, font := range f.fonts {
		if font != nil {
			infos[i].Coverage, infos[i].Blocks = font.Coverage(), blocksOf(font)
		}
	}
	return infos
}

// Check refuses a text with a character that cannot be printed; field is the
// JSON name of the input. Pages call it while a person types.
func (f *Fonts) Check(field, text string) error {
	return f.check(field, field, text)
}

func (f *Fonts) check(field, label, text string) error {
	for i, r := range text {
		if layout.Drawable(f.body, r) {
			continue
		}
		shown := fmt.Sprintf("“%c”（%U）", r, r)
		hint := "换用规范汉字；确为人名、地名用字的，把含有该字的字体放入字体目录"
		if r < 0x20 || r == 0x7F || r == 0xFFFD || !isGraphic(r) {
			shown, hint = fmt.Sprintf("看不见的字符（%U）", r), "删去该字符后重新输入"
		}
		return inspect.E(inspect.Invalid, "“%s”第 %d 个字 %s 无法印出", label, len([]rune(text[:i]))+1, shown).
			WithField(field).WithHint("%s", hint)
	}
	return nil
}
