package account

import (
	_ "embed"
	"strings"
	"sync"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"shuangsuiji/backend/inspect"
)

// The length of a password in characters.
const (
	LeastLength = 8
	MostLength  = 128
)

//go:embed common.txt
var commonText string

var common = sync.OnceValue(func() map[string]bool {
	set := map[string]bool{}
	for line := range strings.Lines(commonText) {
		set[strings.TrimSpace(line)] = true
	}
	return set
})

// Check refuses a new password that would be guessed: see the package's page.
// name and badge are the person's. Error: Invalid, its Field "newPassword".
func Check(password []byte, name, badge string) error {
	bad := func(hint, format string, args ...any) error {
		return inspect.E(inspect.Invalid, format, args...).WithField("newPassword").WithHint("%s", hint)
	}
	if !utf8.Valid(password) {
		return bad("换一个密码", "密码里有不能识别的字符")
	}
	p := norm.NFKC.String(string(password))
	n := utf8.RuneCountInString(p)
	switch low := strings.ToLower(p); {
	case n < LeastLength:
		return bad("可以用几个不相干的词连成一句，汉字也行，不必夹带符号", "密码只有%d个字符，至少要%d个", n, LeastLength)
	case n > MostLength:
		return bad("缩短一些", "密码有%d个字符，最多%d个", n, MostLength)
	case strings.ContainsFunc(p, func(r rune) bool { return r < ' ' || r == 0x7f }):
		return bad("换一个密码", "密码里有换行等控制字符")
	case common()[low]:
		return bad("换一个别人想不到的", "这个密码太常见，会被最先猜到")
	case strings.Count(p, p[:len(string([]rune(p)[:1]))]) == n:
		return bad("换一个别人想不到的", "密码只是同一个字符的重复")
	case only(low, strings.ToLower(norm.NFKC.String(name)), strings.ToLower(norm.NFKC.String(badge))):
		return bad("换一个与姓名、警号无关的", "密码不能由姓名或警号构成")
	}
	return nil
}

// only tells whether a text is a person's own words over and over, in whatever
// order: 041207041207, 周办公041207.
func only(text string, words ...string) bool {
	for _, w := range words {
		if w = strings.TrimSpace(w); w != "" {
			text = strings.ReplaceAll(text, w, "")
		}
	}
	return strings.Trim(text, " -_.@") == ""
}
