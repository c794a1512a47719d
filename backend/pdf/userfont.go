package pdf

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/pdf/fontkit"
	"shuangsuiji/backend/pdf/layout"
	"shuangsuiji/backend/pdf/output"
)

// UserFont is a face that somebody added for a role.
type UserFont struct {
	Role string // one of FontRoles
	File string // file name, as it was added
	Data string
}

// RoleRare is the role of a face that is asked only for what others lack.
const RoleRare = "生僻字"

// FontRoles are the roles a face can be added for.
var FontRoles = []string{"仿宋", "标题", "黑", "楷", RoleRare}

// MaxFont is the largest font file that is taken, in bytes.
const MaxFont = 64 << 20

// ReadFont checks a font file for a role: readable, allowed to be embedded, and
// for all but rare characters whole. Errors: Invalid, Refused.
func ReadFont(u UserFont) (FaceInfo, error) {
	_, info, err := u.open("")
	return info, err
}

func (u UserFont) open(id string) (*fontkit.Face, FaceInfo, error) {
	sum := sha256.Sum256([]byte(u.Data))
	info := FaceInfo{Role: u.Role, File: u.File, Licence: "随文件授权", Digest: hex.EncodeToString(sum[:]), Added: true}
	font, err := fontkit.Open(u.Data)
	if err != nil {
		return nil, info, inspect.E(inspect.Invalid, "“%s”不是可用的字体文件", u.File).WithField("path").Because(err).
			WithHint("要 TrueType 轮廓的 .ttf、.ttc（取第一个）或 .otf；PostScript 轮廓的 .otf 先转换为 .ttf")
	}
	info.Name, info.Coverage, info.Blocks = font.Name(), font.Coverage(), blocksOf(font)
	if !font.Embeddable() {
		return nil, info, inspect.E(inspect.Refused, "字体“%s”的授权（OS/2 fsType）不允许嵌入文书", info.Name).WithField("path").WithHint("换用允许嵌入的字体")
	}
	if n := missingGB2312(font); u.Role != RoleRare && n > 0 {
		return nil, info, inspect.E(inspect.Refused, "字体“%s”缺 GB 2312 汉字 %d 个，不能作%s", info.Name, n, u.Role).WithField("role").WithHint("只补个别字的，用途选“生僻字”")
	}
	return &fontkit.Face{ID: id, Font: font}, info, nil
}

// Block is how much of a range of characters a face has.
type Block struct {
	Name string `json:"name"`
	Have int    `json:"have"`
	Of   int    `json:"of"`
}

// ranges are those that names of people and places are written with.
var ranges = []struct {
	name     string
	from, to rune
}{
	{"基本汉字（4E00-9FA5）", 0x4E00, 0x9FA5}, {"扩展 A（3400-4DB5）", 0x3400, 0x4DB5}, {"扩展 B（20000-2A6D6）", 0x20000, 0x2A6D6}, {"扩展 C 至 F（2A700-2EBE0）", 0x2A700, 0x2EBE0},
}

// blocksOf counts a face's hanzi: GB 2312, the blocks that GB 18030 demands of
// every product (its levels 1 and 2), and those beyond.
func blocksOf(font *fontkit.Font) []Block {
	list := []Block{{"GB 2312", 6763 - missingGB2312(font), 6763}}
	for _, b := range ranges {
		n := Block{Name: b.name, Of: int(b.to - b.from + 1)}
		for r := b.from; r <= b.to; r++ {
			if font.Glyph(r) != 0 {
				n.Have++
			}
		}
		list = append(list, n)
	}
	return list
}

// FontRole says which face a role is set in.
type FontRole struct {
	Role  string `json:"role"`
	Use   string `json:"use"`
	Face  string `json:"face"`  // its full name
	Chain string `json:"chain"` // the faces asked in turn for what it lacks
}

// Roles lists the roles with the faces in use.
func (f *Fonts) Roles() []FontRole {
	list := []FontRole{}
	for _, r := range []struct {
		role, use string
		chain     fontkit.Chain
	}{{"仿宋", "正文、表格、签署栏", f.body}, {"标题", "机关名称和文书名称", f.title}, {"黑", "小标题和表头", f.head}, {"楷", "楷体", f.kai}} {
		names := []string{}
		for _, face := range r.chain[1:] {
			names = append(names, face.Font.Name())
		}
		list = append(list, FontRole{r.role, r.use, r.chain[0].Font.Name(), strings.Join(names, " → ")})
	}
	return list
}

// sheetText has what names and places are written with, common and rare.
var sheetText = []string{
	"某市公安局虚构分局依法实施双随机、一公开检查。0123456789 ABC abc ，。；：？！“”（）《》〔2026〕",
	"生僻字：㛃 䶮 喆 镕 〇 𠮷 堃 犇 淼 昇 翀 玥 嬛 甯 珺 羴 龘 赟 燊 堉 㴔 㵍 䴙 䴘",
	"扩展区：𠀀 𠂇 𠅤 𡗗 𣲗 𤭢 𥻗 𦍌 𨺙 𩽾 𩾌 𪚥",
	"符号：☑ ☐ ℃ ㎡ № ① ⑩ Ⅳ ％ ‰ × ÷ ± ≥ ≤ → ￥ 　／　——……",
}

// TestSheet makes a PDF that shows the faces: each role with common and rare
// characters; what no face has is listed instead of printed.
func (f *Fonts) TestSheet(organ, created string) ([]byte, error) {
	plain := style(f.body, xiaoSi, 22)
	doc := layout.Doc{Title: "字体测试页", Author: organ, Created: created, Sheet: layout.A4(31, 22, 20, 26)}
	doc.Frame = layout.Frame{Small: style(f.body, smallNote, 10), Number: style(f.body, wuHao, 14),
		QR: func(page, pages int) string { return fmt.Sprintf("font sheet %d/%d", page, pages) }}
	add := func(text string, s layout.Style) {
		doc.Blocks = append(doc.Blocks, layout.Para{Spans: []layout.Span{{Text: text, Style: s}}, After: 3})
	}
	doc.Blocks = append(doc.Blocks, layout.Para{Spans: []layout.Span{{Text: "字体测试页", Style: style(f.title, erHao, 34)}}, Align: layout.Center, After: 6})
	missing := ""
	for i, r := range f.Roles() {
		add(fmt.Sprintf("%s（%s）：%s", r.Role, r.Use, r.Face), style(f.head, xiaoSi, 24))
		chain := []fontkit.Chain{f.body, f.title, f.head, f.kai}[i]
		for _, line := range sheetText {
			add(strings.Map(func(c rune) rune {
				if layout.Drawable(chain, c) {
					return c
				}
				if !strings.ContainsRune(missing, c) {
					missing += string(c)
				}
				return -1
			}, line), style(chain, siHao, 26))
		}
	}
	said := "测试的字都能印出。"
	if missing != "" {
		said = "不能印出的字（以编码表示）："
		for _, c := range missing {
			said += fmt.Sprintf(" U+%04X", c)
		}
	}
	add(said, plain)
	pages, err := layout.Lay(&doc)
	if err != nil {
		return nil, err
	}
	return output.Write(&doc, pages)
}
