package store

import (
	"strings"
	"unicode"

	"github.com/mozillazg/go-pinyin"
)

// readings adds the initial of a second usual reading to characters of names,
// and a reading to some that the dictionary lacks.
var readings = map[rune]string{
	'行': "h", '长': "c", '重': "c", '乐': "y", '厦': "x", '单': "s", '曾': "z", '解': "x", '仇': "q", '查': "z", '盛': "c",
	'会': "k", '朝': "z", '参': "s", '藏': "z", '传': "z", '调': "t", '弹': "t", '区': "o", '石': "d", '𠮷': "j",
}

const maxReadings = 8 // ways to write one name; further second readings are left out

// initials are the first letters of a name's pinyin, one way of reading a
// word: 重庆银行 gives zqyx zqyh cqyx cqyh. Letters and digits stand for
// themselves. A name without hanzi has none.
func initials(name string) string {
	ways, hanzi := []string{""}, false
	for _, r := range strings.ToLower(name) {
		letters := ""
		if reading, ok := pinyin.PinyinDict[int(r)]; ok {
			letters = string(plain([]rune(reading)[0]))
		} else if r < unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r)) {
			letters = string(r)
		}
		hanzi = hanzi || unicode.Is(unicode.Han, r)
		if second := readings[r]; second != letters {
			letters += second
		}
		if letters == "" {
			continue
		}
		next := make([]string, 0, len(ways)*len(letters))
		for i, letter := range letters {
			if i > 0 && len(ways)*len(letters) > maxReadings {
				break
			}
			for _, w := range ways {
				next = append(next, w+string(letter))
			}
		}
		ways = next
	}
	if !hanzi {
		return ""
	}
	return strings.Join(ways, " ")
}

// plain takes the tone off a letter.
func plain(r rune) rune {
	if r < unicode.MaxASCII {
		return r
	}
	for _, toned := range []string{"aāáǎà", "eēéěèêếề", "oōóǒò", "nńňǹ", "mḿ"} {
		if strings.ContainsRune(toned, r) {
			return rune(toned[0])
		}
	}
	return r
}
