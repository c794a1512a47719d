package draw

import (
	"encoding/hex"
	"fmt"
	"maps"
	"slices"
	"strings"

	"shuangsuiji/backend/inspect"
)

// InputKind says where the public input of a draw comes from.
type InputKind string

const (
	InputDice  InputKind = "dice"  // 当众掷出的骰子、摇出的号球: 20 digits or more, typed by two people
	InputValue InputKind = "value" // 事先指明的公开数值: lottery numbers, index close, beacon round
	InputNone  InputKind = "none"  // 无公共随机输入: rehearsals and replacements only
)

const (
	minDigits = 20   // 20 decimal digits hold 66 bits
	maxInput  = 1000 // bytes of one input line
)

func (k InputKind) known() bool { return k == InputDice || k == InputValue || k == InputNone }

// Input is the public input as it enters the seed. Line is in the normal form
// of NormalizeInput. Source says who threw, read or saw it; it is public and
// takes no part in the seed.
type Input struct {
	Kind         InputKind
	Line, Source string
}

// NormalizeInput turns what was typed into the one line that enters the seed.
//
// dice: all blanks are removed from both typings; each must be 20 digits or
// more, and they must agree. value: blanks at the ends are removed and runs of
// blanks become one space; what is left must be printable ASCII; a second
// typing, when given, must agree. none: both must be empty.
func NormalizeInput(kind InputKind, first, second string) (string, error) {
	refuse := func(hint, format string, args ...any) (string, error) {
		return "", inspect.E(inspect.Invalid, format, args...).WithHint("%s", hint).WithField("publicInput")
	}
	const tooLong = "公共随机输入超过 %d 个字符"
	switch kind {
	case InputDice:
		a, b := strings.Join(strings.Fields(first), ""), strings.Join(strings.Fields(second), "")
		for _, s := range []string{a, b} {
			if i := strings.IndexFunc(s, func(r rune) bool { return r < '0' || r > '9' }); i >= 0 {
				return refuse("只录入半角数字，空格会自动去掉", "点数第%d位不是数字", len([]rune(s[:i]))+1)
			}
		}
		switch {
		case len(a) < minDigits:
			return refuse("请继续掷出，补足后重新录入", "点数至少 %d 位，现有 %d 位", minDigits, len(a))
		case len(a) > maxInput:
			return refuse("请核对录入的内容", tooLong, maxInput)
		case a != b:
			return refuse("请两人各自对照现场记录重新录入", "两人录入的点数不一致：%s", disagreement(a, b))
		}
		return a, nil
	case InputValue:
		a, b := strings.Join(strings.Fields(first), " "), strings.Join(strings.Fields(second), " ")
		switch {
		case a == "":
			return refuse("请照公布的原样录入", "没有录入公开数值")
		case len(a) > maxInput:
			return refuse("请核对录入的内容", tooLong, maxInput)
		case strings.ContainsFunc(a, func(r rune) bool { return r < 0x20 || r > 0x7e }):
			return refuse("请改用半角数字、字母和标点", "公开数值只能含半角数字、字母和标点")
		case b != "" && a != b:
			return refuse("请对照公布的原样重新录入", "两次录入的公开数值不一致：%s", disagreement(a, b))
		}
		return a, nil
	case InputNone:
		if first != "" || second != "" {
			return refuse("请清空，或以采用公共随机输入的方式重新冻结", "声明中写明无公共随机输入，此处不能录入")
		}
		return "", nil
	}
	return refuse("请选用骰子点数、公开数值或无", "没有这种公共随机输入：%s", kind)
}

// disagreement says where two lines part.
func disagreement(a, b string) string {
	if len(a) != len(b) {
		return fmt.Sprintf("长度不同（%d 位与 %d 位）", len(a), len(b))
	}
	i := 0
	for a[i] == b[i] {
		i++
	}
	return fmt.Sprintf("从第%d位起不同", i+1)
}

// reveal is reveal.json.
type reveal struct {
	Nonce       string `json:"nonce"`
	PublicInput string `json:"publicInput"`
	Source      string `json:"source"`
}

// seed is the hex SHA-256 over version, statement, nonce and public input, each
// ended by LF.
func (o *opened) seed(nonceHex, line string) string {
	return digest([]byte(version + "\n" + o.digest + "\n" + nonceHex + "\n" + line + "\n"))
}

// checkReveal refuses a nonce or public input that is not what was announced.
func (o *opened) checkReveal(nonce []byte, line, source string) error {
	if len(nonce) != 32 || digest(nonce) != o.Nonce {
		return damaged(fileReveal, 0, "秘密随机数与 %s 事先公布的摘要不符", fileStatement)
	}
	normal, err := NormalizeInput(o.Input.Kind, line, line)
	if err != nil || normal != line {
		return damaged(fileReveal, 0, "公共随机输入不是 %s 的规定写法", o.Input.Kind)
	}
	if why := textFault(source); why != "" {
		return damaged(fileReveal, 0, "来源说明%s", why)
	}
	return nil
}

// result opens the frozen files, checks nonce and input, has compute make the
// output files and puts everything together.
func result(f Files, nonce []byte, in Input, want []Purpose, compute func(o *opened, seed string) (Files, error)) (Files, string, error) {
	o, err := open(f)
	if err != nil {
		return nil, "", err
	}
	if !slices.Contains(want, o.Purpose) {
		return nil, "", inspect.E(inspect.Invalid, "这份声明的抽取种类是 %s，不能这样抽取", o.Purpose).WithField("purpose")
	}
	if in.Kind != o.Input.Kind {
		return nil, "", inspect.E(inspect.Refused, "声明写明的公共随机输入是 %s，不能改用 %s", o.Input.Kind, in.Kind).
			WithHint("请按声明取得公共随机输入，或写明理由后作为新的一次抽取重新冻结").WithField("publicInput")
	}
	if line, err := NormalizeInput(in.Kind, in.Line, in.Line); err != nil {
		return nil, "", err
	} else if line != in.Line {
		return nil, "", inspect.E(inspect.Invalid, "公共随机输入没有整理成规定的写法").WithField("publicInput")
	}
	if err := o.checkReveal(nonce, in.Line, in.Source); err != nil {
		return nil, "", err
	}
	seed := o.seed(hex.EncodeToString(nonce), in.Line)
	all := Files{}
	for _, name := range append(o.Purpose.inputFiles(), fileStatement) {
		if data, ok := f[name]; ok {
			all[name] = data
		}
	}
	out, err := compute(o, seed)
	if err != nil {
		return nil, "", err
	}
	maps.Copy(all, out)
	if all[fileReveal], err = encodeJSON(reveal{hex.EncodeToString(nonce), in.Line, in.Source}); err != nil {
		return nil, "", err
	}
	all[fileSums] = sums(all, o.Purpose.publicFiles())
	return all, seed, nil
}
