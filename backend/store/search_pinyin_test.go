package store

import (
	"flag"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/mozillazg/go-pinyin"
)

// TestInitialsAreThoseOfTheDictionary holds initials.txt to go-pinyin.
func TestInitialsAreThoseOfTheDictionary(t *testing.T) {
	update := flag.Lookup("update").Value.String() == "true"
	lines := map[rune]string{}
	for _, r := range slices.Sorted(maps.Keys(pinyin.PinyinDict)) {
		lines[plain([]rune(pinyin.PinyinDict[r])[0])] += string(rune(r))
	}
	var want strings.Builder
	for _, letter := range slices.Sorted(maps.Keys(lines)) {
		want.WriteString(string(letter) + lines[letter] + "\n")
	}
	if update {
		if err := os.WriteFile("initials.txt", []byte(want.String()), 0o666); err != nil {
			t.Fatal(err)
		}
	} else if initialsText != want.String() {
		t.Fatal("initials.txt is not what the dictionary says; make it anew: go test ./backend/store -run Initials -update")
	}
	for r, reading := range pinyin.PinyinDict {
		if got := letter(rune(r)); !update && got != string(plain([]rune(reading)[0])) {
			t.Fatalf("%c begins with %q", r, got)
		}
	}
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
