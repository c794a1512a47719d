package code

import (
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"
)

// Kind says which sort of code a subject has.
type Kind string

const (
	Credit       Kind = "credit"       // 统一社会信用代码, 18 characters
	Registration Kind = "registration" // 注册号, 15 digits
	None         Kind = "none"         // 无代码: temporary subjects, natural persons
	Other        Kind = "other"        // anything else, always with a warning
)

// CreditResult is what CheckCredit found.
type CreditResult struct {
	Code    string // normalised; "" for None
	Kind    Kind
	Warning string // "" when nothing is odd
}

// alphabet is that of GB 32100-2015: no I, O, S, V, Z. A character's place is
// its value.
const alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"

// creditWeights are 3^i mod 31 (GB 32100-2015, 5.2).
var creditWeights = [17]int{1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28}

// lookalikes are the letters outside the alphabet and what they usually are.
var lookalikes = map[rune]string{'O': "数字 0", 'I': "数字 1", 'Z': "数字 2", 'S': "数字 5", 'V': "字母 U 或 Y"}

var scientific = regexp.MustCompile(`^\d(\.\d+)?E\+?\d+$`)

// CheckCredit normalises a 统一社会信用代码 or 注册号 and warns about what is odd.
// Empty text and the usual ways to write "none" (无, 无代码, 暂无, /, -) are None
// without a warning.
func CheckCredit(s string) CreditResult {
	c := normalise(s)
	length := utf8.RuneCountInString(c)
	switch {
	case strings.Trim(c, "/-—") == "", c == "无", c == "无代码", c == "暂无":
		return CreditResult{Kind: None}
	case length == 18:
		return CreditResult{c, Credit, creditWarning(c)}
	case length == 15 && digits(c):
		return CreditResult{c, Registration, registrationWarning(c)}
	case scientific.MatchString(c):
		return CreditResult{c, Other, fmt.Sprintf("代码 %s 被表格软件改成了科学计数法，末几位已丢失，请按营业执照重新填写", c)}
	}
	return CreditResult{c, Other, fmt.Sprintf("代码 %s 有 %d 位，应为 18 位统一社会信用代码或 15 位注册号", c, length)}
}

func creditWarning(c string) string {
	for i, r := range c {
		if strings.ContainsRune(alphabet, r) {
			continue
		}
		if like, ok := lookalikes[r]; ok {
			return fmt.Sprintf("统一社会信用代码第 %d 位是字母 %c，代码中不用这个字母，可能是%s", i+1, r, like)
		}
		return fmt.Sprintf("统一社会信用代码第 %d 位有不允许的字符 %q", i+1, r)
	}
	if !digits(c[2:8]) {
		return fmt.Sprintf("统一社会信用代码第 3 至 8 位应为行政区划数字，实为 %s", c[2:8])
	}
	if want := creditCheck(c[:17]); c[17] != want {
		if digits(c) && strings.HasSuffix(c, "000") {
			return "统一社会信用代码末三位是 000 且校验码不符，可能被表格软件截断，请按营业执照核对"
		}
		return fmt.Sprintf("统一社会信用代码校验码不符：末位应为 %c，实为 %c，请按营业执照核对", want, c[17])
	}
	return ""
}

// creditCheck is the 18th character for 17 characters of the alphabet.
func creditCheck(c string) byte {
	sum := 0
	for i, w := range creditWeights {
		sum += w * strings.IndexByte(alphabet, c[i])
	}
	return alphabet[(31-sum%31)%31]
}

// registrationWarning checks the last digit by ISO 7064 MOD 11,10, as the
// industry standard GS 15-2006 for 注册号 prescribes.
func registrationWarning(c string) string {
	if want := registrationCheck(c[:14]); c[14] != want {
		return fmt.Sprintf("注册号校验码不符：末位应为 %c，实为 %c，请按营业执照核对", want, c[14])
	}
	return ""
}

func registrationCheck(c string) byte {
	p := 10
	for _, d := range c {
		if p = (p + int(d-'0')) % 10; p == 0 {
			p = 10
		}
		p = p * 2 % 11
	}
	return byte('0' + (11-p)%10)
}
