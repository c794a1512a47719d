package inspect

import (
	"strings"
	"testing"
)

func TestReadInk(t *testing.T) {
	ink, err := ReadInk("600x200;10,20 300,180;320,20 500,180 510,60")
	if err != nil || ink.W != 600 || ink.H != 200 || len(ink.Strokes) != 2 || ink.Strokes[1][2] != [2]int{510, 60} {
		t.Fatalf("%+v %v", ink, err)
	}
	for _, text := range []string{"", "600x200", "600x200;", "600x200;10,20", "600x200;10,20 11,21", "600x200;10,20 601,20", "600x200;-1,20 300,20", "600x200;10 300,20",
		"9x9;1,1 8,8", "axb;1,1 300,8", "600x200;" + strings.Repeat("1,1 300,8 ", mostInk/10+1)} {
		if _, err := ReadInk(text); CodeOf(err) != Invalid || ForPerson(err).Hint == "" {
			t.Errorf("%.40q is taken as handwriting: %v", text, err)
		}
	}
}

func TestSignerOf(t *testing.T) {
	for label, want := range map[string]SignerKind{"被检查人签名、捺指印": SignerParty, "被询问人签名、捺指印": SignerParty, "询问人签名": SignerOfficer, "受送达人签名（盖章）": SignerParty,
		"送达人签名": SignerOfficer, "见证人签名": SignerWitness, "当事人或见证人签名": SignerParty, "法定代表人（负责人）签名": SignerLegalRep, "翻译人员签名": SignerInterpret, "日期": "", "记录人签名": ""} {
		if got := SignerOf(label); got != want {
			t.Errorf("%s is the line of %q, want %q", label, got, want)
		}
	}
}
