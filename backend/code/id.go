package code

import (
	"fmt"
	"regexp"
	"strings"
	"time"
	"unicode/utf8"
)

// idWeights are 2^(17-i) mod 11 (GB 11643-1999, 4.2).
var idWeights = [17]int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2}

// CheckID warns about an odd 居民身份证号码: length, characters, a day of birth
// that does not exist, the check digit. Empty text gets no warning; whether a
// number is needed is the caller's matter. The warning never quotes the number.
func CheckID(s string) (warning string) {
	id := normalise(s)
	length := utf8.RuneCountInString(id)
	switch {
	case id == "":
		return ""
	case length == 15 && digits(id):
		return "身份证号码是 15 位旧号，已停止使用，请填 18 位号码"
	case length != 18:
		return fmt.Sprintf("身份证号码应为 18 位，实为 %d 位", length)
	case !digits(id[:17]) || !digits(id[17:]) && id[17] != 'X':
		return "身份证号码只能是 17 位数字加一位数字或字母 X"
	}
	birth, err := time.Parse("20060102", id[6:14])
	if err != nil || birth.Year() < 1800 || birth.Year() >= 2100 {
		return "身份证号码中的出生日期（第 7 至 14 位）不存在"
	}
	if idCheck(id[:17]) != id[17] {
		return "身份证号码校验码不符，请对照证件核对"
	}
	return ""
}

func idCheck(id string) byte {
	sum := 0
	for i, w := range idWeights {
		sum += w * int(id[i]-'0')
	}
	return "10X98765432"[sum%11]
}

// MaskID keeps the first 3 and the last 4 characters of an identity number of at
// least 15 characters and stars the rest; a shorter one is starred whole.
func MaskID(s string) string {
	id := []rune(normalise(s))
	if len(id) < 15 {
		return strings.Repeat("*", len(id))
	}
	return string(id[:3]) + strings.Repeat("*", len(id)-7) + string(id[len(id)-4:])
}

// phone is 7 digits or more, however they are grouped.
var phone = regexp.MustCompile(`\d(?:[ -]*\d){6,}`)

// MaskPhone masks every telephone number in s: of 11 digits and more it keeps
// the first 3 and the last 4, of 7 to 10 only the last 2. A leading 86 is
// dropped. Shorter groups of digits and other text stay.
func MaskPhone(s string) string {
	half := strings.Map(func(r rune) rune {
		if r >= '０' && r <= '９' {
			return r - '０' + '0'
		}
		return r
	}, s)
	return phone.ReplaceAllStringFunc(half, func(n string) string {
		n = strings.NewReplacer(" ", "", "-", "").Replace(n)
		if len(n) == 13 {
			n = strings.TrimPrefix(n, "86")
		}
		if len(n) < 11 {
			return "****" + n[len(n)-2:]
		}
		return n[:3] + "****" + n[len(n)-4:]
	})
}
