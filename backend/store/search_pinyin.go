package store

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
)

// initials.txt has a line for each letter: the characters whose usual reading
// begins with it. A test makes it from the dictionary of go-pinyin, whose map of
// whole readings would cost every start of the program what only a search needs.
//
//go:embed initials.txt
var initialsText string

// letters are those of initials.txt by character, 0 = none.
var letters = sync.OnceValue(func() []byte {
	by := make([]byte, 0x32400) // to the end of the ideographs
	letter := byte(0)
	for _, r := range initialsText {
		if r <= 'z' { // the letter of a line, or its end
			letter = byte(r)
		} else {
			by[r] = letter
		}
	}
	return by
})

// letter is the first letter of a character's usual reading, "" for none.
func letter(r rune) string {
	if by := letters(); r < ' ' || int(r) >= len(by) || by[r] == 0 {
		return ""
	} else {
		return string(rune(by[r]))
	}
}

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
		letters := letter(r)
		if letters == "" && r < unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r)) {
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
